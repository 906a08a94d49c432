//! Panels: the same chart several times, of several teams for one, side by side.

use super::amounts::Currency;
use super::drawing::{Anchor, Area, Drawing, Label, at};
use super::fonts;
use super::frame::{ROW, Sample, legend, muted};
use super::palette::INK;
use super::picture::Chart;

/// One of several charts of a kind: of a team, or of a statistic.
pub(super) trait Panel {
    /// What stands above it.
    fn name(&self) -> &str;

    /// Draws it into a cell.
    fn draw(&self, drawing: &mut Drawing, cell: Area, currency: &Currency);
}

/// What is drawn, in samples, and the panels below them.
pub(super) struct Panels<P> {
    /// In the order in which they are shown.
    pub panels: Vec<P>,
    /// Of all amounts.
    pub currency: Currency,
    /// What is drawn in each panel, and its name.
    pub samples: Vec<(Sample, String)>,
    /// Height of a panel's chart.
    pub height: f64,
}

/// Room below the samples.
const BELOW_SAMPLES: f64 = 8.0;

impl<P: Panel> Panels<P> {
    fn grid(&self) -> Grid {
        Grid { panels: self.panels.len(), height: self.height }
    }

    /// Draws the samples, and gives the area below them.
    fn draw_samples(&self, drawing: &mut Drawing, area: Area) -> Area {
        if self.samples.is_empty() {
            return area;
        }
        let rows = legend(drawing, area, &self.samples);
        area.below(rows + BELOW_SAMPLES).1
    }
}

impl<P: Panel> Chart for Panels<P> {
    fn height(&self, width: f64) -> f64 {
        let area = Area { left: 0.0, top: 0.0, right: width, bottom: 0.0 };
        let below = self.draw_samples(&mut Drawing::new(width), area);
        self.grid().whole_height(width) + below.top
    }

    fn draw(&self, drawing: &mut Drawing, area: Area) {
        let area = self.draw_samples(drawing, area);
        let headings: Vec<&str> = self.panels.iter().map(Panel::name).collect();
        let cells = self.grid().draw(drawing, area, &headings);
        for (panel, cell) in self.panels.iter().zip(cells) {
            panel.draw(drawing, cell, &self.currency);
        }
    }
}

/// The most panels of one picture.
const MOST: usize = 8;
/// Room between panels.
const BETWEEN: f64 = 28.0;
/// Height of a panel's heading.
const HEADING: f64 = 24.0;

/// Panels in rows.
#[derive(Clone, Copy, Debug)]
struct Grid {
    /// How many there are to be shown.
    panels: usize,
    /// Height of a panel's chart.
    height: f64,
}

impl Grid {
    fn shown(&self) -> usize {
        self.panels.min(MOST)
    }

    fn columns(&self, width: f64) -> usize {
        if width < 600.0 || self.panels == 1 { 1 } else { 2 }
    }

    /// The height of all panels at a width, and of the line that says which are left out.
    fn whole_height(&self, width: f64) -> f64 {
        let rows = self.shown().div_ceil(self.columns(width)) as f64;
        let note = if self.panels > MOST { ROW } else { 0.0 };
        rows * (self.height + HEADING) + (rows - 1.0).max(0.0) * BETWEEN + note
    }

    /// Draws the panels' headings, and gives the areas below them. What is not shown is said at the foot.
    fn draw(&self, drawing: &mut Drawing, area: Area, headings: &[&str]) -> Vec<Area> {
        let left_out = self.panels - self.shown();
        let mut area = area;
        if left_out > 0 {
            let text = format!("{left_out} more in the table");
            let place = at(area.right, area.bottom - ROW / 2.0);
            drawing.words(muted(text, place, Anchor::End));
            area.bottom -= ROW;
        }
        let columns = self.columns(area.width());
        let rows = self.shown().div_ceil(columns);
        let cells = area.cells(columns, rows, BETWEEN);
        let heading = |drawing: &mut Drawing, cell: Area, text: &str| {
            let (strip, rest) = cell.below(HEADING);
            let text = fonts::shortened(text, 14.0, true, strip.width());
            let place = at(strip.left, strip.top + 9.0);
            let (size, bold, colour, anchor) = (14.0, true, INK, Anchor::Start);
            drawing.words(Label { text, place, anchor, size, bold, colour });
            rest
        };
        cells.into_iter().zip(headings).map(|(cell, text)| heading(drawing, cell, text)).collect()
    }
}
