//! What comes with a deal, and what becomes of the account that it wins.

use crate::distribution::Distribution;

/// A product that is sold: in deals, or to the accounts of a book.
#[derive(Clone, Debug)]
pub struct Product {
    /// Its name; unique in its list.
    pub name: String,
    /// The share of sales that are of it; the shares of a list sum to 1.
    pub share: f64,
    /// Its margin as a share of the amount, within 0–1, one draw a sale; none where not known.
    pub margin: Option<Distribution>,
    /// Sales of it are so many times as large as others; above 0.
    pub size_factor: f64,
}

/// One-time services sold with a deal.
#[derive(Clone, Debug)]
pub struct Implementation {
    /// Chance that a deal has them, 0–1.
    pub chance: f64,
    /// Their price as a share of the deal's ACV, not below 0.
    pub share: Distribution,
    /// Their margin in millionths, 0–1,000,000.
    pub margin: i32,
}

/// ACV added to an account while it is still the seller's.
#[derive(Clone, Debug)]
pub struct Upgrade {
    /// Chance that an account sold upgrades, 0–1.
    pub chance: f64,
    /// The ACV added as a share of the deal's, not below 0.
    pub share: Distribution,
    /// In one of so many months after that of the sale; at least 1.
    pub within_months: usize,
}

/// Activities that each rep does and that are counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    /// Its name; unique in the team.
    pub name: String,
    /// How many a rep and month: a Poisson mean at full productivity.
    pub per_month: f64,
}

/// Accounts pass from the team that sold them to the team that keeps them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// The number of the team that sells them: it has deals.
    pub from: usize,
    /// The number of the team that keeps them: another one, with a book.
    pub to: usize,
    /// An account sold in month m is in its keeper's book from the start of month m + this; 1–12.
    pub after_months: usize,
}
