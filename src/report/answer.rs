//! The answer in sentences and in a few figures: what the reader came for.

use serde::Serialize;

use super::cells::percent;
use crate::metrics::COMPANY;
use crate::plots::amounts::Currency;
use crate::plots::facts::{Facts, name, number, rows_with};
use crate::plots::{Found, Kind};
use crate::tables::{FinishedRun, ReadError, Table};

/// What the page begins with.
#[derive(Debug, Default, Serialize)]
pub(super) struct Answer {
    /// The answer in one sentence.
    pub headline: String,
    /// What else has to be known.
    pub sentences: Vec<String>,
    /// Figures to take away.
    pub tiles: Vec<Tile>,
}

/// A figure.
#[derive(Debug, Serialize)]
pub(super) struct Tile {
    pub label: &'static str,
    pub value: String,
    /// How sure it is, or what it is to be held against.
    pub note: String,
}

/// Pictures whose titles say what a run found, where it has no summary of costs.
const FINDINGS: [&str; 5] = ["comparison", "winners", "payout_curves", "stress", "sensitivity"];

/// The answer of a run.
pub(super) fn of(run: &FinishedRun) -> Result<Answer, ReadError> {
    let facts = Facts::of(run.record());
    let mut answer = Answer::default();
    if let Some(table) = run.table("summary")? {
        Costs { table: &table, facts: &facts }.tell(&mut answer);
    }
    if let Some(table) = run.table("brief")? {
        tell_budget(&table, &facts.currency, &mut answer);
    }
    let mut findings = Vec::new();
    if let Some(table) = run.table("choice")? {
        findings.extend(chosen(&table));
    }
    for found in FINDINGS.into_iter().filter_map(Kind::from_name) {
        if let Found::Picture(picture) = found.of(run)? {
            findings.push(format!("{}.", picture.title));
        }
    }
    if answer.headline.is_empty() && findings.is_empty() {
        findings
            .push("The tables of this run hold nothing that can be told in a sentence.".to_owned());
    }
    let mut findings = findings.into_iter();
    if answer.headline.is_empty() {
        answer.headline = findings.next().unwrap_or_default();
    }
    answer.sentences.extend(findings);
    Ok(answer)
}

/// What was simulated of the cost.
struct Costs<'a> {
    table: &'a Table,
    facts: &'a Facts,
}

/// A statistic and its interval.
#[derive(Clone, Copy)]
struct Stated {
    value: f64,
    interval: Option<(f64, f64)>,
}

impl Stated {
    fn of(table: &Table, names: &[(&str, &str)], value: &str) -> Option<Self> {
        let row = rows_with(table, names).next()?;
        let of = |column| number(table, column, row);
        Some(Self { value: of(value)?, interval: of("ci_low").zip(of("ci_high")) })
    }

    fn note(&self, written: impl Fn(f64) -> String) -> String {
        self.interval.map_or(String::new(), |(low, high)| {
            format!("95\u{A0}% interval {} to {}", written(low), written(high))
        })
    }
}

impl Costs<'_> {
    fn stated(&self, metric: &str, statistic: &str) -> Option<Stated> {
        let rows = [("team", COMPANY), ("metric", metric), ("statistic", statistic)];
        Stated::of(self.table, &rows, "value")
    }

    fn tell(&self, answer: &mut Answer) {
        let currency = &self.facts.currency;
        let amount = |number: f64| currency.amount(number);
        let Some(mean) = self.stated("variable_pay", "mean") else { return };
        answer.headline = format!("Variable pay costs {} a year on average.", amount(mean.value));
        answer.tiles.push(Tile {
            label: "Variable pay, mean of a year",
            value: amount(mean.value),
            note: mean.note(amount),
        });
        let tails = self.stated("variable_pay", "p05").zip(self.stated("variable_pay", "p95"));
        if let Some((low, high)) = tails.filter(|(low, high)| low.value < high.value) {
            answer.sentences.push(format!(
                "In 9 years of 10 it lies between {} and {}; 1 year in 20 costs more.",
                amount(low.value),
                amount(high.value)
            ));
            answer.tiles.push(Tile {
                label: "1 year in 20 costs more than (p95)",
                value: amount(high.value),
                note: high.note(amount),
            });
        }
        self.tell_overrun(answer);
        if let Some(cost) = self.stated("total_cost", "mean") {
            let (value, note) = (amount(cost.value), cost.note(amount));
            answer.tiles.push(Tile { label: "Base, variable pay and charges, mean", value, note });
        }
        if let Some(ccos) = self.stated("ccos", "mean") {
            answer.sentences.push(format!(
                "Sales pay and charges come to {} of bookings on average.",
                percent(ccos.value)
            ));
            let (value, note) = (percent(ccos.value), ccos.note(percent));
            answer.tiles.push(Tile { label: "Cost of sales (CCOS), mean", value, note });
        }
        if let Some(attainment) = self.stated("attainment", "mean") {
            let (value, note) = (percent(attainment.value), attainment.note(percent));
            answer.tiles.push(Tile { label: "Attainment of quota, mean", value, note });
        }
    }

    fn tell_overrun(&self, answer: &mut Answer) {
        let currency = &self.facts.currency;
        let budget = self.facts.budget.zip(self.stated("budget_overrun", "probability"));
        let Some((budget, chance)) = budget else { return };
        let budget = currency.amount(budget);
        let chance_told = match chance.value {
            0.0 => format!("The budget of {budget} is kept in every simulated year."),
            value => format!("The budget of {budget} is exceeded in {} of years.", percent(value)),
        };
        answer.sentences.push(chance_told);
        answer.tiles.push(Tile {
            label: "Chance to exceed the budget",
            value: percent(chance.value),
            note: format!("{}; budget {budget}", chance.note(percent)),
        });
    }
}

/// Which budget to set.
fn tell_budget(table: &Table, currency: &Currency, answer: &mut Answer) {
    let item = |item: &str| {
        let rows = [("question", "budget"), ("team", COMPANY), ("item", item)];
        Stated::of(table, &rows, "value")
    };
    let amount = |number: f64| currency.amount(number);
    let (Some(middle), Some(reserve)) = (item("budget_p50"), item("reserve_p90_less_p50")) else {
        return;
    };
    answer.headline = format!(
        "A budget of {} is enough in every other year; a reserve of {} above it makes it enough in 9 years of 10.",
        amount(middle.value),
        amount(reserve.value)
    );
    for (label, stated) in
        [("Budget that is enough every other year", middle), ("Reserve for 9 years of 10", reserve)]
    {
        answer.tiles.push(Tile { label, value: amount(stated.value), note: stated.note(amount) });
    }
    if let Some(chance) = item("overrun_probability") {
        let (value, note) = (percent(chance.value), chance.note(percent));
        answer.tiles.push(Tile { label: "Chance to exceed the stated budget", value, note });
    }
}

/// Which candidate is the best.
fn chosen(table: &Table) -> Option<String> {
    let row = rows_with(table, &[("outcome", "chosen")]).next();
    let by = |row| match name(table, "criterion", row) {
        "cost" => "costs least on average".to_owned(),
        "p95" => "costs least in the year that 1 in 20 exceeds".to_owned(),
        other => format!("has the best score ({other})"),
    };
    match row {
        Some(row) => Some(format!(
            "{} {}, chosen so that the choice is right with a probability of at least 95\u{A0}%.",
            name(table, "candidate", row),
            by(row)
        )),
        None if table.rows() > 0 => Some(
            "The years that were allowed do not decide between the best candidates.".to_owned(),
        ),
        None => None,
    }
}
