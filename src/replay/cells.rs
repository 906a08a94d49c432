//! The cells of a row, read one by one: what each has to say, and what is wrong where it does not.

use crate::diagnostic::{Place, suggestion};
use crate::events::{Kind, NO_ACCOUNT};

use super::amount;
use super::entry::What;
use super::month;
use super::people::{MOST_REPS, NoPlace};
use super::row::{Rows, Told};

impl<'a> Rows<'a> {
    pub(super) fn cell(&self, row: usize, column: Option<usize>) -> &'a str {
        column.map_or("", |column| self.sheet.cell(row, column))
    }

    pub(super) fn place(&self, row: usize, column: usize) -> Place {
        self.sheet.place(row, column)
    }

    pub(super) fn what(&mut self, row: usize) -> Option<What> {
        let column = self.columns.event;
        let word = self.cell(row, Some(column));
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == word).map(What::Of);
        let what = kind.or(match word {
            "open" => Some(What::Open),
            "score" => Some(What::Score(0)),
            _ => None,
        });
        if what.is_none() {
            let message = if word.is_empty() {
                "the event is empty".to_owned()
            } else {
                format!("unknown event \"{word}\"")
            };
            self.faults.report_with_help(
                self.place(row, column),
                message,
                suggestion(word, &What::NAMES),
            );
        }
        what
    }

    pub(super) fn team(&mut self, row: usize) -> Option<usize> {
        let column = self.columns.team;
        let name = self.cell(row, Some(column));
        let team = self.teams.iter().position(|team| *team == name);
        if team.is_none() && self.told.insert(Told::Team(name)) {
            let message = if name.is_empty() {
                "the team is empty".to_owned()
            } else {
                format!("the company has no team \"{name}\"")
            };
            self.faults.report_with_help(
                self.place(row, column),
                message,
                suggestion(name, &self.teams),
            );
        }
        team
    }

    pub(super) fn rep(&mut self, row: usize, team: usize) -> Option<usize> {
        let column = self.columns.rep;
        let name = self.cell(row, Some(column));
        if name.is_empty() {
            self.faults.report(self.place(row, column), "the rep is empty");
            return None;
        }
        if name.chars().any(char::is_control) {
            self.faults
                .report(self.place(row, column), "this name holds characters that do not print");
            return None;
        }
        match self.people.place(team, name) {
            Ok(place) => return Some(place),
            Err(NoPlace::NotOnRoster) if self.told.insert(Told::Rep(team, name)) => {
                if self.faults.passes_over(self.place(row, column)) {
                    return None;
                }
                let message =
                    format!("\"{name}\" is not on the roster of team \"{}\"", self.teams[team]);
                let help = match self.people.nearest(team, name) {
                    Some(meant) => format!("did you mean \"{meant}\"?"),
                    None => {
                        "add the rep to the roster; a team with a `headcount` takes its reps from the events".to_owned()
                    }
                };
                self.faults.report_with_help(self.place(row, column), message, help);
            }
            Err(NoPlace::TooMany) if self.told.insert(Told::TooManyReps) => {
                self.faults.report(
                    self.place(row, column),
                    format!("events name at most {MOST_REPS} reps"),
                );
            }
            Err(_) => {}
        }
        None
    }

    pub(super) fn month(&mut self, row: usize) -> Option<i32> {
        let numbered = self.columns.month.map(|column| (column, self.cell(row, Some(column))));
        let dated = self.columns.date.map(|column| (column, self.cell(row, Some(column))));
        let numbered = numbered.filter(|(_, cell)| !cell.is_empty());
        let Some((date_column, date)) = dated.filter(|(_, cell)| !cell.is_empty()) else {
            let Some((column, cell)) = numbered else {
                let column = self.columns.month.or(self.columns.date).unwrap_or(0);
                self.faults.report(self.place(row, column), "the month is empty");
                return None;
            };
            return month::of_number(cell)
                .map_err(|why| self.faults.report(self.place(row, column), why))
                .ok();
        };
        let Some(start) = self.company.fiscal_year_start else {
            if self.told.insert(Told::Dates) {
                let message = "a date needs the start of the fiscal year, which the company file does not state";
                let help = "write `fiscal_year_start = \"2027-01\"` with its first month at the top of the company file";
                self.faults.report_with_help(self.place(row, date_column), message, help);
            }
            return None;
        };
        let of_date = match month::of_date(date, start) {
            Ok(month) => month,
            Err(why) => {
                self.faults.report(self.place(row, date_column), why);
                return None;
            }
        };
        let Some((column, cell)) = numbered else {
            return Some(of_date);
        };
        match month::of_number(cell) {
            Ok(number) if number == of_date.rem_euclid(12) => Some(of_date),
            Ok(_) => {
                let by_date = of_date.rem_euclid(12) + 1;
                let message = format!("month {cell} and the date {date} contradict each other");
                let first = month::month_name(start, 0);
                let help = format!(
                    "months count from {first}, the start of the fiscal year: that date is in month {by_date}"
                );
                self.faults.report_with_help(self.place(row, column), message, help);
                None
            }
            Err(why) => {
                self.faults.report(self.place(row, column), why);
                None
            }
        }
    }

    /// Cents, hundredths of a count, or millionths of a score.
    pub(super) fn amount(&mut self, row: usize, what: What) -> Option<i64> {
        let cell = self.cell(row, Some(self.columns.amount));
        match amount::of(cell, what) {
            Ok(amount) => {
                if !matches!(what, What::Score(_)) {
                    self.in_all += i128::from(amount).abs();
                }
                Some(amount)
            }
            Err((why, help)) => {
                self.faults.report_with_help(self.place(row, self.columns.amount), why, help);
                None
            }
        }
    }

    /// The event, a score with its place among the scores.
    pub(super) fn score(&mut self, row: usize, what: What) -> Option<What> {
        let What::Score(_) = what else {
            return Some(what);
        };
        let name = self.cell(row, self.columns.name);
        if name.is_empty() {
            let column = self.columns.name.unwrap_or(self.columns.event);
            let message = "a score needs a name, such as nps";
            self.faults.report_with_help(
                self.place(row, column),
                message,
                "the column `name` holds the name of each score",
            );
            return None;
        }
        let scores = &mut self.entries.names.scores;
        let place = scores.iter().position(|score| score == name).unwrap_or_else(|| {
            scores.push(name.to_owned());
            scores.len() - 1
        });
        let place = u16::try_from(place);
        if place.is_err() {
            let column = self.columns.name.unwrap_or(self.columns.event);
            self.faults
                .report(self.place(row, column), format!("there are at most {} scores", u16::MAX));
        }
        place.ok().map(What::Score)
    }

    /// The account's number in the file.
    pub(super) fn account(&mut self, row: usize) -> Option<u32> {
        let name = self.cell(row, self.columns.account);
        if name.is_empty() {
            return Some(NO_ACCOUNT);
        }
        if let Some(known) = self.accounts.get(name) {
            return Some(*known);
        }
        let account =
            u32::try_from(self.accounts.len()).ok().filter(|account| *account != NO_ACCOUNT)?;
        self.accounts.insert(name, account);
        self.entries.accounts += 1;
        self.entries.doubtful.push(false);
        Some(account)
    }
}
