//! The first sheet: what this is, what made it, what each sheet holds, and how to read it.

use rust_xlsxwriter::{Url, Worksheet, XlsxError};

use super::cell::{self, At};
use super::format::Formats;
use super::picture::Drawn;
use super::sheet::TableSheet;
use crate::digits::{decimal, grouped};
use crate::tables::{ColumnSpec, FinishedRun, METRICS, MONTH_METRICS, PROGRAM, Unit};

/// Widths of the columns, in characters.
const WIDTHS: [f64; 4] = [22.0, 24.0, 24.0, 92.0];
/// Characters that a line of prose has room for: all columns but the first.
const PROSE: usize = 140;
/// Height of a line, in points.
const LINE: f64 = 15.0;

const ABOUT: &str = "The results of one run, which draws synthetic years of a company and pays its plans in each of \
    them. A sheet that is named after a table holds its cells as they are in the folder of the run, where every table \
    is tables/NAME.csv and tables/NAME.parquet, too. Nothing here is a formula.";

const READING: [(&str, &str); 8] = [
    (
        "ci_low, ci_high",
        "The ends of the 95 % interval, like all columns that end in _low and _high: how far the estimate may be off \
         because no more years were drawn, not how far a year may be. Of 100 runs with other seeds about 95 have \
         intervals that hold what ever more years would say. Empty where the value is exact, or its error not known.",
    ),
    (
        "p01 … p99",
        "How far a year may be: 1 year of 100 is below p01, 1 of 20 below p05, half of them below p50, 1 of 20 above p95.",
    ),
    (
        "currency",
        "Whole units of the company's currency; in statements, of the currency in which the plan pays.",
    ),
    ("share, ratio (1 = 100 %)", "Held as 0.42 and shown as 42.0%: 1 is 100 %."),
    ("ratio", "How many times something else, shown with three decimals."),
    ("empty cell", "A missing value: nothing to say, never nought."),
    (
        "digits",
        "Cells hold every digit; formats show fewer. A whole number or an amount of more than 15 digits, which Excel \
         would round, is text.",
    ),
    ("names", "Always text, also where they begin with = + - or @."),
];

/// Writes the sheet.
pub(super) fn write(
    page: &mut Worksheet,
    formats: &Formats,
    run: &FinishedRun,
    (pictures, tables): (&[Drawn], &[TableSheet]),
    lacks: &[String],
) -> Result<(), XlsxError> {
    page.set_name("read_me")?;
    for (column, width) in (0..).zip(WIDTHS) {
        page.set_column_width(column, width)?;
    }
    page.set_screen_gridlines(false);
    page.set_landscape();
    page.set_print_fit_to_pages(1, 0);
    let mut sheet = ReadMe { page, formats, row: 0 };
    let company = run.record().company.as_ref();
    sheet.title(&match company {
        Some(company) => format!("{}: results of {PROGRAM}", company.name),
        None => format!("Results of {PROGRAM}"),
    })?;
    sheet.line("", ABOUT)?;
    sheet.of_run(run)?;
    sheet.section("Sheets")?;
    for picture in pictures {
        sheet.entry(picture.sheet, "", "chart", picture.holds)?;
    }
    for table in tables {
        let rows = format!("{} rows", grouped(table.table.rows() as f64));
        sheet.entry(table.name(), "", &rows, table.table.spec().meaning)?;
    }
    for lack in lacks {
        sheet.line("", lack)?;
    }
    sheet.section("How to read it")?;
    if let Some(company) = company {
        sheet.line("the company's currency", &company.currency)?;
    }
    for (what, meaning) in READING {
        sheet.line(what, meaning)?;
    }
    sheet.section("Columns")?;
    for table in tables {
        for column in &table.table.spec().columns {
            sheet.column(table.name(), column)?;
        }
    }
    if tables.iter().any(|table| table.table.texts("metric").is_some()) {
        sheet.section("Metrics")?;
        for metric in METRICS.iter().chain(MONTH_METRICS) {
            sheet.column("", metric)?;
        }
    }
    Ok(())
}

/// The sheet as it grows downwards.
struct ReadMe<'a> {
    page: &'a mut Worksheet,
    formats: &'a Formats,
    row: u32,
}

impl ReadMe<'_> {
    fn title(&mut self, text: &str) -> Result<(), XlsxError> {
        self.page.write_string_with_format(self.row, 0, text, &self.formats.title)?;
        self.row += 1;
        Ok(())
    }

    fn section(&mut self, text: &str) -> Result<(), XlsxError> {
        self.row += 1;
        self.page.write_string_with_format(self.row, 0, text, &self.formats.section)?;
        self.row += 1;
        Ok(())
    }

    /// A word and what is said of it, over as many lines as that takes.
    fn line(&mut self, label: &str, text: &str) -> Result<(), XlsxError> {
        self.words(0, label)?;
        let text = cell::shortened(text);
        let lines = text.chars().count().div_ceil(PROSE).max(1);
        self.page.merge_range(self.row, 1, self.row, 3, &text, &self.formats.prose)?;
        self.page.set_row_height(self.row, LINE * lines as f64)?;
        self.row += 1;
        Ok(())
    }

    /// A word and a number of it.
    fn number(&mut self, label: &str, value: f64, unit: Unit) -> Result<(), XlsxError> {
        self.words(0, label)?;
        cell::number(self.page, self.formats, At { row: self.row, column: 1 }, value, unit)?;
        self.row += 1;
        Ok(())
    }

    /// A row of the list of sheets, or of columns: what it is about, which begins with the name of a sheet.
    fn entry(&mut self, sheet: &str, name: &str, kind: &str, what: &str) -> Result<(), XlsxError> {
        if name.is_empty() {
            let link = Url::new(format!("internal:'{sheet}'!A1")).set_text(sheet);
            self.page.write_url(self.row, 0, link)?;
        } else {
            self.words(0, sheet)?;
            self.words(1, name)?;
        }
        self.words(2, kind)?;
        let lines = what.chars().count().div_ceil(WIDTHS[3] as usize).max(1);
        self.page.write_string_with_format(self.row, 3, what, &self.formats.prose)?;
        self.page.set_row_height(self.row, LINE * lines as f64)?;
        self.row += 1;
        Ok(())
    }

    fn column(&mut self, sheet: &str, column: &ColumnSpec) -> Result<(), XlsxError> {
        self.entry(sheet, &column.name, column.unit, &column.meaning)
    }

    fn words(&mut self, column: u16, text: &str) -> Result<(), XlsxError> {
        if text.is_empty() {
            return Ok(());
        }
        cell::text(self.page, self.formats, At { row: self.row, column }, text)
    }

    fn of_run(&mut self, run: &FinishedRun) -> Result<(), XlsxError> {
        let record = run.record();
        self.section("The run")?;
        if let Some(budget) = record.company.as_ref().and_then(|it| it.variable_pay_budget) {
            self.number("budget of variable pay", budget, Unit::Currency)?;
        }
        self.line("command", &record.command.join(" "))?;
        self.line("program", &format!("{} {}", record.program, record.version))?;
        self.line("started", &record.started)?;
        self.line("took", &format!("{} s", decimal(record.wall_seconds, 1)))?;
        if let Some(years) = record.years {
            self.number("synthetic years", years as f64, Unit::Count)?;
        }
        if let Some(seed) = record.seed {
            // A seed may have more digits than a number of Excel.
            self.line("seed", &seed.to_string())?;
        }
        if let Some(precision) = &record.precision {
            let reached = if precision.reached { "reached" } else { "not reached" };
            let wanted = decimal(100.0 * precision.relative, 2);
            self.line("precision", &format!("{wanted} % asked for, {reached}"))?;
        }
        for warning in &record.warnings {
            self.line("warning", warning)?;
        }
        self.section("Files that were read")?;
        for input in &record.inputs {
            let (path, bytes, hash) = (&input.path, input.bytes, &input.sha256);
            self.line("", &format!("{path}, {bytes} bytes, SHA-256 {hash}"))?;
        }
        Ok(())
    }
}
