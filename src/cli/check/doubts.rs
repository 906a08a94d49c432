//! Doubts about plans, as findings in the files that hold the clauses.

use std::sync::Arc;

use crate::company::{Files, Loaded, sound_plans};
use crate::diagnostic::{Diagnosis, Finding};
use crate::plan::Plan;
use crate::study::lint::{InFile, Limits, doubts_of_plan, doubts_of_team};

/// Doubts about a plan by itself.
pub(super) fn of_plan(plan: &Plan, limits: Limits) -> Vec<Finding> {
    doubts_of_plan(plan, limits).iter().map(|doubt| doubt.finding()).collect()
}

/// Doubts about each team's plan.
pub(super) fn of_company(loaded: &Loaded, limits: Limits) -> Vec<Diagnosis> {
    let mut findings = Vec::new();
    for (team, (plan, of_plan)) in loaded.plans.iter().zip(&loaded.plan_documents).enumerate() {
        for doubt in doubts_of_team(&loaded.company, team, plan, limits) {
            let document = match doubt.file {
                InFile::Plan => of_plan,
                InFile::Company => &loaded.document,
            };
            findings.push(Diagnosis::new(Arc::clone(document), vec![doubt.finding()]));
        }
    }
    findings
}

/// Doubts about the plans of a company that is refused, as far as they are sound: each by itself.
pub(super) fn of_sound_plans(company: &str, limits: Limits) -> Vec<Diagnosis> {
    let plans = sound_plans(Files::Disk, company);
    plans
        .into_iter()
        .map(|(document, plan)| Diagnosis::new(document, of_plan(&plan, limits)))
        .filter(|doubts| !doubts.findings.is_empty())
        .collect()
}

/// Findings of one document together, each once: teams that share a plan share its doubts.
pub(super) fn by_document(findings: Vec<Diagnosis>) -> Vec<Diagnosis> {
    let mut merged: Vec<Diagnosis> = Vec::new();
    for Diagnosis { document, findings } in findings {
        // The plans of a company that is refused are read once more.
        let same = |known: &&mut Diagnosis| known.document.name() == document.name();
        let known = merged.iter_mut().find(same);
        let Some(known) = known else {
            merged.push(Diagnosis { document, findings });
            continue;
        };
        for finding in findings {
            if !known.findings.contains(&finding) {
                known.findings.push(finding);
            }
        }
    }
    merged
}
