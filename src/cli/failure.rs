//! How a command ends when it does not end well.

use std::process::ExitCode;

use super::terminal;
use crate::diagnostic::{Refused, render};
use crate::simulate::{JournalError, PrecisionError, RunError};
use crate::study::ChangedError;
use crate::tables::{ReadError, TargetError};

/// Why a command did not do what was asked.
#[derive(Debug)]
pub(super) enum Failure {
    /// The files are refused.
    Refused(Refused),
    /// What the command line asks for is refused, in words.
    Unusable(String),
    /// There are so many warnings, where none was to be let pass; they have been told.
    Warned(usize),
    /// The user stopped it.
    Stopped(String),
    /// Something outside the input failed.
    Failed(anyhow::Error),
}

impl Failure {
    /// Tells the user, and gives the exit code.
    pub fn report(self) -> ExitCode {
        match self {
            Self::Refused(refused) => {
                eprint!("{}", render(&refused.0, terminal::colours_stderr()));
                ExitCode::from(2)
            }
            Self::Unusable(words) => {
                eprintln!("error: {words}");
                ExitCode::from(2)
            }
            Self::Warned(warnings) => {
                let warnings =
                    if warnings == 1 { "1 warning" } else { &format!("{warnings} warnings") };
                eprintln!("error: {warnings}, and --strict lets none pass");
                ExitCode::FAILURE
            }
            Self::Stopped(words) => {
                eprintln!("{words}");
                ExitCode::from(130)
            }
            Self::Failed(error) => {
                eprintln!("error: {error:#}");
                ExitCode::FAILURE
            }
        }
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<TargetError> for Failure {
    fn from(error: TargetError) -> Self {
        Self::Unusable(error.to_string())
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        Self::Unusable(error.to_string())
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Stopped { .. } => Self::Stopped(error.to_string()),
            RunError::Threads { .. } => Self::Failed(error.into()),
            RunError::Journal(error) => error.into(),
        }
    }
}

impl From<JournalError> for Failure {
    fn from(error: JournalError) -> Self {
        match error {
            JournalError::Write { .. } | JournalError::Read { .. } => Self::Failed(error.into()),
            _ => Self::Unusable(error.to_string()),
        }
    }
}

impl From<PrecisionError> for Failure {
    fn from(error: PrecisionError) -> Self {
        match error {
            PrecisionError::Run(error) => error.into(),
            PrecisionError::Unreadable(error) => Self::Failed(error.into()),
        }
    }
}

impl From<ChangedError> for Failure {
    fn from(error: ChangedError) -> Self {
        match error {
            ChangedError::Run(error) => error.into(),
            ChangedError::Unreadable(error) => Self::Failed(error.into()),
        }
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Failed(error)
    }
}
