//! Variance sources: which draws bring the spread of the cost, and which of them a larger team evens out.

use super::axis::{Axis, Quantity, ends};
use super::drawing::{Area, Drawing};
use super::facts::{Facts, name, rows_with};
use super::frame::{ROW, Sample, legend};
use super::palette::{LIGHT, MAIN};
use super::picture::{Chart, Picture};
use super::rows::{self, Line, Row, Style};
use super::spread::Spread;
use super::{Blank, Table};
use crate::diagnostic::list;
use crate::metrics::COMPANY;
use crate::study::Source;

/// A source and its part of the variance.
struct Part {
    name: String,
    shared: bool,
    share: Spread,
}

/// The sources, the largest part first.
struct Sources(Vec<Part>);

impl Sources {
    fn of(table: &Table) -> Self {
        let rows = [("team", COMPANY), ("metric", "variable_pay")];
        let part = |row| {
            let known = Source::from_name(name(table, "source", row));
            let words = match known {
                Some(source) => source.in_words(),
                None => name(table, "source", row),
            };
            let share = Spread::of(table, row, ["shapley", "shapley_low", "shapley_high"])?;
            let shared = known.is_some_and(Source::is_shared);
            Some(Part { name: words.to_owned(), shared, share })
        };
        let mut parts: Vec<Part> = rows_with(table, &rows).filter_map(part).collect();
        parts.sort_by(|a, b| b.share.value.total_cmp(&a.share.value));
        Self(parts)
    }

    fn title(&self) -> Option<String> {
        let (first, rest) = self.0.split_first()?;
        let share = |part: &Part| part.share.percent().in_sentence();
        let mut title = format!(
            "{} brings {} of the variance of variable pay",
            capital(&first.name),
            share(first)
        );
        if let Some(second) = rest.first() {
            title += &format!(", {} {}", second.name, share(second));
        }
        let shared: Vec<&Part> = self.0.iter().filter(|part| part.shared).collect();
        if !shared.is_empty() && shared.len() < self.0.len() {
            let sum = Spread::sum(shared.iter().map(|part| (1.0, part.share))).percent();
            let sum = if shared.len() > 1 { sum.in_sentence_at_most() } else { sum.in_sentence() };
            title += &format!("; a larger team does not even out {sum}");
        }
        Some(title)
    }
}

/// The picture.
pub(super) fn picture(table: &Table, facts: &Facts) -> Result<Picture, Blank> {
    let sources = Sources::of(table);
    let nothing =
        || Blank("has no source for the company's variable pay: it does not vary".to_owned());
    let title = sources.title().ok_or_else(nothing)?;
    let shared: Vec<String> =
        sources.0.iter().filter(|part| part.shared).map(|part| part.name.clone()).collect();
    let shared = match shared.len() {
        0 => String::new(),
        _ => format!(" All reps share {}.", list(shared, "and")),
    };
    Ok(Picture {
        name: "sources",
        title,
        explains: format!(
            "Each source's part of the variance of the company's variable pay over years (Shapley effects, which sum to \
             100 %), with 95 % intervals.{shared}"
        ),
        source: facts.source("variance_sources"),
        chart: Box::new(sources),
    })
}

impl Sources {
    fn lines(&self) -> Vec<Line> {
        let line = |part: &Part| {
            let colour = if part.shared { MAIN } else { LIGHT };
            Line::Row(Row {
                name: part.name.clone(),
                spread: Some(part.share),
                style: Style::Bar(colour),
                words: part.share.percent().beside(),
            })
        };
        self.0.iter().map(line).collect()
    }
}

impl Chart for Sources {
    fn height(&self, width: f64) -> f64 {
        let samples = if width < 600.0 { 2.0 } else { 1.0 };
        rows::height(&self.lines(), width) + samples * ROW + 8.0
    }

    fn draw(&self, drawing: &mut Drawing, area: Area) {
        let samples = [
            (Sample::Box(MAIN, 1.0), "shared by all reps".to_owned()),
            (Sample::Box(LIGHT, 1.0), "evened out by a larger team".to_owned()),
        ];
        let used = legend(drawing, area, &samples);
        let (_, area) = area.below(used + 8.0);
        let reach = self.0.iter().flat_map(|part| part.share.reach());
        let Some((low, high)) = ends(reach, true) else { return };
        let axis = Axis::new("share of the variance", Quantity::Share, (low, 1.02 * high));
        rows::draw(drawing, area, &axis, &self.lines());
    }
}

/// The words with a capital at their start.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
