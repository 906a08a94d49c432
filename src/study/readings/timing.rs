//! The other readings of windows and of what happens within them.

use super::Reading;
use super::clauses::Clauses;
use crate::plan::{Against, Cap, Component, CreditCap, Pays, Period, TrueUp, Window};
use crate::spec::component as spec;

impl Clauses<'_> {
    /// What depends on payments falling within the window, and the window itself.
    pub(super) fn of_timing(&mut self, number: usize, component: &Component) {
        if !states_amounts_a_window(component) {
            self.of_window(number, component);
        }
        let within =
            matches!(component.measured, Window::Calendar(window) if component.paid < window);
        if !within {
            return;
        }
        let by_quota_or_target = match component.pays {
            Pays::Rate(_) => component.quota.is_some(),
            Pays::Target(_) | Pays::PerUnit { .. } | Pays::Matrix(_) => true,
            Pays::Amount { .. } | Pays::Pool { .. } | Pays::Contest(_) => false,
        };
        if by_quota_or_target {
            let (other, reading) = match component.against {
                Against::Full => {
                    (spec::Against::ToDate, Reading::new("against", "full", "to_date"))
                }
                Against::ToDate => {
                    (spec::Against::Full, Reading::new("against", "to_date", "full"))
                }
            };
            self.read(number, "against", reading, |component| component.against = Some(other));
        }
        let (other, reading) = match component.true_up {
            TrueUp::Forward => (spec::TrueUp::Both, Reading::new("true_up", "forward", "both")),
            TrueUp::Both => (spec::TrueUp::Forward, Reading::new("true_up", "both", "forward")),
        };
        self.read(number, "true_up", reading, |component| component.true_up = Some(other));
    }

    /// Each payment's period alone, or the year to date: where that needs further readings, against the quota to
    /// date and without negative payments.
    fn of_window(&mut self, number: usize, component: &Component) {
        let paid = component.paid;
        let (own, other) = match component.measured {
            Window::Calendar(window) if paid < window => (window.name(), paid),
            Window::Calendar(Period::Year) => return,
            Window::Calendar(window) => (window.name(), Period::Year),
            Window::TrailingYear => ("trailing_year", Period::Year),
        };
        let widens = other == Period::Year && paid < Period::Year;
        let word = if widens {
            "year (against to_date, true_up forward)".to_owned()
        } else {
            other.name().to_owned()
        };
        self.read(number, "measured", Reading::new("measured", own, word), |component| {
            component.measured = Some(window_of(other));
            if widens {
                component.against = Some(spec::Against::ToDate);
                component.true_up = Some(spec::TrueUp::Forward);
            }
        });
    }
}

/// Whether what is paid a window is stated as an amount a window, which says which window is meant; or does not
/// depend on the window.
fn states_amounts_a_window(component: &Component) -> bool {
    let amount = |cap: Option<CreditCap>| matches!(cap, Some(CreditCap::Amount(_)));
    let flat_rate = match &component.pays {
        Pays::Rate(tiers) => tiers.tiers.len() == 1 && component.gate.is_none(),
        Pays::Target(_) | Pays::Matrix(_) => false,
        Pays::Amount { .. } | Pays::PerUnit { .. } | Pays::Pool { .. } | Pays::Contest(_) => true,
    };
    flat_rate
        || matches!(component.cap, Some(Cap::Amount(_)))
        || component.floor.is_some()
        || amount(component.credit_cap)
        || amount(component.hurdle.map(|hurdle| hurdle.at))
}

const fn window_of(period: Period) -> spec::Window {
    match period {
        Period::Month => spec::Window::Month,
        Period::Quarter => spec::Window::Quarter,
        Period::Half => spec::Window::Half,
        Period::Year => spec::Window::Year,
    }
}
