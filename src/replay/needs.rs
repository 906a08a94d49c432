//! What the plans need to know of each event to be able to pay it.

use crate::company::Company;
use crate::credit::Sum;
use crate::events::{Event, Kind, NO_ACCOUNT, Names, Traits};
use crate::money::Cents;
use crate::plan::{Additive, Component, Condition, Measure, Pays, Plan, RatioMeasure, Term};

use super::property::Property;

/// What plans look at that a row has to state; each with the words for why.
#[derive(Debug, Default)]
pub(super) struct Needs {
    teams: Vec<TeamNeeds>,
    /// A plan takes pay back when an account churns, whoever keeps it.
    churned_account: Option<String>,
    /// A plan takes pay back when an account contracts.
    contracted_account: Option<String>,
}

#[derive(Debug, Default)]
struct TeamNeeds {
    /// A ratio over accounts.
    ratio: Option<String>,
    /// What counts towards components that take pay back.
    recoverable: Vec<(Sum, String)>,
    /// What depends on a property: the events that count if they have it, and the words for why.
    by_property: Vec<(Property, Sum, String)>,
    /// The scores, products and activities that the team's plan speaks of.
    names: Names,
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
        for team in teams {
            let Some(team) = self.teams.get_mut(*team) else {
                continue;
            };
            team.names.add(&Names::in_measure(measure));
            match measure {
                Measure::Ratio(ratio) if is_over_accounts(*ratio) => {
                    team.ratio.get_or_insert_with(|| why.clone());
                }
                Measure::Ratio(RatioMeasure::DaysToClose) => {
                    team.needs_property(Property::Days, &Term::whole(Additive::Deals), why.clone());
                }
                Measure::Ratio(RatioMeasure::SoldGrr | RatioMeasure::SoldLogoRetention) => {
                    let sold = [Additive::NewAcv, Additive::UpgradeAcv].map(Term::whole);
                    team.recoverable.push((Sum::compile(&sold, &Names::default()), why.clone()));
                    self.churned_account.get_or_insert_with(|| why.clone());
                    self.contracted_account.get_or_insert_with(|| why.clone());
                }
                // Each of the measures that a mean is made of is looked at by itself.
                Measure::Ratio(_) | Measure::Score(_) | Measure::Attainments { .. } => {}
                Measure::Sum { terms, .. } => {
                    for property in Property::ALL {
                        for term in terms.iter().filter(|term| property.decides(term)) {
                            let why = format!("{why}, which depends on {}", property.noun());
                            team.needs_property(property, term, why);
                        }
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
            team.recoverable.push((Sum::compile(&unconditional(terms), &Names::default()), why));
        }
    }

    /// Why the column `account` is needed, if it is.
    pub fn account_column(&self) -> Option<&str> {
        let ratio = self.teams.iter().find_map(|team| team.ratio.as_deref());
        ratio.or(self.churned_account.as_deref()).or(self.contracted_account.as_deref())
    }

    /// Why the column of a property is needed, if it is.
    pub fn column_of(&self, property: Property) -> Option<&str> {
        let mut needs = self.teams.iter().flat_map(|team| &team.by_property);
        needs.find(|(needed, ..)| *needed == property).map(|(.., why)| why.as_str())
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
        let counts = |sum: &Sum| sum.credit(&probe(kind, month, amount)) > 0;
        let of_sale =
            || team.recoverable.iter().find(|(sum, _)| counts(sum)).map(|(_, why)| why.as_str());
        of_loss.or(of_ratio).or_else(of_sale)
    }

    /// Why an event of a team has to state a property, if it has to.
    pub fn property(
        &self,
        team: usize,
        property: Property,
        kind: Kind,
        month: i32,
        amount: i64,
    ) -> Option<&str> {
        let team = self.teams.get(team)?;
        let needs = team.by_property.iter().filter(|(needed, ..)| *needed == property);
        let mut counting = needs.filter(|(_, sum, _)| sum.credit(&probe(kind, month, amount)) != 0);
        counting.next().map(|(.., why)| why.as_str())
    }

    /// The scores that the plan of a team looks at.
    pub fn scores(&self, team: usize) -> &[String] {
        self.teams.get(team).map_or(&[], |team| &team.names.scores)
    }

    /// The products and activities that the plan of a team speaks of.
    pub fn names(&self, team: usize) -> &Names {
        &self.teams[team].names
    }
}

impl TeamNeeds {
    /// Events that a term counts have to state a property.
    fn needs_property(&mut self, property: Property, term: &Term, why: String) {
        let sum = Sum::compile(&unconditional(std::slice::from_ref(term)), &Names::default());
        self.by_property.push((property, sum, why));
    }
}

/// Terms without their conditions: what they count of events that meet these.
fn unconditional(terms: &[Term]) -> Vec<Term> {
    terms.iter().map(|term| Term { condition: Condition::default(), ..term.clone() }).collect()
}

/// An event as it would count if all of it were margin.
fn probe(kind: Kind, month: i32, amount: i64) -> Event {
    let month = month.rem_euclid(12) as u16;
    let traits = Traits::NONE.with_margin(Traits::MOST_MARGIN);
    Event { month, kind, term_months: 0, traits, account: NO_ACCOUNT, amount: Cents(amount) }
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
    fn events_that_count_by_a_property_have_to_state_it() {
        let outbound = Measure::Sum {
            name: "m".to_owned(),
            terms: vec![Term {
                condition: Condition { outbound: Some(true), ..Condition::default() },
                ..Term::whole(Additive::UpgradeAcv)
            }],
        };
        for (measure, property, kind) in [
            (Measure::Ratio(RatioMeasure::DaysToClose), Property::Days, Kind::New),
            (Measure::additive(Additive::GrossMargin), Property::Margin, Kind::CrossSell),
            (outbound, Property::Outbound, Kind::Upgrade),
        ] {
            let needs = needs_of(&measure);
            for other in Property::ALL {
                let needed = other == property;
                assert_eq!(needs.column_of(other).is_some(), needed, "{measure:?} {other:?}");
                let told = needs.property(1, other, kind, 0, 100).is_some();
                assert_eq!(told, needed, "{measure:?} {other:?}");
            }
            assert_eq!(needs.property(1, property, Kind::Meeting, 0, 100), None);
            assert_eq!(needs.property(0, property, kind, 0, 100), None, "the other team");
        }
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
