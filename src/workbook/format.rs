//! How cells look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::tables::Unit;

/// Dark enough to be read on white, and told apart from black in print.
pub(super) const BLUE: Color = Color::RGB(0x00_5A_8C);
/// Of what is said beside the figures.
const GREY: Color = Color::RGB(0x59_59_59);

/// The looks of a workbook, each made once.
#[derive(Clone, Debug)]
pub(super) struct Formats {
    /// Of the page's name.
    pub title: Format,
    /// Of what begins a section.
    pub section: Format,
    /// Of a table's heading.
    pub heading: Format,
    /// Of a text that runs over lines.
    pub prose: Format,
    /// Of what is said beside the figures.
    pub aside: Format,
    /// Of a text that Excel would take for a formula if somebody edited it.
    pub quoted: Format,
    currency: Format,
    cents: Format,
    share: Format,
    ratio: Format,
    count: Format,
    ordinal: Format,
    plain: Format,
}

impl Formats {
    pub fn new() -> Self {
        let number = |code: &str| Format::new().set_num_format(code);
        Self {
            title: Format::new().set_bold().set_font_size(16).set_font_color(BLUE),
            section: Format::new().set_bold().set_font_size(12).set_font_color(BLUE),
            heading: Format::new()
                .set_bold()
                .set_border_bottom(FormatBorder::Thin)
                .set_align(FormatAlign::Top)
                .set_text_wrap(),
            prose: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            aside: Format::new().set_italic().set_font_color(GREY),
            quoted: Format::new().set_quote_prefix(),
            currency: number("#,##0"),
            cents: number("#,##0.00"),
            share: number("0.0%"),
            ratio: number("0.000"),
            count: number("#,##0"),
            ordinal: number("0"),
            plain: number("General"),
        }
    }

    /// Of a number of a unit.
    pub fn of(&self, unit: Unit) -> &Format {
        match unit {
            Unit::Currency => &self.currency,
            Unit::Share => &self.share,
            Unit::Ratio => &self.ratio,
            Unit::Count => &self.count,
            Unit::Ordinal => &self.ordinal,
            Unit::Plain => &self.plain,
        }
    }

    /// Of an amount with its cents.
    pub fn cents(&self) -> &Format {
        &self.cents
    }
}
