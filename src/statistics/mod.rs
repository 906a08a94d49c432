//! Estimators with their errors: what a column of simulated values says, and how surely it says it.
//!
//! The input is a column of `f64`, one value per independent repetition, all from one distribution.
//! The output is an [`Estimate`]: a value and, where one exists, an interval that holds the true
//! value in 95 % of all columns. The module knows nothing of what the values mean.
//!
//! ```text
//! column ─► Moments ────────► mean (Student, Hall), sd (Bonett, Hall)
//!       └─► ordered scratch ► quantiles (binomial ranks), tail means, min, max      ─► Summary
//! column and limit ─────────► share above it (Wilson)
//! two columns ──────────────► mean difference of pairs (as the mean), share of the variance (White, Hall)
//!             └─► difference of any statistic (linearised), of shares (Bonett, Price), stochastic dominance
//! parts and wholes ────► ratio of the sums
//! values of dependent members ► mean, quantiles; share of the members (by design effect)
//! rounds of systems ───► the smallest mean, with a guarantee (Kim and Nelson)
//! column and number of bins ► how many values fall in each (Histogram)
//! half-widths so far ───────► how many values a precision takes
//! function of inputs ───────► which inputs its variance comes from (attribution)
//! groups of repetitions ────► any figure of their sums or pooled values (jackknife)
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
//! # How often the intervals hold the truth
//!
//! In per cent, measured on 100,000 columns each (standard error 0.07), for normal values, lognormal ones with a
//! coefficient of variation (cv) of 0.4 and of 1, and the sum of 20 deals a year, Poisson, of exponential size (cv
//! 0.32). Those of the quantiles are exact. `statistics::coverage` is the test that holds these figures and
//! prints them anew.
//!
//! ```text
//!                 normal                   cv 0.4                 20 deals              cv 1
//!     n   100   500 2,000 5,000    100   500 2,000 5,000    500 2,000 5,000     500 2,000 5,000
//! mean   95.0  94.9  95.0  94.9   94.9  95.0  95.0  95.0   95.0  95.1  95.0    94.4  94.8  94.9
//! sd     95.1  94.9  95.0  95.0   93.9  94.5  94.9  94.9   94.9  95.1  95.1    92.3  93.0  93.4
//! cvar95 95.9  95.2  94.9  95.1   96.2  95.1  95.1  95.1   95.2  94.9  95.0    94.8  94.7  94.8
//! cvar05 96.0  95.2  95.1  94.9   95.5  95.1  95.0  95.1   95.0  95.1  95.0    94.8  95.1  94.9
//!
//!     n   100   500 2,000 5,000   of any law
//! p01       –  98.0  95.8  95.4   and p99
//! p05    98.2  96.0  96.0  95.6   and p95
//! p50    96.5  95.6  95.3  95.1
//! ```
//!
//! - Quantiles cover a little more than asked, because ranks are whole numbers, and never less, whatever the law.
//! - A standard deviation falls short where tails are heavy: what makes it large is rare, and seen too seldom.
//!   [`Summary::sd_falls_short`] tells so in 93, 83 and 61 % of the columns of cv 1 above, in 4, 1.5 and 0.4 % of
//!   those of cv 0.4, and of no other. A studentised bootstrap does no better (91 % at 500 values of cv 1).
//! - A yearly ratio (cost ÷ bookings, attainment) is one value a year. With lognormal bookings of cv 0.4 its mean
//!   covers 95.0 and 95.1 % at 500 and 2,000 years, its sd 94.6 and 94.9 %.
//! - A cost that arises in few years only: the mean overrun covers 97.0 % where 2 % of 500 years overrun, 95.9 % at
//!   5 % of 500 and 96.2 % at 1 % of 2,000 (plain Student: 87, 92 and 91 %); its sd 92.4, 95.5 and 95.2 %.
//! - The chance of an overrun covers 92.7 % or more at every chance, and 96.6 % on average over chances from 0.01 ÷ n
//!   to a half: computed, not drawn.
//! - The share of the spread that one of two teams brings covers 93.8, 94.5 and 94.7 % at 500, 2,000 and 5,000
//!   years of cv 0.4, and 93.3 % at 2,000 of cv 1.
//! - Members that depend on each other within a repetition (24, normal, correlation 0.3 or less): the share of those
//!   in a band covers 94.3 to 95.8 % at 100 repetitions and 94.8 to 94.9 % at 500, their mean 94.9 and 94.3 %
//!   or more, p10, p50 and p90 95.4 to 98.0 %; only the mean of a band at the end, which holds 5 % of the members, 92.5 %
//!   at 100. Taken for independent, the mean of all would cover some 51 %.
//! - A run that stops once it is precise enough keeps all this: see [`Precision`].

pub mod attribution;
mod clusters;
mod compensated;
mod critical;
mod dominance;
mod estimate;
mod histogram;
mod jackknife;
mod linearised;
mod matched;
mod moments;
mod order;
mod paired;
mod precision;
mod proportion;
mod rank_interval;
mod ratio;
mod selection;
mod share;
mod skewness;
mod standard_deviation;
mod statistic;
mod summary;
mod tail;

#[cfg(test)]
mod coverage;
#[cfg(test)]
mod properties;

pub use clusters::{ClusterScratch, Clusters, share_of_members};
pub use dominance::{Dominance, Order, Verdict, dominance};
pub use estimate::{Estimate, Interval};
pub use histogram::Histogram;
pub use jackknife::{GROUPS, jackknife, jackknife_of_sums};
pub use linearised::{PairedColumns, difference_within};
pub use matched::paired_probability_difference;
pub use moments::Moments;
pub use order::quantile;
pub use paired::paired_difference;
pub use precision::{Look, PILOT, Precision, relative_error};
pub use proportion::{probability_above, proportion};
pub use ratio::ratio_of_sums;
pub use selection::{Guarantee, Selection};
pub use share::share_of_variance;
pub use statistic::Statistic;
pub use summary::{Scratch, Summary, summarise};
