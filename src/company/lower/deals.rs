//! New business in deals.

use std::collections::BTreeMap;

use crate::diagnostic::{Finding, join};
use crate::spec::team as file;

use super::super::Deals;
use super::Lowering;
use super::listed::sum_of_shares;

/// The longest contract term [months].
const LONGEST_TERM: u32 = 240;

/// The largest dispersion of the number of deals.
const MOST_DISPERSION: f64 = 1e6;

/// The most days to close that are drawn: ten years.
const MOST_DAYS: f64 = 3_650.0;

impl Lowering<'_> {
    /// How new business comes in deals.
    pub(super) fn deals(&mut self, path: &str, table: &file::Deals) -> Option<Deals> {
        let size = self.size(path, table.size.as_ref(), "a deal's ACV");
        let dispersion =
            self.up_to(MOST_DISPERSION, &join(path, "dispersion"), table.dispersion.unwrap_or(0.0));
        let terms = self.terms(&join(path, "term_months"), table.term_months.as_ref());
        let products = self.products(&join(path, "products"), table.products.as_deref());
        let days_to_close = self.optional(table.days_to_close.as_ref(), |l, days| {
            l.not_negative(MOST_DAYS, &join(path, "days_to_close"), days)
        });
        let outbound = self.optional(table.outbound.as_ref(), |l, share| {
            l.chance(&join(path, "outbound"), *share)
        });
        let prepaid = self
            .optional(table.prepaid.as_ref(), |l, share| l.chance(&join(path, "prepaid"), *share));
        let implementation = self.optional(table.implementation.as_ref(), |l, table| {
            l.implementation(&join(path, "implementation"), table)
        });
        let upgrade = self
            .optional(table.upgrade.as_ref(), |l, table| l.upgrade(&join(path, "upgrade"), table));
        let co_selling = self.optional(table.co_selling.as_ref(), |l, table| {
            l.co_selling(&join(path, "co_selling"), table)
        });
        Some(Deals {
            size: size?,
            dispersion: dispersion?,
            term_months: terms?,
            products: products?,
            days_to_close: days_to_close?,
            outbound: outbound?,
            prepaid: prepaid?,
            implementation: implementation?,
            upgrade: upgrade?,
            co_selling: co_selling?,
        })
    }

    fn terms(
        &mut self,
        path: &str,
        written: Option<&BTreeMap<String, f64>>,
    ) -> Option<Vec<(u32, f64)>> {
        let Some(written) = written else {
            return Some(Vec::new());
        };
        let entries: Vec<_> =
            written.iter().map(|(months, share)| self.term(path, months, *share)).collect();
        let mut terms: Vec<_> = entries.into_iter().collect::<Option<_>>()?;
        let sum: f64 = terms.iter().map(|(_, share)| share).sum();
        if (sum - 1.0).abs() > 1e-9 {
            self.report(sum_of_shares(path, "the shares of `term_months`", sum));
            return None;
        }
        terms.sort_unstable_by_key(|(months, _)| *months);
        Some(terms)
    }

    fn term(&mut self, path: &str, months: &str, share: f64) -> Option<(u32, f64)> {
        let place = join(path, months);
        let share = self.chance(&place, share);
        let months = months
            .parse()
            .ok()
            .filter(|m| (1..=LONGEST_TERM).contains(m) && m.to_string() == months);
        if months.is_none() {
            let message =
                format!("a contract term is a whole number of months from 1 to {LONGEST_TERM}");
            self.report(
                Finding::error_at_key(place, message).help("write `{ 12 = 0.7, 24 = 0.3 }`"),
            );
        }
        months.zip(share)
    }
}
