//! A sheet with a chart, beside the figures that it shows.

use rust_xlsxwriter::{
    Chart, ChartFont, ChartFormat, ChartLine, ChartSolidFill, Color, Worksheet, XlsxError,
};

use super::cell::{self, At};
use super::format::{BLUE, Formats};
use super::sheet::{as_pages, below_heading, numbered};
use crate::tables::Unit;

/// What becomes of a picture.
pub(super) enum Picture {
    /// There is one.
    Drawn(Box<Drawn>),
    /// There is none.
    Missing {
        /// Why, in words.
        why: String,
    },
}

impl Picture {
    pub fn missing(why: impl Into<String>) -> Self {
        Self::Missing { why: why.into() }
    }
}

/// A chart and its figures.
pub(super) struct Drawn {
    /// Name of the sheet.
    pub sheet: &'static str,
    /// What is found, in a sentence: the chart's title.
    pub finding: String,
    /// What the sheet holds, for the read-me sheet.
    pub holds: &'static str,
    /// The figures, column by column.
    pub columns: Vec<Figures>,
    /// The chart, which names the cells of the figures.
    pub chart: Chart,
}

/// A column of figures beside a chart.
#[derive(Clone, Debug)]
pub(super) struct Figures {
    /// Its heading.
    pub name: String,
    /// Its numbers; none leaves a cell empty.
    pub values: Vec<Option<f64>>,
    /// What they are numbers of.
    pub unit: Unit,
}

impl Figures {
    pub fn new(
        name: impl Into<String>,
        unit: Unit,
        values: impl IntoIterator<Item = Option<f64>>,
    ) -> Self {
        Self { name: name.into(), unit, values: values.into_iter().collect() }
    }
}

/// Size of a chart, in pixels.
const SIZE: (u32, u32) = (900, 480);
/// Width of a column of figures, in characters.
const COLUMN: f64 = 16.0;

impl Drawn {
    /// Writes the sheet.
    pub fn write(&self, page: &mut Worksheet, formats: &Formats) -> Result<(), XlsxError> {
        page.set_name(self.sheet)?;
        for (place, figures) in self.columns.iter().enumerate() {
            let column = numbered(place);
            let heading = At { row: 0, column };
            page.write_string_with_format(0, heading.column, &figures.name, &formats.heading)?;
            page.set_column_width(column, COLUMN)?;
            for (row, value) in figures.values.iter().enumerate() {
                if let Some(value) = value {
                    let at = At { row: below_heading(row), column };
                    cell::number(page, formats, at, *value, figures.unit)?;
                }
            }
        }
        let mut chart = self.chart.clone();
        chart.title().set_name(&self.finding).set_font(ChartFont::new().set_size(13).set_bold());
        chart.set_width(SIZE.0).set_height(SIZE.1).set_alt_text(&self.finding);
        page.insert_chart(1, numbered(self.columns.len() + 1), &chart)?;
        as_pages(page)
    }
}

/// The cells of a column of figures on a sheet, both from 0.
pub(super) fn cells(
    sheet: &'static str,
    column: usize,
    rows: std::ops::Range<usize>,
) -> (&'static str, u32, u16, u32, u16) {
    let column = numbered(column);
    (sheet, below_heading(rows.start), column, below_heading(rows.end) - 1, column)
}

/// A line of this colour.
pub(super) fn line(colour: impl Into<Color>, width: f64) -> ChartLine {
    let mut line = ChartLine::new();
    line.set_color(colour).set_width(width);
    line
}

/// Bars that are filled with the workbook's colour.
pub(super) fn filled() -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(BLUE));
    format
}
