//! Estimators with their errors: what a column of simulated values says, and how surely it says it.
//!
//! The input is a column of `f64`, one value per independent repetition, all from one distribution.
//! The output is an [`Estimate`]: a value and, where one exists, an interval that holds the true
//! value in 95 % of all columns. The module knows nothing of what the values mean.
//!
//! ```text
//! column ─► Moments ────────► mean (Student t), sd (Bonett)
//!       └─► ordered scratch ► quantiles (binomial ranks), tail means, min, max      ─► Summary
//! column and limit ─────────► share above it (Wilson)
//! two columns ──────────────► mean difference of pairs (Student t)
//! function of inputs ───────► which inputs its variance comes from (attribution)
//! ```
//!
//! Three promises hold throughout.
//!
//! - *Same input, same bits.* Sums run in one fixed order, in short blocks whose sums are added
//!   with compensation; what a partial sort leaves unspecified is sorted before it is added up.
//! - *Finite in, finite out.* No NaN and no infinity is ever returned; what cannot be said is
//!   absent. A NaN in a column is a missing value and is left out; a column with an infinite value
//!   has no estimates.
//! - *No interval without cover.* Where the values are too few for a valid interval, or all alike,
//!   there is none. All alike means no spread seen, not none possible: 1,000 zeros can hide an
//!   event of one chance in 300.
//!
//! How often the intervals hold the truth, in per cent, measured on 100,000 columns each (standard
//! error 0.07), for normal values and for lognormal ones with a coefficient of variation (cv) of
//! 0.4 and 1:
//!
//! ```text
//!               normal              cv 0.4             cv 1
//!     n    100   500  2,000    100   500  2,000    500  2,000
//! mean    94.9  95.0   95.1   94.7  94.9   95.0   94.6   94.8
//! sd      94.7  94.9   95.0   92.2  94.1   94.6   88.1   91.0
//! p05     98.2  96.2   96.0   98.2  96.0   96.1   96.1   95.9
//! p50     96.4  95.6   95.4   96.4  95.6   95.5   95.7   95.3
//! p95     98.3  96.1   95.9   98.3  96.1   96.0   96.1   96.0
//! cvar95  95.9  95.2   95.0   96.3  95.1   94.9   94.8   94.6
//! cvar05  95.9  95.2   95.0   95.5  95.1   95.2   94.9   95.0
//! ```
//!
//! That of the standard deviation falls short where values are few and skewed, because the fourth moment
//! is then seen too small. Quantiles cover a little more than asked, because ranks are whole
//! numbers: the exact chance is that of the binomial.

pub mod attribution;
mod compensated;
mod critical;
mod estimate;
mod moments;
mod order;
mod paired;
mod proportion;
mod rank_interval;
mod statistic;
mod summary;
mod tail;

#[cfg(test)]
mod coverage;
#[cfg(test)]
mod properties;

pub use estimate::{Estimate, Interval};
pub use moments::Moments;
pub use order::quantile;
pub use paired::paired_difference;
pub use proportion::{probability_above, proportion};
pub use statistic::Statistic;
pub use summary::{Summary, summarise};
