//! Every table that the program writes, declared once.

mod alignment;
mod changed;
mod columns;
mod compare;
mod incentives;
mod reforecast;
mod variance;

pub use alignment::{alignment, scorecard};
pub use changed::{brief, sensitivity, stress};
pub use compare::{
    choice, comparison, dominance, hold_harmless, kept_whole, payout_curves, winners_losers,
};
pub use incentives::{incentive_profile, timing};
pub use reforecast::reforecast;
pub use variance::{variance_scaling, variance_sources};

use super::column::TableSpec;
use super::metric::{CURRENCY, METRICS, RATIO, SHARE, metric_column};
use columns::{
    Ends, columns, count, filled, interval, metric, money, money_or_empty, number, ordinal, plans,
    team, text,
};

pub(super) const COUNT: &str = "count";
pub(super) const AS_METRIC: &str = "as the metric";
const AS_STEP: &str = "as the step";
const AS_MEASURE: &str = "as the measure";
const MONTH: &str = "month of the plan year, 1–12";

/// Why a table of metrics cannot be declared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SchemaError {
    /// A metric that the data dictionary does not know.
    #[error("the metric {0:?} is not declared in the data dictionary")]
    Unknown(String),
    /// A metric that is named twice.
    #[error("the metric {0:?} appears twice")]
    Repeated(String),
}

/// `summary`: what a study says about each metric.
pub fn summary() -> TableSpec {
    TableSpec {
        name: "summary",
        meaning: "One row per plan set, team, metric and statistic over the simulated years.",
        columns: columns([
            plans(),
            team(),
            metric(),
            text(
                "statistic",
                "Statistic over years: mean, sd (n − 1), p01 … p99 (type 7), min, max, cvar95 and cvar05 \
                 (mean of the upper and lower 5 %), probability (that it is above 0)",
            ),
            number("value", AS_METRIC, "Value of the statistic"),
            interval("ci", AS_METRIC, Ends::OF_STATISTIC),
            count("n", "Years in which the metric has a value"),
        ]),
    }
}

/// `years`: the simulated years themselves, each metric in a column of its own, in the order given.
///
/// # Errors
/// A metric that is not declared, or is named twice.
pub fn years<'a>(metrics: impl IntoIterator<Item = &'a str>) -> Result<TableSpec, SchemaError> {
    let mut columns =
        [ordinal("year", "", "Number of the synthetic year, from 1"), team()].concat();
    for name in metrics {
        let column = metric_column(name).ok_or_else(|| SchemaError::Unknown(name.to_owned()))?;
        if columns.iter().any(|known| known.name == name) {
            return Err(SchemaError::Repeated(name.to_owned()));
        }
        columns.push(column);
    }
    Ok(TableSpec {
        name: "years",
        meaning: "One row per synthetic year and team (and the company), one column per metric; \
                  empty where a team has no such metric.",
        columns,
    })
}

/// `convergence`: what the first years of a run say, the more of them the more surely.
pub fn convergence() -> TableSpec {
    TableSpec {
        name: "convergence",
        meaning: "One row per plan set, team, metric, statistic and number of years: what the first 100, 200, 500, \
                  1,000, … years of the run say, and at last all of them. Written where `--tables` names it.",
        columns: columns([
            plans(),
            team(),
            metric(),
            text(
                "statistic",
                "Statistic over these years: mean, sd, p05, p50, p95, p99, cvar95, probability; as in `summary`",
            ),
            count("years", "Years looked at, from the first on"),
            number("value", AS_METRIC, "Value of the statistic over these years"),
            interval("ci", AS_METRIC, Ends::OF_STATISTIC),
            count("n", "Those of the years in which the metric has a value"),
        ]),
    }
}

/// `months`: how the year's figures build up month by month.
pub fn months() -> TableSpec {
    TableSpec {
        name: "months",
        meaning: "One row per month, team and metric: the accrual, what is paid out and what is held back, and \
                  their spread over the simulated years.",
        columns: columns([
            ordinal("month", MONTH, "Month"),
            team(),
            metric(),
            number("mean", AS_METRIC, "Mean over years"),
            interval("mean", AS_METRIC, Ends::OVER_YEARS),
            number("p05", AS_METRIC, "5th percentile over years"),
            interval("p05", AS_METRIC, Ends::OVER_YEARS),
            number("p25", AS_METRIC, "25th percentile over years"),
            interval("p25", AS_METRIC, Ends::OVER_YEARS),
            number("p50", AS_METRIC, "Median over years"),
            interval("p50", AS_METRIC, Ends::OVER_YEARS),
            number("p75", AS_METRIC, "75th percentile over years"),
            interval("p75", AS_METRIC, Ends::OVER_YEARS),
            number("p95", AS_METRIC, "95th percentile over years"),
            interval("p95", AS_METRIC, Ends::OVER_YEARS),
            count("n", "Years in which the metric has a value"),
        ]),
    }
}

/// `payouts`: what reps earn at which attainment.
pub fn payouts() -> TableSpec {
    TableSpec {
        name: "payouts",
        meaning: "One row per team and band of attainment: how many rep-years fall in it and what they are paid.",
        columns: columns([
            team(),
            filled("attainment_from", RATIO, "Lower end of the band, included"),
            number(
                "attainment_to",
                RATIO,
                "Upper end of the band, excluded; empty for the last, open band",
            ),
            count("rep_years", "Rep-years in the band"),
            filled("share", SHARE, "Share of the team's rep-years in the band"),
            interval("share", SHARE, Ends::OVER_REPS),
            number("mean_pay", CURRENCY, "Mean variable pay of a rep's year in the band"),
            interval(
                "ci",
                CURRENCY,
                Ends {
                    low: "Lower end of the 95 % interval of mean_pay",
                    high: "Upper end of the 95 % interval of mean_pay",
                },
            ),
            number("p10", CURRENCY, "10th percentile of variable pay in the band"),
            interval("p10", CURRENCY, Ends::OVER_REPS),
            number("p50", CURRENCY, "Median variable pay in the band"),
            interval("p50", CURRENCY, Ends::OVER_REPS),
            number("p90", CURRENCY, "90th percentile of variable pay in the band"),
            interval("p90", CURRENCY, Ends::OVER_REPS),
        ]),
    }
}

/// `statements`: every payment of a replayed (or explained) year.
pub fn statements() -> TableSpec {
    TableSpec {
        name: "statements",
        meaning: "One row per payment; a rep's pay is the sum of paid less recovered.",
        columns: columns([
            team(),
            text("rep", "Name of the rep"),
            ordinal("month", MONTH, "Month of the payment"),
            text("component", "Component; or draw, guarantee, cap, hold of the plan"),
            text("measure", "What the component looks at; empty text for plan lines"),
            number("result", AS_MEASURE, "The measure's value in the window so far"),
            money_or_empty("quota", "Quota of the window; empty where there is none"),
            number("attainment", RATIO, "result ÷ quota; empty where there is no quota"),
            money("paid", "Paid in this line"),
            money("recovered", "Taken back in this line, as a positive amount"),
            money_or_empty(
                "balance",
                "Still owed by the rep after this line (draw), or still held back for the rep (hold); empty where \
                 nothing can be",
            ),
        ]),
    }
}

/// `explain`: how one rep's pay of a year came about, line by line.
pub fn explain() -> TableSpec {
    TableSpec {
        name: "explain",
        meaning: "One row per line of the account of one rep's year: facts, events, credits, and each payment \
                  step by step. The amounts of a payment's steps add up to its `paid`, those of its `recovery` \
                  rows to its `recovered`; all `paid` and `recovered` rows add up to the `total`.",
        columns: columns([
            team(),
            text("rep", "Name of the rep"),
            ordinal(
                "month",
                MONTH,
                "Month; 0 and less before the plan year. Facts stand in the rep's first month, the total in the last",
            ),
            text(
                "component",
                "Component or plan-level clause; empty text where the row is about neither",
            ),
            text(
                "step",
                "Kind of row: facts (months in seat, base, quota, market, …); event; credit; result, quota, attainment; tier, band, units, amount, \
                 pool and the clauses by name; recovery; paid, recovered, balance; total",
            ),
            text("what", "What the row is about, in words"),
            number("quantity", AS_STEP, "How much is looked at"),
            number("rate", AS_STEP, "What the quantity is multiplied by"),
            number(
                "amount",
                CURRENCY,
                "By how much the row changes the payment, before rounding exact to six decimals; negative where \
                 it takes away; empty where it only says what is looked at",
            ),
        ]),
    }
}

/// `readings`: what clauses would cost, read the other way.
pub fn readings() -> TableSpec {
    TableSpec {
        name: "readings",
        meaning: "One row per team and clause that is read in two ways, and other reading: what it would cost on the \
                  same simulated years, the largest first.",
        columns: columns([
            team(),
            text("component", "Component; empty text for a clause of the whole plan"),
            text("clause", "Key of the file that decides the reading"),
            text("reading", "The plan's own reading"),
            text("other_reading", "The other reading"),
            number(
                "difference",
                CURRENCY,
                "Mean over years of the team's variable pay under the other reading, less that under the plan's own",
            ),
            interval(
                "ci",
                CURRENCY,
                Ends {
                    low: "Lower end of the 95 % interval of the paired difference; empty where all years differ alike",
                    high: "Upper end of the 95 % interval of the paired difference; empty where all years differ alike",
                },
            ),
            number(
                "share",
                SHARE,
                "difference ÷ the team's mean variable pay under the plan's own reading",
            ),
            count("n", "Years"),
            text("file", "The plan file, or the company file where that has the clause"),
            ordinal("line", "", "Line of the clause, or of the table that lacks it"),
        ]),
    }
}

/// Every table, for the data dictionary; `years` with all fixed metrics and one example component.
pub fn all() -> Vec<TableSpec> {
    let fixed = METRICS.iter().map(|metric| metric.name.as_ref());
    let yearly = years(fixed.chain(["component:NAME"]));
    [summary()]
        .into_iter()
        .chain(yearly)
        .chain([months(), payouts(), convergence(), statements(), explain(), readings()])
        .chain([variance_sources(), variance_scaling()])
        .chain([scorecard(), alignment(), incentive_profile(), timing()])
        .chain([comparison(), dominance(), winners_losers(), hold_harmless()])
        .chain([payout_curves(), kept_whole(), choice()])
        .chain([stress(), sensitivity(), brief(), reforecast()])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(spec: &TableSpec) -> String {
        let names: Vec<&str> = spec.columns.iter().map(|column| column.name.as_ref()).collect();
        names.join(" ")
    }

    #[test]
    fn the_documented_columns() {
        let heads: Vec<String> = all().iter().map(headings).collect();
        assert_eq!(heads[0], "plans team metric statistic value ci_low ci_high n");
        assert!(heads[1].starts_with("year team variable_pay base_pay total_cost"));
        assert!(heads[1].ends_with("budget_overrun component:NAME"));
        assert_eq!(
            heads[2],
            "month team metric mean mean_low mean_high p05 p05_low p05_high p25 p25_low p25_high p50 p50_low p50_high \
             p75 p75_low p75_high p95 p95_low p95_high n"
        );
        assert_eq!(
            heads[3],
            "team attainment_from attainment_to rep_years share share_low share_high mean_pay ci_low ci_high \
             p10 p10_low p10_high p50 p50_low p50_high p90 p90_low p90_high"
        );
        assert_eq!(heads[4], "plans team metric statistic years value ci_low ci_high n");
        assert_eq!(
            heads[5],
            "team rep month component measure result quota attainment paid recovered balance"
        );
        assert_eq!(heads[6], "team rep month component step what quantity rate amount");
        assert_eq!(
            heads[7],
            "team component clause reading other_reading difference ci_low ci_high share n file line"
        );
        assert_eq!(
            heads[8],
            "plans team metric source first_order first_order_low first_order_high total total_low total_high \
             shapley shapley_low shapley_high n"
        );
        assert_eq!(
            heads[9],
            "plans team metric heads relative_sd relative_sd_low relative_sd_high \
             systematic systematic_low systematic_high n"
        );
        assert_eq!(
            heads[12],
            "plans team plan attainment pay pay_low pay_high next next_low next_high cliff cliff_low cliff_high share share_low share_high n"
        );
        assert_eq!(
            heads[13],
            "plans team plan period_end period move gain gain_low gain_high gain_p95 gain_p95_low gain_p95_high \
             above above_low above_high amount a_year a_year_low a_year_high n"
        );
        assert_eq!(
            heads.last().map(String::as_str),
            Some(
                "team rep results count prior_attainment attainment attainment_low attainment_high attainment_p10 \
                 attainment_p90 paid_so_far rest_of_year rest_low rest_high rest_p10 rest_p90 n"
            )
        );
    }

    #[test]
    fn only_declared_metrics_and_each_once() {
        assert_eq!(years(["nrr", "karma"]), Err(SchemaError::Unknown("karma".into())));
        assert_eq!(years(["nrr", "nrr"]), Err(SchemaError::Repeated("nrr".into())));
        assert_eq!(years(["component:A, \"B\""]).map(|spec| spec.columns.len()), Ok(3));
    }
}
