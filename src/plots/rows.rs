//! Rows: a name on the left, what is measured of it along an axis, and its number on the right.

use super::axis::Axis;
use super::drawing::{Anchor, Area, Dash, Drawing, Label, at};
use super::fonts;
use super::frame::{Frame, ROW, SMALL, muted, words};
use super::letters::isolated;
use super::palette::{Colour, GRID, INK, MUTED};

/// A value and its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spread {
    /// The value.
    pub value: f64,
    /// The ends of the interval; none where it is exact or not known.
    pub interval: Option<(f64, f64)>,
}

impl Spread {
    /// The values that the axis must reach.
    pub fn reach(&self) -> [f64; 3] {
        let (low, high) = self.interval.unwrap_or((self.value, self.value));
        [low, self.value, high]
    }
}

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

/// Height of a line.
const HEIGHT: f64 = 26.0;
/// Height that the axis takes below.
const FOOT: f64 = 2.0 * ROW + 8.0;
/// The most lines that are drawn.
pub(super) const MOST: usize = 40;

/// The height of so many lines with their axis.
pub(super) fn height(lines: usize) -> f64 {
    let note = if lines > MOST { ROW } else { 0.0 };
    lines.min(MOST) as f64 * HEIGHT + FOOT + note
}

/// Draws lines over a horizontal axis. The first [`MOST`] are shown, and how many are not.
pub(super) fn draw(drawing: &mut Drawing, area: Area, axis: &Axis, lines: &[Line]) {
    let shown = &lines[..lines.len().min(MOST)];
    let widest = |text: fn(&Row) -> &str| {
        let rows = shown.iter().filter_map(|line| match line {
            Line::Row(row) => Some(fonts::width(text(row), SMALL, false)),
            Line::Heading(_) => None,
        });
        rows.fold(0.0, f64::max)
    };
    let names = widest(|row| &row.name).min(0.34 * area.width());
    let numbers = widest(|row| &row.words).min(0.34 * area.width());
    let left = area.left + names + 12.0;
    let right = (area.right - numbers - 12.0).max(left + 40.0);
    let mut bottom = area.bottom - FOOT;
    if lines.len() > shown.len() {
        bottom -= ROW;
        let text = format!("{} more in the table", lines.len() - shown.len());
        drawing.words(muted(text, at(area.right, area.bottom - ROW / 2.0), Anchor::End));
    }
    let inside = Area { left, top: area.top, right, bottom };
    let x = {
        let steps = axis.values(((right - left) / 70.0).clamp(2.0, 8.0) as usize);
        let scale = super::axis::Scale::new(axis, (left, right));
        for (value, _) in steps {
            let place = scale.place(value);
            drawing.line([at(place, inside.top), at(place, bottom)], GRID, 1.0, Dash::Solid);
        }
        Frame::bottom_axis(drawing, inside, axis)
    };
    let heading = fonts::shortened(&axis.heading(), SMALL, false, area.width());
    let title = muted(heading, at(right, bottom + ROW * 1.5 + 6.0), Anchor::End);
    let leans_out = title.area().left < area.left;
    let title = match leans_out {
        true => Label { place: at(area.left, title.place.y), anchor: Anchor::Start, ..title },
        false => title,
    };
    drawing.words(title);
    let (least, most) = axis.ends;
    if least < 0.0 && most > 0.0 && !axis.ratios {
        let nothing = x.place(0.0);
        drawing.line([at(nothing, inside.top), at(nothing, bottom)], MUTED, 1.5, Dash::Solid);
    }
    for (number, line) in shown.iter().enumerate() {
        let middle = area.top + HEIGHT * (number as f64 + 0.5);
        match line {
            Line::Heading(text) => {
                let text = fonts::shortened(text, 13.0, true, area.width());
                let (place, anchor) = (at(area.left, middle + 2.0), Anchor::Start);
                let (size, bold, colour) = (13.0, true, INK);
                super::frame::on_paper(drawing, Label { text, place, anchor, size, bold, colour });
            }
            Line::Row(row) => {
                let name = fonts::shortened(&isolated(&row.name), SMALL, false, names);
                drawing.words(words(name, at(left - 12.0, middle), Anchor::End));
                if let Some(spread) = row.spread {
                    draw_spread(drawing, &x, middle, spread, row.style, axis.ends);
                }
                let number = fonts::shortened(&row.words, SMALL, false, area.right - right - 12.0);
                drawing.words(words(number, at(right + 12.0, middle), Anchor::Start));
            }
        }
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
