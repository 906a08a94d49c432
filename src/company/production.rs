//! Which results the model of a team makes.

use crate::diagnostic::{Finding, element, join, nearest};
use crate::plan::{Additive, Measure, RatioMeasure, Term};

use super::handed_over::nothing_sold_is_lost;
use super::properties::{
    missing_for_condition, no_activities, no_days_to_close, no_implementations, no_margins,
    no_upgrades,
};
use super::{Company, Team};

/// What a team without a quota needs.
pub(super) const A_QUOTA: &str = "give the team a `quota` in the company file";

/// Why a model does not produce a result, and what would make it.
pub(super) struct Missing {
    /// In words that go on after a colon.
    pub why: String,
    /// What to write, and where.
    pub mend: String,
}

impl Missing {
    pub fn new(why: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { why: why.into(), mend: mend.into() }
    }
}

/// What a team of a company lacks to produce a measure; `None` where it produces it. Of a sum, every term.
pub(super) fn missing_for(company: &Company, team: &Team, measure: &Measure) -> Option<Missing> {
    match measure {
        Measure::Sum { terms, .. } => terms.iter().find_map(|term| {
            company.missing_everywhere(team, is_of_sales(term.of), &|of| missing_for_term(of, term))
        }),
        // A book is its keeper's: nobody else is credited with its accounts.
        Measure::Ratio(ratio) if is_over_a_book(*ratio) => missing_for_ratio(company, team, *ratio),
        Measure::Ratio(ratio) => {
            let of_sales =
                !matches!(ratio, RatioMeasure::ConversionRate | RatioMeasure::RenewalRate);
            company.missing_everywhere(team, of_sales, &|of| missing_for_ratio(company, of, *ratio))
        }
        Measure::Score(name) => missing_score(team, name),
        Measure::Attainments { .. } => {
            measure.parts().into_iter().find_map(|part| missing_for(company, team, part))
        }
    }
}

/// Warnings of results that are worth something to the company and that no model makes.
pub(super) fn worth_nothing(company: &Company) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut warn = |path: String, of: &str, Missing { why, mend }: Missing| {
        let message = format!("{of}, so that it adds nothing to the value: {why}");
        findings.push(Finding::warning(path, message).help(mend));
    };
    for (measure, _) in company.value.iter().flat_map(|value| &value.weights) {
        let missing = |team: &Team| missing_for(company, team, measure);
        let of_all: Option<Vec<Missing>> = company.teams.iter().map(missing).collect();
        if let Some(missing) = of_all.into_iter().flatten().next() {
            let of = format!("no team's model produces `{}`", measure.name());
            warn(join("value", measure.name()), &of, missing);
        }
    }
    for (number, team) in company.teams.iter().enumerate() {
        for (measure, _) in team.value.iter().flat_map(|value| &value.weights) {
            if let Some(missing) = missing_for(company, team, measure) {
                let (name, path) = (measure.name(), join(&element("team", number), "value"));
                let of = format!("the model of team \"{}\" does not produce `{name}`", team.name);
                warn(join(&path, name), &of, missing);
            }
        }
    }
    findings
}

/// Whether a measure counts new business, which comes in single deals only where the team has deals.
pub(super) fn counts_new_business(measure: &Measure) -> bool {
    match measure {
        Measure::Sum { terms, .. } => {
            terms.iter().any(|term| matches!(term.of, Additive::NewAcv | Additive::NetNewArr))
        }
        Measure::Ratio(_) | Measure::Score(_) => false,
        Measure::Attainments { .. } => measure.parts().into_iter().any(counts_new_business),
    }
}

/// Whether a measure counts renewed ARR, which a drawn book makes in one amount a month.
pub(super) fn counts_renewals(measure: &Measure) -> bool {
    measure.parts().into_iter().any(|part| {
        matches!(part, Measure::Sum { terms, .. } if terms.iter().any(|term| term.of == Additive::RenewalAcv))
    })
}

/// Whether an overlay is credited with it: with new deals and their upgrades.
const fn is_of_sales(of: Additive) -> bool {
    matches!(
        of,
        Additive::NewAcv
            | Additive::UpgradeAcv
            | Additive::NetNewArr
            | Additive::GrossMargin
            | Additive::Deals
    )
}

/// Whether a ratio looks at the accounts of a book one by one.
const fn is_over_a_book(ratio: RatioMeasure) -> bool {
    matches!(
        ratio,
        RatioMeasure::Nrr
            | RatioMeasure::Grr
            | RatioMeasure::LogoRetention
            | RatioMeasure::ExpansionRate
    )
}

fn missing_for_term(team: &Team, term: &Term) -> Option<Missing> {
    missing_for_sum(team, term.of).or_else(|| missing_for_condition(team, term))
}

fn missing_for_sum(team: &Team, of: Additive) -> Option<Missing> {
    match of {
        Additive::NewAcv => no_new_business(team),
        Additive::Deals => no_deals(team).or_else(|| no_new_business(team)),
        Additive::UpsellAcv | Additive::CrossSellAcv | Additive::ExpansionAcv => no_expansion(team),
        Additive::RenewalAcv | Additive::ChurnedArr => no_book(team),
        Additive::ContractionArr => no_contraction(team),
        Additive::NetNewArr if team.book.is_some() => None,
        Additive::NetNewArr => no_new_business(team),
        Additive::Meetings => no_funnel(team),
        Additive::Qualified => nothing_qualifies(team),
        Additive::Won | Additive::WonAcv => nothing_won(team),
        Additive::UpgradeAcv => no_upgrades(team).or_else(|| no_new_business(team)),
        Additive::ImplementationRevenue => {
            no_implementations(team).or_else(|| no_new_business(team))
        }
        Additive::GrossMargin => {
            let sells = team.deals.is_some() || team.book.is_none();
            no_margins(team).or_else(|| sells.then(|| no_new_business(team)).flatten())
        }
        Additive::Activities => no_activities(team),
    }
}

fn missing_for_ratio(company: &Company, team: &Team, ratio: RatioMeasure) -> Option<Missing> {
    match ratio {
        RatioMeasure::Nrr
        | RatioMeasure::Grr
        | RatioMeasure::LogoRetention
        | RatioMeasure::RenewalRate => no_book(team),
        RatioMeasure::ExpansionRate => no_expansion(team),
        RatioMeasure::AverageDealSize => no_deals(team).or_else(|| no_new_business(team)),
        RatioMeasure::ConversionRate => nothing_qualifies(team).or_else(|| nothing_won(team)),
        RatioMeasure::DaysToClose => no_days_to_close(team).or_else(|| no_new_business(team)),
        RatioMeasure::SoldGrr | RatioMeasure::SoldLogoRetention => {
            nothing_sold_is_lost(company, team)
        }
    }
}

fn missing_score(team: &Team, name: &str) -> Option<Missing> {
    let scores: Vec<&str> = team.scores.iter().map(|score| score.name.as_str()).collect();
    if scores.contains(&name) {
        return None;
    }
    let built_in =
        Additive::ALL.iter().map(|m| m.name()).chain(RatioMeasure::ALL.iter().map(|m| m.name()));
    let mend = match nearest(name, scores.iter().copied().chain(built_in)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("give the team a `[[team.score]]` called \"{name}\""),
    };
    Some(Missing::new("the team has no score of that name", mend))
}

fn no_new_business(team: &Team) -> Option<Missing> {
    if team.only_credited {
        let why = "it sells nothing of its own";
        return Some(Missing::new(why, "give the team `[team.deals]`"));
    }
    let model = match (&team.deals, &team.book, &team.funnel) {
        (Some(_), ..) | (None, None, None) => None,
        (None, Some(_), _) => Some("a book"),
        (None, None, Some(_)) => Some("a funnel"),
    };
    if let Some(model) = model {
        let why = format!("a team with {model} sells to new accounts only where it has deals too");
        return Some(Missing::new(why, "give the team `[team.deals]`"));
    }
    let has_quota = team.quota.is_some()
        || team.seats.iter().any(|seat| seat.largest_quota().is_some_and(|quota| quota.0 > 0));
    (!has_quota)
        .then(|| Missing::new("it has no quota, of which its attainment could be a share", A_QUOTA))
}

pub(super) fn no_deals(team: &Team) -> Option<Missing> {
    team.deals.is_none().then(|| {
        Missing::new(
            "its new business comes in one amount a month, not in deals",
            "give the team `[team.deals]` with the `size` of a deal",
        )
    })
}

fn no_book(team: &Team) -> Option<Missing> {
    team.book.is_none().then(|| {
        Missing::new(
            "it keeps no accounts",
            "give the team a `[team.book]` with `accounts`, `arr` and `churn`",
        )
    })
}

fn no_expansion(team: &Team) -> Option<Missing> {
    let grows = |team: &Team| team.book.as_ref().is_some_and(|book| book.expansion.is_some());
    no_book(team).or_else(|| {
        (!grows(team)).then(|| {
            Missing::new("its accounts do not grow", "give its `[team.book]` an `expansion`")
        })
    })
}

fn no_contraction(team: &Team) -> Option<Missing> {
    let shrinks = |team: &Team| team.book.as_ref().is_some_and(|book| book.contraction.is_some());
    no_book(team).or_else(|| {
        (!shrinks(team)).then(|| {
            Missing::new("its accounts do not contract", "give its `[team.book]` a `contraction`")
        })
    })
}

fn no_funnel(team: &Team) -> Option<Missing> {
    team.funnel
        .is_none()
        .then(|| Missing::new("it holds no meetings", "give the team a `[team.funnel]`"))
}

fn nothing_qualifies(team: &Team) -> Option<Missing> {
    no_funnel(team).or_else(|| {
        let never = team.funnel.as_ref().is_some_and(|funnel| funnel.qualified <= 0.0);
        never.then(|| {
            Missing::new(
                "no meeting of it qualifies",
                "give its `[team.funnel]` the chance `qualified`",
            )
        })
    })
}

fn nothing_won(team: &Team) -> Option<Missing> {
    nothing_qualifies(team).or_else(|| {
        let never = team.funnel.as_ref().is_some_and(|funnel| funnel.won <= 0.0);
        never.then(|| {
            Missing::new(
                "nothing of it is won",
                "give its `[team.funnel]` the chance `won` and a `size`",
            )
        })
    })
}
