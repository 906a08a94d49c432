//! What a row may state of its event beside kind and amount, each in a column of its own.

use crate::plan::{Additive, Condition, Term};

/// A property of an event that conditions and measures look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Property {
    Term,
    Product,
    Margin,
    Days,
    Outbound,
    Prepaid,
    Activity,
}

impl Property {
    pub const ALL: [Self; 7] = [
        Self::Term,
        Self::Product,
        Self::Margin,
        Self::Days,
        Self::Outbound,
        Self::Prepaid,
        Self::Activity,
    ];

    /// The column that holds it.
    pub const fn column(self) -> &'static str {
        match self {
            Self::Term => "term_months",
            Self::Product => "product",
            Self::Margin => "margin",
            Self::Days => "days_to_close",
            Self::Outbound => "outbound",
            Self::Prepaid => "prepaid",
            Self::Activity => "name",
        }
    }

    /// What the column holds.
    pub const fn holds(self) -> &'static str {
        match self {
            Self::Term => "the contract term of each deal, in months",
            Self::Product => "the product of each deal",
            Self::Margin => "the margin of each deal as a share, such as 0.35",
            Self::Days => "the whole days from first contact to signature",
            Self::Outbound => "`true` for each deal that the rep opened, `false` for the others",
            Self::Prepaid => {
                "`true` for each deal that the customer pays in advance, `false` for the others"
            }
            Self::Activity => "which activity each `activity` is, such as calls",
        }
    }

    /// What depends on it depends on this.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Term => "the contract term",
            Self::Product => "the product",
            Self::Margin => "the margin",
            Self::Days => "the days to close",
            Self::Outbound => "who opened the deal",
            Self::Prepaid => "whether the deal is paid in advance",
            Self::Activity => "which activity it is",
        }
    }

    /// What is empty where a row does not state it.
    pub const fn cell(self) -> &'static str {
        match self {
            Self::Term => "the term",
            Self::Product => "the product",
            Self::Margin => "the margin",
            Self::Days => "the number of days to close",
            Self::Outbound => "`outbound`",
            Self::Prepaid => "`prepaid`",
            Self::Activity => "the name",
        }
    }

    /// Whether the credit of an event by a term depends on it.
    pub fn decides(self, term: &Term) -> bool {
        let Condition {
            term_months_at_least,
            products,
            activities,
            outbound,
            prepaid,
            margin_at_least,
            days_to_close_at_most,
        } = &term.condition;
        match self {
            Self::Term => term_months_at_least.is_some(),
            Self::Product => !products.is_empty(),
            Self::Margin => margin_at_least.is_some() || term.of == Additive::GrossMargin,
            Self::Days => days_to_close_at_most.is_some(),
            Self::Outbound => outbound.is_some(),
            Self::Prepaid => prepaid.is_some(),
            Self::Activity => !activities.is_empty(),
        }
    }
}

/// Which properties a row states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stated(u8);

impl Stated {
    pub fn note(&mut self, property: Property) {
        self.0 |= 1 << property as u8;
    }

    pub fn holds(self, property: Property) -> bool {
        self.0 >> property as u8 & 1 == 1
    }
}
