//! What a pay line assumes, and why a component is not in it.

use std::fmt;

use crate::money::Cents;
use crate::plan::figures::amount;

/// Why a component is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// It has no quota, and no result that would be 100 %.
    NoFullResult,
    /// No result earns its target.
    TargetNotReached,
    /// The team's quota is 0 or missing.
    QuotaIsZero,
    /// It looks at single deals, and their size is not known.
    NeedsDeals,
    /// Its rates earn in another currency than that of pay.
    Converted,
    /// No simple year has its results.
    NotComputed,
}

/// What a pay line assumes of a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Its gate on a measure is met.
    GateMet(String),
    /// Its multiplier by a measure is 1.
    MultiplierOne(String),
    /// Its budget suffices.
    BudgetLasts,
    /// Deals are all of one size.
    EqualDeals(Cents),
    /// Results come in whole units.
    WholeUnits,
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoFullResult => {
                "it has no quota, and the plan does not say which part of the target incentive it is to earn"
            }
            Self::TargetNotReached => "it has no quota, and no result earns its target",
            Self::QuotaIsZero => "the team's quota is 0, and without a quota it pays nothing",
            Self::NeedsDeals => "it looks at each deal by itself, and no size of deals is known here",
            Self::Converted => {
                "what its rates earn is converted to the currency of pay, at a rate that is not known here"
            }
            Self::NotComputed => "no simple year could be made for its measure",
        })
    }
}

impl fmt::Display for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::GateMet(noun) => write!(f, "its condition on {noun} is taken as met"),
            Self::MultiplierOne(noun) => write!(f, "its multiplier by {noun} is taken as 1"),
            Self::BudgetLasts => f.write_str("the team's budget is taken to suffice"),
            Self::EqualDeals(size) => write!(f, "sold in equal deals of about {}", amount(*size)),
            Self::WholeUnits => f.write_str("results are rounded to whole units"),
        }
    }
}
