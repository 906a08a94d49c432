//! Stress: what each thing that happens to the company does to the cost.

use super::amounts::Currency;
use super::axis::{Axis, Quantity, ends, with_room};
use super::drawing::{Area, Drawing};
use super::facts::{Facts, name, number, rows_with};
use super::letters::isolated;
use super::palette::{LIMIT, MAIN};
use super::picture::{Chart, Picture};
use super::rows::{self, Line, Row, Style};
use super::spread::Spread;
use super::{Blank, Table};
use crate::metrics::COMPANY;

/// A stress and what it does to mean variable pay.
struct Effect {
    stress: String,
    relative: Spread,
    own: Spread,
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
            let own = Spread::of(table, row, ["difference", "difference_low", "difference_high"])?;
            let base = number(table, "base", row).filter(|base| *base > 0.0)?;
            let stress = name(table, "stress", row).to_owned();
            Some(Effect { stress, relative: own.relative_to(base), own })
        };
        let mut effects: Vec<Effect> = rows_with(table, &rows).filter_map(effect).collect();
        effects.sort_by(|a, b| b.own.value.total_cmp(&a.own.value));
        Self { effects, currency: facts.currency.clone() }
    }

    fn title(&self) -> Option<String> {
        let (most, least) = (self.effects.first()?, self.effects.last()?);
        let by = |effect: &Effect| {
            let amount = effect.own.difference(&self.currency).in_sentence();
            format!("by {amount} or {}", effect.relative.percent_more().value)
        };
        let mut title = format!("{} moves variable pay {}", isolated(&most.stress), by(most));
        if self.effects.len() > 1 {
            title += &format!(", {} {}", isolated(&least.stress), by(least));
        }
        Some(title)
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
            let own = effect.own.difference(&self.currency).beside();
            Line::Row(Row {
                name: effect.stress.clone(),
                spread: Some(effect.relative),
                style: Style::Bar(if effect.own.value > 0.0 { LIMIT } else { MAIN }),
                words: format!("{own} ({})", effect.relative.percent_more().value),
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
