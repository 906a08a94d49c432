//! Timing: what reps gain by moving a deal across a month end.

use super::amounts::Currency;
use super::axis::{Axis, Quantity, ends, with_room};
use super::drawing::{Area, Dash, Drawing, at};
use super::facts::{Facts, name, rows_with, teams_of_plans};
use super::frame::{Frame, Sample};
use super::letters::isolated;
use super::palette::{Colour, INK, MAIN, MUTED, OTHER};
use super::panels::{Panel, Panels};
use super::picture::Picture;
use super::spread::Spread;
use super::{Blank, Table};
use crate::diagnostic::list;

/// A month end, a move of a deal across it, and what that gains.
struct Move {
    month: i64,
    pulled_in: bool,
    gain: Spread,
    /// Share of reps who gain more than 1 % of target.
    above: Option<Spread>,
    a_year: Spread,
}

struct Team {
    name: String,
    moves: Vec<Move>,
}

impl Team {
    fn of(table: &Table, (plans, team, called): (&str, &str, String)) -> Option<Self> {
        let rows = [("plans", plans), ("team", team)];
        let moved = |row| {
            let with_ends = |columns| Spread::of(table, row, columns);
            let a_year = with_ends(["a_year", "a_year_low", "a_year_high"]);
            Some(Move {
                month: *table.integers("period_end")?.get(row)?,
                pulled_in: name(table, "move", row) == "pull_in",
                gain: with_ends(["gain", "gain_low", "gain_high"])?,
                above: with_ends(["above", "above_low", "above_high"]),
                a_year: a_year.unwrap_or(Spread::exact(0.0)),
            })
        };
        let moves: Vec<Move> = rows_with(table, &rows).filter_map(moved).collect();
        (!moves.is_empty()).then_some(Self { name: called, moves })
    }
}

impl Team {
    /// Whether a move of a deal changes anything.
    fn is_touched(&self) -> bool {
        self.moves.iter().any(|it| it.gain.value != 0.0)
    }
}

fn title(teams: &[Team], currency: &Currency) -> Option<String> {
    let moves = teams.iter().flat_map(|team| team.moves.iter().map(move |it| (team, it)));
    let (team, most) = moves.max_by(|a, b| a.1.a_year.value.total_cmp(&b.1.a_year.value))?;
    if most.a_year.value <= 0.0 {
        return Some("No rep gains by moving a deal across a month end".to_owned());
    }
    let what = match most.pulled_in {
        true => format!("pull a deal into month {}", most.month),
        false => format!("push a deal out of month {}", most.month),
    };
    let mut title = format!(
        "{} reps who {what} would gain {} a year between them",
        isolated(&team.name),
        most.a_year.amount(currency).in_sentence()
    );
    if let Some(above) = most.above {
        title +=
            &format!("; {} of them more than 1 % of target pay", above.percent().in_sentence());
    }
    Some(title)
}

/// The picture.
pub(super) fn picture(table: &Table, facts: &Facts) -> Result<Picture, Blank> {
    let teams = teams_of_plans(table).into_iter().filter_map(|team| Team::of(table, team));
    let (teams, untouched): (Vec<Team>, Vec<Team>) = teams.partition(Team::is_touched);
    if teams.is_empty() && !untouched.is_empty() {
        return Err(Blank(
            "has no rep who gains or loses by moving a deal across a month end".into(),
        ));
    }
    let untouched: Vec<String> = untouched.iter().map(|team| isolated(&team.name)).collect();
    let untouched = match untouched.len() {
        0 => String::new(),
        _ => format!(" Nobody gains or loses in {}.", list(untouched, "and")),
    };
    let samples =
        MOVES.map(|(_, colour, dash, words, _)| (Sample::Line(colour, dash), words.to_owned()));
    Ok(Picture {
        name: "timing",
        title: title(&teams, &facts.currency).ok_or_else(Blank::no_rows)?,
        explains: format!(
            "What a rep gains over the year, on average, by moving the largest deal across the end of a month, all else \
             as it was; with 95 % intervals. Below 0 it costs.{untouched}"
        ),
        source: facts.source("timing"),
        chart: Box::new(Panels {
            panels: teams,
            currency: facts.currency.clone(),
            samples: samples.into(),
            height: 250.0,
        }),
    })
}

/// The two moves: colour, dash, words, and how far beside the month they stand.
const MOVES: [(bool, Colour, Dash, &str, f64); 2] = [
    (false, MAIN, Dash::Solid, "pushed out into the next month", -0.12),
    (true, OTHER, Dash::Long, "pulled in from the next month", 0.12),
];

impl Panel for Team {
    fn name(&self) -> &str {
        &self.name
    }

    fn draw(&self, drawing: &mut Drawing, cell: Area, currency: &Currency) {
        let values = self.moves.iter().flat_map(|it| it.gain.reach());
        let Some(span) = ends(values, true) else { return };
        let y =
            Axis::new("gain of a rep", Quantity::Money(currency.clone()), with_room(span, 0.05));
        let months = (1..=11).map(|month| (f64::from(month), month.to_string())).collect();
        let x = Axis::new("end of month", Quantity::Number, (0.6, 11.4)).marked(months);
        let frame = Frame::draw(drawing, cell, &x, &y);
        let level = frame.y.place(0.0);
        drawing.line(
            [at(frame.inside.left, level), at(frame.inside.right, level)],
            MUTED,
            1.5,
            Dash::Solid,
        );
        for (pulled_in, colour, dash, _, beside) in MOVES {
            let moves: Vec<&Move> =
                self.moves.iter().filter(|it| it.pulled_in == pulled_in).collect();
            let place = |it: &Move, gain: f64| frame.at(it.month as f64 + beside, gain);
            drawing.line(moves.iter().map(|it| place(it, it.gain.value)), colour, 2.0, dash);
            for it in moves {
                if let Some((low, high)) = it.gain.interval {
                    drawing.line([place(it, low), place(it, high)], INK, 1.2, Dash::Solid);
                }
                drawing.disc(place(it, it.gain.value), 3.5, colour);
            }
        }
    }
}
