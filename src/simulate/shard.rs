//! A part of a run's years, for one machine of several.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::batch::BATCH;

/// The most parts that a run may be cut into.
pub const MOST_SHARDS: u32 = 10_000;

/// One of so many parts of a run. Parts are whole batches of years, as even as they can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shard {
    /// Which, from 1.
    number: u32,
    /// How many there are.
    of: u32,
}

impl Shard {
    /// The part `number`, from 1, of so many; none where there is no such part.
    pub fn new(number: u32, of: u32) -> Option<Self> {
        ((1..=of).contains(&number) && of <= MOST_SHARDS).then_some(Self { number, of })
    }

    /// Which it is, from 1.
    pub fn number(self) -> u32 {
        self.number
    }

    /// How many there are.
    pub fn of(self) -> u32 {
        self.of
    }

    /// Its years, counted from 0, of so many. Where years are few some parts have none.
    pub fn years(self, all: usize) -> Range<usize> {
        let batches = all.div_ceil(BATCH) as u64;
        let start = |number: u32| {
            let batch = batches * u64::from(number) / u64::from(self.of);
            (batch as usize * BATCH).min(all)
        };
        start(self.number - 1)..start(self.number)
    }
}

impl std::fmt::Display for Shard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_whole_batches() {
        let years = |all, of| -> Vec<Range<usize>> {
            (1..=of).map(|number| Shard { number, of }.years(all)).collect()
        };
        // 1,000 years are 16 batches, the last of 40 years: 5, 5 and 6 of them.
        assert_eq!(years(1_000, 3), [0..320, 320..640, 640..1_000]);
        assert_eq!(years(1_000, 1), [0..1_000; 1]);
        // Two batches for three.
        assert_eq!(years(100, 3), [0..0, 0..64, 64..100]);
    }

    #[test]
    fn parts_join_whatever_the_numbers() {
        for all in [1, 63, 64, 65, 10_000, 10_000_000] {
            for of in [1, 2, 7, 100, MOST_SHARDS] {
                let mut end = 0;
                for number in 1..=of {
                    let years = Shard { number, of }.years(all);
                    assert_eq!(years.start, end, "{number}/{of} of {all}");
                    end = years.end;
                }
                assert_eq!(end, all, "{of} of {all}");
            }
        }
    }

    #[test]
    fn there_is_no_part_0_and_none_beyond_the_last() {
        assert_eq!(
            [(0, 7), (8, 7), (1, 0), (1, MOST_SHARDS + 1)].map(|(i, n)| Shard::new(i, n)),
            [None; 4]
        );
        assert_eq!(Shard::new(7, 7).map(|shard| shard.to_string()).as_deref(), Some("7/7"));
    }
}
