//! Scaling: how far a larger team evens out the spread of the cost, and where that ends.

use super::amounts::grouped;
use super::axis::{Axis, Quantity, ends};
use super::drawing::{Anchor, Area, Dash, Drawing, Point, at};
use super::facts::{Facts, number, rows_with};
use super::frame::{Frame, ROW, on_paper, words};
use super::palette::{INK, LIGHT, LIMIT, MAIN};
use super::picture::{Chart, Picture};
use super::spread::Spread;
use super::{Blank, Table};
use crate::metrics::COMPANY;

/// The spread of the cost by head count.
struct Scaling {
    /// Multiples of today's heads, rising, and the standard deviation as a share of the mean.
    points: Vec<(f64, Spread)>,
    /// Where it ends with ever more heads.
    limit: Option<Spread>,
}

impl Scaling {
    fn of(table: &Table) -> Self {
        let rows = [("team", COMPANY), ("metric", "variable_pay")];
        let (mut points, mut limit) = (Vec::new(), None);
        for row in rows_with(table, &rows) {
            let columns = ["relative_sd", "relative_sd_low", "relative_sd_high"];
            let Some(spread) = Spread::of(table, row, columns) else { continue };
            match number(table, "heads", row) {
                Some(heads) if heads > 0.0 => points.push((heads, spread)),
                _ => limit = Some(spread),
            }
        }
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        Self { points, limit }
    }

    fn with_heads(&self, heads: f64) -> Option<Spread> {
        self.points.iter().find(|point| point.0 == heads).map(|point| point.1)
    }

    fn title(&self) -> Option<String> {
        let today = self.with_heads(1.0)?;
        let mut title =
            format!("The cost spreads by {} of its mean", today.percent().in_sentence());
        if let Some(double) = self.with_heads(2.0) {
            title +=
                &format!("; with twice the heads it would by {}", double.percent().in_sentence());
        }
        if let Some(limit) = self.limit {
            title += &format!(", and never by less than {}", limit.percent().in_sentence());
        }
        Some(title)
    }
}

/// The picture.
pub(super) fn picture(table: &Table, facts: &Facts) -> Result<Picture, Blank> {
    let scaling = Scaling::of(table);
    let nothing = || Blank("has no spread of the company's variable pay to scale".to_owned());
    let title = scaling.title().ok_or_else(nothing)?;
    Ok(Picture {
        name: "scaling",
        title,
        explains: "The standard deviation of the company's variable pay over years as a share of its mean, by the number \
                   of heads; the band is its 95 % interval."
            .to_owned(),
        source: facts.source("variance_scaling"),
        chart: Box::new(scaling),
    })
}

impl Chart for Scaling {
    fn height(&self, width: f64) -> f64 {
        if width < 600.0 { 300.0 } else { 340.0 }
    }

    fn draw(&self, drawing: &mut Drawing, area: Area) {
        let values = self
            .points
            .iter()
            .flat_map(|(_, spread)| spread.reach())
            .chain(self.limit.map(|limit| limit.value));
        let Some((low, high)) = ends(values, true) else { return };
        let heads = self.points.iter().map(|(heads, _)| *heads);
        let Some((few, many)) = ends(heads, false) else { return };
        let y = Axis::new("standard deviation ÷ mean", Quantity::Share, (low, 1.05 * high));
        let multiple = |heads: f64| {
            let decimals = (0..3).find(|&d| (heads * 10_f64.powi(d)).fract() == 0.0).unwrap_or(2);
            format!("{}×", grouped(heads, decimals as usize))
        };
        let marks = self.points.iter().map(|(heads, _)| (*heads, multiple(*heads))).collect();
        let x =
            Axis::new("heads, as a multiple of today's", Quantity::Number, (few / 1.1, many * 1.1))
                .of_ratios()
                .marked(marks);
        let frame = Frame::draw(drawing, area, &x, &y);
        let side = |of: fn(&Spread) -> f64| -> Vec<Point> {
            self.points.iter().map(|(heads, spread)| frame.at(*heads, of(spread))).collect()
        };
        drawing.band(&side(|it| it.reach()[2]), &side(|it| it.reach()[0]), LIGHT, 0.4);
        drawing.line(side(|it| it.value), MAIN, 2.5, Dash::Solid);
        for (heads, spread) in &self.points {
            let place = frame.at(*heads, spread.value);
            let colour = if *heads == 1.0 { INK } else { MAIN };
            drawing.disc(place, 4.0, colour);
            if *heads == 1.0 {
                let text = format!("today {}", spread.percent().beside());
                on_paper(drawing, words(text, at(place.x + 8.0, place.y - ROW), Anchor::Start));
            }
        }
        if let Some(limit) = self.limit {
            let level = frame.y.place(limit.value);
            let ends = [at(frame.inside.left, level), at(frame.inside.right, level)];
            drawing.line(ends, LIMIT, 2.0, Dash::Long);
            let text = format!("never less than {}", limit.percent().beside());
            let place =
                at(frame.inside.left + 8.0, (level + ROW).min(frame.inside.bottom - ROW / 2.0));
            on_paper(drawing, words(text, place, Anchor::Start));
        }
    }
}
