//! The ledgers of the reps, filled in the order of things.

use std::collections::HashMap;

use crate::events::{Account, Kind, Ledger, Loss, NO_ACCOUNT, ScoreValue, Timeline};
use crate::money::Cents;

use super::account::{Course, Taken};
use super::columns::Source;
use super::entry::{Entries, Entry, RepPlace, What};
use super::faults::Faults;
use super::people::People;
use super::wording;

/// The ledgers of a file.
#[derive(Debug)]
pub(super) struct Ledgers {
    pub timeline: Timeline,
    /// By team, then by rep.
    pub teams: Vec<Vec<Ledger>>,
    /// Each ledger's own number of an account of the file.
    pub numbers: HashMap<(RepPlace, u32), u32>,
}

/// Enters all rows. What an account cannot have done goes to `faults`, what is odd to `warnings`.
pub(super) fn fill(
    source: &Source<'_>,
    entries: &Entries,
    people: &People,
    faults: &mut Faults,
    warnings: &mut Faults,
) -> Ledgers {
    let timeline = timeline_of(&entries.list);
    let mut clerk = Clerk {
        ledgers: Ledgers {
            timeline,
            teams: empty_ledgers(people, timeline),
            numbers: HashMap::new(),
        },
        numbers: HashMap::new(),
        beyond: HashMap::new(),
        courses: vec![Course::default(); entries.accounts],
    };
    for entry in entries.list.iter().filter(|entry| entry.what == What::Open) {
        clerk.enter_account(entry);
    }
    for entry in &entries.list {
        let taken = match clerk.course(entry) {
            Some(course) if !entries.doubtful[entry.account as usize] => {
                let odd = course.oddity(entry);
                let followed = course.follow(entry);
                if let Some(odd) = odd.filter(|_| followed.is_ok()) {
                    wording::warn_of(odd, source, entry, warnings);
                }
                followed.unwrap_or_else(|why| {
                    wording::refuse(why, source, people, entry, faults);
                    None
                })
            }
            _ => None,
        };
        clerk.enter(entry);
        if let Some(taken) = taken {
            clerk.enter_loss(entry, taken);
        }
    }
    clerk.close_accounts(entries)
}

/// The plan year, and as many months before it as have events.
fn timeline_of(entries: &[Entry]) -> Timeline {
    let first = entries.iter().map(|entry| entry.month).min().unwrap_or(0);
    Timeline::new(usize::try_from(-first).unwrap_or(0))
}

fn empty_ledgers(people: &People, timeline: Timeline) -> Vec<Vec<Ledger>> {
    let empty = || Ledger::of_no_row(timeline);
    people.counts().map(|reps| (0..reps).map(|_| empty()).collect()).collect()
}

/// Enters rows into ledgers.
struct Clerk {
    ledgers: Ledgers,
    /// Each ledger's own number of an account. Those of its book come first.
    numbers: HashMap<(RepPlace, u32), u32>,
    /// By ledger, the next number of an account that is not in its book.
    beyond: HashMap<RepPlace, u32>,
    /// By account of the file.
    courses: Vec<Course>,
}

impl Clerk {
    fn course(&mut self, entry: &Entry) -> Option<&mut Course> {
        self.courses.get_mut(entry.account as usize)
    }

    fn ledger(&mut self, (team, rep): RepPlace) -> &mut Ledger {
        &mut self.ledgers.teams[team][rep]
    }

    fn month(&self, entry: &Entry) -> u16 {
        let month = self.ledgers.timeline.plan_year() as i32 + entry.month;
        u16::try_from(month).unwrap_or(0)
    }

    /// Enters an account into the book of a rep; a second opening is refused when it is followed.
    fn enter_account(&mut self, entry: &Entry) {
        let opened = self.month(entry);
        let opening = Cents(entry.amount);
        let accounts = &mut self.ledger(entry.rep).accounts;
        let number = accounts.len() as u32;
        accounts.push(Account { opened, opening, closing: opening, open: true });
        self.numbers.insert((entry.rep, entry.account), number);
    }

    /// The ledger's own number of the account of a row. Numbers beyond its book are of accounts that it sold
    /// to, so that losses find their sales.
    fn number(&mut self, entry: &Entry) -> u32 {
        if !entry.has_account() {
            return NO_ACCOUNT;
        }
        let key = (entry.rep, entry.account);
        if let Some(known) = self.numbers.get(&key) {
            return *known;
        }
        let book = self.ledger(entry.rep).accounts.len() as u32;
        let beyond = self.beyond.entry(entry.rep).or_insert(book);
        let number = *beyond;
        *beyond += 1;
        self.numbers.insert(key, number);
        number
    }

    fn enter(&mut self, entry: &Entry) {
        let month = self.month(entry);
        match entry.what {
            What::Open => {}
            What::Score(score) => {
                self.ledger(entry.rep).scores.push(ScoreValue {
                    month,
                    score,
                    value: entry.amount,
                });
            }
            What::Of(kind) => {
                let account = self.number(entry);
                let event = entry.event(kind, month, account);
                match entry.credit {
                    None => self.ledger(entry.rep).enter(event),
                    Some(credit) => self.ledger(entry.rep).enter_share(event, credit.of_ledger()),
                }
            }
        }
    }

    /// Enters a loss for everyone who has had to do with the account, since each may have been paid for it.
    fn enter_loss(&mut self, entry: &Entry, taken: Taken) {
        let month = self.month(entry);
        let churned = entry.what == What::Of(Kind::Churn);
        let reps = self.course(entry).map(|course| course.reps.clone()).unwrap_or_default();
        for rep in reps {
            let Some(account) = self.numbers.get(&(rep, entry.account)).copied() else {
                continue;
            };
            let (lost, before) = (Cents(taken.lost), Cents(taken.before));
            self.ledger(rep).losses.push(Loss { month, account, churned, lost, before });
        }
    }

    fn close_accounts(mut self, entries: &Entries) -> Ledgers {
        for entry in entries.list.iter().filter(|entry| entry.what == What::Open) {
            let Some(course) = self.courses.get(entry.account as usize) else {
                continue;
            };
            let (closing, open) = (Cents(course.arr), course.churned.is_none());
            let number = self.numbers.get(&(entry.rep, entry.account)).copied();
            let account = number.and_then(|number| {
                self.ledgers.teams[entry.rep.0][entry.rep.1].accounts.get_mut(number as usize)
            });
            if let Some(account) = account {
                (account.closing, account.open) = (closing, open);
            }
        }
        self.ledgers.numbers = self.numbers;
        self.ledgers
    }
}
