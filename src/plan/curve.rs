//! Tiers (rates on results) and curves (payout by attainment), as the plan states them.

use crate::money::{Cents, Decimal6};

/// Rates by tier.
#[derive(Clone, Debug, PartialEq)]
pub struct Tiers {
    /// In what the tiers' starts are stated.
    pub bounds: BoundsIn,
    /// The tiers, by rising start; at least one.
    pub tiers: Vec<Tier>,
    /// Whether a tier's rate holds for what falls into it or for all.
    pub method: TierMethod,
    /// Each deal is looked up alone, not the window's sum.
    pub per_deal: bool,
    /// Where the last tier ends, by [`BoundsIn`], beyond which nothing more is paid. There where the last
    /// tier pays an amount, and only there.
    pub end: Option<Decimal6>,
}

/// In what the starts of tiers are stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoundsIn {
    /// Shares of the window's quota.
    Quota,
    /// Amounts of the measure itself (units: dollars, deals, …).
    Amount,
}

/// A tier: from its start (included) to the next one's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    /// Its start, by [`BoundsIn`].
    pub from: Decimal6,
    /// Its rate.
    pub rate: TierRate,
}

/// A tier's rate on the measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TierRate {
    /// A share of the measure.
    Rate(Decimal6),
    /// A multiple of the base rate: target ÷ unramped yearly quota.
    Multiple(Decimal6),
    /// An amount for the whole tier, in proportion to how far the result fills it: so the rate is this ÷ the
    /// tier's length. Only of marginal tiers that start at amounts.
    Amount(Cents),
}

/// What the reached tier's rate applies to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TierMethod {
    /// Each tier's rate on what falls into it.
    Marginal,
    /// The reached tier's rate on all.
    Retroactive,
}

/// Payout, as a share of target, by attainment. Below the first band: 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// The bands, by rising start; at least one.
    pub bands: Vec<Band>,
    /// Straight lines between the bands' points instead of each band's own slope; the last band keeps
    /// its slope.
    pub interpolate: bool,
}

/// A band of a curve: from its start (included) to the next one's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// Attainment at which it starts.
    pub at: Decimal6,
    /// Payout there.
    pub pays: Decimal6,
    /// Payout for each further 1.0 of attainment.
    pub slope: Decimal6,
}
