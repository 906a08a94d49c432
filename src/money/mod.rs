//! Exact amounts, exact shares, exact fractions, and the one rounding.
//!
//! Inside the program money is a whole number of cents and every rate, share, factor and threshold is a
//! decimal with at most six places. Products and quotients of them are kept as exact [`Fraction`]s and
//! rounded once, by [`Rounding`], where the plan says so.

mod amount;
mod divisor;
mod fraction;
mod remainder;

pub use amount::{Cents, Decimal6, NumberError, Rounding};
pub use divisor::Divisor;
pub use fraction::Fraction;
pub use remainder::largest_remainder;
