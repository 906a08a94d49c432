//! New business: a month's bookings in one amount, or deal by deal.

use super::counter::Counter;
use super::month_choice::MonthChoice;
use super::{Event, Kind, Ledger, Listed, NO_ACCOUNT, Traits, room, to_cents};
use crate::company::{Deals, Team};
use crate::distribution::poisson_count;
use crate::random::{Address, Purpose, open_unit};
use rand::Rng;
use rand_distr::{Distribution as _, Gamma};

/// Each calendar month's share of a team's year.
pub(super) fn season_of(team: &Team) -> [f64; 12] {
    let total: f64 = team.seasonality.iter().map(|w| w.to_f64()).sum();
    team.seasonality.map(|w| w.to_f64() / total)
}

/// What a rep is expected to book in a year of the timeline.
pub(super) struct Expected<'a> {
    /// First month of the year.
    pub year_start: usize,
    /// Months of the year in which the rep books, relative to its start.
    pub months: std::ops::Range<usize>,
    /// Yearly quota (the largest in force) × attainment × demand, in dollars.
    pub yearly: f64,
    /// Share of the year's bookings by month: season × productivity × share of the largest quota that is in
    /// force; 0 outside `months`.
    pub shares: &'a [f64; 12],
    /// The month of a deal, by these shares.
    pub choice: &'a MonthChoice,
}

/// Enters a year's bookings as one amount a month: the expected year to date, rounded, less the amounts
/// before it.
pub(super) fn book_in_one_amount(ledger: &mut Ledger, expected: &Expected<'_>, listed: Listed) {
    let (mut to_date, mut entered) = (0.0, 0);
    for month in expected.months.clone() {
        to_date += expected.shares[month];
        let amount = to_cents(expected.yearly * to_date).0 - entered;
        if amount != 0 {
            entered += amount;
            let booked = new_business(expected.year_start + month, amount, 0);
            match listed {
                Listed::All => ledger.enter(booked),
                Listed::OfLostAccounts | Listed::ForFigures => ledger.enter_unlisted(booked),
            }
        }
    }
}

/// Enters a year's deals. The counts of the months are independent Poisson numbers whose means give the
/// expected bookings (drawn as one number for the year, each deal's month then by the months' shares:
/// the same distribution), or negative binomial ones. Deals of which more is known than month, size and term
/// go over the `counter`.
// Not inlined: drawn in one function with all the rest of a seat, it is slower.
#[inline(never)]
pub(super) fn book_deals(
    ledger: &mut Ledger,
    deals: &Deals,
    expected: &Expected<'_>,
    rep: Address,
    counter: Option<&mut Counter<'_>>,
    sizes: &mut Vec<f64>,
    months: &mut Vec<u16>,
) {
    let size_mean = deals.mean_size();
    let total_share: f64 = expected.shares.iter().sum();
    let mean = expected.yearly * total_share / size_mean;
    if !(mean > 0.0) {
        return;
    }
    months.clear();
    let poisson = !(deals.dispersion > 0.0);
    let count = if poisson {
        poisson_count(open_unit(&mut rep.open(Purpose::DealCount)), mean) as usize
    } else {
        overdispersed_months(deals.dispersion, expected, size_mean, rep, months);
        months.len()
    };
    let mut places = rep.open(Purpose::DealMonth);
    let first = expected.year_start as u16;
    let mut place = || first + expected.choice.month(places.next_u64());
    let sizes = room(sizes, count);
    deals.size.fill(&mut rep.open(Purpose::DealSize), sizes);
    ledger.events.reserve(count);
    if poisson && counter.is_none() && deals.term_months.is_empty() {
        for size in sizes {
            ledger.enter(new_business(usize::from(place()), to_cents(*size).0, 0));
        }
        return;
    }
    if poisson {
        months.extend((0..count).map(|_| place()));
    }
    if let Some(counter) = counter {
        counter.enter(ledger, deals, rep, months, sizes);
        return;
    }
    let mut terms = rep.open(Purpose::DealTerm);
    for (month, size) in months.iter().zip(sizes.iter()) {
        let term = match deals.term_months.as_slice() {
            [] => 0,
            of_deals => choose_term(of_deals, open_unit(&mut terms)),
        };
        ledger.enter(new_business(usize::from(*month), to_cents(*size).0, term));
    }
}

/// Negative binomial counts, month by month: Poisson numbers whose means are gamma with the month's mean
/// and scale `dispersion`, so that variance = mean × (1 + dispersion).
fn overdispersed_months(
    dispersion: f64,
    expected: &Expected<'_>,
    size_mean: f64,
    rep: Address,
    months: &mut Vec<u16>,
) {
    let mut counts = rep.open(Purpose::DealCount);
    for month in expected.months.clone() {
        let mean = expected.yearly * expected.shares[month] / size_mean;
        let Ok(gamma) = Gamma::new(mean / dispersion, dispersion) else {
            continue;
        };
        let rate = gamma.sample(&mut counts);
        let count = poisson_count(open_unit(&mut counts), rate);
        months.extend((0..count).map(|_| (expected.year_start + month) as u16));
    }
}

pub(super) fn choose_term(terms: &[(u32, f64)], u: f64) -> u16 {
    let mut below = 0.0;
    for (months, share) in terms {
        below += share;
        if u < below {
            return *months as u16;
        }
    }
    terms.last().map_or(0, |(months, _)| *months as u16)
}

fn new_business(month: usize, cents: i64, term_months: u16) -> Event {
    Event {
        month: month as u16,
        kind: Kind::New,
        term_months,
        traits: Traits::NONE,
        account: NO_ACCOUNT,
        amount: crate::money::Cents(cents),
    }
}
