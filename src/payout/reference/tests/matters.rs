//! Which constructs change what is paid: one that a case only names, and that touches nothing in its year,
//! holds the engines to nothing.

use super::constructs::Reached;
use super::otherwise::{PLANS, YEARS, without_ratio, without_score, without_sum};
use super::years::{SCORES, Year};
use crate::events::CompanyYear;
use crate::money::Cents;
use crate::payout::{Program, Source, TeamPay};
use crate::plan::{Additive, Plan, RatioMeasure};

/// Adds the measures of a plan whose results change what is paid or owed.
pub(super) fn add_measures(plan: &Plan, year: &Year, memory: &mut TeamPay, reached: &mut Reached) {
    let built = year.build();
    let paid = amounts(plan, year, &built, memory);
    let mut other = plan.clone();
    let mut look = |name, without: &dyn Fn(&mut Plan)| {
        without(&mut other);
        if other != *plan {
            reached.add_measure_if(amounts(&other, year, &built, memory) != paid, name);
            other.clone_from(plan);
        }
    };
    for of in Additive::ALL {
        look(of.name(), &|plan| without_sum(plan, *of));
    }
    for ratio in RatioMeasure::ALL {
        look(ratio.name(), &|plan| without_ratio(plan, *ratio));
    }
    for score in SCORES {
        look(score, &|plan| without_score(plan, score));
    }
}

/// Adds the constructs of a plan and a year that change what is paid or owed.
pub(super) fn add(plan: &Plan, year: &Year, memory: &mut TeamPay, reached: &mut Reached) {
    let built = year.build();
    let paid = amounts(plan, year, &built, memory);
    let mut other = plan.clone();
    for (construct, otherwise) in PLANS {
        otherwise(&mut other);
        if other != *plan {
            reached.add_if(amounts(&other, year, &built, memory) != paid, construct);
            other.clone_from(plan);
        }
    }
    for (construct, otherwise) in YEARS {
        let mut other = year.clone();
        let differs =
            otherwise(&mut other) && amounts(plan, &other, &other.build(), memory) != paid;
        reached.add_if(differs, construct);
    }
}

/// All that the engine of the program pays and recovers, when it is paid out, and what is owed for a draw, all in
/// the currency of pay.
fn amounts(plan: &Plan, year: &Year, built: &CompanyYear, pay: &mut TeamPay) -> Vec<Cents> {
    let owes = plan.draw.is_some_and(|draw| draw.recovery_share.is_some());
    let mut rows = Vec::new();
    year.with_terms(plan, |terms, seats| {
        let program = Program::compile(plan, terms, year.timeline());
        program.pay(seats, built, pay, owes.then_some(&mut rows));
    });
    let mut amounts = Vec::new();
    for rep in pay.reps() {
        for month in 0..year.timeline().months() {
            for component in 0..plan.components.len() {
                amounts.push(rep.paid(component, month));
                amounts.push(rep.recovered(component, month));
            }
            amounts.push(rep.plan_level(month));
            amounts.push(pay.payment_lag.earned(month).map(|month| rep.due(month)).sum());
        }
    }
    let of_draw = rows.iter().filter(|row| row.source == Source::Draw);
    amounts.extend(of_draw.filter_map(|row| row.balance));
    amounts
}
