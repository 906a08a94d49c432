//! Scores such as NPS, CSAT and MBO: one value in the last month of each period.

use super::{Ledger, ScoreValue, Stint};
use crate::company::Score;
use crate::random::{Address, Purpose};

/// Enters the scores of a rep in a year of the timeline, to six decimals, by their places among the company's; not
/// those of the first `over` months, which are over.
pub(super) fn score(
    ledger: &mut Ledger,
    (scores, places): (&[Score], &[usize]),
    stint: &Stint,
    (year_start, over): (usize, usize),
    rep: Address,
) {
    if scores.is_empty() {
        return;
    }
    let mut stream = rep.open(Purpose::Score);
    for month in 0..12 {
        for (score, place) in scores.iter().zip(places) {
            if (month + 1) % score.every.months() != 0 {
                continue;
            }
            // Drawn whether or not the rep is in seat, so that turnover moves no other score.
            let value = (score.value.sample(&mut stream) * 1e6).round_ties_even() as i64;
            if month >= over && stint.holds(year_start + month) {
                let month = (year_start + month) as u16;
                ledger.scores.push(ScoreValue { month, score: *place as u16, value });
            }
        }
    }
}
