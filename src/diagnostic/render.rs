//! Findings as a compiler shows them.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnosis, Document, Finding, Severity};

/// So many findings of a file are shown; nobody reads on.
const MOST_SHOWN: usize = 100;

/// All findings, each with its source line: in the order of the files, within a file in the order of the text.
/// Ends with a line break; nothing where there are no findings.
pub fn render(diagnoses: &[Diagnosis], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut shown = Vec::new();
    for diagnosis in diagnoses {
        let document = &*diagnosis.document;
        let mut findings: Vec<_> = diagnosis
            .findings
            .iter()
            .map(|finding| (document.range(&finding.place), finding))
            .collect();
        findings.sort_by_key(|(range, _)| {
            range.as_ref().map_or((0, 0), |range| (range.start, range.end))
        });
        let more = findings.len().saturating_sub(MOST_SHOWN);
        shown.extend(
            findings
                .into_iter()
                .take(MOST_SHOWN)
                .map(|(range, finding)| one(&renderer, document, range, finding)),
        );
        if more > 0 {
            shown.push(format!("… and {more} more in {}", document.name()));
        }
    }
    shown.iter().map(|finding| finding.trim_end()).collect::<Vec<_>>().join("\n\n")
        + if shown.is_empty() { "" } else { "\n" }
}

fn one(
    renderer: &Renderer,
    document: &Document,
    range: Option<Range<usize>>,
    finding: &Finding,
) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let group = level.primary_title(finding.message.as_str());
    let group = match range {
        Some(range) => group.element(snippet(document, range, finding)),
        None => group.element(Origin::path(document.name())),
    };
    renderer.render(&[with_help(group, finding)])
}

fn with_help<'a>(group: Group<'a>, finding: &'a Finding) -> Group<'a> {
    match &finding.help {
        Some(help) => group.element(Level::HELP.message(help.as_str())),
        None => group,
    }
}

/// The lines of the text that a finding speaks of.
fn snippet<'a>(
    document: &'a Document,
    range: Range<usize>,
    finding: &'a Finding,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = document.text();
    let related: Vec<_> = finding
        .related
        .iter()
        .filter_map(|(place, label)| {
            Some((on_one_line(text, document.range(place)?), label.as_str()))
        })
        .collect();
    let range = on_one_line(text, range);
    let from = related.iter().map(|(r, _)| r.start).fold(range.start, usize::min);
    let to = related.iter().map(|(r, _)| r.end).fold(range.end, usize::max);
    let from = document.lines().start(from);
    let to = to + text[to..].find(['\r', '\n']).unwrap_or(text.len() - to);
    let moved = |range: &Range<usize>| range.start - from..range.end - from;
    Snippet::source(&text[from..to])
        .line_start(document.lines().number(from))
        .path(document.name())
        .annotation(AnnotationKind::Primary.span(moved(&range)))
        .annotations(
            related.iter().map(|(r, label)| AnnotationKind::Context.span(moved(r)).label(*label)),
        )
}

/// A range cut at the end of its first line: a table of many lines is shown by its first.
fn on_one_line(text: &str, range: Range<usize>) -> Range<usize> {
    let length = text[range.clone()].find(['\n', '\r']).unwrap_or(range.len());
    range.start..range.start + length
}
