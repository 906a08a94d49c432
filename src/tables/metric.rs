//! The metrics: each a figure of one team, or of the company, in one year.

use std::borrow::Cow;

use super::column::{ColumnSpec, Kind};

/// A metric's name with this in front is what one component paid.
pub const COMPONENT_PREFIX: &str = "component:";

pub(super) const CURRENCY: &str = "currency";
pub(super) const RATIO: &str = "ratio (1 = 100 %)";
pub(super) const SHARE: &str = "share (1 = 100 %)";

/// A column of numbers that may be empty.
pub(super) const fn number(
    name: &'static str,
    unit: &'static str,
    meaning: &'static str,
) -> ColumnSpec {
    ColumnSpec::new(name, Kind::Number, unit, meaning).or_empty()
}

/// The metrics with a fixed name, each of one team (or the company) in one year. Beside these there is
/// one `component:NAME` for every component of a plan.
pub const METRICS: &[ColumnSpec] = &[
    number("variable_pay", CURRENCY, "Sum of paid less recovered, draws and guarantees included"),
    number("base_pay", CURRENCY, "Base salary for the months in seat"),
    number("total_cost", CURRENCY, "(base_pay + variable_pay) × (1 + burden)"),
    number("clawback", CURRENCY, "Sum recovered by clawbacks"),
    number(
        "bookings",
        CURRENCY,
        "New, upgrade and expansion contract value of a year; credit of overlays and managers is no booking",
    ),
    number("expansion", CURRENCY, "Expansion contract value of a year alone"),
    number(
        "credited",
        CURRENCY,
        "bookings, and beside them what overlays and managers are credited with of the bookings of others; only of teams with such credit, and in no sum of the company",
    ),
    number("quota", CURRENCY, "Sum of the reps' quotas"),
    number(
        "attainment",
        RATIO,
        "bookings ÷ quota, of a team with a row credited: credited ÷ quota; empty where there is no quota",
    ),
    number("ccos", RATIO, "total_cost ÷ bookings; empty where nothing was booked"),
    number("nrr", RATIO, "Net revenue retention of the whole book over the plan year, pooled"),
    number("grr", RATIO, "Gross revenue retention of the whole book over the plan year, pooled"),
    number(
        "logo_retention",
        SHARE,
        "Accounts kept ÷ accounts at the start of the plan year, pooled",
    ),
    number("pay_per_rep", CURRENCY, "variable_pay ÷ heads"),
    number(
        "budget_overrun",
        CURRENCY,
        "max(0, variable_pay − budget), of the company, burden apart",
    ),
];

/// The metrics that `months` has beside those of [`METRICS`].
pub const MONTH_METRICS: &[ColumnSpec] = &[
    number(
        "cash_paid",
        CURRENCY,
        "Paid out in the month: variable_pay of the month that lies the plan's `payment_lag` before it; what \
         reaches back before the simulated months is not known and counts as 0",
    ),
    number(
        "held_pay",
        CURRENCY,
        "Held back for reps at the end of the month; variable_pay has it in the month of its release",
    ),
];

/// The column of one metric: of [`METRICS`], or `component:NAME`. `None` for a name that is not declared.
pub fn metric_column(name: &str) -> Option<ColumnSpec> {
    if let Some(fixed) = METRICS.iter().find(|metric| metric.name == name) {
        return Some(fixed.clone());
    }
    let component = name.strip_prefix(COMPONENT_PREFIX)?;
    Some(ColumnSpec {
        name: Cow::Owned(name.to_owned()),
        kind: Kind::Number,
        nullable: true,
        unit: CURRENCY,
        meaning: Cow::Owned(format!("Paid by the component {component}, before recoveries")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metrics_by_name() {
        assert_eq!(metric_column("nrr").map(|column| column.unit), Some(RATIO));
        assert_eq!(metric_column("karma"), None);
        let component = metric_column("component:New, \"big\" deals").unwrap();
        assert_eq!(component.name, "component:New, \"big\" deals");
        assert_eq!(component.unit, CURRENCY);
    }
}
