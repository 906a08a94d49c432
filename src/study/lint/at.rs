//! A result as people say it.

use std::fmt;

use crate::money::{Cents, Decimal6};
use crate::plan::Unit;
use crate::plan::figures::{number, percent};

/// A result of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// A share of the quota.
    OfQuota(Decimal6),
    /// A share of the goal.
    OfGoal(Decimal6),
    /// A number in the measure's own unit.
    Result(Decimal6, Unit),
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OfQuota(share) => write!(f, "{} of quota", percent(*share)),
            Self::OfGoal(share) => write!(f, "{} of the goal", percent(*share)),
            Self::Result(result, Unit::Share) => f.write_str(&percent(*result)),
            Self::Result(result, Unit::Count(one, _)) if *result == Decimal6::ONE => {
                write!(f, "1 {one}")
            }
            Self::Result(result, Unit::Count(_, many)) => write!(f, "{} {many}", number(*result)),
            Self::Result(result, Unit::Money | Unit::Plain) => f.write_str(&number(*result)),
        }
    }
}

/// Pay to the nearest whole unit, as people talk of it.
pub(super) fn whole(pay: Cents) -> Cents {
    Cents((pay.0 + 50).div_euclid(100) * 100)
}
