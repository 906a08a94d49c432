//! What the command line changes of a company file, and what is wrong with it.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnosis, Document, Finding, Place, Severity, list, nearest};

use super::Company;

/// What is given in place of what the company file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// Plans of teams: the team's name and the plan file, relative to the working directory.
    pub plans: Vec<(String, String)>,
    /// Synthetic years, at least 1.
    pub years: Option<usize>,
    /// The seed of all draws.
    pub seed: Option<u64>,
    /// The candidate whose plans these are, where several are compared.
    pub candidate: Option<String>,
}

impl Overrides {
    /// The plan file given to a team, with its number among those given.
    pub(super) fn plan_of(&self, team: &str) -> Option<(usize, &str)> {
        let given = self.plans.iter().enumerate().find(|(_, (name, _))| name == team);
        given.map(|(number, (_, path))| (number, path.as_str()))
    }

    /// The company with the years and the seed that were given.
    pub(super) fn applied_to(&self, mut company: Company) -> Company {
        company.simulation.years = self.years.unwrap_or(company.simulation.years);
        company.simulation.seed = self.seed.unwrap_or(company.simulation.seed);
        company
    }
}

/// The options as a text that findings can point at.
pub(super) struct CommandLine {
    text: String,
    plan_files: Vec<Range<usize>>,
    findings: Vec<Finding>,
}

impl CommandLine {
    /// The options, checked against the names of the company's teams.
    pub fn new(overrides: &Overrides, teams: &[&str]) -> Self {
        let mut line = Self { text: String::new(), plan_files: Vec::new(), findings: Vec::new() };
        if let Some(candidate) = &overrides.candidate {
            line.add(&format!("--candidate {candidate}"));
        }
        for (number, (team, file)) in overrides.plans.iter().enumerate() {
            line.add(match (&overrides.candidate, number) {
                (None, _) => "--plan ",
                (Some(_), 0) => ":",
                (Some(_), _) => ",",
            });
            let name = line.add(team);
            line.add("=");
            let path = line.add(file);
            if overrides.candidate.is_none() || number + 1 == overrides.plans.len() {
                line.add(" ");
            }
            line.plan_files.push(path);
            if !teams.contains(&team.as_str()) {
                line.refuse(name, format!("the company has no team \"{team}\"")).help =
                    Some(known_teams(team, teams));
            } else if overrides.plans[..number].iter().any(|(before, _)| before == team) {
                line.refuse(name, format!("the team \"{team}\" is given two plans")).help =
                    Some("name each team once".to_owned());
            }
        }
        if let Some(years) = overrides.years {
            line.add("--years ");
            let place = line.add(&years.to_string());
            if !(1..=super::MOST_YEARS).contains(&years) {
                line.refuse(place, format!("years must be from 1 to 10,000,000, found {years}"));
            }
        }
        line
    }

    /// Notes that a plan file is not there.
    pub fn missing_plan(&mut self, number: usize, path: &str, why: &str) {
        let place = self.plan_files.get(number).cloned().unwrap_or(0..0);
        self.refuse(place, format!("the file `{path}` {why}")).help =
            Some("a path on the command line is relative to the working directory".to_owned());
    }

    /// What was found.
    pub fn diagnosis(&mut self) -> Diagnosis {
        let document = Document::new("command line", self.text.trim_end());
        Diagnosis::new(Arc::new(document), std::mem::take(&mut self.findings))
    }

    fn add(&mut self, text: &str) -> Range<usize> {
        let start = self.text.len();
        self.text.push_str(text);
        start..self.text.len()
    }

    fn refuse(&mut self, place: Range<usize>, message: String) -> &mut Finding {
        self.findings.push(Finding::new(Severity::Error, Place::Bytes(place), message));
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }
}

fn known_teams(team: &str, teams: &[&str]) -> String {
    match nearest(team, teams.iter().copied()) {
        Some(meant) => format!("did you mean \"{meant}\"?"),
        None => {
            format!("its teams are {}", list(teams.iter().map(|team| format!("\"{team}\"")), "and"))
        }
    }
}
