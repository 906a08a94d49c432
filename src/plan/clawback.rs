//! Recovery of pay on sales that were lost again.

use crate::money::Decimal6;

/// Recovery of pay on sales to accounts that were lost again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clawback {
    /// A churn of the account recovers.
    pub on_churn: bool,
    /// A contraction recovers, in proportion to what was lost.
    pub on_contraction: bool,
    /// Whole months from the month of the sale, the last one included.
    pub within_months: u32,
    /// How much.
    pub recovers: Recovers,
    /// Of what.
    pub at: RecoveredAt,
}

impl Clawback {
    /// Whether the loss of an account recovers anything: by its churn, or by a contraction.
    #[inline]
    pub const fn bears_on(&self, churned: bool) -> bool {
        (self.on_churn & churned) | (self.on_contraction & !churned)
    }
}

/// How much of the pay on a lost sale is recovered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recovers {
    /// All.
    Full,
    /// By the months left of `within_months`.
    ProRata,
    /// By the first band that the months passed since the sale are within; by rising `within`, the last of
    /// which is `within_months`.
    Bands(Vec<RecoveryBand>),
}

/// A band of a recovery schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecoveryBand {
    /// Up to so many whole months from the month of the sale, the last one included.
    pub within: u32,
    /// The share that is recovered.
    pub share: Decimal6,
}

/// What the pay on a lost sale was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecoveredAt {
    /// What was paid on that sale: its share, by credit, of the payment.
    Paid,
    /// What the window would have paid less without it.
    Recompute,
    /// The first tier's rate on it.
    BaseRate,
}
