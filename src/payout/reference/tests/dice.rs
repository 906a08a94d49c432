//! Choices of the generator: from one number, so that a case can be drawn again.

use rand::Rng;

use crate::random::{Address, Generator, Purpose};

/// A stream of choices.
pub(super) struct Dice(Generator);

impl Dice {
    /// The choices of a case.
    pub fn of_case(number: u64) -> Self {
        Self(Address::year(20_270_101, number).open(Purpose::Market))
    }

    /// A whole number below a limit above 0.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.0.next_u64() % limit as u64) as usize
    }

    /// A whole number of a range, both ends included.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        least + self.below((most - least + 1) as usize) as i64
    }

    /// Whether something of so many percent happens.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of several.
    pub fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    /// Hundredths as people write them.
    pub fn hundredths(&mut self, least: i64, most: i64) -> String {
        written(self.between(least, most))
    }
}

/// Hundredths as people write them: 5 is 0.05.
pub(super) fn written(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let hundredths = hundredths.abs();
    format!("{sign}{}.{:02}", hundredths / 100, hundredths % 100)
}
