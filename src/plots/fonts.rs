//! The type of the pictures: DejaVu Sans, built into the program, so that machines without fonts draw the same.
//!
//! The fonts, how they were cut and their licence are in `src/plots/fonts`.

use std::sync::Once;

use plotters::style::{FontDesc, FontFamily, FontStyle, register_font};

use super::letters;

/// The family as SVG names it, and what stands in for it elsewhere: faces of the same width first.
pub(super) const FAMILY: &str = "DejaVu Sans, Verdana, sans-serif";

/// CSS that brings both weights along, of Latin and the signs of the pictures' own words.
pub const FACES: &str = include_str!("fonts/faces.css");

/// The height of an em beside that of the face (1901 above and 483 below the line, of 2048), which plotters counts in.
pub(super) const EM: f64 = 2384.0 / 2048.0;

/// Half the height of an x, in em: how far the line is below the middle of a label.
pub(super) const HALF_X: f64 = 1120.0 / 2048.0 / 2.0;

/// Size at which widths are measured: plotters gives them in whole units.
const MEASURED: f64 = 4096.0;

/// The face at a size of its em.
pub(super) fn face(size: f64, bold: bool) -> FontDesc<'static> {
    static REGISTERED: Once = Once::new();
    REGISTERED.call_once(|| {
        const FILES: [(FontStyle, &[u8]); 2] = [
            (FontStyle::Normal, include_bytes!("fonts/DejaVuSans.ttf")),
            (FontStyle::Bold, include_bytes!("fonts/DejaVuSans-Bold.ttf")),
        ];
        for (style, bytes) in FILES {
            // A file that is no font would leave the pictures without words; a test holds that these are.
            let _ = register_font(FAMILY, style, bytes);
        }
    });
    let style = if bold { FontStyle::Bold } else { FontStyle::Normal };
    FontDesc::new(FontFamily::Name(FAMILY), size * EM, style)
}

/// How wide a text is at a size of the em.
pub(super) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let measured = face(MEASURED, bold).layout_box(&letters::in_drawing_order(text));
    measured.map_or(0.0, |((left, _), (right, _))| f64::from(right - left)) * size / MEASURED
}

/// The text in lines no wider than that, broken at blanks, and within a word that is wider.
pub(super) fn lines(text: &str, size: f64, bold: bool, within: f64) -> Vec<String> {
    let fits = |text: &str| width(text, size, bold) <= within;
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if fits(&longer) {
            line = longer;
            continue;
        }
        lines.extend(Some(std::mem::take(&mut line)).filter(|line| !line.is_empty()));
        for letter in word.chars() {
            line.push(letter);
            if line.chars().count() > 1 && !fits(&line) {
                line.pop();
                lines.push(std::mem::replace(&mut line, letter.to_string()));
            }
        }
    }
    lines.extend(Some(line).filter(|line| !line.is_empty()));
    lines
}

/// The text where it fits; else its beginning and an ellipsis.
pub(super) fn shortened(text: &str, size: f64, bold: bool, within: f64) -> String {
    if width(text, size, bold) <= within {
        return text.to_owned();
    }
    let mut kept = text.to_owned();
    while kept.pop().is_some() {
        let short = format!("{}…", kept.trim_end());
        if width(&short, size, bold) <= within {
            return short;
        }
    }
    "…".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_fonts() {
        // Advances in the files, of 2048: H 1540, i 569; bold H 1714, i 702.
        for (bold, expected) in [(false, 1540.0 + 569.0), (true, 1714.0 + 702.0)] {
            let found = width("Hi", 2048.0, bold);
            assert!((found - expected).abs() < 1.0, "{found} for {expected}");
        }
        assert_eq!(width("", 12.0, false), 0.0);
    }

    #[test]
    fn text_is_broken_to_fit() {
        let text = "Variable pay costs a lot in a year";
        let broken = lines(text, 12.0, false, 100.0);
        assert!(broken.len() > 1 && broken.join(" ") == text, "{broken:?}");
        assert!(broken.iter().all(|line| width(line, 12.0, false) <= 100.0));
        let word = "x".repeat(200);
        let broken = lines(&word, 12.0, false, 100.0);
        assert!(
            broken.concat() == word && broken.iter().all(|line| width(line, 12.0, false) <= 100.0)
        );
        assert_eq!(lines("  ", 12.0, false, 100.0), Vec::<String>::new());
    }

    #[test]
    fn text_is_shortened_to_fit() {
        assert_eq!(shortened("AE", 12.0, false, 100.0), "AE");
        let short = shortened(&"Mid-market ".repeat(20), 12.0, true, 100.0);
        assert!(short.ends_with('…') && width(&short, 12.0, true) <= 100.0, "{short}");
        assert_eq!(shortened("AE", 12.0, false, 1.0), "…");
    }

    #[test]
    fn the_faces_of_svg_are_css() {
        assert_eq!(FACES.matches("@font-face{").count(), 2);
        assert!(!FACES.contains(['<', '&']), "they stand inside XML");
    }
}
