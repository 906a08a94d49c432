//! A real book in the months that are left: which of its accounts renew in them, and what becomes of these.

use super::book::{Fate, Shelf, Shelved};
use super::so_far::Ahead;
use super::{Account, Event, Kind, Ledger, Loss, Timeline, Traits, share_of};
use crate::company::{Book, Renewal};
use crate::money::Cents;
use crate::random::{Address, Purpose, open_unit, threshold};
use rand::Rng;

/// The month of an account that renews no more in the year.
const NEVER: u8 = 12;

impl Shelf {
    /// Takes up a real book after the first `over` months, and draws what the renewals that are left will bring.
    ///
    /// Accounts that have left stay in the list, as those that leave in a drawn year do: an expansion that would be
    /// theirs is none.
    pub fn take_up(
        &mut self,
        book: &Book,
        churns: f64,
        accounts: &[Account],
        (ahead, over): (&[Ahead], usize),
        seat: Address,
    ) {
        let contracts =
            churns + (1.0 - churns) * book.contraction.as_ref().map_or(0.0, |c| c.chance);
        let (leaves, changes) = (threshold(churns), threshold(contracts));
        let mut months = seat.open(Purpose::RenewalMonth);
        let mut renewals = seat.open(Purpose::Renewal);
        self.accounts.clear();
        self.fates.clear();
        for (number, (account, ahead)) in accounts.iter().zip(ahead).enumerate() {
            // Each account has its words whether or not it renews, so that what happened moves no other draw.
            let word = renewals.next_u64();
            let drawn = match &book.renewal {
                Renewal::Spread => 0.0,
                Renewal::Weights(_) => open_unit(&mut months),
            };
            let renewal = match (*ahead, &book.renewal) {
                (Ahead::Left, _) => 0,
                (Ahead::RenewsIn(month), _) => month,
                (Ahead::RenewsLater, Renewal::Weights(weights)) => {
                    month_by(drawn, weights, |m| if m < over { 0.0 } else { 1.0 })
                }
                // Of the accounts that came up in a month that is over, those are still open that did not leave.
                (Ahead::RenewsSometime, Renewal::Weights(weights)) => {
                    match month_by(drawn, weights, |m| if m < over { 1.0 - churns } else { 1.0 }) {
                        month if usize::from(month) < over => NEVER,
                        month => month,
                    }
                }
                _ => NEVER,
            };
            let has_left = *ahead == Ahead::Left;
            let renews = !has_left && renewal < NEVER;
            self.accounts.push(Shelved {
                opening: account.opening,
                added: [Cents::ZERO; 2],
                renewal,
                churns: has_left || (renews && word < leaves),
            });
            if renews {
                let fate = match word {
                    word if word < leaves => Fate::Churns,
                    word if word < changes => Fate::Contracts,
                    _ => Fate::Renews,
                };
                self.fates.push((number as u32, fate));
            }
        }
        self.changed = self.fates.len();
    }

    /// Enters the renewals, contractions and churns of the months that are left, one by one as a data file has
    /// them, and the accounts as they end.
    pub fn renew_rest(
        &mut self,
        book: &Book,
        ledger: &mut Ledger,
        timeline: Timeline,
        seat: Address,
    ) {
        let mut shares = seat.open(Purpose::ContractionShare);
        let told = ledger.losses.len();
        for (account, fate) in &self.fates[..self.changed] {
            let shelved = &self.accounts[*account as usize];
            let before = ledger.accounts[*account as usize].closing + shelved.added[0];
            let month = timeline.plan_year() + usize::from(shelved.renewal);
            let lost = match (fate, &book.contraction) {
                (Fate::Churns, _) => before,
                (Fate::Contracts, Some(contraction)) => {
                    share_of(contraction.share.sample(&mut shares).clamp(0.0, 1.0), before)
                }
                _ => Cents::ZERO,
            };
            let churned = *fate == Fate::Churns;
            let mut enter = |kind, amount| {
                ledger.enter(Event {
                    month: month as u16,
                    kind,
                    term_months: 0,
                    traits: Traits::NONE,
                    account: *account,
                    amount,
                });
            };
            if churned {
                enter(Kind::Churn, lost);
            } else {
                if lost > Cents::ZERO {
                    enter(Kind::Contraction, lost);
                }
                enter(Kind::Renewal, before - lost);
            }
            if churned || lost > Cents::ZERO {
                let (month, account) = (month as u16, *account);
                ledger.losses.push(Loss { month, account, churned, lost, before });
            }
            let of_ledger = &mut ledger.accounts[*account as usize];
            of_ledger.open = !churned;
            of_ledger.closing -= lost;
        }
        for (account, shelved) in ledger.accounts.iter_mut().zip(&self.accounts) {
            account.closing += shelved.added[0] + shelved.added[1];
        }
        ledger.losses[told..].sort_by_key(|loss| loss.month);
    }
}

/// The month that a uniform number stands for, by the months' weights times what each is worth here.
fn month_by(u: f64, weights: &[f64; 12], worth: impl Fn(usize) -> f64) -> u8 {
    let weight = |m: usize| weights[m] * worth(m);
    let mut left = u * (0..12).map(weight).sum::<f64>();
    let last = (0..12).rev().find(|m| weight(*m) > 0.0).unwrap_or(11);
    for month in 0..last {
        left -= weight(month);
        if left < 0.0 {
            return month as u8;
        }
    }
    last as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Weights 1, 0, 3, 4, of which the first is worth nothing: 3/7 for the third month, 4/7 for the fourth.
    #[test]
    fn months_by_what_is_left_of_their_weights() {
        let mut weights = [0.0; 12];
        weights[..4].copy_from_slice(&[1.0, 0.0, 3.0, 4.0]);
        let month = |u| month_by(u, &weights, |m| if m < 1 { 0.0 } else { 1.0 });
        for (u, expected) in [(0.0, 2), (0.42, 2), (0.43, 3), (0.999_999, 3)] {
            assert_eq!(month(u), expected, "{u}");
        }
    }
}
