//! When a component pays, over which window, against what, in words.

use super::figures;
use crate::diagnostic::list;
use crate::plan::{
    Against, BoundsIn, Component, CreditCap, MonthSet, Pays, Period, TrueUp, Window,
};

/// What is said beside months by name where the start of the plan year is not known.
pub(super) const YEAR_TAKEN: &str = " (the plan year taken to start in January)";

/// `a month`, `a quarter`, …: a payment by window.
pub(super) const fn a_window(window: Window) -> &'static str {
    match window {
        Window::Calendar(period) => a_period(period),
        Window::TrailingYear => "a year",
    }
}

pub(super) const fn a_period(period: Period) -> &'static str {
    match period {
        Period::Month => "a month",
        Period::Quarter => "a quarter",
        Period::Half => "a half year",
        Period::Year => "a year",
    }
}

/// The last sentence of a component's clause on time.
pub(super) fn sentence(component: &Component) -> String {
    let paid = match component.paid {
        Period::Month => "Paid monthly",
        Period::Quarter => "Paid quarterly",
        Period::Half => "Paid half-yearly",
        Period::Year => "Paid once a year",
    };
    match component.measured {
        Window::TrailingYear => format!(
            "{paid} on the twelve months up to the payment; each payment stands alone and pays {} of what they earn.",
            match component.paid {
                Period::Month => "a twelfth",
                Period::Quarter => "a quarter",
                Period::Half => "half",
                Period::Year => "all",
            }
        ),
        Window::Calendar(window) if component.paid == window => match window {
            Period::Year => format!("{paid}, on the year's result."),
            _ => format!("{paid}, each {} by itself.", name(window)),
        },
        Window::Calendar(window) if component.paid > window => {
            format!("{paid}: the sum of its {}s, each measured by itself.", name(window))
        }
        Window::Calendar(window) => {
            let window = name(window);
            format!(
                "{paid} on the {window} to date{}; {}.",
                against(component, window),
                true_up(component, window)
            )
        }
    }
}

/// In which months a component is active, where that is not all year.
pub(super) fn active(component: &Component, year_starts: Option<usize>) -> Option<String> {
    if component.months == MonthSet::ALL {
        return None;
    }
    let months = list(figures::months(component.months, year_starts.unwrap_or(0)), "and");
    let taken = if year_starts.is_none() { YEAR_TAKEN } else { "" };
    Some(format!(
        "Active only in {months}{taken}: what happens in other months does not count, and quota, target and months \
         in seat are those of the active months."
    ))
}

const fn name(period: Period) -> &'static str {
    match period {
        Period::Month => "month",
        Period::Quarter => "quarter",
        Period::Half => "half year",
        Period::Year => "year",
    }
}

/// What results so far are held against, where it matters.
fn against(component: &Component, window: &str) -> String {
    let by_quota = component.quota.is_some() && looks_at_quota(component);
    match (&component.pays, component.against, by_quota) {
        (Pays::Target(_) | Pays::Matrix(_), Against::ToDate, true) => {
            ", against the quota and the target of the months so far".to_owned()
        }
        (_, Against::ToDate, true) => ", against the quota of the months so far".to_owned(),
        (_, Against::Full, true) => format!(", against the whole {window}'s quota"),
        (Pays::Target(_) | Pays::Matrix(_), Against::ToDate, false) => {
            ", for the target of the months so far".to_owned()
        }
        (Pays::Target(_) | Pays::Matrix(_), Against::Full, false) => {
            format!(", for the whole {window}'s target from the first payment on")
        }
        (_, _, false) => String::new(),
    }
}

/// Whether the window's quota decides anything.
fn looks_at_quota(component: &Component) -> bool {
    let by_quota = |cap: CreditCap| matches!(cap, CreditCap::ShareOfQuota(_));
    let capped = component.credit_cap.is_some_and(by_quota)
        || component.hurdle.is_some_and(|hurdle| by_quota(hurdle.at));
    match &component.pays {
        Pays::Rate(tiers) => {
            let tiered = tiers.tiers.len() > 1 || tiers.tiers.iter().any(|tier| tier.from.0 > 0);
            capped || (tiers.bounds == BoundsIn::Quota && tiered)
        }
        Pays::Target(_) | Pays::Matrix(_) => true,
        _ => capped,
    }
}

fn true_up(component: &Component, window: &str) -> String {
    match (&component.pays, component.true_up) {
        (Pays::Amount { .. } | Pays::Pool { .. }, TrueUp::Forward) => {
            "paid at the first payment at which it holds, and a later miss takes nothing back"
                .to_owned()
        }
        (Pays::Amount { .. } | Pays::Pool { .. }, TrueUp::Both) => {
            "paid at the first payment at which it holds, and taken back if it no longer does"
                .to_owned()
        }
        (_, TrueUp::Forward) => {
            format!("never negative, a shortfall is set against later payments of the {window}")
        }
        (_, TrueUp::Both) => {
            "a payment is negative where more was paid before than is earned by now".to_owned()
        }
    }
}
