//! A plan in words.

use super::page::Page;
use super::pay;
use crate::money::Decimal6;
use crate::plan::{Plan, Quota};
use crate::study::{AssumedQuota, RepTerms, assumed_quota, pay_line};

/// Every month alike.
const EVEN: [Decimal6; 12] = [Decimal6::ONE; 12];

/// A plan file by itself, with what it pays at a quota that is assumed.
pub(super) fn alone(plan: &Plan, file: &str, page: &mut Page) {
    let role = plan.role.as_deref().map_or(String::new(), |role| format!(" for the role {role}"));
    page.heading(0, &format!("Plan \"{}\"{role}, in {} ({file})", plan.name, plan.currency));
    words(plan, None, 2, page);
    let assumed = assumed_quota(plan);
    page.space();
    if let Some(assumed) = &assumed {
        page.line(2, &assumption(assumed, plan));
    }
    let terms = RepTerms {
        quota: assumed.map(|assumed| assumed.quota()),
        seasonality: &EVEN,
        deal_size: None,
        reps: 1,
    };
    pay::write(plan, &pay_line(plan, &terms), 2, page);
}

/// The clauses of a plan. `year_starts` is the calendar month, from 0, with which the plan year starts.
pub(super) fn words(plan: &Plan, year_starts: Option<usize>, indent: usize, page: &mut Page) {
    let description = plan.describe(year_starts);
    page.line(indent, &description.pay);
    if description.components.is_empty() {
        page.line(indent, "No component: it pays the base alone.");
    }
    for measure in &description.measures {
        page.line(indent, &format!("Measure {measure}"));
    }
    for clause in &description.components {
        page.line(indent, &format!("{}: {}", clause.name, clause.words));
    }
    if let Some(draw) = &description.draw {
        page.line(indent, draw);
    }
    if !description.components.is_empty() {
        page.line(indent, &description.rounding);
    }
}

/// Which quota is assumed, and why.
fn assumption(assumed: &AssumedQuota, plan: &Plan) -> String {
    let quota = plan
        .components
        .iter()
        .find(|component| component.quota == Some(Quota::Team))
        .and_then(|component| component.measure.as_ref())
        .map_or_else(String::new, |measure| measure.result_of_hundredths(assumed.quota(), &plan.currency));
    let why = match assumed {
        AssumedQuota::EarnsTarget(_, component) => {
            format!(", on which the first rate of {component} earns the target")
        }
        AssumedQuota::FiveTimesOte(_) => ", five times the OTE".to_owned(),
        AssumedQuota::Hundred(_) => String::new(),
    };
    format!("The quota is the company file's to say; assumed here: {quota} a year{why}. Months are taken alike.")
}
