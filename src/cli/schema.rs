//! `paycurve schema`.

use anyhow::Context;

use super::failure::Failure;
use super::terminal;
use crate::spec::schema;
use crate::tables::{RunRecord, dictionary};

/// Print the JSON Schema of plan files, company files, study files, stress files or run.json, or the data dictionary of the result tables
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  paycurve schema plan > plan.schema.json
  and in the plan file's first line, for editors that read it:  #:schema plan.schema.json")]
pub(super) struct Arguments {
    /// What to describe
    kind: Kind,
}

/// A kind of file that people write or read.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Kind {
    /// Plan files
    Plan,
    /// Company files
    Company,
    /// Study files: candidates to compare
    Study,
    /// Stress files
    Stress,
    /// run.json, which stands beside the tables of a run and says what made them
    Run,
    /// The result tables: every column in words, as Markdown
    Tables,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let text = match arguments.kind {
        Kind::Plan => serde_json::to_string_pretty(&schema::plan()),
        Kind::Company => serde_json::to_string_pretty(&schema::company()),
        Kind::Study => serde_json::to_string_pretty(&schema::study()),
        Kind::Stress => serde_json::to_string_pretty(&schema::stress()),
        Kind::Run => serde_json::to_string_pretty(&RunRecord::schema()),
        Kind::Tables => Ok(dictionary::markdown().trim_end().to_owned()),
    };
    terminal::say(&(text.context("the schema could not be printed")? + "\n"));
    Ok(())
}
