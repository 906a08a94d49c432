//! A stretch of years, column by column.

use std::ops::Range;

use rayon::prelude::*;

use super::batch::Batch;
use super::rest_of_year::RestOfYear;
use super::run::Wanted;
use crate::metrics::{AttainmentBand, Layout, MonthMetric};

/// What is kept of every year: how many columns, and how many groups of reps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// Figures of the layout.
    pub figures: usize,
    /// Figures by month: by team (the company last), metric, month; 0 where not wanted.
    pub monthly: usize,
    /// Groups of reps: by team, then attainment band; 0 where not wanted. How many reps a year has in each is a column.
    pub groups: usize,
    /// Figures of the rest of a year of which some months are over; 0 in others.
    pub rest: usize,
}

impl Shape {
    pub(super) fn new(layout: &Layout, teams: usize, wanted: Wanted) -> Self {
        let monthly = if wanted.months { 12 * MonthMetric::ALL.len() * (teams + 1) } else { 0 };
        let groups = if wanted.payouts { teams * AttainmentBand::COUNT } else { 0 };
        let rest = wanted.rest.map_or(0, RestOfYear::columns);
        Self { figures: layout.columns.len(), monthly, groups, rest }
    }

    /// Columns with one value a year: the figures, those by month, those of the rest of the year, the reps of each
    /// group.
    pub(super) fn columns(self) -> usize {
        self.first_group() + self.groups
    }

    /// The column of the first group's reps.
    pub(super) fn first_group(self) -> usize {
        self.figures + self.monthly + self.rest
    }
}

/// Consecutive years: the columns one after the other, one value a year each, then the reps' pay, group by group.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Block {
    /// The first year, from 0.
    pub first: usize,
    /// How many.
    pub years: usize,
    /// All values.
    pub values: Vec<f64>,
    /// By group: reps in it.
    pub reps: Vec<usize>,
}

impl Block {
    /// Puts batches of consecutive years together.
    pub(super) fn of(shape: Shape, first: usize, batches: &[Batch]) -> Self {
        let years: usize = batches.iter().map(|batch| batch.years).sum();
        let in_columns = shape.columns() * years;
        let all_reps: usize = batches.iter().map(|batch| batch.reps.len()).sum();
        let mut values = vec![0.0; in_columns + all_reps];
        let (columns, pay) = values.split_at_mut(in_columns);
        // Columns side by side: each is written by one thread, in the order of the batches.
        let columns = columns.par_chunks_exact_mut(years.max(1)).enumerate().with_min_len(16);
        columns.for_each(|(c, column)| {
            let mut rest = column;
            for batch in batches {
                let (own, after) = rest.split_at_mut(batch.years);
                own.copy_from_slice(&batch.columns[c * batch.years..][..batch.years]);
                rest = after;
            }
        });
        let reps = by_group(shape.groups, batches, pay);
        Self { first, years, values, reps }
    }

    /// What it takes in memory, in bytes.
    pub(super) fn bytes(&self) -> u64 {
        8 * (self.values.len() + self.reps.len()) as u64
    }

    /// Where a column's values of some of the years stand; the years are counted from the block's first.
    pub(super) fn of_column(years: usize, column: usize, part: Range<usize>) -> Range<usize> {
        column * years + part.start..column * years + part.end
    }

    /// Where a group's pay stands.
    pub(super) fn of_group(
        shape: Shape,
        years: usize,
        reps: &[usize],
        group: usize,
    ) -> Range<usize> {
        let start = shape.columns() * years + reps[..group].iter().sum::<usize>();
        start..start + reps[group]
    }
}

/// The number of a group.
pub(super) fn group(team: usize, band: AttainmentBand) -> usize {
    team * AttainmentBand::COUNT + usize::from(band.0)
}

/// Puts the reps' pay in order of groups, within a group in order of years; how many are in each.
fn by_group(groups: usize, batches: &[Batch], pay: &mut [f64]) -> Vec<usize> {
    let group = |rep: &crate::metrics::RepFigures| group(rep.team as usize, rep.band);
    let mut reps = vec![0; groups];
    batches.iter().flat_map(|batch| &batch.reps).for_each(|rep| reps[group(rep)] += 1);
    let mut next: Vec<usize> = reps
        .iter()
        .scan(0, |start, reps| {
            *start += reps;
            Some(*start - reps)
        })
        .collect();
    for rep in batches.iter().flat_map(|batch| &batch.reps) {
        let place = &mut next[group(rep)];
        pay[*place] = rep.pay.to_f64();
        *place += 1;
    }
    reps
}
