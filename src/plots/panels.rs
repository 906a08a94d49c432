//! Panels: the same chart of several teams, side by side.

use super::drawing::{Anchor, Area, Drawing, Label, at};
use super::fonts;
use super::frame::{ROW, muted};
use super::palette::INK;

/// The most panels of one picture.
pub(super) const MOST: usize = 8;
/// Room between panels.
const BETWEEN: f64 = 28.0;
/// Height of a panel's heading.
const HEADING: f64 = 24.0;

/// Panels in rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    /// How many there are to be shown.
    pub panels: usize,
    /// Height of a panel's chart.
    pub height: f64,
}

impl Grid {
    fn shown(&self) -> usize {
        self.panels.min(MOST)
    }

    fn columns(&self, width: f64) -> usize {
        if width < 600.0 || self.panels == 1 { 1 } else { 2 }
    }

    /// The height of all panels at a width, and of the line that says which are left out.
    pub fn whole_height(&self, width: f64) -> f64 {
        let rows = self.shown().div_ceil(self.columns(width)) as f64;
        let note = if self.panels > MOST { ROW } else { 0.0 };
        rows * (self.height + HEADING) + (rows - 1.0).max(0.0) * BETWEEN + note
    }

    /// Draws the panels' headings, and gives the areas below them. What is not shown is said at the foot.
    pub fn draw(&self, drawing: &mut Drawing, area: Area, headings: &[String]) -> Vec<Area> {
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
