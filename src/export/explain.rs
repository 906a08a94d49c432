//! The `explain` table.

use std::sync::Arc;

use super::ExportError;
use super::statements::to_millionths;
use crate::money::Fraction;
use crate::study::{Account, AccountLine, Figure};
use crate::tables::{Table, Values, schema};

/// The account of a rep's year, one row a line, the total last.
///
/// # Errors
/// A value that no table may hold (a fault of the program).
pub fn explain(team: &str, rep: &str, account: &Account) -> Result<Table, ExportError> {
    let total = account.total_line();
    let lines: Vec<&AccountLine> = account.lines().chain([&total]).collect();
    let (team, rep): (Arc<str>, Arc<str>) = (team.into(), rep.into());
    let text = |of: &dyn Fn(&AccountLine) -> &str| Values::text(lines.iter().map(|line| of(line)));
    let number = |of: &dyn Fn(&AccountLine) -> Option<Fraction>| {
        Values::Number(lines.iter().map(|line| of(line).map(to_millionths)).collect())
    };
    let value = |figure: Option<Figure>| figure.map(|figure| figure.value);
    Ok(Table::new(
        &Arc::new(schema::explain()),
        vec![
            Values::Text(lines.iter().map(|_| team.clone()).collect()),
            Values::Text(lines.iter().map(|_| rep.clone()).collect()),
            Values::Integer(lines.iter().map(|line| line.month).collect()),
            text(&|line| &line.component),
            text(&|line| line.step),
            text(&|line| &line.what),
            number(&|line| value(line.quantity)),
            number(&|line| value(line.rate)),
            number(&|line| line.amount.map(|cents| cents * Fraction::HUNDREDTH)),
        ],
    )?)
}
