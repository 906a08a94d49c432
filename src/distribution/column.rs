//! Many draws of one distribution at once: the same as one by one, to the bit.

use super::Distribution;
use super::pieces::{Drawn, PIECES_IN_ALL, Pieces, Polynomial, Tail, asked, place};
use crate::wide::wide;

/// Draws that are worked out together.
const BLOCK: usize = 128;

impl Distribution {
    /// The draws that these words stand for: of each word the one that [`Self::sample`] takes from it. `out` is as
    /// long as `words`.
    pub fn at_words(&self, words: &[u64], out: &mut [f64]) {
        match self.drawn() {
            Drawn::Constant(value) => out.fill(*value),
            Drawn::Pieces(pieces) => {
                let mut numbers = [0; BLOCK];
                for (words, out) in words.chunks(BLOCK).zip(out.chunks_mut(BLOCK)) {
                    find_places(words, &mut numbers, out);
                    let mut all_known = true;
                    follow(pieces, &numbers, out, &mut all_known);
                    // Where no piece follows the quantile, it is asked; few draws in a thousand for most families.
                    if !all_known {
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
    /// The pieces that words fall into, and how far along in them.
    fn[512] find_places(words: &[u64], numbers: &mut [u32; BLOCK], along: &mut [f64]) {
        for (word, (number, along)) in words.iter().zip(numbers.iter_mut().zip(along)) {
            (*number, *along) = place(*word);
        }
    }

    /// The polynomials of these pieces, so far along as `out` says and in place of that, within the support; NaN where
    /// there is none, which is told.
    fn[256 by follow_in_rows] follow(
        pieces: &Pieces,
        numbers: &[u32; BLOCK],
        out: &mut [f64],
        all_known: &mut bool,
    ) {
        // One table row beyond the pieces is NaN throughout: what lies beyond the octaves looks it up.
        let Some(table) = pieces.polynomials.first_chunk() else {
            return;
        };
        for (number, value) in numbers.iter().zip(&mut *out) {
            *value = row(table, *number).at(*value);
        }
        for value in &mut *out {
            let bounded = if *value < pieces.low { pieces.low } else { *value };
            *value = if bounded > pieces.high { pieces.high } else { bounded };
        }
        *all_known = !out.iter().fold(false, |any, value| any | value.is_nan());
    }
}

/// The same by vectors that hold a row each.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,bmi1,bmi2")]
#[inline]
fn follow_in_rows(pieces: &Pieces, numbers: &[u32; BLOCK], out: &mut [f64], all_known: &mut bool) {
    use std::arch::x86_64::*;

    let Some(table) = pieces.polynomials.first_chunk() else {
        return;
    };
    let vector = |four: &[f64; 4]| _mm256_set_pd(four[3], four[2], four[1], four[0]);
    let (low, high) = (_mm256_set1_pd(pieces.low), _mm256_set1_pd(pieces.high));
    let mut unknown = _mm256_setzero_pd();
    for (out, numbers) in out.chunks_mut(4).zip(numbers.as_chunks::<4>().0) {
        let along = <[f64; 4]>::try_from(&*out)
            .unwrap_or_else(|_| std::array::from_fn(|draw| out.get(draw).copied().unwrap_or(0.0)));
        // Of one draw after the other a whole row; then the four rows are turned into columns.
        let pairs = |draw: usize| {
            let Polynomial { even, odd } = row(table, numbers[draw]);
            let odd = _mm256_mul_pd(_mm256_set1_pd(along[draw]), vector(odd));
            _mm256_add_pd(vector(even), odd)
        };
        let (first, second, third, fourth) = (pairs(0), pairs(1), pairs(2), pairs(3));
        let outer = _mm256_unpacklo_pd(first, second);
        let middle = _mm256_unpackhi_pd(first, second);
        let other_outer = _mm256_unpacklo_pd(third, fourth);
        let other_middle = _mm256_unpackhi_pd(third, fourth);
        let lowest = _mm256_permute2f128_pd::<0x20>(outer, other_outer);
        let middle = _mm256_permute2f128_pd::<0x20>(middle, other_middle);
        let highest = _mm256_permute2f128_pd::<0x31>(outer, other_outer);
        let along = vector(&along);
        let square = _mm256_mul_pd(along, along);
        let higher = _mm256_add_pd(middle, _mm256_mul_pd(square, highest));
        let value = _mm256_add_pd(lowest, _mm256_mul_pd(square, higher));
        // Either of them gives its second number where there is a NaN.
        let value = _mm256_min_pd(high, _mm256_max_pd(low, value));
        unknown = _mm256_or_pd(unknown, _mm256_cmp_pd::<_CMP_UNORD_Q>(value, value));
        let halves = [_mm256_castpd256_pd128(value), _mm256_extractf128_pd::<1>(value)];
        let [[first, second], [third, fourth]] =
            halves.map(|two| [_mm_cvtsd_f64(two), _mm_cvtsd_f64(_mm_unpackhi_pd(two, two))]);
        let four = [first, second, third, fourth];
        match <&mut [f64; 4]>::try_from(&mut *out) {
            Ok(out) => *out = four,
            Err(_) => out.iter_mut().zip(four).for_each(|(slot, value)| *slot = value),
        }
    }
    *all_known = _mm256_movemask_pd(unknown) == 0;
}

/// The row of a piece.
#[inline(always)]
fn row(table: &[Polynomial; PIECES_IN_ALL + 1], number: u32) -> &Polynomial {
    &table[(number as usize).min(PIECES_IN_ALL)]
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
