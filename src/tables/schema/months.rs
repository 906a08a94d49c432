//! The table of months: the accrual.

use super::super::column::{ColumnSpec, Kind, TableSpec};
use super::super::metric::number;
use super::{AS_METRIC, COUNT, HIGH, MONTH, metric_name, team};

const LOW: &str = "Lower end of its 95 % interval; empty where every year has the same value or no error is known from so few \
                   years";

/// `months`: how the year's figures build up month by month.
pub fn months() -> TableSpec {
    TableSpec {
        name: "months",
        meaning: "One row per month, team and metric: the accrual, what is paid out and what is held back, and \
                  their spread over the simulated years.",
        columns: vec![
            ColumnSpec::new("month", Kind::Integer, MONTH, "Month"),
            team(),
            metric_name(),
            number("mean", AS_METRIC, "Mean over years"),
            number("mean_low", AS_METRIC, LOW),
            number("mean_high", AS_METRIC, HIGH),
            number("p05", AS_METRIC, "5th percentile over years"),
            number("p05_low", AS_METRIC, LOW),
            number("p05_high", AS_METRIC, HIGH),
            number("p25", AS_METRIC, "25th percentile over years"),
            number("p25_low", AS_METRIC, LOW),
            number("p25_high", AS_METRIC, HIGH),
            number("p50", AS_METRIC, "Median over years"),
            number("p50_low", AS_METRIC, LOW),
            number("p50_high", AS_METRIC, HIGH),
            number("p75", AS_METRIC, "75th percentile over years"),
            number("p75_low", AS_METRIC, LOW),
            number("p75_high", AS_METRIC, HIGH),
            number("p95", AS_METRIC, "95th percentile over years"),
            number("p95_low", AS_METRIC, LOW),
            number("p95_high", AS_METRIC, HIGH),
            ColumnSpec::new("n", Kind::Integer, COUNT, "Years in which the metric has a value"),
        ],
    }
}
