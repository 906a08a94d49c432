//! `paycurve merge`.

use std::path::PathBuf;

use anyhow::Context;

use super::begun::Begun;
use super::failure::Failure;
use super::forms::Forms;
use super::memory;
use super::options::{Destination, threads_of};
use super::results::{self, TableName};
use super::screen::Told;
use super::simulate::PART_FILE;
use crate::simulate::merge;

/// Join the parts of a run that was cut into shards
///
/// Takes the folders that `paycurve simulate --shard` wrote, on any machine, and writes the very tables that one
/// run of all years writes. The parts must be of the same files, seed, years and version of the program.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  paycurve merge parts/* --out results
  paycurve merge parts/* --json --quiet | jq .cost.mean.value        for programs
  for i in 1 2 3; do paycurve simulate company.toml --shard $i/3 --out parts/$i; done")]
pub(super) struct Arguments {
    /// Folders of all parts, in any order
    #[arg(required = true, value_name = "DIR")]
    parts: Vec<PathBuf>,
    #[command(flatten)]
    destination: Destination,
    /// Memory to stay within
    #[arg(long, value_name = "SIZE", default_value = memory::DEFAULT, value_parser = memory::bytes)]
    memory: u64,
    #[command(flatten)]
    forms: Forms,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let begun = Begun::now();
    let mut files = Vec::new();
    for part in &arguments.parts {
        let file = part.join(PART_FILE);
        if !file.is_file() {
            return Err(Failure::Unusable(format!(
                "{} is no part of a run: there is no {PART_FILE} in it; expected a folder that \
                 `paycurve simulate --shard` wrote",
                part.display()
            )));
        }
        files.push(file);
    }
    let mut folder = arguments.destination.open()?;
    let threads = threads_of(None);
    let (head, outcome) = merge(files, arguments.memory, threads)
        .map_err(|error| Failure::Unusable(error.to_string()))?;
    let tables = TableName::of_names(&head.tables);
    let overview = results::write(&mut folder, &head.company, &outcome, &tables)?;
    let reforecast = results::write_reforecast(&mut folder, &head.company, &outcome, &overview)?;

    let mut record = begun.record(threads);
    record.seed = Some(head.company.seed);
    record.company = Some(results::company(&head.company));
    record.years = Some(head.years as u64);
    record.inputs = results::inputs(&head.inputs);
    record.through = head.company.so_far.as_ref().map(|so_far| so_far.months);
    record.warnings = results::warnings(&overview);
    let place = folder.finish(record.clone()).context("the results could not be put in place")?;
    let told = Told {
        reached: None,
        reforecast,
        sections: Vec::new(),
        warnings: record.warnings.clone(),
        place,
        elapsed: begun.elapsed(),
    };
    let said = arguments.forms.said(&head.company, &overview, &record, &told)?;
    arguments.forms.give(&said, &told.place)
}
