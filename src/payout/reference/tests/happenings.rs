//! What happens in a seat, said so that any of it can be left out: what an account loses is worked out from
//! what it has when it is entered.

use std::collections::BTreeMap;
use std::fmt;

use super::dice::Dice;
use super::years::Place;
use crate::events::{
    Account, Event, Kind, Ledger, Loss, NO_ACCOUNT, Role, ScoreValue, Share, Timeline, Traits,
};
use crate::money::{Cents, Decimal6};

/// Something that happens in a month of the timeline.
#[derive(Clone, Debug)]
pub(super) struct Happening {
    pub month: usize,
    /// By its number among the seat's.
    pub account: Option<u32>,
    pub what: What,
}

/// What happens.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// The account is in the book from the start of this month.
    Open(Cents),
    /// An amount of a sale, or a count; a refund where below 0.
    Sale { kind: Kind, amount: Cents, term_months: u16, traits: Traits },
    /// It renews with the ARR that it then has.
    Renewal,
    /// It loses up to so much.
    Contraction(Cents),
    /// It leaves.
    Churn,
    /// Another rep who keeps the account reports that it left.
    ChurnElsewhere,
    /// A score in millionths.
    Score { score: u16, value: i64 },
}

impl Happening {
    /// The order within a month: accounts are open at its start, then comes what adds, then what a renewal
    /// cuts, the renewal, and last the churn.
    fn turn(&self) -> u8 {
        match self.what {
            What::Open(_) => 0,
            What::Sale { .. } | What::Score { .. } => 1,
            What::Contraction(_) => 2,
            What::Renewal => 3,
            What::Churn | What::ChurnElsewhere => 4,
        }
    }
}

/// Draws what happens in a seat.
pub(super) fn draw(dice: &mut Dice, timeline: Timeline, closed_book: bool) -> Vec<Happening> {
    let mut all = Vec::new();
    let accounts = dice.below(7) as u32;
    for account in 0..accounts {
        let late = !closed_book && dice.chance(20);
        let month = if late {
            dice.between(timeline.first() as i64, timeline.months() as i64 - 1) as usize
        } else {
            timeline.plan_year()
        };
        let arr = money(dice, 50_000);
        all.push(Happening { month, account: Some(account), what: What::Open(arr) });
    }
    for _ in 0..dice.below(40) {
        let month = dice.between(timeline.first() as i64, timeline.months() as i64 - 1) as usize;
        let what = what(dice);
        // Accounts beyond the book are those that were only sold to.
        let account = (accounts + 2 > 0 && !dice.chance(15))
            .then(|| dice.below(accounts as usize + 2) as u32);
        let may_be_lost = matches!(what, What::Sale { amount, .. } if amount > Cents::ZERO);
        all.push(Happening { month, account, what });
        if may_be_lost && dice.chance(30) {
            let what = match dice.below(5) {
                0 | 1 => What::Churn,
                2 => What::ChurnElsewhere,
                _ => What::Contraction(money(dice, 40_000)),
            };
            let month = (month + dice.below(8)).min(timeline.months() - 1);
            all.push(Happening { month, account, what });
        }
    }
    all
}

fn money(dice: &mut Dice, most: i64) -> Cents {
    match dice.below(3) {
        0 => Cents(dice.between(1, most / 1_000) * 100_000),
        1 => Cents(dice.between(1, most * 100)),
        _ => Cents(dice.between(1, most) * 100),
    }
}

/// What is known of a sale, or which activity it is.
fn traits(dice: &mut Dice) -> Traits {
    let mut traits = Traits::NONE;
    if dice.chance(50) {
        return traits;
    }
    if dice.chance(70) {
        traits = traits.with_name(dice.below(2));
    }
    if dice.chance(60) {
        traits = traits.with_margin(dice.between(-20, 100) as i32 * 10_000);
    }
    if dice.chance(60) {
        traits = traits.with_days(dice.between(0, 200) as u16);
    }
    traits.with_outbound(dice.chance(40)).with_prepaid(dice.chance(40))
}

fn what(dice: &mut Dice) -> What {
    let sale = |dice: &mut Dice, kind, amount| What::Sale {
        kind,
        amount,
        term_months: dice.pick(&[0, 12, 24, 36]),
        traits: traits(dice),
    };
    let count = |dice: &mut Dice| Cents(100 * dice.between(1, 5));
    match dice.below(22) {
        0..=4 => {
            let amount = money(dice, 60_000);
            sale(dice, Kind::New, amount)
        }
        5 | 6 => {
            let refund = -money(dice, 20_000);
            let kind = dice.pick(&[Kind::New, Kind::Upsell, Kind::Implementation]);
            sale(dice, kind, refund)
        }
        7..=9 => {
            let amount = money(dice, 40_000);
            sale(dice, Kind::Upsell, amount)
        }
        10 => {
            let (kind, amount) =
                (dice.pick(&[Kind::CrossSell, Kind::Upgrade]), money(dice, 20_000));
            sale(dice, kind, amount)
        }
        11 => {
            let amount = money(dice, 10_000);
            sale(dice, Kind::Implementation, amount)
        }
        12 => {
            let amount = money(dice, 60_000);
            sale(dice, Kind::Won, amount)
        }
        13 | 14 => {
            let kind = dice.pick(&[Kind::Meeting, Kind::Qualified, Kind::Activity]);
            let amount = count(dice);
            sale(dice, kind, amount)
        }
        15 => What::Renewal,
        16 => What::Contraction(money(dice, 30_000)),
        17 | 18 => What::Churn,
        19 => What::ChurnElsewhere,
        20 => What::Score { score: 0, value: dice.between(-100, 100) * 1_000_000 },
        _ => What::Score { score: 1, value: dice.between(0, 100) * 10_000 },
    }
}

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

impl fmt::Display for Happening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let account = self.account.map_or(String::new(), |account| format!(", account {account}"));
        let what = match &self.what {
            What::Open(arr) => format!("open {arr}"),
            What::Sale { kind, amount, term_months: 0, traits } if *traits == Traits::NONE => {
                format!("{} {amount}", kind.name())
            }
            What::Sale { kind, amount, term_months, traits } => {
                format!("{} {amount} for {term_months} months, {traits:?}", kind.name())
            }
            What::Renewal => "renewal".to_owned(),
            What::Contraction(most) => format!("contraction of at most {most}"),
            What::Churn => "churn".to_owned(),
            What::ChurnElsewhere => "churn in another rep's book".to_owned(),
            What::Score { score, value } => format!("score {score}: {value} millionths"),
        };
        write!(f, "month {}: {what}{account}", self.month)
    }
}
