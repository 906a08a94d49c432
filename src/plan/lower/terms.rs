//! The terms of a plan's own measures.

use super::filter;
use super::months;
use super::notes::Notes;
use crate::diagnostic::{Finding, element, suggestion};
use crate::money::Decimal6;
use crate::plan::{Additive, Condition, MonthSet, RatioMeasure, Term};
use crate::spec::plan as spec;

/// The terms of the measure at a path; at least one.
pub(super) fn lower(terms: &[spec::Term], path: &str, notes: &mut Notes) -> Option<Vec<Term>> {
    if terms.is_empty() {
        notes.push(
            Finding::error(format!("{path}.terms"), "a measure without terms")
                .help("`terms` lists what is added up: terms = [ { of = \"new_acv\" }, … ]"),
        );
        return None;
    }
    let at = format!("{path}.terms");
    let terms: Vec<_> = terms
        .iter()
        .enumerate()
        .map(|(index, spec)| term(spec, &element(&at, index), notes))
        .collect();
    terms.into_iter().collect()
}

fn term(spec: &spec::Term, path: &str, notes: &mut Notes) -> Option<Term> {
    let of = notes.required(
        path,
        "of",
        spec.of.as_ref(),
        "the built-in additive measure that is added, such as \"new_acv\"",
    );
    let of = of.and_then(|name| additive(name, &format!("{path}.of"), notes));
    let factor = match spec.factor {
        None => Some(Decimal6::ONE),
        Some(factor) => notes.times(&format!("{path}.factor"), factor),
    };
    let months = match &spec.months {
        None => Some(MonthSet::ALL),
        Some(months) => months::lower(months, &format!("{path}.months"), "term counts", notes),
    };
    let condition = match &spec.r#where {
        None => Some(Condition::default()),
        Some(condition) => filter::condition(condition, of, &format!("{path}.where"), notes),
    };
    Some(Term { of: of?, factor: factor?, months: months?, condition: condition? })
}

fn additive(name: &str, path: &str, notes: &mut Notes) -> Option<Additive> {
    let found = Additive::from_name(name);
    if found.is_none() {
        let (message, help) = if RatioMeasure::from_name(name).is_some() {
            (
                format!("`{name}` is a ratio, and ratios do not add up"),
                "terms add amounts and counts, such as \"new_acv\"".to_owned(),
            )
        } else {
            let known: Vec<_> = Additive::ALL.iter().map(|m| m.name()).collect();
            (format!("there is no built-in additive measure {name:?}"), suggestion(name, &known))
        };
        notes.push(Finding::error(path, message).help(help));
    }
    found
}
