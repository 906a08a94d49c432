//! What each plan rewards, in the sentences of its scorecard.

use serde::Serialize;

use crate::plots::facts::{name, names, rows_with};
use crate::tables::{FinishedRun, ReadError, Table};

/// The page of a plan.
#[derive(Debug, Serialize)]
pub(super) struct Scorecard {
    pub team: String,
    pub plan: String,
    /// Names of the plan sets that have it; empty where there is one only.
    pub plans: String,
    pub lines: Vec<Line>,
}

/// A line of it.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Line {
    pub about: String,
    pub sentence: String,
}

impl Scorecard {
    fn says_the_same(&self, other: &Self) -> bool {
        self.team == other.team && self.plan == other.plan && self.lines == other.lines
    }
}

/// Those of a run, team by team, the plan sets of a team one after the other.
pub(super) fn of(run: &FinishedRun) -> Result<Vec<Scorecard>, ReadError> {
    Ok(run.table("scorecard")?.map_or(Vec::new(), |table| pages(&table)))
}

fn pages(table: &Table) -> Vec<Scorecard> {
    let sets = names(table, "plans");
    let mut pages: Vec<Scorecard> = Vec::new();
    for team in names(table, "team") {
        for set in &sets {
            let of = [("team", team), ("plans", *set)];
            let rows: Vec<usize> = rows_with(table, &of).collect();
            let Some(first) = rows.first() else { continue };
            let line = |row: &usize| Line {
                about: name(table, "about", *row).to_owned(),
                sentence: name(table, "sentence", *row).to_owned(),
            };
            let page = Scorecard {
                team: team.to_owned(),
                plan: name(table, "plan", *first).to_owned(),
                plans: if sets.len() > 1 { (*set).to_owned() } else { String::new() },
                lines: rows.iter().map(line).collect(),
            };
            // Sets that leave a team's plan as it is say the same of it.
            match pages.iter_mut().find(|known| known.says_the_same(&page)) {
                Some(known) => known.plans += &format!(", {set}"),
                None => pages.push(page),
            }
        }
    }
    pages
}
