//! Results as an Excel workbook: a read-me sheet, pictures with their tables, and one sheet for every table.
//!
//! ```text
//! FinishedRun ─┬─► read_me                   what the run was, what each sheet holds, how to read it
//!              ├─► cost, accrual, attainment a native chart each, beside the figures that it shows
//!              └─► one sheet a table         typed cells, formats by unit, frozen heading, filter
//! ```
//!
//! A cell holds the very value of the table: a number as the same 64 bits, an amount to the cent, a name as text,
//! never a formula. What Excel cannot hold so (a whole number or an amount of more than 15 digits) is text. A table with
//! more rows than a sheet is to hold is cut, and the read-me sheet, the end of the sheet and the command say so.
//!
//! Only this module uses `rust_xlsxwriter`.

mod accrual;
mod attainment;
mod cell;
mod cost;
mod format;
mod made;
mod picture;
mod read_me;
mod sheet;

pub use made::{MOST_ROWS, Made, WorkbookError, workbook};
