//! The screen that answers the question first: what it costs, how widely that varies, and why.

use std::path::Path;
use std::time::Duration;

use comfy_table::{CellAlignment, Table, presets};

use super::terminal;
use crate::company::Company;
use crate::events::Timeline;
use crate::export::Statements;
use crate::metrics::{COMPANY, Metric};
use crate::money::Cents;
use crate::statistics::{Estimate, Statistic};
use crate::study::{Line, Overview};

/// Prints what a simulation found.
pub(super) fn print(company: &Company, overview: &Overview, place: &Path, elapsed: Duration) {
    let years = grouped(overview.years as f64);
    let seed = company.simulation.seed;
    println!(
        "{}",
        strong(&format!(
            "{}: {years} synthetic years, seed {seed}",
            company.name
        ))
    );
    println!();
    for sentence in answer(company, overview) {
        println!("{sentence}");
    }
    println!();
    println!("{}", pay_table(company, overview));
    println!();
    println!("{}", figures_table(overview));
    println!();
    println!(
        "± is half the 95 % interval: how far {years} years may be off, not how far a year may be."
    );
    println!(
        "Results: {}   ({:.1} s)",
        place.display(),
        elapsed.as_secs_f64()
    );
}

/// The answer in sentences.
fn answer(company: &Company, overview: &Overview) -> Vec<String> {
    let currency = &company.currency;
    let Some(pay) = overview.line(COMPANY, &Metric::VariablePay) else {
        return Vec::new();
    };
    let value = |statistic| pay.summary.get(statistic);
    let mut sentences = Vec::new();
    if let Some(mean) = value(Statistic::Mean) {
        sentences.push(strong(&format!(
            "Variable pay costs {} a year on average ({}).",
            money(mean.value, currency),
            plus_minus(&mean, 1.0, 0)
        )));
    }
    if let (Some(low), Some(high)) = (value(Statistic::P05), value(Statistic::P95)) {
        let (low, high) = (money(low.value, currency), money(high.value, currency));
        sentences.push(format!(
            "In 9 years of 10 it lies between {low} and {high}."
        ));
    }
    let budget = company.budget.and_then(|budget| budget.variable_pay);
    let overrun = overview
        .line(COMPANY, &Metric::BudgetOverrun)
        .and_then(|line| line.probability);
    if let (Some(budget), Some(chance)) = (budget, overrun) {
        let mut sentence = format!(
            "The budget of {} is overrun in {:.1} % of years ({})",
            money(budget.to_f64(), currency),
            100.0 * chance.value,
            plus_minus(&chance, 100.0, 1)
        );
        if let Some(by) = &overview.overrun {
            let amount = money(by.value, currency);
            sentence += &format!(
                ", in those by {amount} on average ({})",
                plus_minus(by, 1.0, 0)
            );
        }
        sentences.push(sentence + ".");
    }
    let most = overview
        .spread
        .iter()
        .max_by(|a, b| a.share.value.total_cmp(&b.share.value));
    if let Some(most) = most.filter(|_| overview.spread.len() > 1) {
        sentences.push(format!(
            "{} brings {:.0} % of the spread of the cost ({}).",
            most.team,
            100.0 * most.share.value,
            plus_minus(&most.share, 100.0, 1)
        ));
    }
    sentences
}

/// Variable pay by team: mean and quantiles, each with its error, and the team's part in the spread.
fn pay_table(company: &Company, overview: &Overview) -> Table {
    let mut table = plain_table(7);
    table.set_header([
        "variable pay",
        "seats",
        "mean",
        "p05",
        "p50",
        "p95",
        "of spread",
    ]);
    let teams = company
        .teams
        .iter()
        .map(|team| (team.name.as_str(), team.seats.len()));
    let all = company.teams.iter().map(|team| team.seats.len()).sum();
    for (team, seats) in teams.chain([(COMPANY, all)]) {
        let Some(line) = overview.line(team, &Metric::VariablePay) else {
            continue;
        };
        let share = overview.spread.iter().find(|share| share.team == team);
        let share = share.map_or(String::new(), |s| with_error(&s.share, 100.0, 0) + " %");
        let amount = |statistic| cell(line, statistic, 1.0, 0);
        table.add_row([
            team.to_owned(),
            seats.to_string(),
            amount(Statistic::Mean),
            amount(Statistic::P05),
            amount(Statistic::P50),
            amount(Statistic::P95),
            share,
        ]);
    }
    table
}

/// What else decides: cost, bookings, CCOS, retention of the company.
fn figures_table(overview: &Overview) -> Table {
    let mut table = plain_table(5);
    table.set_header(["company", "mean", "p05", "p50", "p95"]);
    let figures = [
        (Metric::TotalCost, "total cost", 1.0, 0),
        (Metric::Bookings, "bookings", 1.0, 0),
        (Metric::Ccos, "CCOS %", 100.0, 2),
        (Metric::Nrr, "NRR %", 100.0, 2),
        (Metric::Grr, "GRR %", 100.0, 2),
        (Metric::Clawback, "clawback", 1.0, 0),
    ];
    for (metric, name, factor, decimals) in figures {
        let Some(line) = overview.line(COMPANY, &metric) else {
            continue;
        };
        let value = |statistic| cell(line, statistic, factor, decimals);
        table.add_row([
            name.to_owned(),
            value(Statistic::Mean),
            value(Statistic::P05),
            value(Statistic::P50),
            value(Statistic::P95),
        ]);
    }
    table
}

/// Prints what each team was paid.
pub(super) fn print_statements(
    company: &Company,
    teams: &[Statements<'_>],
    timeline: Timeline,
    place: &Path,
) {
    println!(
        "{}",
        strong(&format!(
            "{}: payments by team, in {}",
            company.name, company.currency
        ))
    );
    println!();
    let mut table = plain_table(5);
    table.set_header(["team", "reps", "paid", "recovered", "net pay"]);
    for team in teams {
        let of_year = || {
            team.payments
                .iter()
                .filter(|payment| payment.month >= timeline.plan_year())
        };
        let paid: Cents = of_year().map(|payment| payment.paid).sum();
        let recovered: Cents = of_year().map(|payment| payment.recovered).sum();
        let mut reps: Vec<(usize, usize)> = of_year().map(|p| (p.seat, p.stint)).collect();
        reps.dedup();
        table.add_row([
            team.team.to_owned(),
            reps.len().to_string(),
            cents(paid),
            cents(recovered),
            cents(paid - recovered),
        ]);
    }
    println!("{table}");
    println!();
    println!("Results: {}", place.display());
}

/// A table of words on the left and numbers on the right of each column.
fn plain_table(columns: usize) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING);
    for column in 1..columns {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

fn cell(line: &Line, statistic: Statistic, factor: f64, decimals: usize) -> String {
    line.summary
        .get(statistic)
        .map_or(String::new(), |estimate| {
            with_error(&estimate, factor, decimals)
        })
}

/// A value with half its interval; without one where it is exact.
fn with_error(estimate: &Estimate, factor: f64, decimals: usize) -> String {
    let value = decimal(factor * estimate.value, decimals);
    match estimate.interval {
        Some(_) => format!("{value} {}", plus_minus(estimate, factor, decimals)),
        None => value,
    }
}

fn plus_minus(estimate: &Estimate, factor: f64, decimals: usize) -> String {
    match estimate.interval {
        Some(interval) => format!("± {}", decimal(factor * interval.half_width(), decimals)),
        None => "exact".to_owned(),
    }
}

fn money(amount: f64, currency: &str) -> String {
    match currency {
        "USD" => format!("${}", grouped(amount)),
        code => format!("{code} {}", grouped(amount)),
    }
}

fn cents(amount: Cents) -> String {
    let text = amount.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, "00"));
    format!("{}.{fraction}", with_separators(whole))
}

fn grouped(number: f64) -> String {
    decimal(number, 0)
}

/// With so many decimals and thousands separators.
fn decimal(number: f64, decimals: usize) -> String {
    let text = format!("{number:.decimals$}");
    match text.split_once('.') {
        Some((whole, fraction)) => format!("{}.{fraction}", with_separators(whole)),
        None => with_separators(&text),
    }
}

fn with_separators(whole: &str) -> String {
    let (sign, digits) = whole
        .strip_prefix('-')
        .map_or(("", whole), |digits| ("-", digits));
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}")
}

fn strong(text: &str) -> String {
    if terminal::colours_stdout() {
        format!("\u{1b}[1m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(decimal(1_234_567.891, 0), "1,234,568");
        assert_eq!(decimal(-999.5, 1), "-999.5");
        assert_eq!(decimal(-1234.0, 0), "-1,234");
        assert_eq!(cents(Cents(-123_456_789)), "-1,234,567.89");
        assert_eq!(money(2e6, "EUR"), "EUR 2,000,000");
    }
}
