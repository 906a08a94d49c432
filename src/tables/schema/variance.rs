//! The tables that say where the variance of the cost comes from.

use super::super::column::{ColumnSpec, TableSpec};
use super::super::metric::{RATIO, SHARE};
use super::columns::{Ends, columns, count, filled, interval, metric, number, plans, team, text};

/// `variance_sources`: which sources the variance of a metric comes from.
pub fn variance_sources() -> TableSpec {
    TableSpec {
        name: "variance_sources",
        meaning: "One row per team, metric and source: which part of the variance over years it brings. Sources of \
                  which the company draws nothing are left out, and metrics that do not vary.",
        columns: columns([
            plans(),
            team(),
            metric(),
            text(
                "source",
                "What is drawn: market (demand, churn, expansion), team_factor (what the reps of a team share), exchange, \
                 attainment (of each rep), quota, turnover, deal_count (number and months), deal_size, deal_terms \
                 (term, product, margin, days, outbound, prepaid, services, upgrades, co-selling), accounts (at the \
                 start), churn (and contraction), expansion (and what is bought), score, funnel (meetings to wins), activity",
            ),
            filled(
                "first_order",
                SHARE,
                "Share of the variance that knowing the source alone would take away",
            ),
            interval("first_order", SHARE, Ends::OR_EXACT),
            filled(
                "total",
                SHARE,
                "Share of the variance that stays when all other sources are known",
            ),
            interval("total", SHARE, Ends::OR_EXACT),
            filled(
                "shapley",
                SHARE,
                "Shapley effect: the source's part of the variance, what several bring together shared out equally; \
                 a metric's sum to 1",
            ),
            interval("shapley", SHARE, Ends::OR_EXACT),
            pairs(),
        ]),
    }
}

/// `variance_scaling`: what more heads do to the spread of a metric.
pub fn variance_scaling() -> TableSpec {
    TableSpec {
        name: "variance_scaling",
        meaning: "One row per team, metric and multiple of today's heads: the spread as a share of the mean, and which \
                  part of the variance does not diversify (market, team factor and exchange, which all reps share).",
        columns: columns([
            plans(),
            team(),
            metric(),
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
            interval("relative_sd", RATIO, Ends::OR_EXACT),
            filled(
                "systematic",
                SHARE,
                "Share of the variance explained by what all reps share; the rest diversifies",
            ),
            interval("systematic", SHARE, Ends::OR_EXACT),
            pairs(),
        ]),
    }
}

fn pairs() -> Vec<ColumnSpec> {
    count("n", "Years that were split, each with its independent twin")
}
