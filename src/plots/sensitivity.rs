//! Sensitivity: which number of the files moves the cost, as a tornado.

use super::amounts::{Currency, grouped};
use super::axis::{Axis, Quantity, ends, with_room};
use super::drawing::{Area, Drawing};
use super::facts::{Facts, name, number, rows_with};
use super::frame::{ROW, Sample, legend};
use super::palette::{LIGHT, MAIN};
use super::picture::{Chart, Picture};
use super::rows::{self, Line, Row, Style};
use super::spread::Spread;
use super::{Blank, Table};

/// A number of the files, and what it does to mean variable pay when it is lower and higher.
struct Lever {
    path: String,
    rank: i64,
    low: Option<f64>,
    high: Option<f64>,
    swing: Spread,
    settings: String,
}

/// The levers, the strongest first.
struct Tornado {
    levers: Vec<Lever>,
    currency: Currency,
}

/// The most levers that are shown.
const MOST: usize = 20;

impl Tornado {
    fn of(table: &Table, facts: &Facts) -> Self {
        let rows = [("metric", "variable_pay"), ("statistic", "mean")];
        let lever = |row| {
            let of = |column| number(table, column, row);
            let setting = |column| of(column).map_or("–".to_owned(), short);
            let factor = table.integers("is_factor")?.get(row).is_some_and(|it| *it == 1);
            let times = if factor { "× " } else { "" };
            Some(Lever {
                path: name(table, "lever", row).to_owned(),
                rank: *table.integers("rank")?.get(row)?,
                low: of("low"),
                high: of("high"),
                swing: Spread::of(table, row, ["swing", "swing_low", "swing_high"])
                    .unwrap_or(Spread::exact(of("high").unwrap_or(0.0) - of("low").unwrap_or(0.0))),
                settings: format!(
                    "{times}{} … {}",
                    setting("setting_low"),
                    setting("setting_high")
                ),
            })
        };
        let mut levers: Vec<Lever> = rows_with(table, &rows).filter_map(lever).collect();
        levers.sort_by_key(|lever| lever.rank);
        Self { levers, currency: facts.currency.clone() }
    }

    fn title(&self) -> Option<String> {
        let first = self.levers.first()?;
        if first.swing.value == 0.0 {
            return Some("No number of the files that was tried moves variable pay".to_owned());
        }
        let swing = |lever: &Lever| lever.swing.size().amount(&self.currency).in_sentence();
        let amount = swing(first);
        let mut title = format!(
            "{} moves variable pay most: {amount} from its lower to its higher setting",
            first.path
        );
        if let Some(second) = self.levers.get(1) {
            title += &format!("; {} {}", second.path, swing(second));
        }
        Some(title)
    }
}

/// A number with up to four digits.
fn short(number: f64) -> String {
    let digits = (3 - number.abs().max(1e-6).log10().floor() as i32).clamp(0, 6) as usize;
    let text = grouped(number, digits);
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// The picture.
pub(super) fn picture(table: &Table, facts: &Facts) -> Result<Picture, Blank> {
    let tornado = Tornado::of(table, facts);
    let nothing = || Blank("has no number that was tried on variable pay".to_owned());
    let title = tornado.title().ok_or_else(nothing)?;
    let more = match tornado.levers.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!(" {more} more move it less and are in the table."),
    };
    Ok(Picture {
        name: "sensitivity",
        title,
        explains: format!(
            "The change of the company's mean variable pay when one number of the files is lower and higher, all else as \
             it was, on the same years. On the right both settings.{more}"
        ),
        source: facts.source("sensitivity"),
        chart: Box::new(tornado),
    })
}

impl Tornado {
    fn shown(&self) -> &[Lever] {
        &self.levers[..self.levers.len().min(MOST)]
    }

    fn lines(&self) -> Vec<Line> {
        let line = |lever: &Lever| {
            let (low, high) = (lever.low.unwrap_or(0.0), lever.high.unwrap_or(0.0));
            Line::Row(Row {
                name: lever.path.clone(),
                spread: Some(Spread::exact(0.0)),
                style: Style::Pair((low, LIGHT), (high, MAIN)),
                words: lever.settings.clone(),
            })
        };
        self.shown().iter().map(line).collect()
    }
}

impl Chart for Tornado {
    fn height(&self, width: f64) -> f64 {
        rows::height(&self.lines(), width) + ROW + 8.0
    }

    fn draw(&self, drawing: &mut Drawing, area: Area) {
        let samples = [
            (Sample::Box(LIGHT, 1.0), "lower setting".to_owned()),
            (Sample::Box(MAIN, 1.0), "higher setting".to_owned()),
        ];
        let used = legend(drawing, area, &samples);
        let (_, area) = area.below(used + 8.0);
        let all =
            self.shown().iter().flat_map(|lever| [lever.low, lever.high].into_iter().flatten());
        let Some(span) = ends(all, true) else { return };
        let money = Quantity::Money(self.currency.clone());
        let axis = Axis::new("change of mean variable pay a year", money, with_room(span, 0.04));
        rows::draw(drawing, area, &axis, &self.lines());
    }
}
