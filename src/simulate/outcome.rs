//! What the years came to, read one column at a time.

use std::ops::Range;

use super::block::{Block, Shape};
use crate::metrics::AttainmentBand;

/// What the years came to: figures by year, figures by month, reps' pay.
///
/// It is kept in stretches of years. A column is put together when it is read, so whoever reads needs room
/// for that column alone.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    shape: Shape,
    blocks: Vec<Block>,
}

impl Outcome {
    pub(super) fn new(shape: Shape) -> Self {
        Self { shape, blocks: Vec::new() }
    }

    pub(super) fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Years that were run.
    pub fn years(&self) -> usize {
        self.blocks.last().map_or(0, |block| block.first + block.years)
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

    /// Rep-years of a team that ended in a band of attainment; 0 where they were not wanted.
    pub fn reps(&self, team: usize, band: AttainmentBand) -> usize {
        let group = group(team, band);
        self.blocks.iter().map(|block| block.reps.get(group).copied().unwrap_or(0)).sum()
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
        for block in self.blocks.iter().filter(|block| group < block.reps.len()) {
            let place = Block::of_group(self.shape, block.years, &block.reps, group);
            into.extend_from_slice(&block.values[place]);
        }
        Ok(())
    }

    fn append_column(
        &self,
        column: usize,
        years: Range<usize>,
        into: &mut Vec<f64>,
    ) -> Result<(), Unreadable> {
        into.reserve(years.len());
        for block in &self.blocks {
            let end = block.first + block.years;
            let part = years.start.max(block.first)..years.end.min(end);
            if !part.is_empty() {
                let part = part.start - block.first..part.end - block.first;
                into.extend_from_slice(&block.values[Block::of_column(block.years, column, part)]);
            }
        }
        Ok(())
    }
}

fn group(team: usize, band: AttainmentBand) -> usize {
    team * AttainmentBand::COUNT + usize::from(band.0)
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
