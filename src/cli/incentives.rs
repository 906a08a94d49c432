//! What a little more pays, and what moving a deal in time pays, for the screen of `simulate --alignment`.

use std::cmp::Ordering;

use super::digits::{Shown, decimal, shown};
use super::screen::aligned;
use crate::metrics::TeamLine;
use crate::statistics::Estimate;
use crate::study::alignment::{Alignment, Move, ProfileRow, TimingRow};

/// Attainments that are shown, in per cent.
const AT: [usize; 6] = [50, 80, 99, 100, 120, 150];

/// Both tables with a line of explanation each; nothing where no team has any.
pub(super) fn lines(found: &Alignment, teams: &[TeamLine]) -> String {
    [profile(found, teams), timing(found, teams)].into_iter().flatten().collect()
}

/// What the next 1 % of quota pays at some attainments.
fn profile(found: &Alignment, teams: &[TeamLine]) -> Option<String> {
    let of_team = |(number, team): (usize, &TeamLine)| {
        let next = |percent: &usize| {
            let is_it = |row: &&ProfileRow| (row.team, row.percent) == (number, *percent);
            found
                .profile
                .iter()
                .find(is_it)
                .map(|row| cells(Some(&row.next), 1.0, "").join(" ").trim_end().to_owned())
        };
        let cells: Option<Vec<String>> = AT.iter().map(next).collect();
        cells.map(|cells| [vec![team.name.clone()], cells].concat())
    };
    let rows: Vec<Vec<String>> = teams.iter().enumerate().filter_map(of_team).collect();
    if rows.is_empty() {
        return None;
    }
    let at = AT.iter().map(|percent| format!("at {percent} %"));
    let heading = [vec!["next 1 % of quota pays".to_owned()], at.collect()].concat();
    Some(format!("{}\n\n", aligned(heading, rows)))
}

/// The month end and move by which each team's reps gain most.
fn timing(found: &Alignment, teams: &[TeamLine]) -> Option<String> {
    let of_team = |(number, team): (usize, &TeamLine)| {
        let rows = found.timing.iter().filter(|row| row.team == number);
        rows.max_by(|a, b| more_at_stake(a, b)).map(|row| timing_row(team, row))
    };
    let rows: Vec<Vec<String>> = teams.iter().enumerate().filter_map(of_team).collect();
    if rows.is_empty() {
        return None;
    }
    let heading = ["moving one deal", "", "gain", "", "p95", "", "gain > 1 %", "", "a year", ""];
    let legend = "For each team the month end at which most is at stake: mean gain of a rep over the whole year, whose gain is above\n\
                  1 % of target incentive, and what the team's reps would gain in a year.";
    Some(format!("{}\n\n{legend}\n\n", aligned(heading.map(str::to_owned).to_vec(), rows)))
}

fn more_at_stake(a: &TimingRow, b: &TimingRow) -> Ordering {
    let at_stake = |row: &TimingRow| row.a_year.map_or(0.0, |estimate| estimate.value);
    // Of equals the first: the last that is not less than the others is told.
    at_stake(a)
        .total_cmp(&at_stake(b))
        .then((b.month, b.way as usize).cmp(&(a.month, a.way as usize)))
}

fn timing_row(team: &TeamLine, row: &TimingRow) -> Vec<String> {
    let way = match row.way {
        Move::PushOut => format!("out of month {}", row.month),
        Move::PullIn => format!("into month {}", row.month),
    };
    let [gain, gain_error] = cells(Some(&row.gain), 1.0, "");
    let [above, above_error] = cells(row.above.as_ref(), 100.0, " %");
    let [a_year, a_year_error] = cells(row.a_year.as_ref(), 1.0, "");
    let [p95, p95_error] = cells(Some(&row.p95), 1.0, "");
    vec![
        team.name.clone(),
        way,
        gain,
        gain_error,
        p95,
        p95_error,
        above,
        above_error,
        a_year,
        a_year_error,
    ]
}

/// A value and half its interval; a dash where there is none.
fn cells(estimate: Option<&Estimate>, factor: f64, unit: &str) -> [String; 2] {
    match estimate {
        None => ["–".to_owned(), String::new()],
        Some(estimate) if estimate.interval.is_none() => {
            [decimal(factor * estimate.value, 0) + unit, String::new()]
        }
        Some(estimate) => {
            let Shown { value, error } = shown(estimate, factor, 0);
            [value + unit, error]
        }
    }
}
