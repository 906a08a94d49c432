//! The ledger of a seat, from what happens in it: what an account loses is worked out from what it has when it
//! is entered.

use std::collections::BTreeMap;

use super::happenings::{Happening, What};
use super::years::Place;
use crate::events::{
    Account, Event, Kind, Ledger, Loss, NO_ACCOUNT, Role, ScoreValue, Share, Timeline, Traits,
};
use crate::money::{Cents, Decimal6};

/// What is known of an account while a ledger is filled.
#[derive(Clone, Copy, Default)]
struct Course {
    arr: Cents,
    in_book: bool,
    gone: bool,
}

/// The ledger of a seat.
pub(super) fn ledger(seat: &Place, timeline: Timeline) -> Ledger {
    let mut happenings: Vec<&Happening> = seat.happenings.iter().collect();
    happenings.sort_by_key(|happening| (happening.month, happening.turn()));
    let mut ledger = Ledger::default();
    ledger.clear(timeline.months());
    ledger.joinable = !seat.closed_book;
    ledger.recorded = !seat.closed_book;
    let mut filled = Filled { ledger, courses: BTreeMap::new(), numbers: BTreeMap::new() };
    // The numbers of the book's accounts come first.
    for happening in &happenings {
        if let (What::Open(arr), Some(account)) = (&happening.what, happening.account) {
            let opened = happening.month as u16;
            let account_of_book = Account { opened, opening: *arr, closing: *arr, open: true };
            filled.numbers.entry(account).or_insert_with(|| {
                filled.ledger.open([account_of_book]);
                filled.ledger.accounts.len() as u32 - 1
            });
        }
    }
    let history = |month| seat.closed_book && month < timeline.plan_year();
    for happening in happenings {
        filled.enter(happening, seat.closed_book, history(happening.month));
    }
    for (account, course) in &filled.courses {
        if let Some(entry) = filled.ledger.accounts.get_mut(filled.numbers[account] as usize) {
            (entry.closing, entry.open) = (course.arr, !course.gone);
        }
    }
    if !seat.closed_book {
        share_out(&mut filled.ledger);
    }
    filled.ledger
}

/// Some of what is sold or renewed is shared with another rep, and others' sales are credited beside. Which,
/// the cents of the amounts say.
fn share_out(ledger: &mut Ledger) {
    for place in 0..ledger.events.len() {
        let event = ledger.events[place];
        let whole = event.amount;
        let role = match whole.0.rem_euclid(7) {
            1 => Role::Owner,
            2 => Role::Overlay,
            _ => continue,
        };
        let share = Decimal6(400_000);
        let (event_of_deal, given) = (place as u32, Cents::ZERO);
        let of_deal = Share { event: event_of_deal, role, share, owner: (0, 0), given };
        if role == Role::Overlay && event.kind.adds_arr() {
            let account = ledger.next_account();
            let amount = Share::of(share, whole);
            ledger.enter_share(Event { account, amount, ..event }, of_deal);
        } else if event.kind.adds_arr() || event.kind == Kind::Renewal {
            ledger.give_away(Share::of(share, whole), of_deal);
        }
    }
}

struct Filled {
    ledger: Ledger,
    courses: BTreeMap<u32, Course>,
    /// The ledger's own numbers of accounts.
    numbers: BTreeMap<u32, u32>,
}

impl Filled {
    fn enter(&mut self, happening: &Happening, closed_book: bool, history: bool) {
        let month = happening.month as u16;
        let Some(account) = happening.account else {
            return self.enter_without_account(happening, month, closed_book);
        };
        let next = self.numbers.len() as u32;
        let number = *self.numbers.entry(account).or_insert(next);
        let mut course = self.courses.get(&account).copied().unwrap_or_default();
        if closed_book && number as usize >= self.ledger.accounts.len() {
            return self.enter_without_account(happening, month, closed_book);
        }
        if course.gone {
            return;
        }
        match happening.what {
            What::Open(arr) => course = Course { arr, in_book: true, gone: false },
            What::Sale { kind, amount, term_months, traits } => {
                let moves = kind.adds_arr() && !(kind == Kind::New && course.in_book);
                if moves && !history {
                    if course.arr + amount < Cents::ZERO {
                        return;
                    }
                    course.arr += amount;
                }
                let account = if closed_book && kind == Kind::New { NO_ACCOUNT } else { number };
                self.ledger.enter(Event { month, kind, term_months, traits, account, amount });
            }
            What::Renewal if closed_book => {
                self.ledger.add_many(Kind::Renewal, happening.month, 1, course.arr);
            }
            What::Renewal => {
                let (kind, amount) = (Kind::Renewal, course.arr);
                let event = Event {
                    month,
                    kind,
                    term_months: 0,
                    traits: Traits::NONE,
                    account: number,
                    amount,
                };
                self.ledger.enter(event);
            }
            What::Contraction(most) => {
                let lost = most.min(course.arr);
                if lost > Cents::ZERO && !history {
                    self.lose(month, number, false, lost, course.arr, true);
                    course.arr -= lost;
                }
            }
            What::Churn if history => {}
            What::Churn => {
                self.lose(month, number, true, course.arr, course.arr, true);
                (course.arr, course.gone) = (Cents::ZERO, true);
            }
            What::ChurnElsewhere => {
                if !course.in_book && self.courses.contains_key(&account) {
                    self.lose(month, number, true, course.arr, course.arr, false);
                    (course.arr, course.gone) = (Cents::ZERO, true);
                }
            }
            What::Score { .. } => self.enter_without_account(happening, month, closed_book),
        }
        self.courses.insert(account, course);
    }

    /// In a simulated book only accounts of the book grow.
    fn enter_without_account(&mut self, happening: &Happening, month: u16, closed_book: bool) {
        match happening.what {
            What::Sale { kind, amount, term_months, traits }
                if !closed_book || !kind.adds_arr() || kind == Kind::New =>
            {
                self.ledger.enter(Event {
                    month,
                    kind,
                    term_months,
                    traits,
                    account: NO_ACCOUNT,
                    amount,
                });
            }
            What::Score { score, value } => {
                self.ledger.scores.push(ScoreValue { month, score, value });
            }
            _ => {}
        }
    }

    fn lose(
        &mut self,
        month: u16,
        account: u32,
        churned: bool,
        lost: Cents,
        before: Cents,
        here: bool,
    ) {
        if here {
            let kind = if churned { Kind::Churn } else { Kind::Contraction };
            let (traits, amount) = (Traits::NONE, lost);
            self.ledger.enter(Event { month, kind, term_months: 0, traits, account, amount });
        }
        self.ledger.losses.push(Loss { month, account, churned, lost, before });
    }
}
