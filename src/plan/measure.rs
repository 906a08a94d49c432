//! Measures: how the events of a window become one number.

use super::Quota;
use crate::money::Decimal6;

/// What a component looks at.
#[derive(Clone, Debug, PartialEq)]
pub enum Measure {
    /// A sum over events: a built-in additive measure, or one that the plan defines.
    Sum {
        /// Its name in the plan.
        name: String,
        /// What is added up; at least one term.
        terms: Vec<Term>,
    },
    /// A built-in ratio.
    Ratio(RatioMeasure),
    /// The mean of a named score (`nps`, `csat`, `mbo`, …).
    Score(String),
    /// The weighted mean of attainments over the window: Σ weight × attainment, each up to its cap. One that
    /// has no value (no quota, a ratio without accounts) counts as 0; where none has, the mean has none.
    Attainments {
        /// Its name in the plan.
        name: String,
        /// The attainments; their weights sum to 1.
        parts: Vec<WeightedAttainment>,
    },
}

/// An attainment in a weighted mean.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightedAttainment {
    /// The measure; no weighted mean itself.
    pub of: Measure,
    /// The quota that an additive measure is held against: its share of the window (season, ramp, months in
    /// seat), of the window so far where the component that looks at it is held against that.
    pub quota: Option<Quota>,
    /// What a ratio or score is divided by; 1 where absent.
    pub goal: Option<Decimal6>,
    /// Its weight, above 0.
    pub weight: Decimal6,
    /// The attainment up to which it counts.
    pub cap: Option<Decimal6>,
}

impl Measure {
    /// The built-in additive measure itself.
    pub fn additive(of: Additive) -> Self {
        Self::Sum { name: of.name().to_owned(), terms: vec![Term::whole(of)] }
    }

    /// Its name in files.
    pub fn name(&self) -> &str {
        match self {
            Self::Sum { name, .. } | Self::Score(name) | Self::Attainments { name, .. } => name,
            Self::Ratio(ratio) => ratio.name(),
        }
    }

    /// The measures that it is made of: itself, or those of its attainments.
    pub fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Attainments { parts, .. } => parts.iter().map(|part| &part.of).collect(),
            itself => vec![itself],
        }
    }

    /// Whether results of several windows or reps add up.
    pub fn is_additive(&self) -> bool {
        matches!(self, Self::Sum { .. })
    }
}

/// One term of a sum.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// What is added.
    pub of: Additive,
    /// Times this.
    pub factor: Decimal6,
    /// Only in these months.
    pub months: MonthSet,
    /// Only of events that meet this.
    pub condition: Condition,
}

impl Term {
    /// All of a built-in measure.
    pub fn whole(of: Additive) -> Self {
        Self { of, factor: Decimal6::ONE, months: MonthSet::ALL, condition: Condition::default() }
    }
}

/// Which events a term counts, by their properties.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Condition {
    /// Contract term of at least so many months.
    pub term_months_at_least: Option<u32>,
    /// One of these products; all where empty.
    pub products: Vec<String>,
    /// One of these activities; all where empty.
    pub activities: Vec<String>,
    /// The rep opened the deal, or did not.
    pub outbound: Option<bool>,
    /// The customer pays in advance, or does not.
    pub prepaid: Option<bool>,
    /// Margin of at least this share.
    pub margin_at_least: Option<Decimal6>,
    /// At most so many days from first contact to signature.
    pub days_to_close_at_most: Option<u16>,
}

impl Condition {
    /// Whether every event meets it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A set of months of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthSet(u16);

impl MonthSet {
    /// Every month.
    pub const ALL: Self = Self(0xfff);

    /// From months counted 1–12; `None` for any other number.
    pub fn from_numbers(numbers: impl IntoIterator<Item = i64>) -> Option<Self> {
        numbers
            .into_iter()
            .try_fold(Self(0), |set, n| (1..=12).contains(&n).then(|| Self(set.0 | 1 << (n - 1))))
    }

    /// Whether it holds the month, counted from 0.
    pub fn contains(self, month: usize) -> bool {
        self.0 >> month & 1 == 1
    }

    /// The months that both hold.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether it holds no month.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

macro_rules! named {
    ($(#[$doc:meta])* $type:ident { $($(#[$variant_doc:meta])* $variant:ident = $name:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $type { $($(#[$variant_doc])* $variant,)+ }

        impl $type {
            /// All of them, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in files.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The one of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|m| m.name() == name)
            }
        }
    };
}

named! {
    /// The built-in additive measures.
    Additive {
        /// ACV of new accounts.
        NewAcv = "new_acv",
        /// ACV added while an account is still the AE's.
        UpgradeAcv = "upgrade_acv",
        /// ARR added by upsells.
        UpsellAcv = "upsell_acv",
        /// ARR added by cross-sells.
        CrossSellAcv = "cross_sell_acv",
        /// Upsells and cross-sells.
        ExpansionAcv = "expansion_acv",
        /// ARR renewed.
        RenewalAcv = "renewal_acv",
        /// ARR lost by contractions (a positive number).
        ContractionArr = "contraction_arr",
        /// ARR lost by churn (a positive number).
        ChurnedArr = "churned_arr",
        /// New + upgrade + expansion − contraction − churn.
        NetNewArr = "net_new_arr",
        /// One-time services revenue.
        ImplementationRevenue = "implementation_revenue",
        /// Amount × margin of what was sold.
        GrossMargin = "gross_margin",
        /// New accounts, counted.
        Deals = "deals",
        /// Meetings held.
        Meetings = "meetings",
        /// Meetings that qualified.
        Qualified = "qualified",
        /// Opportunities won, counted.
        Won = "won",
        /// ACV of opportunities won.
        WonAcv = "won_acv",
        /// Activities (calls, mails, …), counted.
        Activities = "activities",
    }
}

impl Additive {
    /// Whether it is of sales to accounts, which can be lost again.
    pub const fn is_sale(self) -> bool {
        matches!(
            self,
            Self::NewAcv
                | Self::UpgradeAcv
                | Self::UpsellAcv
                | Self::CrossSellAcv
                | Self::ExpansionAcv
                | Self::RenewalAcv
                | Self::ImplementationRevenue
                | Self::GrossMargin
                | Self::Deals
        )
    }
}

named! {
    /// The built-in ratios, each over a window.
    RatioMeasure {
        /// ARR now ÷ ARR at the window's start, of the accounts open then.
        Nrr = "nrr",
        /// The same with each account's ARR now limited to what it was.
        Grr = "grr",
        /// Accounts still open ÷ accounts open at the window's start.
        LogoRetention = "logo_retention",
        /// ARR renewed ÷ ARR due for renewal.
        RenewalRate = "renewal_rate",
        /// Of the accounts that the seat sold before the window and that were not lost by its start, whoever
        /// keeps them: what is left of the ARR sold ÷ what was left of it then.
        SoldGrr = "sold_grr",
        /// Of the same accounts: those not lost ÷ all.
        SoldLogoRetention = "sold_logo_retention",
        /// Accounts that expanded ÷ accounts open at the window's start.
        ExpansionRate = "expansion_rate",
        /// New ACV ÷ deals.
        AverageDealSize = "average_deal_size",
        /// Mean days to close over deals.
        DaysToClose = "days_to_close",
        /// Opportunities won ÷ meetings qualified.
        ConversionRate = "conversion_rate",
    }
}
