//! The accounts that a rep keeps: how many, how large, and what becomes of them.

use crate::diagnostic::{Finding, element, join};
use crate::distribution::Distribution;
use crate::spec::team as file;
use crate::spec::{NumberOr, distribution as drawn};

use super::super::{Book, Contraction, Expansion, Renewal};
use super::Lowering;

/// The most accounts that a rep keeps.
const MOST_ACCOUNTS: f64 = 100_000.0;

/// The most expansions an account and year, on average.
const MOST_EXPANSIONS: f64 = 1_000.0;

/// The largest weight of a month.
const MOST_WEIGHT: f64 = 1e9;

impl Lowering<'_> {
    /// The accounts of a seat.
    pub(super) fn book(&mut self, path: &str, table: &file::Book) -> Option<Book> {
        let accounts = self
            .required(path, "accounts", table.accounts.as_ref(), "how many accounts a rep keeps")
            .and_then(|accounts| self.accounts(&join(path, "accounts"), accounts));
        let arr = self
            .required(path, "arr", table.arr.as_ref(), "an account's ARR at the start of the year")
            .and_then(|arr| self.amount_drawn(&join(path, "arr"), arr));
        let churn = self
            .required(
                path,
                "churn",
                table.churn.as_ref(),
                "an account's chance to leave at its yearly renewal",
            )
            .and_then(|churn| self.share_drawn(&join(path, "churn"), churn));
        let contraction = self.optional(table.contraction.as_ref(), |l, c| {
            l.contraction(&join(path, "contraction"), c)
        });
        let expansion = self
            .optional(table.expansion.as_ref(), |l, e| l.expansion(&join(path, "expansion"), e));
        let renewal = self.renewal(&join(path, "renewal"), table.renewal.as_ref());
        Some(Book {
            accounts: accounts?,
            arr: arr?,
            churn: churn?,
            contraction: contraction?,
            expansion: expansion?,
            renewal: renewal?,
        })
    }

    fn accounts(
        &mut self,
        path: &str,
        written: &NumberOr<drawn::Distribution>,
    ) -> Option<Distribution> {
        if let NumberOr::Number(number) = written {
            self.whole(path, number, 0, MOST_ACCOUNTS as i64)?;
        }
        self.not_negative(MOST_ACCOUNTS, path, written)
    }

    fn contraction(&mut self, path: &str, table: &file::Contraction) -> Option<Contraction> {
        let chance = self
            .required(
                path,
                "chance",
                table.chance.as_ref(),
                "the chance that a renewing account shrinks",
            )
            .and_then(|chance| self.chance(&join(path, "chance"), *chance));
        let share = self
            .required(path, "share", table.share.as_ref(), "the share of its ARR that it loses")
            .and_then(|share| self.share_drawn(&join(path, "share"), share));
        Some(Contraction { chance: chance?, share: share? })
    }

    fn expansion(&mut self, path: &str, table: &file::Expansion) -> Option<Expansion> {
        let per_year = self
            .required(path, "per_year", table.per_year.as_ref(), "expansions an account and year")
            .and_then(|per_year| self.up_to(MOST_EXPANSIONS, &join(path, "per_year"), *per_year));
        let share = self
            .required(
                path,
                "share",
                table.share.as_ref(),
                "what one adds, as a share of the account's opening ARR",
            )
            .and_then(|share| self.factor(&join(path, "share"), share));
        let cross_sell = self.chance(&join(path, "cross_sell"), table.cross_sell.unwrap_or(0.0));
        let products = self.products(&join(path, "products"), table.products.as_deref());
        Some(Expansion {
            per_year: per_year?,
            share: share?,
            cross_sell: cross_sell?,
            products: products?,
        })
    }

    fn renewal(&mut self, path: &str, written: Option<&file::Renewal>) -> Option<Renewal> {
        match written {
            None => Some(Renewal::Spread),
            Some(file::Renewal::Word(word)) if word == "spread" => Some(Renewal::Spread),
            Some(file::Renewal::Word(word)) => {
                let finding = Finding::error(
                    path,
                    format!("`renewal` is \"spread\" or twelve weights, found \"{word}\""),
                );
                self.report(
                    finding.help("\"spread\" parts a rep's renewals evenly over the months; weights say which months have more"),
                );
                None
            }
            Some(file::Renewal::Weights(weights)) => {
                if !self.has_twelve(path, weights.len()) {
                    return None;
                }
                let sound: Vec<_> = weights
                    .iter()
                    .enumerate()
                    .map(|(i, w)| self.up_to(MOST_WEIGHT, &element(path, i), *w))
                    .collect();
                let weights: Vec<f64> = sound.into_iter().collect::<Option<_>>()?;
                if weights.iter().all(|weight| *weight == 0.0) {
                    self.error(path, "all weights are 0: no account would ever renew");
                    return None;
                }
                weights.try_into().ok().map(Renewal::Weights)
            }
        }
    }
}
