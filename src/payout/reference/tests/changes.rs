//! Drawn changes of plan: a second plan, much like the first or all its own, from a month of the year on.

use super::constructs::Reached;
use super::dice::Dice;
use super::plans;
use super::text::{ChangeText, PlanText, Section};
use crate::plan::{
    MonthSet, MonthsFrom, NotContinued, Pays, Period, Plan, PlanChange, Treatment, Window,
};

/// What a change may do with a plan's clauses, each with whether one of the two plans has it.
type Has = fn(&Plan) -> bool;

const CLAUSES: [(&str, Has); 18] = [
    ("cap of the plan", |plan| either(plan, plan.cap.is_some(), |new| new.cap.is_some())),
    ("guarantee", |plan| either(plan, plan.guarantee.is_some(), |new| new.guarantee.is_some())),
    ("draw that is owed", |plan| plan.draw.is_some_and(|draw| draw.recovery_share.is_some())),
    ("draw", |plan| either(plan, plan.draw.is_some(), |new| new.draw.is_some())),
    ("hold", |plan| plan.hold.is_some()),
    ("exit", |plan| either(plan, plan.exit.is_some(), |new| new.exit.is_some())),
    ("ramp", |plan| either(plan, plan.ramp.is_some(), |new| new.ramp.is_some())),
    ("pool", |plan| has(plan, |c| matches!(c.pays, Pays::Pool { .. }))),
    ("contest", |plan| has(plan, |c| matches!(c.pays, Pays::Contest(_)))),
    ("budget", |plan| has(plan, |c| c.budget.is_some())),
    ("active months", |plan| has(plan, |c| c.months != MonthSet::ALL)),
    ("clawback", |plan| has(plan, |c| c.clawback.is_some())),
    ("once a year", |plan| has(plan, |c| matches!(c.pays, Pays::Amount { once: true, .. }))),
    ("trailing year", |plan| has(plan, |c| c.measured == Window::TrailingYear)),
    ("paid over several windows", |plan| {
        has(plan, |c| matches!(c.measured, Window::Calendar(window) if window < c.paid))
    }),
    ("cap that carries", |plan| has(plan, |c| c.carry)),
    ("a running window", |plan| {
        let runs = |c: &crate::plan::Component| {
            let month = c.phase.map_or(0, |phase| phase.month);
            !month.is_multiple_of(c.settled_after())
        };
        has(plan, runs)
    }),
    ("monthly windows", |plan| {
        has(plan, |c| (c.paid, c.measured) == (Period::Month, Window::Calendar(Period::Month)))
    }),
];

fn either(plan: &Plan, old: bool, new: fn(&crate::plan::NewTerms) -> bool) -> bool {
    old || plan.changed.as_deref().is_some_and(new)
}

fn has(plan: &Plan, component: impl Fn(&crate::plan::Component) -> bool) -> bool {
    plan.components.iter().any(component)
}

/// The names of what a change may meet, under each treatment.
pub(super) fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    let treatments = ["restart", "prorate", "carry"];
    treatments.into_iter().flat_map(|treatment| CLAUSES.map(|(clause, _)| (treatment, clause)))
}

/// Adds what a change of plan meets.
pub(super) fn reached(plan: &Plan, reached: &mut Reached) {
    let Some(new) = &plan.changed else { return };
    let treatment = match new.change.treatment {
        Treatment::Restart => "restart",
        Treatment::Prorate => "prorate",
        Treatment::Carry => "carry",
    };
    for (clause, _) in CLAUSES.iter().filter(|(_, has)| has(plan)) {
        reached.add_change(treatment, clause);
    }
}

/// The plan with its windows treated otherwise, where they are treated so.
pub(super) fn treat(plan: &mut Plan, from: Treatment, to: Treatment) {
    let Some(new) = plan.changed.as_mut().filter(|new| new.change.treatment == from) else {
        return;
    };
    new.change.treatment = to;
    for phase in plan.components.iter_mut().filter_map(|component| component.phase.as_mut()) {
        (phase.treatment, phase.carries) = (to, None);
    }
}

/// The old plan alone.
pub(super) fn without_change(plan: &mut Plan) {
    if plan.changed.take().is_some() {
        plan.components.retain(|c| c.phase.is_some_and(|phase| !phase.is_new));
        plan.components.iter_mut().for_each(|component| component.phase = None);
    }
}

/// The plan with the new one's draw and guarantee counted from the start of the year.
pub(super) fn months_from(plan: &mut Plan) {
    if let Some(new) = &mut plan.changed {
        new.change.months_from = Some(MonthsFrom::Start);
    }
}

/// Has some plans change within the year.
pub(super) fn draw(dice: &mut Dice, plan: PlanText, teams: usize) -> PlanText {
    if !dice.chance(30) {
        return plan;
    }
    let elsewhere = plan.sections[1].get("currency").is_some();
    let mut new = if elsewhere || dice.chance(60) {
        much_like(dice, &plan, teams)
    } else {
        plans::draw(dice, teams)
    };
    agree(&plan, &mut new);
    let change = PlanChange {
        month: dice.between(1, 11) as usize,
        treatment: dice.pick(&[Treatment::Restart, Treatment::Prorate, Treatment::Carry]),
        months_from: Some(dice.pick(&[MonthsFrom::Start, MonthsFrom::Change])),
        not_continued: Some(dice.pick(&[NotContinued::Settle, NotContinued::Drop])),
    };
    PlanText { change: Some(Box::new(ChangeText { new, change })), ..plan }
}

/// A plan with the components of another, a few of their clauses left out or changed, and its own clauses on the
/// whole pay.
fn much_like(dice: &mut Dice, plan: &PlanText, teams: usize) -> PlanText {
    let optional =
        ["floor", "budget", "cap", "rate_cap", "gate", "multiplier", "clawback", "credit_cap"];
    let of_whole_pay = ["[cap]", "[guarantee]", "[draw]", "[hold]", "[exit]"];
    let mut new = plan.clone();
    for section in &mut new.sections {
        if section.header == "[[component]]" {
            section.lines.retain(|(key, _)| !optional.contains(key) || dice.chance(75));
            for (_, value) in section.lines.iter_mut().filter(|(key, _)| *key == "tiers") {
                *value = value.replace("0.08", "0.03").replace("0.05", "0.07");
            }
            for (_, value) in section.lines.iter_mut().filter(|(key, _)| *key == "curve") {
                *value = value.replace("pays = 1.", "pays = 0.");
            }
        }
    }
    new.sections.retain(|section| !of_whole_pay.contains(&section.header) || dice.chance(50));
    for section in plans::draw(dice, teams).sections {
        let known = new.sections.iter().any(|other| other.header == section.header);
        if of_whole_pay.contains(&section.header) && !known {
            new.sections.push(section);
        }
    }
    new
}

/// Has a new plan say what both must say alike, and what a leaver gets of what the old one holds.
fn agree(old: &PlanText, new: &mut PlanText) {
    let currency = old.sections[1].get("currency").map(str::to_owned);
    let lines = &mut new.sections[1].lines;
    lines.retain(|(name, _)| *name != "currency");
    lines.extend(currency.map(|value| ("currency", value)));
    let has = |text: &PlanText, header| text.sections.iter().any(|s| s.header == header);
    if (has(old, "[hold]") || has(new, "[hold]")) && !has(new, "[exit]") {
        let mut exit = Section::new("[exit]");
        exit.say("owed", "paid");
        exit.put("recover_months", "0");
        new.sections.push(exit);
    }
}
