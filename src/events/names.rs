//! The names behind the numbers of ledgers.

use crate::company::{Company, Team};
use crate::plan::Measure;

/// What the ledgers of a company number by place: scores, products, activities. One list for all teams, so
/// that what a plan speaks of is the same in the ledger of any of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Of [`super::ScoreValue::score`].
    pub scores: Vec<String>,
    /// Of [`super::Traits::name`] of sales.
    pub products: Vec<String>,
    /// Of [`super::Traits::name`] of activities.
    pub activities: Vec<String>,
}

/// The places of a team's own scores, products and activities among the company's names.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    pub scores: Vec<usize>,
    /// Of the products that its deals sell.
    pub products: Vec<usize>,
    /// Of the products that its book expands by.
    pub expansions: Vec<usize>,
    pub activities: Vec<usize>,
}

impl Names {
    /// Those of a company's model.
    pub fn of(company: &Company) -> Self {
        let mut names = Self::default();
        for team in &company.teams {
            names.add(&Self::of_team(team));
        }
        names
    }

    fn of_team(team: &Team) -> Self {
        Self {
            scores: team.scores.iter().map(|score| score.name.clone()).collect(),
            products: team.products().map(|product| product.name.clone()).collect(),
            activities: team.activities.iter().map(|activity| activity.name.clone()).collect(),
        }
    }

    /// The places of a team's own names.
    pub(super) fn places_of(&self, team: &Team) -> Places {
        let own = Self::of_team(team);
        let places = |own: &[String], all: &[String]| -> Vec<usize> {
            own.iter().filter_map(|name| all.iter().position(|known| known == name)).collect()
        };
        let mut products = places(&own.products, &self.products);
        let of_deals = team.deals.as_ref().map_or(0, |deals| deals.products.len());
        let expansions = products.split_off(of_deals.min(products.len()));
        Places {
            scores: places(&own.scores, &self.scores),
            products,
            expansions,
            activities: places(&own.activities, &self.activities),
        }
    }

    /// Those that a measure speaks of.
    pub fn in_measure(measure: &Measure) -> Self {
        let mut names = Self::default();
        match measure {
            Measure::Score(name) => names.scores.push(name.clone()),
            Measure::Ratio(_) => {}
            Measure::Attainments { .. } => {
                measure.parts().iter().for_each(|part| names.add(&Self::in_measure(part)));
            }
            Measure::Sum { terms, .. } => {
                for condition in terms.iter().map(|term| &term.condition) {
                    add_new(&mut names.products, &condition.products);
                    add_new(&mut names.activities, &condition.activities);
                }
            }
        }
        names
    }

    /// Adds those that are not there yet.
    pub fn add(&mut self, others: &Self) {
        add_new(&mut self.scores, &others.scores);
        add_new(&mut self.products, &others.products);
        add_new(&mut self.activities, &others.activities);
    }
}

fn add_new(names: &mut Vec<String>, more: &[String]) {
    for name in more {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
}
