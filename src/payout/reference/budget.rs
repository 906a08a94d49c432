//! Budgets: what a component pays the reps of a team in a year, first come first served.

use super::number::{Number, TooLong};
use super::payments::Payment;
use super::remainder::by_largest_remainder;
use crate::events::Timeline;
use crate::money::Cents;

/// Cuts what a year's budget does not cover: the payments of the month in which it ends are shared in
/// proportion, all after it are nothing. `payments` are those of each rep; `of_plan_year` is what is left for the
/// plan year, where a change of plan leaves less.
pub(super) fn ration(
    budget: Cents,
    of_plan_year: Cents,
    timeline: Timeline,
    payments: &mut [Vec<Payment>],
) -> Result<(), TooLong> {
    let mut left = budget;
    for month in 0..timeline.months() {
        if month % 12 == 0 {
            left = if month == timeline.plan_year() { of_plan_year } else { budget };
        }
        let of_month = |payments: &Vec<Payment>| -> Cents {
            payments.iter().filter(|payment| payment.month == month).map(|p| p.amount).sum()
        };
        let wanted: Vec<Cents> = payments.iter().map(of_month).collect();
        let together: Cents = wanted.iter().copied().sum();
        if together <= left {
            left -= together;
            continue;
        }
        let weights: Vec<Number> = wanted.into_iter().map(Number::from).collect();
        let given = by_largest_remainder(left, &weights)?;
        for (payments, given) in payments.iter_mut().zip(given) {
            for payment in payments.iter_mut().filter(|payment| payment.month == month) {
                payment.amount = given;
            }
        }
        left = Cents::ZERO;
    }
    Ok(())
}
