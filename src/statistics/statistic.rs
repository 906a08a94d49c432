//! The statistics and their names.

use std::fmt;

/// What is said about a column of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Statistic {
    /// Arithmetic mean; interval by Student's t, corrected for skewness by Hall (1992).
    Mean,
    /// Standard deviation with `n - 1`; interval by Bonett (2006) and Hall (1992), from the sample's fourth and
    /// sixth moments.
    Sd,
    /// 1 % quantile. Quantiles are of Hyndman and Fan's type 7; intervals are by binomial ranks.
    P01,
    /// 5 % quantile.
    P05,
    /// 10 % quantile.
    P10,
    /// 25 % quantile.
    P25,
    /// Median.
    P50,
    /// 75 % quantile.
    P75,
    /// 90 % quantile.
    P90,
    /// 95 % quantile.
    P95,
    /// 99 % quantile.
    P99,
    /// Smallest value seen; no interval.
    Min,
    /// Largest value seen; no interval.
    Max,
    /// Mean of the upper 5 % of the values; where 5 % is no whole number, the value at the edge
    /// counts in part.
    Cvar95,
    /// Mean of the lower 5 % of the values, likewise.
    Cvar05,
    /// Share of the values above a limit; interval by Wilson. It needs a limit, so no summary holds
    /// it: see [`probability_above`](super::probability_above).
    Probability,
}

impl Statistic {
    /// The statistics of a summary, in the order of the tables.
    pub const ALL: [Self; 15] = [
        Self::Mean,
        Self::Sd,
        Self::P01,
        Self::P05,
        Self::P10,
        Self::P25,
        Self::P50,
        Self::P75,
        Self::P90,
        Self::P95,
        Self::P99,
        Self::Min,
        Self::Max,
        Self::Cvar95,
        Self::Cvar05,
    ];

    /// The name in tables and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::Sd => "sd",
            Self::P01 => "p01",
            Self::P05 => "p05",
            Self::P10 => "p10",
            Self::P25 => "p25",
            Self::P50 => "p50",
            Self::P75 => "p75",
            Self::P90 => "p90",
            Self::P95 => "p95",
            Self::P99 => "p99",
            Self::Min => "min",
            Self::Max => "max",
            Self::Cvar95 => "cvar95",
            Self::Cvar05 => "cvar05",
            Self::Probability => "probability",
        }
    }

    /// The fewest values, not all alike, from which its error is known; none where no error is given (the
    /// smallest and the largest value) or a single value has one ([`Statistic::Probability`]).
    pub const fn fewest_for_error(self) -> Option<usize> {
        match self {
            Self::Mean => Some(2),
            Self::Sd => Some(10),
            Self::P50 => Some(6),
            Self::P25 | Self::P75 => Some(13),
            Self::P10 | Self::P90 => Some(36),
            Self::P05 | Self::P95 => Some(72),
            Self::P01 | Self::P99 => Some(368),
            Self::Cvar95 | Self::Cvar05 => Some(100),
            Self::Min | Self::Max | Self::Probability => None,
        }
    }

    /// The statistic of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::Probability]).find(|statistic| statistic.name() == name)
    }
}

impl fmt::Display for Statistic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{Scratch, summarise};

    #[test]
    fn the_order_is_that_of_the_tables() {
        let names: Vec<_> = Statistic::ALL.iter().map(|s| s.name()).collect();
        assert_eq!(
            names.join(" "),
            "mean sd p01 p05 p10 p25 p50 p75 p90 p95 p99 min max cvar95 cvar05"
        );
    }

    #[test]
    fn the_order_of_declaration_is_the_order_of_the_list() {
        for (place, statistic) in Statistic::ALL.into_iter().enumerate() {
            assert_eq!(statistic as usize, place);
        }
    }

    #[test]
    fn fewer_values_have_no_error() {
        let error = |n: usize, statistic| {
            let values: Vec<f64> = (0..n).map(|i| i as f64).collect();
            let summary = summarise(&values, &mut Scratch::default());
            summary.get(statistic).is_some_and(|e| e.interval.is_some())
        };
        for statistic in Statistic::ALL {
            match statistic.fewest_for_error() {
                Some(n) => assert!(!error(n - 1, statistic) && error(n, statistic), "{statistic}"),
                None => assert!(!error(1_000, statistic), "{statistic}"),
            }
        }
    }

    #[test]
    fn names_lead_back_to_their_statistics() {
        for statistic in Statistic::ALL.into_iter().chain([Statistic::Probability]) {
            assert_eq!(Statistic::from_name(statistic.name()), Some(statistic));
            assert_eq!(statistic.to_string(), statistic.name());
        }
        assert_eq!(Statistic::from_name("median"), None);
    }
}
