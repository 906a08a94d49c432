//! A picture as a list of marks, before it becomes SVG or PNG. Lengths are in units of 1/96 inch, from the top left.

use super::fonts;
use super::palette::Colour;

/// A place on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// A place.
pub(super) const fn at(x: f64, y: f64) -> Point {
    Point { x, y }
}

/// A part of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl Area {
    /// From the left to the right edge.
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// From the upper to the lower edge.
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// What is left of it below a strip of that height, and the strip.
    pub fn below(self, height: f64) -> (Self, Self) {
        let edge = self.top + height;
        (Self { bottom: edge, ..self }, Self { top: edge, ..self })
    }

    /// Equal parts beside and below one another, `columns` in a row, with room between them.
    pub fn cells(self, columns: usize, rows: usize, between: f64) -> Vec<Self> {
        let width = (self.width() - between * (columns as f64 - 1.0)) / columns as f64;
        let height = (self.height() - between * (rows as f64 - 1.0)) / rows as f64;
        let cell = |number: usize| {
            let left = self.left + (number % columns) as f64 * (width + between);
            let top = self.top + (number / columns) as f64 * (height + between);
            Self { left, top, right: left + width, bottom: top + height }
        };
        (0..columns * rows).map(cell).collect()
    }
}

/// How a line is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dash {
    /// Not at all.
    Solid,
    /// Long strokes.
    Long,
    /// Short strokes.
    Short,
    /// Dots.
    Dotted,
}

impl Dash {
    /// Length of a stroke and of the gap after it; none where there is no gap.
    const fn lengths(self) -> Option<(f64, f64)> {
        match self {
            Self::Solid => None,
            Self::Long => Some((9.0, 4.0)),
            Self::Short => Some((5.0, 3.0)),
            Self::Dotted => Some((1.5, 3.0)),
        }
    }
}

/// Where a text stands by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// It starts there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// A line of words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    /// The words.
    pub text: String,
    /// Its start, middle or end, at half the height of an x.
    pub place: Point,
    /// Which of these.
    pub anchor: Anchor,
    /// Size of an em.
    pub size: f64,
    /// Whether it is bold.
    pub bold: bool,
    /// Its colour.
    pub colour: Colour,
}

impl Label {
    /// The part of the page that it takes.
    pub fn area(&self) -> Area {
        let width = fonts::width(&self.text, self.size, self.bold);
        let left = match self.anchor {
            Anchor::Start => self.place.x,
            Anchor::Middle => self.place.x - width / 2.0,
            Anchor::End => self.place.x - width,
        };
        let half = self.size / 2.0;
        Area { left, top: self.place.y - half, right: left + width, bottom: self.place.y + half }
    }
}

/// Something drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mark {
    /// A line through points.
    Line { points: Vec<Point>, colour: Colour, width: f64 },
    /// The inside of a line through points; 1 is opaque.
    Shape { points: Vec<Point>, colour: Colour, opacity: f64 },
    /// An upright rectangle; 1 is opaque.
    Bar { area: Area, colour: Colour, opacity: f64 },
    /// A disc.
    Disc { centre: Point, radius: f64, colour: Colour },
    /// Words.
    Words(Label),
}

/// A picture, mark upon mark.
#[derive(Clone, Debug)]
pub(super) struct Drawing {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// What is drawn, from the lowest to the uppermost.
    pub marks: Vec<Mark>,
}

impl Drawing {
    /// Nothing yet, so wide.
    pub fn new(width: f64) -> Self {
        Self { width, height: 0.0, marks: Vec::new() }
    }

    /// A line, in strokes where it is dashed. Points that are no numbers are left out.
    pub fn line(
        &mut self,
        points: impl IntoIterator<Item = Point>,
        colour: Colour,
        width: f64,
        dash: Dash,
    ) {
        let finite = |point: &Point| point.x.is_finite() && point.y.is_finite();
        let points: Vec<Point> = points.into_iter().filter(finite).collect();
        let lines = match dash.lengths() {
            None => vec![points],
            Some((stroke, gap)) => strokes(&points, stroke, gap),
        };
        let lines = lines.into_iter().filter(|points| points.len() > 1);
        self.marks.extend(lines.map(|points| Mark::Line { points, colour, width }));
    }

    /// What is between a line above and a line below, through points in the same order.
    pub fn band(&mut self, upper: &[Point], lower: &[Point], colour: Colour, opacity: f64) {
        let points: Vec<Point> = upper.iter().chain(lower.iter().rev()).copied().collect();
        if upper.len() > 1 && lower.len() > 1 {
            self.marks.push(Mark::Shape { points, colour, opacity });
        }
    }

    /// An upright rectangle.
    pub fn bar(&mut self, area: Area, colour: Colour, opacity: f64) {
        self.marks.push(Mark::Bar { area, colour, opacity });
    }

    /// A disc.
    pub fn disc(&mut self, centre: Point, radius: f64, colour: Colour) {
        self.marks.push(Mark::Disc { centre, radius, colour });
    }

    /// Words.
    pub fn words(&mut self, label: Label) {
        self.marks.push(Mark::Words(label));
    }

    /// Its words with the areas that they take.
    #[cfg(test)]
    pub fn labels<'a>(&'a self) -> Vec<(&'a str, Area)> {
        let label = |mark: &'a Mark| match mark {
            Mark::Words(label) => Some((label.text.as_str(), label.area())),
            _ => None,
        };
        self.marks.iter().filter_map(label).collect()
    }
}

/// A line cut into strokes with gaps between them.
fn strokes(points: &[Point], stroke: f64, gap: f64) -> Vec<Vec<Point>> {
    let (mut lines, mut line) = (Vec::new(), Vec::new());
    let (mut drawn, mut left) = (true, stroke);
    line.extend(points.first());
    for pair in points.windows(2) {
        let (mut from, to) = (pair[0], pair[1]);
        loop {
            let rest = (to.x - from.x).hypot(to.y - from.y);
            if rest <= left {
                left -= rest;
                if drawn {
                    line.push(to);
                }
                break;
            }
            let part = left / rest;
            from = at(from.x + part * (to.x - from.x), from.y + part * (to.y - from.y));
            if drawn {
                line.push(from);
                lines.push(std::mem::take(&mut line));
            } else {
                line.push(from);
            }
            drawn = !drawn;
            left = if drawn { stroke } else { gap };
        }
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dashed_line_keeps_its_rhythm_around_corners() {
        // 10 to the right, 10 down: strokes of 6 with gaps of 3 begin at 0, 9 and 18 along it.
        let lines = strokes(&[at(0.0, 0.0), at(10.0, 0.0), at(10.0, 10.0)], 6.0, 3.0);
        assert_eq!(
            lines,
            [
                vec![at(0.0, 0.0), at(6.0, 0.0)],
                vec![at(9.0, 0.0), at(10.0, 0.0), at(10.0, 5.0)],
                vec![at(10.0, 8.0), at(10.0, 10.0)],
            ]
        );
    }

    #[test]
    fn an_area_is_parted_evenly() {
        let area = Area { left: 10.0, top: 0.0, right: 110.0, bottom: 50.0 };
        let cells = area.cells(2, 1, 20.0);
        assert_eq!(cells[0], Area { left: 10.0, top: 0.0, right: 50.0, bottom: 50.0 });
        assert_eq!(cells[1], Area { left: 70.0, top: 0.0, right: 110.0, bottom: 50.0 });
        let (strip, rest) = area.below(15.0);
        assert_eq!((strip.height(), rest.height()), (15.0, 35.0));
    }
}
