//! The distribution of the cost: how often variable pay is how much, with the budget and quantiles.

use super::amounts::{Currency, count};
use super::axis::{Axis, Quantity, Scale, ends, round_step, with_room};
use super::drawing::{Anchor, Area, Dash, Drawing, at};
use super::facts::{Facts, number, rows_with};
use super::frame::{Frame, ROW, Sample, flags, legend, muted, on_paper, words};
use super::palette::{Colour, INK, LIGHT, LIMIT, MAIN};
use super::picture::{Chart, Picture};
use super::spread::{Spread, Stated};
use super::{Blank, Table};
use crate::metrics::COMPANY;
use crate::statistics::{Estimate, Scratch, Statistic, Summary, probability_above, summarise};

/// What variable pay cost the company, year by year.
#[derive(Clone, Debug)]
pub(super) struct Cost {
    /// In rising order.
    pub sorted: Vec<f64>,
    /// Their statistics.
    pub summary: Summary,
    /// The budget, and the share of years above it.
    pub budget: Option<(f64, Estimate)>,
    /// What they are counted in.
    pub currency: Currency,
}

impl Cost {
    /// From the table `years`; none where it has no year of the company.
    pub fn of(years: &Table, facts: &Facts) -> Option<Self> {
        let rows = [("team", COMPANY)];
        let values = rows_with(years, &rows).filter_map(|row| number(years, "variable_pay", row));
        let mut sorted: Vec<f64> = values.collect();
        sorted.sort_by(f64::total_cmp);
        let above = |budget| Some((budget, probability_above(&sorted, budget)?));
        let budget = facts.budget.and_then(above);
        let summary = summarise(&sorted, &mut Scratch::default());
        let currency = facts.currency.clone();
        (!sorted.is_empty()).then_some(Self { sorted, summary, budget, currency })
    }

    /// A statistic with its error.
    pub fn stated(&self, statistic: Statistic) -> Option<Stated> {
        let estimate = self.summary.get(statistic)?;
        let unknown = estimate.interval.is_none() && !self.is_constant();
        let stated = Spread::from(estimate).amount(&self.currency);
        Some(if unknown { Stated { error: Some("± ?".to_owned()), ..stated } } else { stated })
    }

    /// A statistic's value.
    pub fn value(&self, statistic: Statistic) -> Option<f64> {
        self.summary.get(statistic).map(|estimate| estimate.value)
    }

    /// Whether every year is alike.
    pub fn is_constant(&self) -> bool {
        self.sorted.first() == self.sorted.last()
    }

    /// What the budget has to do with it, as the end of a sentence.
    pub fn overrun(&self) -> Option<String> {
        let (budget, chance) = self.budget?;
        let budget = self.currency.amount(budget);
        let years = count(chance.n as u64, "year", "years");
        Some(match chance.value {
            0.0 => format!("none of {years} is above the budget of {budget}"),
            1.0 => format!("every year is above the budget of {budget}"),
            _ => {
                let share = Spread::from(chance).percent().in_sentence();
                format!("{share} of years are above the budget of {budget}")
            }
        })
    }

    fn title(&self) -> String {
        let first = match (self.value(Statistic::Mean), self.sorted.len()) {
            (Some(mean), 1) => {
                format!(
                    "Variable pay costs {} in the one year simulated",
                    self.currency.amount(mean)
                )
            }
            (Some(mean), _) if self.is_constant() => {
                format!("Variable pay costs {} in every year", self.currency.amount(mean))
            }
            (Some(_), _) => {
                let mean =
                    self.stated(Statistic::Mean).map_or(String::new(), |it| it.in_sentence());
                format!("Variable pay costs {mean} a year on average")
            }
            // Amounts whose sum is beyond all numbers.
            (None, _) => "What variable pay costs a year".to_owned(),
        };
        match self.overrun() {
            Some(overrun) => format!("{first}; {overrun}"),
            None => first,
        }
    }

    /// What the axis spans: all years, or, where a few lie far out, all but one in a thousand on each side.
    fn span(&self) -> Option<(f64, f64)> {
        let quantile = |p| crate::statistics::quantile(&self.sorted, p);
        let (low, high) = (quantile(0.001)?, quantile(0.999)?);
        let (least, most) = (*self.sorted.first()?, *self.sorted.last()?);
        let far = 0.4 * (high - low);
        let low = if least < low - far { low } else { least };
        let high = if most > high + far { high } else { most };
        let budget = self.budget.map(|(budget, _)| budget);
        let near =
            |budget: &f64| (low - 2.0 * (high - low)..=high + 2.0 * (high - low)).contains(budget);
        ends([low, high].into_iter().chain(budget.filter(near)), false)
    }

    /// Years by amount: where bars begin, how wide they are, and how many years are in each.
    fn bars(&self, (low, high): (f64, f64)) -> (f64, f64, Vec<usize>) {
        // D. Freedman and P. Diaconis, "On the histogram as a density estimator" (1981): twice the distance of the
        // quartiles by the cube root of the number; rounded, so that bars end at round amounts.
        let quantile = |p| crate::statistics::quantile(&self.sorted, p).unwrap_or(low);
        let wide = 2.0 * (quantile(0.75) - quantile(0.25)) / (self.sorted.len() as f64).cbrt();
        let width = round_step(wide.clamp((high - low) / 60.0, (high - low) / 8.0));
        let start = (low / width).floor() * width;
        let number = (((high - start) / width).floor() as usize + 1).min(100);
        let mut bars = vec![0; number];
        for value in &self.sorted {
            let bar = ((value - start) / width).floor();
            if bar >= 0.0 && bar < number as f64 {
                bars[bar as usize] += 1;
            }
        }
        (start, width, bars)
    }

    /// The amounts that lines mark, from the least: words, colour and dash.
    fn lines(&self) -> Vec<(f64, String, Colour, Dash)> {
        let named = [
            (Statistic::P50, "median", Dash::Solid),
            (Statistic::P90, "p90", Dash::Long),
            (Statistic::P95, "p95", Dash::Short),
        ];
        let quantiles = named.into_iter().filter_map(|(statistic, name, dash)| {
            let value = self.value(statistic)?;
            let words = self.stated(statistic)?.beside();
            Some((value, format!("{name} {words}"), INK, dash))
        });
        let mut lines: Vec<_> = quantiles.collect();
        if self.is_constant() {
            lines.truncate(1);
        }
        let budget = self.budget.map(|(budget, _)| budget);
        lines.extend(budget.map(|budget| {
            (budget, format!("budget {}", self.currency.amount(budget)), LIMIT, Dash::Solid)
        }));
        lines.sort_by(|a, b| a.0.total_cmp(&b.0));
        lines
    }
}

/// The picture.
pub(super) fn picture(years: &Table, facts: &Facts) -> Result<Picture, Blank> {
    let cost = Cost::of(years, facts).ok_or_else(Blank::no_rows)?;
    let years = cost.sorted.len() as u64;
    Ok(Picture {
        name: "cost",
        title: cost.title(),
        explains: format!(
            "The company's variable pay over {}: how many cost how much. p90 is exceeded in 1 year of 10, p95 in 1 of 20.",
            count(years, "year", "years")
        ),
        source: facts.source("years"),
        chart: Box::new(cost),
    })
}

impl Chart for Cost {
    fn height(&self, width: f64) -> f64 {
        if width < 600.0 { 320.0 } else { 400.0 }
    }

    fn draw(&self, drawing: &mut Drawing, area: Area) {
        let Some(span) = self.span() else { return };
        let (start, width, bars) = self.bars(span);
        let shares: Vec<f64> =
            bars.iter().map(|years| *years as f64 / self.sorted.len() as f64).collect();
        let end = start + width * bars.len() as f64;
        let outer = with_room((span.0.min(start), span.1.max(end)), 0.02);
        let x = Axis::new("variable pay a year", Quantity::Money(self.currency.clone()), outer);
        let tallest = shares.iter().copied().fold(0.0, f64::max);
        let bar = self.currency.amount(width);
        let title = format!("share of years, by {bar}");
        let y = Axis::new(title, Quantity::Share, (0.0, 1.08 * tallest));

        let over = self.budget.is_some_and(|(_, chance)| chance.value > 0.0);
        let mut area = area;
        if over {
            let entries = [
                (Sample::Box(LIGHT, 1.0), "within budget".to_owned()),
                (Sample::Box(LIMIT, 0.85), "above budget".to_owned()),
            ];
            area.top += legend(drawing, area, &entries) + 4.0;
        }
        let (strip, area) = area.below(ROW);
        let title = muted(y.title.clone(), at(strip.left, strip.top + ROW / 2.0), Anchor::Start);
        drawing.words(title);
        let y = Axis { title: String::new(), ..y };
        let mut lines = self.lines();
        lines.retain(|line| (outer.0..=outer.1).contains(&line.0));
        // How many rows of words there are depends on where the lines stand, which depends on the left edge only.
        let lowest = Area { top: area.top + 4.0 * ROW, ..area };
        let left = Frame::left_of(area, &y).max(Frame::left_of(lowest, &y));
        let along = Scale::new(&x, (left, area.right));
        let texts: Vec<(f64, String)> =
            lines.iter().map(|(value, text, ..)| (along.place(*value), text.clone())).collect();
        let placed = flags(&texts, area.right);
        let rows = placed.iter().map(|(row, _)| row + 1).max().unwrap_or(0) as f64;
        let (strip, rest) = area.below(rows * ROW);
        let frame = Frame::draw_from(drawing, rest, &x, &y, left);

        for (number, share) in shares.iter().enumerate().filter(|(_, share)| **share > 0.0) {
            let from = start + width * number as f64;
            let to = from + width;
            let limit = self.budget.map_or(f64::INFINITY, |(budget, _)| budget).clamp(from, to);
            for (from, to, colour, opacity) in [(from, limit, LIGHT, 1.0), (limit, to, LIMIT, 0.85)]
            {
                if to > from {
                    let top = frame.y.place(*share);
                    let (left, right) = (frame.x.place(from), frame.x.place(to));
                    let gap = if to == from + width || to < limit { 1.0 } else { 0.0 };
                    let right = (right - gap).max(left + 0.5);
                    let bar = Area { left, top, right, bottom: frame.inside.bottom };
                    drawing.bar(bar, colour, opacity);
                }
            }
        }
        let level = |row: usize| strip.bottom - ROW * (row as f64 + 0.5);
        for ((value, _, colour, dash), (row, _)) in lines.iter().zip(&placed) {
            frame.upright(drawing, *value, level(*row) - ROW / 2.0 + 2.0, *colour, *dash);
        }
        for ((_, text, ..), (row, start)) in lines.iter().zip(placed) {
            on_paper(drawing, words(text.clone(), at(start, level(row)), Anchor::Start));
        }
        self.tell_of_outliers(drawing, &frame, outer);
    }
}

impl Cost {
    /// How many years lie beyond the axis, where some do.
    fn tell_of_outliers(&self, drawing: &mut Drawing, frame: &Frame, (low, high): (f64, f64)) {
        let below = self.sorted.partition_point(|value| *value < low);
        let above = self.sorted.len() - self.sorted.partition_point(|value| *value <= high);
        let Area { left, top, right, .. } = frame.inside;
        let ends = [
            (below, self.sorted.first(), "least", at(left + 6.0, top + ROW), Anchor::Start),
            (above, self.sorted.last(), "most", at(right - 6.0, top + ROW), Anchor::End),
        ];
        for (years, extreme, word, place, anchor) in ends {
            if let (1.., Some(extreme)) = (years, extreme) {
                let years = count(years as u64, "year", "years");
                let text = format!("{years} beyond, at {word} {}", self.currency.amount(*extreme));
                on_paper(drawing, muted(text, place, anchor));
            }
        }
    }
}

/// The colour of curves of the cost.
pub(super) const CURVE: Colour = MAIN;
