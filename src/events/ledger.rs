//! What happened to one seat: events, their monthly totals, its accounts and scores.

use super::{Share, Timeline, Traits, UnlistedBook};
use crate::money::Cents;

/// What kind of event it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Kind {
    /// A new account's ACV; negative where it is a refund.
    New,
    /// ACV added in an account's first months.
    Upgrade,
    /// ARR added to an account.
    Upsell,
    /// ARR added to an account by another product.
    CrossSell,
    /// ARR renewed.
    Renewal,
    /// ARR lost, the account stays.
    Contraction,
    /// ARR lost, the account leaves.
    Churn,
    /// One-time services revenue.
    Implementation,
    /// Meetings held, counted.
    Meeting,
    /// Meetings that qualified, counted.
    Qualified,
    /// An opportunity won, with its ACV.
    Won,
    /// Activities, counted.
    Activity,
}

impl Kind {
    /// Every kind, in the order of the discriminants.
    pub const ALL: [Self; 12] = [
        Self::New,
        Self::Upgrade,
        Self::Upsell,
        Self::CrossSell,
        Self::Renewal,
        Self::Contraction,
        Self::Churn,
        Self::Implementation,
        Self::Meeting,
        Self::Qualified,
        Self::Won,
        Self::Activity,
    ];

    /// Its name in data files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Upgrade => "upgrade",
            Self::Upsell => "upsell",
            Self::CrossSell => "cross_sell",
            Self::Renewal => "renewal",
            Self::Contraction => "contraction",
            Self::Churn => "churn",
            Self::Implementation => "implementation",
            Self::Meeting => "meeting",
            Self::Qualified => "qualified",
            Self::Won => "won",
            Self::Activity => "activity",
        }
    }

    /// Whether it adds ARR to an account.
    pub const fn adds_arr(self) -> bool {
        matches!(self, Self::New | Self::Upgrade | Self::Upsell | Self::CrossSell)
    }

    /// Whether it takes ARR from an account.
    pub const fn takes_arr(self) -> bool {
        matches!(self, Self::Contraction | Self::Churn)
    }
}

/// The account of an event that belongs to none.
pub const NO_ACCOUNT: u32 = u32::MAX;

/// Something that happened in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// Month of the timeline.
    pub month: u16,
    /// What it is.
    pub kind: Kind,
    /// Contract term in months; 0 where unknown.
    pub term_months: u16,
    /// The product, its margin, how the deal came about, as far as is known.
    pub traits: Traits,
    /// Account of the ledger, or [`NO_ACCOUNT`].
    pub account: u32,
    /// Money in cents; of counted kinds hundredths of a unit.
    pub amount: Cents,
}

/// An account of the seat's book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Account {
    /// The month at whose start it was open first.
    pub opened: u16,
    /// Its ARR then.
    pub opening: Cents,
    /// Its ARR at the end of the timeline; 0 where it churned.
    pub closing: Cents,
    /// Whether it was still open at the end.
    pub open: bool,
}

/// A loss of ARR, as it bears on pay for earlier sales to the account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loss {
    /// Month of the timeline.
    pub month: u16,
    /// The account.
    pub account: u32,
    /// All of it, rather than a part.
    pub churned: bool,
    /// The ARR lost.
    pub lost: Cents,
    /// The account's ARR just before.
    pub before: Cents,
}

/// A value of a named score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScoreValue {
    /// Month of the timeline.
    pub month: u16,
    /// Which score, by its place among the team's.
    pub score: u16,
    /// The value in millionths.
    pub value: i64,
}

/// Everything that happened to one seat.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    pub(super) months: usize,
    /// By kind, then month: sums of amounts.
    pub(super) amounts: Vec<i64>,
    /// By kind, then month: how many, in hundredths.
    pub(super) counts: Vec<i64>,
    /// The kinds that have totals, one bit each.
    pub(super) used: u16,
    /// In no particular order; of one month, expansions come before renewals.
    pub events: Vec<Event>,
    /// The book; empty where its accounts are not listed.
    pub accounts: Vec<Account>,
    /// Accounts that are not listed.
    pub unlisted: Option<UnlistedBook>,
    /// Losses by rising month, those of accounts that the seat sold to but does not keep included.
    pub losses: Vec<Loss>,
    /// Scores, by rising month.
    pub scores: Vec<ScoreValue>,
    /// ARR of the book at its start, and by month what it gained or lost (new business apart).
    pub(super) opening_arr: i64,
    pub(super) movements: Vec<i64>,
    /// Some events are refunds.
    pub(super) refunded: bool,
    /// It was recorded rather than drawn: renewals are told one by one, and accounts contract at any time.
    pub recorded: bool,
    /// The events that are credited by a share, in no particular order.
    pub shares: Vec<Share>,
    /// By kind, then month: sums of amounts that are credited beside what was booked; empty where none are.
    pub(super) extra: Vec<i64>,
    /// Accounts may join it during the timeline, so that those of a window must be told one by one.
    pub joinable: bool,
}

/// The kinds that move the ARR of accounts, one bit each.
const MOVING: u16 = 1 << Kind::Upgrade as u16
    | 1 << Kind::Upsell as u16
    | 1 << Kind::CrossSell as u16
    | 1 << Kind::Contraction as u16
    | 1 << Kind::Churn as u16;

impl Ledger {
    /// Empties it for a timeline of so many months, keeping its memory.
    pub fn clear(&mut self, months: usize) {
        if self.months == months {
            // Few kinds of events happen to one seat: the rows before the first and after the last are empty.
            let (first, last) = (self.used.trailing_zeros(), u16::BITS - self.used.leading_zeros());
            if last > first {
                let rows = first as usize * months..last as usize * months;
                self.amounts[rows.clone()].fill(0);
                self.counts[rows].fill(0);
            }
        } else {
            self.months = months;
            for totals in [&mut self.amounts, &mut self.counts] {
                totals.clear();
                totals.resize(Kind::ALL.len() * months, 0);
            }
        }
        if self.used & MOVING != 0 || self.movements.len() != months {
            self.movements.clear();
            self.movements.resize(months, 0);
        }
        self.used = 0;
        self.opening_arr = 0;
        self.events.clear();
        self.accounts.clear();
        self.unlisted = None;
        self.losses.clear();
        self.scores.clear();
        self.shares.clear();
        self.extra.clear();
        self.joinable = false;
        self.recorded = false;
        self.refunded = false;
    }

    /// An empty one of a data file.
    pub fn of_no_row(timeline: Timeline) -> Self {
        let mut ledger = Self::default();
        ledger.clear(timeline.months());
        // Books of a file are told account by account, whenever each was opened.
        (ledger.joinable, ledger.recorded) = (true, true);
        ledger
    }

    /// Makes it the same as another, keeping its memory: what happened before it goes on.
    pub(super) fn take_up(&mut self, other: &Self) {
        let Self { months, used, opening_arr, refunded, recorded, joinable, .. } = *other;
        (self.months, self.used, self.opening_arr) = (months, used, opening_arr);
        (self.refunded, self.recorded, self.joinable) = (refunded, recorded, joinable);
        self.amounts.clone_from(&other.amounts);
        self.counts.clone_from(&other.counts);
        self.movements.clone_from(&other.movements);
        self.events.clone_from(&other.events);
        self.accounts.clone_from(&other.accounts);
        self.unlisted = other.unlisted;
        self.losses.clone_from(&other.losses);
        self.scores.clone_from(&other.scores);
        self.shares.clone_from(&other.shares);
        self.extra.clone_from(&other.extra);
    }

    /// Enters an event. Of counted kinds the amount is the count, in hundredths; of others an event is
    /// one, and a refund (a negative amount) is none.
    #[inline(always)]
    pub fn enter(&mut self, event: Event) {
        self.refunded |= event.amount < Cents::ZERO;
        self.add_up(event.kind, usize::from(event.month), event.amount);
        self.events.push(event);
    }

    /// Enters an event that adds ARR to an account and takes none: as [`Self::enter`] does, with less to ask.
    #[inline(always)]
    pub(super) fn enter_gain(&mut self, event: Event) {
        let month = usize::from(event.month);
        let slot = event.kind as usize * self.months + month;
        self.used |= 1 << event.kind as u16;
        self.amounts[slot] += event.amount.0;
        self.counts[slot] += 100;
        self.movements[month] += event.amount.0;
        self.events.push(event);
    }

    /// Adds to the totals what nobody asks for one by one: so many events of a kind, with their sum.
    pub fn add_many(&mut self, kind: Kind, month: usize, count: i64, amount: Cents) {
        let slot = kind as usize * self.months + month;
        self.used |= 1 << kind as u16;
        self.amounts[slot] += amount.0;
        self.counts[slot] += 100 * count;
    }

    #[inline(always)]
    pub(super) fn add_up(&mut self, kind: Kind, month: usize, amount: Cents) {
        let slot = kind as usize * self.months + month;
        self.used |= 1 << kind as u16;
        self.amounts[slot] += amount.0;
        self.counts[slot] += Self::count(kind, amount);
        self.movements[month] += match kind {
            Kind::Upgrade | Kind::Upsell | Kind::CrossSell => amount.0,
            Kind::Contraction | Kind::Churn => -amount.0,
            _ => 0,
        };
    }

    /// How many an event is, in hundredths.
    #[inline(always)]
    pub(super) fn count(kind: Kind, amount: Cents) -> i64 {
        match kind {
            Kind::Meeting | Kind::Qualified | Kind::Activity => amount.0,
            _ => 100 * i64::from(amount.0 >= 0),
        }
    }

    /// Opens accounts of the book.
    pub fn open(&mut self, accounts: impl IntoIterator<Item = Account>) {
        let known = self.accounts.len();
        self.accounts.extend(accounts);
        self.opening_arr += self.accounts[known..].iter().map(|a| a.opening.0).sum::<i64>();
    }

    /// ARR of all accounts when they opened, in cents.
    pub const fn opening_arr(&self) -> i64 {
        self.opening_arr
    }

    /// By month, ARR gained less ARR lost in cents, new business apart.
    pub fn movements(&self) -> &[i64] {
        &self.movements
    }

    /// Whether some events are refunds: negative amounts.
    pub const fn has_refunds(&self) -> bool {
        self.refunded
    }

    /// Whether anything of a kind happened.
    #[inline]
    pub const fn has(&self, kind: Kind) -> bool {
        self.used >> kind as u16 & 1 == 1
    }

    /// Sums of amounts of a kind by month: cents, or hundredths of counted kinds.
    pub fn amounts(&self, kind: Kind) -> &[i64] {
        &self.amounts[kind as usize * self.months..][..self.months]
    }

    /// Numbers of events of a kind by month, in hundredths.
    pub fn counts(&self, kind: Kind) -> &[i64] {
        &self.counts[kind as usize * self.months..][..self.months]
    }

    /// Months of the timeline.
    pub const fn months(&self) -> usize {
        self.months
    }
}
