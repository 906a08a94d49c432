//! Deals of which more is known than month, size and term: what they sell, how they came about, what comes
//! with them and what follows.

use super::assortment::Assortment;
use super::bookings::choose_term;
use super::{Event, Kind, Ledger, NO_ACCOUNT, Traits, share_of, to_cents};
use crate::company::Deals;
use crate::money::Cents;
use crate::random::{Address, Generator, Purpose, open_unit};

/// Where the deals of a seat are entered, one after the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counter<'a> {
    /// The places of the team's products among the company's.
    pub products: &'a [usize],
    /// The account number of the seat's next deal, where deals become accounts.
    pub next_account: Option<u32>,
    /// The month after the last in which an upgrade may come.
    pub rep_leaves: usize,
    /// Months that an account stays with who sold it.
    pub stays: usize,
}

/// The streams of one rep's deals in one year. Each decides one thing, so that a key more in the company file
/// moves no other draw.
struct Streams {
    term: Generator,
    product: Generator,
    margin: Generator,
    days: Generator,
    outbound: Generator,
    prepaid: Generator,
    implementation: Generator,
    upgrade: Generator,
}

impl Streams {
    fn of(rep: Address) -> Self {
        Self {
            term: rep.open(Purpose::DealTerm),
            product: rep.open(Purpose::DealProduct),
            margin: rep.open(Purpose::DealMargin),
            days: rep.open(Purpose::DealDays),
            outbound: rep.open(Purpose::DealOutbound),
            prepaid: rep.open(Purpose::DealPrepaid),
            implementation: rep.open(Purpose::Implementation),
            upgrade: rep.open(Purpose::Upgrade),
        }
    }
}

impl Counter<'_> {
    /// Enters the deals of these months and sizes, before the factors of their products.
    pub fn enter(
        &mut self,
        ledger: &mut Ledger,
        deals: &Deals,
        rep: Address,
        months: &[u16],
        sizes: &[f64],
    ) {
        let mut streams = Streams::of(rep);
        for (month, size) in months.iter().zip(sizes) {
            let (traits, factor) = traits(deals, self.products, &mut streams);
            let term_months = if deals.term_months.is_empty() {
                0
            } else {
                choose_term(&deals.term_months, open_unit(&mut streams.term))
            };
            let account = self.next_account.unwrap_or(NO_ACCOUNT);
            self.next_account = self.next_account.map(|account| account + 1);
            let amount = to_cents(size * factor);
            let deal =
                Event { month: *month, kind: Kind::New, term_months, traits, account, amount };
            ledger.enter(deal);
            implement(ledger, deals, &deal, &mut streams.implementation);
            self.upgrade(ledger, deals, &deal, &mut streams.upgrade);
        }
    }

    /// Enters the upgrade of the account that a deal won, if it comes while the account is the seller's.
    fn upgrade(&self, ledger: &mut Ledger, deals: &Deals, deal: &Event, stream: &mut Generator) {
        let Some(upgrade) = &deals.upgrade else {
            return;
        };
        let comes = open_unit(stream) < upgrade.chance;
        let after = 1 + (open_unit(stream) * upgrade.within_months as f64) as usize;
        let amount = share_of(upgrade.share.sample(stream), deal.amount);
        let month = usize::from(deal.month) + after;
        let until = self.rep_leaves.min(ledger.months());
        if comes && after < self.stays && month < until && amount > Cents::ZERO {
            ledger.enter(Event { month: month as u16, kind: Kind::Upgrade, amount, ..*deal });
        }
    }
}

/// What is drawn of a deal beside its size and term, and how many times as large its product makes it.
fn traits(deals: &Deals, places: &[usize], streams: &mut Streams) -> (Traits, f64) {
    let assortment = Assortment { products: &deals.products, places };
    let (mut traits, factor) = assortment.draw(&mut streams.product, &mut streams.margin);
    if let Some(days) = &deals.days_to_close {
        let days = days.sample(&mut streams.days).round().clamp(0.0, f64::from(Traits::MOST_DAYS));
        traits = traits.with_days(days as u16);
    }
    if let Some(share) = deals.outbound {
        traits = traits.with_outbound(open_unit(&mut streams.outbound) < share);
    }
    if let Some(share) = deals.prepaid {
        traits = traits.with_prepaid(open_unit(&mut streams.prepaid) < share);
    }
    (traits, factor)
}

/// Enters the services that come with a deal, in its month. They are its account's, and no ARR.
fn implement(ledger: &mut Ledger, deals: &Deals, deal: &Event, stream: &mut Generator) {
    let Some(implementation) = &deals.implementation else {
        return;
    };
    let comes = open_unit(stream) < implementation.chance;
    let amount = share_of(implementation.share.sample(stream), deal.amount);
    if comes && amount > Cents::ZERO {
        let traits = deal.traits.with_margin(implementation.margin);
        ledger.enter(Event { kind: Kind::Implementation, traits, amount, ..*deal });
    }
}
