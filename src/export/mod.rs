//! Results as tables: which figures go into which rows.

mod alignment;
mod changed;
mod columns;
mod compare;
mod convergence;
mod explain;
mod incentives;
mod months;
mod payouts;
mod readings;
mod reforecast;
mod statements;
mod summary;
mod variance;
mod years;

pub use alignment::{alignment, scorecard};
pub use changed::{brief, sensitivity, stress};
pub use compare::comparison;
pub use convergence::convergence;
pub use explain::explain;
pub use incentives::{incentive_profile, timing};
pub use months::months;
pub use payouts::payouts;
pub use readings::readings;
pub use reforecast::reforecast;
pub use statements::{RepName, Statements, statements};
pub use summary::summary;
pub use variance::{variance_scaling, variance_sources};
pub use years::{YearsError, years};

use crate::simulate::Unreadable;
use crate::tables::{TableError, schema::SchemaError};

/// Why results do not become a table.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The table is not declared so.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// A column does not fit.
    #[error(transparent)]
    Table(#[from] TableError),
    /// Years that were put on disk.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
}
