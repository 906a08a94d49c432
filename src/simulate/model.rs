//! A company and its plans, ready to run.

use super::rest_of_year::AsPaid;
use crate::company::Company;
use crate::events::{Listed, Names, Simulator, SoFar, Timeline};
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
    /// By team, what its ledgers need list where nothing but pay and figures is asked for.
    pub listed: Vec<Listed>,
    /// The same where only figures of years are asked for.
    pub listed_for_figures: Vec<Listed>,
    /// Which figures its years have.
    pub layout: Layout,
    /// What was paid in the months of the year that are over, if any.
    pub(super) as_paid: Option<AsPaid>,
}

impl<'a> Model<'a> {
    /// For a company and one plan a team, in the order of its teams.
    pub fn new(company: &'a Company, plans: &[Plan]) -> Self {
        Self::drawn_by(Simulator::new(company), company, plans, &Names::of(company))
    }

    /// For a company of whose year some months are over: they are in every year as they were.
    pub fn going_on(company: &'a Company, plans: &[Plan], so_far: &'a SoFar) -> Self {
        let simulator = Simulator::going_on(company, so_far);
        let model = Self::drawn_by(simulator, company, plans, so_far.names());
        Self { as_paid: Some(AsPaid::of(&model, so_far)), ..model }
    }

    fn drawn_by(
        simulator: Simulator<'a>,
        company: &'a Company,
        plans: &[Plan],
        names: &Names,
    ) -> Self {
        let programs = programs(company, plans, names, simulator.timeline());
        let components: Vec<Vec<String>> =
            programs.iter().map(|p| p.components().map(str::to_owned).collect()).collect();
        let layout = Layout::new(company, &components);
        let own = || programs.iter().enumerate();
        let listed = listed_for(own(), Program::listed);
        let listed_for_figures = listed_for(own(), Program::listed_for_figures);
        Self { company, simulator, listed, listed_for_figures, layout, programs, as_paid: None }
    }

    /// Compiles another plan for a team, by its place in the company.
    pub fn compile(&self, team: usize, plan: &Plan) -> Program {
        let names = Names::of(self.company);
        let teams = team_names(self.company);
        program(self.company, &teams, team, plan, &names, self.simulator.timeline())
    }
}

/// By team, what ledgers must list for all of these programs, each with its team; `of` tells it of one.
pub fn listed_for<'p>(
    programs: impl Iterator<Item = (usize, &'p Program)>,
    of: impl Fn(&Program) -> Listed,
) -> Vec<Listed> {
    let (mut listed, mut all) = (Vec::new(), false);
    for (team, program) in programs {
        if listed.len() <= team {
            listed.resize(team + 1, Listed::ForFigures);
        }
        listed[team] = of(program).min(listed[team]);
        // A pool may look at the events of other teams.
        all |= program.pays_teams();
    }
    if all { vec![Listed::All; listed.len()] } else { listed }
}

/// Compiles each team's plan; `names` says what the company's ledgers number.
pub fn programs(
    company: &Company,
    plans: &[Plan],
    names: &Names,
    timeline: Timeline,
) -> Vec<Program> {
    let teams = team_names(company);
    plans
        .iter()
        .take(company.teams.len())
        .enumerate()
        .map(|(team, plan)| program(company, &teams, team, plan, names, timeline))
        .collect()
}

fn team_names(company: &Company) -> Vec<String> {
    company.teams.iter().map(|team| team.name.clone()).collect()
}

fn program(
    company: &Company,
    teams: &[String],
    team: usize,
    plan: &Plan,
    names: &Names,
    timeline: Timeline,
) -> Program {
    let of = &company.teams[team];
    let rates = &mut company.exchange.iter();
    let terms = TeamTerms {
        seasonality: &of.seasonality,
        quota_ramp: &of.ramp.quota,
        names,
        teams,
        team,
        exchange: rates.position(|exchange| exchange.to == plan.pay_currency()),
    };
    Program::compile(plan, &terms, timeline)
}
