//! Writing one table chunk by chunk, as CSV and as Parquet at once.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use polars::io::csv::write::{BatchedWriter as CsvBatches, CsvWriter};
use polars::io::parquet::write::{BatchedWriter as ParquetBatches, ParquetWriter};
use polars::prelude::{PolarsError, SerWriter};

use super::column::TableSpec;
use super::run::TableRecord;
use super::table::{Table, TableError};

/// A good size of a chunk, in rows. Every chunk is a row group of the Parquet file, so the bytes of that
/// file depend on where the chunks end: cut by this number, never by threads or time.
pub const ROWS_PER_CHUNK: usize = 1 << 16;

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The columns are not what was declared: a fault of the program.
    #[error(transparent)]
    Table(#[from] TableError),
    /// A chunk of another table than the one being written: a fault of the program.
    #[error("a chunk of the table {found} in the table {expected}")]
    Mixed {
        /// Table of the chunk.
        found: &'static str,
        /// Table being written.
        expected: &'static str,
    },
    /// The file could not be made or filled: disk full, permission lost.
    #[error("cannot write {}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The writing library failed.
    #[error("cannot write {}: {source}", path.display())]
    Library {
        /// The file.
        path: PathBuf,
        /// What the library says.
        source: PolarsError,
    },
}

impl WriteError {
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        |source| Self::Io { path, source }
    }

    fn library(path: &Path) -> impl FnOnce(PolarsError) -> Self {
        let path = path.to_owned();
        |source| Self::Library { path, source }
    }
}

/// An open pair of files, `NAME.csv` and `NAME.parquet`, that takes a table in chunks. Both hold the same
/// rows and columns. Memory: one chunk, twice.
pub struct TableWriter {
    spec: Arc<TableSpec>,
    rows: u64,
    csv: CsvBatches<File>,
    csv_path: PathBuf,
    parquet: ParquetBatches<BufWriter<File>>,
    parquet_path: PathBuf,
}

impl TableWriter {
    /// Makes both files in a folder.
    ///
    /// # Errors
    /// The files cannot be made.
    pub fn create(folder: &Path, spec: &Arc<TableSpec>) -> Result<Self, WriteError> {
        let csv_path = folder.join(format!("{}.csv", spec.name));
        let parquet_path = folder.join(format!("{}.parquet", spec.name));
        let schema = spec.polars_schema();
        let csv = File::create(&csv_path).map_err(WriteError::io(&csv_path))?;
        let parquet = File::create(&parquet_path).map_err(WriteError::io(&parquet_path))?;
        Ok(Self {
            spec: Arc::clone(spec),
            rows: 0,
            csv: CsvWriter::new(csv)
                .with_float_scientific(Some(false))
                .batched(&schema)
                .map_err(WriteError::library(&csv_path))?,
            parquet: ParquetWriter::new(BufWriter::new(parquet))
                .batched(&schema)
                .map_err(WriteError::library(&parquet_path))?,
            csv_path,
            parquet_path,
        })
    }

    /// Adds rows below those written so far.
    ///
    /// # Errors
    /// A chunk of another table; a file that cannot be filled.
    pub fn append(&mut self, chunk: &Table) -> Result<(), WriteError> {
        if *chunk.spec() != self.spec {
            return Err(WriteError::Mixed { found: chunk.spec().name, expected: self.spec.name });
        }
        let frame = chunk.to_frame().map_err(WriteError::library(&self.csv_path))?;
        self.csv.write_batch(&frame).map_err(WriteError::library(&self.csv_path))?;
        self.parquet.write_batch(&frame).map_err(WriteError::library(&self.parquet_path))?;
        self.rows += chunk.rows() as u64;
        Ok(())
    }

    /// Closes both files; a table without rows has its headings.
    ///
    /// # Errors
    /// A file that cannot be closed.
    pub fn finish(mut self) -> Result<TableRecord, WriteError> {
        self.csv.finish().map_err(WriteError::library(&self.csv_path))?;
        self.parquet.finish().map_err(WriteError::library(&self.parquet_path))?;
        Ok(TableRecord {
            name: self.spec.name.to_owned(),
            rows: self.rows,
            columns: self.spec.columns.len(),
        })
    }
}
