//! The colours of the pictures.
//!
//! Data are drawn in colours of M. Okabe and K. Ito, "Color Universal Design" (2002), which people with any kind of
//! colour vision can tell apart. The series differ in lightness as well (L* 46, 70, 30, 58, 71, 62), and lines in their
//! dashes, so that a print in black and white can be read.

use super::drawing::Dash;

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour {
    /// Red, green, blue.
    pub rgb: (u8, u8, u8),
}

const fn colour(red: u8, green: u8, blue: u8) -> Colour {
    Colour { rgb: (red, green, blue) }
}

/// What is drawn on.
pub(super) const PAPER: Colour = colour(0xFF, 0xFF, 0xFF);
/// Words and axes.
pub(super) const INK: Colour = colour(0x1F, 0x23, 0x28);
/// Words of less weight.
pub(super) const MUTED: Colour = colour(0x57, 0x60, 0x6A);
/// Lines to read values by.
pub(super) const GRID: Colour = colour(0xDA, 0xDF, 0xE4);
/// Bars behind what a picture is about.
pub(super) const BACKGROUND: Colour = colour(0xB4, 0xBC, 0xC5);

/// The colours that a page with a dark background has to change, by the names of their CSS variables.
pub(super) const NEUTRAL: [(&str, Colour); 5] = [
    ("--plot-paper", PAPER),
    ("--plot-ink", INK),
    ("--plot-muted", MUTED),
    ("--plot-grid", GRID),
    ("--plot-background", BACKGROUND),
];

/// The main series.
pub(super) const MAIN: Colour = colour(0x00, 0x72, 0xB2);
/// Bands and bars of the main series.
pub(super) const LIGHT: Colour = colour(0x56, 0xB4, 0xE9);
/// Limits, and what lies beyond them.
pub(super) const LIMIT: Colour = colour(0xD5, 0x5E, 0x00);
/// What is set against the main series.
pub(super) const OTHER: Colour = colour(0xE6, 0x9F, 0x00);

/// Colours and dashes of series that stand side by side, in order; after the last they begin again.
pub(super) const SERIES: [(Colour, Dash); 6] = [
    (MAIN, Dash::Solid),
    (OTHER, Dash::Long),
    (colour(0x47, 0x47, 0x47), Dash::Short),
    (colour(0x00, 0x9E, 0x73), Dash::Dotted),
    (LIGHT, Dash::Solid),
    (colour(0xCC, 0x79, 0xA7), Dash::Short),
];

/// How many series look different.
pub(crate) const SERIES_COUNT: usize = SERIES.len();

/// Colour and dash of a series by its number.
pub(super) fn series(number: usize) -> (Colour, Dash) {
    SERIES[number % SERIES.len()]
}

/// A series as CSS: its colour and its dashes.
pub(crate) fn series_css(number: usize) -> String {
    let (Colour { rgb: (red, green, blue) }, dash) = series(number);
    let dashes = dash.lengths().map_or("none".to_owned(), |(on, off)| format!("{on} {off}"));
    format!("--colour:#{red:02X}{green:02X}{blue:02X};stroke-dasharray:{dashes}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// CIE lightness of an sRGB colour.
    fn lightness(Colour { rgb: (red, green, blue) }: Colour) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
        if luminance > 0.008_856 { 116.0 * luminance.cbrt() - 16.0 } else { 903.3 * luminance }
    }

    #[test]
    fn what_is_told_apart_by_colour_differs_in_lightness() {
        assert!((lightness(PAPER) - 100.0).abs() < 1e-3);
        for (a, b) in
            [(MAIN, LIGHT), (LIGHT, LIMIT), (MAIN, OTHER), (LIMIT, OTHER), (MAIN, BACKGROUND)]
        {
            let apart = (lightness(a) - lightness(b)).abs();
            assert!(apart >= 10.0, "{a:?} and {b:?} differ by {apart:.1} in lightness");
        }
    }

    #[test]
    fn series_of_like_lightness_differ_in_their_dashes() {
        for (i, (colour, dash)) in SERIES.iter().enumerate() {
            for (other, its_dash) in &SERIES[..i] {
                let apart = (lightness(*colour) - lightness(*other)).abs();
                assert!(apart >= 20.0 || dash != its_dash, "{colour:?} and {other:?}");
            }
        }
    }

    #[test]
    fn words_can_be_read_on_paper() {
        for words in [INK, MUTED] {
            assert!(lightness(words) < 45.0, "{words:?}");
        }
    }
}
