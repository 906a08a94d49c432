//! The plan's draw: an advance on pay, and how later pay gives it back.

use super::Record;
use super::number::{Number, TooLong};
use crate::events::{Stint, Timeline};
use crate::money::Cents;
use crate::plan::{DrawKind, Plan};

/// Pays and recovers the plan's draw, month by month from the start of the plan year or of the rep.
pub(super) fn pay(
    plan: &Plan,
    timeline: Timeline,
    stint: &Stint,
    record: &mut Record,
) -> Result<(), TooLong> {
    let Some(draw) = plan.draw else {
        return Ok(());
    };
    let start_of_rep = if stint.newly_hired { stint.start } else { 0 };
    let start = start_of_rep.max(timeline.plan_year());
    let mut balance = Cents::ZERO;
    for month in start..stint.end {
        let runs = month < start + draw.months as usize;
        let pay = cash_of_month(plan, record, month);
        let paid = match draw.kind {
            _ if !runs => Cents::ZERO,
            DrawKind::Minimum => (draw.amount - pay).max(Cents::ZERO),
            DrawKind::Advance => draw.amount,
        };
        let mut recovered = Cents::ZERO;
        if let Some(share) = draw.recovery_share {
            balance += paid;
            let above = if runs { pay - draw.amount } else { pay }.max(Cents::ZERO);
            let part = Number::from(above) * share.into();
            recovered = part.to_cents(plan.rounding)?.min(balance);
            balance -= recovered;
        }
        record.draw[month] = paid - recovered;
    }
    Ok(())
}

/// What all components pay in cash in a month, after recoveries.
fn cash_of_month(plan: &Plan, record: &Record, month: usize) -> Cents {
    let cash = plan.components.iter().enumerate().filter(|(_, component)| !component.non_cash);
    cash.map(|(number, _)| record.paid[number][month] - record.recovered[number][month]).sum()
}
