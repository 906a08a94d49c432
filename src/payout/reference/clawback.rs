//! Recovery of pay on sales that were lost again.

use super::claim::Claim;
use super::earned::{Lost, kept};
use super::number::{Number, TooLong};
use super::payments::Payment;
use super::plan_level;
use super::window::Months;
use crate::events::{Event, Loss, NO_ACCOUNT};
use crate::money::Cents;
use crate::plan::{Clawback, Pays, PaysFrom, RecoveredAt, Recovers, TierMethod};

/// What is recovered in a month for one lost sale.
#[derive(Clone, Copy, Debug)]
pub(super) struct Recovery {
    pub month: usize,
    pub amount: Cents,
}

/// What was given back for a lost sale by counting its window again.
struct GivenBack {
    /// The payment that first paid the sale.
    payment: usize,
    amount: Number,
}

/// All recoveries of a component from a rep: for each loss in turn, each sale to the account.
pub(super) fn all(claim: &Claim<'_>, payments: &[Payment]) -> Result<Vec<Recovery>, TooLong> {
    let Some(terms) = &claim.component.clawback else {
        return Ok(Vec::new());
    };
    let mut recoveries = Vec::new();
    let mut lost = Lost::new();
    let mut given_back: Vec<GivenBack> = Vec::new();
    for loss in claim.rep.ledger.losses.iter().filter(|loss| recovers(claim, terms, loss)) {
        for (place, sale) in sales_of(claim, terms, loss)? {
            let paid_in = payments.iter().position(|p| p.first_paid.contains(sale.month));
            let Some((number, payment)) = paid_in.map(|number| (number, &payments[number])) else {
                continue;
            };
            // A sale that is lost before it is paid is paid, then recovered.
            let month = payment.month.max(usize::from(loss.month));
            let newly_lost = kept(&lost, place) * share_lost(loss);
            let before = lost.get(&place).copied().unwrap_or(Number::ZERO);
            lost.insert(place, before + newly_lost);
            let case = Case { claim, payments, payment, month };
            let amount = match terms.at {
                RecoveredAt::Paid => {
                    case.paid_on(sale)? * newly_lost * left_by_refunds(claim, loss)?
                }
                RecoveredAt::BaseRate => {
                    let most = case.base_rate(sale).at_most(case.paid_on(sale)?);
                    most * newly_lost * left_by_refunds(claim, loss)?
                }
                RecoveredAt::Recompute => {
                    let back: Number = given_back
                        .iter()
                        .filter(|back| payments[back.payment].shares_window(payment))
                        .map(|back| back.amount)
                        .sum();
                    let mut amount = case.paid_by_both() - case.earned_without(&lost)? - back;
                    if case.taken_over().is_some() {
                        amount = amount.at_most(case.paid() - back);
                    }
                    let amount = amount.at_least(Number::ZERO);
                    given_back.push(GivenBack { payment: number, amount });
                    amount
                }
            };
            let amount = amount * share_recovered(terms, loss, sale);
            recoveries.push(Recovery { month, amount: amount.to_cents(claim.rounding())? });
        }
    }
    Ok(recoveries)
}

/// Whether a loss recovers from the rep, who is in seat or left no longer ago than the plan says.
fn recovers(claim: &Claim<'_>, terms: &Clawback, loss: &Loss) -> bool {
    let counts = if loss.churned { terms.on_churn } else { terms.on_contraction };
    let in_time = plan_level::recovering(claim).contains(loss.month);
    counts && loss.account != NO_ACCOUNT && in_time
}

/// The rep's sales to the account within the months of the clawback, in the order of their months, each with
/// its place in the ledger. The month of the sale and the last month are included.
fn sales_of<'a>(
    claim: &Claim<'a>,
    terms: &Clawback,
    loss: &Loss,
) -> Result<Vec<(usize, &'a Event)>, TooLong> {
    let mut sales = Vec::new();
    for (place, event) in claim.rep.ledger.events.iter().enumerate() {
        let age = i64::from(loss.month) - i64::from(event.month);
        if event.account == loss.account
            && (0..=i64::from(terms.within_months)).contains(&age)
            && claim.rep.holds(event.month.into())
            && claim.crediting().credit(event).is_positive()?
        {
            sales.push((place, event));
        }
    }
    sales.sort_by_key(|(_, event)| event.month);
    Ok(sales)
}

/// The share of what is left of an account that a loss takes.
fn share_lost(loss: &Loss) -> Number {
    if loss.churned || loss.before == Cents::ZERO {
        return Number::ONE;
    }
    Number::from(loss.lost) / loss.before.into()
}

/// How much is recovered: by the months left of the clawback's, in the last of which a sale is worth nothing; or
/// by the first band that the months passed are within.
fn share_recovered(terms: &Clawback, loss: &Loss, sale: &Event) -> Number {
    match &terms.recovers {
        Recovers::Full => Number::ONE,
        Recovers::ProRata => {
            let within = i64::from(terms.within_months);
            let passed = i64::from(loss.month - sale.month);
            Number::whole(within - passed) / Number::whole(within)
        }
        Recovers::Bands(bands) => {
            let passed = u32::from(loss.month - sale.month);
            let band = bands.iter().find(|band| passed <= band.within);
            band.map_or(Number::ZERO, |band| band.share.into())
        }
    }
}

/// The share of the rep's sales to a lost account that refunds left: what a refund took from pay is not
/// recovered again.
fn left_by_refunds(claim: &Claim<'_>, loss: &Loss) -> Result<Number, TooLong> {
    let (mut sold, mut refunded) = (Number::ZERO, Number::ZERO);
    for event in &claim.rep.ledger.events {
        let mine = claim.rep.stint.holds(usize::from(event.month));
        if event.account == loss.account && event.month <= loss.month && mine {
            let credit = claim.crediting().credit(event);
            if credit.is_positive()? {
                sold = sold + credit;
            } else {
                refunded = refunded - credit;
            }
        }
    }
    Ok((sold - refunded).at_least(Number::ZERO) / sold)
}

/// A lost sale: the payment that first paid it, and the month in which it is recovered.
struct Case<'a> {
    claim: &'a Claim<'a>,
    payments: &'a [Payment],
    payment: &'a Payment,
    month: usize,
}

impl Case<'_> {
    /// The payments of the sale's window up to the recovery.
    fn of_window(&self) -> impl Iterator<Item = &Payment> {
        self.payments.iter().filter(|p| p.month <= self.month && p.shares_window(self.payment))
    }

    /// What the window was paid up to the recovery.
    fn paid(&self) -> Number {
        self.of_window().map(|payment| payment.amount).sum::<Cents>().into()
    }

    /// What the component of another plan was paid for the window, where this one goes on with it.
    fn taken_over(&self) -> Option<Cents> {
        self.of_window().next().filter(|first| self.is_first(first))?.taken_over
    }

    /// Whether a payment is the component's first.
    fn is_first(&self, payment: &Payment) -> bool {
        self.payments.first().is_some_and(|first| first.month == payment.month)
    }

    /// What the window was paid up to the recovery, by this plan and the one before.
    fn paid_by_both(&self) -> Number {
        self.paid() + self.taken_over().unwrap_or_default().into()
    }

    /// What was paid on the sale: its share, by credit, of the payment of its month; under retroactive tiers
    /// and hurdles paid from the first unit, of all payments of its window so far, since what these catch
    /// up belongs to all its credits.
    fn paid_on(&self, sale: &Event) -> Result<Number, TooLong> {
        let component = self.claim.component;
        let by_tier = matches!(
            &component.pays,
            Pays::Rate(tiers) if tiers.method == TierMethod::Retroactive && !tiers.per_deal
        );
        // Once a hurdle is met, what was sold below it is paid too.
        let catches_up =
            by_tier || component.hurdle.is_some_and(|hurdle| hurdle.pays_from == PaysFrom::First);
        let (paid, months) = if catches_up {
            let from = self.of_window().map(|p| p.first_paid.from).min();
            let to = self.of_window().map(|p| p.first_paid.to).max();
            let own = self.payment.first_paid;
            (self.paid(), Months { from: from.unwrap_or(own.from), to: to.unwrap_or(own.to) })
        } else {
            (self.payment.amount.into(), self.payment.first_paid)
        };
        // The first payment of a plan that goes on with a window catches up for all that was sold in it.
        let goes_on = self.taken_over().filter(|_| catches_up || self.is_first(self.payment));
        let (by_both, months) = match goes_on {
            Some(before) => {
                let windows = self.payments[0].windows.iter().map(|window| match window.trailing {
                    true => window.period.from,
                    false => window.so_far.from,
                });
                let from = windows.min().unwrap_or(months.from).min(months.from);
                (paid + before.into(), Months { from, ..months })
            }
            None => (paid, months),
        };
        let own = months.and(Months::new(self.claim.rep.stint.start, self.claim.rep.stint.end));
        let credits = self.claim.crediting().over(self.claim.rep.ledger, own);
        if !credits.is_positive()? || !by_both.is_positive()? {
            return Ok(Number::ZERO);
        }
        let paid_on = by_both * self.claim.crediting().credit(sale) / credits;
        Ok(if goes_on.is_some() { paid_on.at_most(paid.at_least(Number::ZERO)) } else { paid_on })
    }

    /// The first tier's rate on the sale.
    fn base_rate(&self, sale: &Event) -> Number {
        let Pays::Rate(tiers) = &self.claim.component.pays else {
            return Number::ZERO;
        };
        let paid_in = self.payment.month as i64;
        let first = self.claim.rate(tiers, 0, paid_in);
        let last = self.payment.windows.last();
        let part = last.map_or(Number::ONE, |window| self.claim.part(window));
        let rate = self.claim.rate_in_pay_currency(first, paid_in);
        rate * self.claim.crediting().credit(sale) * part
    }

    /// What the window up to the recovery earns without all that is lost; nothing is recovered that was not
    /// paid, so no less than 0.
    fn earned_without(&self, lost: &Lost) -> Result<Number, TooLong> {
        let mut earned = Number::ZERO;
        if let Some(last) = self.of_window().last() {
            for window in &last.windows {
                earned = earned + self.claim.earned(window, lost, Number::ZERO)?.pay;
            }
        }
        Ok(earned.at_least(Number::ZERO))
    }
}
