//! A rep's year in the figures that all tallies look at.

use super::subject::Subject;
use crate::events::{CompanyYear, Kind};
use crate::money::{Cents, Fraction, Rounding};
use crate::payout::TeamPay;

/// The year of a rep who held the seat all of it. Who comes or goes within the year is left out: months in seat are no
/// merit. Amounts are in dollars of the company's currency.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RepYear {
    /// Seat of the team, from 0; the rep is its first.
    pub seat: usize,
    /// The rep's place in [`TeamPay::reps`].
    pub place: usize,
    /// Variable pay.
    pub pay: f64,
    /// Target incentive; none where the plan states none.
    pub target: Option<f64>,
    /// What the rep is credited with of new, upgrade and expansion ACV.
    pub booked: f64,
    /// Quota; none where there is none.
    pub quota: Option<f64>,
    /// What the year is worth to the company; none where nobody says.
    pub value: Option<f64>,
}

impl RepYear {
    /// What was booked ÷ quota.
    pub fn attainment(&self) -> Option<f64> {
        self.quota.map(|quota| self.booked / quota)
    }

    /// Pay ÷ target incentive, so that reps of unlike targets compare; pay where there is none.
    pub fn pay_to_target_or_pay(&self) -> f64 {
        self.pay / self.target.unwrap_or(1.0)
    }

    /// Reads the reps of a paid team into `reps`, in roster order.
    pub fn read(subject: &Subject<'_>, year: &CompanyYear, pay: &TeamPay, reps: &mut Vec<Self>) {
        reps.clear();
        let timeline = subject.timeline();
        let months = || timeline.plan_year()..timeline.months();
        for (place, rep) in pay.reps().iter().enumerate() {
            let seat = &year.teams[subject.number].seats[rep.seat];
            let stint = &seat.stints[rep.stint];
            if stint.start > timeline.plan_year() || stint.end < timeline.months() {
                continue;
            }
            let booked: i64 = Kind::ALL
                .into_iter()
                .filter(|kind| kind.adds_arr() && seat.ledger.has(*kind))
                .flat_map(|kind| &seat.ledger.amounts(kind)[months()])
                .sum();
            let of_year = match &pay.exchange {
                None => rep.variable_over(months()),
                Some(_) => pay.sum_to_company(months(), |month| rep.due(month)),
            };
            let target = target_incentive(subject, rep.seat);
            let target = match &pay.exchange {
                None => target,
                Some(_) => pay.sum_to_company(months(), |_| part(target, 1)),
            };
            reps.push(Self {
                seat: rep.seat,
                place,
                pay: of_year.to_f64(),
                target: (target > Cents::ZERO).then(|| target.to_f64()),
                booked: Cents(booked).to_f64(),
                value: (subject.prepared.value.as_ref())
                    .map(|value| value.of_rep(timeline, seat, stint)),
                quota: (rep.quota > Cents::ZERO).then(|| rep.quota.to_f64()),
            });
        }
    }
}

/// The target incentive of the year, in the currency of pay: the rep's own, else the plan's, of a plan that changes each
/// for its months.
fn target_incentive(subject: &Subject<'_>, seat: usize) -> Cents {
    let own = subject.team().seats.get(seat).and_then(|seat| seat.target_incentive);
    own.unwrap_or_else(|| match &subject.plan.changed {
        None => subject.plan.target_incentive,
        Some(new) => {
            let before = new.change.month as i128;
            part(subject.plan.target_incentive, before) + part(new.target_incentive, 12 - before)
        }
    })
}

/// So many twelfths of an amount.
fn part(amount: Cents, months: i128) -> Cents {
    let share = Fraction::new(months, 12).unwrap_or(Fraction::ZERO);
    (Fraction::from(amount) * share).to_cents(Rounding::HalfEven)
}
