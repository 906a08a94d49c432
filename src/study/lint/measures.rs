//! What a plan measures: how many things, and whether they are those of the role.
//!
//! Source: guides on plan design ask for two or three measures a plan, for measures that the seller can influence,
//! and for most of a customer success manager's variable pay on retention. What a role decides is taken from the
//! guides' tables of roles: those who keep accounts do not win new ones, those who find leads do not keep accounts.
//! A pool on a team's result is everybody's and is not doubted.

use std::collections::BTreeMap;
use std::fmt;

use super::{Lint, Role, What};
use crate::money::{Cents, Decimal6, Fraction, Rounding};
use crate::plan::figures::percent;
use crate::plan::{Additive, Component, Measure, Pays, RatioMeasure};
use crate::study::pay_line::target_of;

/// So many measures people keep in mind.
const MOST_MEASURES: usize = 3;

/// More measures than people keep in mind.
#[derive(Clone, Debug, PartialEq)]
pub struct ManyMeasures {
    /// What people call them.
    pub measures: Vec<String>,
}

/// Most of a keeper's variable pay is on something else.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LittleRetention {
    /// Share of the target incentive that is on retention.
    pub share: Decimal6,
}

/// A measure that the role does not decide.
#[derive(Clone, Debug, PartialEq)]
pub struct HardToInfluence {
    /// The component.
    pub component: String,
    /// What people call the measure.
    pub measure: String,
    /// The role.
    pub role: Role,
}

impl Lint<'_> {
    pub(super) fn measures(&mut self) {
        self.many_measures();
        let role = self.plan.role.as_deref().and_then(Role::from_text);
        if role == Some(Role::CustomerSuccessManager) {
            self.little_retention();
        }
        if let Some(role) = role {
            self.hard_to_influence(role);
        }
    }

    fn many_measures(&mut self) {
        let mut first_seen: BTreeMap<&str, (usize, String)> = BTreeMap::new();
        for (number, component) in self.plan.components.iter().enumerate() {
            for measure in measures_of(component) {
                first_seen.entry(measure.name()).or_insert((number, measure.noun()));
            }
        }
        let mut seen: Vec<(usize, String)> = first_seen.into_values().collect();
        seen.sort_by_key(|(number, _)| *number);
        if let Some((number, _)) = seen.get(MOST_MEASURES) {
            let number = *number;
            let measures = seen.into_iter().map(|(_, noun)| noun).collect();
            self.of_component(number, "", What::ManyMeasures(ManyMeasures { measures }));
        }
    }

    fn little_retention(&mut self) {
        let incentive = self.plan.target_incentive;
        let mut kept = Cents::ZERO;
        for component in self.plan.components.iter().filter(|component| is_on_retention(component))
        {
            let Some(pay) = self.pay_of_a_year(component) else {
                return;
            };
            kept += pay;
        }
        if incentive > Cents::ZERO && 2 * kept.0 < incentive.0 {
            let share = Fraction::from(kept).over(Fraction::from(incentive));
            let points =
                share.map_or(0, |share| (share * Fraction::whole(100)).round(Rounding::HalfUp));
            let share = Decimal6(10_000 * i64::try_from(points).unwrap_or(0));
            let what = What::LittleRetention(LittleRetention { share });
            self.of_plan("pay.target_incentive", what);
        }
    }

    /// What a component pays a year when its target, or its condition, is met.
    fn pay_of_a_year(&self, component: &Component) -> Option<Cents> {
        match &component.pays {
            Pays::Amount { amount, once: true, .. } => Some(*amount),
            Pays::Amount { amount, .. } => {
                let times = 12 / i64::try_from(component.paid.months()).ok()?;
                Some(Cents(amount.0 * times))
            }
            _ => target_of(self.plan, component),
        }
    }

    fn hard_to_influence(&mut self, role: Role) {
        for (number, component) in self.plan.components.iter().enumerate() {
            let (measure, key) = match (&component.pays, &component.measure) {
                (Pays::Pool { .. }, _) => continue,
                (Pays::Amount { when, .. }, None) => (&when.measure, "when.measure"),
                (_, Some(measure)) => (measure, "measure"),
                _ => continue,
            };
            if !is_decided_by(role, measure) {
                let what = HardToInfluence {
                    component: component.name.clone(),
                    measure: measure.noun(),
                    role,
                };
                self.of_component(number, key, What::HardToInfluence(what));
            }
        }
    }
}

/// Every measure that a component looks at.
pub(super) fn measures_of(component: &Component) -> impl Iterator<Item = &Measure> {
    let when = match &component.pays {
        Pays::Amount { when, .. } => Some(&when.measure),
        Pays::Pool { when, .. } => when.as_ref().map(|when| &when.measure),
        _ => None,
    };
    let gate = component.gate.as_ref().map(|gate| &gate.when.measure);
    let multiplier = component.multiplier.as_ref().map(|multiplier| &multiplier.measure);
    [component.measure.as_ref(), when, gate, multiplier].into_iter().flatten()
}

fn is_on_retention(component: &Component) -> bool {
    let measure = match &component.pays {
        Pays::Amount { when, .. } => Some(&when.measure),
        _ => component.measure.as_ref(),
    };
    match measure {
        Some(Measure::Ratio(ratio)) => matches!(
            ratio,
            RatioMeasure::Nrr
                | RatioMeasure::Grr
                | RatioMeasure::LogoRetention
                | RatioMeasure::RenewalRate
        ),
        Some(Measure::Sum { terms, .. }) => terms.iter().all(|term| {
            matches!(
                term.of,
                Additive::RenewalAcv | Additive::ChurnedArr | Additive::ContractionArr
            )
        }),
        _ => false,
    }
}

/// Whether people of a role decide a measure, in part at least.
fn is_decided_by(role: Role, measure: &Measure) -> bool {
    let one_of = |theirs: &dyn Fn(Additive) -> bool,
                  ratio_theirs: &dyn Fn(RatioMeasure) -> bool| {
        match measure {
            Measure::Sum { terms, .. } => terms.iter().any(|term| theirs(term.of)),
            Measure::Ratio(ratio) => ratio_theirs(*ratio),
            Measure::Attainments { .. } => {
                measure.parts().into_iter().any(|part| is_decided_by(role, part))
            }
            // What a score says is for the company to know.
            Measure::Score(_) => true,
        }
    };
    let of_new_business = |of: Additive| {
        use Additive::{Deals, Meetings, NewAcv, Qualified, Won, WonAcv};
        matches!(of, NewAcv | Deals | Meetings | Qualified | Won | WonAcv)
    };
    let of_leads = |of: Additive| {
        use Additive::{Activities, Meetings, Qualified, Won, WonAcv};
        matches!(of, Activities | Meetings | Qualified | Won | WonAcv)
    };
    use RatioMeasure::{AverageDealSize, ConversionRate, DaysToClose, ExpansionRate};
    match role {
        Role::AccountManager | Role::CustomerSuccessManager => {
            one_of(&|of| !of_new_business(of), &|ratio| {
                !matches!(ratio, AverageDealSize | DaysToClose | ConversionRate)
            })
        }
        Role::SalesDevelopment => one_of(&of_leads, &|ratio| ratio == ConversionRate),
        Role::BusinessDevelopment => one_of(
            &|of| {
                use Additive::{CrossSellAcv, ExpansionAcv, UpsellAcv};
                of_leads(of) || matches!(of, ExpansionAcv | UpsellAcv | CrossSellAcv)
            },
            &|ratio| matches!(ratio, ConversionRate | ExpansionRate),
        ),
        Role::AccountExecutive
        | Role::StrategicAccountManager
        | Role::SalesEngineer
        | Role::SalesManager => true,
    }
}

impl ManyMeasures {
    pub(super) fn advice(&self) -> String {
        "with more than three nobody can tell what the plan asks for: drop the smallest, or put what belongs together \
         into one `[[measure]]`"
            .to_owned()
    }
}

impl fmt::Display for ManyMeasures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let measures = crate::diagnostic::list(self.measures.iter(), "and");
        write!(f, "the plan looks at {} measures: {measures}", self.measures.len())
    }
}

impl LittleRetention {
    pub(super) fn advice(&self) -> String {
        "their first task is to keep accounts: put most of the target on `grr`, `logo_retention`, `renewal_rate` or `nrr`"
            .to_owned()
    }
}

impl fmt::Display for LittleRetention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = percent(self.share);
        write!(
            f,
            "only {share} of the target incentive of customer success managers is on retention"
        )
    }
}

impl HardToInfluence {
    pub(super) fn advice(&self) -> String {
        let theirs = match self.role {
            Role::SalesDevelopment => "`qualified` meetings, `won` opportunities or `activities`",
            Role::BusinessDevelopment => {
                "`expansion_acv`, `qualified` meetings or `won` opportunities"
            }
            _ => "`nrr`, `grr`, `renewal_acv` or `expansion_acv`",
        };
        format!(
            "pay for what they decide, such as {theirs}; for a result of the whole team there is `pays = \"pool\"`"
        )
    }
}

impl fmt::Display for HardToInfluence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (measure, name) = (&self.measure, &self.component);
        write!(f, "\"{name}\" pays {} for {measure}, which others decide", self.role.people())
    }
}
