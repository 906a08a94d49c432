//! Both engines on years of the shipped companies: with their own plans, and with drawn ones.

use super::compare::{difference, lowered};
use super::dice::Dice;
use super::plans;
use super::years::CURRENCIES;
use crate::company::{Company, Exchange, Files, Overrides, Rate, load};
use crate::distribution::Distribution;
use crate::events::{CompanyYear, Names, Simulator};
use crate::payout::reference;
use crate::payout::{TeamPay, TeamTerms};
use crate::plan::Plan;

const COMPANIES: [&str; 2] =
    ["configs/companies/mid-market.toml", "benches/reference/company.toml"];

/// Further companies, for the plans that they are on.
const OTHERS: [&str; 2] =
    ["configs/companies/account-managers.toml", "configs/companies/enterprise.toml"];

/// A company with its plans, with few people a team and months of history.
fn small(path: &str, history_months: usize) -> (Company, Vec<Plan>) {
    let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    let loaded = load(Files::Disk, &path, &Overrides::default());
    let loaded = loaded.unwrap_or_else(|refused| panic!("{refused}"));
    let mut company = loaded.company;
    company.simulation.history_months = history_months;
    for team in &mut company.teams {
        team.seats.truncate(3);
    }
    (company, loaded.plans)
}

/// Pays a team by a plan, both ways. Whether the reference could.
fn pay(company: &Company, team: usize, plan: &Plan, year: &CompanyYear, at: &str) -> bool {
    let names: Vec<String> = company.teams.iter().map(|team| team.name.clone()).collect();
    let of = &company.teams[team];
    let known = Names::of(company);
    let terms = TeamTerms {
        seasonality: &of.seasonality,
        quota_ramp: &of.ramp.quota,
        names: &known,
        teams: &names,
        team,
        exchange: company.exchange.iter().position(|rate| rate.to == plan.pay_currency()),
    };
    let timeline = Simulator::new(company).timeline();
    let Ok(records) = reference::pay(plan, &terms, timeline, &of.seats, year) else {
        return false;
    };
    let memory = &mut TeamPay::default();
    let differs = difference(plan, &terms, timeline, &of.seats, year, &records, memory);
    assert_eq!(differs, None, "{at}, team {}\n{plan:#?}", of.name);
    records.iter().any(|record| record.paid.iter().flatten().any(|paid| paid.0 != 0))
}

#[test]
fn shipped_plans_pay_alike_on_simulated_years() {
    for path in COMPANIES.into_iter().chain(OTHERS) {
        let (company, plans) = small(path, 0);
        let simulator = Simulator::new(&company);
        let mut year = CompanyYear::default();
        let mut paid = vec![0; plans.len()];
        for number in 0..20 {
            simulator.draw(number, &mut year);
            for (team, plan) in plans.iter().enumerate() {
                let at = format!("{path}, year {number}");
                paid[team] += usize::from(pay(&company, team, plan, &year, &at));
            }
        }
        assert!(paid.iter().all(|paid| *paid >= 10), "{path}: {paid:?}");
    }
}

/// A rate that is drawn once a year.
fn drawn_exchange(to: &str) -> Exchange {
    let rate = Distribution::lognormal(0.92, 0.08).unwrap();
    Exchange { to: to.to_owned(), rate: Rate::Drawn(rate) }
}

#[test]
fn drawn_plans_pay_alike_on_simulated_years() {
    for path in COMPANIES {
        let (mut company, _) = small(path, 12);
        company.exchange = CURRENCIES.map(drawn_exchange).to_vec();
        let simulator = Simulator::new(&company);
        let mut year = CompanyYear::default();
        let mut paid = 0;
        for number in 0..100 {
            simulator.draw(number, &mut year);
            for team in 0..company.teams.len() {
                let text = plans::draw(&mut Dice::of_case(number), 0);
                let Ok(plan) = lowered(&text) else { continue };
                let at = format!("{path}, year {number}, the plan\n{text}");
                paid += usize::from(pay(&company, team, &plan, &year, &at));
            }
        }
        assert!(paid >= 50, "{path}: {paid}");
    }
}
