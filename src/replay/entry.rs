//! One row of a data file, as it is meant.

use super::properties::Properties;
use crate::events::{Event, Kind, NO_ACCOUNT, Names};
use crate::money::Cents;

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
    /// Cents; hundredths of a count; millionths of a score.
    pub amount: i64,
}

impl Entry {
    /// What the rows of a file are put in order by.
    pub fn order(&self) -> (i32, u8, usize) {
        (self.month, self.what.turn(), self.row)
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
}
