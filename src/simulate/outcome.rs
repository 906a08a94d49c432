//! What the years came to, read one column at a time.

use std::ops::Range;

use rayon::prelude::*;

use super::block::{Block, Shape, group};
use super::journal::{Found, Journal, JournalError, Placed};
use crate::metrics::AttainmentBand;

/// What the years came to: figures by year, figures by month, reps' pay.
///
/// It is kept in stretches of years, in memory or on disk. A column is put together when it is read, so whoever
/// reads needs room for that column alone.
#[derive(Debug, Default)]
pub struct Outcome {
    shape: Shape,
    /// The first year, from 0.
    first: usize,
    stretches: Vec<Stretch>,
    /// How many columns memory has room for at once, beside what is kept in it.
    at_once: usize,
}

/// Consecutive years, in memory, on disk, or in both.
#[derive(Debug)]
struct Stretch {
    /// Without its values where these are on disk only.
    block: Block,
    placed: Option<Placed>,
}

impl Outcome {
    pub(super) fn new(shape: Shape, first: usize, at_once: usize) -> Self {
        Self { shape, first, stretches: Vec::new(), at_once }
    }

    pub(super) fn push(&mut self, block: Block) {
        self.stretches.push(Stretch { block, placed: None });
    }

    pub(super) fn push_placed(&mut self, (block, placed): Found) {
        self.stretches.push(Stretch { block, placed: Some(placed) });
    }

    /// Puts what is in memory alone into a journal.
    pub(super) fn write_down(&mut self, journal: &mut Journal) -> Result<(), JournalError> {
        for stretch in self.stretches.iter_mut().filter(|stretch| stretch.placed.is_none()) {
            stretch.placed = Some(journal.append(&stretch.block)?);
        }
        Ok(())
    }

    /// Lets go of what is on disk as well.
    pub(super) fn let_go(&mut self) {
        for stretch in self.stretches.iter_mut().filter(|stretch| stretch.placed.is_some()) {
            stretch.block.values = Vec::new();
        }
    }

    /// What it takes in memory, in bytes.
    pub(super) fn bytes(&self) -> u64 {
        self.stretches.iter().map(|stretch| stretch.block.bytes()).sum()
    }

    /// The first year, from 0.
    pub(super) fn first(&self) -> usize {
        self.first
    }

    /// The year after the last, from 0.
    pub(super) fn end(&self) -> usize {
        self.stretches.last().map_or(self.first, |it| it.block.first + it.block.years)
    }

    /// Years that were run.
    pub fn years(&self) -> usize {
        self.end() - self.first
    }

    /// Whether memory has room for as many columns at once as there are threads.
    pub fn has_room_for_all_threads(&self) -> bool {
        self.at_once >= rayon::current_num_threads()
    }

    /// Works something out of each of some items, in their order: as many side by side as memory has room for, where each
    /// takes so many columns. What the memory `M` holds of one item is there for the next.
    ///
    /// # Errors
    /// What was put on disk cannot be read.
    pub fn side_by_side<I: Sync, M: Default, T: Send>(
        &self,
        items: &[I],
        columns: usize,
        of: impl Fn(&mut M, &I) -> Result<T, Unreadable> + Sync,
    ) -> Result<Vec<T>, Unreadable> {
        let at_once = (self.at_once / columns.max(1)).max(1);
        let is_roomy = at_once >= rayon::current_num_threads();
        let share = if is_roomy { 1 } else { items.len().div_ceil(at_once).max(1) };
        let parts = items.par_chunks(share).map_init(M::default, |memory, items| {
            items.iter().map(|item| of(memory, item)).collect::<Result<Vec<T>, _>>()
        });
        let parts: Result<Vec<Vec<T>>, _> = parts.collect();
        Ok(parts?.into_iter().flatten().collect())
    }

    /// Reads a figure's column, by its place in the layout: one value a year, NaN where it has none. `into` is
    /// overwritten; handing in the same one again saves its allocation.
    ///
    /// # Errors
    /// What was put on disk cannot be read.
    pub fn figure(&self, column: usize, into: &mut Vec<f64>) -> Result<(), Unreadable> {
        self.figure_of_years(column, 0..self.years(), into)
    }

    /// Reads a figure's values of some years, counted from 0.
    ///
    /// # Errors
    /// What was put on disk cannot be read.
    pub fn figure_of_years(
        &self,
        column: usize,
        years: Range<usize>,
        into: &mut Vec<f64>,
    ) -> Result<(), Unreadable> {
        into.clear();
        self.append_column(column, years, into)
    }

    /// Figures by month that were kept; 0 where they were not wanted.
    pub fn monthly_columns(&self) -> usize {
        self.shape.monthly
    }

    /// Reads a month's column, by team (the company last), then metric, then month: one value a year, in dollars.
    ///
    /// # Errors
    /// What was put on disk cannot be read.
    pub fn monthly(&self, column: usize, into: &mut Vec<f64>) -> Result<(), Unreadable> {
        into.clear();
        self.append_column(self.shape.figures + column, 0..self.years(), into)
    }

    /// Reads what the first rep of a seat (by team, then seat) is paid in the months that are left: one value a
    /// year, in dollars. There is none where no month is over.
    ///
    /// # Errors
    /// What was put on disk cannot be read.
    pub fn rest_of_year(&self, seat: usize, into: &mut Vec<f64>) -> Result<(), Unreadable> {
        into.clear();
        let first = self.shape.figures + self.shape.monthly;
        self.append_column(first + seat, 0..self.years(), into)
    }

    /// Reads the attainment of the first rep of a seat, likewise.
    ///
    /// # Errors
    /// What was put on disk cannot be read.
    pub fn attainment(&self, seat: usize, into: &mut Vec<f64>) -> Result<(), Unreadable> {
        self.rest_of_year(self.shape.rest / 2 + seat, into)
    }

    /// Rep-years of a team that ended in a band of attainment; 0 where they were not wanted.
    pub fn reps(&self, team: usize, band: AttainmentBand) -> usize {
        let group = group(team, band);
        self.blocks().map(|block| block.reps.get(group).copied().unwrap_or(0)).sum()
    }

    /// Reads the pay of a team's reps who ended in a band of attainment, in dollars, in the order of years.
    ///
    /// # Errors
    /// What was put on disk cannot be read.
    pub fn pay(
        &self,
        team: usize,
        band: AttainmentBand,
        into: &mut Vec<f64>,
    ) -> Result<(), Unreadable> {
        into.clear();
        into.reserve(self.reps(team, band));
        let group = group(team, band);
        for stretch in self.stretches.iter().filter(|stretch| group < stretch.block.reps.len()) {
            let block = &stretch.block;
            let place = Block::of_group(self.shape, block.years, &block.reps, group);
            stretch.read(place, into)?;
        }
        Ok(())
    }

    /// Reads how many reps of a team ended in a band of attainment: one number a year.
    ///
    /// # Errors
    /// What was put on disk cannot be read.
    pub fn reps_by_year(
        &self,
        team: usize,
        band: AttainmentBand,
        into: &mut Vec<f64>,
    ) -> Result<(), Unreadable> {
        into.clear();
        self.append_column(self.shape.first_group() + group(team, band), 0..self.years(), into)
    }

    /// Reps of the largest group.
    pub(super) fn largest_group(&self) -> usize {
        let reps = |group: usize| self.blocks().map(|block| block.reps[group]).sum();
        (0..self.shape.groups).map(reps).max().unwrap_or(0)
    }

    fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.stretches.iter().map(|stretch| &stretch.block)
    }

    fn append_column(
        &self,
        column: usize,
        years: Range<usize>,
        into: &mut Vec<f64>,
    ) -> Result<(), Unreadable> {
        into.reserve(years.len());
        let years = self.first + years.start..self.first + years.end;
        for stretch in &self.stretches {
            let block = &stretch.block;
            let part = years.start.max(block.first)..years.end.min(block.first + block.years);
            if !part.is_empty() {
                let part = part.start - block.first..part.end - block.first;
                stretch.read(Block::of_column(block.years, column, part), into)?;
            }
        }
        Ok(())
    }
}

impl Stretch {
    /// Appends some of its values.
    fn read(&self, values: Range<usize>, into: &mut Vec<f64>) -> Result<(), Unreadable> {
        match &self.placed {
            Some(placed) if self.block.values.is_empty() => placed.read(values, into),
            _ => {
                into.extend_from_slice(&self.block.values[values]);
                Ok(())
            }
        }
    }
}

/// Why years that were put on disk cannot be read back.
#[derive(Debug, thiserror::Error)]
#[error("the years that were put into {} cannot be read back: {source}", path.display())]
pub struct Unreadable {
    /// The file.
    pub path: std::path::PathBuf,
    /// What the system says.
    pub source: std::io::Error,
}
