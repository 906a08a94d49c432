//! The interactive curves: pay at any attainment, under each candidate. Without a script they are a table.

use minijinja::Value;
use serde::Serialize;

use super::cells::{Unit, with_error, written};
use crate::plots::facts::{name, names, number, rows_with};
use crate::plots::spread::Spread;
use crate::tables::{FinishedRun, ReadError, RunRecord, Table};

/// The curves.
#[derive(Debug, Serialize)]
pub(super) struct Panel {
    /// What is drawn, and how to read it.
    pub explains: &'static str,
    pub teams: Vec<Team>,
    /// The same for the script, as JSON that may stand in a page.
    pub data: Value,
}

/// Curves of a team.
#[derive(Debug, Serialize)]
pub(super) struct Team {
    pub name: String,
    /// What performance is.
    pub measured: &'static str,
    pub candidates: Vec<String>,
    pub rows: Vec<Row>,
    #[serde(skip)]
    curves: Vec<Curve>,
}

/// A row of the table.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub performance: String,
    /// Pay under each candidate; empty where nobody is there.
    pub pays: Vec<String>,
}

/// A candidate's pay along performance.
#[derive(Debug, Serialize)]
struct Curve {
    name: String,
    /// Performance, mean pay, and where they are known the pay that 1 rep of 10 does not reach and 1 exceeds, and half the
    /// 95 % interval of the mean.
    points: Vec<[Option<f64>; 5]>,
}

/// What the script is given.
#[derive(Serialize)]
struct Data<'a> {
    currency: &'a str,
    teams: Vec<TeamData<'a>>,
}

#[derive(Serialize)]
struct TeamData<'a> {
    name: &'a str,
    measured: &'a str,
    curves: &'a [Curve],
}

/// Where curves are read from.
struct Source {
    table: &'static str,
    /// The column of candidates; none where there is today's plan only.
    candidate: Option<&'static str>,
    /// Pay and the ends of its interval.
    pay: [&'static str; 3],
    explains: &'static str,
    /// Whether every row stands in the table for those without a script, or every tenth.
    in_tenths: bool,
}

/// What a run may have of curves, the best first.
const SOURCES: [Source; 3] = [
    Source {
        table: "payout_curves",
        candidate: Some("candidate"),
        pay: ["pay", "pay_low", "pay_high"],
        explains: "Mean variable pay of a rep's year under each candidate, of the same reps with the same results, between the \
                   middles of bands 10 points wide; the first candidate is today's plans.",
        in_tenths: false,
    },
    Source {
        table: "incentive_profile",
        candidate: Some("plans"),
        pay: ["pay", "pay_low", "pay_high"],
        explains: "Mean variable pay of reps who are brought to this attainment: every sale of their year made larger or smaller \
                   by one factor.",
        in_tenths: true,
    },
    Source {
        table: "payouts",
        candidate: None,
        pay: ["mean_pay", "ci_low", "ci_high"],
        explains: "Mean variable pay of the reps in a band of attainment 10 points wide, between the middles of bands.",
        in_tenths: false,
    },
];

/// The curves of a run; none where it has no table of them.
pub(super) fn of(run: &FinishedRun) -> Result<Option<Panel>, ReadError> {
    for source in &SOURCES {
        let Some(table) = run.table(source.table)? else { continue };
        let teams: Vec<Team> = names(&table, "team")
            .into_iter()
            .filter_map(|team| source.team(&table, team))
            .collect();
        if !teams.is_empty() {
            let data = data(run.record(), &teams);
            return Ok(Some(Panel { explains: source.explains, teams, data }));
        }
    }
    Ok(None)
}

impl Source {
    fn team(&self, table: &Table, team: &str) -> Option<Team> {
        let candidates = self.candidate.map_or(vec![TODAY], |column| names(table, column));
        let curves: Vec<Curve> = candidates
            .iter()
            .map(|candidate| Curve {
                name: if *candidate == "current" { TODAY } else { *candidate }.to_owned(),
                points: self.points(table, team, candidate),
            })
            .filter(|curve| curve.points.len() > 1)
            .collect();
        let row = rows_with(table, &[("team", team)]).next()?;
        let measured = match name(table, "measured_by", row) {
            "target_pay" => "today's variable pay ÷ target",
            "nothing" => "performance",
            _ => "attainment of quota",
        };
        (!curves.is_empty()).then(|| Team {
            name: team.to_owned(),
            measured,
            candidates: curves.iter().map(|curve| curve.name.clone()).collect(),
            rows: self.rows(&curves),
            curves,
        })
    }

    fn points(&self, table: &Table, team: &str, candidate: &str) -> Vec<[Option<f64>; 5]> {
        let mut of = vec![("team", team)];
        of.extend(self.candidate.map(|column| (column, candidate)));
        let point = |row| {
            let of = |column| number(table, column, row);
            let place = of("performance")
                .or_else(|| of("attainment"))
                .or_else(|| middle(of("from")?, of("to")))
                .or_else(|| middle(of("attainment_from")?, of("attainment_to")))?;
            let pay = Spread::of(table, row, self.pay)?;
            let half_width = pay.interval.map(|_| pay.half_width());
            Some([Some(place), Some(pay.value), of("p10"), of("p90"), half_width])
        };
        rows_with(table, &of).filter_map(point).collect()
    }

    fn rows(&self, curves: &[Curve]) -> Vec<Row> {
        let places = curves.first().map_or(&[][..], |curve| &curve.points);
        let place = |[place, ..]: &[Option<f64>; 5]| place.unwrap_or(0.0);
        let shown = places.iter().map(place).filter(|place| {
            !self.in_tenths || (10.0 * place - (10.0 * place).round()).abs() < 1e-6
        });
        let pay = |curve: &Curve, at: f64| {
            // Candidates are looked at by the same reps: their points stand at the same places.
            let point = curve.points.iter().find(|point| (place(point) - at).abs() < 1e-9);
            let Some(&[_, Some(value), _, _, half_width]) = point else { return String::new() };
            let spread = half_width.map(|half_width| Spread::within(value, half_width));
            spread
                .and_then(|spread| with_error(&spread, Unit::Currency))
                .unwrap_or_else(|| written(value, Unit::Currency))
        };
        shown
            .map(|at| Row {
                performance: super::cells::percent(at),
                pays: curves.iter().map(|curve| pay(curve, at)).collect(),
            })
            .collect()
    }
}

/// What the plans of the company file are called.
const TODAY: &str = "today's plan";

/// The middle of a band; of the open one a little above its start.
fn middle(from: f64, to: Option<f64>) -> Option<f64> {
    Some((from + to.unwrap_or(from + 0.1)) / 2.0)
}

fn data(record: &RunRecord, teams: &[Team]) -> Value {
    let currency = record.company.as_ref().map_or("", |company| &company.currency);
    let teams = teams.iter().map(|team| TeamData {
        name: &team.name,
        measured: team.measured,
        curves: &team.curves,
    });
    let data = Data { currency, teams: teams.collect() };
    // Names and finite numbers always make JSON.
    let text = serde_json::to_string(&data).unwrap_or_else(|_| "null".to_owned());
    Value::from_safe_string(in_a_page(&text))
}

/// JSON that neither ends the element that it stands in nor begins another one.
fn in_a_page(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_stays_in_its_element() {
        let text = in_a_page(&serde_json::to_string("</script><!--&\"").unwrap());
        assert_eq!(text, "\"\\u003c/script\\u003e\\u003c!--\\u0026\\\"\"");
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), "</script><!--&\"");
    }

    #[test]
    fn bands_stand_at_their_middle() {
        assert_eq!(middle(0.5, Some(0.75)), Some(0.625));
        assert_eq!(middle(2.0, None), Some(2.05));
    }
}
