//! What the plans need to know of each event to be able to pay it.

use crate::company::Company;
use crate::credit::Sum;
use crate::diagnostic::Finding;
use crate::events::{Event, Kind, NO_ACCOUNT};
use crate::money::Cents;
use crate::plan::{Additive, Component, Measure, Pays, Plan, RatioMeasure, Term};

/// What plans look at that a row has to state; each with the words for why.
#[derive(Debug, Default)]
pub(super) struct Needs {
    teams: Vec<TeamNeeds>,
    /// A plan takes pay back when an account churns, whoever keeps it.
    churned_account: Option<String>,
    /// A plan takes pay back when an account contracts.
    contracted_account: Option<String>,
    /// What this version cannot pay from a data file.
    unreadable: Vec<String>,
}

#[derive(Debug, Default)]
struct TeamNeeds {
    /// A ratio over accounts.
    ratio: Option<String>,
    /// What counts towards components that take pay back.
    recoverable: Vec<(Sum, String)>,
    /// What depends on contract terms.
    by_term: Vec<(Sum, String)>,
    /// The scores that the team's plan looks at.
    scores: Vec<String>,
}

impl Needs {
    /// What the plans of a company need, one plan a team.
    pub fn of(company: &Company, plans: &[Plan]) -> Self {
        let mut needs = Self::default();
        needs.teams.resize_with(company.teams.len(), TeamNeeds::default);
        for (team, plan) in (0..company.teams.len()).zip(plans) {
            for component in &plan.components {
                for (measure, scope) in measures(component) {
                    let named =
                        |name: &String| company.teams.iter().position(|team| team.name == *name);
                    let teams: Vec<usize> = scope.iter().filter_map(named).collect();
                    let teams = if teams.is_empty() { vec![team] } else { teams };
                    needs.measure(&plan.name, measure, &teams);
                }
                needs.clawback(team, &plan.name, component);
            }
        }
        needs
    }

    fn measure(&mut self, plan: &str, measure: &Measure, teams: &[usize]) {
        let why = format!("the plan \"{plan}\" looks at `{}`", measure.name());
        let reads = match measure {
            Measure::Ratio(RatioMeasure::DaysToClose) => Some("days_to_close"),
            Measure::Sum { terms, .. } if terms.iter().any(|t| t.of == Additive::GrossMargin) => {
                Some("margin")
            }
            _ => None,
        };
        if let Some(column) = reads {
            let message =
                format!("{why}, and this version does not pay by the column `{column}` yet");
            if !self.unreadable.contains(&message) {
                self.unreadable.push(message);
            }
        }
        for team in teams {
            let Some(team) = self.teams.get_mut(*team) else {
                continue;
            };
            match measure {
                Measure::Ratio(ratio) if is_over_accounts(*ratio) => {
                    team.ratio.get_or_insert_with(|| why.clone());
                }
                Measure::Ratio(_) => {}
                Measure::Sum { terms, .. } => {
                    let has_term = |term: &&Term| term.condition.term_months_at_least.is_some();
                    let by_term: Vec<Term> = terms.iter().filter(has_term).cloned().collect();
                    if !by_term.is_empty() {
                        team.by_term.push((
                            Sum::compile(&by_term),
                            format!("{why}, which depends on the contract term"),
                        ));
                    }
                }
                // Each of the measures that it is made of is looked at by itself.
                Measure::Attainments { .. } => {}
                Measure::Score(name) => {
                    if !team.scores.contains(name) {
                        team.scores.push(name.clone());
                    }
                }
            }
        }
    }

    fn clawback(&mut self, team: usize, plan: &str, component: &Component) {
        let Some(clawback) = &component.clawback else {
            return;
        };
        let why =
            format!("the component \"{}\" of the plan \"{plan}\" has a clawback", component.name);
        if clawback.on_churn {
            self.churned_account.get_or_insert_with(|| why.clone());
        }
        if clawback.on_contraction {
            self.contracted_account.get_or_insert_with(|| why.clone());
        }
        if let (Some(team), Some(Measure::Sum { terms, .. })) =
            (self.teams.get_mut(team), &component.measure)
        {
            team.recoverable.push((Sum::compile(terms), why));
        }
    }

    /// Why the column `account` is needed, if it is.
    pub fn account_column(&self) -> Option<&str> {
        let ratio = self.teams.iter().find_map(|team| team.ratio.as_deref());
        ratio.or(self.churned_account.as_deref()).or(self.contracted_account.as_deref())
    }

    /// Why the column `term_months` is needed, if it is.
    pub fn term_column(&self) -> Option<&str> {
        self.teams.iter().find_map(|team| team.by_term.first()).map(|(_, why)| why.as_str())
    }

    /// What keeps the plans from being paid by any data file.
    pub fn unreadable(&self) -> impl Iterator<Item = Finding> {
        self.unreadable.iter().map(Finding::error_in_file)
    }

    /// Why an event of a team has to name its account, if it has to.
    pub fn account(&self, team: usize, kind: Kind, month: i32, amount: i64) -> Option<&str> {
        let of_loss = match kind {
            Kind::Churn => self.churned_account.as_deref(),
            Kind::Contraction => self.contracted_account.as_deref(),
            _ => None,
        };
        let team = self.teams.get(team)?;
        let moves =
            kind.takes_arr() || (kind.adds_arr() && kind != Kind::New) || kind == Kind::Renewal;
        let of_ratio = team.ratio.as_deref().filter(|_| moves);
        let counts = |sum: &Sum| {
            [0, u16::MAX].iter().any(|term| sum.credit(&probe(kind, month, amount, *term)) > 0)
        };
        let of_sale =
            || team.recoverable.iter().find(|(sum, _)| counts(sum)).map(|(_, why)| why.as_str());
        of_loss.or(of_ratio).or_else(of_sale)
    }

    /// Why an event of a team has to state its contract term, if it has to.
    pub fn term(&self, team: usize, kind: Kind, month: i32, amount: i64) -> Option<&str> {
        let credit = |sum: &Sum, term| sum.credit(&probe(kind, month, amount, term));
        let differs = |sum: &Sum| credit(sum, 0) != credit(sum, u16::MAX);
        self.teams
            .get(team)?
            .by_term
            .iter()
            .find(|(sum, _)| differs(sum))
            .map(|(_, why)| why.as_str())
    }

    /// The scores that the plan of a team looks at.
    pub fn scores(&self, team: usize) -> &[String] {
        self.teams.get(team).map_or(&[], |team| &team.scores)
    }
}

/// An event as it would count if it had that contract term.
fn probe(kind: Kind, month: i32, amount: i64, term_months: u16) -> Event {
    let month = month.rem_euclid(12) as u16;
    Event { month, kind, term_months, account: NO_ACCOUNT, amount: Cents(amount) }
}

fn is_over_accounts(ratio: RatioMeasure) -> bool {
    use RatioMeasure::{ExpansionRate, Grr, LogoRetention, Nrr, RenewalRate};
    matches!(ratio, Nrr | Grr | LogoRetention | RenewalRate | ExpansionRate)
}

/// Every measure that a component looks at, with the teams of its scope (none: the rep's own).
fn measures(component: &Component) -> Vec<(&Measure, &[String])> {
    let scope = |place: &str| match &component.pays {
        Pays::Pool { scope, .. } if place == "when.measure" => &scope[..],
        _ => &[],
    };
    let looked_at = component.measures();
    looked_at
        .flat_map(|(at, measure)| measure.parts().into_iter().map(move |m| (m, scope(at))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs_of(measure: &Measure) -> Needs {
        let mut needs = Needs::default();
        needs.teams.resize_with(2, TeamNeeds::default);
        needs.measure("P", measure, &[1]);
        needs
    }

    #[test]
    fn what_no_column_is_read_for_is_refused() {
        for (measure, column) in [
            (Measure::Ratio(RatioMeasure::DaysToClose), "days_to_close"),
            (Measure::additive(Additive::GrossMargin), "margin"),
        ] {
            let refused: Vec<String> =
                needs_of(&measure).unreadable().map(|finding| finding.message).collect();
            assert!(
                refused.len() == 1 && refused[0].ends_with(&format!("the column `{column}` yet")),
                "{refused:?}"
            );
        }
        assert_eq!(needs_of(&Measure::additive(Additive::UpgradeAcv)).unreadable().count(), 0);
    }

    #[test]
    fn a_ratio_over_accounts_needs_them_named_in_its_team() {
        let needs = needs_of(&Measure::Ratio(RatioMeasure::Grr));
        for (team, kind, needed) in [
            (1, Kind::Upsell, true),
            (1, Kind::Renewal, true),
            (1, Kind::New, false),
            (1, Kind::Meeting, false),
            (0, Kind::Churn, false),
        ] {
            assert_eq!(needs.account(team, kind, 0, 100).is_some(), needed, "{team} {kind:?}");
        }
        assert_eq!(needs_of(&Measure::Ratio(RatioMeasure::AverageDealSize)).account_column(), None);
    }
}
