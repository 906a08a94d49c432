//! A plan that changes to itself and carries its windows over pays what it pays without the change.

use super::compare::lowered;
use super::dice::Dice;
use super::occasions::Occasions;
use super::plans;
use super::years::Year;
use crate::events::CompanyYear;
use crate::money::Cents;
use crate::payout::{Program, TeamPay};
use crate::plan::{MonthsFrom, Period, Plan, PlanChange, Treatment, changed};

/// Paid by each component, whichever of the two plans it is in, and by the clauses on the whole pay, rep by rep and
/// month by month.
fn amounts(plan: &Plan, components: usize, year: &Year, built: &CompanyYear) -> Vec<Cents> {
    let mut pay = TeamPay::default();
    year.with_terms(plan, |terms, seats| {
        Program::compile(plan, terms, year.timeline()).pay(seats, built, &mut pay, None);
    });
    let mut amounts = Vec::new();
    for rep in pay.reps() {
        for month in 0..year.timeline().months() {
            for component in 0..components {
                let of_both = (component..plan.components.len()).step_by(components);
                amounts.push(of_both.map(|number| rep.paid(number, month)).sum());
            }
            amounts.push(rep.plan_level(month));
        }
        amounts.extend([rep.base, rep.quota]);
    }
    amounts
}

/// Whether a change to the same plan changes nothing: a guarantee is settled with it, what is paid in another
/// currency is converted anew, and a clawback takes the first payment after it for all that was sold.
fn is_without_seam(plan: &Plan) -> bool {
    plan.guarantee.is_none_or(|guarantee| guarantee.per == Period::Month)
        && plan.other_pay_currency.is_none()
        && plan.components.iter().all(|component| component.clawback.is_none())
}

#[test]
fn a_plan_that_changes_to_itself_pays_the_same() {
    let mut held = 0;
    for case in 0..5_000 {
        let dice = &mut Dice::of_case(case);
        let teams = dice.pick(&[1, 2]);
        let text = plans::draw(dice, teams);
        let year = Year::draw(dice, teams, Occasions::of(&text));
        let Some(plan) = lowered(&text).ok().filter(is_without_seam) else { continue };
        let change = PlanChange {
            month: dice.between(1, 11) as usize,
            treatment: Treatment::Carry,
            months_from: Some(MonthsFrom::Start),
            not_continued: None,
        };
        let Ok(both) = changed(&plan, &plan, change) else { continue };
        let (built, components) = (year.build(), plan.components.len());
        let (alone, together) =
            (amounts(&plan, components, &year, &built), amounts(&both, components, &year, &built));
        assert!(alone == together, "case {case}, {change:?}\n{text}\n{year}");
        held += 1;
    }
    assert!(held > 1_500, "{held}");
}
