//! The report: one page that says what a run found, for readers who never open a terminal.
//!
//! ```text
//! results in their folder ─► context (typed, numbers as they are read) ─► templates ─► one HTML file
//! ```
//!
//! The page needs nothing else: style, script, letters and pictures are in it, and it asks no network for anything. What
//! the results have no table for is left out. Only this module uses `minijinja`.

mod answer;
mod cells;
mod context;
mod dictionary;
mod listing;
mod method;
mod panel;
mod part;
mod run_facts;
mod scorecards;
mod sections;

#[cfg(test)]
mod tests;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value};

use context::Page;

use crate::plots::FACES;
use crate::plots::palette::{SERIES_COUNT, series_css};
use crate::tables::{FinishedRun, PROGRAM, ReadError};

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The results cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The page and its data do not fit: a fault of the program.
    #[error("the page cannot be put together: {0}")]
    Template(#[from] minijinja::Error),
}

const PAGE: &str = include_str!("templates/page.html");
const STYLE: &str = include_str!("templates/style.css");
const SCRIPT: &str = include_str!("templates/panel.js");

/// Name of the file in a folder of results.
pub const FILE: &str = "report.html";

/// Whether a file begins as reports do: with the mark of this program in its head.
pub fn is_report(first: &[u8]) -> bool {
    let mark = format!("<meta name=\"generator\" content=\"{PROGRAM} ");
    String::from_utf8_lossy(first).contains(&mark)
}

/// The report of a run's results, as the text of an HTML file.
///
/// # Errors
/// A table cannot be read.
pub fn report(run: &FinishedRun) -> Result<String, ReportError> {
    let page = Page::of(run)?;
    rendered(&page)
}

fn rendered(page: &Page) -> Result<String, ReportError> {
    let mut templates = Environment::new();
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    templates.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    // What a file called .html shows is escaped.
    templates.add_template("page.html", PAGE)?;
    Ok(templates.get_template("page.html")?.render(Value::from(Serde(page)))?)
}

/// The style of the page: the letters of the pictures, the colours of series, and its own.
fn style() -> String {
    let rules =
        (0..SERIES_COUNT).map(|number| format!(".series-{number}{{{}}}\n", series_css(number)));
    format!("{FACES}\n{}{STYLE}", rules.collect::<String>())
}
