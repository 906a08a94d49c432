//! Rows: a name on the left, what is measured of it along an axis, and its number on the right.

use super::axis::Axis;
use super::drawing::{Anchor, Area, Dash, Drawing, Label, at};
use super::fonts;
use super::frame::{Frame, ROW, SMALL, muted, on_paper, words};
use super::letters::isolated;
use super::palette::{Colour, GRID, INK, MUTED};
use super::spread::Spread;

/// How a row is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Style {
    /// A bar from 0.
    Bar(Colour),
    /// A disc.
    Disc(Colour),
    /// A thick line from end to end of what it spans, with a disc at its value.
    Range(Colour, f64, f64),
    /// Two bars from 0, the second below the first where both go the same way.
    Pair((f64, Colour), (f64, Colour)),
}

/// A row.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Its name.
    pub name: String,
    /// What it shows; none where only its words are.
    pub spread: Option<Spread>,
    /// How.
    pub style: Style,
    /// Its number, in words.
    pub words: String,
}

/// What stands in a chart of rows, from the top.
#[derive(Clone, Debug)]
pub(super) enum Line {
    /// The heading of the rows below it.
    Heading(String),
    /// A row.
    Row(Row),
}

/// Room between words and the axis.
const GAP: f64 = 12.0;
/// Height of a line.
const HEIGHT: f64 = 26.0;
/// Height that the axis takes below.
const FOOT: f64 = 2.0 * ROW + 8.0;
/// The most lines that are drawn.
pub(super) const MOST: usize = 60;

/// The height of lines with their axis at a width.
pub(super) fn height(lines: &[Line], width: f64) -> f64 {
    let note = if lines.len() > MOST { ROW } else { 0.0 };
    let shown = lines.iter().take(MOST).map(|line| line_height(line, width));
    shown.sum::<f64>() + FOOT + note
}

/// Where there is little room, names and numbers stand above what they are of.
const fn is_narrow(width: f64) -> bool {
    width < 600.0
}

const fn line_height(line: &Line, width: f64) -> f64 {
    match line {
        Line::Row(_) if is_narrow(width) => HEIGHT + ROW,
        _ => HEIGHT,
    }
}

/// Where the axis of lines starts and ends: between names and numbers, or below them.
fn stretch(area: Area, lines: &[Line]) -> (f64, f64) {
    if is_narrow(area.width()) {
        return (area.left + GAP, area.right - GAP);
    }
    let widest = |text: fn(&Row) -> &str| {
        let rows = lines.iter().filter_map(|line| match line {
            Line::Row(row) => Some(fonts::width(text(row), SMALL, false)),
            Line::Heading(_) => None,
        });
        rows.fold(0.0, f64::max).min(0.34 * area.width())
    };
    let left = area.left + widest(|row| &row.name) + GAP;
    (left, area.right - widest(|row| &row.words) - GAP)
}

/// Draws lines over a horizontal axis. The first [`MOST`] are shown, and how many are not.
pub(super) fn draw(drawing: &mut Drawing, area: Area, axis: &Axis, lines: &[Line]) {
    let shown = &lines[..lines.len().min(MOST)];
    let (left, right) = stretch(area, shown);
    let heights: f64 = shown.iter().map(|line| line_height(line, area.width())).sum();
    let inside = Area { left, top: area.top, right, bottom: area.top + heights };
    if lines.len() > shown.len() {
        let text = format!("{} more in the table", lines.len() - shown.len());
        let place = at(area.right, inside.bottom + FOOT + ROW / 2.0);
        drawing.words(muted(text, place, Anchor::End));
    }
    let (x, places) = Frame::bottom_axis(drawing, inside, axis);
    for place in places {
        drawing.line([at(place, inside.top), at(place, inside.bottom)], GRID, 1.0, Dash::Solid);
    }
    let heading = fonts::shortened(&axis.heading(), SMALL, false, inside.right - area.left);
    let place = at(inside.right, inside.bottom + 1.5 * ROW + 6.0);
    drawing.words(muted(heading, place, Anchor::End));
    let (least, most) = axis.ends;
    if least < 0.0 && most > 0.0 && !axis.ratios {
        let nothing = x.place(0.0);
        drawing.line(
            [at(nothing, inside.top), at(nothing, inside.bottom)],
            MUTED,
            1.5,
            Dash::Solid,
        );
    }
    let mut top = area.top;
    for line in shown {
        match line {
            Line::Heading(text) => {
                let text = fonts::shortened(text, 13.0, true, area.width());
                let (place, anchor) = (at(area.left, top + HEIGHT / 2.0 + 2.0), Anchor::Start);
                let (size, bold, colour) = (13.0, true, INK);
                on_paper(drawing, Label { text, place, anchor, size, bold, colour });
            }
            Line::Row(row) => {
                let middle = row.draw_words(drawing, area, inside, top);
                if let Some(spread) = row.spread {
                    draw_spread(drawing, &x, middle, spread, row.style, axis.ends);
                }
            }
        }
        top += line_height(line, area.width());
    }
}

impl Row {
    /// Draws name and number; the height at which what they are of is drawn.
    fn draw_words(&self, drawing: &mut Drawing, area: Area, inside: Area, top: f64) -> f64 {
        let name = isolated(&self.name);
        if is_narrow(area.width()) {
            let level = top + ROW / 2.0 + 3.0;
            let number = fonts::shortened(&self.words, SMALL, false, 0.6 * area.width());
            let room = area.width() - fonts::width(&number, SMALL, false) - GAP;
            let name = fonts::shortened(&name, SMALL, false, room);
            on_paper(drawing, words(name, at(area.left, level), Anchor::Start));
            on_paper(drawing, words(number, at(area.right, level), Anchor::End));
            return top + ROW + HEIGHT / 2.0 - 2.0;
        }
        let middle = top + HEIGHT / 2.0;
        let name = fonts::shortened(&name, SMALL, false, inside.left - GAP - area.left);
        drawing.words(words(name, at(inside.left - GAP, middle), Anchor::End));
        let number = fonts::shortened(&self.words, SMALL, false, area.right - inside.right - GAP);
        drawing.words(words(number, at(inside.right + GAP, middle), Anchor::Start));
        middle
    }
}

fn draw_spread(
    drawing: &mut Drawing,
    x: &super::axis::Scale,
    middle: f64,
    spread: Spread,
    style: Style,
    (least, most): (f64, f64),
) {
    let place = x.place(spread.value);
    let mut bar = |value: f64, (above, below): (f64, f64), colour: Colour| {
        let (start, end) = (x.place(0.0_f64.clamp(least, most)), x.place(value));
        let (left, right) = (start.min(end), start.max(end).max(start.min(end) + 1.0));
        let area = Area { left, top: middle - above, right, bottom: middle + below };
        drawing.bar(area, colour, 1.0);
    };
    match style {
        Style::Bar(colour) => bar(spread.value, (8.0, 8.0), colour),
        Style::Pair((first, its), (second, others)) if (first < 0.0) == (second < 0.0) => {
            bar(first, (8.0, 0.0), its);
            bar(second, (0.0, 8.0), others);
        }
        Style::Pair((first, its), (second, others)) => {
            bar(first, (8.0, 8.0), its);
            bar(second, (8.0, 8.0), others);
        }
        Style::Range(colour, from, to) => {
            let (left, right) = (x.place(from), x.place(to));
            let bar = Area {
                left,
                top: middle - 4.0,
                right: right.max(left + 1.0),
                bottom: middle + 4.0,
            };
            drawing.bar(bar, colour, 0.6);
        }
        Style::Disc(_) => {}
    }
    if let Some((low, high)) = spread.interval.filter(|(low, high)| high > low) {
        let (low, high) = (x.place(low), x.place(high));
        drawing.line([at(low, middle), at(high, middle)], INK, 1.5, Dash::Solid);
        for end in [low, high] {
            drawing.line([at(end, middle - 4.0), at(end, middle + 4.0)], INK, 1.5, Dash::Solid);
        }
    }
    if let Style::Disc(colour) | Style::Range(colour, ..) = style {
        let colour = if matches!(style, Style::Range(..)) { INK } else { colour };
        drawing.disc(at(place, middle), 4.5, colour);
    }
}
