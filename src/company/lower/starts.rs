//! People who are hired during the plan year.

use crate::diagnostic::{Finding, element, join};
use crate::spec::team as file;

use super::super::Seat;
use super::super::roster::{MOST_PEOPLE, generated};
use super::Lowering;

impl Lowering<'_> {
    /// The seats of those who are hired in the plan year, by month; they are numbered after the `others`.
    pub(super) fn starts(
        &mut self,
        team: &str,
        table: &file::Team,
        others: usize,
    ) -> Option<Vec<Seat>> {
        let Some(written) = table.starts.as_deref() else {
            return Some(Vec::new());
        };
        let path = join(team, "starts");
        if table.roster.is_some() {
            let finding = Finding::error_at_key(
                &path,
                "a team with a `roster` names everyone in it, those who start later too",
            );
            self.report(
                finding
                    .related(join(team, "roster"), "the roster")
                    .help("add a row for each of them, with the month in the column `start_month`"),
            );
            return None;
        }
        if written.len() != 12 {
            let message = format!("`starts` has {} numbers, a year has 12 months", written.len());
            let help =
                "say for each month how many are hired, from the first month of the plan year";
            self.report(Finding::error(&path, message).help(help));
            return None;
        }
        let most = MOST_PEOPLE as i64;
        let hires: Vec<_> = written
            .iter()
            .enumerate()
            .map(|(i, number)| self.whole(&element(&path, i), number, 0, most))
            .collect();
        let hires: Vec<i64> = hires.into_iter().collect::<Option<_>>()?;
        let people = others as i64 + hires.iter().sum::<i64>();
        if people > most {
            self.error(
                &path,
                format!("the team would have {people} reps, at most {most} are simulated"),
            );
            return None;
        }
        let name = table.name.as_deref().unwrap_or("team");
        let months = (0..12).zip(hires).flat_map(|(month, hires)| (0..hires).map(move |_| month));
        let seat = |(number, month)| Seat {
            rep: generated(name, number),
            start_month: Some(month),
            ..Seat::default()
        };
        Some((others + 1..).zip(months).map(seat).collect())
    }
}
