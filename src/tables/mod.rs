//! Result tables: declared once, validated when built, written as CSV and as Parquet.
//!
//! This is the last stage of a run. The stages above hand over plain columns; nothing here knows plans,
//! companies or statistics, only what a column is called, what it holds and in which unit.
//!
//! ```text
//! schema ─► TableSpec ─► Table (a chunk of rows, checked) ─► TableWriter ─► tables/NAME.csv
//!                                                                     └──► tables/NAME.parquet
//! OutputFolder: everything goes into a hidden folder, which becomes the output when the run is whole;
//!               run.json is written last. A checkpoint of its years stands beside it under a name
//! ```
//!
//! Only this module uses `polars`.

mod abandoned;
mod checkpoint;
mod column;
mod csv_file;
pub mod dictionary;
mod finished;
mod metric;
mod output;
mod output_file;
mod run;
pub mod schema;
mod table;
mod target;
mod unit;
mod writer;

#[cfg(test)]
mod output_tests;
#[cfg(test)]
mod place;
#[cfg(test)]
mod round_trip_tests;
#[cfg(test)]
mod target_tests;

pub use column::{ColumnSpec, Kind, TableSpec};
pub use csv_file::CsvFile;
pub use finished::{FinishedRun, ReadError, YEARS_READ};
pub use metric::{COMPONENT_PREFIX, METRICS, MONTH_METRICS, metric_column};
pub use output::{OutputError, OutputFolder};
pub use output_file::OutputFile;
pub use run::{
    CompanyRecord, InputRecord, PROGRAM, PreciseRecord, PrecisionRecord, RUN_FILE, RunRecord,
    ShardRecord, TableRecord, utc,
};
pub use table::{CellFault, MONEY_LIMIT, Table, TableError, Values};
pub use target::TargetError;
pub use unit::{Unit, Units};
pub use writer::{ROWS_PER_CHUNK, TableWriter, WriteError};
