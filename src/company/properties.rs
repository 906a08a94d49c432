//! Which properties the events of a team's model state: products, margins, how deals come about.

use crate::diagnostic::{list, nearest};
use crate::plan::{Additive, Condition, Term};

use super::production::{Missing, no_deals};
use super::{Deals, Product, Team};

/// What a team lacks to tell the events that meet a term's condition.
pub(super) fn missing_for_condition(team: &Team, term: &Term) -> Option<Missing> {
    let Condition {
        term_months_at_least,
        products,
        activities,
        outbound,
        prepaid,
        margin_at_least,
        days_to_close_at_most,
    } = &term.condition;
    if !activities.is_empty() {
        return unknown_activity(team, activities);
    }
    let asked = [
        ("contract terms", term_months_at_least.is_some()),
        ("products", !products.is_empty()),
        ("outbound deals", outbound.is_some()),
        ("prepaid deals", prepaid.is_some()),
        ("margins", margin_at_least.is_some()),
        ("days to close", days_to_close_at_most.is_some()),
    ];
    let asked: Vec<&str> =
        asked.iter().filter(|(_, given)| *given).map(|(what, _)| *what).collect();
    if asked.is_empty() {
        return None;
    }
    if !comes_with_deals(term.of) {
        let of_any_sale = |what: &&str| matches!(*what, "products" | "margins");
        let (of_any_sale, of_deals): (Vec<&str>, Vec<&str>) =
            asked.iter().partition(|what| of_any_sale(what));
        if !of_deals.is_empty() || !is_expansion(term.of) {
            let asked =
                if is_expansion(term.of) { of_deals } else { [of_deals, of_any_sale].concat() };
            let (what, of) = (list(asked, "and"), term.of.name());
            let why = format!("{what} are drawn for new deals, not for `{of}`");
            return Some(Missing::new(why, "take `where` out of this term"));
        }
        let expansion = team.book.as_ref().and_then(|book| book.expansion.as_ref());
        let known = expansion.map_or(&[][..], |expansion| &expansion.products);
        let known: Vec<&str> = known.iter().map(|product| product.name.as_str()).collect();
        return unknown_product(&known, "expansions", "[team.book]` `expansion", products)
            .or_else(|| margin_at_least.and_then(|_| no_margins_of_expansions(team)));
    }
    let deals = match &team.deals {
        Some(deals) => deals,
        None => return no_deals(team),
    };
    no_terms(deals)
        .filter(|_| term_months_at_least.is_some())
        .or_else(|| {
            // What adds up expansions too looks at their products as well.
            let both = matches!(term.of, Additive::GrossMargin | Additive::NetNewArr);
            let sold = if both { usize::MAX } else { deals.products.len() };
            let known = team.products().take(sold).map(|product| product.name.as_str());
            unknown_product(&known.collect::<Vec<_>>(), "deals", "[team.deals]", products)
        })
        .or_else(|| {
            outbound.filter(|_| deals.outbound.is_none()).map(|_| {
                Missing::new(
                    "who opened a deal is not drawn",
                    "give the team's `[team.deals]` the share `outbound`, such as 0.3",
                )
            })
        })
        .or_else(|| {
            prepaid.filter(|_| deals.prepaid.is_none()).map(|_| {
                Missing::new(
                    "which deals are paid in advance is not drawn",
                    "give the team's `[team.deals]` the share `prepaid`, such as 0.2",
                )
            })
        })
        .or_else(|| margin_at_least.and_then(|_| no_margins_of_deals(deals)))
        .or_else(|| days_to_close_at_most.and_then(|_| no_days_to_close(team)))
}

/// Whether a measure adds up new deals and what comes with them.
fn comes_with_deals(of: Additive) -> bool {
    matches!(
        of,
        Additive::NewAcv
            | Additive::UpgradeAcv
            | Additive::ImplementationRevenue
            | Additive::GrossMargin
            | Additive::Deals
            | Additive::NetNewArr
    )
}

/// Whether a measure adds up what the accounts of a book grow by.
fn is_expansion(of: Additive) -> bool {
    matches!(of, Additive::UpsellAcv | Additive::CrossSellAcv | Additive::ExpansionAcv)
}

fn no_terms(deals: &Deals) -> Option<Missing> {
    deals.term_months.is_empty().then(|| {
        Missing::new(
            "no contract terms are drawn",
            "give the team's `[team.deals]` `term_months`, such as `{ 12 = 0.7, 24 = 0.3 }`",
        )
    })
}

fn unknown_product(known: &[&str], sales: &str, table: &str, wanted: &[String]) -> Option<Missing> {
    let unknown = wanted.iter().find(|name| !known.contains(&name.as_str()))?;
    if known.is_empty() {
        return Some(Missing::new(
            format!("its {sales} do not tell products apart"),
            format!("give the team's `{table}` `products`, each with a `name` and a `share`"),
        ));
    }
    Some(unnamed("product", unknown, known))
}

fn unknown_activity(team: &Team, wanted: &[String]) -> Option<Missing> {
    let known: Vec<&str> = team.activities.iter().map(|activity| activity.name.as_str()).collect();
    let unknown = wanted.iter().find(|name| !known.contains(&name.as_str()))?;
    Some(unnamed("activity", unknown, &known))
}

/// A name that a plan speaks of and the team does not have.
fn unnamed(what: &str, unknown: &str, known: &[&str]) -> Missing {
    let mend = match nearest(unknown, known.iter().copied()) {
        Some(meant) => format!("did you mean \"{meant}\"?"),
        None => format!("it has {}", list(known.iter().map(|name| format!("\"{name}\"")), "and")),
    };
    Missing::new(format!("it has no {what} called \"{unknown}\""), mend)
}

pub(super) fn no_upgrades(team: &Team) -> Option<Missing> {
    no_deals(team).or_else(|| {
        team.deals.as_ref().is_some_and(|deals| deals.upgrade.is_none()).then(|| {
            Missing::new(
                "what it sells is never upgraded",
                "give its `[team.deals]` an `upgrade`: `{ chance = …, share = …, within_months = … }`",
            )
        })
    })
}

pub(super) fn no_implementations(team: &Team) -> Option<Missing> {
    no_deals(team).or_else(|| {
        team.deals.as_ref().is_some_and(|deals| deals.implementation.is_none()).then(|| {
            Missing::new(
                "no services come with its deals",
                "give its `[team.deals]` an `implementation`: `{ chance = …, share = … }`",
            )
        })
    })
}

pub(super) fn no_days_to_close(team: &Team) -> Option<Missing> {
    no_deals(team).or_else(|| {
        team.deals.as_ref().is_some_and(|deals| deals.days_to_close.is_none()).then(|| {
            Missing::new(
                "how long its deals take is not drawn",
                "give its `[team.deals]` `days_to_close`, a number or a distribution",
            )
        })
    })
}

pub(super) fn no_activities(team: &Team) -> Option<Missing> {
    team.activities.is_empty().then(|| {
        Missing::new(
            "its activities are not counted",
            "give the team a `[[team.activity]]` with a `name` and how many `per_month`",
        )
    })
}

/// What a team lacks for everything it sells to have a margin.
pub(super) fn no_margins(team: &Team) -> Option<Missing> {
    let grows = team.book.as_ref().is_some_and(|book| book.expansion.is_some());
    let of_deals = match &team.deals {
        Some(deals) => no_margins_of_deals(deals),
        None if grows => None,
        None => no_deals(team),
    };
    of_deals.or_else(|| no_margins_of_expansions(team))
}

fn no_margins_of_expansions(team: &Team) -> Option<Missing> {
    let expansion = team.book.as_ref().and_then(|book| book.expansion.as_ref())?;
    if expansion.products.is_empty() {
        return Some(Missing::new(
            "what its book expands by has no margin",
            "give the `expansion` of its `[team.book]` `products`, each with a `name`, a `share` and a `margin`",
        ));
    }
    without_margin(&expansion.products)
}

fn without_margin(products: &[Product]) -> Option<Missing> {
    let without = products.iter().find(|product| product.margin.is_none())?;
    Some(Missing::new(
        format!("the product \"{}\" has no margin", without.name),
        "give each product a `margin`, a share such as 0.8",
    ))
}

fn no_margins_of_deals(deals: &Deals) -> Option<Missing> {
    if deals.products.is_empty() {
        return Some(Missing::new(
            "its deals have no margins",
            "give the team's `[team.deals]` `products`, each with a `name`, a `share` and a `margin`",
        ));
    }
    without_margin(&deals.products)
}
