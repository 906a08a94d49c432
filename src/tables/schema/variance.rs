//! The tables that say where the variance of the cost comes from.

use super::super::column::{ColumnSpec, Kind, TableSpec};
use super::super::metric::{RATIO, SHARE, number};
use super::{COUNT, metric_name, team};

const LOW: &str = "Lower end of its 95 % interval; empty where the value is exact";
const HIGH: &str = "Upper end of its 95 % interval; empty where the value is exact";

/// `variance_sources`: which sources the variance of a metric comes from.
pub fn variance_sources() -> TableSpec {
    TableSpec {
        name: "variance_sources",
        meaning: "One row per team, metric and source: which part of the variance over years it brings. Sources of \
                  which the company draws nothing are left out, and metrics that do not vary.",
        columns: vec![
            plans(),
            team(),
            metric_name(),
            ColumnSpec::new(
                "source",
                Kind::Text,
                "",
                "What is drawn: market (demand, churn, expansion), team_factor (what the reps of a team share), exchange, \
                 attainment (of each rep), quota, turnover, deal_count (number and months), deal_size, deal_terms \
                 (term, product, margin, days, outbound, prepaid, services, upgrades, co-selling), accounts (at the \
                 start), churn (and contraction), expansion (and what is bought), score, funnel (meetings to wins), activity",
            ),
            share(
                "first_order",
                "Share of the variance that knowing the source alone would take away",
            ),
            number("first_order_low", SHARE, LOW),
            number("first_order_high", SHARE, HIGH),
            share("total", "Share of the variance that stays when all other sources are known"),
            number("total_low", SHARE, LOW),
            number("total_high", SHARE, HIGH),
            share(
                "shapley",
                "Shapley effect: the source's part of the variance, what several bring together shared out equally; \
                 a metric's sum to 1",
            ),
            number("shapley_low", SHARE, LOW),
            number("shapley_high", SHARE, HIGH),
            pairs(),
        ],
    }
}

/// `variance_scaling`: what more heads do to the spread of a metric.
pub fn variance_scaling() -> TableSpec {
    TableSpec {
        name: "variance_scaling",
        meaning: "One row per team, metric and multiple of today's heads: the spread as a share of the mean, and which \
                  part of the variance does not diversify (market, team factor and exchange, which all reps share).",
        columns: vec![
            plans(),
            team(),
            metric_name(),
            number(
                "heads",
                RATIO,
                "Heads as a multiple of today's; empty for the limit of ever more",
            ),
            number(
                "relative_sd",
                RATIO,
                "Standard deviation over years ÷ mean; empty where the mean is not above 0 or the variance is lost in \
                 its error",
            ),
            number("relative_sd_low", RATIO, LOW),
            number("relative_sd_high", RATIO, HIGH),
            share(
                "systematic",
                "Share of the variance explained by what all reps share; the rest diversifies",
            ),
            number("systematic_low", SHARE, LOW),
            number("systematic_high", SHARE, HIGH),
            pairs(),
        ],
    }
}

fn plans() -> ColumnSpec {
    ColumnSpec::new("plans", Kind::Text, "", "Name of the plan set")
}

fn share(name: &'static str, meaning: &'static str) -> ColumnSpec {
    ColumnSpec::new(name, Kind::Number, SHARE, meaning)
}

fn pairs() -> ColumnSpec {
    ColumnSpec::new(
        "n",
        Kind::Integer,
        COUNT,
        "Years that were split, each with its independent twin",
    )
}
