//! The answer in sentences and in a few figures: what the reader came for.

use serde::Serialize;

use crate::metrics::COMPANY;
use crate::plots::amounts::Currency;
use crate::plots::facts::{Facts, name, rows_with};
use crate::plots::spread::{Spread, Stated};
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

/// A figure to take away: its number, and beside it how sure it is.
fn tile(label: &'static str, stated: Stated) -> Tile {
    let note = stated.error.map_or(String::new(), |error| format!("{error} (95\u{A0}% interval)"));
    Tile { label, value: stated.value, note }
}

/// A number of the only row that holds these names.
fn stated(table: &Table, names: &[(&str, &str)]) -> Option<Spread> {
    let row = rows_with(table, names).next()?;
    Spread::of(table, row, ["value", "ci_low", "ci_high"])
}

impl Costs<'_> {
    fn stated(&self, metric: &str, statistic: &str) -> Option<Spread> {
        stated(self.table, &[("team", COMPANY), ("metric", metric), ("statistic", statistic)])
    }

    fn tell(&self, answer: &mut Answer) {
        let amount = |spread: Spread| spread.amount(&self.facts.currency);
        let Some(mean) = self.stated("variable_pay", "mean").map(amount) else { return };
        answer.headline = format!("Variable pay costs {} a year on average.", mean.in_sentence());
        answer.tiles.push(tile("Variable pay, mean of a year", mean));
        let tails = self.stated("variable_pay", "p05").zip(self.stated("variable_pay", "p95"));
        if let Some((low, high)) = tails.filter(|(low, high)| low.value < high.value) {
            answer.sentences.push(format!(
                "In 9 years of 10 it lies between {} and {}; 1 year in 20 costs more.",
                amount(low).in_sentence(),
                amount(high).in_sentence()
            ));
            answer.tiles.push(tile("1 year in 20 costs more than (p95)", amount(high)));
        }
        self.tell_overrun(answer);
        if let Some(cost) = self.stated("total_cost", "mean") {
            answer.tiles.push(tile("Base, variable pay and charges, mean", amount(cost)));
        }
        if let Some(ccos) = self.stated("ccos", "mean").map(|ccos| ccos.percent()) {
            answer.sentences.push(format!(
                "Sales pay and charges come to {} of bookings on average.",
                ccos.in_sentence()
            ));
            answer.tiles.push(tile("Cost of sales (CCOS), mean", ccos));
        }
        if let Some(attainment) = self.stated("attainment", "mean") {
            answer.tiles.push(tile("Attainment of quota, mean", attainment.percent()));
        }
    }

    fn tell_overrun(&self, answer: &mut Answer) {
        let budget = self.facts.budget.zip(self.stated("budget_overrun", "probability"));
        let Some((budget, chance)) = budget else { return };
        let budget = self.facts.currency.amount(budget);
        let told = chance.percent();
        let chance_told = match chance.value {
            0.0 => format!("The budget of {budget} is kept in every simulated year."),
            _ => format!("The budget of {budget} is exceeded in {} of years.", told.in_sentence()),
        };
        answer.sentences.push(chance_told);
        let chance = tile("Chance to exceed the budget", told);
        let against = [chance.note, format!("budget {budget}")];
        let note = against.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("; ");
        answer.tiles.push(Tile { note, ..chance });
    }
}

/// Which budget to set.
fn tell_budget(table: &Table, currency: &Currency, answer: &mut Answer) {
    let item =
        |item: &str| stated(table, &[("question", "budget"), ("team", COMPANY), ("item", item)]);
    let amount = |spread: Spread| spread.amount(currency);
    let (middle, reserve) = (item("budget_p50"), item("reserve_p90_less_p50"));
    let (Some(middle), Some(reserve)) = (middle.map(amount), reserve.map(amount)) else {
        return;
    };
    answer.headline = format!(
        "A budget of {} is enough in every other year; a reserve of {} above it makes it enough in 9 years of 10.",
        middle.in_sentence(),
        reserve.in_sentence()
    );
    answer.tiles.push(tile("Budget that is enough every other year", middle));
    answer.tiles.push(tile("Reserve for 9 years of 10", reserve));
    if let Some(chance) = item("overrun_probability") {
        answer.tiles.push(tile("Chance to exceed the stated budget", chance.percent()));
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
