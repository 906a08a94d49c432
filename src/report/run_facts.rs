//! What the run was: company, years, seed, files, command. From `run.json`.

use serde::Serialize;

use crate::plots::amounts::{Currency, count, grouped};
use crate::tables::RunRecord;

/// A fact of the run.
#[derive(Debug, Serialize)]
pub(super) struct Fact {
    pub name: &'static str,
    pub value: String,
}

/// A file that the run read.
#[derive(Debug, Serialize)]
pub(super) struct InputFile {
    pub path: String,
    pub bytes: String,
    pub sha256: String,
}

/// The command of a run: the first word after the program's name.
pub(super) fn command(record: &RunRecord) -> String {
    record.command.get(1).cloned().unwrap_or_default()
}

/// What a command finds, for the title.
pub(super) fn what(command: &str) -> &'static str {
    match command {
        "simulate" | "merge" => "what the sales plans cost",
        "compare" => "sales plans compared",
        "stress" => "the cost of sales plans under stress",
        "sensitivity" => "what the cost of sales plans depends on",
        "brief" => "the budget of sales pay",
        _ => "results",
    }
}

/// The run in a line.
pub(super) fn subtitle(record: &RunRecord) -> String {
    let years = record.years.map(|years| count(years, "synthetic year", "synthetic years"));
    let seed = record.seed.map(|seed| format!("seed {seed}"));
    let day = record.started.split('T').next().map(str::to_owned);
    [years, seed, day].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What numbers have to be read with.
pub(super) fn facts(record: &RunRecord) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |name, value: String| facts.push(Fact { name, value });
    if let Some(company) = &record.company {
        add("Company", company.name.clone());
        add("Currency of all amounts", company.currency.clone());
        if let Some(budget) = company.variable_pay_budget {
            add("Budget of variable pay a year", Currency(company.currency.clone()).amount(budget));
        }
    }
    if let Some(years) = record.years {
        add("Synthetic years", grouped(years as f64, 0));
    }
    if let Some(seed) = record.seed {
        add("Seed", seed.to_string());
    }
    if let Some(precision) = &record.precision {
        let reached = if precision.reached { "reached" } else { "not reached" };
        add(
            "Precision asked for",
            format!("{}, {reached}", super::cells::percent(precision.relative)),
        );
    }
    add("Command", record.command.join(" "));
    add("Version", record.version.clone());
    add("Started (UTC)", record.started.clone());
    add("Took", format!("{} seconds", grouped(record.wall_seconds, 1)));
    facts
}

/// The files that the run read.
pub(super) fn inputs(record: &RunRecord) -> Vec<InputFile> {
    let inputs = record.inputs.iter();
    inputs
        .map(|input| InputFile {
            path: input.path.clone(),
            bytes: grouped(input.bytes as f64, 0),
            sha256: input.sha256.clone(),
        })
        .collect()
}
