//! CSV files with a header line, as spreadsheets export them.
//!
//! The `csv` crate takes the text apart; this adds the place of every cell, so that an error names the line
//! and column where it stands.

use std::ops::Range;

use csv::StringRecord;

use super::cell::number;
use crate::diagnostic::{Document, Finding, Place, Severity, list, nearest, suggestion};

/// After so many errors the rest of a file is not looked at.
const MOST_FINDINGS: usize = 20;

/// A CSV file: a header and rows of as many cells.
#[derive(Debug)]
pub struct Sheet<'a> {
    text: &'a str,
    header: StringRecord,
    rows: Vec<StringRecord>,
}

impl<'a> Sheet<'a> {
    /// The table of a document. Rows without any text are left out.
    ///
    /// # Errors
    /// The header has a column twice or without a name, or a row has more or fewer cells than the header.
    pub fn read(document: &'a Document) -> Result<Self, Vec<Finding>> {
        let text = document.text();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut records = Vec::new();
        for record in reader.records() {
            records.push(record.map_err(|error| vec![Finding::error_in_file(error.to_string())])?);
        }
        records.retain(|record| record.iter().any(|cell| !cell.is_empty()));
        if records.is_empty() {
            return Err(vec![Finding::error_in_file("the file has no header line")]);
        }
        let rows = records.split_off(1);
        let sheet = Self { text, header: records.remove(0), rows };
        let mut findings = sheet.faults_of_header();
        // In a file with other separators commas part nothing: its only "column" says what is wrong.
        if !sheet.is_parted_otherwise() {
            findings.extend(sheet.faults_of_rows());
        }
        if findings.is_empty() { Ok(sheet) } else { Err(first_few(findings)) }
    }

    /// The names of the columns.
    pub fn columns(&self) -> Vec<&str> {
        self.header.iter().collect()
    }

    /// The number of the column of that name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column == name)
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The text of a cell, without blanks at its ends; rows and columns count from 0.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|cells| cells.get(column)).unwrap_or("")
    }

    /// Where a cell stands.
    pub fn place(&self, row: usize, column: usize) -> Place {
        self.rows.get(row).map_or(Place::File, |record| self.place_in(record, column))
    }

    /// An error at every column that is not among the known ones.
    pub fn unknown_columns(&self, known: &[&str]) -> Vec<Finding> {
        let unknown = self.header.iter().enumerate().filter(|(_, name)| !known.contains(name));
        unknown
            .map(|(column, name)| {
                let place = self.place_in(&self.header, column);
                let finding =
                    Finding::new(Severity::Error, place, format!("unknown column \"{name}\""));
                if self.is_parted_otherwise() {
                    finding.help("separate columns by commas, and start decimals with a point")
                } else {
                    // A column that is there already was not meant.
                    let free: Vec<&str> = known
                        .iter()
                        .copied()
                        .filter(|known| self.column(known).is_none())
                        .collect();
                    finding.help(match nearest(name, free) {
                        Some(meant) => format!("did you mean `{meant}`?"),
                        None => suggestion("", known),
                    })
                }
            })
            .collect()
    }

    /// A column of finite numbers, one in each row.
    ///
    /// # Errors
    /// Cells that are empty or no number.
    pub fn numbers(&self, column: usize) -> Result<Vec<f64>, Vec<Finding>> {
        let cells = (0..self.rows()).map(|row| {
            number(self.cell(row, column))
                .map_err(|why| Finding::new(Severity::Error, self.place(row, column), why))
        });
        let mut numbers = Vec::new();
        let mut findings = Vec::new();
        for cell in cells {
            match cell {
                Ok(number) => numbers.push(number),
                Err(finding) => findings.push(finding),
            }
        }
        if findings.is_empty() { Ok(numbers) } else { Err(first_few(findings)) }
    }

    /// Whether the columns are separated by something else than commas.
    pub fn is_parted_otherwise(&self) -> bool {
        let only = self.header.get(0).filter(|_| self.header.len() == 1);
        only.is_some_and(|name| name.contains([';', '\t']))
    }

    fn faults_of_header(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (column, name) in self.header.iter().enumerate() {
            let fault = if name.is_empty() {
                format!("column {} has no name", column + 1)
            } else if self.column(name) != Some(column) {
                format!("two columns are called \"{name}\"")
            } else {
                continue;
            };
            findings.push(Finding::new(
                Severity::Error,
                self.place_in(&self.header, column),
                fault,
            ));
        }
        findings
    }

    fn faults_of_rows(&self) -> Vec<Finding> {
        let width = self.header.len();
        let wrong = self.rows.iter().filter(|row| row.len() != width);
        wrong
            .map(|row| {
                let place = self.place_in(
                    row,
                    row.len().min(width).saturating_sub(usize::from(row.len() < width)),
                );
                let message = format!("this row has {}, the header has {width}", cells(row.len()));
                let finding = Finding::new(Severity::Error, place, message);
                if row.iter().next_back().is_some_and(|cell| cell.contains('\n')) {
                    finding.help("a cell goes on over the lines below: its quotes are not closed")
                } else if row.len() > width {
                    finding.help("a cell that holds a comma stands in quotes: \"1,000\"")
                } else {
                    finding.help(format!("the columns are {}", list(self.header.iter(), "and")))
                }
            })
            .collect()
    }

    fn place_in(&self, record: &StringRecord, column: usize) -> Place {
        let start = record.position().and_then(|p| usize::try_from(p.byte()).ok()).unwrap_or(0);
        Place::Bytes(cell_range(self.text, start, column))
    }
}

fn cells(number: usize) -> String {
    if number == 1 { "1 cell".to_owned() } else { format!("{number} cells") }
}

fn first_few(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.truncate(MOST_FINDINGS);
    findings
}

/// Where a cell of the record that starts at a byte stands in the text, quotes included.
fn cell_range(text: &str, start: usize, column: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let mut at = start.min(bytes.len());
    while bytes.get(at).is_some_and(|b| matches!(b, b'\r' | b'\n')) {
        at += 1;
    }
    let mut cell = 0;
    let mut cell_start = at;
    let mut quoted = false;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted && cell == column => break,
            b',' if !quoted => {
                cell += 1;
                cell_start = at + 1;
            }
            b'\r' | b'\n' if !quoted => break,
            _ => {}
        }
        at += 1;
    }
    let written = &text[cell_start..at];
    let blanks = written.len() - written.trim_start().len();
    cell_start + blanks..(cell_start + written.trim_end().len()).max(cell_start + blanks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(document: &Document) -> Sheet<'_> {
        Sheet::read(document).unwrap()
    }

    #[test]
    fn a_cell_is_found_in_the_text() {
        let text = "a,b,c\r\n\r\n1,\"2,0\n0\",3\r\n4, 5 ,\n";
        let document = Document::new("x.csv", text);
        let sheet = sheet(&document);
        let at = |row, column| match sheet.place(row, column) {
            Place::Bytes(range) => text[range].to_owned(),
            other => format!("{other:?}"),
        };
        assert_eq!((at(0, 0), at(0, 1), at(0, 2)), ("1".into(), "\"2,0\n0\"".into(), "3".into()));
        assert_eq!((at(1, 0), at(1, 1), at(1, 2)), ("4".into(), "5".into(), String::new()));
        assert_eq!(sheet.cell(1, 1), "5");
    }

    #[test]
    fn a_bad_table_is_refused_in_words() {
        let messages = |text: &str| {
            let document = Document::new("x.csv", text);
            let findings = Sheet::read(&document).map(|_| ()).unwrap_err();
            findings.into_iter().map(|finding| finding.message).collect::<Vec<_>>()
        };
        assert_eq!(messages("a,a\n1,2\n"), ["two columns are called \"a\""]);
        assert_eq!(messages("a,\n1,2\n"), ["column 2 has no name"]);
        assert_eq!(
            messages("a,b\n1\n1,2,3\n"),
            ["this row has 1 cell, the header has 2", "this row has 3 cells, the header has 2"]
        );
        assert_eq!(messages("\n,,\n"), ["the file has no header line"]);
    }
}
