//! When a component pays, and over which months.

use crate::events::Stint;
use crate::plan::{Period, Window};

/// The months that a payment looks at, on the timeline. May begin before it (a trailing year).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// First month.
    pub from: i64,
    /// The month after the payment's.
    pub to: i64,
    /// The month after the window's last, or after the rep's last in it.
    pub full_to: i64,
    /// Months of a whole window, whoever is in seat.
    pub length: i64,
    /// First month of the payment's own period.
    pub period_from: i64,
    /// Each payment stands alone and pays its period's share.
    pub trailing: bool,
}

/// The months in which a component pays a rep: the end of each period, and a leaver's last month.
pub(super) fn payment_months(paid: Period, stint: &Stint) -> impl Iterator<Item = usize> + use<> {
    let (start, end, length) = (stint.start, stint.end, paid.months());
    let first = start - start % length;
    (first..end)
        .step_by(length)
        .map(move |from| (from + length).min(end) - 1)
        .skip_while(move |month| *month < start)
}

/// The first month of a month's period.
fn period_start(period: Period, month: usize) -> usize {
    // Divisors known to the compiler are products and shifts; this is asked for every payment.
    month
        - match period {
            Period::Month => 0,
            Period::Quarter => month % 3,
            Period::Half => month % 6,
            Period::Year => month % 12,
        }
}

/// The windows whose results a payment in `month` covers: one, or all those of a payment period that is
/// longer than they are.
pub(super) fn windows(paid: Period, measured: Window, stint: &Stint, month: usize) -> Windows {
    let start = if stint.newly_hired { stint.start as i64 } else { i64::MIN };
    let period_from = period_start(paid, month) as i64;
    let (first, length, trailing) = match measured {
        Window::TrailingYear => (month as i64 - 11, 12, true),
        Window::Calendar(window) => {
            let first = (period_start(window, month) as i64).min(period_from);
            (first, window.months() as i64, false)
        }
    };
    Windows {
        next: first,
        length,
        trailing,
        start,
        end: stint.end as i64,
        to: month as i64 + 1,
        period_from: period_from.max(start),
    }
}

/// See [`windows`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Windows {
    /// Where the next window begins, whoever is in seat.
    next: i64,
    length: i64,
    trailing: bool,
    /// The rep's first month, and the month after the last.
    start: i64,
    end: i64,
    /// The month after the payment's.
    to: i64,
    period_from: i64,
}

impl Iterator for Windows {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        while self.next < self.to {
            let (from, after) = (self.next, self.next + self.length);
            self.next = after;
            if after > self.start {
                return Some(Span {
                    from: from.max(self.start),
                    to: self.to.min(after),
                    full_to: after.min(self.end),
                    length: self.length,
                    period_from: self.period_from,
                    trailing: self.trailing,
                });
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Cents;

    fn stint(start: usize, end: usize, newly_hired: bool) -> Stint {
        Stint {
            start,
            end,
            newly_hired,
            quota: Cents::ZERO,
            new_quota: None,
            attainment: 1.0,
            number: 0,
        }
    }

    fn spans(paid: Period, measured: Window, stint: &Stint, month: usize) -> Vec<(i64, i64, i64)> {
        windows(paid, measured, stint, month).map(|s| (s.from, s.to, s.full_to)).collect()
    }

    #[test]
    fn windows_by_payment() {
        use Period::*;
        let tenured = stint(0, 12, false);
        let calendar = Window::Calendar;
        for (paid, measured, month, expected) in [
            (Month, calendar(Year), 4, vec![(0, 5, 12)]),
            (Quarter, calendar(Year), 5, vec![(0, 6, 12)]),
            (Quarter, calendar(Quarter), 5, vec![(3, 6, 6)]),
            (Quarter, calendar(Month), 5, vec![(3, 4, 4), (4, 5, 5), (5, 6, 6)]),
            (Year, calendar(Half), 11, vec![(0, 6, 6), (6, 12, 12)]),
            (Quarter, Window::TrailingYear, 2, vec![(-9, 3, 3)]),
        ] {
            assert_eq!(
                spans(paid, measured, &tenured, month),
                expected,
                "{paid:?} {measured:?} {month}"
            );
        }
    }

    #[test]
    fn a_window_begins_with_the_rep_and_ends_with_them() {
        let short = stint(4, 8, true);
        assert_eq!(spans(Period::Month, Window::Calendar(Period::Year), &short, 5), [(4, 6, 8)]);
        assert_eq!(
            spans(Period::Quarter, Window::Calendar(Period::Month), &short, 5),
            [(4, 5, 5), (5, 6, 6)]
        );
        let pays: Vec<usize> = payment_months(Period::Quarter, &short).collect();
        assert_eq!(pays, [5, 7], "the last month settles");
    }
}
