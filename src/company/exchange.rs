//! Rates of exchange between the currency of sales and others that plans pay in.

use crate::distribution::Distribution;
use crate::money::Decimal6;

/// The rate from the company's currency to another.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// Three-letter code of the other currency; unique in the company.
    pub to: String,
    /// Units of it for one of the company's.
    pub rate: Rate,
}

/// Units of another currency for one of the company's.
#[derive(Clone, Debug)]
pub enum Rate {
    /// By month of the plan year; months of history have the rate of their calendar month.
    Monthly([Decimal6; 12]),
    /// Drawn once a year, above 0.
    Drawn(Distribution),
}
