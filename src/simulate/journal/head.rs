//! What a journal is of: all that must be the same for its years to be those of a run.

use serde::{Deserialize, Serialize};

use crate::company::Input;
use crate::metrics::Masthead;
use crate::simulate::block::Shape;
use crate::simulate::run::Wanted;
use crate::simulate::shard::Shard;

/// What a journal is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Version of the program.
    pub version: String,
    /// The files that the company was read from, in the order of reading.
    pub inputs: Vec<Input>,
    /// Years of the whole run.
    pub years: usize,
    /// The part of them that it holds; none for all.
    pub shard: Option<Shard>,
    /// The tables that the run is to write.
    pub tables: Vec<String>,
    /// What is kept of the years beside their figures.
    pub wanted: Wanted,
    /// The company in brief.
    pub company: Masthead,
}

impl Head {
    /// What a year of it consists of.
    pub(in crate::simulate) fn shape(&self) -> Shape {
        Shape::new(&self.company.layout, self.company.teams.len(), self.wanted)
    }

    /// In words, in what two runs differ; none where their years are the same.
    fn difference(&self, other: &Self) -> Option<String> {
        if self.version != other.version {
            return Some(format!("is of version {}, not {}", other.version, self.version));
        }
        if let Some(words) = different_input(&self.inputs, &other.inputs) {
            return Some(words);
        }
        if self.company.seed != other.company.seed {
            return Some(format!("has seed {}, not {}", other.company.seed, self.company.seed));
        }
        let over = |head: &Self| head.company.so_far.as_ref().map_or(0, |so_far| so_far.months);
        if over(self) != over(other) {
            let words = |months: u8| match months {
                0 => "begins with the first month of the year".to_owned(),
                months => format!("goes on after month {months} of the year"),
            };
            return Some(format!("{}, and this one {}", words(over(other)), words(over(self))));
        }
        (self.company != other.company).then(|| "is of another company".to_owned())
    }

    /// Why a run cannot go on from a checkpoint, in words that go on after the checkpoint's name; none where it
    /// can. It may be of fewer years than are asked for now.
    pub fn refuses_to_resume(&self, checkpoint: &Self) -> Option<String> {
        if let Some(words) = self.difference(checkpoint) {
            return Some(words);
        }
        let shard =
            |head: &Self| head.shard.map_or("all years".to_owned(), |s| format!("shard {s}"));
        if self.shard != checkpoint.shard {
            return Some(format!("is of {}, not of {}", shard(checkpoint), shard(self)));
        }
        if self.shard.is_some() && self.years != checkpoint.years {
            return Some(format!("is of a run of {} years, not {}", checkpoint.years, self.years));
        }
        for (name, asked, kept) in [
            ("months", self.wanted.months, checkpoint.wanted.months),
            ("payouts", self.wanted.payouts, checkpoint.wanted.payouts),
        ] {
            match (asked, kept) {
                (true, false) => {
                    return Some(format!(
                        "keeps nothing for the table {name}, which is asked for now"
                    ));
                }
                (false, true) => {
                    return Some(format!(
                        "is of a run with the table {name}, which is not asked for now"
                    ));
                }
                _ => {}
            }
        }
        None
    }

    /// Why another part is not of the same run, in words that go on after that part's name; none where it is.
    pub fn refuses_to_join(&self, other: &Self) -> Option<String> {
        if let Some(words) = self.difference(other) {
            return Some(words);
        }
        if self.years != other.years {
            return Some(format!("is of a run of {} years, not {}", other.years, self.years));
        }
        let of = |head: &Self| head.shard.map_or(1, Shard::of);
        if of(self) != of(other) {
            return Some(format!("is one of {} shards, not of {}", of(other), of(self)));
        }
        let tables = |head: &Self| head.tables.join(",");
        (self.tables != other.tables)
            .then(|| format!("is for the tables {}, not {}", tables(other), tables(self)))
    }
}

fn different_input(these: &[Input], those: &[Input]) -> Option<String> {
    for (this, that) in these.iter().zip(those) {
        if this.sha256 != that.sha256 {
            let named = if this.path == that.path {
                format!("{} reads otherwise there", this.path)
            } else {
                format!("it has {} in place of {}", that.path, this.path)
            };
            return Some(format!("is of other input files: {named}"));
        }
    }
    let count = |inputs: &[Input]| inputs.len();
    (count(these) != count(those))
        .then(|| format!("is of {} input files, not {}", count(those), count(these)))
}
