//! PNG: for slides and documents that take no SVG. Two pixels to a unit; painted four times as large and averaged, so
//! that edges are smooth.

use std::path::Path;

use plotters::prelude::{
    BitMapBackend, BitMapElement, Color, DrawingBackend, IntoDrawingArea, RGBColor,
};

use super::{Canvas, paint_shape};
use crate::plots::drawing::{Anchor, Drawing, Label, Mark, Point, at};
use crate::plots::palette::Colour;
use crate::plots::picture::{Picture, Width};
use crate::plots::{fonts, letters};

/// Pixels to a unit of the drawing.
const PIXELS: usize = 2;
/// Painted pixels to one of the file, along and down.
const FINE: usize = 2;

/// A PNG file that cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct PngError(String);

impl Picture {
    /// Writes it as a PNG file, 192 pixels to the inch.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write_png(&self, width: Width, path: &Path) -> Result<(), PngError> {
        let drawing = self.drawing(width);
        let (pixels, size) = painted(&drawing).map_err(PngError)?;
        let failed = |error: &dyn std::fmt::Display| PngError(error.to_string());
        let area = BitMapBackend::new(path, size).into_drawing_area();
        let whole = BitMapElement::with_owned_buffer((0, 0), size, pixels);
        let whole =
            whole.ok_or_else(|| PngError("the pixels are not as many as they should be".into()))?;
        area.draw(&whole).map_err(|error| failed(&error))?;
        area.present().map_err(|error| failed(&error))
    }
}

/// The pixels of a drawing, red, green and blue from the top left, and how many there are along and down.
fn painted(drawing: &Drawing) -> Result<(Vec<u8>, (u32, u32)), String> {
    let scale = PIXELS * FINE;
    let pixels = |length: f64| length.ceil() as usize * PIXELS;
    let (width, height) = (pixels(drawing.width), pixels(drawing.height));
    let mut fine = vec![0xFF; width * FINE * height * FINE * 3];
    {
        let size = ((width * FINE) as u32, (height * FINE) as u32);
        let area = BitMapBackend::with_buffer(&mut fine, size).into_drawing_area();
        let canvas = Canvas { area: &area, scale: scale as f64 };
        for mark in &drawing.marks {
            match mark {
                Mark::Words(label) => paint_words(&canvas, label),
                Mark::Line { points, colour, width } => {
                    thick_line(&canvas, points, *colour, *width)
                }
                mark => paint_shape(&canvas, mark),
            }
            .map_err(|error| error.to_string())?;
        }
        area.present().map_err(|error| error.to_string())?;
    }
    Ok((averaged(&fine, width, height), (width as u32, height as u32)))
}

/// A line piece by piece, its joints round: `plotters` fills the outline of a whole line, which leaves holes where
/// it bends back.
fn thick_line<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    points: &[Point],
    colour: Colour,
    width: f64,
) -> super::Painted<DB> {
    let half = width / 2.0;
    for (number, pair) in points.windows(2).enumerate() {
        let (from, to) = (pair[0], pair[1]);
        let (along, down) = (to.x - from.x, to.y - from.y);
        let length = along.hypot(down);
        if length == 0.0 {
            continue;
        }
        let (x, y) = (-down / length * half, along / length * half);
        let corners = [(from, 1.0), (to, 1.0), (to, -1.0), (from, -1.0)];
        let corners = corners.map(|(end, side)| at(end.x + side * x, end.y + side * y));
        canvas.shape(&corners, colour, 1.0)?;
        if number > 0 && width > 1.0 {
            canvas.disc(from, half, colour)?;
        }
    }
    Ok(())
}

fn paint_words<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, label: &Label) -> super::Painted<DB> {
    let text = letters::in_drawing_order(&label.text);
    let size = label.size * canvas.scale;
    let face = fonts::face(size, label.bold);
    let width = fonts::width(&label.text, size, label.bold);
    let (x, y) = (label.place.x * canvas.scale, label.place.y * canvas.scale);
    let left = match label.anchor {
        Anchor::Start => x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    // `plotters` puts the line that letters stand on half of the face's height below the place.
    let top = y + fonts::HALF_X * size - fonts::EM * size / 2.0;
    let (red, green, blue) = label.colour.rgb;
    let colour = RGBColor(red, green, blue);
    let place = (left.round() as i32, top.round() as i32);
    let drawn = face.draw(&text, place, |x, y, cover| {
        canvas.area.draw_pixel((x, y), &colour.mix(f64::from(cover.clamp(0.0, 1.0))))
    });
    // The faces are built in, so that the outer result is never an error.
    drawn.unwrap_or(Ok(()))
}

/// Every pixel the mean of the finer ones in its place.
fn averaged(fine: &[u8], width: usize, height: usize) -> Vec<u8> {
    let row = width * FINE * 3;
    let mut pixels = Vec::with_capacity(width * height * 3);
    for down in 0..height {
        for along in 0..width {
            for part in 0..3 {
                let within = (0..FINE * FINE).map(|number| {
                    let (x, y) = (along * FINE + number % FINE, down * FINE + number / FINE);
                    u32::from(fine[y * row + x * 3 + part])
                });
                let sum: u32 = within.sum();
                pixels.push((sum / (FINE * FINE) as u32) as u8);
            }
        }
    }
    pixels
}
