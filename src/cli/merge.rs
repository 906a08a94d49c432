//! `paycurve merge`.

use std::path::PathBuf;
use std::time::{Instant, SystemTime};

use anyhow::Context;

use super::failure::Failure;
use super::results::{self, TableName};
use super::simulate::{PART_FILE, all_cores};
use super::{memory, screen, terminal};
use crate::simulate::merge;
use crate::tables::{OutputFolder, RunRecord};

/// Join the parts of a run that was cut into shards
///
/// Takes the folders that `paycurve simulate --shard` wrote, on any machine, and writes the very tables that one
/// run of all years writes. The parts must be of the same files, seed, years and version of the program.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  paycurve merge parts/* --out results
  for i in 1 2 3; do paycurve simulate company.toml --shard $i/3 --out parts/$i; done")]
pub(super) struct Arguments {
    /// Folders of all parts, in any order
    #[arg(required = true, value_name = "DIR")]
    parts: Vec<PathBuf>,
    /// Folder for the results [default: the next number in paycurve-out]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace the results of an earlier run in that folder
    #[arg(long)]
    force: bool,
    /// Memory to stay within
    #[arg(long, value_name = "SIZE", default_value = memory::DEFAULT, value_parser = memory::bytes)]
    memory: u64,
    /// Print nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (started, clock) = (SystemTime::now(), Instant::now());
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
    let mut folder =
        OutputFolder::create(arguments.out.as_deref(), arguments.force, super::OUTPUT_STEM)?;
    let threads = all_cores();
    let (head, outcome) = merge(files, arguments.memory, threads)
        .map_err(|error| Failure::Unusable(error.to_string()))?;
    let tables = TableName::of_names(&head.tables);
    let overview = results::write(&mut folder, &head.company, &outcome, &tables)?;
    let reforecast = results::write_reforecast(&mut folder, &head.company, &outcome, &overview)?;

    let mut record = RunRecord::new(std::env::args().collect(), threads, started, clock.elapsed());
    record.seed = Some(head.company.seed);
    record.company = Some(results::company(&head.company));
    record.years = Some(head.years as u64);
    record.inputs = results::inputs(&head.inputs);
    record.through = head.company.so_far.as_ref().map(|so_far| so_far.months);
    record.warnings = results::warnings(&overview);
    let warnings = record.warnings.clone();
    let place = folder.finish(record).context("the results could not be put in place")?;
    if !arguments.quiet {
        let told = screen::Told {
            reached: None,
            reforecast,
            sections: Vec::new(),
            warnings,
            place,
            elapsed: clock.elapsed(),
        };
        terminal::say(&screen::simulated(&head.company, &overview, &told));
    }
    Ok(())
}
