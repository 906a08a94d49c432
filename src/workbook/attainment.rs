//! What reps are paid at which attainment, team by team.

use std::ops::Range;

use rust_xlsxwriter::{Chart, ChartMarker, ChartMarkerType, ChartType, Color};

use super::picture::{Drawn, Figures, Picture, cells, line};
use crate::digits::{decimal, grouped};
use crate::tables::{FinishedRun, ReadError, Table, Unit};

const SHEET: &str = "chart_pay_by_attainment";

/// Told apart by colour-blind readers; in black and white by their markers.
const LOOKS: [(Color, ChartMarkerType); 8] = [
    (Color::RGB(0x00_72_B2), ChartMarkerType::Circle),
    (Color::RGB(0xD5_5E_00), ChartMarkerType::Square),
    (Color::RGB(0x00_9E_73), ChartMarkerType::Diamond),
    (Color::RGB(0x00_00_00), ChartMarkerType::Triangle),
    (Color::RGB(0xCC_79_A7), ChartMarkerType::X),
    (Color::RGB(0xE6_9F_00), ChartMarkerType::PlusSign),
    (Color::RGB(0x56_B4_E9), ChartMarkerType::Star),
    (Color::RGB(0x59_59_59), ChartMarkerType::LongDash),
];

/// Mean pay of a rep's year by attainment.
pub(super) fn picture(run: &FinishedRun) -> Result<Picture, ReadError> {
    let Some(payouts) = run.table("payouts")? else {
        return Ok(Picture::missing(
            "There is no sheet chart_pay_by_attainment: the run has no table payouts, which its chart is made of.",
        ));
    };
    let teams = teams_of(&payouts);
    if teams.is_empty() {
        return Ok(Picture::missing(
            "There is no sheet chart_pay_by_attainment: no team has an attainment in any year.",
        ));
    }
    let from = numbers(&payouts, "attainment_from");
    let pay = numbers(&payouts, "mean_pay");
    let mut columns = vec![Figures::new("attainment from", Unit::Share, from.iter().copied())];
    let mut chart = Chart::new(ChartType::ScatterStraightWithMarkers);
    for (place, (team, rows)) in teams.iter().enumerate() {
        let of_team = |row: usize| pay.get(row).copied().flatten().filter(|_| rows.contains(&row));
        columns.push(Figures::new(team.as_str(), Unit::Currency, (0..from.len()).map(of_team)));
        let (colour, marker) = LOOKS[place % LOOKS.len()];
        let heading = cells(SHEET, place + 1, 0..1);
        chart
            .add_series()
            .set_name((heading.0, 0, heading.2))
            .set_categories(cells(SHEET, 0, rows.clone()))
            .set_values(cells(SHEET, place + 1, rows.clone()))
            .set_marker(
                ChartMarker::new().set_type(marker).set_size(6).set_format(&mut line(colour, 1.0)),
            )
            .set_format(&mut line(colour, 1.75));
    }
    chart.x_axis().set_name("attainment, from").set_num_format("0%").set_min(0);
    chart.y_axis().set_name("mean variable pay of a rep's year").set_num_format("#,##0");
    Ok(Picture::Drawn(Box::new(Drawn {
        sheet: SHEET,
        finding: finding(&payouts, &teams[0]),
        holds: "What a rep's year pays on average at which attainment, team by team: a chart and its figures.",
        columns,
        chart,
    })))
}

fn numbers<'a>(table: &'a Table, column: &str) -> &'a [Option<f64>] {
    table.numbers(column).unwrap_or_default()
}

/// The teams and their rows, which stand together.
fn teams_of(payouts: &Table) -> Vec<(String, Range<usize>)> {
    let mut teams: Vec<(String, Range<usize>)> = Vec::new();
    for (row, team) in payouts.texts("team").unwrap_or_default().iter().enumerate() {
        match teams.last_mut() {
            Some((name, rows)) if **name == **team => rows.end = row + 1,
            _ => teams.push((team.to_string(), row..row + 1)),
        }
    }
    teams
}

/// What the first team's reps earn where they make their quota, or where most of them end.
fn finding(payouts: &Table, (team, rows): &(String, Range<usize>)) -> String {
    let (from, to) = (numbers(payouts, "attainment_from"), numbers(payouts, "attainment_to"));
    let (pay, share) = (numbers(payouts, "mean_pay"), numbers(payouts, "share"));
    let at = |values: &[Option<f64>], row: usize| values.get(row).copied().flatten();
    let at_quota = rows.clone().find(|row| {
        at(from, *row).is_some_and(|from| from <= 1.0) && at(to, *row).is_some_and(|to| to > 1.0)
    });
    let most = rows
        .clone()
        .max_by(|a, b| at(share, *a).unwrap_or(0.0).total_cmp(&at(share, *b).unwrap_or(0.0)));
    let row = at_quota.or(most).unwrap_or(rows.start);
    let percent = |value: Option<f64>| value.map(|value| decimal(100.0 * value, 0));
    let band = match (percent(at(from, row)), percent(at(to, row))) {
        (Some(from), Some(to)) => format!("from {from} to {to} %"),
        (from, _) => format!("of {} % and more", from.unwrap_or_default()),
    };
    let pay = at(pay, row).map(grouped).unwrap_or_default();
    format!("In {team} an attainment {band} pays a rep {pay} a year on average")
}
