//! `paycurve check`.

use super::failure::Failure;

/// Validate plan and company files, and say in plain words what they mean
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Plan or company files
    #[arg(required = true)]
    files: Vec<String>,
}

pub(super) fn run(_arguments: &Arguments) -> Result<(), Failure> {
    Ok(())
}
