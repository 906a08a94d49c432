//! The `explain` table.

use super::ExportError;
use super::columns::Columns;
use super::statements::to_millionths;
use crate::money::Fraction;
use crate::study::{Account, AccountLine, Figure};
use crate::tables::{Table, schema};

/// The account of a rep's year, one row a line, the total last.
///
/// # Errors
/// A value that no table may hold (a fault of the program).
pub fn explain(team: &str, rep: &str, account: &Account) -> Result<Table, ExportError> {
    let total = account.total_line();
    let lines: Vec<&AccountLine> = account.lines().chain([&total]).collect();
    let number = |number: Option<Fraction>| number.map(to_millionths);
    let value = |figure: Option<Figure>| number(figure.map(|figure| figure.value));
    Columns::of(&lines)
        .name(team)
        .name(rep)
        .integer(|line| line.month)
        .text(|line| &*line.component)
        .text(|line| line.step)
        .text(|line| &*line.what)
        .number(|line| value(line.quantity))
        .number(|line| value(line.rate))
        .number(|line| number(line.amount.map(|cents| cents * Fraction::HUNDREDTH)))
        .table(schema::explain())
}
