//! The incentive profile: what the next 1 % of quota pays at every attainment, over how many reps end there.

use super::amounts::{Currency, percent};
use super::axis::{Axis, Quantity};
use super::drawing::{Anchor, Area, Dash, Drawing, at};
use super::facts::{Facts, number, rows_with, teams_of_plans};
use super::frame::{Frame, ROW, Sample, on_paper, words};
use super::letters::isolated;
use super::palette::{BACKGROUND, LIGHT, LIMIT, MAIN};
use super::panels::{Panel, Panels};
use super::picture::Picture;
use super::spread::Spread;
use super::{Blank, Table};

/// An attainment, what the next 1 % of quota pays there, and who ends there.
#[derive(Clone, Copy, Debug)]
struct Step {
    attainment: f64,
    next: Spread,
    cliff: Spread,
    share: f64,
}

struct Team {
    name: String,
    steps: Vec<Step>,
}

impl Team {
    fn of(table: &Table, (plans, team, called): (&str, &str, String)) -> Option<Self> {
        let rows = [("plans", plans), ("team", team)];
        let step = |row| {
            let of = |column| number(table, column, row);
            let with_ends = |columns| Spread::of(table, row, columns);
            let next = with_ends(["next", "next_low", "next_high"])?;
            let cliff = with_ends(["cliff", "cliff_low", "cliff_high"]);
            let cliff = cliff.unwrap_or(Spread::exact(0.0));
            Some(Step { attainment: of("attainment")?, next, cliff, share: of("share")? })
        };
        let steps: Vec<Step> = rows_with(table, &rows).filter_map(step).collect();
        (steps.len() > 1).then_some(Self { name: called, steps })
    }

    /// What the next 1 % pays on average over a stretch, every attainment counted by those who end there.
    fn over(&self, from: f64, to: f64) -> Option<Spread> {
        let steps = || self.steps.iter().filter(|step| (from..to).contains(&step.attainment));
        let all: f64 = steps().map(|step| step.share).sum();
        (all > 0.0).then(|| Spread::sum(steps().map(|step| (step.share / all, step.next))))
    }

    /// The largest jump of pay.
    fn cliff(&self) -> Option<&Step> {
        let cliffs = self.steps.iter().filter(|step| step.cliff.value > 0.0);
        cliffs.max_by(|a, b| a.cliff.value.total_cmp(&b.cliff.value))
    }

    /// The height of the axis: what all but the jumps pay, and not much more.
    fn height(&self) -> (f64, f64) {
        let usual = self.steps.iter().map(|step| step.next.value - step.cliff.value);
        let (low, high) = super::axis::ends(usual, true).unwrap_or((0.0, 1.0));
        (low, high + 0.15 * (high - low))
    }
}

fn title(teams: &[Team], currency: &Currency) -> Option<String> {
    let worst = |team: &&Team| team.cliff().map_or(0.0, |step| step.cliff.value);
    // Of several without one the first.
    let team = teams.iter().rev().max_by(|a, b| worst(a).total_cmp(&worst(b)))?;
    let name = isolated(&team.name);
    let mut title = match (team.over(0.8, 1.0), team.over(1.0, 1.2)) {
        (Some(before), Some(after)) => format!(
            "{name}: the next 1 % of quota pays {} just below quota and {} above it",
            before.amount(currency).in_sentence_at_most(),
            after.amount(currency).in_sentence_at_most()
        ),
        _ => format!("{name}: what the next 1 % of quota pays"),
    };
    if let Some(step) = team.cliff() {
        let place = percent(step.attainment + 0.01);
        let jump = step.cliff.amount(currency).in_sentence();
        title += &format!("; at {place} pay jumps by {jump}");
    }
    Some(title)
}

/// The picture.
pub(super) fn picture(table: &Table, facts: &Facts) -> Result<Picture, Blank> {
    let teams: Vec<Team> =
        teams_of_plans(table).into_iter().filter_map(|team| Team::of(table, team)).collect();
    let samples = vec![
        (Sample::Line(MAIN, Dash::Solid), "the next 1 % pays".to_owned()),
        (Sample::Line(LIMIT, Dash::Solid), "jump of pay".to_owned()),
        (Sample::Box(BACKGROUND, 0.6), "where rep-years end".to_owned()),
    ];
    Ok(Picture {
        name: "incentive",
        title: title(&teams, &facts.currency).ok_or_else(Blank::no_rows)?,
        explains: "What the next 1 % of quota adds to a rep's variable pay, by the attainment reached, with its 95 % \
                   interval; jumps beyond the chart are marked. In the title, means over the 20 points below and above \
                   quota. Grey: where rep-years end."
            .to_owned(),
        source: facts.source("incentive_profile"),
        chart: Box::new(Panels {
            panels: teams,
            currency: facts.currency.clone(),
            samples,
            height: 280.0,
        }),
    })
}

impl Panel for Team {
    fn name(&self) -> &str {
        &self.name
    }

    fn draw(&self, drawing: &mut Drawing, cell: Area, currency: &Currency) {
        let (low, high) = self.height();
        let last = self.steps[self.steps.len() - 1].attainment;
        let marks = (0..=8).map(|quarter| f64::from(quarter) / 4.0).filter(|at| *at <= last);
        let x = Axis::new("attainment", Quantity::Share, (self.steps[0].attainment, last))
            .marked(marks.map(|at| (at, percent(at))).collect());
        let y =
            Axis::new("the next 1 % of quota pays", Quantity::Money(currency.clone()), (low, high));
        let frame = Frame::draw(drawing, cell, &x, &y);
        // The last row has all who end above: it would dwarf the others.
        let shares = &self.steps[..self.steps.len() - 1];
        let most = shares.iter().map(|step| step.share).fold(0.0, f64::max);
        for pair in self.steps.windows(2).filter(|_| most > 0.0) {
            let height = 0.35 * frame.inside.height() * pair[0].share / most;
            let bar = Area {
                left: frame.x.place(pair[0].attainment),
                top: frame.inside.bottom - height,
                right: frame.x.place(pair[1].attainment),
                bottom: frame.inside.bottom,
            };
            drawing.bar(bar, BACKGROUND, 0.6);
        }
        let along = |of: fn(&Step) -> f64| -> Vec<_> {
            self.steps.iter().map(|step| frame.at(step.attainment, of(step))).collect()
        };
        drawing.band(
            &along(|step| step.next.reach()[2]),
            &along(|step| step.next.reach()[0]),
            LIGHT,
            0.4,
        );
        drawing.line(along(|step| step.next.value), MAIN, 2.0, Dash::Solid);
        self.mark_cliffs(drawing, &frame, currency);
    }
}

impl Team {
    /// The three largest jumps, as lines to the top of the chart.
    fn mark_cliffs(&self, drawing: &mut Drawing, frame: &Frame, currency: &Currency) {
        let mut cliffs: Vec<&Step> =
            self.steps.iter().filter(|step| step.cliff.value > 0.0).collect();
        cliffs.sort_by(|a, b| b.cliff.value.total_cmp(&a.cliff.value));
        for (number, step) in cliffs.into_iter().take(3).enumerate() {
            let place = frame.x.place(step.attainment);
            let foot = frame.y.place(step.next.value - step.cliff.value);
            let top = frame.y.place(step.next.value);
            drawing.line([at(place, foot), at(place, top)], LIMIT, 3.0, Dash::Solid);
            let jump = step.cliff.difference(currency).beside();
            let text = format!("{jump} at {}", percent(step.attainment + 0.01));
            let half = super::fonts::width(&text, super::frame::SMALL, false) / 2.0;
            let middle = place.min(frame.inside.right - half).max(frame.inside.left + half);
            let level = frame.inside.top + ROW * (number as f64 + 0.5);
            on_paper(drawing, words(text, at(middle, level), Anchor::Middle));
        }
    }
}
