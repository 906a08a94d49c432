//! The `statements` table.

use std::sync::Arc;

use super::ExportError;
use crate::events::Timeline;
use crate::money::{Cents, Fraction, Rounding};
use crate::payout::{Payment, Source};
use crate::plan::{Component, Plan};
use crate::tables::{Table, Values, schema};

/// A team's payments, with the names that belong to their numbers.
#[derive(Clone, Copy, Debug)]
pub struct Statements<'a> {
    /// The team's name.
    pub team: &'a str,
    /// Its plan.
    pub plan: &'a Plan,
    /// The rep's name, by seat and stint.
    pub rep: &'a dyn RepName,
    /// The payments, in order.
    pub payments: &'a [Payment],
}

/// Names the reps of a team.
pub trait RepName: std::fmt::Debug {
    /// The rep who held a seat as its `stint`-th, both from 0.
    fn rep(&self, seat: usize, stint: usize) -> Arc<str>;
}

impl RepName for Vec<crate::company::Seat> {
    fn rep(&self, seat: usize, stint: usize) -> Arc<str> {
        match (self.get(seat), stint) {
            (Some(seat), 0) => seat.rep.as_str().into(),
            (Some(seat), stint) => format!("{}/{}", seat.rep, stint + 1).into(),
            (None, _) => "".into(),
        }
    }
}

/// One row per payment of the plan year.
///
/// # Errors
/// A value that no table may hold (a fault of the program).
pub fn statements(teams: &[Statements<'_>], timeline: Timeline) -> Result<Table, ExportError> {
    let rows: Vec<(&Statements<'_>, &Payment)> = teams
        .iter()
        .flat_map(|team| team.payments.iter().map(move |payment| (team, payment)))
        .filter(|(_, payment)| payment.month >= timeline.plan_year())
        .collect();
    let component = |team: &Statements<'_>, payment: &Payment| match payment.source {
        Source::Component(number) => team.plan.components.get(number).cloned(),
        _ => None,
    };
    let name = |(team, payment): &(&Statements<'_>, &Payment)| match component(team, payment) {
        Some(component) => Arc::from(component.name),
        None => Arc::from(payment.source.plan_level().unwrap_or_default()),
    };
    let measure = |(team, payment): &(&Statements<'_>, &Payment)| {
        let component = component(team, payment);
        Arc::from(component.as_ref().and_then(Component::looks_at).unwrap_or_default())
    };
    let money = |amount: &dyn Fn(&Payment) -> Option<Cents>| {
        Values::Money(rows.iter().map(|(_, payment)| amount(payment)).collect())
    };
    let number = |of: &dyn Fn(&Payment) -> Option<Fraction>| {
        Values::Number(rows.iter().map(|(_, payment)| of(payment).map(to_millionths)).collect())
    };
    let quota = |payment: &Payment| {
        payment.quota.map(|quota| (quota * Fraction::whole(100)).to_cents(Rounding::HalfEven))
    };
    Ok(Table::new(
        &Arc::new(schema::statements()),
        vec![
            Values::text(rows.iter().map(|(team, _)| team.team)),
            Values::Text(
                rows.iter()
                    .map(|(team, payment)| team.rep.rep(payment.seat, payment.stint))
                    .collect(),
            ),
            Values::Integer(
                rows.iter().map(|(_, p)| (p.month - timeline.plan_year()) as i64 + 1).collect(),
            ),
            Values::Text(rows.iter().map(name).collect()),
            Values::Text(rows.iter().map(measure).collect()),
            number(&|p| p.result),
            money(&quota),
            number(&|p| p.attainment),
            money(&|p| Some(p.paid)),
            money(&|p| Some(p.recovered)),
            money(&|p| p.balance),
        ],
    )?)
}

/// Rounded to six decimals for display; the engine went on with the exact fraction.
pub(super) fn to_millionths(number: Fraction) -> f64 {
    (number * Fraction::whole(1_000_000)).round(Rounding::HalfEven) as f64 / 1e6
}
