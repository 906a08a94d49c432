//! `run.json`: what made an output folder, so that it can be made again.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Name of the program in `run.json`; the mark by which an output folder is known as its own.
pub const PROGRAM: &str = "paycurve";
/// Name of the file in the output folder.
pub const RUN_FILE: &str = "run.json";

/// What a run was and what it wrote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RunRecord {
    /// [`PROGRAM`].
    pub program: String,
    /// Version of the program.
    pub version: String,
    /// The command line, word by word.
    pub command: Vec<String>,
    /// Seed of the random streams; none where nothing is drawn.
    pub seed: Option<u64>,
    /// Simulated years of the whole run; none where nothing is simulated.
    pub years: Option<u64>,
    /// The company whose figures these are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<CompanyRecord>,
    /// The part of the years that is in this folder, where it is a part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shard: Option<ShardRecord>,
    /// The months of the plan year that are over and are paid from the data file, which stands last among `inputs`;
    /// none where the whole year is simulated, or nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through: Option<u8>,
    /// Threads that computed. The tables do not depend on it.
    pub threads: usize,
    /// Start of the run, UTC, RFC 3339 to the second.
    pub started: String,
    /// Duration of the run, seconds.
    pub wall_seconds: f64,
    /// The precision that was asked for, and what came of it; none where the years were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precision: Option<PrecisionRecord>,
    /// What the errors of the results do not say, in words.
    #[serde(default)]
    pub warnings: Vec<String>,
    /// The files that were read.
    pub inputs: Vec<InputRecord>,
    /// The tables that were written, in that order. Filled in by the output folder.
    pub tables: Vec<TableRecord>,
}

impl RunRecord {
    /// The JSON Schema of `run.json`.
    pub fn schema() -> schemars::Schema {
        schemars::schema_for!(Self)
    }

    /// A record of this version of the program without seed, years, company, warnings, inputs and tables.
    pub fn new(command: Vec<String>, threads: usize, started: SystemTime, wall: Duration) -> Self {
        Self {
            program: PROGRAM.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            command,
            seed: None,
            years: None,
            company: None,
            shard: None,
            through: None,
            threads,
            started: utc(started),
            wall_seconds: wall.as_secs_f64(),
            precision: None,
            warnings: Vec::new(),
            inputs: Vec::new(),
            tables: Vec::new(),
        }
    }
}

/// A company in brief: what its figures have to be read with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CompanyRecord {
    /// Its name.
    pub name: String,
    /// The currency of its figures.
    pub currency: String,
    /// The budget of variable pay, in that currency a year; none where the company states none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variable_pay_budget: Option<f64>,
}

/// A precision that was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PrecisionRecord {
    /// Wanted half of the 95 % interval, as a share of the value.
    pub relative: f64,
    /// Years that might be spent.
    pub max_years: u64,
    /// Whether every statistic reached it.
    pub reached: bool,
    /// The statistics that were to be so precise.
    pub of: Vec<PreciseRecord>,
}

/// What came of a precision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PreciseRecord {
    /// A team's name, or `company`.
    pub team: String,
    /// Name of the metric.
    pub metric: String,
    /// Name of the statistic.
    pub statistic: String,
    /// Half its 95 % interval as a share of its value; none where the value is 0 or its error not known.
    pub relative: Option<f64>,
}

/// A part of a run's years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShardRecord {
    /// Which part, from 1.
    pub number: u32,
    /// How many parts there are.
    pub of: u32,
    /// The first of its years, from 1.
    pub first_year: u64,
    /// How many years it has; none where the run has fewer batches of years than parts.
    pub years: u64,
}

/// A file that was read, and what was in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct InputRecord {
    /// Path as it was given.
    pub path: String,
    /// SHA-256 of the content, hexadecimal.
    pub sha256: String,
    /// Length of the content, bytes.
    pub bytes: u64,
}

impl InputRecord {
    /// The record of a file with this content.
    pub fn of(path: impl Into<String>, content: &[u8]) -> Self {
        Self {
            path: path.into(),
            sha256: format!("{:x}", Sha256::digest(content)),
            bytes: content.len() as u64,
        }
    }
}

/// A table that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TableRecord {
    /// Name of the table and of its files.
    pub name: String,
    /// Number of rows.
    pub rows: u64,
    /// Number of columns.
    pub columns: usize,
}

/// A moment as RFC 3339 in UTC to the second, such as `2027-01-31T08:05:09Z`; before 1970 it is 1970.
pub fn utc(moment: SystemTime) -> String {
    const DAY: u64 = 86_400;
    let seconds = moment.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let (mut day, second) = (seconds / DAY, seconds % DAY);
    let mut year = 1970_u64;
    while day >= 365 + u64::from(is_leap(year)) {
        day -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let february = 28 + u64::from(is_leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if day < length {
            break;
        }
        day -= length;
        month += 1;
    }
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{:02}T{hour:02}:{minute:02}:{second:02}Z", day + 1)
}

fn is_leap(year: u64) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments() {
        let at = |seconds| utc(UNIX_EPOCH + Duration::from_secs(seconds));
        assert_eq!(at(0), "1970-01-01T00:00:00Z");
        assert_eq!(at(951_782_400), "2000-02-29T00:00:00Z"); // 2000 is a leap year
        assert_eq!(at(1_000_000_000), "2001-09-09T01:46:40Z");
        assert_eq!(at(1_735_689_599), "2024-12-31T23:59:59Z");
        assert_eq!(at(4_107_542_400), "2100-03-01T00:00:00Z"); // 2100 is none
    }

    #[test]
    fn hashes() {
        // The test vectors "" and "abc" of FIPS 180-4.
        assert_eq!(
            InputRecord::of("empty", b"").sha256,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        let abc = InputRecord::of("abc", b"abc");
        assert_eq!(abc.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(abc.bytes, 3);
    }
}
