//! Which figures a company has, in which order.

use serde::{Deserialize, Serialize};

use super::COMPANY;
use crate::company::{Company, Team};

/// A figure of one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Metric {
    /// Σ paid − recovered, draws included, in dollars.
    VariablePay,
    /// Base for the months in seat, in dollars.
    BasePay,
    /// (base + variable) × (1 + burden), in dollars.
    TotalCost,
    /// Paid by a component before recoveries, in dollars; by its number.
    Component(usize, String),
    /// Σ recovered by clawbacks, in dollars.
    Clawback,
    /// New + upgrade + expansion ACV, in dollars.
    Bookings,
    /// Expansion ACV, in dollars.
    Expansion,
    /// Bookings, and beside them what the team is credited with of the bookings of others, in dollars.
    Credited,
    /// Σ quota, in dollars.
    Quota,
    /// Credited ÷ quota; bookings ÷ quota where others' are not credited.
    Attainment,
    /// Total cost ÷ bookings.
    Ccos,
    /// Net revenue retention of the whole book over the plan year.
    Nrr,
    /// Gross revenue retention of the same.
    Grr,
    /// Accounts kept of the same.
    LogoRetention,
    /// Variable pay ÷ seats, in dollars.
    PayPerRep,
    /// max(0, variable pay − budget), in dollars.
    BudgetOverrun,
}

impl Metric {
    /// The metrics that another plan can change, components apart; results are the same under every plan.
    pub const MOVED_BY_PLANS: [Self; 6] = [
        Self::VariablePay,
        Self::BasePay,
        Self::TotalCost,
        Self::Clawback,
        Self::Ccos,
        Self::BudgetOverrun,
    ];

    /// Its name in tables.
    pub fn name(&self) -> String {
        match self {
            Self::VariablePay => "variable_pay".into(),
            Self::BasePay => "base_pay".into(),
            Self::TotalCost => "total_cost".into(),
            Self::Component(_, name) => format!("component:{name}"),
            Self::Clawback => "clawback".into(),
            Self::Bookings => "bookings".into(),
            Self::Expansion => "expansion".into(),
            Self::Credited => "credited".into(),
            Self::Quota => "quota".into(),
            Self::Attainment => "attainment".into(),
            Self::Ccos => "ccos".into(),
            Self::Nrr => "nrr".into(),
            Self::Grr => "grr".into(),
            Self::LogoRetention => "logo_retention".into(),
            Self::PayPerRep => "pay_per_rep".into(),
            Self::BudgetOverrun => "budget_overrun".into(),
        }
    }
}

/// A figure of a team or of the company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// The team's number; none for the company.
    pub team: Option<usize>,
    /// The team's name, or `company`.
    pub team_name: String,
    /// The figure.
    pub metric: Metric,
}

/// The figures of a company, teams first, in the order of tables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// One column a figure.
    pub columns: Vec<Column>,
}

impl Layout {
    /// The figures that a company's model and plans have. `components` names each team's components.
    pub fn new(company: &Company, components: &[Vec<String>]) -> Self {
        let mut columns = Vec::new();
        for (number, team) in company.teams.iter().enumerate() {
            let names = components.get(number).map_or(&[][..], Vec::as_slice);
            columns.extend(
                team_metrics(team, company.is_credited(number), names).into_iter().map(|metric| {
                    Column { team: Some(number), team_name: team.name.clone(), metric }
                }),
            );
        }
        let of_company = |metric| Column { team: None, team_name: COMPANY.into(), metric };
        columns.extend(company_metrics(company).into_iter().map(of_company));
        Self { columns }
    }

    /// The place of a figure; `team` is a team's name or `company`.
    pub fn find(&self, team: &str, metric: &Metric) -> Option<usize> {
        self.columns.iter().position(|c| c.team_name == team && c.metric == *metric)
    }
}

/// `credited`: the team is credited with bookings of others. Where it has none of its own, there is no row of them.
fn team_metrics(team: &Team, credited: bool, components: &[String]) -> Vec<Metric> {
    let mut metrics = vec![Metric::VariablePay, Metric::BasePay, Metric::TotalCost];
    metrics
        .extend(components.iter().enumerate().map(|(c, name)| Metric::Component(c, name.clone())));
    metrics.push(Metric::Clawback);
    if !team.only_credited {
        metrics.push(Metric::Bookings);
    }
    if team.book.is_some() {
        metrics.push(Metric::Expansion);
    }
    if credited {
        metrics.push(Metric::Credited);
    }
    if team.has_quota() {
        metrics.extend([Metric::Quota, Metric::Attainment]);
    }
    if !team.only_credited {
        metrics.push(Metric::Ccos);
    }
    if team.book.is_some() {
        metrics.extend([Metric::Nrr, Metric::Grr, Metric::LogoRetention]);
    }
    metrics.push(Metric::PayPerRep);
    metrics
}

fn company_metrics(company: &Company) -> Vec<Metric> {
    let mut metrics = vec![
        Metric::VariablePay,
        Metric::BasePay,
        Metric::TotalCost,
        Metric::Clawback,
        Metric::Bookings,
        Metric::Expansion,
        Metric::Ccos,
    ];
    if company.teams.iter().any(|team| team.book.is_some()) {
        metrics.extend([Metric::Nrr, Metric::Grr, Metric::LogoRetention]);
    }
    metrics.push(Metric::PayPerRep);
    if company.budget.is_some_and(|budget| budget.variable_pay.is_some()) {
        metrics.push(Metric::BudgetOverrun);
    }
    metrics
}
