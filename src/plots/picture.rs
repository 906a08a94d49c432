//! A picture: what it found, in words; how to read it; and the chart.

use super::drawing::{Anchor, Area, Drawing, Label, at};
use super::fonts;
use super::palette::{INK, MUTED};

/// How wide a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// For a page or a slide.
    Wide,
    /// For a phone: the same words and marks in less room.
    Narrow,
}

impl Width {
    /// In units of 1/96 inch.
    const fn units(self) -> f64 {
        match self {
            Self::Wide => 960.0,
            Self::Narrow => 400.0,
        }
    }
}

/// What a picture shows below its words.
pub(super) trait Chart {
    /// The height that it takes at a width.
    fn height(&self, width: f64) -> f64;

    /// Draws it into an area of that height.
    fn draw(&self, drawing: &mut Drawing, area: Area);
}

/// A picture of a run's results.
pub struct Picture {
    /// Its name, as the command line and its file have it.
    pub name: &'static str,
    /// What it found, in a sentence with numbers.
    pub title: String,
    /// What is drawn, and how to read it.
    pub explains: String,
    /// Where it comes from: company, years, table.
    pub source: String,
    pub(super) chart: Box<dyn Chart>,
}

/// Margin of the page.
const MARGIN: f64 = 20.0;

impl Picture {
    /// Title, explanation, chart and source, one below the other.
    pub(super) fn drawing(&self, width: Width) -> Drawing {
        let mut drawing = Drawing::new(width.units());
        let inner = drawing.width - 2.0 * MARGIN;
        let mut top = MARGIN - 2.0;
        let size = if width == Width::Wide { 19.0 } else { 16.0 };
        let most = if width == Width::Wide { 4 } else { 7 };
        let title = Paragraph { text: &self.title, size, bold: true, colour: INK, most };
        top = title.draw(&mut drawing, top, inner) + 4.0;
        let explains =
            Paragraph { text: &self.explains, size: 13.0, bold: false, colour: MUTED, most: 6 };
        top = explains.draw(&mut drawing, top, inner) + 12.0;
        let bottom = top + self.chart.height(inner);
        let area = Area { left: MARGIN, top, right: drawing.width - MARGIN, bottom };
        self.chart.draw(&mut drawing, area);
        let source =
            Paragraph { text: &self.source, size: 11.0, bold: false, colour: MUTED, most: 2 };
        let foot = source.draw(&mut drawing, bottom + 10.0, inner);
        drawing.height = (foot + MARGIN - 6.0).ceil();
        drawing
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { name, title, explains, source, .. } = self;
        let mut fields = f.debug_struct("Picture");
        fields.field("name", name).field("title", title);
        fields.field("explains", explains).field("source", source).finish_non_exhaustive()
    }
}

/// Words over several lines.
struct Paragraph<'a> {
    text: &'a str,
    size: f64,
    bold: bool,
    colour: super::palette::Colour,
    /// Lines that it may take.
    most: usize,
}

impl Paragraph<'_> {
    /// Draws it from a height on; where it ends.
    fn draw(&self, drawing: &mut Drawing, top: f64, within: f64) -> f64 {
        let height = 1.35 * self.size;
        let mut lines = fonts::lines(self.text, self.size, self.bold, within);
        if lines.len() > self.most {
            lines.truncate(self.most);
            if let Some(last) = lines.last_mut() {
                *last = fonts::shortened(&format!("{last} …"), self.size, self.bold, within);
            }
        }
        let end = top + height * lines.len() as f64;
        for (number, text) in lines.into_iter().enumerate() {
            let place = at(MARGIN, top + height * (number as f64 + 0.5));
            let (size, bold, colour) = (self.size, self.bold, self.colour);
            drawing.words(Label { text, place, anchor: Anchor::Start, size, bold, colour });
        }
        end
    }
}
