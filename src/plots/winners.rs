//! Winners and losers: whose pay a candidate changes, and by how much, at the same results.

use super::amounts::{Currency, count};
use super::axis::{Axis, Quantity, ends, with_room};
use super::drawing::{Area, Drawing};
use super::facts::{Facts, name, number};
use super::letters::isolated;
use super::palette::LIGHT;
use super::picture::{Chart, Picture};
use super::rows::{self, Line, Row, Style};
use super::spread::Spread;
use super::{Blank, Table};

/// The change of pay in a band of performance.
struct Band {
    candidate: String,
    team: String,
    name: String,
    change: Spread,
    middle: (f64, f64),
    losing_hard: Spread,
    gaining: Spread,
    rep_years: i64,
}

impl Band {
    fn of(table: &Table, row: usize) -> Option<Self> {
        let of = |column| number(table, column, row);
        let with_ends = |columns| Spread::of(table, row, columns);
        Some(Self {
            candidate: name(table, "candidate", row).to_owned(),
            team: name(table, "team", row).to_owned(),
            name: name(table, "band", row).to_owned(),
            change: with_ends(["change", "change_low", "change_high"])?,
            middle: (of("p10")?, of("p90")?),
            losing_hard: with_ends(["losing_hard", "losing_hard_low", "losing_hard_high"])?,
            gaining: with_ends(["gaining", "gaining_low", "gaining_high"])?,
            rep_years: *table.integers("rep_years")?.get(row)?,
        })
    }

    /// What people call the band.
    fn words(&self) -> &str {
        match self.name.as_str() {
            "all" => "all reps",
            "low" => "lowest fifth",
            "core" => "core",
            "top" => "top fifth",
            other => other,
        }
    }
}

struct Winners {
    bands: Vec<Band>,
    currency: Currency,
}

impl Winners {
    fn title(&self) -> Option<String> {
        let whole = self.bands.iter().filter(|band| band.name == "all");
        let worst = whole.max_by(|a, b| a.losing_hard.value.total_cmp(&b.losing_hard.value))?;
        let (candidate, team) = (isolated(&worst.candidate), isolated(&worst.team));
        Some(match worst.losing_hard.value {
            0.0 => "No candidate takes more than 5 % of pay from anybody at the same results"
                .to_owned(),
            _ => format!(
                "Under {candidate}, {} of {team} rep-years lose more than 5 % of pay; {} gain",
                worst.losing_hard.percent().in_sentence(),
                worst.gaining.percent().in_sentence()
            ),
        })
    }
}

/// The picture.
pub(super) fn picture(table: &Table, facts: &Facts) -> Result<Picture, Blank> {
    let bands: Vec<Band> = (0..table.rows()).filter_map(|row| Band::of(table, row)).collect();
    let winners = Winners { bands, currency: facts.currency.clone() };
    let nothing = || Blank("has no rows: no candidate changes a plan".to_owned());
    let title = winners.title().ok_or_else(nothing)?;
    let all: i64 = winners
        .bands
        .iter()
        .filter(|band| band.name == "all")
        .map(|band| band.rep_years)
        .max()
        .unwrap_or(0);
    Ok(Picture {
        name: "winners",
        title,
        explains: format!(
            "The change of a rep's yearly pay (base and variable) at the same results, by performance under today's \
             plans: bars hold 8 rep-years of 10, discs are means. Up to {} a team.",
            count(all.unsigned_abs(), "rep-year", "rep-years")
        ),
        source: facts.source("winners_losers"),
        chart: Box::new(winners),
    })
}

impl Winners {
    fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut before = None;
        for band in &self.bands {
            let group = (&band.candidate, &band.team);
            if before != Some(group) {
                let (candidate, team) = (isolated(&band.candidate), isolated(&band.team));
                lines.push(Line::Heading(format!("{candidate}: {team}")));
                before = Some(group);
            }
            let change = band.change.difference(&self.currency).beside();
            let losing = band.losing_hard.percent().beside();
            lines.push(Line::Row(Row {
                name: band.words().to_owned(),
                spread: Some(Spread { interval: None, ..band.change }),
                style: Style::Range(LIGHT, band.middle.0, band.middle.1),
                words: format!("{change}; {losing} lose > 5 %"),
            }));
        }
        lines
    }
}

impl Chart for Winners {
    fn height(&self, width: f64) -> f64 {
        rows::height(&self.lines(), width)
    }

    fn draw(&self, drawing: &mut Drawing, area: Area) {
        let all =
            self.bands.iter().flat_map(|band| [band.middle.0, band.middle.1, band.change.value]);
        let Some(span) = ends(all, true) else { return };
        let money = Quantity::Money(self.currency.clone());
        let axis = Axis::new("change of a rep's pay", money, with_room(span, 0.04));
        rows::draw(drawing, area, &axis, &self.lines());
    }
}
