//! One synthetic year as a ledger of events. Knows no plan.
//!
//! [`Simulator`] draws the year of a company: for every seat of every team the people who hold it in
//! turn and everything that happens to them. `replay` fills the same ledgers from a file. Where months of the year
//! are over ([`SoFar`]), a year is what happened in them and a draw of the rest.
//!
//! Time is counted in months from the start of the timeline, which begins with whole years of history
//! (as many as the company asks months for) and ends with the plan year.

mod activities;
mod assortment;
mod book;
mod book_so_far;
mod bookings;
mod counter;
mod crediting;
mod desk;
mod exchange;
mod funnel;
mod hand_over;
mod keepers;
mod ledger;
mod listed;
mod market;
mod month_choice;
mod names;
mod people;
mod scores;
mod shares;
mod simulator;
mod so_far;
mod sums;
mod timeline;
mod traits;
mod whole_team;
mod years_in_sums;

pub use ledger::{Account, Event, Kind, Ledger, Loss, NO_ACCOUNT, ScoreValue};
pub use listed::{Listed, UnlistedBook};
pub use market::MarketYear;
pub use names::Names;
pub use people::{NewQuota, Stint};
pub use shares::{Role, Share};
pub use simulator::{CompanyYear, SeatYear, Simulator, TeamYear};
pub use so_far::{Happened, Hearer, RepSoFar, SoFar};
pub use sums::{LostSale, MonthRow, Sums};
pub use timeline::Timeline;
pub use traits::Traits;
pub use years_in_sums::YearsInSums;

use crate::money::Cents;

/// An amount in dollars, rounded to the cent. Here and in [`share_of`] a drawn number becomes money.
#[inline]
pub fn to_cents(dollars: f64) -> Cents {
    round_cents(dollars * 100.0)
}

/// A drawn share of an amount, rounded to the cent.
#[inline]
pub fn share_of(share: f64, amount: Cents) -> Cents {
    round_cents(share * amount.0 as f64)
}

/// Room for so many numbers, which are overwritten: the memory of earlier ones.
fn room(numbers: &mut Vec<f64>, count: usize) -> &mut [f64] {
    if numbers.len() < count {
        numbers.resize(count, 0.0);
    }
    &mut numbers[..count]
}

#[inline]
fn round_cents(cents: f64) -> Cents {
    /// Adding 1.5 × 2⁵² rounds a float below 2⁵¹ to a whole number, half to even, without a call into the
    /// maths library; the whole number then is what the bits are above those of 1.5 × 2⁵².
    const SHIFT: f64 = 6_755_399_441_055_744.0;
    if cents.abs() < 2_251_799_813_685_248.0 {
        Cents((cents + SHIFT).to_bits() as i64 - SHIFT.to_bits() as i64)
    } else {
        Cents(cents.round_ties_even() as i64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawn_amounts_round_to_the_nearest_cent() {
        for (dollars, cents) in [
            (0.0, 0),
            (1.004_9, 100),
            (1.006, 101),
            (0.125, 12),
            (-2.5, -250),
            (-1.006, -101),
            (22_517_998_136_852.0, 2_251_799_813_685_200),
            (1e14, 10_i64.pow(16)),
        ] {
            assert_eq!(to_cents(dollars), Cents(cents), "{dollars}");
        }
    }
}
