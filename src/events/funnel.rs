//! Meetings, which of them qualify, which opportunities are won, when and for how much.

use super::{Event, Kind, Ledger, NO_ACCOUNT, Stint, Traits, to_cents};
use crate::company::Funnel;
use crate::distribution::poisson_counts;
use crate::money::Cents;
use crate::random::{Address, Purpose, open_unit};
use rand_distr::{Binomial, Distribution as _};

/// Enters a year's meetings of a rep and all that follows from them. Wins that fall after the rep's last
/// month are nobody's.
///
/// `rates` holds the expected meetings by month of the year; 0 while the rep is not in seat. Of the first `over`
/// months, which are over, the ledger has the meetings already; what qualified in them may still be won.
pub(super) fn hold_meetings(
    ledger: &mut Ledger,
    funnel: &Funnel,
    stint: &Stint,
    (year_start, over): (usize, usize),
    rates: &[f64; 12],
    rep: Address,
) {
    let mut meetings = rep.open(Purpose::MeetingCount);
    let mut qualifying = rep.open(Purpose::QualifiedCount);
    let mut winning = rep.open(Purpose::WonCount);
    let mut sizes = rep.open(Purpose::WonSize);
    let mut win = |ledger: &mut Ledger, qualified: u64, closes: usize| {
        for _ in 0..binomial(qualified, funnel.won, &mut winning) {
            let size = funnel.size.as_ref().map_or(0.0, |size| size.sample(&mut sizes));
            if stint.holds(closes) {
                ledger.enter(Event {
                    month: closes as u16,
                    kind: Kind::Won,
                    term_months: 0,
                    traits: Traits::NONE,
                    account: NO_ACCOUNT,
                    amount: to_cents(size),
                });
            }
        }
    };
    if over > 0 && stint.number == 0 {
        let left = year_start + over;
        for month in left.saturating_sub(funnel.lag_months)..left {
            let qualified = ledger.amounts(Kind::Qualified)[month] / 100;
            win(ledger, qualified.max(0) as u64, month + funnel.lag_months);
        }
    }
    let (mut uniforms, mut held) = ([0.5; 12], [0; 12]);
    for (m, (rate, uniform)) in rates.iter().zip(&mut uniforms).enumerate() {
        // Drawn though it is over, so that each month left has the word that it has in any year.
        if m < over || *rate > 0.0 {
            *uniform = open_unit(&mut meetings);
        }
    }
    poisson_counts(&uniforms, rates, &mut held);
    for (m, (rate, held)) in rates.iter().zip(held).enumerate().skip(over) {
        if !(*rate > 0.0) {
            continue;
        }
        let (month, held) = (year_start + m, u64::from(held));
        let qualified = binomial(held, funnel.qualified, &mut qualifying);
        enter_count(ledger, Kind::Meeting, month, held);
        enter_count(ledger, Kind::Qualified, month, qualified);
        win(ledger, qualified, month + funnel.lag_months);
    }
}

fn enter_count(ledger: &mut Ledger, kind: Kind, month: usize, count: u64) {
    if count > 0 {
        let amount = Cents(100 * count as i64);
        ledger.enter(Event {
            month: month as u16,
            kind,
            term_months: 0,
            traits: Traits::NONE,
            account: NO_ACCOUNT,
            amount,
        });
    }
}

fn binomial(trials: u64, chance: f64, stream: &mut crate::random::Generator) -> u64 {
    match Binomial::new(trials, chance) {
        Ok(binomial) if trials > 0 => binomial.sample(stream),
        _ => 0,
    }
}
