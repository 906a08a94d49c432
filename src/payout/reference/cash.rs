//! What the company sees of a team's pay, in its own currency: month by month as it is earned and as it is paid
//! out.

use super::Record;
use super::exchange::rate_in;
use super::number::{Number, TooLong};
use crate::events::{Stint, Timeline};
use crate::money::{Cents, Decimal6, Rounding};
use crate::plan::Plan;

/// A month of a team's pay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Month {
    /// Paid less recovered by the month of the payment. What a component pays, what it recovers and what the
    /// clauses on the whole pay come to are converted each by itself, to the cent.
    pub earned: Cents,
    /// Recovered by clawbacks, of that.
    pub recovered: Cents,
    /// Paid out: all that was earned the payment lag before, at the rate of this month. What reaches back before
    /// the timeline counts as 0.
    pub paid_out: Cents,
    /// Held back for the reps after the month.
    pub held: Cents,
}

/// The months of the timeline, for all reps of a team. `rates` are units of the currency of pay for one of the
/// company's, by calendar month; none where they are the same.
///
/// # Errors
/// A number that 28 digits do not hold.
pub fn months(
    plan: &Plan,
    timeline: Timeline,
    rates: Option<&[Decimal6; 12]>,
    records: &[Record],
) -> Result<Vec<Month>, TooLong> {
    let new = plan.changed.as_ref();
    let lag_of = |earned: usize| {
        let new = new.filter(|new| earned >= timeline.plan_year() + new.change.month);
        new.map_or(plan.payment_lag, |new| new.payment_lag) as usize
    };
    let lags = plan.payment_lag > 0 || new.is_some_and(|new| new.payment_lag > 0);
    let mut months = vec![Month::default(); timeline.months()];
    for (number, month) in months.iter_mut().enumerate() {
        let company = |amount| to_company(amount, rates, number);
        for record in records {
            for (paid, recovered) in record.paid.iter().zip(&record.recovered) {
                let recovered = company(recovered[number])?;
                month.earned += company(paid[number])? - recovered;
                month.recovered += recovered;
            }
            month.earned += company(record.plan_level(number))?;
            month.held += company(record.lines[number].held_after)?;
            let waits = |earned: &usize| earned + lag_of(*earned) == number;
            for earned in (0..=number).filter(|_| lags).filter(waits) {
                month.paid_out += company(record.due(earned))?;
            }
        }
        if !lags {
            month.paid_out = month.earned;
        }
    }
    Ok(months)
}

/// A rep's base of the plan year in the company's currency: each month in seat has a like part of it, at its
/// own rate.
///
/// # Errors
/// A number that 28 digits do not hold.
pub fn base(
    timeline: Timeline,
    rates: Option<&[Decimal6; 12]>,
    stint: &Stint,
    base: Cents,
) -> Result<Cents, TooLong> {
    let Some(rates) = rates else { return Ok(base) };
    let months: Vec<usize> =
        (timeline.plan_year()..timeline.months()).filter(|month| stint.holds(*month)).collect();
    let parts = Number::whole(months.len() as i64);
    let in_company = |month: usize| Number::from(base) / parts / rate_in(rates, month as i64);
    months.iter().map(|month| in_company(*month)).sum::<Number>().to_cents(Rounding::HalfEven)
}

fn to_company(
    amount: Cents,
    rates: Option<&[Decimal6; 12]>,
    month: usize,
) -> Result<Cents, TooLong> {
    let Some(rates) = rates else { return Ok(amount) };
    (Number::from(amount) / rate_in(rates, month as i64)).to_cents(Rounding::HalfEven)
}
