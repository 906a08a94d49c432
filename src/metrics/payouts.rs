//! Pay against attainment, rep by rep.

use super::rep_years;
use crate::events::{TeamYear, Timeline};
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
            let bookings = rep_years::credited(seat, months);
            let pay = rep_years::variable(timeline, pay, rep, components);
            Self { team: number as u32, band: AttainmentBand::of(bookings, rep.quota), pay }
        })
    }
}
