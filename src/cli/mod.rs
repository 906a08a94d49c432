//! The command line: one file a command.
//!
//! Exit codes: 0 done; 1 something outside the input failed (a disk, a thread), or `check --strict` warned;
//! 2 the input is refused, with what would be right; 130 stopped by the user. Results go to standard output,
//! everything else to standard error; colour and progress only where a person looks at a terminal.

mod alignment;
mod answer;
mod begun;
mod brief;
mod check;
mod checkpoint;
mod compare;
mod example;
mod explain;
mod failure;
mod fitting;
mod forms;
mod incentives;
mod init;
mod inputs;
mod memory;
mod merge;
mod options;
mod plot;
mod precision;
mod progress;
mod reforecast;
mod replay;
mod report;
mod results;
mod schema;
mod screen;
mod sensitivity;
mod shard;
mod simulate;
mod skyline;
mod stress;
mod stress_library;
mod studied;
mod table;
mod terminal;
mod variance;
mod workbook;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::digits;

/// Monte Carlo simulator for sales compensation plans.
///
/// Draws thousands of synthetic years of a company, runs its pay plans on each, and says what variable
/// pay costs, how widely that varies and how likely the budget is overrun.
#[derive(Debug, Parser)]
#[command(name = "paycurve", version, max_term_width = 100, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  paycurve simulate                         the example company, 10,000 years
  paycurve init my-company                  files to start from
  paycurve check my-company/company.toml    what the files say, in plain words
  paycurve simulate my-company/company.toml --out results
  paycurve compare my-company/company.toml --candidate next:AE=my-company/plans/ae-next.toml";

#[derive(Debug, Subcommand)]
enum Command {
    Simulate(simulate::Arguments),
    Compare(compare::Arguments),
    Stress(stress::Arguments),
    Sensitivity(sensitivity::Arguments),
    Brief(brief::Arguments),
    Merge(merge::Arguments),
    Plot(plot::Arguments),
    Workbook(workbook::Arguments),
    Table(table::Arguments),
    Report(report::Arguments),
    Replay(replay::Arguments),
    Explain(explain::Arguments),
    Check(check::Arguments),
    Init(init::Arguments),
    Schema(schema::Arguments),
    /// Print a completion script for a shell
    #[command(
        after_help = "Example:\n  paycurve completions bash > ~/.local/share/bash-completion/completions/paycurve"
    )]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// Runs the program on the process's arguments.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = match cli.command {
        Command::Simulate(arguments) => simulate::run(arguments),
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Stress(arguments) => stress::run(&arguments),
        Command::Sensitivity(arguments) => sensitivity::run(&arguments),
        Command::Brief(arguments) => brief::run(&arguments),
        Command::Merge(arguments) => merge::run(&arguments),
        Command::Plot(arguments) => plot::run(&arguments),
        Command::Workbook(arguments) => workbook::run(&arguments),
        Command::Table(arguments) => table::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Replay(arguments) => replay::run(arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "paycurve", &mut script);
            terminal::say(&String::from_utf8_lossy(&script));
            Ok(())
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_consistent() {
        Cli::command().debug_assert();
    }
}
