//! A company in words.

use std::sync::Arc;

use super::page::Page;
use super::spread::{Show, about, decimal};
use super::{pay, plan};
use crate::company::{Book, Company, Deals, Funnel, Loaded, Renewal, Source, Team};
use crate::diagnostic::list;
use crate::distribution::Correlation;
use crate::money::{Cents, Decimal6};
use crate::plan::figures::{self, amount, percent};
use crate::study::{RepTerms, pay_line};

/// A company, its teams, and each team's plan.
pub(super) fn describe(loaded: &Loaded, page: &mut Page) {
    let company = &loaded.company;
    let seats: usize = company.teams.iter().map(|team| team.seats.len()).sum();
    let (teams, people) = (many(company.teams.len(), "team"), many(seats, "rep"));
    page.heading(
        0,
        &format!("Company \"{}\": {teams}, {people}, in {} ({})", company.name, company.currency, loaded.document.name()),
    );
    whole(company, page);
    let year_starts = company.fiscal_year_start.map(|start| usize::from(start.month));
    for (i, team) in company.teams.iter().enumerate() {
        let (Some(plan), Some(document)) = (loaded.plans.get(i), loaded.plan_documents.get(i)) else { continue };
        page.space();
        page.heading(0, &format!("Team {}: {}", team.name, many(team.seats.len(), "rep")));
        team_in_words(team, &company.currency, page);
        page.space();
        let earlier = loaded.plan_documents[..i].iter().position(|other| Arc::ptr_eq(other, document));
        if let Some(earlier) = earlier.and_then(|earlier| company.teams.get(earlier)) {
            page.heading(2, &format!("Plan \"{}\", as team {}", plan.name, earlier.name));
        } else {
            page.heading(2, &format!("Plan \"{}\" ({})", plan.name, document.name()));
            plan::words(plan, year_starts, 4, page);
        }
        let deal_size = team.deals.as_ref().map(|deals| &deals.size);
        let deal_size = deal_size.or(team.funnel.as_ref().and_then(|funnel| funnel.size.as_ref()));
        let terms = RepTerms {
            quota: quota_of_a_rep(team),
            seasonality: &team.seasonality,
            deal_size: deal_size.map(|size| crate::events::to_cents(size.mean())),
            reps: team.seats.len(),
        };
        page.space();
        pay::write(plan, &pay_line(plan, &terms), 4, page);
    }
}

/// What to say of a company whose plans do not suit its model.
pub(super) fn unfit(loaded: &Loaded) -> String {
    let replay = if loaded.agree(Source::Replayed).is_ok() {
        "; `replay` can pay its real results"
    } else {
        ""
    };
    format!("{}: `simulate` refuses it, see the errors{replay}.", loaded.document.name())
}

fn whole(company: &Company, page: &mut Page) {
    let simulation = &company.simulation;
    let years = figures::grouped(&simulation.years.to_string());
    let history = match simulation.history_months {
        0 => "without history: clawbacks and trailing years start empty".to_owned(),
        months => format!("each after {} of history", many(months, "month")),
    };
    page.line(2, &format!("Simulation: {years} synthetic years with seed {}, {history}.", simulation.seed));
    if let Some(start) = company.fiscal_year_start {
        let month = figures::month(0, usize::from(start.month));
        page.line(2, &format!("The plan year starts in {month} {}.", start.year));
    }
    let currency = &company.currency;
    let budget = company.budget.and_then(|budget| budget.variable_pay);
    let budget = budget.map_or("none stated".to_owned(), |pay| format!("{} {currency} of variable pay a year", amount(pay)));
    let burden = match company.budget.map(|budget| budget.burden) {
        Some(burden) if burden > Decimal6::ZERO => format!("; employer's charges add {} to all pay", percent(burden)),
        _ => String::new(),
    };
    page.line(2, &format!("Budget: {budget}{burden}."));
    market(company, page);
}

fn market(company: &Company, page: &mut Page) {
    let market = &company.market;
    let factors = [
        ("demand", "new business and meetings", &market.demand),
        ("churn", "chances to churn", &market.churn),
        ("expansion", "expansion rates", &market.expansion),
    ];
    if factors.iter().all(|(_, _, factor)| factor.is_constant() == Some(1.0)) {
        page.line(2, "Market: the same every year.");
        return;
    }
    page.line(2, "Market, drawn once a year for all teams alike:");
    for (name, of, factor) in factors {
        page.line(4, &format!("{name}: {of} × {}", about(factor, Show::Number)));
    }
    let pairs = [(0, 1), (0, 2), (1, 2)].into_iter().filter_map(|(a, b)| {
        let rho = decimal(coefficient(&market.correlation, a, b), 2);
        (rho != "0").then(|| format!("{} and {} {rho}", factors[a].0, factors[b].0))
    });
    let pairs: Vec<String> = pairs.collect();
    if !pairs.is_empty() {
        page.line(4, &format!("correlation: {}", pairs.join(", ")));
    }
}

/// A coefficient of a correlation: of two variables, what they share of the independent numbers they are made of.
fn coefficient(correlation: &Correlation, a: usize, b: usize) -> f64 {
    let size = correlation.size();
    let mut sum = 0.0;
    for i in 0..size {
        let unit: Vec<f64> = (0..size).map(|j| f64::from(u8::from(i == j))).collect();
        let mut made = vec![0.0; size];
        correlation.correlate(&unit, &mut made);
        sum += made.get(a).zip(made.get(b)).map_or(0.0, |(a, b)| a * b);
    }
    sum
}

fn team_in_words(team: &Team, currency: &str, page: &mut Page) {
    page.line(2, &quota(team, currency));
    let (what, is) = match (&team.book, &team.funnel, &team.deals) {
        (Some(_), _, None) => ("Skill", "it scales expansion"),
        (None, Some(_), None) => ("Skill", "it scales meetings"),
        _ => ("Attainment", "of the quota in a year, before the market"),
    };
    let show = if what == "Skill" { Show::Number } else { Show::Share };
    let correlation = decimal(team.attainment_correlation, 3);
    page.line(
        2,
        &format!("{what}: {} ({is}); two reps of the team correlate by {correlation}.", about(&team.attainment, show)),
    );
    page.line(2, &season(&team.seasonality));
    page.line(2, &people(team));
    match &team.deals {
        Some(deals) => page.line(2, &self::deals(deals, currency)),
        None if team.book.is_none() && team.funnel.is_none() => {
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
    for score in &team.scores {
        let every = score.every.name();
        page.line(2, &format!("Score {}, every {every}: {}.", score.name, about(&score.value, Show::Number)));
    }
}

/// A rep's quota a year: the team's, or what the roster says, on average.
fn quota_of_a_rep(team: &Team) -> Option<Cents> {
    let of_team = team.quota.as_ref().map(|quota| crate::events::to_cents(quota.mean()));
    let quotas: Vec<Cents> = team.seats.iter().filter_map(|seat| seat.quota.or(of_team)).collect();
    let sum: Cents = quotas.iter().copied().sum();
    let count = i64::try_from(quotas.len()).ok()?;
    sum.0.checked_div(count).map(Cents)
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
            format!("Quota: {} {currency} a rep and year on average ({own} by the roster), {all}.", amount(mean))
        }
        Some(quota) if quota.is_constant().is_none() => {
            format!("Quota a rep and year, in {currency}, drawn for each: {}; {all}.", about(quota, Show::Number))
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
        words += &format!("; {} during the year", if starters == 1 { "1 starts".to_owned() } else { format!("{starters} start") });
    }
    let own_pay = team.seats.iter().filter(|seat| seat.base.is_some() || seat.target_incentive.is_some()).count();
    if own_pay > 0 {
        words += &format!("; {own_pay} with pay of their own in the roster");
    }
    let ramp = &team.ramp;
    let quota: Vec<String> = ramp.quota.iter().map(|share| percent(*share)).collect();
    let results: Vec<String> = ramp.productivity.iter().map(|share| format!("{} %", decimal(100.0 * share, 1))).collect();
    if !quota.is_empty() || !results.is_empty() {
        let of = |what: &str, shares: &[String]| match shares {
            [] => format!("all of {what} from the start"),
            shares => format!("{} of {what} in their first {}", list(shares, "and"), months(shares.len())),
        };
        words += &format!(". New reps have {}, and reach {}", of("the quota", &quota), of("usual results", &results));
    }
    words + "."
}

fn deals(deals: &Deals, currency: &str) -> String {
    let size = about(&deals.size, Show::Number);
    let mut words = format!("Deals, in {currency}: {size}");
    if deals.dispersion > 0.0 {
        let more = decimal(1.0 + deals.dispersion, 2);
        words += &format!("; their number varies {more} times as much as by pure chance (in variance)");
    }
    if !deals.term_months.is_empty() {
        let terms = deals.term_months.iter().map(|(months, share)| format!("{months} months {} %", decimal(100.0 * share, 1)));
        words += &format!("; contracts of {}", list(terms, "and"));
    }
    words + "."
}

fn book(book: &Book, currency: &str, page: &mut Page) {
    let renewal = match book.renewal {
        Renewal::Spread => "renewals spread evenly over the months",
        Renewal::Weights(_) => "months of renewal drawn by weights",
    };
    page.line(2, &format!("Book: {} accounts a rep; {renewal}.", about(&book.accounts, Show::Number)));
    page.line(2, &format!("ARR of an account, in {currency}: {}.", about(&book.arr, Show::Number)));
    page.line(2, &format!("Churn at a renewal: {} (each account its own chance).", about(&book.churn, Show::Share)));
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
            lag => format!("{} later", months(lag)),
        };
        words += &format!(
            ", {} % of these are won {later}; their ACV in {currency}: {}",
            decimal(100.0 * funnel.won, 1),
            about(size, Show::Number)
        );
    }
    words + "."
}

fn many(count: usize, one: &str) -> String {
    format!("{} {one}{}", figures::grouped(&count.to_string()), if count == 1 { "" } else { "s" })
}

fn months(count: usize) -> String {
    many(count, "month")
}
