//! Alignment: the shares that say what each plan rewards, and whom.

use super::amounts::percent;
use super::axis::{Axis, Quantity, ends};
use super::drawing::{Area, Drawing};
use super::facts::{Facts, name, number};
use super::letters::isolated;
use super::palette::MAIN;
use super::picture::{Chart, Picture};
use super::rows::{self, Line, Row, Spread, Style};
use super::sources::capital;
use super::{Blank, Table};

/// A figure that is a share of something.
struct Figure {
    team: String,
    plan: String,
    name: String,
    share: Spread,
}

/// The shares, team by team.
struct Alignment(Vec<Figure>);

impl Alignment {
    fn of(table: &Table) -> Self {
        let figure = |row| {
            // What is of a part of the plan only would need a picture of its own.
            let whole = name(table, "of", row).is_empty() && name(table, "unit", row) == "share";
            let value = number(table, "value", row).filter(|_| whole)?;
            let interval = number(table, "ci_low", row).zip(number(table, "ci_high", row));
            Some(Figure {
                team: name(table, "team", row).to_owned(),
                plan: name(table, "plan", row).to_owned(),
                name: name(table, "figure", row).to_owned(),
                share: Spread { value, interval },
            })
        };
        Self((0..table.rows()).filter_map(figure).collect())
    }

    fn title(&self) -> Option<String> {
        let first = self.0.first()?;
        let named = |name: &str| {
            self.0.iter().filter(move |figure| figure.name == name).collect::<Vec<_>>()
        };
        let least = |figures: Vec<&'_ Figure>| -> Option<(String, f64)> {
            let least =
                figures.into_iter().min_by(|a, b| a.share.value.total_cmp(&b.share.value))?;
            Some((isolated(&least.team), least.share.value))
        };
        if let Some((team, share)) = least(named("skill_share")) {
            return Some(format!(
                "{} of the differences in pay among {team} reps are their own attainment; market and luck bring the rest",
                percent(share)
            ));
        }
        if let Some((team, share)) = least(named("target_reach")) {
            return Some(format!(
                "{} of {team} rep-years are paid their target incentive or more",
                percent(share)
            ));
        }
        let words = first.name.replace('_', " ");
        Some(format!("{}: {words} is {}", isolated(&first.team), percent(first.share.value)))
    }

    fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut before = None;
        for figure in &self.0 {
            if before != Some((&figure.team, &figure.plan)) {
                let plan = if figure.plan.is_empty() {
                    String::new()
                } else {
                    format!(": {}", isolated(&figure.plan))
                };
                lines.push(Line::Heading(isolated(&figure.team) + &plan));
                before = Some((&figure.team, &figure.plan));
            }
            lines.push(Line::Row(Row {
                name: capital(&figure.name.replace('_', " ")),
                spread: Some(figure.share),
                style: Style::Disc(MAIN),
                words: percent(figure.share.value),
            }));
        }
        lines
    }
}

/// The picture.
pub(super) fn picture(table: &Table, facts: &Facts) -> Result<Picture, Blank> {
    let alignment = Alignment::of(table);
    let nothing = || Blank("has no figure that is a share of a whole plan's pay".to_owned());
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
    fn height(&self, _: f64) -> f64 {
        rows::height(self.lines().len())
    }

    fn draw(&self, drawing: &mut Drawing, area: Area) {
        let all = self.0.iter().flat_map(|figure| figure.share.reach());
        let Some((low, high)) = ends(all.chain([1.0]), true) else { return };
        let axis = Axis::new("share", Quantity::Share, (low, high));
        rows::draw(drawing, area, &axis, &self.lines());
    }
}
