//! What is believed of a team's reps after the months that are over.
//!
//! A rep's attainment is a quantile of the team's distribution at a latent normal number, √ρ F + √(1 − ρ) ε with
//! the team's factor F. The latent numbers are cut into [`Cells`]; evidence gives each cell its likelihood, at the
//! attainment of its centre. Given market and factor the reps are independent:
//!
//! ```text
//! M(market, F) = Σ over cells P(cell | F) × likelihood(cell, market)      of one rep
//! L(market, F) = Π over reps M(market, F)                                 of the team
//! P(F | market) ∝ φ(F) L(market, F)
//! P(cell | market, F) ∝ P(cell | F) × likelihood(cell, market)
//! ```
//!
//! ln L is tabulated over the cells of the market's factors that bear on the team, and of F; between them it is
//! read off straight lines.

use crate::company::{Market, Team};
use crate::distribution::{Distribution, standard_normal_quantile};
use crate::events::MarketYear;

use super::cells::{Cells, Normal};
use super::evidence::{Attainments, Evidence};

/// Cells of a rep's latent number.
pub(super) const LEVELS: usize = 128;
/// Cells of a team's factor.
const FACTORS: usize = 64;
/// Cells of the one factor of the market that bears on a team.
pub(super) const ALONE: usize = 96;
/// Cells of each where two do.
const BESIDE: usize = 32;
/// The least logarithm of a likelihood that is told apart from nothing.
const LEAST: f64 = -700.0;
/// A result in one amount counts as reached where the model's is within this share of it: amounts are rounded, and
/// a year is never quite as a model has it.
const TOLERANCE: f64 = 0.01;

/// What is believed of a team.
#[derive(Clone, Debug)]
pub(super) struct TeamBelief {
    correlation: f64,
    levels: Cells,
    attainments: Attainments,
    factors: Cells,
    prior_of_factors: Vec<f64>,
    /// The cells of demand's latent number that ln L is tabulated over, and of expansion's; one where it does not
    /// bear on the team.
    demand: Cells,
    expansion: Cells,
    /// ln L by cell of demand, of expansion, of F.
    table: Vec<f64>,
}

impl TeamBelief {
    /// From the evidence of the team's reps.
    pub fn of(team: &Team, market: &Market, reps: &[Evidence]) -> Self {
        let levels = Cells::new(LEVELS);
        let values: Vec<f64> =
            levels.centres().iter().map(|z| team.attainment.at_normal(*z).max(0.0)).collect();
        let logarithms = values.iter().map(|value| value.ln()).collect();
        let correlation = team.attainment_correlation;
        let factors = Cells::new(if correlation > 0.0 { FACTORS } else { 1 });
        let mut prior_of_factors = vec![0.0; factors.len()];
        factors.masses(Normal::STANDARD, &mut prior_of_factors);
        let bears = |of: &dyn Fn(&Evidence) -> bool| reps.iter().any(of);
        let (by_demand, by_expansion) = (bears(&|e| e.bears_on().0), bears(&|e| e.bears_on().1));
        let each = if by_demand && by_expansion { BESIDE } else { ALONE };
        let cells = |bears: bool| Cells::new(if bears { each } else { 1 });
        let mut belief = Self {
            correlation,
            levels,
            attainments: Attainments { values, logarithms },
            factors,
            prior_of_factors,
            demand: cells(by_demand),
            expansion: cells(by_expansion),
            table: Vec::new(),
        };
        belief.fill(&team.attainment, market, reps);
        belief
    }

    /// Tabulates ln L.
    fn fill(&mut self, attainment: &Distribution, market: &Market, reps: &[Evidence]) {
        let factors = self.factors.len();
        let mut given: Vec<f64> = vec![0.0; factors * LEVELS];
        for (factor, masses) in self.factors.centres().iter().zip(given.chunks_mut(LEVELS)) {
            self.levels.masses(Normal::of_rep(self.correlation, *factor), masses);
        }
        let mut likelihoods = vec![0.0; LEVELS];
        let mut row = vec![0.0; factors];
        for (d, z_demand) in self.demand.centres().iter().enumerate() {
            let demand = demand_in(market, &self.demand, d, *z_demand);
            for z_expansion in self.expansion.centres() {
                let year = MarketYear {
                    demand: demand.at,
                    churn: 1.0,
                    expansion: market.expansion.at_normal(*z_expansion).max(0.0),
                };
                row.fill(0.0);
                for rep in reps {
                    if let Some(level) = rep.level {
                        self.add_level(attainment, level, rep.known, demand, &mut row);
                    } else if let Some(known) = rep.known {
                        let of_known = rep.log_likelihood(known, &year) - rep.log_most();
                        let of_known = of_known.max(LEAST);
                        row.iter_mut().for_each(|sum| *sum += of_known);
                    } else {
                        rep.log_likelihoods(&self.attainments, &year, &mut likelihoods);
                        let most = exponentials(&mut likelihoods);
                        // What is alike for all attainments is not alike for all markets.
                        let alike = rep.log_alike(&year) - rep.log_most();
                        for (sum, given) in row.iter_mut().zip(given.chunks(LEVELS)) {
                            let of_rep: f64 =
                                given.iter().zip(&likelihoods).map(|(p, l)| p * l).sum();
                            *sum += (alike + most + of_rep.ln()).max(LEAST);
                        }
                    }
                }
                self.table.extend_from_slice(&row);
            }
        }
    }

    /// Adds the logarithm of the density of a rep's attainment × demand to the sums over reps, by factor.
    fn add_level(
        &self,
        attainment: &Distribution,
        level: f64,
        known: Option<f64>,
        demand: DemandCell,
        row: &mut [f64],
    ) {
        // The demand of the whole cell may be behind it.
        let widened = |demand: f64, by: f64| {
            if demand > 0.0 { (1.0 + by) * level / demand } else { f64::INFINITY }
        };
        let (low, high) = (widened(demand.high, -TOLERANCE), widened(demand.low, TOLERANCE));
        let width = (demand.high / demand.low).ln() + 2.0 * TOLERANCE;
        let scale = if width.is_finite() { width.ln() } else { 0.0 };
        let latent = |value: f64| standard_normal_quantile(attainment.cdf(value));
        let (from, to) = if low > 0.0 {
            (latent(low), latent(high))
        } else {
            (f64::NEG_INFINITY, latent(high.min(f64::MAX)))
        };
        for (sum, factor) in row.iter_mut().zip(self.factors.centres()) {
            let mass = match known {
                Some(known) => f64::from(u8::from(low <= known && known <= high)),
                None => Normal::of_rep(self.correlation, *factor).mass(from, to),
            };
            *sum += (mass.ln() - scale).max(LEAST);
        }
    }

    /// ln of the likelihood of the market's latent numbers of demand and expansion, up to a constant.
    pub fn log_likelihood(&self, demand: f64, expansion: f64) -> f64 {
        let mut sums = [0.0; FACTORS];
        let sums = &mut sums[..self.factors.len()];
        self.by_factor(demand, expansion, sums);
        let most = exponentials(sums);
        let mean: f64 = sums.iter().zip(&self.prior_of_factors).map(|(l, p)| l * p).sum();
        most + mean.ln().max(LEAST)
    }

    /// Whether demand, and expansion, bear on it.
    pub fn bears_on(&self) -> (bool, bool) {
        (self.demand.len() > 1, self.expansion.len() > 1)
    }

    /// ln L by cell of F at the market's latent numbers.
    fn by_factor(&self, demand: f64, expansion: f64, out: &mut [f64]) {
        out.fill(0.0);
        let (d0, d1, at_d1) = self.demand.around(demand);
        let (e0, e1, at_e1) = self.expansion.around(expansion);
        for (d, of_d) in [(d0, 1.0 - at_d1), (d1, at_d1)] {
            for (e, of_e) in [(e0, 1.0 - at_e1), (e1, at_e1)] {
                let weight = of_d * of_e;
                if weight > 0.0 {
                    let row = (d * self.expansion.len() + e) * self.factors.len();
                    let row = &self.table[row..][..self.factors.len()];
                    out.iter_mut().zip(row).for_each(|(sum, l)| *sum += weight * l);
                }
            }
        }
    }

    /// The team's factor in a market with these latent numbers, below which a share `u` of the belief lies; 0 where
    /// its reps share none.
    pub fn factor(&self, demand: f64, expansion: f64, u: f64) -> f64 {
        if self.factors.len() == 1 {
            return 0.0;
        }
        let mut masses = [0.0; FACTORS];
        self.by_factor(demand, expansion, &mut masses);
        exponentials(&mut masses);
        masses.iter_mut().zip(&self.prior_of_factors).for_each(|(mass, prior)| *mass *= prior);
        self.factors.at(&masses, Normal::STANDARD, u)
    }

    /// The masses of a rep's cells in a year with this factor, before the rep's own evidence.
    pub fn levels_given(&self, factor: f64, out: &mut [f64]) {
        self.levels.masses(Normal::of_rep(self.correlation, factor), out);
    }

    /// The latent number of a rep below which a share `u` of the belief lies. `given` are the masses of
    /// [`Self::levels_given`].
    pub fn level(
        &self,
        rep: &Evidence,
        market: &MarketYear,
        (factor, given): (f64, &[f64]),
        u: f64,
    ) -> f64 {
        let mut masses = [0.0; LEVELS];
        rep.log_likelihoods(&self.attainments, market, &mut masses);
        exponentials(&mut masses);
        let mut total = 0.0;
        for (mass, given) in masses.iter_mut().zip(given) {
            *mass *= given;
            total += *mass;
        }
        // What the model excludes says nothing.
        let masses = if total > 0.0 { &masses[..] } else { given };
        self.levels.at(masses, Normal::of_rep(self.correlation, factor), u)
    }
}

/// Demand over a cell of its latent number.
#[derive(Clone, Copy, Debug)]
struct DemandCell {
    at: f64,
    low: f64,
    high: f64,
}

fn demand_in(market: &Market, cells: &Cells, cell: usize, centre: f64) -> DemandCell {
    let at = market.demand.at_normal(centre).max(0.0);
    let (low, high) = cells.ends(cell);
    // The outermost cells have no end of their own, and where demand does not bear on a team there is one cell.
    let at_edge = |z: f64| {
        if z.is_finite() { market.demand.at_normal(z).max(0.0) } else { at }
    };
    DemandCell { at, low: at_edge(low), high: at_edge(high) }
}

/// Logarithms to numbers of which the largest is 1; its logarithm. Where none is finite, all are 1.
pub(super) fn exponentials(logarithms: &mut [f64]) -> f64 {
    let most = logarithms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if !most.is_finite() {
        logarithms.fill(1.0);
        return LEAST;
    }
    logarithms.iter_mut().for_each(|l| *l = (*l - most).exp());
    most
}
