//! The sources: every draw of a year belongs to one.

use crate::company::{Company, Deals, Market, Rate, Renewal, Team};
use crate::distribution::Distribution;
use crate::random::{Purpose, Purposes};

/// Where spread comes from: a group of draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// Demand, churn and expansion of a year. They are correlated, so they are one source.
    Market,
    /// What the reps of a team share in a year.
    TeamFactor,
    /// Rates of exchange.
    Exchange,
    /// What each rep reaches.
    Attainment,
    /// Quotas that are drawn: unequal territories.
    Quota,
    /// Who leaves, and when.
    Turnover,
    /// How many deals close, and in which months.
    DealCount,
    /// How large deals are.
    DealSize,
    /// What else is known of a deal: term, product, margin, days, who opened it, services, upgrades, who sold it
    /// together with whom.
    DealTerms,
    /// How many accounts there are at the start, how large, and when they renew.
    Accounts,
    /// Which accounts churn or contract, and by how much.
    Churn,
    /// Which accounts expand, when, by how much and into what.
    Expansion,
    /// Scores.
    Score,
    /// Meetings, opportunities, wins and their sizes.
    Funnel,
    /// Activities.
    Activity,
}

impl Source {
    /// Every source, in the order of tables.
    pub const ALL: [Self; 15] = [
        Self::Market,
        Self::TeamFactor,
        Self::Exchange,
        Self::Attainment,
        Self::Quota,
        Self::Turnover,
        Self::DealCount,
        Self::DealSize,
        Self::DealTerms,
        Self::Accounts,
        Self::Churn,
        Self::Expansion,
        Self::Score,
        Self::Funnel,
        Self::Activity,
    ];

    /// The source that a draw belongs to.
    pub const fn of(purpose: Purpose) -> Self {
        match purpose {
            Purpose::Market => Self::Market,
            Purpose::TeamFactor => Self::TeamFactor,
            Purpose::Exchange => Self::Exchange,
            Purpose::Attainment => Self::Attainment,
            Purpose::Quota => Self::Quota,
            Purpose::Turnover => Self::Turnover,
            Purpose::DealCount | Purpose::DealMonth => Self::DealCount,
            Purpose::DealSize => Self::DealSize,
            Purpose::DealTerm
            | Purpose::DealProduct
            | Purpose::DealMargin
            | Purpose::DealDays
            | Purpose::DealOutbound
            | Purpose::DealPrepaid
            | Purpose::Implementation
            | Purpose::Upgrade
            | Purpose::CoSelling => Self::DealTerms,
            Purpose::BookSize | Purpose::AccountArr | Purpose::RenewalMonth => Self::Accounts,
            Purpose::Renewal | Purpose::ContractionShare | Purpose::HandedRenewal => Self::Churn,
            Purpose::ExpansionCount
            | Purpose::ExpansionPlace
            | Purpose::ExpansionShare
            | Purpose::ExpansionKind
            | Purpose::ExpansionProduct
            | Purpose::ExpansionMargin
            | Purpose::HandedExpansion => Self::Expansion,
            Purpose::Score => Self::Score,
            Purpose::MeetingCount
            | Purpose::QualifiedCount
            | Purpose::WonCount
            | Purpose::WonSize => Self::Funnel,
            Purpose::ActivityCount => Self::Activity,
        }
    }

    /// Its draws.
    pub fn purposes(self) -> Purposes {
        Purposes::of(Purpose::ALL.into_iter().filter(|purpose| Self::of(*purpose) == self))
    }

    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Market => "market",
            Self::TeamFactor => "team_factor",
            Self::Exchange => "exchange",
            Self::Attainment => "attainment",
            Self::Quota => "quota",
            Self::Turnover => "turnover",
            Self::DealCount => "deal_count",
            Self::DealSize => "deal_size",
            Self::DealTerms => "deal_terms",
            Self::Accounts => "accounts",
            Self::Churn => "churn",
            Self::Expansion => "expansion",
            Self::Score => "score",
            Self::Funnel => "funnel",
            Self::Activity => "activity",
        }
    }

    /// The source of that name in tables.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.name() == name)
    }

    /// What people call it.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Market => "market",
            Self::TeamFactor => "team factor",
            Self::Exchange => "rate of exchange",
            Self::Attainment => "attainment of reps",
            Self::Quota => "quotas drawn",
            Self::Turnover => "turnover",
            Self::DealCount => "number of deals",
            Self::DealSize => "size of deals",
            Self::DealTerms => "terms of deals",
            Self::Accounts => "accounts at the start",
            Self::Churn => "churn and contraction",
            Self::Expansion => "expansion",
            Self::Score => "scores",
            Self::Funnel => "meetings and wins",
            Self::Activity => "activities",
        }
    }

    /// Whether it is one draw for all reps of a team or company, which more heads do not average out.
    pub const fn is_shared(self) -> bool {
        matches!(self, Self::Market | Self::TeamFactor | Self::Exchange)
    }

    /// The sources of which a company draws anything.
    pub fn drawn(company: &Company) -> Vec<Self> {
        Self::ALL.into_iter().filter(|source| source.is_drawn(company)).collect()
    }

    fn is_drawn(self, company: &Company) -> bool {
        let teams = |holds: &dyn Fn(&Team) -> bool| company.teams.iter().any(holds);
        let deals = |holds: &dyn Fn(&Deals) -> bool| {
            company.teams.iter().filter_map(|team| team.deals.as_ref()).any(holds)
        };
        let books = || company.teams.iter().filter_map(|team| team.book.as_ref());
        match self {
            Self::Market => {
                let Market { demand, churn, expansion, .. } = &company.market;
                [demand, churn, expansion].into_iter().any(varies)
            }
            Self::TeamFactor => {
                teams(&|team| team.attainment_correlation > 0.0 && varies(&team.attainment))
            }
            Self::Exchange => {
                company.exchange.iter().any(|exchange| matches!(exchange.rate, Rate::Drawn(_)))
            }
            Self::Attainment => teams(&|team| varies(&team.attainment)),
            Self::Quota => teams(&|team| team.quota.as_ref().is_some_and(varies)),
            Self::Turnover => {
                teams(&|team| team.turnover.is_some_and(|turnover| turnover.yearly > 0.0))
            }
            Self::DealCount => deals(&|_| true),
            Self::DealSize => deals(&|deals| varies(&deals.size)),
            Self::DealTerms => deals(&|deals| {
                !deals.is_plain() || !deals.term_months.is_empty() || deals.co_selling.is_some()
            }),
            Self::Accounts => books().any(|book| {
                varies(&book.accounts)
                    || varies(&book.arr)
                    || matches!(book.renewal, Renewal::Weights(_))
            }),
            Self::Churn => books().next().is_some(),
            Self::Expansion => books().any(|book| book.expansion.is_some()),
            Self::Score => teams(&|team| !team.scores.is_empty()),
            Self::Funnel => teams(&|team| team.funnel.is_some()),
            Self::Activity => teams(&|team| !team.activities.is_empty()),
        }
    }
}

fn varies(distribution: &Distribution) -> bool {
    distribution.is_constant().is_none()
}
