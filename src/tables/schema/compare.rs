//! The tables that say how candidates compare.

use super::super::column::{ColumnSpec, TableSpec};
use super::super::metric::{CURRENCY, RATIO, SHARE};
use super::AS_METRIC;
use super::columns::{Ends, columns, count, filled, interval, metric, number, team, text};

const PERFORMANCE: &str = "ratio (1 = quota or target pay)";

fn candidate() -> Vec<ColumnSpec> {
    text("candidate", "Name of the candidate; the first is today's plans")
}

fn measured_by() -> Vec<ColumnSpec> {
    text(
        "measured_by",
        "What performance is: quota (credited results ÷ quota), target_pay (today's variable pay ÷ target incentive \
         for the months in seat, of teams without a quota), or nothing",
    )
}

/// `comparison`: the candidates' figures side by side.
pub fn comparison() -> TableSpec {
    TableSpec {
        name: "comparison",
        meaning: "One row per candidate, team, metric and statistic over the same simulated years, with the paired \
                  difference from today's plans (the first candidate). Metrics that no plan changes are left out.",
        columns: columns([
            candidate(),
            team(),
            metric(),
            text(
                "statistic",
                "Statistic over years: mean, sd, p05, p50, p95, cvar95, probability; as in `summary`",
            ),
            number("value", AS_METRIC, "Value of the statistic under the candidate"),
            interval("ci", AS_METRIC, Ends::OF_STATISTIC),
            number("today", AS_METRIC, "Value of the statistic under today's plans"),
            number("difference", AS_METRIC, "value − today"),
            interval("difference", AS_METRIC, Ends::OR_EXACT),
            number("relative", RATIO, "difference ÷ today; empty where today is 0"),
            number(
                "larger",
                SHARE,
                "Of the mean: the share of years in which the candidate's metric is larger than today's",
            ),
            interval("larger", SHARE, Ends::OR_EXACT),
            number(
                "pairing",
                "ratio",
                "Of the mean: how many times as many years independent runs would need for an interval as narrow as that \
                 of the difference; empty where all years differ alike",
            ),
            count("n", "Years in which the metric has a value"),
        ]),
    }
}

/// `dominance`: whether one candidate's cost is stochastically smaller than another's.
pub fn dominance() -> TableSpec {
    TableSpec {
        name: "dominance",
        meaning: "One row per candidate, other candidate and order of dominance: whether the company's total cost is \
                  stochastically smaller. First order: it exceeds every level less often. Second: its mean excess over every \
                  level is smaller. Tested at the percentiles of both from the first to the last, at the 5 % level.",
        columns: columns([
            candidate(),
            text("other", "Name of the candidate that it is compared with"),
            count("order", "1 or 2; the first implies the second"),
            text(
                "verdict",
                "dominates (that it does not is rejected), does_not (that it does is rejected), undecided, or alike (every \
                 year the same)",
            ),
            number(
                "t",
                "standard errors",
                "Least of the paired t statistics over the percentiles; it dominates above 1.645. Empty where it is \
                 infinite, because all years differ alike",
            ),
            number("at", CURRENCY, "Total cost at which it is least"),
            number("p", SHARE, "p-value of that it does not dominate"),
            count("n", "Years"),
        ]),
    }
}

/// `winners_losers`: whom a candidate pays more or less.
pub fn winners_losers() -> TableSpec {
    TableSpec {
        name: "winners_losers",
        meaning: "One row per candidate, team whose plan it changes, and band of performance: how the pay of a rep-year (base \
                  and variable pay of a rep in a year) changes at the same results. At most the first 5,000 years.",
        columns: columns([
            candidate(),
            team(),
            text(
                "band",
                "Band of performance under today's plans: all, low (lowest fifth of rep-years), core, top (highest fifth)",
            ),
            measured_by(),
            count("rep_years", "Rep-years in the band"),
            number("today", CURRENCY, "Mean pay of a rep-year under today's plans"),
            number("change", CURRENCY, "Mean change of the pay of a rep-year"),
            interval("change", CURRENCY, Ends::OR_EXACT),
            number("relative", RATIO, "change ÷ today"),
            number("p10", CURRENCY, "10th percentile of the change"),
            number("p50", CURRENCY, "Median change"),
            number("p90", CURRENCY, "90th percentile of the change"),
            number("losing", SHARE, "Share of rep-years that are paid less than today"),
            interval("losing", SHARE, Ends::OR_EXACT),
            number(
                "losing_hard",
                SHARE,
                "Share of rep-years that lose more than 5 % of today's pay",
            ),
            interval("losing_hard", SHARE, Ends::OR_EXACT),
            number("gaining", SHARE, "Share of rep-years that are paid more than today"),
            interval("gaining", SHARE, Ends::OR_EXACT),
        ]),
    }
}

/// `hold_harmless`: what it costs to let nobody lose for a year.
pub fn hold_harmless() -> TableSpec {
    TableSpec {
        name: "hold_harmless",
        meaning: "One row per candidate and team whose plan it changes, and the company: the cost of a year of topping up \
                  every rep who is paid less than under today's plans at the same results, employer's charges apart.",
        columns: columns([
            candidate(),
            team(),
            number("mean", CURRENCY, "Mean over years"),
            interval("mean", CURRENCY, Ends::OR_EXACT),
            number("p95", CURRENCY, "95th percentile over years"),
            interval("p95", CURRENCY, Ends::OR_EXACT),
            count("n", "Years"),
        ]),
    }
}

/// `payout_curves`: pay by performance under every candidate's plans.
pub fn payout_curves() -> TableSpec {
    TableSpec {
        name: "payout_curves",
        meaning: "One row per candidate, team whose plan some candidate changes, and band of performance, ten points wide: \
                  variable pay of the same rep-years under each plan.",
        columns: columns([
            candidate(),
            team(),
            measured_by(),
            filled("from", PERFORMANCE, "Lower end of the band, included"),
            number(
                "to",
                PERFORMANCE,
                "Upper end of the band, excluded; empty for the last, open band",
            ),
            count("rep_years", "Rep-years in the band"),
            number("performance", PERFORMANCE, "Their mean performance"),
            number("pay", CURRENCY, "Their mean variable pay"),
            interval("pay", CURRENCY, Ends::OR_EXACT),
            number("p10", CURRENCY, "10th percentile of variable pay"),
            number("p50", CURRENCY, "Median variable pay"),
            number("p90", CURRENCY, "90th percentile of variable pay"),
        ]),
    }
}

/// `kept_whole`: at which performance reps gain and lose.
pub fn kept_whole() -> TableSpec {
    TableSpec {
        name: "kept_whole",
        meaning: "One row per candidate, team whose plan it changes, and stretch of performance in which reps are on average \
                  paid more, less or the same as today: where a stretch ends reps are kept whole.",
        columns: columns([
            candidate(),
            team(),
            measured_by(),
            text("effect", "gains, loses, or alike (the same to the cent)"),
            number("from", PERFORMANCE, "Where the stretch starts; empty for the first"),
            number(
                "from_low",
                PERFORMANCE,
                "The last point, a hundredth wide, that surely (by 4 standard errors) belongs to the stretch before",
            ),
            number("from_high", PERFORMANCE, "The first that surely belongs to this stretch"),
            number("share", SHARE, "Share of the team's rep-years in the stretch"),
        ]),
    }
}

/// `choice`: the best candidate, and how surely.
pub fn choice() -> TableSpec {
    TableSpec {
        name: "choice",
        meaning: "One row per candidate: how far it came in the choice of the smallest criterion. If the best is better than \
                  all others by the indifference zone, it is chosen with a probability of at least 95 %.",
        columns: columns([
            candidate(),
            text(
                "criterion",
                "cost (mean total cost), p95 (its 95th percentile, of samples of 200 years), or weights of a score",
            ),
            number("value", "as the criterion", "The criterion over the years looked at"),
            text(
                "outcome",
                "chosen; out (surely not the best, or no better than the chosen one); open (the years allowed did not decide)",
            ),
            count("years", "Years after which it was chosen, out, or left open"),
            number(
                "indifference",
                "as the criterion",
                "Indifference zone: differences below it do not matter",
            ),
        ]),
    }
}
