//! Many draws of one distribution at once: the same as one by one, to the bit.

use super::Distribution;
use super::pieces::{Drawn, PIECES_IN_ALL, Pieces, TERMS, Tail, asked, evaluate, place};
use crate::wide::wide;

/// Draws that are worked out together.
const BLOCK: usize = 64;

impl Distribution {
    /// The draws that these words stand for: of each word the one that [`Self::sample`] takes from it. `out` is as
    /// long as `words`.
    pub fn at_words(&self, words: &[u64], out: &mut [f64]) {
        match self.drawn() {
            Drawn::Constant(value) => out.fill(*value),
            Drawn::Pieces(pieces) => {
                follow(pieces, words, out);
                for (words, out) in words.chunks(BLOCK).zip(out.chunks_mut(BLOCK)) {
                    // Where no piece follows the quantile, it is asked; few draws in a thousand for most families.
                    if out.iter().fold(false, |any, value| any | value.is_nan()) {
                        ask(self, words, out);
                    }
                }
            }
            Drawn::Steps => {
                let draws = words.iter().map(|word| Tail::of_word(*word).quantile(self));
                out.iter_mut().zip(draws).for_each(|(slot, draw)| *slot = draw);
            }
        }
    }
}

#[cold]
#[inline(never)]
fn ask(law: &Distribution, words: &[u64], out: &mut [f64]) {
    for (word, value) in words.iter().zip(out).filter(|(_, value)| value.is_nan()) {
        *value = asked(Tail::of_word(*word), law);
    }
}

wide! {
    /// The polynomials at the places of these words; NaN where there is none.
    fn[256] follow(pieces: &Pieces, words: &[u64], out: &mut [f64]) {
        // One table row beyond the pieces is NaN throughout: what lies beyond the octaves looks it up.
        let Some(table) = pieces.coefficients.first_chunk::<{ PIECES_IN_ALL + 1 }>() else {
            return;
        };
        let mut numbers = [0_u32; BLOCK];
        let mut along = [0.0; BLOCK];
        for (words, out) in words.chunks(BLOCK).zip(out.chunks_mut(BLOCK)) {
            // In turn: the first is arithmetic alone, and runs several at a time.
            for ((word, number), along) in words.iter().zip(&mut numbers).zip(&mut along) {
                (*number, *along) = place(*word);
            }
            for ((number, along), value) in numbers.iter().zip(&along).zip(&mut *out) {
                let piece: &[f64; TERMS] = &table[(*number as usize).min(PIECES_IN_ALL)];
                *value = evaluate(piece, *along);
            }
            for value in out {
                let bounded = if *value < pieces.low { pieces.low } else { *value };
                *value = if bounded > pieces.high { pieces.high } else { bounded };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::distribution::tests::zoo::zoo;
    use crate::random::{Address, Purpose};
    use crate::wide::tests::in_each_width;
    use rand::Rng;

    #[test]
    fn draws_at_once_are_the_draws_one_by_one() {
        for specimen in zoo() {
            let law = &specimen.law;
            let mut stream = Address::year(5, 1).open(Purpose::DealSize);
            // The ends of the words and those about the median are where something could go wrong.
            let edges = [0, 1 << 11, 1 << 63, u64::MAX, (1 << 63) - 1, u64::MAX >> 12, 1 << 52];
            let words: Vec<u64> =
                edges.into_iter().chain((0..3_000).map(|_| stream.next_u64())).collect();
            let one_by_one: Vec<u64> = words
                .iter()
                .map(|word| law.drawn().at(super::Tail::of_word(*word), law).to_bits())
                .collect();
            for at_once in in_each_width(|| {
                let mut out = vec![0.0; words.len()];
                law.at_words(&words, &mut out);
                out
            }) {
                let bits: Vec<u64> = at_once.iter().map(|value| value.to_bits()).collect();
                assert!(bits == one_by_one, "{}", specimen.name);
            }
        }
    }
}
