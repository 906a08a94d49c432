//! The exceedance curve: the chance that variable pay costs more than any amount.

use super::amounts::percent;
use super::axis::{Axis, Quantity, ends, with_room};
use super::cost::{CURVE, Cost};
use super::drawing::{Anchor, Area, Dash, Drawing, Point, at};
use super::facts::Facts;
use super::frame::{Frame, ROW, SMALL, apart, on_paper, words};
use super::palette::{INK, LIGHT, LIMIT};
use super::picture::{Chart, Picture};
use super::spread::Spread;
use super::{Blank, Table, fonts};
use crate::statistics::{Statistic, proportion};

/// The picture.
pub(super) fn picture(years: &Table, facts: &Facts) -> Result<Picture, Blank> {
    let cost = Cost::of(years, facts).ok_or_else(Blank::no_rows)?;
    if cost.is_constant() {
        let one = cost.sorted.len() == 1;
        let why = if one {
            "has one year, which has no chance to cost otherwise"
        } else {
            "has the same cost in every year"
        };
        return Err(Blank(why.to_owned()));
    }
    Ok(Picture {
        name: "exceedance",
        title: title(&cost),
        explains: "The share of years in which the company's variable pay is above an amount; the band around the line \
                   is its 95 % interval."
            .to_owned(),
        source: facts.source("years"),
        chart: Box::new(Exceedance(cost)),
    })
}

fn title(cost: &Cost) -> String {
    let amount = |statistic| cost.stated(statistic).map(|stated| stated.in_sentence());
    let quantiles = match (amount(Statistic::P90), amount(Statistic::P95)) {
        (Some(p90), Some(p95)) => {
            format!("1 year in 10 costs more than {p90} of variable pay, 1 in 20 more than {p95}")
        }
        _ => "The chance that variable pay costs more".to_owned(),
    };
    match cost.overrun() {
        Some(overrun) => format!("{quantiles}; {overrun}"),
        None => quantiles,
    }
}

/// The curve of a cost that varies.
struct Exceedance(Cost);

/// Most points of the curve.
const POINTS: usize = 300;

/// The chances that are marked, and what people say for them.
const MARKED: [(Statistic, f64, &str); 4] = [
    (Statistic::P50, 0.5, "1 in 2"),
    (Statistic::P90, 0.1, "1 in 10"),
    (Statistic::P95, 0.05, "1 in 20"),
    (Statistic::P99, 0.01, "1 in 100"),
];

impl Exceedance {
    /// Amounts with the share of years above them and its interval, the amounts rising. The first is the least year.
    fn curve(&self) -> Vec<(f64, f64, (f64, f64))> {
        let sorted = &self.0.sorted;
        let n = sorted.len();
        let step = n.div_ceil(POINTS);
        let places = (0..n).filter(|place| place % step == 0 || *place + 1 == n);
        places
            .filter_map(|place| {
                let amount = sorted[place];
                let above = n - sorted.partition_point(|value| *value <= amount);
                let share = proportion(above, n)?;
                let interval =
                    share.interval.map_or((share.value, share.value), |it| (it.low, it.high));
                Some((amount, share.value, interval))
            })
            .collect()
    }
}

impl Chart for Exceedance {
    fn height(&self, width: f64) -> f64 {
        if is_narrow(width) { 340.0 + ROW * (MARKED.len() + 1) as f64 } else { 400.0 }
    }

    fn draw(&self, drawing: &mut Drawing, area: Area) {
        let Self(cost) = self;
        let curve = self.curve();
        let near = cost.budget.map(|(budget, _)| budget).filter(|budget| {
            let (low, high) = (cost.sorted[0], cost.sorted[cost.sorted.len() - 1]);
            (low - (high - low)..=high + (high - low)).contains(budget)
        });
        let amounts = curve.iter().map(|point| point.0).chain(near);
        let Some(span) = ends(amounts, false) else { return };
        let x = Axis::new(
            "variable pay a year",
            Quantity::Money(cost.currency.clone()),
            with_room(span, 0.02),
        );
        let shares = (0..=4).map(|quarter| f64::from(quarter) / 4.0);
        let y = Axis::new("share of years above the amount", Quantity::Share, (0.0, 1.0))
            .marked(shares.map(|share| (share, percent(share))).collect());
        let marks = self.marks(near);
        // Where there is no room beside the curve, words stand above it.
        let listed = if is_narrow(area.right - area.left) { ROW * marks.len() as f64 } else { 0.0 };
        let frame = Frame::draw(drawing, Area { top: area.top + listed, ..area }, &x, &y);

        let side = |of: fn((f64, f64)) -> f64| -> Vec<Point> {
            curve.iter().map(|(amount, _, interval)| frame.at(*amount, of(*interval))).collect()
        };
        drawing.band(&side(|it| it.1), &side(|it| it.0), LIGHT, 0.45);
        let start = frame.at(span.0, 1.0);
        let line = curve.iter().map(|(amount, share, _)| frame.at(*amount, *share));
        drawing.line([start].into_iter().chain(line), CURVE, 2.5, Dash::Solid);
        for mark in &marks {
            if mark.is_budget {
                frame.upright(drawing, mark.amount, frame.inside.top, LIMIT, Dash::Solid);
            }
            let (radius, colour) = if mark.is_budget { (5.0, LIMIT) } else { (4.0, INK) };
            drawing.disc(frame.at(mark.amount, mark.share), radius, colour);
        }
        if listed > 0.0 {
            for (mark, number) in marks.iter().zip(0_u8..) {
                let place = at(area.right, area.top + ROW * (f64::from(number) + 0.5));
                drawing.words(words(mark.words.clone(), place, Anchor::End));
            }
        } else {
            label(drawing, &frame, &marks);
        }
    }
}

/// Whether words have no room beside the curve.
fn is_narrow(width: f64) -> bool {
    width < 600.0
}

/// A point of the curve that is named.
struct Named {
    amount: f64,
    share: f64,
    words: String,
    is_budget: bool,
}

impl Exceedance {
    /// The budget, where it lies on the axis, and the chances that people speak of, the largest first.
    fn marks(&self, budget: Option<f64>) -> Vec<Named> {
        let currency = &self.0.currency;
        let chance = self.0.budget.map(|(_, chance)| Spread::from(chance));
        let budget = budget.zip(chance).map(|(amount, chance)| {
            let share = chance.percent().beside();
            let words = format!("budget {}: {share} above", currency.amount(amount));
            Named { amount, share: chance.value, words, is_budget: true }
        });
        let named = MARKED.iter().filter_map(|(statistic, share, chance)| {
            let amount = self.0.value(*statistic)?;
            let words = format!("{chance} above {}", self.0.stated(*statistic)?.beside());
            Some(Named { amount, share: *share, words, is_budget: false })
        });
        budget.into_iter().chain(named).collect()
    }
}

/// Words beside the points, right of the falling curve; one above the other at the right edge where they do not fit.
fn label(drawing: &mut Drawing, frame: &Frame, marks: &[Named]) {
    const BESIDE: f64 = 10.0;
    let right = frame.inside.right;
    let fits = |mark: &Named| {
        frame.x.place(mark.amount) + BESIDE + fonts::width(&mark.words, SMALL, false) <= right
    };
    let level_of = |mark: &Named| match mark.is_budget {
        true => frame.inside.top + ROW,
        false => frame.y.place(mark.share) - 2.0,
    };
    if marks.iter().all(fits) {
        let lowest = frame.inside.bottom - ROW / 2.0 - 2.0;
        let levels = apart(marks.iter().map(level_of).collect(), ROW, lowest);
        for (mark, level) in marks.iter().zip(levels) {
            let place = at(frame.x.place(mark.amount) + BESIDE, level);
            on_paper(drawing, words(mark.words.clone(), place, Anchor::Start));
        }
        return;
    }
    for (number, mark) in marks.iter().enumerate() {
        let place = at(right, frame.inside.top + ROW * (number as f64 + 0.7));
        on_paper(drawing, words(mark.words.clone(), place, Anchor::End));
    }
}
