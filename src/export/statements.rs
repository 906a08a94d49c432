//! The `statements` table.

use std::sync::Arc;

use super::ExportError;
use super::columns::Columns;
use crate::events::Timeline;
use crate::money::{Fraction, Rounding};
use crate::payout::{Payment, Source};
use crate::plan::{Component, Plan};
use crate::tables::{Table, schema};

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
pub fn statements<'a>(teams: &[Statements<'a>], timeline: Timeline) -> Result<Table, ExportError> {
    let rows: Vec<(&Statements<'a>, &Payment)> = teams
        .iter()
        .flat_map(|team| team.payments.iter().map(move |payment| (team, payment)))
        .filter(|(_, payment)| payment.month >= timeline.plan_year())
        .collect();
    let component = |team: &Statements<'a>, payment: &Payment| match payment.source {
        Source::Component(number) => team.plan.components.get(number),
        _ => None,
    };
    let quota = |payment: &Payment| {
        payment.quota.map(|quota| (quota * Fraction::whole(100)).to_cents(Rounding::HalfEven))
    };
    Columns::of(&rows)
        .text(|(team, _)| team.team)
        .text(|(team, payment)| team.rep.rep(payment.seat, payment.stint))
        .count(|(_, payment)| payment.month - timeline.plan_year() + 1)
        .text(|(team, payment)| match component(team, payment) {
            Some(component) => component.name.as_str(),
            None => payment.source.plan_level().unwrap_or_default(),
        })
        .text(|(team, payment)| {
            component(team, payment).and_then(Component::looks_at).unwrap_or_default()
        })
        .number(|(_, payment)| payment.result.map(to_millionths))
        .money(|(_, payment)| quota(payment))
        .number(|(_, payment)| payment.attainment.map(to_millionths))
        .money(|(_, payment)| Some(payment.paid))
        .money(|(_, payment)| Some(payment.recovered))
        .money(|(_, payment)| payment.balance)
        .table(schema::statements())
}

/// Rounded to six decimals for display; the engine went on with the exact fraction.
pub(super) fn to_millionths(number: Fraction) -> f64 {
    (number * Fraction::whole(1_000_000)).round(Rounding::HalfEven) as f64 / 1e6
}
