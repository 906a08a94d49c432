//! Alignment: the shares that say what each plan rewards, and whom.

use super::axis::{Axis, Quantity, ends};
use super::drawing::{Area, Drawing};
use super::facts::{Facts, rows_with, teams_of_plans};
use super::letters::isolated;
use super::palette::MAIN;
use super::picture::{Chart, Picture};
use super::rows::{self, Line, Row, Style};
use super::spread::Spread;
use super::{Blank, Table};
use crate::study::alignment::definitions;

/// The figures that decide, in the order in which they are shown.
const SHOWN: [&str; 9] = [
    "pay_to_target",
    "target_reach",
    "upside_share",
    "skill_share",
    "market_share",
    "luck_share",
    "tempted",
    "lost_sales_pay_kept_share",
    "strategy_gap",
];

/// A figure of a team's plan that is a share of something.
struct Figure {
    team: String,
    name: &'static str,
    share: Spread,
}

/// The shares, figure by figure.
struct Alignment(Vec<Figure>);

impl Alignment {
    fn of(table: &Table) -> Self {
        let teams = teams_of_plans(table);
        let mut figures = Vec::new();
        for name in SHOWN {
            for (plans, team, called) in &teams {
                // What is of a part of the plan only would need a picture of its own.
                let rows = [("plans", *plans), ("team", team), ("figure", name), ("of", "")];
                figures.extend(rows_with(table, &rows).filter_map(|row| {
                    let share = Spread::of(table, row, ["value", "ci_low", "ci_high"])?;
                    Some(Figure { team: called.clone(), name, share })
                }));
            }
        }
        Self(figures)
    }

    fn title(&self) -> Option<String> {
        let first = self.0.first()?;
        let least = |name: &str| {
            let named = self.0.iter().filter(|figure| figure.name == name);
            named.min_by(|a, b| a.share.value.total_cmp(&b.share.value))
        };
        let told = |figure: &Figure| (isolated(&figure.team), figure.share.percent().in_sentence());
        if let Some((team, share)) = least("skill_share").map(told) {
            return Some(format!(
                "{team} pay follows skill least: reps' own attainment explains {share} of its differences"
            ));
        }
        if let Some((team, share)) = least("target_reach").map(told) {
            return Some(format!(
                "{share} of {team} rep-years are paid their target incentive or more"
            ));
        }
        let (team, share) = told(first);
        Some(format!("{team}: {} is {share}", label(first.name)))
    }

    fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut before = None;
        for figure in &self.0 {
            if before != Some(figure.name) {
                lines.push(Line::Heading(label(figure.name)));
                before = Some(figure.name);
            }
            lines.push(Line::Row(Row {
                name: figure.team.clone(),
                spread: Some(figure.share),
                style: Style::Disc(MAIN),
                words: figure.share.percent().beside(),
            }));
        }
        lines
    }
}

/// What people call a figure.
fn label(name: &str) -> String {
    let known = definitions().find(|definition| definition.name == name);
    known.map_or_else(|| name.replace('_', " "), |definition| definition.label.to_owned())
}

/// The picture.
pub(super) fn picture(table: &Table, facts: &Facts) -> Result<Picture, Blank> {
    let alignment = Alignment::of(table);
    let nothing = || Blank("has no figure of a whole plan that is drawn".to_owned());
    Ok(Picture {
        name: "alignment",
        title: alignment.title().ok_or_else(nothing)?,
        explains: "What each plan rewards, and whom, in shares; lines are 95 % intervals. The data dictionary defines each \
                   figure."
            .to_owned(),
        source: facts.source("alignment"),
        chart: Box::new(alignment),
    })
}

impl Chart for Alignment {
    fn height(&self, width: f64) -> f64 {
        rows::height(&self.lines(), width)
    }

    fn draw(&self, drawing: &mut Drawing, area: Area) {
        let all = self.0.iter().flat_map(|figure| figure.share.reach());
        let Some((low, high)) = ends(all.chain([1.0]), true) else { return };
        let axis = Axis::new("share", Quantity::Share, (low, high));
        rows::draw(drawing, area, &axis, &self.lines());
    }
}
