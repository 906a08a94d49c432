//! A book of accounts: expansions while open, then renewal, contraction or churn.

use super::assortment::Assortment;
use super::month_choice::MonthChoice;
use super::{Account, Event, Kind, Ledger, Loss, Timeline, Traits, room, share_of, to_cents};
use crate::company::{Book, Renewal};
use crate::distribution::poisson_count;
use crate::money::Cents;
use crate::random::{Address, Purpose, open_unit, threshold};
use rand::Rng;

/// A seat's book while its year is drawn; its memory is used again.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelf {
    numbers: Vec<f64>,
    pub(super) accounts: Vec<Shelved>,
    /// The accounts that do not simply renew, by rising number; what lies beyond `changed` is of no account. Of a
    /// real book all that renew.
    pub(super) fates: Vec<(u32, Fate)>,
    /// How many do not.
    pub(super) changed: usize,
}

/// An account while its year is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shelved {
    pub opening: Cents,
    /// ARR added up to the renewal's month, and after it.
    pub added: [Cents; 2],
    /// Month of the plan year in which it renews.
    pub renewal: u8,
    pub churns: bool,
}

/// How a rep grows a book in a year of the timeline.
#[derive(Clone, Copy, Debug)]
pub(super) struct Growth<'a> {
    /// First month of the year.
    pub year_start: usize,
    /// By month of the year, the expected expansions an account.
    pub rates: &'a [f64; 12],
    /// The month of an expansion, by these rates.
    pub choice: &'a MonthChoice,
    /// The places of the products that the book expands by among the company's.
    pub products: &'a [usize],
}

/// What an expansion is: an upsell or a cross-sell.
static EXPANSIONS: [Kind; 2] = [Kind::Upsell, Kind::CrossSell];

/// What becomes of an account at its renewal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fate {
    /// Told of the accounts of a real book only.
    Renews,
    Contracts,
    Churns,
}

impl Shelf {
    /// Draws the accounts at the start of the plan year and what their renewal in it will bring.
    ///
    /// `churns` is an account's chance to leave ([`expected_churn`]). One uniform number decides.
    // Not inlined: drawn in one function with all the rest of a seat, it is slower.
    #[inline(never)]
    pub fn open(&mut self, book: &Book, churns: f64, seat: Address) {
        let number = match book.accounts.is_constant() {
            Some(number) => number,
            None => book.accounts.sample(&mut seat.open(Purpose::BookSize)),
        };
        let number = number.round().max(0.0) as usize;
        let numbers = room(&mut self.numbers, number);
        book.arr.fill(&mut seat.open(Purpose::AccountArr), numbers);
        self.accounts.clear();
        self.accounts.extend(numbers.iter().map(|arr| Shelved {
            opening: to_cents(arr.max(0.0)),
            added: [Cents::ZERO; 2],
            renewal: 0,
            churns: false,
        }));
        let months = self.accounts.iter_mut().map(|account| &mut account.renewal);
        match &book.renewal {
            Renewal::Spread => months.zip((0..12).cycle()).for_each(|(renewal, m)| *renewal = m),
            Renewal::Weights(weights) => {
                let mut stream = seat.open(Purpose::RenewalMonth);
                let total: f64 = weights.iter().sum();
                for renewal in months {
                    let mut left = open_unit(&mut stream) * total;
                    let passed = |weight: &&f64| {
                        left -= **weight;
                        left >= 0.0
                    };
                    *renewal = weights.iter().take_while(passed).count().min(11) as u8;
                }
            }
        }

        let contracts =
            churns + (1.0 - churns) * book.contraction.as_ref().map_or(0.0, |c| c.chance);
        let mut stream = seat.open(Purpose::Renewal);
        let (churns, changes) = (threshold(churns), threshold(contracts));
        // Which accounts change cannot be foreseen, so there is no branch: an account that simply renews
        // leaves its place to the next.
        if self.fates.len() <= number {
            self.fates.resize(number + 1, (0, Fate::Contracts));
        }
        let mut changed = 0;
        for (number, account) in self.accounts.iter_mut().enumerate() {
            let word = stream.next_u64();
            account.churns = word < churns;
            let fate = if account.churns { Fate::Churns } else { Fate::Contracts };
            self.fates[changed] = (number as u32, fate);
            changed += usize::from(word < changes);
        }
        self.changed = changed;
    }

    /// Enters the expansions of one rep in one year of the timeline. Those of history years are sales to
    /// accounts that are already counted in the book's opening ARR.
    #[inline(never)]
    pub fn expand(
        &mut self,
        book: &Book,
        ledger: &mut Ledger,
        timeline: Timeline,
        growth: &Growth<'_>,
        rep: Address,
    ) {
        let Growth { year_start, rates, choice, products } = *growth;
        let Some(expansion) = &book.expansion else {
            return;
        };
        let accounts = self.accounts.len();
        let yearly: f64 = rates.iter().sum();
        let mean = yearly * accounts as f64;
        if !(mean > 0.0) {
            return;
        }
        let count = poisson_count(open_unit(&mut rep.open(Purpose::ExpansionCount)), mean) as usize;
        let shares = room(&mut self.numbers, count);
        expansion.share.fill(&mut rep.open(Purpose::ExpansionShare), shares);
        ledger.events.reserve(count);
        let streams =
            Growing { choice, cross_sells: threshold(expansion.cross_sell), rep, year_start };
        let grown = (&*shares, &mut *self.accounts);
        let in_plan_year = year_start == timeline.plan_year();
        if expansion.products.is_empty() {
            return streams.enter(grown, ledger, in_plan_year, || (Traits::NONE, 1.0));
        }
        let assortment = Assortment { products: &expansion.products, places: products };
        let mut product = rep.open(Purpose::ExpansionProduct);
        let mut margin = rep.open(Purpose::ExpansionMargin);
        streams.enter(grown, ledger, in_plan_year, || assortment.draw(&mut product, &mut margin));
    }

    /// Enters the plan year's renewals, contractions and churns, and the accounts as they end.
    #[inline(never)]
    pub fn renew(&mut self, book: &Book, ledger: &mut Ledger, timeline: Timeline, seat: Address) {
        let mut shares = seat.open(Purpose::ContractionShare);
        let plan_year = timeline.plan_year();
        // First as if every account renewed in full, then what the others lose.
        let mut renewed = [(0, Cents::ZERO); 12];
        let opened = plan_year as u16;
        ledger.open(self.accounts.iter().map(|account| {
            let due = account.opening + account.added[0];
            let month = &mut renewed[usize::from(account.renewal).min(11)];
            month.0 += 1;
            month.1 += due;
            let closing = due + account.added[1];
            Account { opened, opening: account.opening, closing, open: true }
        }));
        for (account, fate) in &self.fates[..self.changed] {
            let (number, churned) = (*account as usize, *fate == Fate::Churns);
            let shelved = &self.accounts[number];
            let renewal = usize::from(shelved.renewal);
            let before = shelved.opening + shelved.added[0];
            let lost = match (&book.contraction, churned) {
                (Some(contraction), false) => {
                    share_of(contraction.share.sample(&mut shares).clamp(0.0, 1.0), before)
                }
                _ => before,
            };
            ledger.accounts[number].closing -= lost;
            ledger.accounts[number].open = !churned;
            renewed[renewal].0 -= i64::from(churned);
            renewed[renewal].1 -= lost;
            if churned || lost > Cents::ZERO {
                let (month, account) = ((plan_year + renewal) as u16, *account);
                let kind = if churned { Kind::Churn } else { Kind::Contraction };
                ledger.enter(Event {
                    month,
                    kind,
                    term_months: 0,
                    traits: Traits::NONE,
                    account,
                    amount: lost,
                });
                ledger.losses.push(Loss { month, account, churned, lost, before });
            }
        }
        // No clause looks at single renewals: their totals do.
        for (month, (count, amount)) in renewed.into_iter().enumerate() {
            ledger.add_many(Kind::Renewal, plan_year + month, count, amount);
        }
        ledger.losses.sort_by_key(|loss| loss.month);
    }
}

/// How the expansions of one rep in one year are told.
struct Growing<'a> {
    choice: &'a MonthChoice,
    /// The word below which an expansion is a cross-sell.
    cross_sells: u64,
    rep: Address,
    year_start: usize,
}

impl Growing<'_> {
    /// Enters expansions of these shares. `of_product` tells what each is of, and how many times as large that makes
    /// it.
    // A copy for each: what is asked once an expansion is not asked where books do not tell products apart.
    #[inline(always)]
    fn enter(
        &self,
        (shares, accounts): (&[f64], &mut [Shelved]),
        ledger: &mut Ledger,
        in_plan_year: bool,
        mut of_product: impl FnMut() -> (Traits, f64),
    ) {
        let mut places = self.rep.open(Purpose::ExpansionPlace);
        let mut kinds = self.rep.open(Purpose::ExpansionKind);
        for share in shares {
            let (traits, factor) = of_product();
            // One word gives the account (its upper half) and the month (its lower half).
            let word = places.next_u64();
            let account = (((word >> 32) * accounts.len() as u64) >> 32) as u32;
            let month = self.choice.month(word << 32);
            // Neither what it is nor whether it comes early can be foreseen: both are looked up, not branched on.
            let kind = EXPANSIONS[usize::from(kinds.next_u64() < self.cross_sells)];
            let shelved = &mut accounts[account as usize];
            let late = month > u16::from(shelved.renewal);
            if in_plan_year && late && shelved.churns {
                continue;
            }
            let amount = share_of(*share * factor, shelved.opening);
            if in_plan_year {
                shelved.added[usize::from(late)] += amount;
            }
            let month = self.year_start as u16 + month;
            ledger.enter_gain(Event { month, kind, term_months: 0, traits, account, amount });
        }
    }
}

/// An account's chance to leave in a year of this market. It renews once in the year, so of its own chance
/// p, drawn once an account, only the mean of min(1, p × market) matters: E[min(1, p m)] = m E[min(p, 1/m)].
pub(super) fn expected_churn(book: &Book, market_churn: f64) -> f64 {
    if !(market_churn > 0.0) {
        return 0.0;
    }
    let largest = book.churn.support().1;
    if largest * market_churn <= 1.0 {
        book.churn.mean() * market_churn
    } else {
        book.churn.limited_mean(1.0 / market_churn) * market_churn
    }
}
