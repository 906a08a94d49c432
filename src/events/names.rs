//! The names behind the numbers of ledgers.

use crate::company::Team;
use crate::plan::Measure;

/// What the ledgers of a team number by place: its scores, the products it sells, its activities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Of [`super::ScoreValue::score`].
    pub scores: Vec<String>,
    /// Of [`super::Traits::name`] of sales.
    pub products: Vec<String>,
    /// Of [`super::Traits::name`] of activities.
    pub activities: Vec<String>,
}

impl Names {
    /// Those of a team's model.
    pub fn of(team: &Team) -> Self {
        let products = team.deals.iter().flat_map(|deals| &deals.products);
        Self {
            scores: team.scores.iter().map(|score| score.name.clone()).collect(),
            products: products.map(|product| product.name.clone()).collect(),
            activities: team.activities.iter().map(|activity| activity.name.clone()).collect(),
        }
    }

    /// Adds those that are not there yet.
    pub fn add(&mut self, others: &Self) {
        add_new(&mut self.scores, &others.scores);
        add_new(&mut self.products, &others.products);
        add_new(&mut self.activities, &others.activities);
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
}

fn add_new(names: &mut Vec<String>, more: &[String]) {
    for name in more {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
}
