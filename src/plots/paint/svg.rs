//! SVG: for pages and slides. Words stay words, which can be searched, selected and read aloud.

use plotters::prelude::{IntoDrawingArea, RGBColor, SVGBackend, Text};
use plotters::style::FontDesc;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontFamily, FontStyle};

use super::{Canvas, paint_shape};
use crate::plots::drawing::{Anchor, Drawing, Label, Mark};
use crate::plots::fonts::{FACES, FAMILY};
use crate::plots::palette::NEUTRAL;
use crate::plots::picture::{Picture, Width};

/// Units of the file to one of the drawing: `plotters` knows whole ones only.
const SCALE: f64 = 10.0;
/// What `plotters` divides the size of letters by.
const LETTERS: f64 = 1.24;

impl Picture {
    /// As an SVG file that needs nothing else: the faces of its letters are in it.
    pub fn svg(&self, width: Width) -> String {
        let style = format!("<style>{FACES}</style>\n");
        self.document(width, &style)
    }

    /// As an SVG element inside an HTML page, which has [`FACES`] in its style. What is not a colour of data takes
    /// the CSS variables `--plot-paper`, `--plot-ink`, `--plot-muted`, `--plot-grid` and `--plot-background` where
    /// the page sets them, for a dark one.
    pub fn svg_element(&self, width: Width) -> String {
        let mut element = self.document(width, "");
        for (variable, colour) in NEUTRAL {
            let (red, green, blue) = colour.rgb;
            let colour = format!("#{red:02X}{green:02X}{blue:02X}");
            for attribute in ["fill", "stroke"] {
                element = element.replace(
                    &format!("{attribute}=\"{colour}\""),
                    &format!("{attribute}=\"var({variable},{colour})\""),
                );
            }
        }
        element
    }

    fn document(&self, width: Width, style: &str) -> String {
        let drawing = self.drawing(width);
        let body = body(&drawing);
        let (width, height) = (drawing.width, drawing.height);
        let (title, explains) = (escaped(&self.title), escaped(&self.explains));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {} {}\">\n<title>{title}</title>\n<desc>{explains}</desc>\n{style}{body}",
            width * SCALE,
            height * SCALE,
        )
    }
}

/// The marks and the end of the document.
fn body(drawing: &Drawing) -> String {
    let mut text = String::new();
    {
        let size = [drawing.width, drawing.height].map(|length| (length * SCALE) as u32);
        let area = SVGBackend::with_string(&mut text, size.into()).into_drawing_area();
        let canvas = Canvas { area: &area, scale: SCALE };
        // Writing to a string does not fail.
        let paper = crate::plots::drawing::Area {
            left: 0.0,
            top: 0.0,
            right: drawing.width,
            bottom: drawing.height,
        };
        let _ = canvas.bar(paper, crate::plots::palette::PAPER, 1.0);
        for mark in &drawing.marks {
            let _ = match mark {
                Mark::Words(label) => paint_words(&canvas, label),
                mark => paint_shape(&canvas, mark),
            };
        }
        let _ = area.present();
    }
    // The opening tag is made anew, with a title.
    text.split_once(">\n").map_or(String::new(), |(_, body)| body.to_owned())
}

fn paint_words(
    canvas: &Canvas<'_, SVGBackend<'_>>,
    label: &Label,
) -> super::Painted<SVGBackend<'static>> {
    let style = if label.bold { FontStyle::Bold } else { FontStyle::Normal };
    let face = FontDesc::new(FontFamily::Name(FAMILY), label.size * SCALE * LETTERS, style);
    let (red, green, blue) = label.colour.rgb;
    let side = match label.anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    };
    let style = face.color(&RGBColor(red, green, blue)).pos(Pos::new(side, VPos::Center));
    let text = allowed(&label.text);
    canvas.area.draw(&Text::new(text, canvas.place(label.place), style))
}

/// The text without what XML has no place for.
fn allowed(text: &str) -> String {
    let allowed = |letter: char| match letter {
        '\t' | '\n' | '\r' => ' ',
        '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
        letter => letter,
    };
    text.chars().map(allowed).collect()
}

fn escaped(text: &str) -> String {
    allowed(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_xml_is_kept_out() {
        assert_eq!(escaped("a<b>&\"c\"\u{1}\n"), "a&lt;b&gt;&amp;\"c\"\u{FFFD} ");
    }
}
