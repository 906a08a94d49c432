//! Pay against attainment, rep by rep.

use crate::events::{Kind, TeamYear, Timeline};
use crate::money::Cents;
use crate::payout::TeamPay;

/// A band of attainment, ten points wide; the last is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AttainmentBand(pub u8);

impl AttainmentBand {
    /// How many there are: 0–10 %, …, 190–200 %, 200 % and more.
    pub const COUNT: usize = 21;

    /// The band of bookings against a quota above 0.
    pub fn of(bookings: Cents, quota: Cents) -> Self {
        let tenths = (10 * i128::from(bookings.0)).div_euclid(i128::from(quota.0));
        Self(tenths.clamp(0, Self::COUNT as i128 - 1) as u8)
    }

    /// Where it starts, as a share of quota.
    pub fn from(self) -> f64 {
        f64::from(self.0) / 10.0
    }

    /// Where it ends; none for the last.
    pub fn to(self) -> Option<f64> {
        (usize::from(self.0) + 1 < Self::COUNT).then(|| f64::from(self.0 + 1) / 10.0)
    }
}

/// A rep's year: where the rep ended and what it paid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RepFigures {
    /// The rep's team.
    pub team: u32,
    /// Bookings against quota.
    pub band: AttainmentBand,
    /// Variable pay.
    pub pay: Cents,
}

impl RepFigures {
    /// Every rep of a team who had a quota.
    pub fn of_team<'a>(
        number: usize,
        timeline: Timeline,
        team: &'a TeamYear,
        pay: &'a TeamPay,
        components: usize,
    ) -> impl Iterator<Item = Self> + 'a {
        pay.reps().iter().filter(|rep| rep.quota > Cents::ZERO).map(move |rep| {
            let seat = &team.seats[rep.seat];
            let stint = &seat.stints[rep.stint];
            let months = stint.start.max(timeline.plan_year())..stint.end;
            let bookings = Kind::ALL
                .into_iter()
                .filter(|kind| kind.adds_arr())
                .flat_map(|kind| &seat.ledger.amounts(kind)[months.clone()])
                .sum();
            // Something may be recovered after the last month.
            let year = timeline.plan_year()..timeline.months();
            let pay = if pay.exchange.is_some() {
                pay.sum_to_company(year, |month| rep.due(month))
            } else {
                let paid: Cents = (0..components)
                    .map(|c| rep.paid_over(c, year.clone()) - rep.recovered_over(c, year.clone()))
                    .sum();
                paid + rep.plan_level_over(year)
            };
            Self { team: number as u32, band: AttainmentBand::of(Cents(bookings), rep.quota), pay }
        })
    }
}
