//! The streams of all seats of a team at once.

use super::{Address, GOLDEN, Purpose, Purposes, mix};
use crate::wide::wide;

/// The addresses of the reps who hold seats of a team at first.
#[derive(Clone, Debug, Default)]
pub struct Seats {
    states: Vec<u64>,
    twins: Purposes,
}

impl Seats {
    /// Turns to seats of a team, by number: the addresses that [`Address::rep`] gives, its stint 0.
    pub fn turn_to(&mut self, team: Address, seats: impl IntoIterator<Item = u32>) {
        self.forget();
        self.turn_also_to(team, seats);
    }

    /// Turns away from all seats.
    pub fn forget(&mut self) {
        self.states.clear();
    }

    /// Puts seats of a team in another year behind those that are at hand.
    pub fn turn_also_to(&mut self, team: Address, seats: impl IntoIterator<Item = u32>) {
        self.twins = team.twins;
        let before = self.states.len();
        self.states.extend(seats.into_iter().map(u64::from));
        step_to_each(team.state, &mut self.states[before..]);
    }

    /// The address of the rep in a seat, by its place among them.
    pub fn address(&self, seat: usize) -> Address {
        Address { state: self.states[seat], twins: self.twins }
    }

    /// Opens the streams of all of them for a purpose.
    pub fn open(&self, purpose: Purpose, streams: &mut Streams) {
        streams.starts.resize(self.states.len(), 0);
        step_by(purpose as u64 | self.twins.mark(purpose), &self.states, &mut streams.starts);
    }
}

/// One stream a seat.
#[derive(Clone, Debug, Default)]
pub struct Streams {
    starts: Vec<u64>,
}

impl Streams {
    /// What `words` must have room for behind the words that are asked for.
    pub const ROOM: usize = BLOCK;

    /// Puts down the first words of each stream, those of one after those of the other: as many of each as
    /// `counts` says. `words` is longer than all of them by [`Self::ROOM`], which is written to.
    pub fn words(&self, counts: &[u32], words: &mut [u64]) {
        put_down(&self.starts, counts, words);
    }

    /// Puts down the first word of each stream.
    pub fn first_words(&self, words: &mut [u64]) {
        step_once(&self.starts, words);
    }
}

/// Words that are worked out together.
const BLOCK: usize = 8;

wide! {
    fn[512] step_to_each(state: u64, words: &mut [u64]) {
        for word in words {
            *word = mix(state.wrapping_add(GOLDEN) ^ mix(*word));
        }
    }

    fn[512] step_by(word: u64, states: &[u64], starts: &mut [u64]) {
        let word = mix(word);
        for (state, start) in states.iter().zip(starts) {
            *start = mix(state.wrapping_add(GOLDEN) ^ word);
        }
    }

    fn[512] step_once(starts: &[u64], words: &mut [u64]) {
        for (start, word) in starts.iter().zip(words) {
            *word = mix(start.wrapping_add(GOLDEN));
        }
    }

    /// By whole blocks: what is too much of one stream, the next one writes over.
    fn[512] put_down(starts: &[u64], counts: &[u32], words: &mut [u64]) {
        let mut first = 0;
        for (start, count) in starts.iter().zip(counts) {
            let mut counter = *start;
            let rest = words.get_mut(first..).unwrap_or_default();
            for block in rest.chunks_exact_mut(BLOCK).take((*count as usize).div_ceil(BLOCK)) {
                for (word, number) in block.iter_mut().zip(1..) {
                    *word = mix(counter.wrapping_add(GOLDEN.wrapping_mul(number)));
                }
                counter = counter.wrapping_add(GOLDEN.wrapping_mul(BLOCK as u64));
            }
            first += *count as usize;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wide::tests::in_each_width;
    use rand::Rng;

    /// Seats at once have the streams that they have one by one.
    #[test]
    fn streams_are_those_of_the_addresses() {
        let year = Address::year(7, 3).with_twins(Purposes::of([Purpose::DealMonth]));
        let team = year.team("AE");
        for (purpose, count) in [(Purpose::DealSize, 1), (Purpose::DealMonth, 19)] {
            for words in in_each_width(|| {
                let (mut seats, mut streams) = (Seats::default(), Streams::default());
                seats.turn_to(team, 0..13);
                seats.open(purpose, &mut streams);
                let counts: Vec<u32> = (0..13).map(|seat| seat % 3 * count).collect();
                let total = counts.iter().sum::<u32>() as usize;
                let mut words = vec![0; total + Streams::ROOM];
                streams.words(&counts, &mut words);
                words.truncate(total);
                let mut first = vec![0; 13];
                streams.first_words(&mut first);
                let at_first = |seat| team.rep(seat, 0).open(purpose).next_u64();
                assert_eq!(first, (0..13).map(at_first).collect::<Vec<_>>());
                assert_eq!(seats.address(12), team.rep(12, 0));
                words
            }) {
                let one_by_one: Vec<u64> = (0..13)
                    .flat_map(|seat| {
                        let mut stream = team.rep(seat, 0).open(purpose);
                        (0..seat % 3 * count).map(move |_| stream.next_u64())
                    })
                    .collect();
                assert_eq!(words, one_by_one);
            }
        }
    }
}
