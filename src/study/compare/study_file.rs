//! A comparison that is asked for in a file.

use std::path::Path;
use std::sync::Arc;

use super::asked::{AskedChoice, Criterion, Indifference};
use crate::company::{Candidates, Files, MOST_YEARS, Named, Overrides, candidates, load};
use crate::diagnostic::{Diagnosis, Document, Finding, Refused, element, join, list, nearest};
use crate::spec::study as file;

/// A study, ready to be run.
#[derive(Debug)]
pub struct Study {
    /// What people call it.
    pub name: String,
    /// The company and its candidates.
    pub candidates: Candidates,
    /// Which of them is looked for.
    pub choice: AskedChoice,
}

/// Reads what a study file names. Its paths are relative to its own folder. `overrides` may give other years and another
/// seed.
///
/// # Errors
/// Everything that refuses the study, or any file that it names.
pub fn study(document: &Arc<Document>, overrides: &Overrides) -> Result<Study, Refused> {
    let refuse = |findings| Refused(vec![Diagnosis::new(Arc::clone(document), findings)]);
    let file: file::StudyFile = document.parse().map_err(refuse)?;
    let folder = Path::new(document.name()).parent();
    let folder = folder.map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default();
    let mut lowering = Lowering { folder, findings: Vec::new() };
    let parts = lowering.parts(&file);
    let choice = lowering.choice(file.choice.as_ref());
    let overrides = Overrides {
        years: overrides.years.or(lowering.years(file.years)),
        seed: overrides.seed.or(file.seed),
        ..Overrides::default()
    };
    let Some((name, company, named)) = parts.filter(|_| lowering.findings.is_empty()) else {
        return Err(refuse(lowering.findings));
    };
    let loaded = load(Files::Disk, &company, &overrides)?;
    let teams: Vec<&str> = loaded.company.teams.iter().map(|team| team.name.as_str()).collect();
    lowering.teams(&file, &teams);
    if !lowering.findings.is_empty() {
        return Err(refuse(lowering.findings));
    }
    let candidates = candidates(Files::Disk, &company, &overrides, &named)?;
    Ok(Study { name, candidates, choice })
}

struct Lowering {
    folder: String,
    findings: Vec<Finding>,
}

impl Lowering {
    fn refuse(&mut self, path: impl Into<String>, message: impl Into<String>, help: &str) {
        self.findings.push(Finding::error(path, message).help(help));
    }

    fn missing(&mut self, path: &str, help: &str) {
        let key = path.rsplit('.').next().unwrap_or(path);
        self.refuse(path, format!("`{key}` is missing"), help);
    }

    /// The name, the path of the company file, the candidates.
    fn parts(&mut self, file: &file::StudyFile) -> Option<(String, String, Vec<Named>)> {
        if file.format.is_some_and(|format| format != 1) {
            self.refuse("format", "this version of the file language is not known", "write 1");
        }
        if file.name.as_deref().is_none_or(|name| name.trim().is_empty()) {
            self.missing("name", "what people call the study");
        }
        let company = match file.company.as_deref().filter(|path| !path.trim().is_empty()) {
            None => {
                self.missing("company", "the company file, relative to this file");
                None
            }
            Some(path) => self.file("company", path),
        };
        let candidates = file.candidate.as_deref().unwrap_or_default();
        if candidates.len() < 2 {
            let help =
                "the first `[[candidate]]` is today's plans, those that it is compared with follow";
            self.refuse("candidate", "a comparison needs two candidates at least", help);
        }
        let mut named: Vec<Named> = Vec::new();
        for (i, candidate) in candidates.iter().enumerate() {
            let at = element("candidate", i);
            let name = candidate.name.clone().unwrap_or_default();
            if name.trim().is_empty() {
                self.missing(&join(&at, "name"), "its name in results");
            } else if named.iter().any(|other| other.name == name) {
                let message = format!("two candidates are called \"{name}\"");
                self.refuse(join(&at, "name"), message, "give each a name of its own");
            }
            let plans = candidate.plans.iter().flatten().filter_map(|(team, path)| {
                let path = self.file(&join(&join(&at, "plans"), team), path)?;
                Some((team.clone(), path))
            });
            let plans = plans.collect();
            named.push(Named { name, plans });
        }
        Some((file.name.clone()?, company?, named))
    }

    /// A file that is there, by its path from the working directory.
    fn file(&mut self, path: &str, file: &str) -> Option<String> {
        let found = Files::Disk.beside(&self.folder, file);
        match Files::Disk.read(&found) {
            Ok(_) => Some(found),
            Err(why) => {
                let help = "a path is relative to the folder of this file";
                self.refuse(path, format!("the file `{found}` {why}"), help);
                None
            }
        }
    }

    fn years(&mut self, years: Option<u64>) -> Option<usize> {
        self.number_of_years("years", years)
    }

    fn number_of_years(&mut self, path: &str, years: Option<u64>) -> Option<usize> {
        let years = years?;
        let number = usize::try_from(years).ok().filter(|n| (1..=MOST_YEARS).contains(n));
        if number.is_none() {
            let message = format!("years must be from 1 to 10,000,000, found {years}");
            self.refuse(path, message, "10,000 are enough for most comparisons");
        }
        number
    }

    fn choice(&mut self, choice: Option<&file::Choice>) -> AskedChoice {
        let mut asked = AskedChoice::default();
        let Some(choice) = choice else { return asked };
        let criterion = match (&choice.by, &choice.score) {
            (Some(_), Some(_)) => {
                Err(("choice.score", "`by` and `score` are two criteria; keep one".to_owned()))
            }
            (Some(by), None) => Criterion::from_text(by).map_err(|words| ("choice.by", words)),
            (None, Some(score)) => {
                Criterion::score(score.clone()).map_err(|words| ("choice.score", words))
            }
            (None, None) => Ok(Criterion::Cost),
        };
        match criterion {
            Ok(criterion) => asked.criterion = criterion,
            Err((path, words)) => self.findings.push(Finding::error(path, words)),
        }
        match (choice.indifference, choice.indifference_share) {
            (Some(_), Some(_)) => {
                let message = "the indifference zone is given twice, as an amount and as a share";
                self.refuse("choice.indifference_share", message, "keep one of them");
            }
            (Some(amount), None) if amount > 0.0 && amount.is_finite() => {
                asked.indifference = Indifference::Amount(amount);
            }
            (None, Some(share)) if share > 0.0 && share < 1.0 => {
                asked.indifference = Indifference::Share(share);
            }
            (Some(_), None) => {
                let help = "the least difference that matters, such as 5_000";
                self.refuse("choice.indifference", "the amount must be above 0", help);
            }
            (None, Some(_)) => {
                let message = "the share must be above 0 and below 1";
                self.refuse("choice.indifference_share", message, "0.005 is half a per cent");
            }
            (None, None) => {}
        }
        if let Some(years) = self.number_of_years("choice.max_years", choice.max_years) {
            asked.max_years = years;
        }
        asked
    }

    /// Teams that the company does not have.
    fn teams(&mut self, file: &file::StudyFile, teams: &[&str]) {
        for (i, candidate) in file.candidate.iter().flatten().enumerate() {
            for team in candidate.plans.iter().flatten().map(|(team, _)| team) {
                if teams.contains(&team.as_str()) {
                    continue;
                }
                let help = match nearest(team, teams.iter().copied()) {
                    Some(meant) => format!("did you mean \"{meant}\"?"),
                    None => format!(
                        "its teams are {}",
                        list(teams.iter().map(|team| format!("\"{team}\"")), "and")
                    ),
                };
                let path = join(&join(&element("candidate", i), "plans"), team);
                let message = format!("the company has no team \"{team}\"");
                self.findings.push(Finding::error_at_key(path, message).help(help));
            }
        }
    }
}
