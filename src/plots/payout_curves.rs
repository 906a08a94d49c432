//! Payout curves over one another: what the same rep-years are paid under each candidate.

use super::amounts::{Currency, percent};
use super::axis::{Axis, Quantity, ends};
use super::drawing::{Area, Drawing};
use super::facts::{Facts, name, names, number, rows_with};
use super::frame::{Frame, Sample};
use super::letters::isolated;
use super::palette::{SERIES, series};
use super::panels::{Panel, Panels};
use super::picture::Picture;
use super::spread::Spread;
use super::{Blank, Table};

/// A candidate's pay along performance: mean of a band, mean pay, rep-years.
struct Curve {
    candidate: String,
    points: Vec<(f64, Spread, f64)>,
}

struct Team {
    name: String,
    measured_by: String,
    curves: Vec<Curve>,
}

impl Team {
    fn of(table: &Table, team: &str, candidates: &[&str]) -> Option<Self> {
        let curve = |candidate: &&str| {
            let rows = [("team", team), ("candidate", *candidate)];
            let point = |row| {
                let performance = number(table, "performance", row);
                let place = performance.or_else(|| number(table, "from", row))?;
                let reps = *table.integers("rep_years")?.get(row)? as f64;
                Some((place, Spread::of(table, row, ["pay", "pay_low", "pay_high"])?, reps))
            };
            let points: Vec<_> = rows_with(table, &rows).filter_map(point).collect();
            Curve { candidate: (*candidate).to_owned(), points }
        };
        let curves: Vec<Curve> = candidates.iter().map(curve).collect();
        let row = rows_with(table, &[("team", team)]).next()?;
        let measured_by = name(table, "measured_by", row).to_owned();
        curves.iter().any(|curve| !curve.points.is_empty()).then(|| Self {
            name: team.to_owned(),
            measured_by,
            curves,
        })
    }

    /// The candidate whose pay differs most from the first one's: its mean difference over the rep-years.
    fn widest(&self) -> Option<(&str, Spread)> {
        let (today, others) = self.curves.split_first()?;
        let difference = |other: &Curve| {
            let pairs = || today.points.iter().zip(&other.points);
            let reps: f64 = pairs().map(|(today, _)| today.2).sum();
            let differ = pairs().filter(|(today, other)| today.1 != other.1);
            let parts = differ.flat_map(|(today, other)| {
                let weight = today.2 / reps;
                [(weight, other.1), (-weight, today.1)]
            });
            (reps > 0.0).then(|| Spread::sum(parts))
        };
        let differences =
            others.iter().filter_map(|it| Some((it.candidate.as_str(), difference(it)?)));
        differences.max_by(|a, b| a.1.value.abs().total_cmp(&b.1.value.abs()))
    }
}

fn title(teams: &[Team], currency: &Currency) -> Option<String> {
    let widest = teams.iter().filter_map(|team| Some((team, team.widest()?)));
    let (team, (candidate, difference)) =
        widest.max_by(|a, b| a.1.1.value.abs().total_cmp(&b.1.1.value.abs()))?;
    let (team, candidate) = (isolated(&team.name), isolated(candidate));
    let how = if difference.value < 0.0 { "less" } else { "more" };
    let amount = difference.size().amount(currency).in_sentence_at_most();
    Some(match difference.value {
        0.0 => "Every candidate pays the same at the same results".to_owned(),
        _ => format!(
            "Under {candidate} a rep of {team} is paid {amount} {how} a year than today at the same results"
        ),
    })
}

/// The picture.
pub(super) fn picture(table: &Table, facts: &Facts) -> Result<Picture, Blank> {
    let candidates = names(table, "candidate");
    let teams = names(table, "team").into_iter();
    let teams: Vec<Team> = teams.filter_map(|team| Team::of(table, team, &candidates)).collect();
    let more = candidates.len().saturating_sub(SERIES.len());
    let sample = |(number, name): (usize, &&str)| {
        let (colour, dash) = series(number);
        (Sample::Line(colour, dash), isolated(name))
    };
    let samples = candidates.iter().take(SERIES.len()).enumerate().map(sample).collect();
    let nothing = || Blank("has no candidate that changes a plan".to_owned());
    let left_out =
        if more > 0 { format!(" {more} more candidates are in the table.") } else { String::new() };
    Ok(Picture {
        name: "payout_curves",
        title: title(&teams, &facts.currency).ok_or_else(nothing)?,
        explains: format!(
            "Mean variable pay of the same rep-years under each candidate, by performance in bands of 10 points.{left_out}"
        ),
        source: facts.source("payout_curves"),
        chart: Box::new(Panels {
            panels: teams,
            currency: facts.currency.clone(),
            samples,
            height: 290.0,
        }),
    })
}

impl Panel for Team {
    fn name(&self) -> &str {
        &self.name
    }

    fn draw(&self, drawing: &mut Drawing, cell: Area, currency: &Currency) {
        let curves = &self.curves[..self.curves.len().min(SERIES.len())];
        let points = || curves.iter().flat_map(|curve| &curve.points);
        let pay = ends(points().map(|point| point.1.value), true);
        let places = ends(points().map(|point| point.0), true);
        let (Some((low, high)), Some(places)) = (pay, places) else { return };
        let y = Axis::new(
            "variable pay of a rep's year",
            Quantity::Money(currency.clone()),
            (low, high + 0.05 * (high - low)),
        );
        let measured = match self.measured_by.as_str() {
            "quota" => "attainment of quota",
            "target_pay" => "today's variable pay ÷ target",
            _ => "performance",
        };
        let marks = (0..=12).map(|quarter| f64::from(quarter) / 4.0).filter(|at| *at <= places.1);
        let x = Axis::new(measured, Quantity::Share, places)
            .marked(marks.map(|at| (at, percent(at))).collect());
        let frame = Frame::draw(drawing, cell, &x, &y);
        for (number, curve) in curves.iter().enumerate() {
            let (colour, dash) = series(number);
            let line = curve.points.iter().map(|(place, pay, _)| frame.at(*place, pay.value));
            drawing.line(line, colour, 2.5, dash);
        }
    }
}
