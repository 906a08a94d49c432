//! From a plan file to a plan: every rule of the language is checked here, every finding of the file is told.

mod amounts;
mod attainments;
mod clawback;
mod component;
mod conditions;
mod contest;
mod contradictions;
mod curve;
mod draw;
mod filter;
mod hurdle;
mod kinds;
mod limits;
mod made_of;
mod matrix;
mod measures;
mod months;
mod notes;
mod pay_currency;
mod pays;
mod percent;
mod plan_contradictions;
mod plan_level;
mod quota;
mod ramp;
mod recovery;
mod terms;
#[cfg(test)]
mod tests;
mod tiers;
mod timing;

use self::component::all_or_none;
use self::measures::Measures;
use self::notes::Notes;
use super::{Component, Pays, Plan, Target};
use crate::diagnostic::{Finding, element};
use crate::money::{Cents, Decimal6, Rounding};
use crate::spec::plan as spec;

/// The plan that a file means, and all that was found in it. There is a plan if and only if no finding is an
/// error; warnings may stand beside it.
pub fn lower(file: &spec::PlanFile) -> (Option<Plan>, Vec<Finding>) {
    let mut notes = Notes::default();
    let plan = plan(file, &mut notes);
    notes.close(plan)
}

fn plan(file: &spec::PlanFile, notes: &mut Notes) -> Option<Plan> {
    format(file.format, notes);
    let name = notes.name("name", file.name.as_deref(), "what people call the plan");
    let currency = currency(file, notes);
    let pay_currency = pay_currency::lower(file, notes);
    let pay = pay(file, notes);
    let measures = Measures::lower(&file.measure, notes);
    let components = components(file, &measures, notes);
    let target = pay.map(|(_, target_incentive)| target_incentive);
    let cap = file.cap.as_ref().map(|cap| plan_level::cap(cap, target, notes));
    let guarantee = file.guarantee.as_ref().map(|spec| plan_level::guarantee(spec, notes));
    let draw = file.draw.as_ref().map(|draw| draw::lower(draw, notes));
    let hold = file.hold.as_ref().map(|hold| plan_level::hold(hold, file.exit.as_ref(), notes));
    let exit = file.exit.as_ref().map(|exit| plan_level::exit(file, exit, notes));
    let ramp = file.ramp.as_ref().map(|ramp| ramp::lower(ramp, file, components.as_deref(), notes));
    let payment_lag = plan_level::payment_lag(file.payment_lag, notes);
    measures.warn_of_unused(notes);
    let (base, target_incentive) = pay?;
    let plan = Plan {
        name: name?,
        role: file.role.clone(),
        other_pay_currency: pay_currency.filter(|code| Some(code) != currency.as_ref()),
        currency: currency?,
        rounding: match file.rounding {
            None | Some(spec::Rounding::HalfEven) => Rounding::HalfEven,
            Some(spec::Rounding::HalfUp) => Rounding::HalfUp,
        },
        base,
        target_incentive,
        components: components?,
        cap: all_or_none(cap)?,
        guarantee: all_or_none(guarantee)?,
        draw: all_or_none(draw)?,
        hold: all_or_none(hold)?,
        ramp: all_or_none(ramp)?,
        exit: all_or_none(exit)?,
        changed: None,
        payment_lag: payment_lag?,
    };
    plan_contradictions::tell(&plan, notes);
    pay_currency::tell(&plan, notes);
    Some(plan)
}

fn format(format: Option<i64>, notes: &mut Notes) {
    if let Some(format) = format.filter(|&format| format != 1) {
        notes.push(Finding::error("format", format!("`format` {format} is not known")).help(
            "this version reads `format = 1`, which is also meant where the key is left out",
        ));
    }
}

fn currency(file: &spec::PlanFile, notes: &mut Notes) -> Option<String> {
    let currency = notes.required(
        "",
        "currency",
        file.currency.as_ref(),
        "a code of three capital letters, such as \"USD\"",
    )?;
    code("currency", currency, notes)
}

/// A currency code at a path.
fn code(path: &str, written: &str, notes: &mut Notes) -> Option<String> {
    if written.len() == 3 && written.bytes().all(|b| b.is_ascii_uppercase()) {
        return Some(written.to_owned());
    }
    notes.push(
        Finding::error(path, format!("`currency` {written:?} is no currency code"))
            .help("three capital letters, such as \"USD\""),
    );
    None
}

/// Base and target incentive.
fn pay(file: &spec::PlanFile, notes: &mut Notes) -> Option<(Cents, Cents)> {
    const BASE: &str = "the base salary a year; `base = 0` where there is none";
    let pay = notes.required(
        "",
        "[pay]",
        file.pay.as_ref(),
        "it states `base`, and `target_incentive` where there is one",
    )?;
    let base = notes.required("pay", "base", pay.base, BASE);
    let base = base.and_then(|base| notes.amount_from_0("pay.base", base));
    let target_incentive = match pay.target_incentive {
        Some(target) => notes.amount_from_0("pay.target_incentive", target),
        None => target_incentive_left_out(file, notes),
    };
    base.zip(target_incentive)
}

/// 0, if no component pays by it.
fn target_incentive_left_out(file: &spec::PlanFile, notes: &mut Notes) -> Option<Cents> {
    let Some(index) = file.component.iter().position(component::pays_by_target_incentive) else {
        return Some(Cents::ZERO);
    };
    let name = file.component[index].name.as_deref().unwrap_or_default();
    notes.push(
        Finding::error(
            "pay",
            format!("`target_incentive` is missing: the component {name:?} pays by it"),
        )
        .related(element("component", index), "pays a share of the target incentive")
        .help(
            "state the variable pay a year at 100 %; or give the component a `target` of its own",
        ),
    );
    None
}

fn components(
    file: &spec::PlanFile,
    measures: &Measures,
    notes: &mut Notes,
) -> Option<Vec<Component>> {
    unique_names(file, notes);
    let components: Vec<_> = file
        .component
        .iter()
        .enumerate()
        .map(|(index, spec)| component::lower(spec, element("component", index), measures, notes))
        .collect();
    let components: Vec<_> = components.into_iter().collect::<Option<_>>()?;
    warn_of_weights(&components, notes);
    Some(components)
}

fn unique_names(file: &spec::PlanFile, notes: &mut Notes) {
    for (index, component) in file.component.iter().enumerate() {
        let Some(name) = &component.name else {
            continue;
        };
        let earlier =
            file.component[..index].iter().position(|other| other.name.as_ref() == Some(name));
        if let Some(earlier) = earlier {
            notes.push(
                Finding::error(
                    format!("component[{index}].name"),
                    format!("two components are called {name:?}"),
                )
                .related(format!("component[{earlier}].name"), "the first")
                .help("pay is shown by the component's name, so each has its own"),
            );
        }
    }
}

/// Warns of targets that are shares of the target incentive and do not make up all of it.
fn warn_of_weights(components: &[Component], notes: &mut Notes) {
    let weights: Vec<_> =
        components.iter().enumerate().filter_map(|(i, c)| Some((i, weight(c)?))).collect();
    let sum = weights
        .iter()
        .fold(Decimal6::ZERO, |sum, (_, weight)| Decimal6(sum.0.saturating_add(weight.0)));
    if let [.., (last, _)] = weights[..]
        && weights.len() > 1
        && sum != Decimal6::ONE
    {
        notes.push(
            Finding::warning(
                format!("component[{last}].weight"),
                format!("the weights of the components sum to {sum}, not 1"),
            )
            .help("at 100 % of everything the plan pays another sum than its target incentive"),
        );
    }
}

/// The share of the target incentive that a component pays at 100 %.
fn weight(component: &Component) -> Option<Decimal6> {
    match (&component.pays, component.target) {
        (Pays::Target(_) | Pays::Matrix(_), Target::Weight(weight)) => Some(weight),
        _ => None,
    }
}
