//! A company and its plans, ready to run.

use crate::company::Company;
use crate::events::{Names, Simulator, Timeline};
use crate::metrics::Layout;
use crate::payout::{Program, TeamTerms};
use crate::plan::Plan;

/// A company with its simulator and its teams' compiled plans.
#[derive(Clone, Debug)]
pub struct Model<'a> {
    /// The company.
    pub company: &'a Company,
    /// Draws its years.
    pub simulator: Simulator<'a>,
    /// Each team's plan, compiled.
    pub programs: Vec<Program>,
    /// Which figures its years have.
    pub layout: Layout,
}

impl<'a> Model<'a> {
    /// For a company and one plan a team, in the order of its teams.
    pub fn new(company: &'a Company, plans: &[Plan]) -> Self {
        let simulator = Simulator::new(company);
        let names: Vec<Names> = company.teams.iter().map(Names::of).collect();
        let programs = programs(company, plans, &names, simulator.timeline());
        let components: Vec<Vec<String>> =
            programs.iter().map(|p| p.components().map(str::to_owned).collect()).collect();
        Self { company, simulator, layout: Layout::new(company, &components), programs }
    }
}

/// Compiles each team's plan; `names` says what each team's ledgers number.
pub fn programs(
    company: &Company,
    plans: &[Plan],
    names: &[Names],
    timeline: Timeline,
) -> Vec<Program> {
    let nameless = Names::default();
    let teams: Vec<String> = company.teams.iter().map(|team| team.name.clone()).collect();
    company
        .teams
        .iter()
        .zip(plans)
        .enumerate()
        .map(|(number, (team, plan))| {
            let terms = TeamTerms {
                seasonality: &team.seasonality,
                quota_ramp: &team.ramp.quota,
                names: names.get(number).unwrap_or(&nameless),
                teams: &teams,
                team: number,
            };
            Program::compile(plan, &terms, timeline)
        })
        .collect()
}
