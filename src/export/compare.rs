//! The tables of a comparison.

use std::sync::Arc;

use super::ExportError;
use super::columns::Columns;
use crate::company::Company;
use crate::statistics::{Order, Verdict};
use crate::study::compare::{Band, Comparison, MeasuredBy};
use crate::tables::{Table, schema};

/// All tables of a comparison.
///
/// # Errors
/// A value that no table may hold (a fault of the program).
pub fn comparison(found: &Comparison, company: &Company) -> Result<Vec<Table>, ExportError> {
    let names = Names {
        candidates: found.names.iter().map(|name| Arc::from(name.as_str())).collect(),
        teams: company.teams.iter().map(|team| Arc::from(team.name.as_str())).collect(),
    };
    Ok(vec![
        figures(found, &names)?,
        dominance(found, &names)?,
        winners_losers(found, &names)?,
        hold_harmless(found, &names)?,
        payout_curves(found, &names)?,
        kept_whole(found, &names)?,
        choice(found, &names)?,
    ])
}

/// Names that recur in many rows.
struct Names {
    candidates: Vec<Arc<str>>,
    teams: Vec<Arc<str>>,
}

fn figures(found: &Comparison, names: &Names) -> Result<Table, ExportError> {
    Columns::of(&found.lines)
        .text(|line| names.candidates[line.candidate].clone())
        .text(|line| line.column.team_name.as_str())
        .text(|line| line.column.metric.name())
        .text(|line| line.statistic.name())
        .estimate(|line| Some(line.value))
        .number(|line| Some(line.today))
        .estimate(|line| Some(line.difference))
        .number(|line| line.relative())
        .estimate(|line| line.larger)
        .number(|line| line.pairing)
        .count(|line| line.difference.n)
        .table(schema::comparison())
}

fn dominance(found: &Comparison, names: &Names) -> Result<Table, ExportError> {
    let verdict = |verdict: Verdict| match verdict {
        Verdict::Alike => "alike",
        Verdict::Dominates => "dominates",
        Verdict::DoesNot => "does_not",
        Verdict::Undecided => "undecided",
    };
    Columns::of(&found.dominances)
        .text(|pair| names.candidates[pair.candidate].clone())
        .text(|pair| names.candidates[pair.other].clone())
        .count(|pair| match pair.order {
            Order::First => 1,
            Order::Second => 2,
        })
        .text(|pair| verdict(pair.test.verdict))
        .number(|pair| pair.test.least)
        .number(|pair| Some(pair.test.at))
        .number(|pair| Some(pair.test.p))
        .count(|pair| pair.test.n)
        .table(schema::dominance())
}

fn winners_losers(found: &Comparison, names: &Names) -> Result<Table, ExportError> {
    Columns::of(&found.bands)
        .text(|line| names.candidates[line.candidate].clone())
        .text(|line| names.teams[line.team].clone())
        .text(|line| Band::name(line.band))
        .text(|line| MeasuredBy::name(line.measured_by))
        .count(|line| line.rep_years)
        .number(|line| Some(line.today))
        .estimate(|line| Some(line.change))
        .number(|line| (line.today != 0.0).then(|| line.change.value / line.today))
        .number(|line| Some(line.quantiles[0]))
        .number(|line| Some(line.quantiles[1]))
        .number(|line| Some(line.quantiles[2]))
        .estimate(|line| Some(line.losing))
        .estimate(|line| Some(line.losing_hard))
        .estimate(|line| Some(line.gaining))
        .table(schema::winners_losers())
}

fn hold_harmless(found: &Comparison, names: &Names) -> Result<Table, ExportError> {
    Columns::of(&found.hold_harmless)
        .text(|cost| names.candidates[cost.candidate].clone())
        .text(|cost| cost.team_name.as_str())
        .estimate(|cost| Some(cost.mean))
        .estimate(|cost| Some(cost.p95))
        .count(|cost| cost.mean.n)
        .table(schema::hold_harmless())
}

fn payout_curves(found: &Comparison, names: &Names) -> Result<Table, ExportError> {
    let mut rows = Vec::new();
    for curve in &found.curves {
        rows.extend(curve.points.iter().map(|point| (curve, point)));
    }
    Columns::of(&rows)
        .text(|(curve, _)| names.candidates[curve.candidate].clone())
        .text(|(curve, _)| names.teams[curve.team].clone())
        .text(|(curve, _)| curve.measured_by.name())
        .number(|(_, point)| Some(point.band.from()))
        .number(|(_, point)| point.band.to())
        .count(|(_, point)| point.rep_years)
        .number(|(_, point)| Some(point.performance))
        .estimate(|(_, point)| Some(point.pay))
        .number(|(_, point)| Some(point.quantiles[0]))
        .number(|(_, point)| Some(point.quantiles[1]))
        .number(|(_, point)| Some(point.quantiles[2]))
        .table(schema::payout_curves())
}

fn kept_whole(found: &Comparison, names: &Names) -> Result<Table, ExportError> {
    let mut rows = Vec::new();
    for curve in &found.curves {
        rows.extend(curve.stretches.iter().map(|stretch| (curve, stretch)));
    }
    Columns::of(&rows)
        .text(|(curve, _)| names.candidates[curve.candidate].clone())
        .text(|(curve, _)| names.teams[curve.team].clone())
        .text(|(curve, _)| curve.measured_by.name())
        .text(|(_, stretch)| stretch.effect.name())
        .estimate(|(_, stretch)| stretch.from)
        .number(|(_, stretch)| Some(stretch.share))
        .table(schema::kept_whole())
}

fn choice(found: &Comparison, names: &Names) -> Result<Table, ExportError> {
    let choice = &found.choice;
    let rows: Vec<_> = choice.contenders.iter().enumerate().collect();
    Columns::of(&rows)
        .text(|(candidate, _)| names.candidates[*candidate].clone())
        .name(&choice.asked.criterion.to_string())
        .number(|(_, contender)| Some(contender.value))
        .text(|(candidate, contender)| {
            let chosen = choice.chosen == Some(*candidate);
            match (chosen, contender.is_left) {
                (true, _) => "chosen",
                (false, true) => "open",
                (false, false) => "out",
            }
        })
        .count(|(_, contender)| contender.years)
        .number(|_| Some(choice.indifference))
        .table(schema::choice())
}
