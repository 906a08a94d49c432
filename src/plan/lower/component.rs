//! One clause of a plan.

use super::kinds;
use super::measures::Measures;
use super::notes::Notes;
use super::{
    clawback, conditions, contradictions, hurdle, limits, matrix, months, pays, quota, timing,
};
use crate::diagnostic::{Finding, join, list};
use crate::money::Decimal6;
use crate::plan::{Additive, Component, Measure, Quota, Refunds, Target};
use crate::spec::component as spec;

/// Names that plan-level lines of statements have.
const PLAN_LEVEL: [&str; 4] = ["draw", "guarantee", "cap", "hold"];

const PAYS: &str = "how it turns results into pay: \"rate\", \"target\", \"amount\", \"per_unit\", \"pool\", \"matrix\" or \"contest\"";
const MEASURE: &str = "the result it looks at: a built-in measure such as \"new_acv\" or \"nrr\", one of the plan's own \
    `[[measure]]`s, or a score of the company such as \"nps\"";

/// The clause at a path.
pub(super) fn lower(
    spec: &spec::Component,
    path: String,
    measures: &Measures,
    notes: &mut Notes,
) -> Option<Component> {
    notes.within(spec.name.clone().map(|name| (path.clone(), name)));
    let component = clause(spec, path, measures, notes);
    notes.within(None);
    component
}

fn clause(
    spec: &spec::Component,
    path: String,
    measures: &Measures,
    notes: &mut Notes,
) -> Option<Component> {
    let name = name(spec, &path, notes);
    let kind = notes.required(&path, "pays", spec.pays, PAYS)?;
    kinds::refuse_keys_of_others(spec, kind, &path, notes);
    let clause = Clause { spec, kind, path: &path, measures };
    let timing = timing::lower(spec, kind, &path, notes);
    let months = months::of_component(spec, &path, timing.as_ref().map(|t| t.measured), notes);
    let Held { measure, quota, goal } = clause.held(notes);
    let looked_at = measure.as_ref().and_then(Option::as_ref);
    let target = clause.target(notes);
    let round_attainment = clause.above_0("round_attainment", spec.round_attainment, notes);
    let pays = pays::lower(&clause, looked_at, notes);
    let cap = spec.cap.as_ref().map(|cap| limits::cap(cap, &path, notes));
    let floor = limits::floor(spec, cap.flatten(), &path, notes);
    let credit_cap = limits::credit_cap(spec, looked_at, &path, notes);
    let deal_cap = limits::deal_cap(spec, looked_at, &path, notes);
    let hurdle = hurdle::lower(spec, &path, notes);
    hurdle::never_met(hurdle.flatten(), credit_cap.flatten(), &path, notes);
    let rate_cap = hurdle::rate_cap(spec, looked_at, &path, notes);
    let gate = spec
        .gate
        .as_ref()
        .map(|gate| conditions::gate(gate, &join(&path, "gate"), measures, notes));
    let multiplier = spec
        .multiplier
        .as_ref()
        .map(|m| conditions::multiplier(m, &join(&path, "multiplier"), measures, notes));
    let budget = limits::budget(spec, &path, notes);
    let clawback = clawback::lower(spec, looked_at, &path, notes);
    let refunds = clause.refunds(looked_at, notes);
    contradictions::tell(spec, &path, notes);
    let timing = timing?;
    let component = Component {
        name: name?,
        pays: pays?,
        measure: measure?,
        quota: quota?,
        goal: goal?,
        round_attainment: round_attainment?,
        months: months?,
        paid: timing.paid,
        measured: timing.measured,
        against: timing.against,
        true_up: timing.true_up,
        target: target?,
        hurdle: hurdle?,
        rate_cap: rate_cap?,
        cap: all_or_none(cap)?,
        carry: spec.cap.and_then(|cap| cap.carry).unwrap_or(false),
        credit_cap: credit_cap?,
        deal_cap: deal_cap?,
        gate: all_or_none(gate)?,
        multiplier: all_or_none(multiplier)?,
        floor: floor?,
        budget: budget?,
        non_cash: spec.non_cash.unwrap_or(false),
        clawback: clawback?,
        refunds,
        phase: None,
    };
    months::suit(&component, &path, notes);
    contradictions::tell_of_team(&component, &path, notes);
    Some(component)
}

/// Whether the pay of a component depends on the plan's target incentive.
pub(super) fn pays_by_target_incentive(spec: &spec::Component) -> bool {
    let of_target = matches!(spec.pays, Some(spec::Pays::Target | spec::Pays::Matrix))
        || spec.cap.is_some_and(|cap| cap.share_of_target.is_some())
        || spec.tiers.iter().flatten().any(|tier| tier.multiple.is_some());
    of_target && spec.target.is_none()
}

/// `None` only where something was given and refused.
pub(super) fn all_or_none<T>(given: Option<Option<T>>) -> Option<Option<T>> {
    match given {
        None => Some(None),
        Some(read) => read.map(Some),
    }
}

fn name(spec: &spec::Component, path: &str, notes: &mut Notes) -> Option<String> {
    let at = join(path, "name");
    let name = notes.name(&at, spec.name.as_deref(), "the name under which its pay is shown")?;
    if PLAN_LEVEL.contains(&name.as_str()) {
        notes.push(Finding::error(at, format!("a component cannot be called {name:?}")).help(
            "statements show the plan's own draw, guarantee, cap and hold under these names",
        ));
        return None;
    }
    Some(name)
}

/// A measure and what it is held against, each as far as it is not refused.
pub(super) struct Held {
    pub measure: Option<Option<Measure>>,
    pub quota: Option<Option<Quota>>,
    pub goal: Option<Option<Decimal6>>,
}

/// A clause while it is lowered.
pub(super) struct Clause<'a> {
    /// The clause as it is written.
    pub spec: &'a spec::Component,
    /// Its kind.
    pub kind: spec::Pays,
    /// Its path.
    pub path: &'a str,
    /// The measures that it may name.
    pub measures: &'a Measures,
}

impl Clause<'_> {
    /// The path of one of its keys.
    pub fn at(&self, key: &str) -> String {
        join(self.path, key)
    }

    /// The measure, and what its results are held against; of a matrix, those of its rows.
    fn held(&self, notes: &mut Notes) -> Held {
        if self.kind == spec::Pays::Matrix {
            return matrix::rows(self, notes);
        }
        let measure = self.measure(notes);
        let looked_at = measure.as_ref().and_then(Option::as_ref);
        let needed = self.kind == spec::Pays::Target;
        let quota = quota::lower(self.spec.quota, looked_at, needed, self.path, notes);
        let goal = quota::goal(self.spec.goal, looked_at, self.path, notes);
        Held { measure, quota, goal }
    }

    /// The measure, or none where the kind does without.
    fn measure(&self, notes: &mut Notes) -> Option<Option<Measure>> {
        let needed = matches!(
            self.kind,
            spec::Pays::Rate | spec::Pays::Target | spec::Pays::PerUnit | spec::Pays::Contest
        ) || self.spec.split == Some(spec::Split::ProRata) && self.spec.when.is_none();
        let Some(name) = &self.spec.measure else {
            if needed {
                notes.required::<()>(self.path, "measure", None, MEASURE)?;
            }
            return Some(None);
        };
        let measure = self.measures.named(name, &self.at("measure"), notes)?;
        if self.kind == spec::Pays::Rate && !measure.is_additive() {
            notes.push(
                Finding::error(
                    self.at("measure"),
                    format!(
                        "a rate is paid on an amount or a count, and `{name}` is a {}",
                        sort(&measure)
                    ),
                )
                .help(instead_of(&measure)),
            );
        }
        Some(Some(measure))
    }

    fn above_0(
        &self,
        key: &str,
        number: Option<crate::spec::Number>,
        notes: &mut Notes,
    ) -> Option<Option<Decimal6>> {
        match number {
            None => Some(None),
            Some(number) => notes.decimal_above_0(&self.at(key), number).map(Some),
        }
    }

    fn target(&self, notes: &mut Notes) -> Option<Target> {
        match (self.spec.target, self.spec.weight) {
            (Some(_), Some(_)) => {
                notes.push(
                    Finding::error(self.at("weight"), "both `target` and `weight`")
                        .related(self.at("target"), "an amount a year")
                        .help("state one: `target` is an amount a year, `weight` a share of the target incentive"),
                );
                None
            }
            (Some(target), None) => {
                notes.amount_from_0(&self.at("target"), target).map(Target::Yearly)
            }
            (None, Some(weight)) => notes
                .decimal_above_0(&self.at("weight"), weight)
                .and_then(|_| notes.share(&self.at("weight"), weight))
                .map(Target::Weight),
            (None, None) => Some(Target::Weight(Decimal6::ONE)),
        }
    }

    fn refunds(&self, measure: Option<&Measure>, notes: &mut Notes) -> Refunds {
        if let Some(measure) =
            measure.filter(|measure| self.spec.refunds.is_some() && !measure.is_additive())
        {
            let message = format!(
                "`refunds` says how negative sales count, and `{}`, a {}, has none",
                measure.name(),
                sort(measure)
            );
            notes.push(Finding::error_at_key(self.at("refunds"), message).help("leave it out"));
        }
        match self.spec.refunds {
            None | Some(spec::Refunds::Count) => Refunds::Count,
            Some(spec::Refunds::Ignore) => Refunds::Ignore,
        }
    }
}

/// What a rate can be paid on, in place of a measure that does not add up.
fn instead_of(measure: &Measure) -> String {
    let additive =
        list(Additive::ALL.iter().map(|additive| format!("`{}`", additive.name())), "or");
    match measure {
        Measure::Score(name) => format!(
            "no measure is called `{name}`, so it is taken for a score; amounts and counts are {additive}"
        ),
        _ => {
            format!("pays = \"target\" pays by a ratio or score; amounts and counts are {additive}")
        }
    }
}

/// The sort of a measure, said to a person.
pub(super) fn sort(measure: &Measure) -> &'static str {
    match measure {
        Measure::Sum { .. } => "sum",
        Measure::Ratio(_) => "ratio",
        Measure::Score(_) => "score",
        Measure::Attainments { .. } => "weighted attainment",
    }
}
