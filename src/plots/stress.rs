//! Stress: what each thing that happens to the company does to the cost.

use super::amounts::{Currency, percent_more};
use super::axis::{Axis, Quantity, ends, with_room};
use super::drawing::{Area, Drawing};
use super::facts::{Facts, name, number, rows_with};
use super::letters::isolated;
use super::palette::{LIMIT, MAIN};
use super::picture::{Chart, Picture};
use super::rows::{self, Line, Row, Spread, Style};
use super::{Blank, Table};
use crate::metrics::COMPANY;

/// A stress and what it does to mean variable pay.
struct Effect {
    stress: String,
    relative: Spread,
    own: f64,
}

/// The stresses, what costs most first.
struct Stress {
    effects: Vec<Effect>,
    currency: Currency,
}

impl Stress {
    fn of(table: &Table, facts: &Facts) -> Self {
        let rows = [("team", COMPANY), ("metric", "variable_pay"), ("statistic", "mean")];
        let effect = |row| {
            let of = |column| number(table, column, row);
            let (own, base) = (of("difference")?, of("base").filter(|base| *base > 0.0)?);
            let interval = of("difference_low").zip(of("difference_high"));
            let interval = interval.map(|(low, high)| (low / base, high / base));
            let stress = name(table, "stress", row).to_owned();
            Some(Effect { stress, relative: Spread { value: own / base, interval }, own })
        };
        let mut effects: Vec<Effect> = rows_with(table, &rows).filter_map(effect).collect();
        effects.sort_by(|a, b| b.own.total_cmp(&a.own));
        Self { effects, currency: facts.currency.clone() }
    }

    fn title(&self) -> Option<String> {
        let (most, least) = (self.effects.first()?, self.effects.last()?);
        let words = |effect: &Effect| {
            let (name, amount) = (isolated(&effect.stress), self.currency.difference(effect.own));
            format!(
                "{name} moves variable pay by {amount} ({})",
                percent_more(effect.relative.value)
            )
        };
        Some(match self.effects.len() {
            1 => words(most),
            _ => {
                let amount = self.currency.difference(least.own);
                let share = percent_more(least.relative.value);
                format!("{}, {} by {amount} ({share})", words(most), isolated(&least.stress))
            }
        })
    }
}

/// The picture.
pub(super) fn picture(table: &Table, facts: &Facts) -> Result<Picture, Blank> {
    let stress = Stress::of(table, facts);
    let nothing = || Blank("has no stress that variable pay could be set beside".to_owned());
    Ok(Picture {
        name: "stress",
        title: stress.title().ok_or_else(nothing)?,
        explains: "The company's mean variable pay a year under each stress, less that of the company as it is, on the same \
                   years; lines are 95 % intervals."
            .to_owned(),
        source: facts.source("stress"),
        chart: Box::new(stress),
    })
}

impl Stress {
    fn lines(&self) -> Vec<Line> {
        let line = |effect: &Effect| {
            let own = self.currency.difference(effect.own);
            Line::Row(Row {
                name: effect.stress.clone(),
                spread: Some(effect.relative),
                style: Style::Bar(if effect.own > 0.0 { LIMIT } else { MAIN }),
                words: format!("{} ({own})", percent_more(effect.relative.value)),
            })
        };
        self.effects.iter().map(line).collect()
    }
}

impl Chart for Stress {
    fn height(&self, width: f64) -> f64 {
        rows::height(&self.lines(), width)
    }

    fn draw(&self, drawing: &mut Drawing, area: Area) {
        let all = self.effects.iter().flat_map(|effect| effect.relative.reach());
        let Some(span) = ends(all, true) else { return };
        let axis = Axis::new("change of mean variable pay", Quantity::Share, with_room(span, 0.04));
        rows::draw(drawing, area, &axis, &self.lines());
    }
}
