//! New business of all seats.

use super::{Setting, Sheet, WholeTeam, new_business, to_cents};
use crate::company::Deals;
use crate::events::bookings::{Expected, book_in_one_amount};
use crate::events::simulator::YearFactors;
use crate::events::{Kind, Listed, SeatYear, Stint};
use crate::money::Cents;
use crate::random::Purpose;

impl Sheet {
    /// Enters a year's deals of all seats, see [`crate::events::bookings::book_deals`].
    pub fn book_deals(
        &mut self,
        deals: &Deals,
        whole: &WholeTeam,
        year: &YearFactors,
        setting: Setting<'_>,
        seats: &mut [SeatYear],
    ) {
        let quota = |seat: &SeatYear| seat.stints.first().map_or(Cents::ZERO, Stint::largest_quota);
        self.expect_deals(deals, whole, std::slice::from_ref(year), seats.iter().map(quota));
        self.draw_counts(Purpose::DealCount);
        self.draw_words(Purpose::DealMonth);
        whole.season_choice.months(&self.words, self.months.of_length(self.words.len()));
        self.draw_values(Purpose::DealSize, &deals.size);
        to_cents(&self.values, self.cents.of_length(self.values.len()));

        let mut first = 0;
        for (seat, count) in seats.iter_mut().zip(&*self.counts) {
            let of_seat = first..first + *count as usize;
            first = of_seat.end;
            let (cents, months) = (&self.cents[of_seat.clone()], &self.months[of_seat]);
            let (amounts, numbers) = seat.ledger.totals_from(Kind::New, year.start);
            for (cents, month) in cents.iter().zip(months) {
                amounts[usize::from(*month)] += cents;
                numbers[usize::from(*month)] += 100;
            }
            seat.ledger.mark(Kind::New, *count > 0);
            if setting.listed == Listed::All {
                let deals = cents.iter().zip(months);
                let deal = |(cents, month): (&i64, &u8)| {
                    new_business(year.start + usize::from(*month), *cents)
                };
                seat.ledger.events.extend(deals.map(deal));
            }
        }
    }

    /// How many deals of each seat are expected, by its quota: the means at hand from now on.
    pub fn expect_deals(
        &mut self,
        deals: &Deals,
        whole: &WholeTeam,
        years: &[YearFactors],
        mut quotas: impl ExactSizeIterator<Item = Cents>,
    ) {
        let size_mean = deals.mean_size();
        let total_share: f64 = whole.season.iter().sum();
        let a_year = self.seats_a_year(years);
        let means = self.means.of_length(quotas.len()).chunks_mut(a_year);
        for ((means, attainments), year) in means.zip(self.attainments.chunks(a_year)).zip(years) {
            for ((mean, attainment), quota) in means.iter_mut().zip(attainments).zip(&mut quotas) {
                *mean = quota.to_f64() * attainment * year.market.demand * total_share / size_mean;
            }
        }
    }

    /// Enters a year's bookings of all seats where there are no single deals.
    pub fn book_in_one_amount(
        &mut self,
        whole: &WholeTeam,
        year: &YearFactors,
        listed: Listed,
        seats: &mut [SeatYear],
    ) {
        for (seat, attainment) in seats.iter_mut().zip(&*self.attainments) {
            let Some(stint) = seat.stints.first() else { continue };
            let expected = Expected {
                year_start: year.start,
                months: 0..12,
                yearly: stint.largest_quota().to_f64() * attainment * year.market.demand,
                shares: &whole.season,
                choice: &whole.season_choice,
            };
            book_in_one_amount(&mut seat.ledger, &expected, listed);
        }
    }
}
