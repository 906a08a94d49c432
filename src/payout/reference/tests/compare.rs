//! One plan on one year by both engines.

use std::sync::Arc;

use super::text::PlanText;
use super::years::Year;
use crate::company::Seat;
use crate::diagnostic::{Diagnosis, Document, render};
use crate::events::{CompanyYear, Timeline};
use crate::payout::reference::{self, Record, TooLong};
use crate::payout::{Program, RepPay, TeamPay, TeamTerms};
use crate::plan::{self, Plan};
use crate::spec::plan::PlanFile;

/// The plan that a text says, or why it is refused.
pub(super) fn lowered(text: &PlanText) -> Result<Plan, String> {
    if let Some(then) = &text.change {
        let old = lowered(&PlanText { change: None, ..text.clone() })?;
        let plan = plan::changed(&old, &lowered(&then.new)?, then.change);
        return plan.map_err(|faults| faults.into_iter().map(|fault| fault.what + "\n").collect());
    }
    let document = Arc::new(Document::new("plan.toml", text.to_string()));
    let (plan, findings) =
        document.parse::<PlanFile>().map_or_else(|f| (None, f), |file| plan::lower(&file));
    plan.ok_or_else(|| render(&[Diagnosis::new(document, findings)], false))
}

/// What is paid by a drawn plan for a drawn year.
pub(super) struct Case {
    pub plan: Plan,
    pub records: Result<Vec<Record>, TooLong>,
    /// Where the engines differ.
    pub difference: Option<String>,
}

/// Pays a year by both engines. The memory of the fast one has been used for other plans before.
pub(super) fn pay(plan: Plan, year: &Year, memory: &mut TeamPay) -> Case {
    let built = year.build();
    let (records, difference) = year.with_terms(|terms, seats| {
        let records = reference::pay(&plan, terms, year.timeline(), seats, &built);
        let difference = records.as_ref().ok().and_then(|records| {
            difference(&plan, terms, year.timeline(), seats, &built, records, memory)
        });
        (records, difference)
    });
    Case { plan, records, difference }
}

/// Where the fast engine pays something else than the records say, with a statement and without.
pub(super) fn difference(
    plan: &Plan,
    terms: &TeamTerms<'_>,
    timeline: Timeline,
    seats: &[Seat],
    year: &CompanyYear,
    records: &[Record],
    memory: &mut TeamPay,
) -> Option<String> {
    let program = Program::compile(plan, terms, timeline);
    program.pay(seats, year, memory, None);
    let short = first_difference(plan, records, memory.reps());
    program.pay(seats, year, memory, Some(&mut Vec::new()));
    let stated = first_difference(plan, records, memory.reps());
    short
        .map(|what| format!("without a statement: {what}"))
        .or(stated.map(|what| format!("with a statement: {what}")))
}

fn first_difference(plan: &Plan, records: &[Record], reps: &[RepPay]) -> Option<String> {
    if records.len() != reps.len() {
        return Some(format!("{} reps are paid, by the reference {}", reps.len(), records.len()));
    }
    records.iter().zip(reps).find_map(|(record, rep)| {
        let who = format!("seat {} rep {}", record.seat, record.stint);
        let differ = |what: &str, fast, reference| {
            (fast != reference)
                .then(|| format!("{who}, {what}: fast {fast}, reference {reference}"))
        };
        let of_component = (0..plan.components.len()).find_map(|c| {
            let name = &plan.components[c].name;
            (0..record.plan_level.len()).find_map(|month| {
                differ(
                    &format!("{name} paid in {month}"),
                    rep.paid(c, month),
                    record.paid[c][month],
                )
                .or_else(|| {
                    let recovered = (rep.recovered(c, month), record.recovered[c][month]);
                    differ(&format!("{name} recovered in {month}"), recovered.0, recovered.1)
                })
            })
        });
        of_component
            .or_else(|| differ("base", rep.base, record.base))
            .or_else(|| differ("quota", rep.quota, record.quota))
            .or_else(|| {
                (0..record.plan_level.len()).find_map(|month| {
                    differ(
                        &format!("plan level in {month}"),
                        rep.plan_level(month),
                        record.plan_level[month],
                    )
                })
            })
    })
}
