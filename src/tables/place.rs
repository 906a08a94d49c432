//! For the tests: a working folder of their own, and a small run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use tempfile::TempDir;

use super::target::Surroundings;
use super::*;

/// A working folder to try things in.
pub(super) struct Place(TempDir);

impl Place {
    pub(super) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub(super) fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(super) fn open(
        &self,
        target: Option<&str>,
        force: bool,
    ) -> Result<OutputFolder, TargetError> {
        let around = Surroundings { working: self.0.path(), home: None };
        OutputFolder::create_in(around, target.map(Path::new), force, "paycurve-out")
    }

    pub(super) fn refused(&self, target: &str, force: bool) -> String {
        let before = self.names();
        let message = self.open(Some(target), force).unwrap_err().to_string();
        assert_eq!(self.names(), before, "a refusal leaves everything as it was");
        message.replace(&fs::canonicalize(self.0.path()).unwrap().display().to_string(), "HERE")
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Everything in the place, hidden folders too.
    pub(super) fn names(&self) -> Vec<String> {
        let mut open = vec![self.0.path().to_owned()];
        let mut names = Vec::new();
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(self.0.path()).unwrap();
                names.push(name.display().to_string());
                if path.is_dir() && !path.is_symlink() {
                    open.push(path);
                }
            }
        }
        names.sort();
        names
    }
}

pub(super) fn record() -> RunRecord {
    let command = ["paycurve", "simulate", "my company.toml"].map(str::to_owned).to_vec();
    let mut record = RunRecord::new(command, 2, UNIX_EPOCH, Duration::from_millis(1500));
    record.seed = Some(u64::MAX);
    record.years = Some(10_000);
    record.inputs = vec![InputRecord::of("my company.toml", b"abc")];
    record
}

pub(super) fn no_rows() -> Table {
    let empty = |column: &ColumnSpec| match column.kind {
        Kind::Text => Values::Text(vec![]),
        Kind::Integer => Values::Integer(vec![]),
        Kind::Money => Values::Money(vec![]),
        Kind::Number => Values::Number(vec![]),
    };
    let spec = Arc::new(schema::payouts());
    let columns = spec.columns.iter().map(empty).collect();
    Table::new(&spec, columns).unwrap()
}

pub(super) fn run(place: &Place, target: Option<&str>, force: bool) -> PathBuf {
    let mut output = place.open(target, force).unwrap();
    output.write(&no_rows()).unwrap();
    output.finish(record()).unwrap()
}

pub(super) const WHOLE: [&str; 4] =
    ["run.json", "tables", "tables/payouts.csv", "tables/payouts.parquet"];
