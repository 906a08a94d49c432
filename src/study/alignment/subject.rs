//! What a figure is of, and what a tally is shown of a year.

use super::rep_year::RepYear;
use crate::company::Team;
use crate::events::{CompanyYear, TeamYear, Timeline};
use crate::payout::{Program, TeamPay};
use crate::plan::Plan;
use crate::simulate::Model;

/// A team and its plan.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub model: &'a Model<'a>,
    /// The team's plan, as it was compiled.
    pub plan: &'a Plan,
    /// The team, by its place in the company.
    pub number: usize,
}

/// A paid year of a team.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    pub subject: Subject<'a>,
    /// The synthetic year, from 0.
    pub number: u64,
    pub year: &'a CompanyYear,
    pub pay: &'a TeamPay,
    /// The reps who held their seat all year.
    pub reps: &'a [RepYear],
}

/// What is counted over the years of a group, from which figures follow.
pub(super) trait Tally: Sized {
    /// Of no year yet.
    fn new(subject: &Subject<'_>) -> Self;
    /// Adds a year.
    fn add(&mut self, seen: &Seen<'_>);
    /// Adds the years of another, which follow.
    fn merge(&mut self, later: Self);
}

impl<'a> Subject<'a> {
    pub fn team(&self) -> &'a Team {
        &self.model.company.teams[self.number]
    }

    pub fn program(&self) -> &'a Program {
        &self.model.programs[self.number]
    }

    pub fn timeline(&self) -> Timeline {
        self.model.simulator.timeline()
    }
}

impl<'a> Seen<'a> {
    pub fn team_year(&self) -> &'a TeamYear {
        &self.year.teams[self.subject.number]
    }
}
