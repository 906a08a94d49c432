//! Components that pay by two results at once, or by rank.

use super::trial::Trial;
use super::{AxisLine, LeftOut, MatrixLine, PayLine, RankLine, RepTerms, alone, target_of};
use crate::money::{Cents, Decimal6};
use crate::plan::{Component, Contest, Matrix, Measure, Plan, Quota, Unit, Window};

/// Pay at every start of a row and a column: each window of the year has these attainments.
pub(super) fn by_two(
    plan: &Plan,
    terms: &RepTerms<'_>,
    component: &Component,
    matrix: &Matrix,
    line: &mut PayLine,
) -> Result<(), LeftOut> {
    let measure = component.measure.clone().ok_or(LeftOut::NotComputed)?;
    let columns = &matrix.columns;
    let needs_quota = [component.quota, columns.quota].contains(&Some(Quota::Team));
    if needs_quota && terms.quota.is_none_or(|quota| quota == Cents::ZERO) {
        return Err(LeftOut::QuotaIsZero);
    }
    let (component, taken) = alone(component);
    let trial = Trial::new(plan, &component, terms);
    let cell = |row: Decimal6, column: Decimal6| trial.pay(&trial.with_scores(&[row, column])?);
    let of_row = |row: &Decimal6| columns.at.iter().map(|column| cell(*row, *column)).collect();
    let pay: Option<Vec<Vec<Cents>>> = matrix.rows.iter().map(of_row).collect();
    let axis = |measure: Measure, quota: Option<Quota>, goal: Option<Decimal6>, at: &[Decimal6]| {
        let of_full = quota.is_some() || goal.is_some() || measure.unit() == Unit::Share;
        AxisLine { measure, of_full, at: at.to_vec() }
    };
    line.by_two.push(MatrixLine {
        rows: axis(measure, component.quota, component.goal, &matrix.rows),
        columns: axis(columns.measure.clone(), columns.quota, columns.goal, &columns.at),
        pay: pay.ok_or(LeftOut::NotComputed)?,
        target: target_of(plan, &component),
        on_lines: matrix.interpolate,
        component: component.name,
        taken,
    });
    Ok(())
}

/// The prizes of a window, and how many windows with an active month a year has.
pub(super) fn by_rank(
    component: &Component,
    contest: &Contest,
    line: &mut PayLine,
) -> Result<(), LeftOut> {
    let Window::Calendar(window) = component.measured else {
        return Err(LeftOut::NotComputed);
    };
    let is_active = |from: &usize| {
        (*from..from + window.months()).any(|month| component.months.contains(month))
    };
    let windows = (0..12).step_by(window.months()).filter(is_active).count();
    let (alone, taken) = alone(component);
    let component = alone.name;
    line.by_rank.push(RankLine {
        component,
        window,
        windows,
        prizes: contest.prizes.clone(),
        taken,
    });
    Ok(())
}
