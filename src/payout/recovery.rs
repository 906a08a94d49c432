//! Plain recovery: of plain commission, where what was paid on a sale goes back as the plan's schedule says and no
//! account is lost twice. It recovers to the cent what the general way does (`clawback.rs`); a test holds the two
//! together.

use super::clause::Clause;
use super::clawback::left;
use super::rep::Rep;
use super::rep_pay::RepPay;
use crate::credit::{Gauge, Sum};
use crate::events::{Loss, NO_ACCOUNT};
use crate::money::{Cents, Fraction};
use crate::plan::{Clawback, RecoveredAt, Recovers};

/// The losses of a rep's accounts, each found by its account; the memory is used again.
#[derive(Clone, Debug, Default)]
pub(super) struct LossOfAccount {
    /// By account, the number of the loss, from 1; 0 where there is none. All 0 between two reps.
    numbers: Vec<u32>,
}

/// The recovery of one clause from one rep.
pub(super) struct PlainRecovery<'a> {
    pub clause: &'a Clause,
    pub terms: &'a Clawback,
    pub sum: &'a Sum,
    /// Credits by month, in hundredths.
    pub credits: &'a [i64],
}

impl<'a> PlainRecovery<'a> {
    /// None where it must go the general way, also if the rep came or goes within the timeline.
    pub fn of(clause: &'a Clause, rep: &Rep<'a>) -> Option<Self> {
        let terms = clause.component.clawback.as_ref()?;
        let Some(Gauge::Sum(sum)) = &clause.gauge else {
            return None;
        };
        let stint = rep.stint;
        let all_along = stint.start == 0 && stint.end == rep.ledger.months() && !stint.newly_hired;
        let is_plain = clause.plain_commission
            && terms.at == RecoveredAt::Paid
            && clause.component.budget.is_none()
            && stint.new_quota.is_none()
            && sum.only_adds()
            && !rep.ledger.has_refunds()
            && !rep.notes.are_taken();
        let credits = sum.by_month(rep.ledger).filter(|_| is_plain && all_along)?;
        Some(Self { clause, terms, sum, credits })
    }

    /// Enters the recoveries from a rep who has been paid; false where an account is lost twice, and nothing is
    /// entered.
    pub fn recover(
        &self,
        number: usize,
        rep: &Rep<'_>,
        losses: &mut LossOfAccount,
        pay: &mut RepPay,
    ) -> bool {
        let found = losses.list(&rep.ledger.losses, |loss| self.recovers(loss));
        if found {
            for sale in &rep.ledger.events {
                let Some(loss) = losses.of(sale.account, &rep.ledger.losses) else { continue };
                let credit = if self.recovers(loss) { self.sum.credit(sale) } else { 0 };
                let payment = |month| pay.paid(number, month);
                let recovered = self.of_credit(usize::from(sale.month), credit, loss, payment);
                if let Some((month, amount)) = recovered {
                    pay.recover(number, month, amount);
                }
            }
        }
        losses.forget(&rep.ledger.losses);
        found
    }

    /// When and how much is recovered of what was paid on the credit of a sale of a month, by the payments of each
    /// month; none where the loss of its account does not bear on it, and none of no credit.
    #[inline]
    pub fn of_credit(
        &self,
        sold: usize,
        credit: i128,
        loss: &Loss,
        payment: impl Fn(usize) -> Cents,
    ) -> Option<(usize, Cents)> {
        let lost = usize::from(loss.month);
        let is_exposed = sold <= lost && lost - sold <= self.terms.within_months as usize;
        (is_exposed && credit > 0).then(|| self.recovery(sold, credit, loss, payment))
    }

    /// Whether what is sold to such an account is recovered.
    pub fn recovers(&self, loss: &Loss) -> bool {
        loss.account != NO_ACCOUNT && self.terms.bears_on(loss.churned)
    }

    /// When and how much is recovered of what was paid on a sale: its share, by credit, of the payment of its
    /// period, rounded once.
    fn recovery(
        &self,
        sold: usize,
        credit: i128,
        loss: &Loss,
        payment: impl Fn(usize) -> Cents,
    ) -> (usize, Cents) {
        let paid = self.clause.component.paid;
        let from = paid.first_of(sold);
        let paid_in = from + paid.months() - 1;
        // A sale that is lost before it is paid is recovered when it is paid.
        let month = usize::from(loss.month).max(paid_in);
        let payment = payment(paid_in);
        let credits: i64 = self.credits[from..=paid_in].iter().sum();
        if credits <= 0 {
            return (month, Cents::ZERO);
        }
        let rounding = self.clause.rounding;
        if loss.churned && self.terms.recovers == Recovers::Full {
            let paid_on = i64::try_from(credit).ok().and_then(|c| payment.0.checked_mul(c));
            if let Some(paid_on) = paid_on {
                return (month, Cents(rounding.divide(paid_on, credits)).max(Cents::ZERO));
            }
        }
        let Some(share) = Fraction::new(credit, credits.into()) else {
            return (month, Cents::ZERO);
        };
        let mut amount = Fraction::from(payment.max(Cents::ZERO)) * share;
        if !loss.churned {
            let lost = Fraction::new(loss.lost.0.into(), loss.before.0.into());
            amount = amount * lost.unwrap_or(Fraction::ONE).reduced();
        }
        let left = left(self.terms, (usize::from(loss.month) - sold) as u32);
        if left != Fraction::ONE {
            amount = amount * left;
        }
        (month, amount.to_cents(rounding).max(Cents::ZERO))
    }
}

impl LossOfAccount {
    /// Lists the losses that count; false where one account has two of them.
    fn list(&mut self, losses: &[Loss], counts: impl Fn(&Loss) -> bool) -> bool {
        let mut single = true;
        for (loss, number) in losses.iter().zip(1..).filter(|(loss, _)| counts(loss)) {
            let account = loss.account as usize;
            if self.numbers.len() <= account {
                self.numbers.resize(account + 1, 0);
            }
            single &= std::mem::replace(&mut self.numbers[account], number) == 0;
        }
        single
    }

    fn of<'a>(&self, account: u32, losses: &'a [Loss]) -> Option<&'a Loss> {
        let number = *self.numbers.get(account as usize)?;
        losses.get((number as usize).checked_sub(1)?)
    }

    fn forget(&mut self, losses: &[Loss]) {
        for loss in losses {
            if let Some(number) = self.numbers.get_mut(loss.account as usize) {
                *number = 0;
            }
        }
    }
}
