//! A company in words.

use std::sync::Arc;

use super::page::Page;
use super::spread::{Show, about, decimal, many};
use super::{pay, plan, team};
use crate::company::{Company, Exchange, Loaded, Rate, Source};
use crate::diagnostic::{list, thousands};
use crate::distribution::Correlation;
use crate::money::Decimal6;
use crate::plan::figures::{self, amount, percent};
use crate::study::{RepTerms, pay_line};

/// A company, its teams, and each team's plan.
pub(super) fn describe(loaded: &Loaded, page: &mut Page) {
    let company = &loaded.company;
    let seats: usize = company.teams.iter().map(|team| team.seats.len()).sum();
    let (teams, people) = (many(company.teams.len(), "team"), many(seats, "rep"));
    page.heading(
        0,
        &format!(
            "Company \"{}\": {teams}, {people}, in {} ({})",
            company.name,
            company.currency,
            loaded.document.name()
        ),
    );
    whole(company, page);
    let year_starts = company.fiscal_year_start.map(|start| usize::from(start.month));
    for (i, team) in company.teams.iter().enumerate() {
        let (Some(plan), Some(document)) = (loaded.plans.get(i), loaded.plan_documents.get(i))
        else {
            continue;
        };
        page.space();
        page.heading(0, &format!("Team {}: {}", team.name, many(team.seats.len(), "rep")));
        team::words(team, &company.currency, page);
        page.space();
        let earlier =
            loaded.plan_documents[..i].iter().position(|other| Arc::ptr_eq(other, document));
        if let Some(earlier) = earlier.and_then(|earlier| company.teams.get(earlier)) {
            page.heading(2, &format!("Plan \"{}\", as team {}", plan.name, earlier.name));
        } else {
            page.heading(2, &format!("Plan \"{}\" ({})", plan.name, document.name()));
            plan::words(plan, year_starts, 4, page);
        }
        let terms = RepTerms::of_team(team);
        if !plan.components.is_empty() {
            page.space();
            pay::write(plan, &pay_line(plan, &terms), team::which_quota(team), 4, page);
        }
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
    let years = thousands(simulation.years);
    let history = match simulation.history_months {
        0 => "without history: clawbacks and trailing years start empty".to_owned(),
        months => format!("each after {} of history", many(months, "month")),
    };
    page.line(
        2,
        &format!("Simulation: {years} synthetic years with seed {}, {history}.", simulation.seed),
    );
    if let Some(start) = company.fiscal_year_start {
        let month = figures::month(0, usize::from(start.month));
        page.line(2, &format!("The plan year starts in {month} {}.", start.year));
    }
    let currency = &company.currency;
    let budget = company.budget.and_then(|budget| budget.variable_pay);
    let budget = budget.map_or("none stated".to_owned(), |pay| {
        format!("{} {currency} of variable pay a year", amount(pay))
    });
    let burden = match company.budget.map(|budget| budget.burden) {
        Some(burden) if burden > Decimal6::ZERO => {
            format!("; employer's charges add {} to all pay", percent(burden))
        }
        _ => String::new(),
    };
    page.line(2, &format!("Budget: {budget}{burden}."));
    exchange(company, page);
    hand_over(company, page);
    credit(company, page);
    market(company, page);
}

fn exchange(company: &Company, page: &mut Page) {
    for Exchange { to, rate } in &company.exchange {
        let rate = match rate {
            Rate::Monthly(rates) if rates.iter().all(|rate| *rate == rates[0]) => {
                format!("1 {} is {} {to} all year", company.currency, rates[0])
            }
            Rate::Monthly(rates) => format!(
                "1 {} in months 1 to 12 is {} {to}",
                company.currency,
                list(rates.iter().map(Decimal6::to_string), "and")
            ),
            Rate::Drawn(rate) => format!(
                "1 {} in {to}, drawn once a year: {}",
                company.currency,
                about(rate, Show::Number)
            ),
        };
        page.line(2, &format!("Exchange: {rate}."));
    }
}

/// Who is credited with what others sell.
fn credit(company: &Company, page: &mut Page) {
    let name = |team: usize| company.teams.get(team).map_or("", |team| team.name.as_str());
    for overlay in &company.overlays {
        page.line(
            2,
            &format!(
                "Overlay: team {} is credited with {} of each deal of {}, beside its seller; it is booked once.",
                name(overlay.to),
                percent(overlay.share),
                name(overlay.from)
            ),
        );
    }
    for manager in &company.managers {
        let of = list(manager.of.iter().map(|team| name(*team)), "and");
        let all = if manager.share == Decimal6::ONE {
            "all results".to_owned()
        } else {
            format!("{} of all results", percent(manager.share))
        };
        let line = format!(
            "Managers: team {} is credited with {all} of the reps of {of}; they are booked once.",
            name(manager.to)
        );
        page.line(2, &line);
    }
}

fn hand_over(company: &Company, page: &mut Page) {
    let Some(terms) = company.hand_over else {
        return;
    };
    let name = |team: usize| company.teams.get(team).map_or("", |team| team.name.as_str());
    page.line(
        2,
        &format!(
            "Hand-over: an account that {} wins is in the book of {} {} after the sale, and renews there a year after it.",
            name(terms.from),
            name(terms.to),
            many(terms.after_months, "month")
        ),
    );
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
