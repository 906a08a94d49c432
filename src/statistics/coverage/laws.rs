//! Laws of a column whose statistics are known in closed form.

use super::super::Statistic;
use rand::RngExt;
use rand::rngs::Xoshiro256PlusPlus as Generator;
use rand_distr::{Distribution, Exp1, Gamma, Poisson, StandardNormal};
use statrs::distribution::{ContinuousCDF, Normal};
use statrs::function::gamma::gamma_lr;

/// What one value of a column is drawn from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Law {
    /// Standard normal.
    Normal,
    /// `exp(σ Z)` with this coefficient of variation.
    Lognormal(f64),
    /// So many deals on average, Poisson, each of an exponential size with mean 1.
    CompoundPoisson(f64),
    /// Cost of sales: pay of 10 % of bookings and a base of 1, over lognormal bookings with this coefficient of
    /// variation (and median 1).
    CostOfSales(f64),
    /// An overrun: nothing but with this chance, then exponential with mean 1.
    Overrun(f64),
}

/// `σ` of the logarithm of values with this coefficient of variation: `sqrt(ln(1 + cv²))`.
fn log_sd(cv: f64) -> f64 {
    (1.0 + cv * cv).ln().sqrt()
}

impl Law {
    pub(super) fn name(self) -> String {
        match self {
            Self::Normal => "normal".to_owned(),
            Self::Lognormal(cv) => format!("lognormal, cv {cv}"),
            Self::CompoundPoisson(deals) => format!("{deals} deals, Poisson"),
            Self::CostOfSales(cv) => format!("cost ÷ bookings, cv {cv}"),
            Self::Overrun(chance) => format!("overrun, chance {chance}"),
        }
    }

    /// Draws a column.
    pub(super) fn fill(self, column: &mut Vec<f64>, n: usize, generator: &mut Generator) {
        column.clear();
        match self {
            Self::Normal => {
                column.extend((0..n).map(|_| generator.sample::<f64, _>(StandardNormal)));
            }
            Self::Lognormal(cv) | Self::CostOfSales(cv) => {
                let (sigma, shift) = (log_sd(cv), self.shift());
                let draw = |_| (sigma * generator.sample::<f64, _>(StandardNormal)).exp() + shift;
                column.extend((0..n).map(draw));
            }
            Self::CompoundPoisson(mean) => {
                let count = Poisson::new(mean).expect("a valid mean");
                column.extend((0..n).map(|_| {
                    let deals: f64 = count.sample(generator);
                    if deals == 0.0 {
                        return 0.0;
                    }
                    Gamma::new(deals, 1.0).expect("a valid shape").sample(generator)
                }));
            }
            Self::Overrun(chance) => column.extend((0..n).map(|_| {
                let over = generator.random::<f64>() < chance;
                if over { generator.sample::<f64, _>(Exp1) } else { 0.0 }
            })),
        }
    }

    /// What stands beside the lognormal: the cost of sales is `(1 + 0.1 B) / B`, and `1 / B` is lognormal.
    fn shift(self) -> f64 {
        if matches!(self, Self::CostOfSales(_)) { 0.1 } else { 0.0 }
    }

    /// The true value of a statistic.
    pub(super) fn truth(self, statistic: Statistic) -> f64 {
        match statistic {
            Statistic::Mean => self.mean(),
            Statistic::Sd => self.sd(),
            Statistic::P01 => self.quantile(0.01),
            Statistic::P05 => self.quantile(0.05),
            Statistic::P50 => self.quantile(0.5),
            Statistic::P95 => self.quantile(0.95),
            Statistic::P99 => self.quantile(0.99),
            Statistic::Cvar95 => self.tail_sum(self.quantile(0.95)) / 0.05,
            Statistic::Cvar05 => (self.mean() - self.tail_sum(self.quantile(0.05))) / 0.05,
            other => panic!("{other} is not measured"),
        }
    }

    fn mean(self) -> f64 {
        match self {
            Self::Normal => 0.0,
            Self::Lognormal(cv) | Self::CostOfSales(cv) => {
                (log_sd(cv).powi(2) / 2.0).exp() + self.shift()
            }
            Self::CompoundPoisson(deals) => deals,
            Self::Overrun(chance) => chance,
        }
    }

    fn sd(self) -> f64 {
        match self {
            Self::Normal => 1.0,
            Self::Lognormal(cv) | Self::CostOfSales(cv) => cv * (self.mean() - self.shift()),
            // E[size²] = 2.
            Self::CompoundPoisson(deals) => (2.0 * deals).sqrt(),
            Self::Overrun(chance) => (2.0 * chance - chance * chance).sqrt(),
        }
    }

    /// The quantile at `p`; of an overrun above its chance to be none.
    fn quantile(self, p: f64) -> f64 {
        let z = || Normal::standard().inverse_cdf(p);
        match self {
            Self::Normal => z(),
            Self::Lognormal(cv) | Self::CostOfSales(cv) => (log_sd(cv) * z()).exp() + self.shift(),
            Self::CompoundPoisson(deals) => {
                // P(X > x) falls with x, so halving finds the place.
                let (mut low, mut high) = (0.0, 10.0 * deals);
                for _ in 0..100 {
                    let middle = 0.5 * (low + high);
                    let below = counts(deals).map(|(k, chance)| chance * gamma_lr(k, middle));
                    if below.sum::<f64>() < p { low = middle } else { high = middle }
                }
                low
            }
            Self::Overrun(chance) => (chance / (1.0 - p)).ln().max(0.0),
        }
    }

    /// `E[X; X > x]`.
    fn tail_sum(self, x: f64) -> f64 {
        let normal = Normal::standard();
        match self {
            Self::Normal => (-x * x / 2.0).exp() / std::f64::consts::TAU.sqrt(),
            Self::Lognormal(cv) | Self::CostOfSales(cv) => {
                let (sigma, shift) = (log_sd(cv), self.shift());
                let d = (x - shift).ln() / sigma;
                (self.mean() - shift) * normal.cdf(sigma - d) + shift * normal.cdf(-d)
            }
            // Of a gamma with shape k: k P(gamma with shape k + 1 > x).
            Self::CompoundPoisson(deals) => {
                counts(deals).map(|(k, chance)| chance * k * (1.0 - gamma_lr(k + 1.0, x))).sum()
            }
            Self::Overrun(chance) => chance * (x + 1.0) * (-x).exp(),
        }
    }
}

/// The numbers of deals from 1 with their Poisson chances, as far as they matter.
fn counts(mean: f64) -> impl Iterator<Item = (f64, f64)> {
    let mut chance = (-mean).exp();
    (1..(5.0 * mean) as usize + 20).map(move |k| {
        chance *= mean / k as f64;
        (k as f64, chance)
    })
}

/// The truths themselves, against 4 million draws: within 5 standard errors, quantiles by the share below them.
#[test]
fn truths_agree_with_what_is_drawn() {
    use rand::SeedableRng;
    let n = 4_000_000;
    let laws = [
        Law::Normal,
        Law::Lognormal(0.4),
        Law::CompoundPoisson(20.0),
        Law::CostOfSales(0.4),
        Law::Overrun(0.2),
    ];
    for (seed, law) in laws.into_iter().enumerate() {
        let mut column = Vec::new();
        law.fill(&mut column, n, &mut Generator::seed_from_u64(seed as u64));
        let mean = |term: &dyn Fn(f64) -> f64| {
            let (sum, squares) = column.iter().fold((0.0, 0.0), |(sum, squares), &x| {
                (sum + term(x), squares + term(x) * term(x))
            });
            let mean = sum / n as f64;
            (mean, ((squares / n as f64 - mean * mean) / n as f64).sqrt())
        };
        let agree = |what: &str, (found, error): (f64, f64), truth: f64| {
            assert!((found - truth).abs() <= 5.0 * error, "{} {what}: {found} {truth}", law.name());
        };
        let centre = law.truth(Statistic::Mean);
        agree("mean", mean(&|x| x), centre);
        agree("variance", mean(&|x| (x - centre).powi(2)), law.truth(Statistic::Sd).powi(2));
        let edge = law.truth(Statistic::P95);
        agree("p95", mean(&|x| f64::from(u8::from(x <= edge))), 0.95);
        let tail = mean(&|x| if x > edge { x / 0.05 } else { 0.0 });
        agree("cvar95", tail, law.truth(Statistic::Cvar95));
        if !matches!(law, Law::Overrun(_)) {
            let edge = law.truth(Statistic::P05);
            agree("p05", mean(&|x| f64::from(u8::from(x <= edge))), 0.05);
            let tail = mean(&|x| if x <= edge { x / 0.05 } else { 0.0 });
            agree("cvar05", tail, law.truth(Statistic::Cvar05));
        }
    }
}
