//! When a component pays, over which window, and what happens in between.

use super::notes::Notes;
use crate::plan::{Against, Period, TrueUp, Window};
use crate::spec::component::{self as spec, Pays};

/// The clauses on time of a component.
pub(super) struct Timing {
    pub paid: Period,
    pub measured: Window,
    pub against: Against,
    pub true_up: TrueUp,
}

const PAID: &str = "how often it pays: \"month\", \"quarter\", \"half\" or \"year\"";
const MEASURED: &str = "the window that results add up in, from its first month to the payment: \"month\", \"quarter\", \
    \"half\", \"year\" or \"trailing_year\"";
const AGAINST: &str = "payments fall within the window, so the outcome depends on it: \"full\" holds results against the \
    whole window's quota, \"to_date\" against the quota of the window so far";
const TRUE_UP: &str = "payments fall within the window, so the outcome depends on it: with \"forward\" no payment is \
    negative and a shortfall is set against later payments of the window, with \"both\" a payment may be negative";

/// The clauses on time, each required where the outcome depends on it.
pub(super) fn lower(
    spec: &spec::Component,
    pays: Pays,
    path: &str,
    notes: &mut Notes,
) -> Option<Timing> {
    let paid = notes.required(path, "paid", spec.paid, PAID).map(period);
    let measured = notes.required(path, "measured", spec.measured, MEASURED).map(window);
    let (paid, measured) = paid.zip(measured)?;
    let within = matches!(measured, Window::Calendar(window) if paid < window);
    let has_quota_or_target =
        matches!(pays, Pays::Rate | Pays::Target | Pays::PerUnit | Pays::Matrix);
    let against = if within && has_quota_or_target {
        notes.required(path, "against", spec.against, AGAINST)
    } else {
        Some(spec.against.unwrap_or(spec::Against::Full))
    };
    let true_up = if within && pays != Pays::Contest {
        notes.required(path, "true_up", spec.true_up, TRUE_UP)
    } else {
        Some(spec.true_up.unwrap_or(spec::TrueUp::Forward))
    };
    Some(Timing {
        paid,
        measured,
        against: match against? {
            spec::Against::Full => Against::Full,
            spec::Against::ToDate => Against::ToDate,
        },
        true_up: match true_up? {
            spec::TrueUp::Forward => TrueUp::Forward,
            spec::TrueUp::Both => TrueUp::Both,
        },
    })
}

pub(super) const fn period(period: spec::Period) -> Period {
    match period {
        spec::Period::Month => Period::Month,
        spec::Period::Quarter => Period::Quarter,
        spec::Period::Half => Period::Half,
        spec::Period::Year => Period::Year,
    }
}

const fn window(window: spec::Window) -> Window {
    match window {
        spec::Window::Month => Window::Calendar(Period::Month),
        spec::Window::Quarter => Window::Calendar(Period::Quarter),
        spec::Window::Half => Window::Calendar(Period::Half),
        spec::Window::Year => Window::Calendar(Period::Year),
        spec::Window::TrailingYear => Window::TrailingYear,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{around, check, plan};
    use super::*;

    fn rate(keys: &str) -> String {
        around(&format!(
            "[[component]]\nname = \"C\"\npays = \"rate\"\nmeasure = \"new_acv\"\ntiers = [ {{ from = 0, rate = 0.1 }} ]\n{keys}"
        ))
    }

    fn bonus(keys: &str) -> String {
        around(&format!(
            "[[component]]\nname = \"C\"\npays = \"amount\"\namount = 1\nwhen = {{ measure = \"nps\", at_least = 70 }}\n{keys}"
        ))
    }

    #[test]
    fn readings_are_required_where_the_outcome_depends_on_them() {
        check(
            rate,
            &[
                (
                    "",
                    &[
                        "component[0].paid: `paid` is missing in the component \"C\"",
                        "component[0].measured: `measured` is missing in the component \"C\"",
                    ],
                ),
                (
                    "paid = \"month\"\nmeasured = \"quarter\"",
                    &[
                        "component[0].against: `against` is missing in the component \"C\"",
                        "component[0].true_up: `true_up` is missing in the component \"C\"",
                    ],
                ),
                ("paid = \"month\"\nmeasured = \"month\"", &[]),
                ("paid = \"month\"\nmeasured = \"trailing_year\"", &[]),
                ("paid = \"year\"\nmeasured = \"month\"\nagainst = \"to_date\"", &[]),
            ],
        );
        check(
            bonus,
            &[(
                "paid = \"month\"\nmeasured = \"year\"",
                &["component[0].true_up: `true_up` is missing in the component \"C\""],
            )],
        );
    }

    #[test]
    fn readings_are_taken_as_written() {
        let text = rate(
            "paid = \"month\"\nmeasured = \"half\"\nagainst = \"to_date\"\ntrue_up = \"both\"",
        );
        let component = &plan(&text).components[0];
        assert_eq!(component.paid, Period::Month);
        assert_eq!(component.measured, Window::Calendar(Period::Half));
        assert_eq!((component.against, component.true_up), (Against::ToDate, TrueUp::Both));
    }
}
