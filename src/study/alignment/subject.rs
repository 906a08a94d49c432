//! What a figure is of, and what a tally is shown of a year.

use super::reach::without_caps;
use super::rep_year::RepYear;
use super::retention::OtherClawbacks;
use crate::company::Team;
use crate::events::{CompanyYear, Names, TeamYear, Timeline};
use crate::metrics::DeliveredValue;
use crate::payout::{Payment, Program, TeamPay};
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
    pub prepared: &'a Prepared,
}

/// What is worked out once for a team and its plan.
pub(super) struct Prepared {
    /// What results are worth; none where nobody says.
    pub value: Option<DeliveredValue>,
    /// The plan without its caps; none where it has none.
    pub uncapped: Option<Program>,
    /// The plan with other clawbacks than its own.
    pub clawbacks: OtherClawbacks,
}

impl Prepared {
    pub fn new(model: &Model<'_>, plan: &Plan, team: usize) -> Self {
        let weights = model.company.value_of(team);
        Self {
            value: weights.map(|weights| DeliveredValue::new(weights, &Names::of(model.company))),
            uncapped: without_caps(plan).map(|free| model.compile(team, &free)),
            clawbacks: OtherClawbacks::new(model, plan, team),
        }
    }
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
    /// Every payment of the year, by rep and month.
    pub statement: &'a [Payment],
    /// The pay without caps; none where the plan has none.
    pub uncapped: Option<&'a TeamPay>,
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
