//! The accrual: what variable pay is earned month by month, and how widely that varies.

use super::amounts::{Currency, count};
use super::axis::{Axis, Quantity, ends};
use super::drawing::{Area, Dash, Drawing, Point};
use super::facts::{Facts, number, rows_with};
use super::frame::{Frame, Sample, legend};
use super::palette::{INK, LIGHT, MAIN};
use super::picture::{Chart, Picture};
use super::spread::Spread;
use super::{Blank, Table};
use crate::metrics::COMPANY;

/// A month of the company's variable pay.
#[derive(Clone, Copy, Debug)]
struct Month {
    /// Of the plan year, from 1.
    number: i64,
    mean: Spread,
    p05: Spread,
    p25: f64,
    p50: f64,
    p75: f64,
    p95: Spread,
}

/// The months of a year.
struct Accrual {
    months: Vec<Month>,
    currency: Currency,
}

impl Accrual {
    fn of(table: &Table, facts: &Facts) -> Option<Self> {
        let rows = [("team", COMPANY), ("metric", "variable_pay")];
        let month = |row| {
            let of = |column| number(table, column, row);
            let with_ends = |columns| Spread::of(table, row, columns);
            let month = Month {
                number: *table.integers("month")?.get(row)?,
                mean: with_ends(["mean", "mean_low", "mean_high"])?,
                p05: with_ends(["p05", "p05_low", "p05_high"])?,
                p25: of("p25")?,
                p50: of("p50")?,
                p75: of("p75")?,
                p95: with_ends(["p95", "p95_low", "p95_high"])?,
            };
            Some(month)
        };
        let mut months: Vec<Month> = rows_with(table, &rows).filter_map(month).collect();
        months.sort_by_key(|month| month.number);
        let currency = facts.currency.clone();
        (!months.is_empty()).then_some(Self { months, currency })
    }

    fn title(&self, years: u64) -> Option<String> {
        let amount = |spread: &Spread| spread.amount(&self.currency).in_sentence();
        // Of several alike the first.
        let most = self.months.iter().rev().max_by(|a, b| a.mean.value.total_cmp(&b.mean.value))?;
        let all: f64 = self.months.iter().map(|month| month.mean.value).sum();
        if all == 0.0 {
            return Some("No month accrues variable pay".to_owned());
        }
        let mean = amount(&most.mean);
        let first = format!("Month {} accrues most: {mean} on average", most.number);
        if years == 1 {
            let share = super::amounts::percent(most.mean.value / all);
            return Some(format!(
                "Month {} accrues most in the one year simulated: {mean}, {share} of its pay",
                most.number
            ));
        }
        Some(match most.p05.value < most.p95.value {
            true => format!(
                "{first}, and between {} and {} in 9 years of 10",
                amount(&most.p05),
                amount(&most.p95)
            ),
            false => format!("{first}, the same in 9 years of 10"),
        })
    }
}

/// The picture.
pub(super) fn picture(months: &Table, facts: &Facts) -> Result<Picture, Blank> {
    let accrual = Accrual::of(months, facts).ok_or_else(Blank::no_rows)?;
    let years = months
        .integers("n")
        .and_then(|years| years.iter().max())
        .copied()
        .unwrap_or(0)
        .unsigned_abs();
    Ok(Picture {
        name: "accrual",
        title: accrual.title(years).ok_or_else(Blank::no_rows)?,
        explains: format!(
            "The company's variable pay by the month in which it is earned, less recoveries, over {}. Each month \
             stands for itself: the ends of the bands do not add up to those of a year.",
            count(years, "year", "years")
        ),
        source: facts.source("months"),
        chart: Box::new(accrual),
    })
}

impl Chart for Accrual {
    fn height(&self, width: f64) -> f64 {
        if width < 600.0 { 330.0 } else { 380.0 }
    }

    fn draw(&self, drawing: &mut Drawing, area: Area) {
        let samples = [
            (Sample::Box(LIGHT, 0.35), "9 years of 10".to_owned()),
            (Sample::Box(LIGHT, 0.9), "middle half of years".to_owned()),
            (Sample::Line(MAIN, Dash::Solid), "median".to_owned()),
            (Sample::Line(INK, Dash::Short), "mean".to_owned()),
        ];
        let rows = legend(drawing, area, &samples);
        let (_, area) = area.below(rows + 4.0);
        let values = self
            .months
            .iter()
            .flat_map(|month| [month.p05.value, month.p95.value, month.mean.value]);
        let Some((low, high)) = ends(values, true) else { return };
        let top = high + 0.05 * (high - low);
        let y = Axis::new(
            "variable pay of the month",
            Quantity::Money(self.currency.clone()),
            (low, top),
        );
        let numbers = self.months.iter().map(|month| month.number as f64);
        let (first, last) = (self.months[0].number, self.months[self.months.len() - 1].number);
        let x = Axis::new(
            "month of the plan year",
            Quantity::Number,
            (first as f64 - 0.3, last as f64 + 0.3),
        )
        .marked(numbers.map(|number| (number, number.to_string())).collect());
        let frame = Frame::draw(drawing, area, &x, &y);
        let along = |of: fn(&Month) -> f64| -> Vec<Point> {
            self.months.iter().map(|month| frame.at(month.number as f64, of(month))).collect()
        };
        drawing.band(&along(|month| month.p95.value), &along(|month| month.p05.value), LIGHT, 0.35);
        drawing.band(&along(|month| month.p75), &along(|month| month.p25), LIGHT, 0.9);
        let median = along(|month| month.p50);
        let mean = along(|month| month.mean.value);
        drawing.line(mean, INK, 2.0, Dash::Short);
        drawing.line(median.iter().copied(), MAIN, 2.5, Dash::Solid);
        for point in median {
            drawing.disc(point, 3.0, MAIN);
        }
    }
}
