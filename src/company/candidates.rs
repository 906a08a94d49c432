//! Several sets of plans for one company, to be compared.

use std::sync::Arc;

use crate::diagnostic::{Diagnosis, Document, Refused};
use crate::plan::Plan;

use super::agreement::Source;
use super::command_line::Overrides;
use super::files::{Files, Input};
use super::load::{Loaded, load};

/// A set of plans by name, as it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// Plans of teams: the team's name and the plan file, relative to the working directory. Other teams keep the
    /// company's.
    pub plans: Vec<(String, String)>,
}

/// A set of plans, ready to be run.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its name in results.
    pub name: String,
    /// The plans, one a team, in the order of the teams.
    pub plans: Vec<Plan>,
    /// The plan files, one a team.
    pub documents: Vec<Arc<Document>>,
}

/// A company and what is compared for it.
#[derive(Debug)]
pub struct Candidates {
    /// The company with the first candidate's plans.
    pub today: Loaded,
    /// All candidates; the first is that of [`Candidates::today`].
    pub list: Vec<Candidate>,
    /// What should be looked at although nothing is refused.
    pub warnings: Vec<Diagnosis>,
    /// Every file that was read, in the order of reading.
    pub inputs: Vec<Input>,
}

/// Reads a company file and the plans of every candidate, each of which has to suit the company's teams. The first is
/// what the others are held against. `overrides` says the years and the seed.
///
/// # Errors
/// Everything that refuses the company with the first candidate's plans; or else any of the other candidates.
pub fn candidates(
    files: Files,
    path: &str,
    overrides: &Overrides,
    named: &[Named],
) -> Result<Candidates, Refused> {
    let mut gathered = Vec::new();
    let mut loaded = Vec::new();
    for Named { name, plans } in named {
        let candidate = Some(name.clone()).filter(|_| !plans.is_empty());
        let overrides = Overrides { plans: plans.clone(), candidate, ..overrides.clone() };
        let read = load(files, path, &overrides)
            .and_then(|loaded| loaded.agree(Source::Simulated).map(|more| (loaded, more)));
        match read {
            Ok((read, more)) => {
                gather(&mut gathered, &read.warnings);
                gather(&mut gathered, &more);
                loaded.push(read);
            }
            // What is wrong with the company is wrong with every candidate.
            Err(refused) if loaded.is_empty() => return Err(refused),
            Err(Refused(diagnoses)) => gather(&mut gathered, &diagnoses),
        }
    }
    let mut inputs: Vec<Input> = Vec::new();
    for input in loaded.iter().flat_map(|loaded| &loaded.inputs) {
        if !inputs.contains(input) {
            inputs.push(input.clone());
        }
    }
    let candidate = |(loaded, named): (&Loaded, &Named)| Candidate {
        name: named.name.clone(),
        plans: loaded.plans.clone(),
        documents: loaded.plan_documents.clone(),
    };
    let list = loaded.iter().zip(named).map(candidate).collect();
    let refused = gathered.iter().any(Diagnosis::is_refusal);
    match loaded.into_iter().next().filter(|_| !refused) {
        Some(today) => Ok(Candidates { today, list, warnings: gathered, inputs }),
        None => Err(Refused(gathered)),
    }
}

/// Adds findings to those of the same file, each once.
fn gather(all: &mut Vec<Diagnosis>, more: &[Diagnosis]) {
    for Diagnosis { document, findings } in more {
        let same = |known: &&mut Diagnosis| {
            known.document.name() == document.name() && known.document.text() == document.text()
        };
        let Some(known) = all.iter_mut().find(same) else {
            all.push(Diagnosis::new(Arc::clone(document), findings.clone()));
            continue;
        };
        for finding in findings {
            if !known.findings.contains(finding) {
                known.findings.push(finding.clone());
            }
        }
    }
}
