//! The workbook, put together.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::format::Formats;
use super::picture::Picture;
use super::sheet::TableSheet;
use super::{accrual, attainment, cost, read_me, sheet};
use crate::tables::{FinishedRun, PROGRAM, ReadError};

/// The most rows of a table that a sheet can hold: Excel's 1,048,576 without the heading and the line that says that
/// there are more.
pub const MOST_ROWS: usize = 1_048_574;

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// A table cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The writing library refuses something: a fault of the program.
    #[error("the workbook cannot be made: {0}")]
    Library(#[from] XlsxError),
}

/// A workbook, in memory.
#[derive(Clone, Debug)]
pub struct Made {
    /// The file, as Excel reads it.
    pub bytes: Vec<u8>,
    /// What it lacks of the results, and why, in words.
    pub lacks: Vec<String>,
}

/// Makes the workbook of a run. Sheets hold at most so many rows of a table.
///
/// # Errors
/// A table cannot be read back.
pub fn workbook(run: &FinishedRun, rows: usize) -> Result<Made, WorkbookError> {
    let formats = Formats::new();
    let (mut pictures, mut lacks) = (Vec::new(), Vec::new());
    for picture in [cost::picture(run)?, accrual::picture(run)?, attainment::picture(run)?] {
        match picture {
            Picture::Drawn(drawn) => pictures.push(*drawn),
            Picture::Missing { why } => lacks.push(why),
        }
    }
    let mut tables = Vec::new();
    for record in &run.record().tables {
        let Some(table) = run.first_rows(&record.name, rows.min(MOST_ROWS))? else { continue };
        let sheet = TableSheet { table, of: record.rows };
        lacks.extend(sheet.cut());
        tables.push(sheet);
    }

    let mut book = Workbook::new();
    book.set_properties(&properties(run));
    read_me::write(book.add_worksheet(), &formats, run, (&pictures, &tables), &lacks)?;
    for picture in &pictures {
        picture.write(book.add_worksheet(), &formats)?;
    }
    for table in &tables {
        sheet::write(book.add_worksheet(), &formats, table)?;
    }
    Ok(Made { bytes: book.save_to_buffer()?, lacks })
}

/// What a file manager shows of it. The date is that of the run, so that a run's workbook is always the same file.
fn properties(run: &FinishedRun) -> DocProperties {
    let record = run.record();
    let properties = DocProperties::new()
        .set_title(format!("Results of {PROGRAM}"))
        .set_author(format!("{PROGRAM} {}", record.version));
    match ExcelDateTime::parse_from_str(&record.started) {
        Ok(started) => properties.set_creation_datetime(&started),
        Err(_) => properties,
    }
}
