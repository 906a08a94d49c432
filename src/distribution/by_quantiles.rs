//! Distributions given by two of their quantiles, as in `p10 = 12_000`, `p90 = 60_000`.

use super::error::{ParameterError, finite};
use super::family::Family;
use super::incomplete_beta::{Fraction, IncompleteBeta};
use super::level::Level;
use super::{Distribution, Gamma};

/// A level and the value at it.
type Quantile = (f64, f64);

/// How a file names the quantile at `u`: `p10` for 0.1, `p2.5` for 0.025.
fn key(u: f64) -> String {
    format!("p{}", (u * 1e8).round() / 1e6)
}

/// The distribution of a family that has two given quantiles.
pub(super) fn by_quantiles(
    family: Family,
    first: Quantile,
    second: Quantile,
) -> Result<Distribution, ParameterError> {
    for (u, x) in [first, second] {
        if !(u > 0.0 && u < 1.0) {
            return Err(ParameterError::new(key(u), "at a level above 0 and below 1", u));
        }
        finite("value", x).map_err(|error| ParameterError { key: key(u).into(), ..error })?;
    }
    let (low, high) = if first.0 <= second.0 { (first, second) } else { (second, first) };
    if !(low.0 < high.0 && low.1 < high.1) {
        let required = format!("above `{}`, which is {}", key(low.0), low.1);
        return Err(ParameterError::new(key(high.0), required, high.1));
    }
    let z = (Level::of_uniform(low.0).to_normal(), Level::of_uniform(high.0).to_normal());
    match family {
        Family::Uniform => {
            let slope = (high.1 - low.1) / (high.0 - low.0);
            Distribution::uniform(low.1 - slope * low.0, high.1 + slope * (1.0 - high.0))
        }
        Family::Normal => {
            let sd = (high.1 - low.1) / (z.1 - z.0);
            Distribution::normal(low.1 - sd * z.0, sd)
        }
        Family::Lognormal => {
            let (ln_low, ln_high) = (positive(low)?.ln(), high.1.ln());
            let sigma = (ln_high - ln_low) / (z.1 - z.0);
            Distribution::lognormal_log(ln_low - sigma * z.0, sigma)
        }
        Family::Weibull => {
            // ln x = ln scale + ln(−ln(1 − u)) ∕ shape.
            let height = |u: f64| (-Level::of_uniform(u).ln_above()).ln();
            let shape = (height(high.0) - height(low.0)) / (high.1 / positive(low)?).ln();
            Distribution::weibull(shape, (low.1.ln() - height(low.0) / shape).exp())
        }
        Family::Pareto => {
            // ln x = ln scale − ln(1 − u) ∕ shape.
            let height = |u: f64| -Level::of_uniform(u).ln_above();
            let shape = (height(high.0) - height(low.0)) / (high.1 / positive(low)?).ln();
            Distribution::pareto((low.1.ln() - height(low.0) / shape).exp(), shape)
        }
        Family::Gamma => gamma(low, high),
        Family::Beta => beta(low, high),
        _ => Err(ParameterError::new(
            "distribution",
            "uniform, normal, lognormal, gamma, beta, weibull or pareto to be given by two quantiles",
            family.name(),
        )),
    }
}

fn positive((u, x): Quantile) -> Result<f64, ParameterError> {
    if x > 0.0 { Ok(x) } else { Err(ParameterError::new(key(u), "above 0", x)) }
}

/// Halves an interval of the logarithm of a parameter until nothing is left of it: the point where
/// `too_low` turns false.
fn bisect(mut low: f64, mut high: f64, too_low: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..100 {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if too_low(middle.exp()) { low = middle } else { high = middle }
    }
    (0.5 * (low + high)).exp()
}

/// The logarithms of the parameters searched: inside what the constructors accept.
const SEARCHED: (f64, f64) = (-6.9, 25.0);

/// The ratio of two quantiles falls as the shape grows, whatever the scale.
fn gamma(low: Quantile, high: Quantile) -> Result<Distribution, ParameterError> {
    let wanted = (high.1 / positive(low)?).ln();
    let log_quantile =
        |shape: f64, u: f64| Gamma::standard_log_quantile(shape, Level::of_uniform(u));
    let shape = bisect(SEARCHED.0, SEARCHED.1, |shape| {
        log_quantile(shape, high.0) - log_quantile(shape, low.0) > wanted
    });
    Distribution::gamma(shape, (low.1.ln() - log_quantile(shape, low.0)).exp())
}

/// For any alpha one beta meets the lower quantile; the larger alpha, the nearer the upper one.
fn beta(low: Quantile, high: Quantile) -> Result<Distribution, ParameterError> {
    positive(low)?;
    if !(high.1 < 1.0) {
        return Err(ParameterError::new(key(high.0), "below 1", high.1));
    }
    let below = |alpha: f64, beta: f64, x: f64| {
        IncompleteBeta::new(alpha, beta).tails(Fraction::new(x, 1.0 - x)).0
    };
    let partner =
        |alpha: f64| bisect(SEARCHED.0, SEARCHED.1, |beta| below(alpha, beta, low.1) < low.0);
    let alpha =
        bisect(SEARCHED.0, SEARCHED.1, |alpha| below(alpha, partner(alpha), high.1) < high.0);
    let found = Distribution::beta(alpha, partner(alpha))?;
    let met = |(u, x): Quantile| (found.cdf(x) - u).abs() < 1e-9;
    if met(low) && met(high) {
        return Ok(found);
    }
    let required = format!(
        "nearer to or farther from `{}`, which is {}: no beta distribution has both",
        key(low.0),
        low.1
    );
    Err(ParameterError::new(key(high.0), required, high.1))
}
