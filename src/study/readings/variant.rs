//! Plans with one clause read the other way: from changed files, and of changed plans put together anew.

use std::sync::Arc;

use super::Reading;
use super::clauses::{Changed, Clauses};
use crate::company::{Loaded, Source};
use crate::diagnostic::{Document, element, join};
use crate::events::Stint;
use crate::plan::{Plan, PlanChange, Treatment, changed, lower};
use crate::spec::plan::PlanFile;

/// A plan with one clause read the other way.
#[derive(Clone, Debug)]
pub(super) struct Variant {
    pub team: usize,
    pub component: Option<String>,
    pub stands_in: StandsIn,
    pub path: String,
    pub reading: Reading,
    pub plan: Plan,
    pub quotas: Quotas,
}

/// Which of a team's files has a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandsIn {
    /// The plan's.
    Plan,
    /// That of the plan that the team changes to within the year.
    NewPlan,
    /// The company's.
    Company,
}

impl StandsIn {
    /// The file, of a team by its place in the company.
    pub fn document(self, loaded: &Loaded, team: usize) -> Option<&Arc<Document>> {
        match self {
            Self::Plan => loaded.plan_documents.get(team),
            Self::NewPlan => loaded.changes.get(team)?.as_ref().map(|change| &change.document),
            Self::Company => Some(&loaded.document),
        }
    }
}

/// How quotas that change within the year are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotas {
    /// Each from its month on.
    AsStated,
    /// The new one holds all year.
    NewAllYear,
    /// The old one holds to the end of the year.
    OldAllYear,
}

impl Quotas {
    /// Reads a rep's quota like this.
    pub fn apply(self, stint: &mut Stint) {
        let new = match self {
            Self::AsStated => return,
            Self::NewAllYear | Self::OldAllYear => stint.new_quota.take(),
        };
        if let (Self::NewAllYear, Some(new)) = (self, new) {
            stint.quota = new.yearly;
        }
    }
}

/// The variants of all teams' plans, in the order of teams and files.
pub(super) fn variants(loaded: &Loaded) -> Vec<Variant> {
    let teams = 0..loaded.company.teams.len().min(loaded.plans.len());
    teams.flat_map(|team| OfTeam { loaded, team }.all()).collect()
}

/// A team whose readings are collected.
struct OfTeam<'a> {
    loaded: &'a Loaded,
    team: usize,
}

impl OfTeam<'_> {
    fn all(&self) -> Vec<Variant> {
        let Some(change) = self.change() else {
            let plan = &self.loaded.plans[self.team];
            let mut all = self.of_file(StandsIn::Plan, plan, &|plan, _| Some(plan));
            all.extend(self.of_territories());
            return all;
        };
        let (old, new, when) = (&change.old, &change.new, change.change);
        let rounded = |plan: &Plan, as_in: &Plan| Plan { rounding: as_in.rounding, ..plan.clone() };
        // Both plans round alike, so that one of them is not read otherwise alone.
        let mut all = self.of_file(StandsIn::Plan, old, &|plan, _| {
            changed(&plan, &rounded(new, &plan), when).ok()
        });
        all.extend(self.of_file(StandsIn::NewPlan, new, &|plan, path| {
            (path != "rounding").then(|| changed(old, &plan, when).ok()).flatten()
        }));
        all.extend(self.of_treatments());
        all.extend(self.of_territories());
        all
    }

    fn change(&self) -> Option<&crate::company::Changed> {
        self.loaded.changes.get(self.team)?.as_ref()
    }

    /// The readings of a plan file. `whole` makes the team's plan of a changed one and the path of its clause; none
    /// where that is not computed.
    fn of_file(
        &self,
        stands_in: StandsIn,
        plan: &Plan,
        whole: &dyn Fn(Plan, &str) -> Option<Plan>,
    ) -> Vec<Variant> {
        let document = stands_in.document(self.loaded, self.team);
        let Some(file) = document.and_then(|document| document.parse::<PlanFile>().ok()) else {
            return Vec::new();
        };
        let company = &self.loaded.company;
        let before = match (stands_in, self.change()) {
            (StandsIn::NewPlan, Some(change)) => change.old_components,
            _ => 0,
        };
        Clauses::of(company, &company.teams[self.team], &file, plan)
            .into_iter()
            .filter_map(|Changed { component, path, reading, file }| {
                let plan = whole(lower(&file).0?, &path)?;
                let name = |number: usize| plan.components[before + number].name.clone();
                let component = component.map(name);
                self.variant(component, stands_in, path, reading, plan, Quotas::AsStated)
            })
            .collect()
    }

    /// What becomes of running windows when the plan changes.
    fn of_treatments(&self) -> Vec<Variant> {
        let Some(change) = self.change() else {
            return Vec::new();
        };
        let own = change.change.treatment;
        [Treatment::Restart, Treatment::Prorate, Treatment::Carry]
            .into_iter()
            .filter(|treatment| *treatment != own)
            .filter_map(|treatment| {
                let other = PlanChange { treatment, ..change.change };
                let plan = changed(&change.old, &change.new, other).ok()?;
                let reading = Reading::new("treatment", word(own), word(treatment));
                let path = join(&change.path, "treatment");
                self.variant(None, StandsIn::Company, path, reading, plan, Quotas::AsStated)
            })
            .collect()
    }

    /// From when on a quota holds that changes within the year.
    fn of_territories(&self) -> Vec<Variant> {
        let team = &self.loaded.company.teams[self.team];
        if team.seats.iter().all(|seat| seat.quota_change.is_none()) {
            return Vec::new();
        }
        let readings = [
            (Quotas::NewAllYear, "the new quota all year"),
            (Quotas::OldAllYear, "the old quota all year"),
        ];
        readings
            .into_iter()
            .filter_map(|(quotas, other)| {
                let reading = Reading::new("quota_from", "its month", other);
                let path = join(&element("team", self.team), "roster");
                let plan = self.loaded.plans[self.team].clone();
                self.variant(None, StandsIn::Company, path, reading, plan, quotas)
            })
            .collect()
    }

    /// A variant; none where it does not suit the team, or is the team's plan again.
    fn variant(
        &self,
        component: Option<String>,
        stands_in: StandsIn,
        path: String,
        reading: Reading,
        plan: Plan,
        quotas: Quotas,
    ) -> Option<Variant> {
        let team = self.team;
        let same = quotas == Quotas::AsStated && plan == self.loaded.plans[team];
        let suits = self.loaded.suits(team, &plan, Source::Simulated);
        (suits && !same).then_some(Variant {
            team,
            component,
            stands_in,
            path,
            reading,
            plan,
            quotas,
        })
    }
}

const fn word(treatment: Treatment) -> &'static str {
    match treatment {
        Treatment::Restart => "restart",
        Treatment::Prorate => "prorate",
        Treatment::Carry => "carry",
    }
}
