//! Tables as runs write them, and such as they hardly do.

use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use crate::distribution::standard_normal_quantile;
use crate::plots::facts::Facts;
use crate::tables::{
    ColumnSpec, CompanyRecord, Kind as Cells, RunRecord, Table, TableSpec, Values, schema,
};

/// Names that people give, and that a picture has to bear.
const AWKWARD: [&str; 7] = [
    "AE",
    "<script>alert(\"1\")</script> & 'co', inc.",
    "🚀 Growth 😀",
    "צוות מכירות",
    "فريق المبيعات",
    "Überlänge mit Ünïcode",
    "LONG",
];

/// An awkward name, each another; one has 200 letters.
pub(super) fn awkward(number: usize) -> String {
    let name = match AWKWARD[number % AWKWARD.len()] {
        "LONG" => "Mid-market ".repeat(19)[..200].to_owned(),
        name => name.to_owned(),
    };
    if number < AWKWARD.len() { name } else { format!("{name} {number}") }
}

pub(super) fn facts(budget: Option<f64>) -> Facts {
    let mut record = RunRecord::new(Vec::new(), 1, UNIX_EPOCH, Duration::ZERO);
    record.seed = Some(7);
    record.years = Some(400);
    record.company = Some(CompanyRecord {
        name: awkward(1),
        currency: "USD".into(),
        variable_pay_budget: budget,
    });
    Facts::of(&record)
}

/// A cell of a table.
#[derive(Clone)]
pub(super) enum Cell {
    Text(String),
    Integer(i64),
    Number(Option<f64>),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(Some(number))
    }
}

/// A table with these columns; what a row does not name is 0 or empty.
pub(super) fn table(spec: TableSpec, rows: &[Vec<(&str, Cell)>]) -> Table {
    let spec = Arc::new(spec);
    let column = |column: &ColumnSpec| {
        let cells = rows
            .iter()
            .map(|row| row.iter().find(|cell| cell.0 == column.name).map(|it| it.1.clone()));
        match column.kind {
            Cells::Text => Values::text(cells.map(|cell| match cell {
                Some(Cell::Text(text)) => text,
                _ => String::new(),
            })),
            Cells::Integer => Values::Integer(
                cells
                    .map(|cell| if let Some(Cell::Integer(number)) = cell { number } else { 0 })
                    .collect(),
            ),
            Cells::Money => Values::Money(cells.map(|_| None).collect()),
            Cells::Number => {
                let empty = if column.nullable { None } else { Some(0.0) };
                let number =
                    |cell| if let Some(Cell::Number(number)) = cell { number } else { empty };
                Values::Number(cells.map(number).collect())
            }
        }
    };
    let columns = spec.columns.iter().map(column).collect();
    Table::new(&spec, columns).unwrap()
}

/// The cells of a value and of the ends of its interval.
fn with_ends(columns: [&'static str; 3], value: f64, half_width: f64) -> Vec<(&'static str, Cell)> {
    let cells = [value, value - half_width, value + half_width];
    columns.into_iter().zip(cells.map(Cell::from)).collect()
}

/// Years of the company with these costs.
pub(super) fn years(costs: &[f64]) -> Table {
    let row = |(year, cost): (usize, &f64)| {
        vec![
            ("year", Cell::from(year as i64 + 1)),
            ("team", "company".into()),
            ("variable_pay", (*cost).into()),
        ]
    };
    let rows: Vec<_> = costs.iter().enumerate().map(row).collect();
    table(schema::years(["variable_pay"]).unwrap(), &rows)
}

/// Costs that look like those of a company: 400, skewed to the right, the median 1.5 million.
pub(super) fn usual() -> Vec<f64> {
    let quantile = |i: i32| standard_normal_quantile((f64::from(i) + 0.5) / 400.0);
    (0..400).map(|i| 1.5e6 * (0.18 * quantile(i)).exp()).collect()
}

pub(super) fn months(scale: f64, spread: f64) -> Table {
    let row = |month: i64| {
        let middle = scale * (1.0 + (month % 3) as f64);
        let at = |times: f64| Cell::from(middle * (1.0 + times * spread));
        vec![
            ("month", Cell::from(month)),
            ("team", "company".into()),
            ("metric", "variable_pay".into()),
            ("mean", at(0.1)),
            ("mean_low", at(0.09)),
            ("mean_high", at(0.11)),
            ("p05", at(-0.6)),
            ("p05_low", at(-0.63)),
            ("p05_high", at(-0.57)),
            ("p25", at(-0.2)),
            ("p50", at(0.0)),
            ("p75", at(0.3)),
            ("p95", at(0.9)),
            ("p95_low", at(0.85)),
            ("p95_high", at(0.95)),
            ("n", 400_i64.into()),
        ]
    };
    table(schema::months(), &(1..=12).map(row).collect::<Vec<_>>())
}

pub(super) fn payouts(teams: usize, bands: usize) -> Table {
    let band = |team: usize, band: usize| {
        let pay = 40_000.0 * band as f64 / 10.0;
        let mut row = vec![
            ("team", Cell::Text(awkward(team))),
            ("attainment_from", (band as f64 / 10.0).into()),
            ("rep_years", 100_i64.into()),
            ("share", (1.0 / bands as f64).into()),
            ("share_low", (1.0 / bands as f64 - 0.002).into()),
            ("share_high", (1.0 / bands as f64 + 0.002).into()),
            ("mean_pay", pay.into()),
            ("ci_low", (pay - 700.0).into()),
            ("ci_high", (pay + 700.0).into()),
            ("p10", (0.8 * pay).into()),
            ("p50", pay.into()),
            ("p90", (1.3 * pay).into()),
        ];
        if band < 20 {
            row.push(("attainment_to", ((band + 1) as f64 / 10.0).into()));
        }
        row
    };
    let rows: Vec<_> =
        (0..teams).flat_map(|team| (0..bands).map(move |it| band(team, it))).collect();
    table(schema::payouts(), &rows)
}

pub(super) fn of_pay(rest: Vec<(&'static str, Cell)>) -> Vec<(&'static str, Cell)> {
    let head: Vec<(&str, Cell)> =
        vec![("team", "company".into()), ("metric", "variable_pay".into())];
    [head, rest].concat()
}

pub(super) fn sources(parts: &[(&'static str, f64)]) -> Table {
    let row = |(source, share): &(&'static str, f64)| {
        of_pay(vec![
            ("source", (*source).into()),
            ("shapley", (*share).into()),
            ("shapley_low", (share - 0.02).into()),
            ("shapley_high", (share + 0.02).into()),
        ])
    };
    table(schema::variance_sources(), &parts.iter().map(row).collect::<Vec<_>>())
}

pub(super) fn scaling() -> Table {
    let row = |(heads, sd): &(Option<f64>, f64)| {
        let sd = *sd;
        of_pay(vec![
            ("heads", Cell::Number(*heads)),
            ("relative_sd", sd.into()),
            ("relative_sd_low", (sd - 0.006).into()),
            ("relative_sd_high", (sd + 0.006).into()),
        ])
    };
    let rows = [
        (Some(0.25), 0.22),
        (Some(0.5), 0.19),
        (Some(1.0), 0.172),
        (Some(2.0), 0.162),
        (None, 0.151),
    ];
    table(schema::variance_scaling(), &rows.iter().map(row).collect::<Vec<_>>())
}

pub(super) fn convergence(numbers: &[i64]) -> Table {
    let row = |statistic: &'static str, years: i64| {
        let error = 250_000.0 / (years as f64).sqrt();
        of_pay(vec![
            ("statistic", statistic.into()),
            ("years", years.into()),
            ("value", (1.5e6 + error / 3.0).into()),
            ("ci_low", (1.5e6 - error).into()),
            ("ci_high", (1.5e6 + error).into()),
        ])
    };
    let rows =
        ["mean", "p95"].into_iter().flat_map(|it| numbers.iter().map(move |years| row(it, *years)));
    table(schema::convergence(), &rows.collect::<Vec<_>>())
}

pub(super) fn alignment(teams: usize) -> Table {
    let figures = ["pay_to_target", "target_reach", "skill_share", "luck_share", "strategy_gap"];
    let row = |team: usize, (number, figure): (usize, &'static str)| {
        let value = 0.2 + 0.1 * number as f64 + 0.01 * team as f64;
        vec![
            ("plans", Cell::from("current")),
            ("team", Cell::Text(awkward(team))),
            ("figure", figure.into()),
            ("unit", "share".into()),
            ("value", value.into()),
            ("ci_low", (value - 0.03).into()),
            ("ci_high", (value + 0.03).into()),
        ]
    };
    let rows =
        (0..teams).flat_map(|team| figures.into_iter().enumerate().map(move |it| row(team, it)));
    table(schema::alignment(), &rows.collect::<Vec<_>>())
}

/// 400 a point up to quota and 600 from it; 5,000 at once there where there is a cliff.
pub(super) fn incentive_profile(teams: usize, cliff: f64) -> Table {
    let row = |team: usize, point: i32| {
        let jump = if point == 99 { cliff } else { 0.0 };
        let next = if point < 100 { 400.0 } else { 600.0 } + jump;
        let names = vec![
            ("plans", Cell::from("current")),
            ("team", Cell::Text(awkward(team))),
            ("attainment", (f64::from(point) / 100.0).into()),
            ("share", 0.005.into()),
        ];
        let doubt = if jump > 0.0 { 30.0 } else { 0.0 };
        let next = with_ends(["next", "next_low", "next_high"], next, 10.0);
        [names, next, with_ends(["cliff", "cliff_low", "cliff_high"], jump, doubt)].concat()
    };
    let rows = (0..teams).flat_map(|team| (0..=200).map(move |point| row(team, point)));
    table(schema::incentive_profile(), &rows.collect::<Vec<_>>())
}

pub(super) fn timing(gain: f64) -> Table {
    let row = |month: i64, moved: &'static str| {
        let gain = if month % 3 == 0 { gain } else { 0.0 };
        let names = vec![
            ("plans", Cell::from("current")),
            ("team", "AE".into()),
            ("period_end", month.into()),
            ("move", moved.into()),
        ];
        let a_year = 24.0 * gain + month as f64;
        let gain = with_ends(["gain", "gain_low", "gain_high"], gain, 50.0);
        let above = with_ends(["above", "above_low", "above_high"], 0.31, 0.02);
        let a_year = with_ends(["a_year", "a_year_low", "a_year_high"], a_year, 500.0);
        [names, gain, above, a_year].concat()
    };
    let rows = (1..=11).flat_map(|month| ["push_out", "pull_in"].map(|moved| row(month, moved)));
    table(schema::timing(), &rows.collect::<Vec<_>>())
}

/// Candidates after today's plans, with these differences of 1.5 million.
pub(super) fn comparison(differences: &[f64]) -> Table {
    let row = |number: usize,
               difference: f64,
               (metric, statistic): (&'static str, &'static str)| {
        let today = if metric == "ccos" { 0.42 } else { 1.5e6 };
        let own = difference / 1.5e6 * today;
        vec![
            ("candidate", Cell::Text(if number == 0 { "today".into() } else { awkward(number) })),
            ("team", "company".into()),
            ("metric", metric.into()),
            ("statistic", statistic.into()),
            ("today", today.into()),
            ("difference", own.into()),
            ("difference_low", (own - 0.002 * today).into()),
            ("difference_high", (own + 0.002 * today).into()),
        ]
    };
    let compared = [
        ("variable_pay", "mean"),
        ("variable_pay", "p95"),
        ("total_cost", "mean"),
        ("ccos", "mean"),
    ];
    let all = [&[0.0], differences].concat();
    let rows = all.into_iter().enumerate();
    let rows = rows.flat_map(|(number, difference)| compared.map(|it| row(number, difference, it)));
    table(schema::comparison(), &rows.collect::<Vec<_>>())
}

pub(super) fn winners(candidates: usize, losing: f64) -> Table {
    let row = |candidate: usize, (number, band): (usize, &'static str)| {
        let change = 2_000.0 * (number as f64 - 1.5);
        let names = vec![
            ("candidate", Cell::Text(awkward(candidate))),
            ("team", "AE".into()),
            ("band", band.into()),
            ("rep_years", 5_000_i64.into()),
            ("p10", (change - 3_000.0).into()),
            ("p90", (change + 3_000.0).into()),
        ];
        let change = with_ends(["change", "change_low", "change_high"], change, 40.0);
        let losing =
            with_ends(["losing_hard", "losing_hard_low", "losing_hard_high"], losing, 0.01);
        let gaining = with_ends(["gaining", "gaining_low", "gaining_high"], 0.14, 0.01);
        [names, change, losing, gaining].concat()
    };
    let bands = ["all", "low", "core", "top"];
    let rows =
        (0..candidates).flat_map(|it| bands.into_iter().enumerate().map(move |band| row(it, band)));
    table(schema::winners_losers(), &rows.collect::<Vec<_>>())
}

/// Every candidate pays 1,000 less a year than the one before.
pub(super) fn payout_curves(candidates: usize) -> Table {
    let row = |candidate: usize, band: i32| {
        let place = f64::from(band) / 10.0;
        let pay = 40_000.0 * place - 1_000.0 * candidate as f64;
        vec![
            ("candidate", Cell::Text(awkward(candidate))),
            ("team", "AE".into()),
            ("measured_by", "quota".into()),
            ("from", place.into()),
            ("rep_years", 100_i64.into()),
            ("performance", (place + 0.05).into()),
            ("pay", pay.into()),
            ("pay_low", (pay - 50.0).into()),
            ("pay_high", (pay + 50.0).into()),
        ]
    };
    let rows = (0..candidates).flat_map(|candidate| (0..=20).map(move |band| row(candidate, band)));
    table(schema::payout_curves(), &rows.collect::<Vec<_>>())
}

/// Stresses with these differences of 1.5 million.
pub(super) fn stress(differences: &[f64]) -> Table {
    let row = |(number, difference): (usize, &f64)| {
        of_pay(vec![
            ("stress", Cell::Text(awkward(number))),
            ("statistic", "mean".into()),
            ("base", 1.5e6.into()),
            ("difference", (*difference).into()),
            ("difference_low", (difference - 9_000.0).into()),
            ("difference_high", (difference + 9_000.0).into()),
        ])
    };
    table(schema::stress(), &differences.iter().enumerate().map(row).collect::<Vec<_>>())
}

/// Numbers of the files, each with half the swing of the one before; of the second the lower setting was refused.
pub(super) fn sensitivity(levers: usize) -> Table {
    let row = |number: usize| {
        let swing = 260_000.0 * 0.5_f64.powi(number as i32);
        let mut row = vec![
            ("lever", Cell::Text(format!("team.{}.attainment.of[{number}].mean", awkward(number)))),
            ("metric", "variable_pay".into()),
            ("statistic", "mean".into()),
            ("rank", (number as i64 + 1).into()),
            ("setting_low", 0.9.into()),
            ("setting_high", 1.1.into()),
            ("high", (swing / 2.0).into()),
            ("swing", swing.into()),
            ("swing_low", (swing - 4_000.0).into()),
            ("swing_high", (swing + 4_000.0).into()),
        ];
        if number != 1 {
            row.push(("low", (-swing / 2.0).into()));
        }
        row
    };
    table(schema::sensitivity(), &(0..levers).map(row).collect::<Vec<_>>())
}
