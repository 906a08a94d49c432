//! One row of a data file, as it is meant.

use super::properties::Properties;
use crate::events::{Event, Kind, NO_ACCOUNT, Names, Role, Share};
use crate::money::{Cents, Decimal6};

/// A rep of the company: the team's place, then the rep's within it.
pub(super) type RepPlace = (usize, usize);

/// What a row records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// An account's ARR at the start of the month.
    Open,
    /// An event of the ledger.
    Of(Kind),
    /// A value, in millionths, of a score by its place among the scores.
    Score(u16),
}

impl What {
    /// The words for `event`, in the order of the documentation.
    pub const NAMES: [&'static str; 14] = [
        "new",
        "upgrade",
        "upsell",
        "cross_sell",
        "renewal",
        "contraction",
        "churn",
        "implementation",
        "meeting",
        "qualified",
        "won",
        "activity",
        "score",
        "open",
    ];

    /// Its word in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Of(kind) => kind.name(),
            Self::Score(_) => "score",
        }
    }

    /// The order of things within a month: accounts are open at its start, expansions come first, then what a
    /// renewal cuts, the renewal, and last the churn.
    fn turn(self) -> u8 {
        match self {
            Self::Open => 0,
            Self::Of(Kind::Contraction) => 2,
            Self::Of(Kind::Renewal) => 3,
            Self::Of(Kind::Churn) => 4,
            Self::Of(_) | Self::Score(_) => 1,
        }
    }
}

/// As what, and for which share of a deal, a row credits its rep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Credit {
    /// The deal's number in the file.
    pub deal: u32,
    pub role: Role,
    pub share: Decimal6,
    /// Who owns the deal; known once its rows are put together.
    pub owner: RepPlace,
    /// Of an owner: what co-sellers are credited with.
    pub given: Cents,
}

impl Credit {
    /// The share as the ledger has it.
    pub fn of_ledger(self) -> Share {
        let Self { role, share, owner: (team, rep), given, .. } = self;
        Share { event: 0, role, share, owner: (team as u16, rep as u32), given }
    }
}

/// A row as it is meant.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// Its row, from 0.
    pub row: usize,
    pub rep: RepPlace,
    /// Month from the start of the plan year; below 0 before it.
    pub month: i32,
    pub what: What,
    /// What is known of it beside.
    pub properties: Properties,
    /// The account's number in the file, or [`NO_ACCOUNT`].
    pub account: u32,
    /// Cents; hundredths of a count; millionths of a score. Of a shared deal what the rep is credited with, once
    /// its rows are put together.
    pub amount: i64,
    /// Of a deal that is credited to several.
    pub credit: Option<Credit>,
}

impl Entry {
    /// What the rows of a file are put in order by.
    pub fn order(&self) -> (i32, u8, usize) {
        (self.month, self.what.turn(), self.row)
    }

    /// As what it credits its rep.
    pub fn role(&self) -> Role {
        self.credit.map_or(Role::Owner, |credit| credit.role)
    }

    /// Whether it belongs to an account.
    pub fn has_account(&self) -> bool {
        self.account != NO_ACCOUNT
    }

    /// The event of the ledger for a month of the timeline and an account of the ledger.
    pub fn event(&self, kind: Kind, month: u16, account: u32) -> Event {
        let Properties { term_months, traits, .. } = self.properties;
        Event { month, kind, term_months, traits, account, amount: Cents(self.amount) }
    }
}

/// All rows of a file, as they are meant.
#[derive(Debug, Default)]
pub(super) struct Entries {
    /// In the order of things: by month, then by turn within it.
    pub list: Vec<Entry>,
    /// The names of scores, products and activities: those of the company, then those of the file.
    pub names: Names,
    /// How many accounts there are.
    pub accounts: usize,
    /// Their names, by number.
    pub account_names: Vec<Box<str>>,
    /// By account: a row that names it could not be read.
    pub doubtful: Vec<bool>,
    /// By deal, by its number in the file: a row that names it could not be read.
    pub doubtful_deals: Vec<bool>,
}
