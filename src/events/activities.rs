//! Activities that are counted: calls, mails, demonstrations.

use super::{Event, Kind, Ledger, NO_ACCOUNT, Traits};
use crate::company::Activity;
use crate::distribution::poisson_count;
use crate::money::Cents;
use crate::random::{Address, Purpose, open_unit};

/// Enters the activities of a rep in a year of the timeline, one event a kind and month, by their places among
/// the company's. `productivity` is 0
/// in months in which the rep is not in seat.
pub(super) fn count(
    ledger: &mut Ledger,
    (activities, places): (&[Activity], &[usize]),
    year_start: usize,
    productivity: &[f64; 12],
    rep: Address,
) {
    let mut stream = rep.open(Purpose::ActivityCount);
    for (month, productivity) in productivity.iter().enumerate() {
        for (activity, place) in activities.iter().zip(places) {
            // Drawn whether or not there is anything to do, so that turnover moves no other count.
            let u = open_unit(&mut stream);
            let mean = activity.per_month * productivity;
            let count = if mean > 0.0 { poisson_count(u, mean) } else { 0 };
            if count > 0 {
                ledger.enter(Event {
                    month: (year_start + month) as u16,
                    kind: Kind::Activity,
                    term_months: 0,
                    traits: Traits::NONE.with_name(*place),
                    account: NO_ACCOUNT,
                    amount: Cents(100 * count as i64),
                });
            }
        }
    }
}
