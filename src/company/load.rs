//! A company with its plans, from files: everything that is wrong in any of them is told at once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::de::DeserializeOwned;

use crate::diagnostic::{Diagnosis, Document, Finding, Refused, element, join};
use crate::plan::{self, Plan};
use crate::spec::company::CompanyFile;
use crate::spec::plan::PlanFile;

use super::Company;
use super::altered::Altered;
use super::change::{self, Changed, Stated};
use super::command_line::{CommandLine, Overrides};
use super::files::{self, Files, Input, Library, Unreadable};
use super::lower::{Lowering, is_currency_code};

/// A company with the plan of each team, ready to be simulated or paid.
#[derive(Debug)]
pub struct Loaded {
    /// The company.
    pub company: Company,
    /// The plans, one a team, in the order of the teams.
    pub plans: Vec<Plan>,
    /// The company file, for findings that come later.
    pub document: Arc<Document>,
    /// The plan files, one a team; teams that share a plan share the document.
    pub plan_documents: Vec<Arc<Document>>,
    /// By team: what of its plan comes from another file, where it changes within the year.
    pub changes: Vec<Option<Changed>>,
    /// What should be looked at although nothing is refused.
    pub warnings: Vec<Diagnosis>,
    /// Every file that was read, in the order of reading.
    pub inputs: Vec<Input>,
}

/// Reads a company file and all that it names. The path of the company file and those of plans given on the
/// command line are relative to the working directory, all others to the company file.
///
/// # Errors
/// Everything that refuses any of the files, together with their warnings.
pub fn load(files: Files, path: &str, overrides: &Overrides) -> Result<Loaded, Refused> {
    load_with(files, path, overrides, None)
}

/// The same, where some files have other values than on the disk.
pub(super) fn load_with(
    files: Files,
    path: &str,
    overrides: &Overrides,
    altered: Option<&Altered>,
) -> Result<Loaded, Refused> {
    let mut library = Library { files, inputs: Vec::new() };
    let document = library.open(files, path).map_err(|error| match error {
        Unreadable::Missing(why) => {
            Diagnosis::of_file(path, files::missing_argument("company", &why))
        }
        Unreadable::NotText(diagnosis) => diagnosis,
    })?;
    let document = altered.and_then(|altered| altered.company.clone()).unwrap_or(document);
    let file: CompanyFile = document.parse().map_err(|findings| {
        let findings = instead_of::<PlanFile>(&document, PLAN_INSTEAD).unwrap_or(findings);
        Diagnosis::new(Arc::clone(&document), findings)
    })?;
    let names: Vec<&str> =
        file.team.iter().flatten().filter_map(|team| team.name.as_deref()).collect();
    let mut command_line = CommandLine::new(overrides, &names);
    let mut lowering = Lowering {
        library: &mut library,
        folder: files::folder_of(path),
        altered,
        findings: Vec::new(),
        others: Vec::new(),
    };
    let company = lowering.company(&file);
    let mut plans = Plans::default();
    for (i, team) in file.team.iter().flatten().enumerate() {
        let change = team.plan_change.as_ref().and_then(|it| change::stated(i, it, &mut lowering));
        let replacement = team.name.as_deref().and_then(|name| overrides.plan_of(name));
        let plan = altered.and_then(|altered| altered.plans.get(i)?.as_ref());
        if let Some(plan) = plan {
            plans.put(plan);
            let new = altered.and_then(|altered| altered.new_plans.get(i)?.as_ref());
            if let (None, Some(stated), Some(new)) = (replacement, change, new) {
                plans.put(new);
                plans.changes_to_last(i, stated);
            }
            continue;
        }
        match (replacement, team.plan.as_deref()) {
            (Some((number, path)), _) => {
                plans.replace(lowering.library, &mut command_line, number, path)
            }
            (None, Some(path)) if !path.trim().is_empty() => {
                plans.read(&mut lowering, join(&element("team", i), "plan"), path);
                if let Some(change) = change {
                    plans.change(&mut lowering, i, change);
                }
            }
            (None, _) => plans.of_teams.push(None),
        }
    }
    let Lowering { mut findings, others, .. } = lowering;
    if let Some(currency) = file.currency.as_deref().filter(|code| is_currency_code(code)) {
        plans.agree_on_currency(currency);
    }
    let (plans_of_teams, mut changes) = plans.whole(&mut findings);
    let company_diagnosis = Diagnosis::new(Arc::clone(&document), findings);
    let diagnoses: Vec<_> = [command_line.diagnosis(), company_diagnosis]
        .into_iter()
        .chain(others)
        .chain(plans.read.iter().map(PlanRead::diagnosis))
        .filter(|diagnosis| !diagnosis.findings.is_empty())
        .collect();
    let refused = diagnoses.iter().any(Diagnosis::is_refusal);
    let Some((company, (plans, plan_documents))) = company.zip(plans_of_teams).filter(|_| !refused)
    else {
        return Err(Refused(diagnoses));
    };
    Ok(Loaded {
        company: overrides.applied_to(company),
        plans,
        document,
        plan_documents,
        changes: std::mem::take(&mut changes),
        warnings: diagnoses,
        inputs: library.inputs,
    })
}

/// The plans that a company file names and that are sound by themselves, whatever is wrong with the company or with
/// other plans: each file once, in the order of the teams. None of a file that is no company.
pub fn sound_plans(files: Files, path: &str) -> Vec<(Arc<Document>, Plan)> {
    let mut library = Library { files, inputs: Vec::new() };
    let Ok(document) = library.open(files, path) else {
        return Vec::new();
    };
    let Ok(file) = document.parse::<CompanyFile>() else {
        return Vec::new();
    };
    let folder = files::folder_of(path);
    let mut plans: Vec<(Arc<Document>, Plan)> = Vec::new();
    let mut seen = BTreeSet::new();
    for team in file.team.iter().flatten() {
        let changed = team.plan_change.as_ref().and_then(|change| change.plan.as_deref());
        for named in [team.plan.as_deref(), changed].into_iter().flatten() {
            let path = files.beside(&folder, named);
            if !seen.insert(path.clone()) {
                continue;
            }
            let Ok(document) = library.open(files, &path) else {
                continue;
            };
            let plan = document.parse::<PlanFile>().ok().and_then(|file| plan::lower(&file).0);
            plans.extend(plan.map(|plan| (document, plan)));
        }
    }
    plans
}

const PLAN_INSTEAD: (&str, &str) = (
    "this is a plan file, a company file is needed here",
    "a company file names its teams, and each team its plan: `plan = \"…\"`; `paycurve init DIR` writes an example",
);

const COMPANY_INSTEAD: (&str, &str) = (
    "this is a company file, a plan file is needed here",
    "a plan file has `[pay]` and `[[component]]`s",
);

/// What is said of a file that is whole, and of the other kind.
fn instead_of<Other: DeserializeOwned>(
    document: &Document,
    (what, help): (&str, &str),
) -> Option<Vec<Finding>> {
    let other = document.parse::<Other>().is_ok();
    other.then(|| vec![Finding::error_at(1, 1, what).help(help)])
}

/// The plan files, each read once, and which team has which.
#[derive(Default)]
struct Plans {
    read: Vec<PlanRead>,
    by_path: BTreeMap<String, usize>,
    of_teams: Vec<Option<usize>>,
    /// By team number: a change of its plan, and the place of the new one.
    changes: BTreeMap<usize, (Stated, Option<usize>)>,
}

struct PlanRead {
    document: Arc<Document>,
    plan: Option<Plan>,
    findings: Vec<Finding>,
}

impl Plans {
    /// Reads the plan that a team names in the company file at a key.
    fn read(&mut self, lowering: &mut Lowering<'_>, key: String, file: &str) {
        let path = lowering.library.files.beside(&lowering.folder, file);
        if let Some(known) = self.by_path.get(&path) {
            self.of_teams.push(Some(*known));
            return;
        }
        let document = lowering.read(&key, file);
        self.add(path, document);
    }

    /// Reads the plan that a team changes to within the year.
    fn change(&mut self, lowering: &mut Lowering<'_>, team: usize, stated: Stated) {
        self.read(lowering, join(&stated.path, "plan"), &stated.file);
        self.changes_to_last(team, stated);
    }

    /// Takes the plan that was read last as the one that a team changes to.
    fn changes_to_last(&mut self, team: usize, stated: Stated) {
        let new = self.of_teams.pop().flatten();
        self.changes.insert(team, (stated, new));
    }

    /// Takes a plan whose file is at hand.
    fn put(&mut self, document: &Arc<Document>) {
        // Teams with one file may have it with different values.
        let key = format!("{:p}", Arc::as_ptr(document));
        match self.by_path.get(&key) {
            Some(known) => self.of_teams.push(Some(*known)),
            None => self.add(key, Some(Arc::clone(document))),
        }
    }

    /// Reads the plan that the command line gives a team; such files always come from the disk.
    fn replace(
        &mut self,
        library: &mut Library,
        command_line: &mut CommandLine,
        number: usize,
        path: &str,
    ) {
        if let Some(known) = self.by_path.get(path) {
            self.of_teams.push(Some(*known));
            return;
        }
        let document = match library.open(Files::Disk, path) {
            Ok(document) => Some(document),
            Err(Unreadable::Missing(why)) => {
                command_line.missing_plan(number, path, &why);
                None
            }
            Err(Unreadable::NotText(Diagnosis { document, findings })) => {
                self.read.push(PlanRead { document, plan: None, findings });
                None
            }
        };
        self.add(path.to_owned(), document);
    }

    fn add(&mut self, path: String, document: Option<Arc<Document>>) {
        let Some(document) = document else {
            self.of_teams.push(None);
            return;
        };
        let (plan, findings) = match document.parse::<PlanFile>() {
            Ok(file) => plan::lower(&file),
            Err(findings) => {
                let instead = instead_of::<CompanyFile>(&document, COMPANY_INSTEAD);
                (None, instead.unwrap_or(findings))
            }
        };
        self.by_path.insert(path, self.read.len());
        self.of_teams.push(Some(self.read.len()));
        self.read.push(PlanRead { document, plan, findings });
    }

    /// Plans measure results in the currency of sales.
    fn agree_on_currency(&mut self, currency: &str) {
        for read in &mut self.read {
            let Some(plan) = read.plan.as_ref().filter(|plan| plan.currency != currency) else {
                continue;
            };
            let message = format!(
                "this plan is for sales in {}, the company sells in {currency}",
                plan.currency
            );
            let help = format!(
                "write `currency = \"{currency}\"`; where pay is in another, state it in `[pay]`: `currency = \"{}\"`",
                plan.pay_currency()
            );
            read.findings.push(Finding::error("currency", message).help(help));
        }
    }

    /// The plan and document of each team, if every team has one, and where they change within the year.
    fn whole(&self, findings: &mut Vec<Finding>) -> (Option<Whole>, Vec<Option<Changed>>) {
        let mut changes = Vec::new();
        let mut of_team = |(team, read): (usize, &Option<usize>)| {
            let read = self.read.get((*read)?)?;
            let (plan, document) = (read.plan.clone()?, Arc::clone(&read.document));
            let Some((stated, new)) = self.changes.get(&team) else {
                changes.push(None);
                return Some((plan, document));
            };
            let other = self.read.get((*new)?)?;
            let new = other.plan.as_ref()?;
            changes.push(Some(Changed {
                old_components: plan.components.len(),
                old: plan.clone(),
                new: new.clone(),
                change: stated.change,
                path: stated.path.clone(),
                document: Arc::clone(&other.document),
            }));
            let files = (read.document.name(), other.document.name());
            match change::together((&plan, new), stated, files) {
                Ok(plan) => Some((plan, document)),
                Err(faults) => {
                    findings.extend(faults);
                    None
                }
            }
        };
        let plans: Vec<_> = self.of_teams.iter().enumerate().map(&mut of_team).collect();
        (plans.into_iter().collect(), changes)
    }
}

/// The plans, and the files that they are from, one of each a team.
type Whole = (Vec<Plan>, Vec<Arc<Document>>);

impl PlanRead {
    fn diagnosis(&self) -> Diagnosis {
        Diagnosis::new(Arc::clone(&self.document), self.findings.clone())
    }
}
