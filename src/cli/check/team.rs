//! A team in words.

use super::page::Page;
use super::spread::{Show, about, decimal, many};
use crate::company::{Activity, Book, Funnel, Renewal, Team};
use crate::diagnostic::list;
use crate::money::{Cents, Decimal6};
use crate::plan::figures::{amount, percent};
use crate::study::quota_of_a_rep;

/// What is known of a team beside its plan.
pub(super) fn words(team: &Team, currency: &str, page: &mut Page) {
    page.line(2, &quota(team, currency));
    if team.only_credited {
        page.line(2, "Sells nothing of its own: it is credited with results of others.");
    } else {
        attainment(team, page);
    }
    page.line(2, &season(&team.seasonality));
    page.line(2, &people(team));
    match &team.deals {
        Some(deals) => super::deals::words(deals, currency, page),
        None if team.book.is_none() && team.funnel.is_none() && !team.only_credited => {
            page.line(2, "Bookings: one amount a month, attainment × quota × season × market.");
        }
        None => {}
    }
    if let Some(book) = &team.book {
        self::book(book, currency, page);
    }
    if let Some(funnel) = &team.funnel {
        page.line(2, &self::funnel(funnel, currency));
    }
    for activity in &team.activities {
        let Activity { name, per_month } = activity;
        let line = format!("Activity {name}: {} a rep and month.", decimal(*per_month, 1));
        page.line(2, &line);
    }
    for score in &team.scores {
        let every = score.every.name();
        page.line(
            2,
            &format!("Score {}, every {every}: {}.", score.name, about(&score.value, Show::Number)),
        );
    }
}

/// What a rep of the team reaches in a year.
fn attainment(team: &Team, page: &mut Page) {
    let (what, is) = match (&team.book, &team.funnel, &team.deals) {
        (Some(_), _, None) => ("Skill", "it scales expansion"),
        (None, Some(_), None) => ("Skill", "it scales meetings"),
        _ => ("Attainment", "of the quota in a year, before the market"),
    };
    let show = if what == "Skill" { Show::Number } else { Show::Share };
    let correlation = decimal(team.attainment_correlation, 3);
    page.line(
        2,
        &format!(
            "{what}: {} ({is}); two reps of the team correlate by {correlation}.",
            about(&team.attainment, show)
        ),
    );
}

/// Which quota that is.
pub(super) fn which_quota(team: &Team) -> &'static str {
    let one_for_all = team.seats.iter().all(|seat| seat.quota.is_none())
        && team.quota.as_ref().is_some_and(|quota| quota.is_constant().is_some());
    if one_for_all { "the team's quota" } else { "the mean quota of the team" }
}

fn quota(team: &Team, currency: &str) -> String {
    let own = team.seats.iter().filter(|seat| seat.quota.is_some()).count();
    let Some(mean) = quota_of_a_rep(team).filter(|mean| *mean > Cents::ZERO) else {
        return "Quota: none.".to_owned();
    };
    let all = Cents(mean.0.saturating_mul(i64::try_from(team.seats.len()).unwrap_or(i64::MAX)));
    let all = format!("{} for the team", amount(Cents((all.0 + 50) / 100 * 100)));
    match &team.quota {
        _ if own > 0 => {
            format!(
                "Quota: {} {currency} a rep and year on average ({own} by the roster), {all}.",
                amount(mean)
            )
        }
        Some(quota) if quota.is_constant().is_none() => {
            format!(
                "Quota a rep and year, in {currency}, drawn for each: {}; {all}.",
                about(quota, Show::Number)
            )
        }
        _ => format!("Quota: {} {currency} a rep and year, {all}.", amount(mean)),
    }
}

fn season(weights: &[Decimal6; 12]) -> String {
    if weights.iter().all(|weight| *weight == weights[0]) {
        return "Season: all months alike.".to_owned();
    }
    let total: f64 = weights.iter().map(|weight| weight.to_f64()).sum();
    let shares = weights.map(|weight| decimal(100.0 * weight.to_f64() / total, 1));
    format!("Season: months 1 to 12 bring {} % of the year.", list(shares, "and"))
}

fn people(team: &Team) -> String {
    let mut words = match &team.turnover {
        None => "People: nobody leaves".to_owned(),
        Some(turnover) => format!(
            "People: {} % of reps leave in a year, and a seat then stays empty for {}",
            decimal(100.0 * turnover.yearly, 1),
            many(turnover.vacant_months, "month")
        ),
    };
    let starters = team.seats.iter().filter(|seat| seat.start_month.is_some()).count();
    if starters > 0 {
        words += &format!(
            "; {} during the year",
            if starters == 1 { "1 starts".to_owned() } else { format!("{starters} start") }
        );
    }
    let leavers = team.seats.iter().filter(|seat| seat.end_month.is_some()).count();
    if leavers > 0 {
        let leave = if leavers == 1 { "1 leaves".to_owned() } else { format!("{leavers} leave") };
        words += &format!("; {leave} during the year by the roster, and the seat stays empty");
    }
    let away = team.seats.iter().filter(|seat| seat.leave.is_some()).count();
    if away > 0 {
        let are = if away == 1 { "1 is".to_owned() } else { format!("{away} are") };
        words += &format!("; {are} away for some months, whose quota does not count");
    }
    let moved = team.seats.iter().filter(|seat| seat.quota_change.is_some()).count();
    if moved > 0 {
        let have = if moved == 1 { "1 has" } else { &format!("{moved} have") };
        words += &format!("; {have} another quota from a month on by the roster");
    }
    let own_pay = team
        .seats
        .iter()
        .filter(|seat| seat.base.is_some() || seat.target_incentive.is_some())
        .count();
    if own_pay > 0 {
        words += &format!("; {own_pay} with pay of their own in the roster");
    }
    let ramp = &team.ramp;
    let quota: Vec<String> = ramp.quota.iter().map(|share| percent(*share)).collect();
    let results: Vec<String> =
        ramp.productivity.iter().map(|share| format!("{} %", decimal(100.0 * share, 1))).collect();
    let of = |what: &str, shares: &[String]| {
        let months = many(shares.len(), "month");
        format!("{} of {what} in their first {months}", list(shares, "and"))
    };
    // Where the team says nothing of the quota, the plan may.
    let new_reps = [
        (!quota.is_empty()).then(|| format!("have {}", of("the quota", &quota))),
        (!results.is_empty()).then(|| format!("reach {}", of("usual results", &results))),
    ];
    let new_reps: Vec<String> = new_reps.into_iter().flatten().collect();
    if !new_reps.is_empty() {
        words += &format!(". New reps {}", list(&new_reps, "and"));
    }
    words + "."
}

fn book(book: &Book, currency: &str, page: &mut Page) {
    let renewal = match book.renewal {
        Renewal::Spread => "renewals spread evenly over the months",
        Renewal::Weights(_) => "months of renewal drawn by weights",
    };
    page.line(
        2,
        &format!("Book: {} accounts a rep; {renewal}.", about(&book.accounts, Show::Number)),
    );
    page.line(2, &format!("ARR of an account, in {currency}: {}.", about(&book.arr, Show::Number)));
    page.line(
        2,
        &format!(
            "Churn at a renewal: {} (each account its own chance).",
            about(&book.churn, Show::Share)
        ),
    );
    match &book.contraction {
        None => page.line(2, "No account contracts."),
        Some(contraction) => page.line(
            2,
            &format!(
                "Contraction: {} % of renewing accounts, by {} of their ARR.",
                decimal(100.0 * contraction.chance, 1),
                about(&contraction.share, Show::Share)
            ),
        ),
    }
    match &book.expansion {
        None => page.line(2, "No account expands."),
        Some(expansion) => page.line(
            2,
            &format!(
                "Expansion: {} an account and year at skill 1, each of {} of the opening ARR; {} % are cross-sells.",
                decimal(expansion.per_year, 2),
                about(&expansion.share, Show::Share),
                decimal(100.0 * expansion.cross_sell, 1)
            ),
        ),
    }
    for product in book.expansion.iter().flat_map(|expansion| &expansion.products) {
        page.line(4, &super::deals::product(product, "expansions"));
    }
}

fn funnel(funnel: &Funnel, currency: &str) -> String {
    let mut words = format!(
        "Funnel: {} meetings a rep and month at skill 1, {} % of them qualify",
        decimal(funnel.meetings, 1),
        decimal(100.0 * funnel.qualified, 1)
    );
    if let Some(size) = funnel.size.as_ref().filter(|_| funnel.won > 0.0) {
        let later = match funnel.lag_months {
            0 => "in the same month".to_owned(),
            lag => format!("{} later", many(lag, "month")),
        };
        words += &format!(
            ", {} % of these are won {later}; their ACV in {currency}: {}",
            decimal(100.0 * funnel.won, 1),
            about(size, Show::Number)
        );
    }
    words + "."
}
