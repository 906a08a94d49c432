//! The frame of a chart: axes with their values and titles, lines to read by, and words inside.

use super::axis::{Axis, Scale};
use super::drawing::{Anchor, Area, Dash, Drawing, Label, Point, at};
use super::fonts;
use super::palette::{Colour, GRID, INK, MUTED, PAPER};

/// Size of words inside charts.
pub(super) const SMALL: f64 = 12.0;
/// Height of a row of such words.
pub(super) const ROW: f64 = 17.0;

/// Room between the values of the horizontal axis.
const BETWEEN: f64 = 14.0;
/// Room between a value and its axis.
const GAP: f64 = 6.0;

/// Small words in the usual colour.
pub(super) fn words(text: impl Into<String>, place: Point, anchor: Anchor) -> Label {
    Label { text: text.into(), place, anchor, size: SMALL, bold: false, colour: INK }
}

/// Small words of less weight.
pub(super) fn muted(text: impl Into<String>, place: Point, anchor: Anchor) -> Label {
    Label { colour: MUTED, ..words(text, place, anchor) }
}

/// A chart's axes on the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// Where values lie.
    pub inside: Area,
    /// Along the page.
    pub x: Scale,
    /// Up the page.
    pub y: Scale,
}

impl Frame {
    /// Draws axes within an area: the title of the upright one above it, that of the other below.
    pub fn draw(drawing: &mut Drawing, area: Area, x: &Axis, y: &Axis) -> Self {
        Self::draw_from(drawing, area, x, y, Self::left_of(area, y))
    }

    /// Where the upright axis of an area stands: beside its widest value.
    pub fn left_of(area: Area, y: &Axis) -> f64 {
        let values = y.values(steps(area.height()));
        let widest = values.iter().map(|(_, text)| fonts::width(text, SMALL, false));
        area.left + widest.fold(0.0, f64::max) + GAP
    }

    /// Draws axes, the upright one at a place.
    pub fn draw_from(drawing: &mut Drawing, area: Area, x: &Axis, y: &Axis, left: f64) -> Self {
        let top = area.top + if y.title.is_empty() { GAP } else { ROW + 2.0 * GAP };
        let no_values = x.marked.as_ref().is_some_and(Vec::is_empty);
        let values = if no_values { GAP } else { ROW + GAP };
        let bottom = area.bottom - values - if x.title.is_empty() { 0.0 } else { ROW };
        let inside = Area { left, top, right: area.right, bottom };
        let upright = Scale::new(y, (bottom, top));
        for (value, text) in y.values(steps(area.height())) {
            let level = upright.place(value);
            drawing.line([at(left, level), at(area.right, level)], GRID, 1.0, Dash::Solid);
            drawing.words(muted(text, at(left - GAP, level), Anchor::End));
        }
        if !y.title.is_empty() {
            let title = fonts::shortened(&y.heading(), SMALL, false, area.width());
            drawing.words(muted(title, at(area.left, area.top + ROW / 2.0), Anchor::Start));
        }
        let (along, _) = Self::bottom_axis(drawing, inside, x);
        if !x.title.is_empty() {
            let title = fonts::shortened(&x.heading(), SMALL, false, inside.width());
            let place = at(area.right, area.bottom - ROW / 2.0);
            drawing.words(muted(title, place, Anchor::End));
        }
        Self { inside, x: along, y: upright }
    }

    /// Draws a horizontal axis at the foot of an area, its values below; where these stand on the page.
    pub fn bottom_axis(drawing: &mut Drawing, inside: Area, x: &Axis) -> (Scale, Vec<f64>) {
        let along = Scale::new(x, (inside.left, inside.right));
        let floor = inside.bottom;
        drawing.line([at(inside.left, floor), at(inside.right, floor)], MUTED, 1.0, Dash::Solid);
        let mut places = Vec::new();
        for (value, text) in fitting(x, along, inside.width()) {
            let place = along.place(value);
            places.push(place);
            drawing.line([at(place, floor), at(place, floor + 4.0)], MUTED, 1.0, Dash::Solid);
            let half = fonts::width(&text, SMALL, false) / 2.0;
            // The last value may lean out by as much as the edge of the page leaves.
            let middle = place.min(drawing.width - half - 1.0).max(half + 1.0);
            drawing.words(muted(text, at(middle, floor + GAP + ROW / 2.0), Anchor::Middle));
        }
        (along, places)
    }

    /// Where a pair of values lies.
    pub fn at(&self, x: f64, y: f64) -> Point {
        at(self.x.place(x), self.y.place(y))
    }

    /// A line straight up at a value, from the foot to a height on the page.
    pub fn upright(&self, drawing: &mut Drawing, x: f64, top: f64, colour: Colour, dash: Dash) {
        let place = self.x.place(x);
        drawing.line([at(place, top), at(place, self.inside.bottom)], colour, 2.0, dash);
    }
}

/// How many steps an upright axis of an area has room for.
fn steps(height: f64) -> usize {
    (height / 48.0).clamp(2.0, 8.0) as usize
}

/// The most values of a horizontal axis whose texts do not touch.
fn fitting(axis: &Axis, along: Scale, width: f64) -> Vec<(f64, String)> {
    let most = (width / 50.0).clamp(1.0, 12.0) as usize;
    let apart = |values: &[(f64, String)]| {
        values.windows(2).all(|pair| {
            let half = |text: &str| fonts::width(text, SMALL, false) / 2.0;
            let between = along.place(pair[1].0) - along.place(pair[0].0);
            between >= half(&pair[0].1) + half(&pair[1].1) + BETWEEN
        })
    };
    let tried = (1..=most).rev().map(|most| axis.values(most));
    tried.into_iter().find(|values| apart(values)).unwrap_or_default()
}

/// Words that stand like flags on lines which go down from them at these places, the places rising: for each the row,
/// from below, and where the words start. No words touch others, and a line goes through others' words only where
/// those have no room on their right.
pub(super) fn flags(texts: &[(f64, String)], right: f64) -> Vec<(usize, f64)> {
    let mut placed: Vec<(f64, usize, f64, f64)> = Vec::new();
    for (place, text) in texts.iter().rev() {
        let width = fonts::width(text, SMALL, false);
        let start = (place + GAP).min(right - width);
        let end = start + width + GAP;
        // A line or words within reach have to stay below.
        let reached = placed.iter().filter(|(line, _, from, _)| line.min(*from) <= end);
        let row = reached.map(|(_, row, ..)| row + 1).max().unwrap_or(0);
        placed.push((*place, row, start, end));
    }
    placed.into_iter().rev().map(|(_, row, start, _)| (row, start)).collect()
}

/// Heights pushed apart until each is so far below the one before; they come and stay in rising order.
pub(super) fn apart(mut places: Vec<f64>, distance: f64, lowest: f64) -> Vec<f64> {
    let mut bound = lowest;
    for place in places.iter_mut().rev() {
        *place = place.min(bound);
        bound = *place - distance;
    }
    places
}

/// A sample of a series beside its name.
#[derive(Clone, Debug)]
pub(super) enum Sample {
    /// A line.
    Line(Colour, Dash),
    /// A filled box; 1 is opaque.
    Box(Colour, f64),
}

/// Draws samples with their names in rows from the top left of an area; how high the rows are.
pub(super) fn legend(drawing: &mut Drawing, area: Area, entries: &[(Sample, String)]) -> f64 {
    const WIDE: f64 = 26.0;
    let (mut left, mut middle) = (area.left, area.top + ROW / 2.0);
    for (sample, name) in entries {
        let name = fonts::shortened(name, SMALL, false, area.width() - WIDE - GAP);
        let width = WIDE + GAP + fonts::width(&name, SMALL, false);
        if left > area.left && left + width > area.right {
            (left, middle) = (area.left, middle + ROW);
        }
        let right = left + WIDE;
        match sample {
            Sample::Line(colour, dash) => {
                drawing.line([at(left, middle), at(right, middle)], *colour, 2.5, *dash);
            }
            Sample::Box(colour, opacity) => {
                let (top, bottom) = (middle - 5.0, middle + 5.0);
                drawing.bar(Area { left, top, right, bottom }, *colour, *opacity);
            }
        }
        drawing.words(words(name, at(right + GAP, middle), Anchor::Start));
        left += width + 20.0;
    }
    middle + ROW / 2.0 - area.top
}

/// Words on a strip of paper, so that lines below them do not strike them through.
pub(super) fn on_paper(drawing: &mut Drawing, label: Label) {
    let area = label.area();
    let strip = Area { left: area.left - 2.0, right: area.right + 2.0, ..area };
    drawing.bar(strip, PAPER, 0.85);
    drawing.words(label);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_do_not_touch_one_another_or_other_lines() {
        let texts =
            [(50.0, "median $1".to_owned()), (60.0, "p90 $2".into()), (300.0, "p95".into())];
        let rows: Vec<usize> = flags(&texts, 400.0).iter().map(|(row, _)| *row).collect();
        assert_eq!(rows, [1, 0, 0], "the line at 60 would go through the words of 50");
        let (row, start) = flags(&[(390.0, "leans out".to_owned())], 400.0)[0];
        assert!(row == 0 && start < 350.0, "words stay within the chart");
    }

    #[test]
    fn heights_are_pushed_apart_from_below() {
        assert_eq!(apart(vec![10.0, 50.0, 95.0, 99.0], 15.0, 100.0), [10.0, 50.0, 84.0, 99.0]);
        assert_eq!(apart(vec![98.0, 99.0, 110.0], 10.0, 100.0), [80.0, 90.0, 100.0]);
    }
}
