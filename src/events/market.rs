//! The market of a year: what moves all teams alike.

use crate::company::Market;
use crate::random::{Address, Purpose};
use rand_distr::{Distribution as _, StandardNormal};

/// The factors of one year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarketYear {
    /// × new business and meetings.
    pub demand: f64,
    /// × churn probabilities.
    pub churn: f64,
    /// × expansion rates.
    pub expansion: f64,
}

impl MarketYear {
    /// A year in which everything is as the company file says.
    pub const NEUTRAL: Self = Self { demand: 1.0, churn: 1.0, expansion: 1.0 };

    /// Draws the factors of a year: correlated standard normals through each factor's quantiles (a
    /// Gaussian copula). A factor below 0 counts as 0.
    pub fn draw(market: &Market, year: Address) -> Self {
        let mut stream = year.open(Purpose::Market);
        let independent: [f64; 3] = std::array::from_fn(|_| StandardNormal.sample(&mut stream));
        let mut latent = [0.0; 3];
        market.correlation.correlate(&independent, &mut latent);
        Self::at(market, latent)
    }

    /// The factors at their latent normal numbers, in the order demand, churn, expansion.
    pub(super) fn at(market: &Market, latent: [f64; 3]) -> Self {
        Self {
            demand: market.demand.at_normal(latent[0]).max(0.0),
            churn: market.churn.at_normal(latent[1]).max(0.0),
            expansion: market.expansion.at_normal(latent[2]).max(0.0),
        }
    }
}
