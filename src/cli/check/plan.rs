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
    let currency = plan.pay_currency();
    page.heading(0, &format!("Plan \"{}\"{role}, in {currency} ({file})", plan.name));
    words(plan, None, 2, page);
    if plan.components.is_empty() {
        return;
    }
    let assumed = assumed_quota(plan);
    page.space();
    if let Some(assumed) = &assumed {
        page.line(2, &assumption(assumed, plan));
    }
    let terms = RepTerms {
        quota: assumed.map(|assumed| assumed.quota()),
        seasonality: &EVEN,
        deal_size: None,
        reps: None,
    };
    pay::write(plan, &pay_line(plan, &terms), "the quota assumed here", 2, page);
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
    for clause in &description.plan_level {
        page.line(indent, &clause.words);
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
        .map_or_else(String::new, |measure| {
            measure.result_of_hundredths(assumed.quota(), &plan.currency)
        });
    let why = match assumed {
        AssumedQuota::EarnsTarget(_, component) => {
            format!(", on which the first rate of {component} earns the target")
        }
        AssumedQuota::FiveTimesOte(_) => ", five times the OTE".to_owned(),
        AssumedQuota::Hundred(_) => String::new(),
    };
    format!(
        "The quota is the company file's to say; assumed here: {quota} a year{why}. Months are taken alike."
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Document;
    use crate::plan::lower;
    use crate::spec::plan::PlanFile;

    fn page(text: &str) -> String {
        let file: PlanFile = Document::new("ae.toml", text).parse().unwrap();
        let mut page = Page::default();
        alone(&lower(&file).0.unwrap(), "ae.toml", &mut page);
        page.text(false)
    }

    #[test]
    fn a_plan_by_itself() {
        let text = include_str!("../../../configs/plans/ae-accelerated.toml");
        let expected = "\
Plan \"AE: 8 % of ACV, 12 % from quota\" for the role account_executive, in USD (ae.toml)
  OTE 100,000 USD = base 60,000 + target incentive 40,000 (60/40).
  New business: 8 % of new ACV up to 100 % of quota, 12 % above (each rate on what falls into
    its tier). Paid monthly on the year to date, against the whole year's quota; never negative,
    a shortfall is set against later payments of the year.
  Each component's payment is rounded once to the cent, half cents to the even cent.

  The quota is the company file's to say; assumed here: 500,000 USD a year, on which the first
    rate of New business earns the target. Months are taken alike.
  What it pays a year, in USD, to a rep who is in seat all year:

    attainment      50 %    80 %    100 %    120 %    150 %
    New business  20,000  32,000   40,000   52,000   70,000
    ÷ target        50 %    80 %    100 %    130 %    175 %
    with base     80,000  92,000  100,000  112,000  130,000
    100 % of New business is 500,000 USD of new ACV a year (the quota assumed here).
";
        assert_eq!(page(text), expected);
    }

    #[test]
    fn a_plan_that_pays_the_base_alone() {
        let text = "name = \"Base\"\ncurrency = \"EUR\"\npay = { base = 84_000.50 }";
        assert_eq!(
            page(text),
            "Plan \"Base\", in EUR (ae.toml)\n  Base 84,000.50 EUR a year; no target incentive is stated.\n  \
             No component: it pays the base alone.\n"
        );
    }
}
