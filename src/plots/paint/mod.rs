//! Pictures as files, painted by `plotters`.

mod png;
mod svg;

use plotters::coord::Shift;
use plotters::prelude::{
    Circle, DrawingArea, DrawingAreaErrorKind, DrawingBackend, PathElement, Polygon, RGBAColor,
    Rectangle, ShapeStyle,
};

use super::drawing::{Area, Mark, Point};
use super::palette::Colour;
pub use png::PngError;

type Painted<DB> = Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// A canvas that has so many of its units to one of the drawing.
struct Canvas<'a, DB: DrawingBackend> {
    area: &'a DrawingArea<DB, Shift>,
    scale: f64,
}

impl<DB: DrawingBackend> Canvas<'_, DB> {
    fn place(&self, point: Point) -> (i32, i32) {
        ((point.x * self.scale).round() as i32, (point.y * self.scale).round() as i32)
    }

    fn length(&self, length: f64) -> u32 {
        (length * self.scale).round().max(1.0) as u32
    }

    fn line(&self, points: &[Point], colour: Colour, width: f64) -> Painted<DB> {
        let points: Vec<_> = points.iter().map(|point| self.place(*point)).collect();
        let stroke_width = self.length(width);
        self.area
            .draw(&PathElement::new(points, ShapeStyle { stroke_width, ..filled(colour, 1.0) }))
    }

    fn shape(&self, points: &[Point], colour: Colour, opacity: f64) -> Painted<DB> {
        let points: Vec<_> = points.iter().map(|point| self.place(*point)).collect();
        self.area.draw(&Polygon::new(points, filled(colour, opacity)))
    }

    fn bar(&self, area: Area, colour: Colour, opacity: f64) -> Painted<DB> {
        let corners =
            [Point { x: area.left, y: area.top }, Point { x: area.right, y: area.bottom }];
        let corners = corners.map(|corner| self.place(corner));
        self.area.draw(&Rectangle::new(corners, filled(colour, opacity)))
    }

    fn disc(&self, centre: Point, radius: f64, colour: Colour) -> Painted<DB> {
        self.area.draw(&Circle::new(self.place(centre), self.length(radius), filled(colour, 1.0)))
    }
}

/// A mark that is no words.
fn paint_shape<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, mark: &Mark) -> Painted<DB> {
    match mark {
        Mark::Line { points, colour, width } => canvas.line(points, *colour, *width),
        Mark::Shape { points, colour, opacity } => canvas.shape(points, *colour, *opacity),
        Mark::Bar { area, colour, opacity } => canvas.bar(*area, *colour, *opacity),
        Mark::Disc { centre, radius, colour } => canvas.disc(*centre, *radius, *colour),
        Mark::Words(_) => Ok(()),
    }
}

fn filled(Colour { rgb: (red, green, blue) }: Colour, opacity: f64) -> ShapeStyle {
    ShapeStyle { color: RGBAColor(red, green, blue, opacity), filled: true, stroke_width: 1 }
}
