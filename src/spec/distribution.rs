//! A distribution as people write it: one flat table for every family.
//!
//! Which keys a family takes is checked when the table is lowered, so that a wrong key can be answered
//! with the right ones.

use schemars::JsonSchema;
use serde::Deserialize;

macro_rules! distribution {
    (
        numbers { $($(#[$number_doc:meta])* $number:ident,)+ }
        quantiles { $($(#[$quantile_doc:meta])* $quantile:ident = $level:literal,)+ }
        others { $($(#[$other_doc:meta])* $other:ident: $type:ty,)+ }
    ) => {
        /// A probability distribution: the name of its family and the parameters of that family.
        ///
        /// `mean`, `sd`, `cv` and quantiles describe it before `min` and `max` truncate it.
        #[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
        #[schemars(deny_unknown_fields)]
        pub struct Distribution {
            $($(#[$other_doc])* pub $other: Option<$type>,)+
            $($(#[$number_doc])* pub $number: Option<f64>,)+
            $($(#[$quantile_doc])* pub $quantile: Option<f64>,)+
        }

        impl Distribution {
            /// The parameters that are numbers and were given, by key; quantiles apart.
            pub fn numbers(&self) -> impl Iterator<Item = (&'static str, f64)> {
                [$((stringify!($number), self.$number)),+].into_iter().filter_map(|(key, x)| Some((key, x?)))
            }

            /// The quantiles that were given: key, probability and value.
            pub fn quantiles(&self) -> impl Iterator<Item = (&'static str, f64, f64)> {
                [$((stringify!($quantile), $level, self.$quantile)),+]
                    .into_iter()
                    .filter_map(|(key, level, x)| Some((key, level, x?)))
            }
        }
    };
}

distribution! {
    numbers {
        /// Of a `constant`, or of one entry of a `discrete`: the value.
        value,
        /// Of `uniform`, `triangular`, `pert`: the smallest value.
        low,
        /// Of `triangular`, `pert`: the most likely value.
        mode,
        /// Of `uniform`, `triangular`, `pert`: the largest value.
        high,
        /// The mean.
        mean,
        /// The standard deviation, in the unit of the mean.
        sd,
        /// The coefficient of variation: standard deviation ÷ mean.
        cv,
        /// Of a `lognormal`: the mean of the logarithm.
        mu,
        /// Of a `lognormal`: the standard deviation of the logarithm.
        sigma,
        /// Of `gamma`, `weibull`, `pareto`: the shape.
        shape,
        /// Of `gamma`, `weibull`, `student_t`: the scale; of a `pareto`: the smallest value.
        scale,
        /// Of a `beta`: the first shape.
        alpha,
        /// Of a `beta`: the second shape.
        beta,
        /// Of a `student_t`: the degrees of freedom.
        df,
        /// Of a `negative_binomial`: variance = mean × (1 + dispersion).
        dispersion,
        /// Of a `binomial`: the number of trials.
        n,
        /// Of `binomial`, `bernoulli`, `geometric`, or of one entry of a `discrete`: the probability, 0–1.
        p,
    }
    quantiles {
        /// The value that 1 % of draws stay below; two such quantiles say a distribution.
        p01 = 0.01,
        /// The value that 5 % of draws stay below.
        p05 = 0.05,
        /// The value that 10 % of draws stay below.
        p10 = 0.10,
        /// The value that 20 % of draws stay below.
        p20 = 0.20,
        /// The value that 25 % of draws stay below.
        p25 = 0.25,
        /// The value that 30 % of draws stay below.
        p30 = 0.30,
        /// The value that 40 % of draws stay below.
        p40 = 0.40,
        /// The median.
        p50 = 0.50,
        /// The value that 60 % of draws stay below.
        p60 = 0.60,
        /// The value that 70 % of draws stay below.
        p70 = 0.70,
        /// The value that 75 % of draws stay below.
        p75 = 0.75,
        /// The value that 80 % of draws stay below.
        p80 = 0.80,
        /// The value that 90 % of draws stay below.
        p90 = 0.90,
        /// The value that 95 % of draws stay below.
        p95 = 0.95,
        /// The value that 99 % of draws stay below.
        p99 = 0.99,
    }
    others {
        /// Its family: `constant`, `uniform`, `triangular`, `pert`, `normal`, `lognormal`, `gamma`, `beta`,
        /// `weibull`, `exponential`, `pareto`, `student_t`, `poisson`, `negative_binomial`, `binomial`,
        /// `bernoulli`, `geometric`, `discrete`, `empirical` or `mixture`.
        distribution: String,
        /// Of a `discrete`: its entries, each `{ value, p }`; of a `mixture`: its parts, each a
        /// distribution with its `share`.
        of: Vec<Distribution>,
        /// Of an `empirical`: the values, each as likely as any other.
        values: Vec<f64>,
        /// Of an `empirical`: a CSV file, relative to the company file.
        file: String,
        /// Of an `empirical`: the column of the CSV file.
        column: String,
        /// Of a part of a `mixture`: its name.
        name: String,
        /// Of a part of a `mixture`: its share, 0–1; the shares sum to 1.
        share: f64,
        /// No draw is below this: the distribution is truncated, not clipped.
        min: f64,
        /// No draw is above this: the distribution is truncated, not clipped.
        max: f64,
    }
}
