//! A table as one CSV file at a place of its own.

use std::path::Path;

use super::column::TableSpec;
use super::output::OutputError;
use super::output_file::OutputFile;
use super::table::Table;
use super::target::TargetError;
use super::writer::TableWriter;

/// Where a table goes as a single CSV file: whole, or not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvFile(OutputFile);

impl CsvFile {
    /// Looks at the place: nothing may stand there, or with `force` a file of the same table.
    ///
    /// # Errors
    /// The place is refused; see [`TargetError`].
    pub fn at(path: &Path, force: bool, spec: &TableSpec) -> Result<Self, TargetError> {
        let names: Vec<&str> = spec.columns.iter().map(|c| c.name.as_ref()).collect();
        let heading = names.join(",");
        let is_ours = |first: &[u8]| {
            let line = first.split(|byte| matches!(byte, b'\n' | b'\r')).next();
            line == Some(heading.as_bytes())
        };
        OutputFile::at(path, force, is_ours).map(Self)
    }

    /// Writes the table.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&self, table: &Table) -> Result<(), OutputError> {
        self.0.write(|hidden| {
            let mut writer = TableWriter::create(hidden, table.spec())?;
            writer.append(table)?;
            writer.finish()?;
            Ok(hidden.join(format!("{}.csv", table.spec().name)))
        })
    }

    /// The place.
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}
