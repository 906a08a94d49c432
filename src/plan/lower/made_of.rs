//! What sums are made of: counts or money, sales, deals.

use std::collections::BTreeSet;

use crate::diagnostic::list;
use crate::plan::{Additive, Measure};

/// What a sum is made of.
pub(super) trait MadeOf {
    /// Whether all its terms are of such a kind; a ratio or a score has none.
    fn all(&self, kind: impl Fn(Additive) -> bool) -> bool;

    /// The names of its terms that are not of such a kind.
    fn others(&self, kind: impl Fn(Additive) -> bool) -> String;
}

impl MadeOf for Measure {
    fn all(&self, kind: impl Fn(Additive) -> bool) -> bool {
        match self {
            Self::Sum { terms, .. } => terms.iter().all(|term| kind(term.of)),
            Self::Ratio(_) | Self::Score(_) | Self::Attainments { .. } => false,
        }
    }

    fn others(&self, kind: impl Fn(Additive) -> bool) -> String {
        let names: BTreeSet<_> = match self {
            Self::Sum { terms, .. } => {
                terms.iter().filter(|t| !kind(t.of)).map(|t| format!("`{}`", t.of.name())).collect()
            }
            Self::Ratio(_) | Self::Score(_) | Self::Attainments { .. } => {
                [format!("`{}`", self.name())].into()
            }
        };
        list(names, "and")
    }
}

/// Counts of events, not money.
pub(super) fn is_count(measure: Additive) -> bool {
    use Additive::{Activities, Deals, Meetings, Qualified, Won};
    matches!(measure, Deals | Meetings | Qualified | Won | Activities)
}

/// Sales to accounts, which can be lost again.
pub(super) fn is_sale(measure: Additive) -> bool {
    measure.is_sale()
}

/// Made of deals, each of which can be looked at alone.
pub(super) fn is_made_of_deals(measure: Additive) -> bool {
    is_sale(measure) || matches!(measure, Additive::WonAcv | Additive::Won)
}
