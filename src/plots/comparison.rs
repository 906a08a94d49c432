//! Comparison: how much more or less each candidate costs than today's plans.

use super::amounts::{Currency, grouped};
use super::axis::{Axis, Quantity, ends, with_room};
use super::drawing::{Area, Drawing};
use super::facts::{Facts, name, names, number, rows_with};
use super::letters::isolated;
use super::palette::{LIMIT, MAIN};
use super::picture::{Chart, Picture};
use super::rows::{self, Line, Row, Style};
use super::spread::Spread;
use super::{Blank, Table};
use crate::diagnostic::list;
use crate::metrics::COMPANY;

/// What is set side by side: metric, statistic, and what people call it.
const COMPARED: [(&str, &str, &str); 4] = [
    ("variable_pay", "mean", "variable pay, mean"),
    ("variable_pay", "p95", "variable pay, p95 (1 year in 20 is above)"),
    ("total_cost", "mean", "total cost, mean"),
    ("ccos", "mean", "cost of sales (total cost ÷ bookings), mean"),
];

/// A candidate's difference from today in a statistic.
struct Difference {
    candidate: String,
    /// As a share of today's value.
    relative: Spread,
    /// In the metric's own unit.
    own: Spread,
    today: f64,
}

impl Difference {
    fn of(table: &Table, row: usize) -> Option<Self> {
        let own = Spread::of(table, row, ["difference", "difference_low", "difference_high"])?;
        let today = number(table, "today", row).filter(|today| *today != 0.0)?;
        let candidate = name(table, "candidate", row).to_owned();
        Some(Self { candidate, relative: own.relative_to(today), own, today })
    }
}

/// The candidates' differences, statistic by statistic.
struct Comparison {
    groups: Vec<(&'static str, bool, Vec<Difference>)>,
    currency: Currency,
}

impl Comparison {
    fn of(table: &Table, facts: &Facts) -> Self {
        let today = names(table, "candidate").first().map_or("", |name| name).to_owned();
        let group = |(metric, statistic, words): (&'static str, &'static str, &'static str)| {
            let rows = [("team", COMPANY), ("metric", metric), ("statistic", statistic)];
            let others =
                rows_with(table, &rows).filter(|row| name(table, "candidate", *row) != today);
            let found: Vec<Difference> =
                others.filter_map(|row| Difference::of(table, row)).collect();
            (words, metric != "ccos", found)
        };
        let groups = COMPARED.into_iter().map(group).filter(|group| !group.2.is_empty()).collect();
        Self { groups, currency: facts.currency.clone() }
    }

    fn title(&self) -> Option<String> {
        let (_, _, differences) = self.groups.first()?;
        let mut sorted: Vec<&Difference> = differences.iter().collect();
        sorted.sort_by(|a, b| a.own.value.total_cmp(&b.own.value));
        let words = |it: &&Difference| {
            let name = isolated(&it.candidate);
            if it.own.value == 0.0 {
                return format!("{name} pays the same");
            }
            let how = if it.own.value < 0.0 { "less" } else { "more" };
            let amount = it.own.size().amount(&self.currency).in_sentence();
            let share = it.relative.size().percent().value;
            format!("{name} pays {amount} or {share} {how}")
        };
        let told: Vec<String> = match sorted.as_slice() {
            [first, .., last] if sorted.len() > 3 => vec![words(first), words(last)],
            all => all.iter().map(words).collect(),
        };
        Some(format!("Against today's plans {} a year", list(told, "and")))
    }
}

/// The picture.
pub(super) fn picture(table: &Table, facts: &Facts) -> Result<Picture, Blank> {
    let comparison = Comparison::of(table, facts);
    let nothing = || Blank("has no candidate beside today's plans".to_owned());
    Ok(Picture {
        name: "comparison",
        title: comparison.title().ok_or_else(nothing)?,
        explains: "How far each candidate's statistics of the company are from today's, on the same years, as a share of \
                   today's; lines are 95 % intervals of the difference."
            .to_owned(),
        source: facts.source("comparison"),
        chart: Box::new(comparison),
    })
}

impl Comparison {
    fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for (heading, is_money, differences) in &self.groups {
            lines.push(Line::Heading((*heading).to_owned()));
            for it in differences {
                let own = match is_money {
                    true => it.own.difference(&self.currency).beside(),
                    false => {
                        let percent = |share: f64| grouped(100.0 * share, 1);
                        let points = it.own.rounded(100.0, 2);
                        let error = points.map_or(String::new(), |(_, error)| format!(" {error}"));
                        format!(
                            "{} to {} %{error}",
                            percent(it.today),
                            percent(it.today + it.own.value)
                        )
                    }
                };
                lines.push(Line::Row(Row {
                    name: it.candidate.clone(),
                    spread: Some(it.relative),
                    style: Style::Disc(if it.own.value > 0.0 { LIMIT } else { MAIN }),
                    words: format!("{own} ({})", it.relative.percent_more().value),
                }));
            }
        }
        lines
    }
}

impl Chart for Comparison {
    fn height(&self, width: f64) -> f64 {
        rows::height(&self.lines(), width)
    }

    fn draw(&self, drawing: &mut Drawing, area: Area) {
        let all = self.groups.iter().flat_map(|(_, _, differences)| differences);
        let Some(span) = ends(all.flat_map(|it| it.relative.reach()), true) else { return };
        let axis = Axis::new(
            "difference from today, as a share of it",
            Quantity::Share,
            with_room(span, 0.04),
        );
        rows::draw(drawing, area, &axis, &self.lines());
    }
}
