//! Activities that are counted: calls, mails, demonstrations.

use super::{Event, Kind, Ledger, NO_ACCOUNT, Traits};
use crate::company::Activity;
use crate::distribution::poisson_counts;
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
    for (number, (activity, place)) in activities.iter().zip(places).enumerate() {
        // Each month has a word for each activity. They are drawn whether or not there is anything to do, so that
        // turnover moves no other count.
        let mut stream = rep.open(Purpose::ActivityCount);
        let uniforms = [(); 12].map(|()| {
            let of_month = activities.iter().map(|_| open_unit(&mut stream)).enumerate();
            of_month.fold(0.5, |own, (of, u)| if of == number { u } else { own })
        });
        let means = productivity.map(|productivity| activity.per_month * productivity);
        let mut counts = [0; 12];
        poisson_counts(&uniforms, &means, &mut counts);
        for (month, count) in counts.into_iter().enumerate().filter(|(_, count)| *count > 0) {
            ledger.enter(Event {
                month: (year_start + month) as u16,
                kind: Kind::Activity,
                term_months: 0,
                traits: Traits::NONE.with_name(*place),
                account: NO_ACCOUNT,
                amount: Cents(100 * i64::from(count)),
            });
        }
    }
}
