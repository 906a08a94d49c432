//! The sections of the page, in the order in which they are read, and what stands in each.

use super::context::Section;
use super::listing::View;
use super::part::Part;
use super::scorecards;
use crate::metrics::COMPANY;
use crate::tables::{FinishedRun, ReadError};

/// What may stand in a section.
enum Content {
    /// A picture by its name, and the rows that belong to it.
    Picture(&'static str, View),
    /// A table under a heading.
    Listed(&'static str, View),
    /// The scorecards of the plans.
    Scorecards,
    /// The interactive curves.
    Panel,
}

use Content::{Listed, Panel, Picture, Scorecards};

struct Plan {
    id: &'static str,
    title: &'static str,
    lead: &'static str,
    contents: &'static [Content],
}

const COMPANY_ROWS: (&str, &[&str]) = ("team", &[COMPANY]);
const PAY_ROWS: (&str, &[&str]) = ("metric", &["variable_pay"]);

/// Quantiles and other statistics of the company's variable pay.
const COST: View = View {
    table: "summary",
    rows: &[COMPANY_ROWS, PAY_ROWS],
    without: &["plans"],
    in_tenths: None,
};

/// What the chance to cost more is read from.
const TAIL: View = View {
    rows: &[
        COMPANY_ROWS,
        PAY_ROWS,
        ("statistic", &["p50", "p75", "p90", "p95", "p99", "max", "cvar95"]),
    ],
    ..COST
};

const fn of_company(table: &'static str, without: &'static [&'static str]) -> View {
    View { table, rows: &[COMPANY_ROWS], without, in_tenths: None }
}

const SECTIONS: &[Plan] = &[
    Plan {
        id: "candidates",
        title: "The candidates side by side",
        lead: "Every candidate is paid on the very same synthetic years, so that differences are those of the plans and not \
               of luck.",
        contents: &[
            Picture("comparison", of_company("comparison", &[])),
            Listed("Which is the best, and how surely", View::all("choice")),
            Listed(
                "Whether one costs less than another at every level of risk",
                View::all("dominance"),
            ),
        ],
    },
    Plan {
        id: "winners",
        title: "Who is paid more and who less",
        lead: "The same reps with the same results, under each candidate.",
        contents: &[
            Picture("winners", View::all("winners_losers")),
            Listed("What it costs to let nobody lose for a year", View::all("hold_harmless")),
            Listed("Where reps gain and where they lose", View::all("kept_whole")),
            Picture("payout_curves", View::all("payout_curves")),
        ],
    },
    Plan {
        id: "cost",
        title: "What it costs",
        lead: "Variable pay of the whole company in a year, and how far a year may be from the mean.",
        contents: &[
            Picture("cost", COST),
            Picture("exceedance", TAIL),
            Picture(
                "accrual",
                View {
                    table: "months",
                    rows: &[COMPANY_ROWS, ("metric", &["variable_pay", "cash_paid", "held_pay"])],
                    without: &["n"],
                    in_tenths: None,
                },
            ),
        ],
    },
    Plan {
        id: "reforecast",
        title: "The year that has begun",
        lead: "What was paid in the months that are over, and what is to come, rep by rep.",
        contents: &[Listed("Rep by rep", View::all("reforecast"))],
    },
    Plan {
        id: "pay",
        title: "What reps are paid",
        lead: "Pay by what reps achieve, and how many achieve it.",
        contents: &[Picture("payout", View::all("payouts"))],
    },
    Plan {
        id: "panel",
        title: "Pay at any result",
        lead: "Move the slider, or point at the chart, to read what a rep is paid.",
        contents: &[Panel],
    },
    Plan {
        id: "rewards",
        title: "What the plans reward, and where they tempt",
        lead: "Whether pay follows what the company wants, whom it rewards, and what it invites reps to do.",
        contents: &[
            Scorecards,
            Picture("alignment", View::all("alignment")),
            Picture(
                "incentive",
                View {
                    table: "incentive_profile",
                    rows: &[],
                    without: &["n"],
                    in_tenths: Some("attainment"),
                },
            ),
            Picture("timing", View::all("timing")),
        ],
    },
    Plan {
        id: "why",
        title: "Why the cost varies",
        lead: "Which sources of chance bring the spread, and what a larger team evens out.",
        contents: &[
            Picture("sources", of_company("variance_sources", &["plans"])),
            Picture("scaling", of_company("variance_scaling", &["plans"])),
        ],
    },
    Plan {
        id: "stress",
        title: "What if?",
        lead: "The company changed, on the same synthetic years as the base.",
        contents: &[Picture("stress", of_company("stress", &[]))],
    },
    Plan {
        id: "sensitivity",
        title: "Which numbers matter",
        lead: "Numbers of the files made smaller and larger, one at a time.",
        contents: &[Picture(
            "sensitivity",
            View {
                table: "sensitivity",
                rows: &[PAY_ROWS, ("statistic", &["mean"])],
                without: &["is_factor", "n"],
                in_tenths: None,
            },
        )],
    },
    Plan {
        id: "brief",
        title: "The questions that are always asked",
        lead: "Each with its error.",
        contents: &[
            Listed(
                "Which budget to set, and the reserve above it",
                answers(&[("question", &["budget"])]),
            ),
            Listed("Results 5 % over target", answers(&[("question", &["over_target"])])),
            Listed(
                "10 % more sellers with smaller territories",
                answers(&[("question", &["more_sellers"])]),
            ),
            Listed("Against last year's plans", answers(&[("question", &["last_year"])])),
            Listed(
                "Pay by role against last year's plans",
                answers(&[("question", &["hit_hard"])]),
            ),
            Listed(
                "What was assumed of each team",
                answers(&[("question", &["assumed_attainment"])]),
            ),
        ],
    },
    Plan {
        id: "sureness",
        title: "Whether enough years were simulated",
        lead: "Estimates have to settle within their intervals as years are added.",
        contents: &[Picture(
            "convergence",
            View {
                table: "convergence",
                rows: &[COMPANY_ROWS, PAY_ROWS],
                without: &["plans"],
                in_tenths: None,
            },
        )],
    },
];

/// The answers to one question of the brief.
const fn answers(question: &'static [(&'static str, &'static [&'static str])]) -> View {
    View { table: "brief", rows: question, without: &["n"], in_tenths: None }
}

/// The sections that a run has tables for.
pub(super) fn of(run: &FinishedRun, has_panel: bool) -> Result<Vec<Section>, ReadError> {
    let mut sections = Vec::new();
    for plan in SECTIONS {
        let mut parts = Vec::new();
        let mut with_panel = false;
        for content in plan.contents {
            match content {
                Picture(name, view) => parts.extend(Part::figure(run, name, view)?),
                Listed(heading, view) => parts.extend(Part::listed(run, heading, view)?),
                Scorecards => parts.extend(scorecards::of(run)?.into_iter().map(Part::Scorecard)),
                Panel => with_panel = has_panel,
            }
        }
        if !parts.is_empty() || with_panel {
            let Plan { id, title, lead, .. } = *plan;
            sections.push(Section { id, title, lead, parts, with_panel });
        }
    }
    Ok(sections)
}
