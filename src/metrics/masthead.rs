//! What tables and screens say of a company beside its figures.

use serde::{Deserialize, Serialize};

use super::layout::Layout;
use super::so_far::PaidSoFar;
use crate::company::Company;
use crate::money::Cents;

/// A company in brief: enough to read a run's figures without its files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Masthead {
    /// Its name.
    pub name: String,
    /// The currency of its figures.
    pub currency: String,
    /// The seed of its draws.
    pub seed: u64,
    /// The budget of variable pay a year, in cents; none without.
    budget: Option<i64>,
    /// Its teams in order.
    pub teams: Vec<TeamLine>,
    /// Its figures in the order of tables.
    pub layout: Layout,
    /// What was paid in the months that are over, where the year goes on from actual results.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub so_far: Option<PaidSoFar>,
}

/// A team in brief.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamLine {
    /// Its name.
    pub name: String,
    /// Its seats.
    pub seats: usize,
}

impl Masthead {
    /// Of a company with these figures.
    pub fn new(company: &Company, layout: &Layout) -> Self {
        let line = |team: &crate::company::Team| TeamLine {
            name: team.name.clone(),
            seats: team.seats.len(),
        };
        Self {
            name: company.name.clone(),
            currency: company.currency.clone(),
            seed: company.simulation.seed,
            budget: company.budget.and_then(|budget| budget.variable_pay).map(|budget| budget.0),
            teams: company.teams.iter().map(line).collect(),
            layout: layout.clone(),
            so_far: None,
        }
    }

    /// The budget of variable pay a year; none without.
    pub fn budget(&self) -> Option<Cents> {
        self.budget.map(Cents)
    }
}
