//! Whether each plan suits its team: that quotas, teams and results which a plan speaks of are there.
//!
//! Findings stand in the plan file and name the team, since one plan may serve several.

use std::sync::Arc;

use crate::diagnostic::{
    Diagnosis, Document, Finding, Refused, Severity, element, join, list, suggestion,
};
use crate::plan::{Component, Measure, Pays, Plan, Quota, Ramp, Window};

use super::change::Changed;
use super::handed_over;
use super::load::Loaded;
use super::production::{A_QUOTA, Missing, counts_new_business, counts_renewals, missing_for};
use super::{Company, Rate, Team};

/// Where the results that plans are run on come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Drawn from the company's model, which has to be able to produce what plans pay for.
    Simulated,
    /// Read from a data file, which may hold any result.
    Replayed,
}

impl Loaded {
    /// Whether every plan suits its team, for results of this source.
    ///
    /// # Errors
    /// Every clause of a plan that cannot be computed for its team. Otherwise the warnings.
    pub fn agree(&self, source: Source) -> Result<Vec<Diagnosis>, Refused> {
        let mut diagnoses: Vec<Diagnosis> = Vec::new();
        for (number, (plan, document)) in self.plans.iter().zip(&self.plan_documents).enumerate() {
            let (old, new) = self.findings_of(number, plan, source);
            add(&mut diagnoses, document, old);
            if let Some(change) = self.change_of(number) {
                add(&mut diagnoses, &change.document, new);
            }
        }
        if source == Source::Simulated {
            add(&mut diagnoses, &self.document, super::production::worth_nothing(&self.company));
        }
        diagnoses.retain(|diagnosis| !diagnosis.findings.is_empty());
        if diagnoses.iter().any(Diagnosis::is_refusal) {
            Err(Refused(diagnoses))
        } else {
            Ok(diagnoses)
        }
    }

    /// Whether another plan than its own suits a team, by its place in the company, for results of this source. The
    /// plan of a team whose plan changes within the year is one of both, with as many components of each.
    pub fn suits(&self, team: usize, plan: &Plan, source: Source) -> bool {
        let (old, new) = self.findings_of(team, plan, source);
        old.iter().chain(&new).all(|finding| finding.severity != Severity::Error)
    }

    /// What is found of a team's plan, in its file and in that of the plan that it changes to.
    fn findings_of(
        &self,
        number: usize,
        plan: &Plan,
        source: Source,
    ) -> (Vec<Finding>, Vec<Finding>) {
        let Some(team) = self.company.teams.get(number) else {
            return (Vec::new(), Vec::new());
        };
        let company = &self.company;
        let mut suiting =
            Suiting { company, team, source, lacks_quota: false, findings: Vec::new() };
        suiting.ramp(plan.ramp.as_ref());
        suiting.currency(plan);
        suiting.hold(plan);
        let all = plan.components.len();
        let old = self.change_of(number).map_or(all, |change| change.old_components);
        let (old, new) = plan.components.split_at(old.min(all));
        let of_old = suiting.components(old);
        suiting.ramp(plan.changed.as_ref().and_then(|new| new.ramp.as_ref()));
        (of_old, suiting.components(new))
    }

    fn change_of(&self, team: usize) -> Option<&Changed> {
        self.changes.get(team).and_then(Option::as_ref)
    }
}

/// Adds findings to those of a file.
fn add(diagnoses: &mut Vec<Diagnosis>, document: &Arc<Document>, findings: Vec<Finding>) {
    match diagnoses.iter_mut().find(|diagnosis| Arc::ptr_eq(&diagnosis.document, document)) {
        Some(diagnosis) => diagnosis.findings.extend(findings),
        None => diagnoses.push(Diagnosis::new(Arc::clone(document), findings)),
    }
}

/// A team whose plan is looked at.
struct Suiting<'a> {
    company: &'a Company,
    team: &'a Team,
    source: Source,
    /// That there is no quota was told of the component that is looked at.
    lacks_quota: bool,
    findings: Vec<Finding>,
}

impl Suiting<'_> {
    /// The findings so far with those of a plan file's components.
    fn components(&mut self, components: &[Component]) -> Vec<Finding> {
        for (i, component) in components.iter().enumerate() {
            self.component(&element("component", i), component);
        }
        std::mem::take(&mut self.findings)
    }

    fn component(&mut self, path: &str, component: &Component) {
        self.lacks_quota = false;
        for at in needs_team_quota(component) {
            self.quota(&format!("{path}.{at}"));
        }
        if let Pays::Pool { scope, .. } = &component.pays {
            self.scope(&join(path, "scope"), scope);
        }
        if self.source == Source::Simulated {
            self.results(path, component);
            self.single_deals(path, component);
            self.clawback(path, component);
            self.window(path, component);
        }
    }

    /// The quota of new hires is ramped by the plan or by the company, not by both.
    fn ramp(&mut self, ramp: Option<&Ramp>) {
        let of_plan = ramp.is_some_and(|ramp| !ramp.quota.is_empty());
        if of_plan && !self.team.ramp.quota.is_empty() {
            let message = format!(
                "this plan ramps the quota of new hires, and the company file ramps that of team {} too",
                quoted(&self.team.name)
            );
            let help = "leave out one of them: `quota` here, or `quota` of the team's `ramp` there";
            self.findings.push(Finding::error("ramp.quota", message).help(help));
        }
    }

    /// The company has a rate to the currency that the plan pays in.
    fn currency(&mut self, plan: &Plan) {
        let Some(code) = &plan.other_pay_currency else {
            return;
        };
        let of_sales = &self.company.currency;
        let rate = self.company.exchange.iter().find(|exchange| exchange.to == *code);
        let (message, help) = match (rate.map(|exchange| &exchange.rate), self.source) {
            (None, _) => (
                format!(
                    "this plan pays in {code}, and the company file has no rate from {of_sales} to {code}"
                ),
                format!(
                    "add `[[exchange]]` with `from = \"{of_sales}\"`, `to = \"{code}\"` and `rate` to the company file"
                ),
            ),
            (Some(Rate::Drawn(_)), Source::Replayed) => (
                format!(
                    "real results need real rates, and that from {of_sales} to {code} is drawn"
                ),
                "state `rate` as a number, or `rates` by month, in the company file".to_owned(),
            ),
            _ => return,
        };
        self.findings.push(Finding::error("pay.currency", message).help(help));
    }

    /// What was held before the plan year is released in it.
    fn hold(&mut self, plan: &Plan) {
        let history = self.company.simulation.history_months;
        let Some(held_for) = plan.hold.map(|hold| hold.after_months as usize) else {
            return;
        };
        if self.source != Source::Simulated || history >= held_for {
            return;
        }
        let months = |n: usize| if n == 1 { "1 month".to_owned() } else { format!("{n} months") };
        let message = format!(
            "pay that was held before the plan year is missing from its first {}: pay is held for {}, and the simulation starts {} before the year",
            months(held_for - history),
            months(held_for),
            months(history),
        );
        let help = format!(
            "write `history_months = {held_for}` or more in `[simulation]` of the company file"
        );
        self.findings.push(Finding::warning("hold.rest.after_months", message).help(help));
    }

    /// A quota of the team is there for each of its reps.
    fn quota(&mut self, path: &str) {
        if self.team.quota.is_some() {
            return;
        }
        let without: Vec<_> = self
            .team
            .seats
            .iter()
            .filter(|seat| seat.quota.is_none())
            .map(|seat| seat.rep.as_str())
            .collect();
        let team = quoted(&self.team.name);
        let message = match without.len() {
            0 => return,
            n if n == self.team.seats.len() => {
                self.lacks_quota = true;
                format!("this component needs a quota, and team {team} has none")
            }
            _ => {
                let few = match &without[..] {
                    [first, second, third, _, ..] => format!("{first}, {second}, {third}"),
                    few => list(few.iter().copied(), "and"),
                };
                let verb = if without.len() == 1 { "has" } else { "have" };
                let more = if without.len() > 3 { " and others" } else { "" };
                format!(
                    "this component needs a quota, and in the roster of team {team} {few}{more} {verb} none"
                )
            }
        };
        let help =
            "give the team a `quota` in the company file, or this component one as a number a year";
        self.findings.push(Finding::error(path, message).help(help));
    }

    /// Every team of a pool's scope is one of the company.
    fn scope(&mut self, path: &str, scope: &[String]) {
        for (i, name) in scope.iter().enumerate() {
            if scope[..i].contains(name) {
                let message = format!("the team {} is named twice", quoted(name));
                self.findings
                    .push(Finding::error(element(path, i), message).help("name each team once"));
            }
        }
        let names: Vec<&str> = self.company.teams.iter().map(|team| team.name.as_str()).collect();
        for (i, name) in
            scope.iter().enumerate().filter(|(_, name)| !names.contains(&name.as_str()))
        {
            let message = format!("the company has no team {}", quoted(name));
            self.findings
                .push(Finding::error(element(path, i), message).help(suggestion(name, &names)));
        }
    }

    /// Every result that the component speaks of is one that the model makes.
    fn results(&mut self, path: &str, component: &Component) {
        let own = [self.team];
        for (at, measure) in component.measures() {
            let of_scope: Vec<&Team> = match &component.pays {
                Pays::Pool { scope, .. } if at == "when.measure" => {
                    let company = self.company;
                    company.teams.iter().filter(|team| scope.contains(&team.name)).collect()
                }
                _ => vec![],
            };
            let teams = if of_scope.is_empty() { &own[..] } else { &of_scope[..] };
            self.made_by(teams, &format!("{path}.{at}"), measure);
            for part in measure.parts() {
                self.score_in_active_months(path, component, part);
            }
        }
    }

    /// A score is drawn in some of the months in which the component is active.
    fn score_in_active_months(&mut self, path: &str, component: &Component, measure: &Measure) {
        let Measure::Score(name) = measure else {
            return;
        };
        let Some(score) = self.team.scores.iter().find(|score| score.name == *name) else {
            return;
        };
        let every = score.every.months();
        if (1..=12 / every).any(|drawn| component.months.contains(drawn * every - 1)) {
            return;
        }
        let message = format!(
            "the score `{name}` of team {} is drawn in the last month of each {}, and in none of these months",
            quoted(&self.team.name),
            score.every.name()
        );
        let help = "let the component be active in a month in which the score is drawn, or draw it `every = \"month\"`";
        self.findings.push(Finding::error(join(path, "months"), message).help(help));
    }

    /// At least one of these teams makes the results of a measure.
    fn made_by(&mut self, teams: &[&Team], path: &str, measure: &Measure) {
        let mut reasons: Vec<Missing> = Vec::new();
        for team in teams {
            match missing_for(self.company, team, measure) {
                None => return,
                Some(missing) => reasons.push(missing),
            }
        }
        let names = list(teams.iter().map(|team| quoted(&team.name)), "and");
        let of = if teams.len() == 1 { "team" } else { "teams" };
        reasons.retain(|missing| !self.lacks_quota || missing.mend != A_QUOTA);
        if let Some(Missing { why, mend }) = reasons.into_iter().next() {
            let message =
                format!("the model of {of} {names} does not produce `{}`: {why}", measure.name());
            self.findings.push(Finding::error(path, message).help(mend));
        }
    }

    /// Clauses on single deals need deals: without them a month's new business is one amount, and its renewals
    /// always are.
    fn single_deals(&mut self, path: &str, component: &Component) {
        let Some(measure) = &component.measure else {
            return;
        };
        let of_deals = |team: &Team| team.deals.is_some();
        let in_one_amount =
            counts_new_business(measure) && !self.company.is_somewhere(self.team, &of_deals);
        let renewals = counts_renewals(measure);
        let per_deal = matches!(&component.pays, Pays::Rate(tiers) if tiers.per_deal);
        for (key, given) in [("per", per_deal), ("deal_cap", component.deal_cap.is_some())] {
            let team = quoted(&self.team.name);
            let mut refuse = |what: &str, help: &str| {
                let message = format!(
                    "`{key}` looks at single deals, and the {what} of team {team} comes in one amount a month"
                );
                self.findings.push(Finding::error(join(path, key), message).help(help));
            };
            if given && in_one_amount {
                refuse("new business", "give the team `[team.deals]` with the `size` of a deal");
            }
            if given && renewals {
                refuse(
                    "renewed ARR",
                    "a simulated book tells no single renewals: pay `renewal_acv` in a component without this clause; \
                     `replay` pays it on real renewals",
                );
            }
        }
    }

    /// A clawback has losses to recover from.
    fn clawback(&mut self, path: &str, component: &Component) {
        let Some(clawback) = &component.clawback else {
            return;
        };
        let loses = |team: &Team| {
            let shrinks = team.book.as_ref().is_some_and(|book| book.contraction.is_some());
            (clawback.on_churn && team.book.is_some())
                || (clawback.on_contraction && shrinks)
                || handed_over::loses(self.company, team, clawback)
        };
        if !self.company.is_somewhere(self.team, &loses) {
            let team = quoted(&self.team.name);
            let (why, mend) = if let Some(why) = handed_over::why_none(self.company, self.team) {
                why
            } else if self.team.book.is_some() {
                (format!("no account of team {team} contracts"), "give its book a `contraction`")
            } else {
                (
                    format!("team {team} keeps no accounts that could be lost"),
                    "give the team a `[team.book]`, hand what it sells over to one (`hand_over`), or leave the clawback out",
                )
            };
            self.findings.push(Finding::error(join(&join(path, "clawback"), "on"), why).help(mend));
        }
    }

    /// A trailing year has the months before the plan year to look at.
    fn window(&mut self, path: &str, component: &Component) {
        let history = self.company.simulation.history_months;
        if component.measured == Window::TrailingYear && history < 11 {
            let message = format!(
                "the first payments look at fewer than twelve months: the simulation starts {history} months before the plan year"
            );
            let finding = Finding::warning(join(path, "measured"), message);
            self.findings
                .push(finding.help("write `history_months = 11` or more in `[simulation]`"));
        }
    }
}

/// The places of a component that speak of the team's quota, below its path.
fn needs_team_quota(component: &Component) -> Vec<&'static str> {
    let mut places = Vec::new();
    let of_rows = matches!(component.pays, Pays::Matrix(_));
    if component.quota == Some(Quota::Team) {
        places.push(if of_rows { "rows.quota" } else { "quota" });
    }
    if let Pays::Matrix(matrix) = &component.pays
        && matrix.columns.quota == Some(Quota::Team)
    {
        places.push("columns.quota");
    }
    let by_quota = |measure: &Measure| matches!(measure, Measure::Attainments { parts, .. } if parts.iter().any(|part| part.quota == Some(Quota::Team)));
    places.extend(component.measures().filter(|(_, m)| by_quota(m)).map(|(at, _)| at));
    places
}

fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}
