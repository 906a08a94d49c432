//! When pay is paid out.

/// Months between the month of a payment and its payout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PaymentLag {
    months: usize,
    /// Another lag, from a month of the timeline on.
    later: Option<(usize, usize)>,
}

impl PaymentLag {
    /// So many months; `later`: a month of the timeline from which it is another.
    pub const fn new(months: usize, later: Option<(usize, usize)>) -> Self {
        Self { months, later }
    }

    /// Whether all is paid out in its month.
    pub fn is_none(self) -> bool {
        self.months == 0 && self.later.is_none_or(|(_, months)| months == 0)
    }

    /// The months of the timeline whose pay is paid out in a month.
    pub fn earned(self, month: usize) -> impl Iterator<Item = usize> {
        let change = self.later.map_or(usize::MAX, |(from, _)| from);
        let before = month.checked_sub(self.months).filter(|earned| *earned < change);
        let later = self
            .later
            .and_then(|(from, months)| month.checked_sub(months).filter(|earned| *earned >= from));
        before.into_iter().chain(later)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two months of lag up to month 5, none from month 6 on: months 6 and 7 pay out what waited, too.
    #[test]
    fn a_lag_that_ends() {
        let lag = PaymentLag::new(2, Some((6, 0)));
        let earned = |month| lag.earned(month).collect::<Vec<_>>();
        assert!(earned(1).is_empty());
        assert_eq!(earned(5), [3]);
        assert_eq!(earned(6), [4, 6]);
        assert_eq!(earned(7), [5, 7]);
        assert_eq!(earned(8), [8]);
    }
}
