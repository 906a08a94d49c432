//! Convergence: what fewer years would have said, and how sure it is after all of them.

use super::amounts::{Currency, count, percent};
use super::axis::{Axis, Quantity, ends, with_room};
use super::drawing::{Area, Dash, Drawing, Point, at};
use super::facts::{Facts, rows_with};
use super::frame::Frame;
use super::palette::{LIGHT, MAIN, MUTED};
use super::panels::{Panel, Panels};
use super::picture::Picture;
use super::spread::Spread;
use super::{Blank, Table};
use crate::metrics::COMPANY;

/// The statistics that are followed, and what people call them.
const FOLLOWED: [(&str, &str); 4] = [
    ("mean", "mean"),
    ("p50", "median"),
    ("p95", "p95 (1 year in 20 is above it)"),
    ("cvar95", "mean of the worst 5 %"),
];

/// A statistic by the number of years.
struct Path {
    statistic: &'static str,
    name: &'static str,
    points: Vec<(f64, Spread)>,
}

impl Path {
    fn of(table: &Table, statistic: &'static str, name: &'static str) -> Option<Self> {
        let rows = [("team", COMPANY), ("metric", "variable_pay"), ("statistic", statistic)];
        let point = |row| {
            let years = *table.integers("years")?.get(row)? as f64;
            Some((years, Spread::of(table, row, ["value", "ci_low", "ci_high"])?))
        };
        let mut points: Vec<(f64, Spread)> = rows_with(table, &rows).filter_map(point).collect();
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        (!points.is_empty()).then_some(Self { statistic, name, points })
    }

    fn last(&self) -> Spread {
        self.points[self.points.len() - 1].1
    }

    /// Half the last interval as a share of the last value.
    fn relative_error(&self) -> Option<f64> {
        let last = self.last();
        last.interval?;
        (last.value != 0.0).then(|| last.half_width() / last.value.abs())
    }
}

fn title(paths: &[Path]) -> String {
    let points = paths.iter().flat_map(|path| &path.points);
    let years = points.map(|point| point.0).fold(0.0, f64::max) as u64;
    let after = format!("After {}", count(years, "year", "years"));
    let error = |statistic| {
        let path = paths.iter().find(|path| path.statistic == statistic)?;
        path.relative_error()
    };
    match (error("mean"), error("p95")) {
        (Some(mean), Some(p95)) => format!(
            "{after} the mean of variable pay is known within ± {}, its p95 within ± {}",
            percent(mean),
            percent(p95)
        ),
        (Some(mean), None) => {
            format!("{after} the mean of variable pay is known within ± {}", percent(mean))
        }
        _ => format!("{after} the error of variable pay is nothing or not known"),
    }
}

/// The picture.
pub(super) fn picture(table: &Table, facts: &Facts) -> Result<Picture, Blank> {
    let paths: Vec<Path> = FOLLOWED
        .into_iter()
        .filter_map(|(statistic, name)| Path::of(table, statistic, name))
        .collect();
    if paths.iter().all(|path| path.points.len() < 2) {
        return Err(Blank("has one number of years: nothing settles yet".to_owned()));
    }
    Ok(Picture {
        name: "convergence",
        title: title(&paths),
        explains: "What the first years of the run say of the company's variable pay, the more of them the more surely: \
                   bands are 95 % intervals, the thin line is what all years say."
            .to_owned(),
        source: facts.source("convergence"),
        chart: Box::new(Panels {
            panels: paths,
            currency: facts.currency.clone(),
            samples: Vec::new(),
            height: 210.0,
        }),
    })
}

impl Panel for Path {
    fn name(&self) -> &str {
        self.name
    }

    fn draw(&self, drawing: &mut Drawing, cell: Area, currency: &Currency) {
        let values = self.points.iter().flat_map(|(_, spread)| spread.reach());
        let years = self.points.iter().map(|(years, _)| *years);
        let (Some(span), Some(years)) = (ends(values, false), ends(years, false)) else { return };
        let y = Axis::new("variable pay", Quantity::Money(currency.clone()), with_room(span, 0.05));
        let x =
            Axis::new("years looked at", Quantity::Number, (years.0.max(0.5), years.1.max(1.0)))
                .of_ratios();
        let frame = Frame::draw(drawing, cell, &x, &y);
        let side = |of: fn(&Spread) -> f64| -> Vec<Point> {
            self.points.iter().map(|(years, spread)| frame.at(*years, of(spread))).collect()
        };
        drawing.band(&side(|it| it.reach()[2]), &side(|it| it.reach()[0]), LIGHT, 0.4);
        let level = frame.y.place(self.last().value);
        drawing.line(
            [at(frame.inside.left, level), at(frame.inside.right, level)],
            MUTED,
            1.0,
            Dash::Solid,
        );
        let line = side(|it| it.value);
        drawing.line(line.iter().copied(), MAIN, 2.5, Dash::Solid);
        for point in line {
            drawing.disc(point, 3.0, MAIN);
        }
    }
}
