//! The `payouts` table.

use std::sync::Arc;

use super::ExportError;
use super::columns::Columns;
use crate::metrics::{AttainmentBand, Masthead};
use crate::simulate::{Outcome, Unreadable};
use crate::statistics::{ClusterScratch, Clusters, Estimate, share_of_members};
use crate::tables::{Table, schema};

/// A band of attainment that some reps of a team ended in.
struct Band {
    team: Arc<str>,
    band: AttainmentBand,
    rep_years: usize,
    /// Of the team's rep-years.
    share: Option<Estimate>,
    mean_pay: Option<Estimate>,
    /// Of pay, at 10, 50 and 90 %.
    quantiles: [Option<Estimate>; 3],
}

/// Memory for one band after the other.
#[derive(Default)]
struct Memory {
    reps: Vec<f64>,
    pay: Vec<f64>,
    scratch: ClusterScratch,
}

/// One row per team and attainment band that any rep reached. Reps of one year share its market, and intervals know it.
///
/// # Errors
/// A value that no table may hold (a fault of the program); years that cannot be read back from disk.
pub fn payouts(company: &Masthead, outcome: &Outcome) -> Result<Table, ExportError> {
    let mut rows = Vec::new();
    for (number, team) in company.teams.iter().enumerate() {
        let team: Arc<str> = team.name.as_str().into();
        let bands = (0..AttainmentBand::COUNT as u8).map(AttainmentBand);
        let bands: Vec<_> = bands.filter(|band| outcome.reps(number, *band) > 0).collect();
        let all = reps_of_team(outcome, number, &bands)?;
        let most = bands.iter().map(|band| outcome.reps(number, *band)).max().unwrap_or(0);
        // A column is one value a year and its copy. So are the pay of a band and its copy; the reps of each year, and
        // three like them, are two more.
        let columns = most.div_ceil(outcome.years().max(1)) + 2;
        rows.extend(outcome.side_by_side(&bands, columns, |memory, band| {
            let Memory { reps, pay, scratch } = memory;
            outcome.reps_by_year(number, *band, reps)?;
            outcome.pay(number, *band, pay)?;
            let of_band = Clusters::new(pay, reps);
            Ok(Band {
                team: team.clone(),
                band: *band,
                rep_years: pay.len(),
                share: share_of_members(reps, &all),
                mean_pay: of_band.and_then(|it| it.mean(scratch)),
                quantiles: of_band.map_or([None; 3], |it| it.quantiles([10, 50, 90], scratch)),
            })
        })?);
    }
    Columns::of(&rows)
        .text(|row| row.team.clone())
        .number(|row| Some(row.band.from()))
        .number(|row| row.band.to())
        .count(|row| row.rep_years)
        .estimate(|row| row.share)
        .estimate(|row| row.mean_pay)
        .estimate(|row| row.quantiles[0])
        .estimate(|row| row.quantiles[1])
        .estimate(|row| row.quantiles[2])
        .table(schema::payouts())
}

/// How many reps of a team each year has in these bands together.
fn reps_of_team(
    outcome: &Outcome,
    team: usize,
    bands: &[AttainmentBand],
) -> Result<Vec<f64>, Unreadable> {
    let (mut all, mut reps) = (vec![0.0; outcome.years()], Vec::new());
    for band in bands {
        outcome.reps_by_year(team, *band, &mut reps)?;
        all.iter_mut().zip(&reps).for_each(|(all, reps)| *all += reps);
    }
    Ok(all)
}
