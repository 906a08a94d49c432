//! A roster: the real people of a team, one a line, in place of a headcount.

use std::collections::BTreeMap;

use crate::diagnostic::{Document, Finding, Severity};
use crate::money::Cents;
use crate::spec::cell::{amount, number};
use crate::spec::sheet::Sheet;

use super::{Leave, Seat};

/// The columns that a roster may have.
const COLUMNS: [&str; 9] = [
    "rep",
    "quota",
    "base",
    "target_incentive",
    "start_month",
    "end_month",
    "leave_from",
    "leave_months",
    "attainment",
];

/// The most people of one team.
pub(super) const MOST_PEOPLE: usize = 100_000;

/// The name of the n-th rep of a team, from 1: `AE-01`.
pub(super) fn generated(team: &str, n: usize) -> String {
    format!("{team}-{n:02}")
}

/// The seats of a roster; reps without a name are called `team-01`, `team-02`, …
///
/// # Errors
/// Every cell that does not say what its column holds.
pub(super) fn seats(document: &Document, team: &str) -> Result<Vec<Seat>, Vec<Finding>> {
    let sheet = Sheet::read(document)?;
    let mut findings = sheet.unknown_columns(&COLUMNS);
    if sheet.rows() == 0 {
        findings.push(
            Finding::error_in_file("the roster names nobody")
                .help("write one line a rep under the header"),
        );
    } else if sheet.rows() > MOST_PEOPLE {
        let message =
            format!("the roster has {} reps, at most {MOST_PEOPLE} are simulated", sheet.rows());
        findings.push(Finding::error_in_file(message));
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let mut roster = Roster { sheet, findings };
    let seats: Vec<Seat> = (0..roster.sheet.rows()).map(|row| roster.seat(row, team)).collect();
    roster.names_are_unique();
    if roster.findings.is_empty() { Ok(seats) } else { Err(roster.findings) }
}

/// A roster on its way to seats.
struct Roster<'a> {
    sheet: Sheet<'a>,
    findings: Vec<Finding>,
}

impl Roster<'_> {
    fn seat(&mut self, row: usize, team: &str) -> Seat {
        let (start_month, end_month) = self.months(row);
        Seat {
            rep: self.name(row, team),
            quota: self.money(row, "quota"),
            base: self.money(row, "base"),
            target_incentive: self.money(row, "target_incentive"),
            start_month,
            end_month,
            leave: self.leave(row),
            attainment: self.cell(row, "attainment", attainment),
        }
    }

    fn name(&mut self, row: usize, team: &str) -> String {
        let Some(column) = self.sheet.column("rep") else {
            return generated(team, row + 1);
        };
        let name = self.sheet.cell(row, column).to_owned();
        if name.is_empty() {
            self.refuse(row, column, "this rep has no name".to_owned());
        } else if name.chars().any(char::is_control) {
            self.refuse(row, column, "this name holds characters that do not print".to_owned());
        }
        name
    }

    /// The first and the last month, where known.
    fn months(&mut self, row: usize) -> (Option<usize>, Option<usize>) {
        let start = self.cell(row, "start_month", month);
        let end = self.cell(row, "end_month", month);
        if let (Some(start), Some(end), Some(column)) = (start, end, self.sheet.column("end_month"))
            && end < start
        {
            let message =
                format!("this rep's last month, {}, is before the first, {}", end + 1, start + 1);
            self.refuse(row, column, message);
        }
        (start, end)
    }

    /// The months away, where any are stated.
    fn leave(&mut self, row: usize) -> Option<Leave> {
        let from = self.cell(row, "leave_from", month);
        let months = self.cell(row, "leave_months", |cell| {
            let months = cell.parse().ok().filter(|months| (1..=12_usize).contains(months));
            months.ok_or_else(|| format!("\"{cell}\" is no number of months, 1 to 12"))
        });
        let column =
            |name| self.sheet.column(name).filter(|c| !self.sheet.cell(row, *c).is_empty());
        match (from, months) {
            (Some(from), Some(months)) if from + months <= 12 => Some(Leave { from, months }),
            (Some(from), Some(months)) => {
                let message = format!(
                    "{months} months from month {} on end after the plan year; state those within it",
                    from + 1
                );
                if let Some(column) = column("leave_months") {
                    self.refuse(row, column, message);
                }
                None
            }
            _ => {
                // A cell that does not say what its column holds was refused before.
                let (of_from, of_months) = (column("leave_from"), column("leave_months"));
                if let (Some(column), None) | (None, Some(column)) = (of_from, of_months) {
                    let message = "`leave_from` and `leave_months` go together".to_owned();
                    self.refuse(row, column, message);
                }
                None
            }
        }
    }

    fn money(&mut self, row: usize, column: &str) -> Option<Cents> {
        self.cell(row, column, |cell| {
            let cents = Cents::from_decimal(amount(cell)?).map_err(|error| error.to_string())?;
            if cents < Cents::ZERO { Err(format!("{cents} is negative")) } else { Ok(cents) }
        })
    }

    /// What a cell says, where there is one and it is not empty.
    fn cell<T>(
        &mut self,
        row: usize,
        column: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        let index = self.sheet.column(column)?;
        let cell = self.sheet.cell(row, index);
        if cell.is_empty() {
            return None;
        }
        read(cell).map_err(|why| self.refuse(row, index, format!("`{column}`: {why}"))).ok()
    }

    fn names_are_unique(&mut self) {
        let Some(column) = self.sheet.column("rep") else {
            return;
        };
        let mut first_rows = BTreeMap::new();
        let mut repeated = Vec::new();
        for row in 0..self.sheet.rows() {
            let name = self.sheet.cell(row, column);
            match first_rows.get(name) {
                Some(first) if !name.is_empty() => {
                    repeated.push((row, *first, format!("two reps are called \"{name}\"")))
                }
                _ => drop(first_rows.insert(name, row)),
            }
        }
        for (row, first, message) in repeated {
            let mut finding = Finding::new(Severity::Error, self.sheet.place(row, column), message);
            finding.related.push((self.sheet.place(first, column), "first named here".to_owned()));
            self.findings.push(finding);
        }
    }

    fn refuse(&mut self, row: usize, column: usize, message: String) {
        self.findings.push(Finding::new(Severity::Error, self.sheet.place(row, column), message));
    }
}

/// A month of the plan year, written from 1, kept from 0.
fn month(cell: &str) -> Result<usize, String> {
    let month = cell.parse().ok().filter(|month| (1..=12_usize).contains(month));
    month
        .map(|month| month - 1)
        .ok_or_else(|| format!("\"{cell}\" is no month of the plan year, 1 to 12"))
}

/// An attainment as a share of quota; a number that looks like a percentage needs its sign.
fn attainment(cell: &str) -> Result<f64, String> {
    let (attainment, most) = match cell.strip_suffix('%') {
        Some(percent) => (number(percent.trim())? / 100.0, 100.0),
        None => (number(cell)?, 20.0),
    };
    if (0.0..=most).contains(&attainment) {
        Ok(attainment)
    } else {
        Err(format!("{cell} is no attainment, 0 to 20; 95 % of quota is 0.95, or 95%"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnosis;
    use std::sync::Arc;

    fn read(text: &str) -> Result<Vec<Seat>, String> {
        let document = Document::from_bytes("reps.csv", text.as_bytes().to_vec()).unwrap();
        seats(&document, "AE").map_err(|findings| {
            crate::diagnostic::render(&[Diagnosis::new(Arc::new(document), findings)], false)
        })
    }

    #[test]
    fn people_are_read_from_what_spreadsheets_export() {
        let text = "\u{feff}rep,quota,base,target_incentive,start_month,attainment\r\n\
                    Ann,\"500,000\",60000.50,40000,,\r\n\
                    \"Lee, Bo\",\"1,250,000.00\",,,7,85%\r\n\
                    ,,,,,\r\n";
        let ann = Seat {
            rep: "Ann".to_owned(),
            quota: Some(Cents(50_000_000)),
            base: Some(Cents(6_000_050)),
            target_incentive: Some(Cents(4_000_000)),
            ..Seat::default()
        };
        let lee = Seat {
            rep: "Lee, Bo".to_owned(),
            quota: Some(Cents(125_000_000)),
            start_month: Some(6),
            attainment: Some(0.85),
            ..Seat::default()
        };
        assert_eq!(read(text), Ok(vec![ann, lee]));
    }

    #[test]
    fn people_without_names_are_numbered() {
        let seats = read("quota\n1\n2\n").unwrap();
        assert_eq!(
            seats.iter().map(|seat| seat.rep.as_str()).collect::<Vec<_>>(),
            ["AE-01", "AE-02"]
        );
        assert_eq!(generated("AE", 100), "AE-100");
    }

    #[test]
    fn every_bad_cell_is_named_with_its_place() {
        let shown = read("rep,quota,start_month,attainment\nAnn,12k,13,1\nBo,-5,1.5,\nAnn,500.000,0,\"1,2\"\n,1.005,,200\n").unwrap_err();
        for expected in [
            "`quota`: \"12k\" is no number",
            "reps.csv:2:5",
            "`start_month`: \"13\" is no month of the plan year, 1 to 12",
            "reps.csv:2:9",
            "`quota`: -5.00 is negative",
            "`start_month`: \"1.5\" is no month",
            "two reps are called \"Ann\"",
            "first named here",
            "`quota`: \"500.000\" may be thousands or thousandths",
            "`attainment`: \"1,2\" can be read in two ways",
            "this rep has no name",
            "`quota`: \"1.005\" may be",
            "200 is no attainment",
        ] {
            assert!(shown.contains(expected), "{expected}\n\n{shown}");
        }
    }

    #[test]
    fn unknown_columns_are_refused_with_the_nearest() {
        let shown = read("rep,qouta\nAnn,1\n").unwrap_err();
        assert!(
            shown.contains("unknown column \"qouta\"") && shown.contains("did you mean `quota`?"),
            "{shown}"
        );
        assert!(read("rep;quota\nAnn;1\n").unwrap_err().contains("separate columns by commas"));
        assert!(read("rep,quota\n").unwrap_err().contains("the roster names nobody"));
    }
}
