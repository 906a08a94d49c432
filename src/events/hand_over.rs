//! Accounts that one team sells and another keeps.
//!
//! An account sold in month t joins the book of a seat of the keeping team at the start of month t +
//! `after_months`, with what was sold to it by then. From there it lives like the accounts of that book: it
//! expands with its keeper's skill and the market, and in months t + 12, t + 24, … it renews, contracts or
//! churns. What it loses is told to both: to its keeper, and to the seat that sold it.
//!
//! A book that was drawn is that of the start of the plan year. Accounts that join before it belong to it as
//! well, with the ARR they have by then; what happened to them before is history.

use super::assortment::Assortment;
use super::{Account, Event, Kind, Ledger, Loss, TeamYear, Timeline, Traits, share_of};
use crate::company::{Book, Expansion};
use crate::distribution::poisson_count;
use crate::money::Cents;
use crate::random::{Address, Generator, Purpose, open_unit, threshold};
use rand::Rng;

/// Memory that is used again for every year.
#[derive(Clone, Debug, Default)]
pub(super) struct HandedOver {
    /// The accounts of one selling seat, by number.
    sold: Vec<Sold>,
    /// The expansions of one account, by rising month.
    expansions: Vec<Gain>,
}

/// An expansion of an account.
#[derive(Clone, Copy, Debug)]
struct Gain {
    month: usize,
    kind: Kind,
    amount: Cents,
    traits: Traits,
}

#[derive(Clone, Copy, Debug)]
struct Sold {
    month: usize,
    /// With all upgrades: these come before an account is handed over.
    arr: Cents,
}

/// How the keeping team keeps accounts.
pub(super) struct Keeping<'a> {
    pub book: &'a Book,
    /// The places of the products that the book expands by among the company's.
    pub products: &'a [usize],
    pub timeline: Timeline,
    /// Months that an account stays with who sold it.
    pub after_months: usize,
    /// By seat, then month: the expansions that an account is expected to see before the month.
    pub growth: &'a [Vec<f64>],
    /// By year of the timeline: × churn probabilities.
    pub market_churn: &'a [f64],
}

/// Hands the accounts of a year over; `sellers` is the address of the selling team.
pub(super) fn hand_over(
    keeping: &Keeping<'_>,
    sellers: Address,
    from: &mut TeamYear,
    to: &mut TeamYear,
    memory: &mut HandedOver,
) {
    for (seat, seller) in from.seats.iter_mut().enumerate() {
        let first = seller.ledger.accounts.len();
        memory.list_sold(&seller.ledger, first);
        for (number, sold) in memory.sold.iter().enumerate() {
            // Dealt out in turn, each selling seat beginning at another keeper.
            let place = (seat + number) % to.seats.len();
            let keeper = &mut to.seats[place].ledger;
            let account = sellers.rep(seat as u32, 0).account(number as u32);
            let lost = keeping.keep(keeper, place, *sold, account, &mut memory.expansions);
            let own = (first + number) as u32;
            let told = lost.into_iter().flatten().map(|loss| Loss { account: own, ..loss });
            seller.ledger.losses.extend(told);
        }
        seller.ledger.losses.sort_by_key(|loss| loss.month);
    }
    for keeper in &mut to.seats {
        keeper.ledger.losses.sort_by_key(|loss| loss.month);
    }
}

impl HandedOver {
    /// Lists what a seat sold, by the account's number after `first`.
    fn list_sold(&mut self, ledger: &Ledger, first: usize) {
        self.sold.clear();
        for event in &ledger.events {
            let number = (event.account as usize).wrapping_sub(first);
            match event.kind {
                // Deals are numbered in the order in which they were entered.
                Kind::New => {
                    self.sold.push(Sold { month: usize::from(event.month), arr: event.amount });
                }
                Kind::Upgrade => {
                    if let Some(sold) = self.sold.get_mut(number) {
                        sold.arr += event.amount;
                    }
                }
                _ => {}
            }
        }
    }
}

/// An account on its way through the months.
struct Life {
    number: u32,
    arr: Cents,
    /// The month at whose start it is in the book of the plan year, and its ARR then once that is known.
    opened: usize,
    opening: Option<Cents>,
}

impl Life {
    /// Comes to a month.
    fn reach(&mut self, month: usize) {
        if month >= self.opened && self.opening.is_none() {
            self.opening = Some(self.arr);
        }
    }

    fn expand(&mut self, ledger: &mut Ledger, gain: Gain) {
        self.reach(gain.month);
        self.arr += gain.amount;
        self.enter(ledger, gain);
    }

    fn lose(&mut self, ledger: &mut Ledger, month: usize, churned: bool, lost: Cents) -> Loss {
        let (account, before) = (self.number, self.arr);
        let loss = Loss { month: month as u16, account, churned, lost, before };
        let kind = if churned { Kind::Churn } else { Kind::Contraction };
        self.enter(ledger, Gain { month, kind, amount: lost, traits: Traits::NONE });
        ledger.losses.push(loss);
        self.arr -= lost;
        loss
    }

    fn enter(&self, ledger: &mut Ledger, Gain { month, kind, amount, traits }: Gain) {
        let (month, account) = (month as u16, self.number);
        ledger.enter(Event { month, kind, term_months: 0, traits, account, amount });
    }
}

/// The most renewals of an account within a timeline: three years of history and the plan year.
const MOST_RENEWALS: usize = 4;

impl Keeping<'_> {
    /// Enters the life of an account into the ledger of the seat that keeps it, and says what it lost.
    fn keep(
        &self,
        ledger: &mut Ledger,
        seat: usize,
        sold: Sold,
        account: Address,
        expansions: &mut Vec<Gain>,
    ) -> [Option<Loss>; MOST_RENEWALS] {
        let mut losses = [None; MOST_RENEWALS];
        let months = self.timeline.months();
        let joins = sold.month + self.after_months;
        if joins >= months {
            return losses;
        }
        ledger.joinable = true;
        let number = ledger.accounts.len() as u32;
        let opened = joins.max(self.timeline.plan_year());
        let mut life = Life { number, arr: sold.arr, opened, opening: None };
        expansions.clear();
        if let Some(expansion) = &self.book.expansion {
            self.draw_expansions(expansion, seat, (joins, sold.arr), account, expansions);
        }
        let mut pending = expansions.drain(..).peekable();

        let mut stream = account.open(Purpose::HandedRenewal);
        let chance = self.book.churn.sample(&mut stream);
        let mut open = true;
        for (renewal, loss) in (sold.month + 12..months).step_by(12).zip(&mut losses) {
            while let Some(expansion) = pending.next_if(|gain| gain.month <= renewal) {
                life.expand(ledger, expansion);
            }
            life.reach(renewal);
            let (churned, lost) = self.at_renewal(chance, renewal, life.arr, &mut stream);
            if churned || lost > Cents::ZERO {
                *loss = Some(life.lose(ledger, renewal, churned, lost));
            }
            if churned {
                open = false;
                break;
            }
            ledger.add_many(Kind::Renewal, renewal, 1, life.arr);
        }
        if open {
            for expansion in pending {
                life.expand(ledger, expansion);
            }
            life.reach(months);
        }
        // An account that is lost before the plan year is in no book of it: it would open after its end.
        let opened = if life.opening.is_some() { opened } else { months };
        let opening = life.opening.unwrap_or(Cents::ZERO);
        ledger.accounts.push(Account { opened: opened as u16, opening, closing: life.arr, open });
        losses
    }

    /// The expansions of an account that joins a book in a month: a Poisson number of them, each in a month by
    /// the keeper's rates, each a share of the ARR with which the account joins.
    fn draw_expansions(
        &self,
        expansion: &Expansion,
        seat: usize,
        (joins, arr): (usize, Cents),
        account: Address,
        expansions: &mut Vec<Gain>,
    ) {
        let Some(before) = self.growth.get(seat) else {
            return;
        };
        let (start, end) = (before[joins], before[self.timeline.months()]);
        if !(end > start) {
            return;
        }
        let cross_sells = threshold(expansion.cross_sell);
        let mut stream = account.open(Purpose::HandedExpansion);
        let assortment = Assortment { products: &expansion.products, places: self.products };
        let mut product = account.open(Purpose::ExpansionProduct);
        let mut margin = account.open(Purpose::ExpansionMargin);
        for _ in 0..poisson_count(open_unit(&mut stream), end - start) {
            let reached = start + open_unit(&mut stream) * (end - start);
            let month = before.partition_point(|before| *before <= reached) - 1;
            let cross_sell = stream.next_u64() < cross_sells;
            let (traits, factor) = assortment.draw(&mut product, &mut margin);
            let amount = share_of(expansion.share.sample(&mut stream) * factor, arr);
            let kind = if cross_sell { Kind::CrossSell } else { Kind::Upsell };
            let month = month.min(self.timeline.months() - 1);
            expansions.push(Gain { month, kind, amount, traits });
        }
        expansions.sort_by_key(|gain| gain.month);
    }

    /// Whether an account churns at a renewal, and how much it loses. One uniform number decides.
    fn at_renewal(
        &self,
        chance: f64,
        month: usize,
        arr: Cents,
        stream: &mut Generator,
    ) -> (bool, Cents) {
        let churns = (chance * self.market_churn[month / 12]).clamp(0.0, 1.0);
        let word = stream.next_u64();
        if word < threshold(churns) {
            return (true, arr);
        }
        match &self.book.contraction {
            Some(contraction) if word < threshold(churns + (1.0 - churns) * contraction.chance) => {
                let share = contraction.share.sample(stream).clamp(0.0, 1.0);
                (false, share_of(share, arr))
            }
            _ => (false, Cents::ZERO),
        }
    }
}
