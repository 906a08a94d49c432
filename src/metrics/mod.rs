//! The domain's figures of one year: cost, bookings, retention, by team and for the company.
//!
//! [`Layout`] says which figures a company has, in the order of tables; [`Figures`] reads them off a
//! paid year.

mod figures;
mod layout;
mod masthead;
mod months;
mod payouts;
mod rep_years;
mod so_far;
#[cfg(test)]
mod tests;
mod value;

pub use figures::Figures;
pub use layout::{Column, Layout, Metric};
pub use masthead::{Masthead, TeamLine};
pub use months::{MonthMetric, MonthlyFigures};
pub use payouts::{AttainmentBand, RepFigures};
pub use rep_years::RepYear;
pub use so_far::{PaidSoFar, RepPaidSoFar};
pub use value::DeliveredValue;

/// The name under which the whole company stands beside its teams.
pub const COMPANY: &str = "company";
