//! The results of a run that is done, read back from their folder: what pictures, reports and workbooks are made of.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use polars::prelude::{Column, DataFrame, ParquetReader, PolarsError, PolarsResult, SerReader};

use super::column::{Kind, TableSpec};
use super::output::TABLES;
use super::run::{PROGRAM, RUN_FILE, RunRecord};
use super::schema;
use super::table::{Table, TableError, Values};
use crate::diagnostic::unread;
use crate::money::Cents;

/// Why results cannot be read back. The user's to mend: exit code 2.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// No `run.json` that this program wrote.
    #[error(
        "{} holds no results of {PROGRAM} (there is no {RUN_FILE} of it); expected the folder that a run wrote, \
         which its last line names",
        path.display()
    )]
    NoResults {
        /// The folder as given.
        path: PathBuf,
    },
    /// The part of a run that shards made, which has years and no statistics.
    #[error("{} holds one part of a run; expected whole results: join the parts with `{PROGRAM} merge`", path.display())]
    Part {
        /// The folder as given.
        path: PathBuf,
    },
    /// A table that `run.json` names is gone or cannot be read.
    #[error(
        "{} {why}, and {RUN_FILE} names it among the tables of the run; expected a whole folder of results: \
         copy it there again, or run the command anew that {RUN_FILE} names",
        path.display()
    )]
    Unread {
        /// The file.
        path: PathBuf,
        /// Why, in words that go on after its name.
        why: String,
    },
    /// A file that is no such table.
    #[error("{} is not the table that {RUN_FILE} names: {what}", path.display())]
    NotTheTable {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
}

/// An output folder, whole, with its record.
#[derive(Clone, Debug)]
pub struct FinishedRun {
    folder: PathBuf,
    record: RunRecord,
}

impl FinishedRun {
    /// Opens the folder of a run. Tables are read when they are asked for.
    ///
    /// # Errors
    /// A folder that holds no results, or only a part of a run's.
    pub fn open(folder: &Path) -> Result<Self, ReadError> {
        let missing = || ReadError::NoResults { path: folder.to_owned() };
        let text = fs::read(folder.join(RUN_FILE)).map_err(|_| missing())?;
        let record: RunRecord = serde_json::from_slice(&text).map_err(|_| missing())?;
        if record.program != PROGRAM {
            return Err(missing());
        }
        if record.shard.is_some() {
            return Err(ReadError::Part { path: folder.to_owned() });
        }
        Ok(Self { folder: folder.to_owned(), record })
    }

    /// The folder, as it was given.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What the run was and what it wrote.
    pub fn record(&self) -> &RunRecord {
        &self.record
    }

    /// Whether the run wrote a table.
    pub fn has(&self, name: &str) -> bool {
        self.record.tables.iter().any(|table| table.name == name)
    }

    /// How many rows a table has; none where the run did not write it.
    pub fn rows(&self, name: &str) -> Option<u64> {
        self.record.tables.iter().find(|table| table.name == name).map(|table| table.rows)
    }

    /// A table of the run, all of its rows; none where the run did not write it.
    ///
    /// # Errors
    /// A file that is gone, or holds something else than the table of this version of the program.
    pub fn table(&self, name: &str) -> Result<Option<Table>, ReadError> {
        self.first_rows(name, usize::MAX)
    }

    /// The first rows of a table, at most so many; none where the run did not write it.
    ///
    /// # Errors
    /// As of [`FinishedRun::table`].
    pub fn first_rows(&self, name: &str, most: usize) -> Result<Option<Table>, ReadError> {
        self.read(name, |file| {
            let slice = (most < usize::MAX).then_some((0, most));
            let frame = ParquetReader::new(file).with_slice(slice).finish()?;
            let spec = declared(name, &frame).ok_or(Unfit::Undeclared)?;
            from_frame(&Arc::new(spec), &frame)
        })
    }

    /// A metric of a team, or of the company, in the run's years, as the table `years` has it: in order, years without
    /// a value left out. At most the first [`YEARS_READ`] years; none where the run did not write the table, or it has
    /// no such metric.
    ///
    /// # Errors
    /// As of [`FinishedRun::table`].
    pub fn figure(&self, team: &str, metric: &str) -> Result<Option<Vec<f64>>, ReadError> {
        let values = self.read(YEARS, |file| {
            let mut reader = ParquetReader::new(file);
            if !reader.schema()?.contains(metric) {
                return Ok(None);
            }
            let columns = ["team", metric].map(str::to_owned).to_vec();
            let frame = reader.with_columns(Some(columns)).finish()?;
            let (teams, values) = (frame.column("team")?.str()?, frame.column(metric)?.f64()?);
            let of_team = teams.iter().zip(values.iter()).filter(|(name, _)| *name == Some(team));
            Ok(Some(of_team.take(YEARS_READ).filter_map(|(_, value)| value).collect()))
        })?;
        Ok(values.flatten())
    }

    /// Reads a table's Parquet file; none where the run did not write it.
    fn read<T>(
        &self,
        name: &str,
        read: impl FnOnce(File) -> Result<T, Unfit>,
    ) -> Result<Option<T>, ReadError> {
        if !self.has(name) {
            return Ok(None);
        }
        let path = self.folder.join(TABLES).join(format!("{name}.parquet"));
        let file = File::open(&path)
            .map_err(|error| ReadError::Unread { path: path.clone(), why: unread(&error) })?;
        let what = |unfit: Unfit| ReadError::NotTheTable { path, what: unfit.to_string() };
        read(file).map(Some).map_err(what)
    }
}

/// The most years that a figure is read of: more would show nothing else in a picture.
pub const YEARS_READ: usize = 2_000_000;

/// Why a frame is not the table that it should be.
#[derive(Debug, thiserror::Error)]
enum Unfit {
    #[error("its columns are those of another version of {PROGRAM}; run it again with this one")]
    Undeclared,
    #[error(transparent)]
    Library(#[from] PolarsError),
    #[error(transparent)]
    Table(#[from] TableError),
}

/// The declaration that a frame's headings fit.
fn declared(name: &str, frame: &DataFrame) -> Option<TableSpec> {
    let found: Vec<&str> = frame.columns().iter().map(|column| column.name().as_str()).collect();
    let spec = if name == YEARS {
        schema::years(found.iter().skip(YEARS_LEADING).copied()).ok()?
    } else {
        schema::all().into_iter().find(|spec| spec.name == name)?
    };
    let names = spec.columns.iter().map(|column| column.name.as_ref());
    names.eq(found).then_some(spec)
}

/// The table whose columns depend on the run.
const YEARS: &str = "years";
/// Its columns before the metrics: year and team.
const YEARS_LEADING: usize = 2;

fn from_frame(spec: &Arc<TableSpec>, frame: &DataFrame) -> Result<Table, Unfit> {
    let columns = spec.columns.iter().zip(frame.columns());
    let values = columns
        .map(|(declared, column)| values_of(declared.kind, column))
        .collect::<PolarsResult<Vec<Values>>>()?;
    Ok(Table::new(spec, values)?)
}

fn values_of(kind: Kind, column: &Column) -> PolarsResult<Values> {
    let empty = || PolarsError::NoData(format!("an empty cell in {:?}", column.name()).into());
    Ok(match kind {
        Kind::Text => {
            // Names recur: each is kept once.
            let mut known: BTreeMap<&str, Arc<str>> = BTreeMap::new();
            let cells = column.str()?.iter().map(|cell| {
                let name = cell.ok_or_else(empty)?;
                Ok(Arc::clone(known.entry(name).or_insert_with(|| Arc::from(name))))
            });
            Values::Text(cells.collect::<PolarsResult<_>>()?)
        }
        Kind::Integer => {
            let cells = column.i64()?.iter().map(|cell| cell.ok_or_else(empty));
            Values::Integer(cells.collect::<PolarsResult<_>>()?)
        }
        Kind::Money => {
            let cents = |cell: Option<i128>| cell.map(|cents| Cents(cents as i64));
            Values::Money(column.decimal()?.physical().iter().map(cents).collect())
        }
        Kind::Number => Values::Number(column.f64()?.iter().collect()),
    })
}

#[cfg(test)]
mod tests {
    use super::super::place::{Place, record};
    use super::super::schema::{statements, summary};
    use super::*;

    /// A run with every kind of column, empty cells among them.
    fn written(place: &Place) -> (PathBuf, Vec<Table>) {
        let none = || Values::Number(vec![None, Some(0.1 + 0.2)]);
        let names = |name: &'static str| Values::text([name, "<b>, \"quoted\""]);
        let summary = Table::new(
            &Arc::new(summary()),
            vec![
                names("current"),
                names("AE"),
                names("variable_pay"),
                names("mean"),
                none(),
                none(),
                none(),
                Values::Integer(vec![7, i64::MAX]),
            ],
        );
        let years = Table::new(
            &Arc::new(schema::years(["variable_pay", "component:New, \"big\""]).unwrap()),
            vec![Values::Integer(vec![1, 2]), names("company"), none(), none()],
        );
        let money = || Values::Money(vec![None, Some(Cents(-12_345))]);
        let paid = || Values::Money(vec![Some(Cents(1)), Some(Cents(99))]);
        let statements = Table::new(
            &Arc::new(statements()),
            vec![
                names("AE"),
                names("AE 1"),
                Values::Integer(vec![1, 12]),
                names("Commission"),
                names(""),
                none(),
                money(),
                none(),
                paid(),
                paid(),
                money(),
            ],
        );
        let tables = [summary, years, statements].map(Result::unwrap).to_vec();
        let mut output = place.open(Some("out"), false).unwrap();
        tables.iter().for_each(|table| output.write(table).unwrap());
        (output.finish(record()).unwrap(), tables)
    }

    #[test]
    fn tables_read_back_as_they_were_written() {
        let place = Place::new();
        let (folder, tables) = written(&place);
        let run = FinishedRun::open(&folder).unwrap();
        for table in &tables {
            let name = table.spec().name;
            assert_eq!(run.table(name).unwrap().as_ref(), Some(table), "{name}");
        }
        assert_eq!(run.table("months").unwrap(), None, "it was not written");
        let summary = run.table("summary").unwrap().unwrap();
        assert_eq!(summary.integers("n"), Some([7, i64::MAX].as_slice()));
        assert_eq!(summary.texts("n"), None, "a column of another kind");
    }

    #[test]
    fn what_is_no_result_is_refused_in_words() {
        let place = Place::new();
        let (folder, _) = written(&place);
        let error = |path: &Path| FinishedRun::open(path).unwrap_err().to_string();
        assert!(error(&place.at("nowhere")).contains("holds no results of paycurve"));
        let tables = folder.join(TABLES);
        let run = FinishedRun::open(&folder).unwrap();
        let refused = |name| run.table(name).unwrap_err().to_string();
        fs::copy(tables.join("years.parquet"), tables.join("summary.parquet")).unwrap();
        assert!(refused("summary").contains("another version of paycurve"));
        fs::write(tables.join("statements.parquet"), "nothing").unwrap();
        assert!(refused("statements").contains("statements.parquet is not the table"));
        fs::remove_file(tables.join("years.parquet")).unwrap();
        let gone = refused("years");
        assert!(gone.contains("years.parquet is not there, and run.json names it"), "{gone}");
    }
}
