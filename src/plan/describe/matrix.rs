//! A target by two attainments, in words.

use super::figures::percent;
use super::pays::{held_against, target_words};
use crate::diagnostic::list;
use crate::money::Decimal6;
use crate::plan::{Component, Matrix, Measure, Plan, Quota};

/// What the cells of a matrix pay.
pub(super) fn sentences(plan: &Plan, component: &Component, matrix: &Matrix) -> Vec<String> {
    let Some(measure) = &component.measure else {
        return Vec::new();
    };
    let currency = plan.currency.as_str();
    let columns = &matrix.columns;
    let row_at = start_words(measure, component.quota, component.goal, currency);
    let column_at = start_words(&columns.measure, columns.quota, columns.goal, currency);
    let by = [
        held_against(measure, component.quota, component.goal, currency),
        held_against(&columns.measure, columns.quota, columns.goal, currency),
    ];
    let mut words = format!(
        "Its target of {} is paid by two results at once, {} and {}: ",
        target_words(plan, component),
        by[0],
        by[1]
    );
    if let (Some(row), Some(column)) = (matrix.rows.first(), columns.at.first()) {
        words += &format!(
            "nothing below {} of the first or {} of the second",
            row_at(*row),
            column_at(*column)
        );
    }
    for (row, cells) in matrix.rows.iter().zip(&matrix.grid) {
        let cells = columns
            .at
            .iter()
            .zip(cells)
            .map(|(at, pays)| format!("{} at {}", percent(*pays), column_at(*at)));
        words += &format!("; from {} of the first, {}", row_at(*row), list(cells, "and"));
    }
    let between = if matrix.interpolate {
        " of the second. Between these points straight lines are drawn; beyond the last it pays no more."
    } else {
        " of the second and above."
    };
    vec![words + between]
}

/// How the starts of rows or columns are read.
fn start_words<'a>(
    measure: &'a Measure,
    quota: Option<Quota>,
    goal: Option<Decimal6>,
    currency: &'a str,
) -> impl Fn(Decimal6) -> String + 'a {
    let is_share = quota.is_some() || goal.is_some();
    move |at| if is_share { percent(at) } else { measure.result(at, currency) }
}
