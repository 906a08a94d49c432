//! `paycurve schema`.

use anyhow::Context;

use super::failure::Failure;
use crate::spec::schema;

/// Print the JSON Schema of plan or company files, for editors
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  paycurve schema plan > plan.schema.json
  and in the plan file's first line, for editors that read it:  #:schema plan.schema.json")]
pub(super) struct Arguments {
    /// Which kind of file
    kind: Kind,
}

/// A kind of file that people write.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Kind {
    /// Plan files
    Plan,
    /// Company files
    Company,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let schema = match arguments.kind {
        Kind::Plan => schema::plan(),
        Kind::Company => schema::company(),
    };
    println!(
        "{}",
        serde_json::to_string_pretty(&schema).context("the schema could not be printed")?
    );
    Ok(())
}
