//! The accounts of a year in sums that do not simply renew, side by side: of the others nobody asks what each has.

use super::book::{CHURNS, CONTRACTS, Shelves};
use super::column::Column;
use crate::wide::wide;

/// The accounts of all seats that do not simply renew: those that contract, then those that churn, each by rising place.
#[derive(Clone, Debug, Default)]
pub(super) struct Changes {
    /// Their places among all accounts.
    pub places: Column<u32>,
    /// By seat, how many contract.
    pub contracting: Column<u32>,
    /// By seat, how many churn.
    pub churning: Column<u32>,
    /// By place of an account, its number among these; of one that simply renews nothing is said.
    pub numbers: Column<u32>,
    /// ARR added up to the renewal's month, in cents.
    pub early: Column<i64>,
    /// ARR added after it, in cents.
    pub late: Column<i64>,
    /// ARR lost, in cents.
    pub lost: Column<i64>,
    /// By how much each has less than at the start, in cents, added up from the first.
    pub dropped: Column<i64>,
}

impl Changes {
    /// Finds those of so many seats; nothing has been added to them or lost so far.
    pub fn find(&mut self, shelves: &Shelves, seats: usize) {
        let Shelves { states, of_seat, .. } = shelves;
        let of_seats = [(&mut self.contracting, CONTRACTS), (&mut self.churning, CHURNS)];
        let places = self.places.of_length(states.len() + AT_ONCE);
        let mut listed = 0;
        for (counts, mark) in of_seats {
            let counts = counts.of_length(seats);
            counts.fill(0);
            count_marked(states, mark, *of_seat, counts);
            list_marked(states, mark, places, &mut listed);
        }
        self.early.of_length(listed).fill(0);
        self.late.of_length(listed).fill(0);
        let numbers = self.numbers.of_length(states.len());
        for (number, place) in (0..).zip(&*self.places.of_length(listed)) {
            numbers[*place as usize] = number;
        }
    }
}

/// The most places that are looked at together.
pub(super) const AT_ONCE: usize = 16;

/// By which of eight places are marked: those that are, in order.
static MARKED: [[u8; 8]; 256] = {
    let mut table = [[0; 8]; 256];
    let mut marks = 0;
    while marks < table.len() {
        let (mut place, mut listed) = (0, 0);
        while place < 8 {
            if marks >> place & 1 == 1 {
                table[marks][listed] = place;
                listed += 1;
            }
            place += 1;
        }
        marks += 1;
    }
    table
};

wide! {
    /// How many accounts of each seat have a mark.
    fn[512] count_marked(states: &[u8], mark: u8, of_seat: usize, counts: &mut [u32]) {
        for (states, count) in states.chunks_exact(of_seat.max(1)).zip(counts) {
            *count = states.iter().map(|state| u32::from(state & mark != 0)).sum();
        }
    }

    /// Lists the accounts that have a mark behind what is listed; how many are then. Behind them the list is overwritten,
    /// by up to [`AT_ONCE`].
    pub(super) fn[512 by list_in_sixteens] list_marked(states: &[u8], mark: u8, list: &mut [u32], listed: &mut usize) {
        // Which accounts have it cannot be foreseen, so there is no branch: of eight at a time all places are listed
        // that may be, and the next eight begin behind those that are.
        let (eights, rest) = states.as_chunks::<8>();
        let mut length = *listed;
        for (number, eight) in eights.iter().enumerate() {
            let marks = u64::from_le_bytes(*eight) >> mark.trailing_zeros() & 0x0101_0101_0101_0101;
            // The lowest bit of each byte moves to a bit of its own of the highest byte; and all are added up there.
            let places = &MARKED[(marks.wrapping_mul(0x0102_0408_1020_4080) >> 56) as usize];
            for (slot, place) in list[length..length + 8].iter_mut().zip(places) {
                *slot = 8 * number as u32 + u32::from(*place);
            }
            length += (marks.wrapping_mul(0x0101_0101_0101_0101) >> 56) as usize;
        }
        for (place, state) in rest.iter().enumerate() {
            list[length] = (8 * eights.len() + place) as u32;
            length += usize::from(state & mark != 0);
        }
        *listed = length;
    }
}

/// The same by vectors of which those places that are marked are moved together.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,bmi1,bmi2")]
#[inline]
fn list_in_sixteens(states: &[u8], mark: u8, list: &mut [u32], listed: &mut usize) {
    use std::arch::x86_64::*;

    let mark = _mm_set1_epi8(mark as i8);
    let mut places = _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    let mut length = *listed;
    let mut add = |sixteen: u128| {
        let states = _mm_set_epi64x((sixteen >> 64) as i64, sixteen as i64);
        let marks = _mm_test_epi8_mask(states, mark);
        let marked = _mm512_maskz_compress_epi32(marks, places);
        let slots = &mut list[length..length + 16];
        // SAFETY: there are sixteen of them.
        #[allow(unsafe_code)]
        unsafe {
            _mm512_storeu_epi32(slots.as_mut_ptr().cast(), marked);
        }
        places = _mm512_add_epi32(places, _mm512_set1_epi32(16));
        length += marks.count_ones() as usize;
    };
    let (sixteens, rest) = states.as_chunks::<16>();
    sixteens.iter().for_each(|states| add(u128::from_le_bytes(*states)));
    let mut last = [0; 16];
    last[..rest.len()].copy_from_slice(rest);
    add(u128::from_le_bytes(last));
    *listed = length;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wide::tests::in_each_width;

    #[test]
    fn what_is_marked_is_listed_behind_what_is_listed_already() {
        // Months of renewal stand in the lower bits; of 40 states every mark stands at every place of an eight.
        for all in 0..40_usize {
            let fate = |place: usize| [0, CONTRACTS, 0, CHURNS, CHURNS][place * place % 5];
            let states: Vec<u8> = (0..all).map(|place| (place % 12) as u8 | fate(place)).collect();
            for mark in [CONTRACTS, CHURNS] {
                let marked = (0..all).filter(|place| states[*place] & mark != 0);
                let expected: Vec<u32> = [77].into_iter().chain(marked.map(|p| p as u32)).collect();
                for list in in_each_width(|| {
                    let (mut list, mut listed) = (vec![77; all + 1 + AT_ONCE], 1);
                    list_marked(&states, mark, &mut list, &mut listed);
                    list.truncate(listed);
                    list
                }) {
                    assert_eq!(list, expected, "of {all}");
                }
                let mut counts = [0; 2];
                count_marked(&states, mark, all / 2, &mut counts);
                let of_half = |half: &[u8]| half.iter().filter(|s| **s & mark != 0).count() as u32;
                let (first, second) = (&states[..all / 2], &states[all / 2..all / 2 * 2]);
                assert_eq!(counts, [of_half(first), of_half(second)], "of {all}");
            }
        }
    }
}
