//! Every key of the plan language that has words for values is read otherwise somewhere, or is listed here as one that
//! says what is agreed.

use std::collections::BTreeSet;

use serde_json::Value;

use super::*;
use crate::spec::schema;

/// Keys with words, or true and false, for values that have no other reading; why, the module's description says.
const NO_READING: [&str; 10] = [
    "component.paid",
    "component.pays",
    "component.quota",
    "component.rows.quota",
    "component.columns.quota",
    "component.scope",
    "hold.rest.at",
    "measure.attainments.quota",
    "measure.terms.where.outbound",
    "measure.terms.where.prepaid",
];

#[test]
fn every_key_with_words_for_values_is_read_otherwise_or_says_what_is_agreed() {
    let schema = schema::plan();
    let mut words = BTreeSet::new();
    keys_with_words(&schema, &schema, "", &mut words);
    assert!(words.len() > 30, "{words:?}");

    let read: BTreeSet<String> = everything()
        .iter()
        .flat_map(|loaded| costs_of_readings(loaded, 2, 1, &|_| true).unwrap())
        .filter(|cost| cost.stands_in != StandsIn::Company)
        .map(|cost| without_numbers(&cost.path))
        .collect();
    let agreed: BTreeSet<String> = NO_READING.into_iter().map(str::to_owned).collect();
    let either: BTreeSet<String> = read.union(&agreed).cloned().collect();
    let silent: Vec<&String> = words.difference(&either).collect();
    assert!(silent.is_empty(), "neither read otherwise nor agreed: {silent:?}");
    let both: Vec<&String> = read.intersection(&agreed).collect();
    assert!(both.is_empty(), "read otherwise and agreed: {both:?}");
    let gone: Vec<&String> = agreed.difference(&words).collect();
    assert!(gone.is_empty(), "no such keys: {gone:?}");
}

/// `component[0].cap.carry` is the key `component.cap.carry`.
fn without_numbers(path: &str) -> String {
    path.split('.').map(|part| part.split('[').next().unwrap_or(part)).collect::<Vec<_>>().join(".")
}

/// The dotted keys below a schema whose values are words of a list, or true and false.
fn keys_with_words(all: &Value, schema: &Value, path: &str, found: &mut BTreeSet<String>) {
    let schema = resolved(all, schema);
    let words = schema.get("enum").is_some()
        || schema.get("const").is_some()
        || schema.get("type").and_then(Value::as_str) == Some("boolean");
    if words {
        found.insert(path.to_owned());
    }
    for choices in ["anyOf", "oneOf"] {
        for choice in schema.get(choices).and_then(Value::as_array).into_iter().flatten() {
            keys_with_words(all, choice, path, found);
        }
    }
    if let Some(items) = schema.get("items") {
        keys_with_words(all, items, path, found);
    }
    for (key, value) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let below = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        keys_with_words(all, value, &below, found);
    }
}

fn resolved<'a>(all: &'a Value, schema: &'a Value) -> &'a Value {
    match schema.get("$ref").and_then(Value::as_str) {
        Some(name) => all.pointer(name.trim_start_matches('#')).unwrap_or(schema),
        None => schema,
    }
}

/// Plans that have every clause that is read in two ways.
fn everything() -> Vec<Loaded> {
    let team = "quota = 500_000\nattainment = 1.0\nattainment_correlation = 0.0\nturnover = { yearly = 0.5, vacant_months = 1 }\n\
        [team.deals]\nsize = 20_000\n[team.book]\naccounts = 12\narr = 10_000\nchurn = 0.2\n\
        expansion = { per_year = 1.0, share = 0.2 }\ncontraction = { chance = 0.5, share = 0.3 }\n";
    let within = "measure = \"new_acv\"\npaid = \"month\"\nmeasured = \"quarter\"\nagainst = \"full\"\ntrue_up = \"forward\"\n";
    let quarter = "measure = \"new_acv\"\npaid = \"quarter\"\nmeasured = \"quarter\"\n";
    let rates = format!(
        "[[component]]\nname = \"A\"\npays = \"rate\"\n{within}tier_method = \"marginal\"\nhurdle = {{ amount = 10, pays_from = \"first\" }}\n\
         tiers = [ {{ from_amount = 0, rate = 0.01 }}, {{ from_amount = 9_000, rate = 0.02 }} ]\n\
         multiplier = {{ measure = \"grr\", curve = [ {{ at = 0, pays = 1 }}, {{ at = 0.9, pays = 1.1 }} ] }}\n\
         clawback = {{ on = [\"churn\"], within_months = 6, recovers = \"full\", at = \"paid\" }}\n"
    )
    .replace("new_acv", "upsell_acv");
    let target = format!(
        "[[component]]\nname = \"B\"\npays = \"target\"\nquota = \"team\"\n{within}cap = {{ share_of_target = 2 }}\n\
         curve = [ {{ at = 0.5, pays = 0.5 }}, {{ at = 1, pays = 1 }} ]\n"
    );
    let bonus = "[[component]]\nname = \"C\"\npays = \"amount\"\namount = 100\nnon_cash = true\npaid = \"quarter\"\n\
        measured = \"quarter\"\nwhen = { measure = \"new_acv\", at_least = 1 }\n";
    let pool = format!(
        "[[component]]\nname = \"D\"\npays = \"pool\"\namount = 100\nsplit = \"equal\"\n{quarter}"
    );
    let contest = format!(
        "[[component]]\nname = \"E\"\npays = \"contest\"\nprizes = [100]\nties = \"share\"\n{quarter}"
    );
    let clauses = "[cap]\nshare_of_target = 5\nper = \"quarter\"\n[guarantee]\namount = 100\nmonths = 2\nfor = \"all\"\n\
        [draw]\namount = 200\nmonths = 3\nkind = \"minimum\"\nrecoverable = true\nrecovery_share = 1\n\
        [hold]\nshare_at_booking = 0.5\nrest = { after_months = 3 }\n[exit]\nowed = \"paid\"\nrecover_months = 0\n";
    vec![three_with(team, &format!("{rates}{target}{bonus}{pool}{contest}{clauses}"))]
}
