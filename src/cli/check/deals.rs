//! Deals in words.

use super::page::Page;
use super::spread::{Show, about, decimal, many};
use crate::company::{Deals, Product};
use crate::diagnostic::list;
use crate::plan::figures;

/// What is known of a team's deals.
pub(super) fn words(deals: &Deals, currency: &str, page: &mut Page) {
    let size = about(&deals.size, Show::Number);
    let mut words = format!("Deals, in {currency}: {size}");
    if deals.dispersion > 0.0 {
        let more = decimal(1.0 + deals.dispersion, 2);
        words +=
            &format!("; their number varies {more} times as much as by pure chance (in variance)");
    }
    if !deals.term_months.is_empty() {
        let terms = deals
            .term_months
            .iter()
            .map(|(months, share)| format!("{months} months {}", percent(*share)));
        words += &format!("; contracts of {}", list(terms, "and"));
    }
    let shares = [("opened by the rep", deals.outbound), ("paid in advance", deals.prepaid)];
    for (what, share) in shares {
        if let Some(share) = share {
            words += &format!("; {} {what}", percent(share));
        }
    }
    page.line(2, &(words + "."));
    for product in &deals.products {
        page.line(4, &self::product(product, "deals"));
    }
    if let Some(days) = &deals.days_to_close {
        page.line(4, &format!("Days to close: {}.", about(days, Show::Number)));
    }
    if let Some(implementation) = &deals.implementation {
        page.line(
            4,
            &format!(
                "Services with {} of deals, for {} of their ACV.",
                percent(implementation.chance),
                about(&implementation.share, Show::Share)
            ),
        );
    }
    if let Some(together) = &deals.co_selling {
        let line = format!(
            "{} of deals are sold with another rep of the team, who is credited with {}.",
            percent(together.chance),
            figures::percent(together.share)
        );
        page.line(4, &line);
    }
    if let Some(upgrade) = &deals.upgrade {
        page.line(
            4,
            &format!(
                "Upgrades of {} of accounts within {} of the sale, by {} of its ACV.",
                percent(upgrade.chance),
                many(upgrade.within_months, "month"),
                about(&upgrade.share, Show::Share)
            ),
        );
    }
}

/// A product, with its share of the `sales` that are of it.
pub(super) fn product(product: &Product, sales: &str) -> String {
    let mut words = format!("Product \"{}\": {} of {sales}", product.name, percent(product.share));
    if (product.size_factor - 1.0).abs() > 1e-12 {
        words += &format!(", {} times the size", decimal(product.size_factor, 2));
    }
    if let Some(margin) = &product.margin {
        words += &format!(", margin {}", about(margin, Show::Share));
    }
    words + "."
}

fn percent(share: f64) -> String {
    format!("{} %", decimal(100.0 * share, 1))
}
