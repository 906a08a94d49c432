//! What the page shows, with every number as it is read. Templates only place it.

use minijinja::Value;
use serde::Serialize;

use super::answer::{self, Answer};
use super::dictionary::{self, Described};
use super::listing::Listing;
use super::panel::{self, Panel};
use super::part::Part;
use super::run_facts::{self, Fact, InputFile};
use super::{ReportError, SCRIPT, method, sections, style};
use crate::tables::{FinishedRun, PROGRAM};

/// The whole page.
#[derive(Debug, Serialize)]
pub(super) struct Page {
    /// Name of the program, in the mark by which a report is known as its own.
    pub program: &'static str,
    /// Its version.
    pub version: String,
    /// Title of the page: the company, and what was done.
    pub title: String,
    /// What was simulated, in a line.
    pub subtitle: String,
    pub answer: Answer,
    /// What the errors of the results do not say.
    pub warnings: Vec<String>,
    pub sections: Vec<Section>,
    pub panel: Option<Panel>,
    pub facts: Vec<Fact>,
    pub inputs: Vec<InputFile>,
    /// How the numbers come about, a paragraph each.
    pub method: Vec<&'static str>,
    pub dictionary: Vec<Described>,
    /// CSS, whole.
    pub style: Value,
    /// JavaScript, whole.
    pub script: Value,
}

/// A part of the page with a heading.
#[derive(Debug, Serialize)]
pub(super) struct Section {
    /// Name within the page.
    pub id: &'static str,
    pub title: &'static str,
    /// What it is about, in a sentence or two.
    pub lead: &'static str,
    pub parts: Vec<Part>,
    /// Whether the interactive curves stand at its end.
    pub with_panel: bool,
}

/// A picture and its table.
#[derive(Debug, Serialize)]
pub(super) struct Figure {
    pub heading: String,
    /// SVG for a page.
    pub wide: Value,
    /// SVG for a phone.
    pub narrow: Value,
    pub listing: Option<Listing>,
}

impl Page {
    /// That of a run.
    pub fn of(run: &FinishedRun) -> Result<Self, ReportError> {
        let record = run.record();
        let panel = panel::of(run)?;
        let sections = sections::of(run, panel.is_some())?;
        let company = record.company.as_ref().map(|company| company.name.as_str());
        let command = run_facts::command(record);
        let title = match company {
            Some(company) => format!("{company}: {}", run_facts::what(&command)),
            None => run_facts::what(&command).to_owned(),
        };
        Ok(Self {
            program: PROGRAM,
            version: record.version.clone(),
            title,
            subtitle: run_facts::subtitle(record),
            answer: answer::of(run)?,
            warnings: record.warnings.clone(),
            sections,
            panel,
            facts: run_facts::facts(record),
            inputs: run_facts::inputs(record),
            method: method::of(run),
            dictionary: dictionary::of(record),
            style: Value::from_safe_string(style()),
            script: Value::from_safe_string(SCRIPT.to_owned()),
        })
    }
}
