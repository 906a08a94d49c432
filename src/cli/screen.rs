//! The screen that answers the question first: what it costs, how widely that varies, and why.

use std::path::{Path, PathBuf};
use std::time::Duration;

use comfy_table::{CellAlignment, Table, presets};

use super::digits::{Shown, decimal, grouped, shown};
use super::fitting::{fitting, shortened};
use super::skyline::skyline;
use super::{reforecast, terminal};
use crate::company::Company;
use crate::diagnostic::thousands;
use crate::events::Timeline;
use crate::export::Statements;
use crate::metrics::{COMPANY, Masthead, Metric};
use crate::money::Cents;
use crate::statistics::{Estimate, Statistic};
use crate::study::{Line, Overview, Reforecast};
use crate::tables::ShardRecord;

/// What is told of a run beside its figures.
pub(super) struct Told {
    /// The precision that was asked for and reached, in a sentence.
    pub reached: Option<String>,
    /// What the year comes to, where it goes on from actual results.
    pub reforecast: Option<Reforecast>,
    /// What was asked for beside the cost, a section each: where the spread comes from, whether plans pay for what the
    /// company wants.
    pub sections: Vec<String>,
    /// What the errors do not say.
    pub warnings: Vec<String>,
    /// The folder of the results.
    pub place: PathBuf,
    /// How long it took.
    pub elapsed: Duration,
}

/// What a simulation found.
pub(super) fn simulated(company: &Masthead, overview: &Overview, told: &Told) -> String {
    let years = grouped(overview.years as f64);
    let noun = if overview.years == 1 { "synthetic year" } else { "synthetic years" };
    let seed = company.seed;
    let width = terminal::width();
    let title = strong(&format!("{}: {years} {noun}, seed {seed}", company.name));
    let title = terminal::prose(&title, width);
    let answer = match &told.reforecast {
        Some(reforecast) => reforecast::answer(company, reforecast),
        None => answer(company, overview),
    };
    let answer = terminal::prose(&answer.join("\n"), width);
    let distribution = distribution(company, overview, width);
    let (pay, figures) = (pay_table(company, overview, width), figures_table(overview, width));
    let mut legend =
        "± is half the 95 % interval: how far the estimate may be off, not how far a year may be. Numbers are rounded to \
         two digits of it; tables hold them whole."
            .to_owned();
    if overview.years < FEW_YEARS {
        legend += "\nSo few years say little; ? stands where their error cannot be known.";
    }
    if let Some(line) = &told.reached {
        legend += &format!("\n{line}");
    }
    for warning in &told.warnings {
        legend += &format!("\nwarning: {warning}");
    }
    let legend = terminal::prose(&legend, width);
    let movers = told.reforecast.as_ref().and_then(reforecast::movers);
    let movers = movers.map_or(String::new(), |section| format!("\n\n{section}"));
    let sections: String = told.sections.iter().map(|section| format!("\n{section}\n\n")).collect();
    let (place, seconds) = (told.place.display(), told.elapsed.as_secs_f64());
    format!(
        "{title}\n\n{answer}\n\n{distribution}{pay}\n\n{figures}{movers}\n\n{legend}\n{sections}Results: {place}   ({seconds:.1} s)\n"
    )
}

/// How the years spread by their cost, with an empty line below; nothing where it does not vary.
fn distribution(company: &Masthead, overview: &Overview, width: Option<usize>) -> String {
    let budget = company.budget().map(Cents::to_f64);
    let drawn = overview.distribution.as_ref().and_then(|it| skyline(it, budget, width));
    drawn.map_or(String::new(), |skyline| format!("years by variable pay\n{skyline}\n\n"))
}

/// What a part of the years is.
pub(super) fn part(
    company: &Masthead,
    shard: Option<ShardRecord>,
    all: usize,
    place: &Path,
    elapsed: Duration,
) -> String {
    let (seed, all) = (company.seed, grouped(all as f64));
    let (number, of) = shard.map_or((1, 1), |shard| (shard.number, shard.of));
    let title = strong(&format!(
        "{}: shard {number}/{of} of {all} synthetic years, seed {seed}",
        company.name
    ));
    let which = match shard.filter(|shard| shard.years > 0) {
        None => "It has no years: there are fewer batches of 64 years than shards.".to_owned(),
        Some(shard) => {
            let first = shard.first_year as f64;
            let last = grouped(first + shard.years as f64 - 1.0);
            format!("Years {} to {last}.", grouped(first))
        }
    };
    let (place, seconds) = (place.display(), elapsed.as_secs_f64());
    format!(
        "{title}\n\n{which} `paycurve merge` joins the parts.\nPart: {place}   ({seconds:.1} s)\n"
    )
}

/// Below this the tails of the cost are hardly seen.
const FEW_YEARS: usize = 100;

/// The answer in sentences.
fn answer(company: &Masthead, overview: &Overview) -> Vec<String> {
    let currency = &company.currency;
    let Some(pay) = overview.line(COMPANY, &Metric::VariablePay) else {
        return Vec::new();
    };
    let value = |statistic| pay.summary.get(statistic);
    let mut sentences = Vec::new();
    let with_error = |estimate: &Estimate| {
        let Shown { value, error } = shown(estimate, 1.0, 0);
        format!("{} ({error})", money(&value, currency))
    };
    if let Some(mean) = value(Statistic::Mean) {
        sentences.push(strong(&if never_varies(pay) {
            format!("Variable pay costs {} in every year.", money(&grouped(mean.value), currency))
        } else {
            format!("Variable pay costs {} a year on average.", with_error(&mean))
        }));
    }
    let tails = (value(Statistic::P05), value(Statistic::P95));
    if let (Some(low), Some(high), false) = (tails.0, tails.1, never_varies(pay)) {
        let (low, high) = (with_error(&low), with_error(&high));
        sentences.push(format!("In 9 years of 10 it lies between {low} and {high}."));
    }
    let budget = company.budget();
    let overrun = overview.line(COMPANY, &Metric::BudgetOverrun).and_then(|line| line.probability);
    if let (Some(budget), Some(chance)) = (budget, overrun) {
        let Shown { value, error } = shown(&chance, 100.0, 1);
        let budget = money(&grouped(budget.to_f64()), currency);
        let mut sentence =
            format!("The budget of {budget} is overrun in {value} % ({error}) of years");
        if let Some(by) = &overview.overrun {
            sentence += &format!(", in those by {} on average", with_error(by));
        }
        sentences.push(sentence + ".");
    }
    let most = overview.spread.iter().max_by(|a, b| a.share.value.total_cmp(&b.share.value));
    if let Some(most) = most.filter(|_| overview.spread.len() > 1) {
        let Shown { value, error } = shown(&most.share, 100.0, 1);
        sentences
            .push(format!("{} brings {value} % ({error}) of the spread of the cost.", most.team));
    }
    sentences
}

/// The statistics that the screen shows.
const SHOWN: [Statistic; 4] = [Statistic::Mean, Statistic::P05, Statistic::P50, Statistic::P95];

/// Variable pay by team: mean and quantiles, each with its error, and the team's part in the spread.
fn pay_table(company: &Masthead, overview: &Overview, width: Option<usize>) -> Table {
    let mut heading = vec!["variable pay".to_owned(), "seats".to_owned()];
    heading.extend(statistics_heading());
    heading.extend(["of spread".to_owned(), String::new()]);
    let mut rows = Vec::new();
    let teams = company.teams.iter().map(|team| (team.name.as_str(), team.seats));
    let all = company.teams.iter().map(|team| team.seats).sum();
    for (team, seats) in teams.chain([(COMPANY, all)]) {
        let Some(line) = overview.line(team, &Metric::VariablePay) else {
            continue;
        };
        let mut row = vec![shortened(team), seats.to_string()];
        row.extend(statistics_cells(line, 1.0, 0));
        if let Some(part) = overview.spread.iter().find(|part| part.team == team) {
            // Pay that never varies brings nothing, and that is no estimate.
            row.extend(match never_varies(line) {
                true => ["0.0 %".to_owned(), String::new()],
                false => cells(&part.share, 100.0, 1, " %"),
            });
        }
        rows.push(row);
    }
    // Of name, seats, mean, p05, p50, p95 and part in the spread.
    fitting(width, heading, rows, &[6..8, 1..2, 10..12, 4..6, 8..10])
}

/// What else decides: cost, bookings, CCOS, retention of the company.
fn figures_table(overview: &Overview, width: Option<usize>) -> Table {
    let mut heading = vec![COMPANY.to_owned()];
    heading.extend(statistics_heading());
    let figures = [
        (Metric::TotalCost, "total cost", 1.0, 0),
        (Metric::Bookings, "bookings", 1.0, 0),
        (Metric::Ccos, "CCOS %", 100.0, 2),
        (Metric::Nrr, "NRR %", 100.0, 2),
        (Metric::Grr, "GRR %", 100.0, 2),
        (Metric::Clawback, "clawback", 1.0, 0),
    ];
    let row = |(metric, name, factor, decimals): (Metric, &str, f64, usize)| {
        let line = overview.line(COMPANY, &metric)?;
        let mut row = vec![name.to_owned()];
        row.extend(statistics_cells(line, factor, decimals));
        Some(row)
    };
    // Of name, mean, p05, p50 and p95.
    fitting(width, heading, figures.into_iter().filter_map(row).collect(), &[5..7, 3..5, 7..9])
}

fn statistics_heading() -> impl Iterator<Item = String> {
    SHOWN.into_iter().flat_map(|statistic| [statistic.name().to_owned(), String::new()])
}

fn statistics_cells(line: &Line, factor: f64, decimals: usize) -> impl Iterator<Item = String> {
    let exact = never_varies(line);
    SHOWN.into_iter().flat_map(move |statistic| match line.summary.get(statistic) {
        Some(estimate) if exact => [decimal(factor * estimate.value, decimals), String::new()],
        Some(estimate) => cells(&estimate, factor, decimals, ""),
        None => [String::new(), String::new()],
    })
}

/// A value and half its interval.
fn cells(estimate: &Estimate, factor: f64, decimals: usize, unit: &str) -> [String; 2] {
    let Shown { value, error } = shown(estimate, factor, decimals);
    [value + unit, error]
}

/// What each team was paid.
pub(super) fn paid(
    company: &Company,
    teams: &[Statements<'_>],
    timeline: Timeline,
    place: &Path,
) -> String {
    let title = strong(&format!("{}: payments by team, in {}", company.name, company.currency));
    let heading = ["team", "reps", "paid", "recovered", "net pay"].map(str::to_owned).to_vec();
    let row = |team: &Statements<'_>| {
        let of_year =
            || team.payments.iter().filter(|payment| payment.month >= timeline.plan_year());
        let paid: Cents = of_year().map(|payment| payment.paid).sum();
        let recovered: Cents = of_year().map(|payment| payment.recovered).sum();
        let mut reps: Vec<(usize, usize)> = of_year().map(|p| (p.seat, p.stint)).collect();
        reps.dedup();
        let name = match &team.plan.other_pay_currency {
            Some(currency) => format!("{} (in {currency})", team.team),
            None => team.team.to_owned(),
        };
        vec![name, reps.len().to_string(), cents(paid), cents(recovered), cents(paid - recovered)]
    };
    let table = aligned(heading, teams.iter().map(row).collect());
    format!("{title}\n\n{table}\n\nResults: {}\n", place.display())
}

/// A table with words on the left of its first column and numbers on the right of the others.
pub(super) fn aligned(heading: Vec<String>, rows: Vec<Vec<String>>) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING);
    table.set_header(heading);
    table.add_rows(rows);
    for (number, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 1));
        if number > 0 {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

/// Whether a figure was the same in every one of several years.
fn never_varies(line: &Line) -> bool {
    line.summary.get(Statistic::Sd).is_some_and(|sd| sd.value == 0.0)
}

/// An amount that is text already, in a currency.
pub(super) fn money(amount: &str, currency: &str) -> String {
    match currency {
        "USD" => format!("${amount}"),
        code => format!("{code} {amount}"),
    }
}

pub(super) fn cents(amount: Cents) -> String {
    thousands(amount)
}

pub(super) fn strong(text: &str) -> String {
    if terminal::colours_stdout() { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_in_words_of_their_currency() {
        assert_eq!(cents(Cents(-123_456_789)), "-1,234,567.89");
        assert_eq!(money("2,000,000", "EUR"), "EUR 2,000,000");
        assert_eq!(money("2,000,000", "USD"), "$2,000,000");
    }
}
