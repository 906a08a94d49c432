//! One rep's year under a plan: what the rep did and what it paid.

use crate::events::{Kind, SeatYear, TeamYear, Timeline};
use crate::money::Cents;
use crate::payout::{RepPay, TeamPay};

/// A rep's part of the plan year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RepYear {
    /// Months of the plan year in seat, 1–12.
    pub months: usize,
    /// New, upgrade and expansion ACV that the rep is credited with.
    pub credited: Cents,
    /// Quota for these months, ramp applied; 0 where there is none.
    pub quota: Cents,
    /// Base for these months, in the company's currency.
    pub base: Cents,
    /// Variable pay, in the company's currency; what is recovered after the last month is in it.
    pub variable: Cents,
}

impl RepYear {
    /// Every rep of a team who was in seat in the plan year, in the order of seats. The order, months and results do not
    /// depend on the plan.
    pub fn of_team<'a>(
        timeline: Timeline,
        team: &'a TeamYear,
        pay: &'a TeamPay,
        components: usize,
    ) -> impl Iterator<Item = Self> + 'a {
        pay.reps().iter().filter_map(move |rep| {
            let seat = &team.seats[rep.seat];
            let stint = &seat.stints[rep.stint];
            let months = stint.start.max(timeline.plan_year())..stint.end;
            (!months.is_empty()).then(|| Self {
                months: months.len(),
                credited: credited(seat, months),
                quota: rep.quota,
                base: pay.base_to_company(rep, stint, timeline.plan_year()),
                variable: variable(timeline, pay, rep, components),
            })
        })
    }

    /// Base and variable pay together.
    pub fn pay(&self) -> Cents {
        self.base + self.variable
    }
}

/// What a seat's ledger credits in some months.
pub(super) fn credited(seat: &SeatYear, months: std::ops::Range<usize>) -> Cents {
    let kinds = Kind::ALL.into_iter().filter(|kind| kind.adds_arr());
    Cents(kinds.flat_map(|kind| &seat.ledger.amounts(kind)[months.clone()]).sum())
}

/// A rep's variable pay of the plan year, in the company's currency. Something may be recovered after the rep's last
/// month.
pub(super) fn variable(
    timeline: Timeline,
    pay: &TeamPay,
    rep: &RepPay,
    components: usize,
) -> Cents {
    let year = timeline.plan_year()..timeline.months();
    if pay.exchange.is_some() {
        return pay.sum_to_company(year, |month| rep.due(month));
    }
    let paid: Cents = (0..components)
        .map(|c| rep.paid_over(c, year.clone()) - rep.recovered_over(c, year.clone()))
        .sum();
    paid + rep.plan_level_over(year)
}
