//! Order statistics without sorting more than is asked for, and quantiles between them.

/// Slices of at most this length are sorted outright: selection pays only on longer ones.
const SORT_BELOW: usize = 64;

/// Parts of the range that values are put into.
const PARTS: usize = 1_024;

/// Columns shorter than this are settled without parts: these must be filled to pay.
const PARTS_FROM: usize = 4 * PARTS;

/// Orders `values` so far that the value of every rank in `ranks` (from 0, ascending) stands at its
/// place.
///
/// The values between the ranks are in no stated order. Cost: about `n log(number of ranks)` where
/// a sort needs `n log n`.
pub(super) fn settle(values: &mut [f64], ranks: &[usize]) {
    settle_from(values, ranks, 0);
}

/// The same of values that stand in parts ([`put_down`]); the first and the last `outer` of them are
/// sorted as well, if the value next to either is among the ranks. Cost: a pass over the parts in
/// which there is something to do.
pub(super) fn settle_parts(values: &mut [f64], ends: &[usize], ranks: &[usize], outer: usize) {
    let last = values.len() - outer;
    let (mut first, mut ranks) = (0, ranks);
    for end in ends.iter().copied() {
        let (own, others) = ranks.split_at(ranks.partition_point(|rank| *rank < end));
        settle_from(&mut values[first..end], own, first);
        sort(&mut values[first.min(outer)..end.min(outer)]);
        sort(&mut values[first.max(last)..end.max(last)]);
        (first, ranks) = (end, others);
    }
}

/// Puts values down in parts, none of which holds a value above one of a later part; where each part
/// ends. The values hold no NaN; 0 is put down for -0, which would otherwise be told apart.
pub(super) fn put_down(values: &[f64], into: &mut Vec<f64>) -> Vec<usize> {
    let n = values.len();
    let range = extremes(values).filter(|_| n >= PARTS_FROM);
    let per_width = range.map_or(0.0, |(min, max)| PARTS as f64 / (max - min));
    into.clear();
    // A range without a width, or too wide for one.
    if !per_width.is_normal() {
        into.extend(values.iter().map(|value| value + 0.0));
        return vec![n];
    }
    let min = range.map_or(0.0, |(min, _)| min);
    // Rounded or not, it never falls as the value rises, so that parts are in order.
    let part = |value: f64| (((value - min) * per_width) as usize).min(PARTS - 1);
    let mut ends = vec![0; PARTS];
    values.iter().for_each(|value| ends[part(*value)] += 1);
    let mut start = 0;
    for end in &mut ends {
        (*end, start) = (start, start + *end);
    }
    into.resize(n, 0.0);
    for value in values {
        let place = &mut ends[part(*value)];
        into[*place] = value + 0.0;
        *place += 1;
    }
    ends
}

fn settle_from(values: &mut [f64], ranks: &[usize], offset: usize) {
    if ranks.is_empty() {
        return;
    }
    if values.len() <= SORT_BELOW {
        sort(values);
        return;
    }
    let middle = ranks.len() / 2;
    let place = ranks[middle] - offset;
    let (below, _, above) = values.select_nth_unstable_by(place, f64::total_cmp);
    settle_from(below, &ranks[..middle], offset);
    settle_from(above, &ranks[middle + 1..], offset + place + 1);
}

/// Smallest and largest value, 0 for -0. The values hold no NaN.
pub(super) fn extremes(values: &[f64]) -> Option<(f64, f64)> {
    let &first = values.first()?;
    let (min, max) = values.iter().fold((first, first), |(min, max), &x| {
        // Written so that each side becomes one instruction; `f64::min` also minds NaN, of which
        // there is none.
        (if x < min { x } else { min }, if x > max { x } else { max })
    });
    Some((min + 0.0, max + 0.0))
}

/// Sorts ascending. The values hold no NaN.
pub(super) fn sort(values: &mut [f64]) {
    values.sort_unstable_by(f64::total_cmp);
}

/// The place of a quantile among `n` sorted values: `(rank, part)` says the value at `rank` (from
/// 0) plus `part` hundredths of the way to the next one.
///
/// Type 7: `h = (n - 1) p`. In whole numbers, because `(n - 1) · 0.95` need not round to the whole
/// number it should be.
pub(super) fn place(n: usize, percent: usize) -> (usize, usize) {
    // Split before multiplying, so that no length of a slice overflows.
    let (hundreds, rest) = ((n - 1) / 100, (n - 1) % 100);
    (hundreds * percent + rest * percent / 100, rest * percent % 100)
}

/// The quantile at `percent` of values that are settled at the two ranks around it. `sorted` is not
/// empty.
pub(super) fn at_percent(sorted: &[f64], percent: usize) -> f64 {
    let (rank, part) = place(sorted.len(), percent);
    let next = (rank + 1).min(sorted.len() - 1);
    between(sorted[rank], sorted[next], part as f64 / 100.0)
}

/// The quantile at `p` in `[0, 1]` of values sorted ascending, by linear interpolation between
/// order statistics.
///
/// Type 7 of R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages", The American
/// Statistician 50 (1996), 361–365: with `h = (n - 1) p`, the value at rank `⌊h⌋` (from 0) and the
/// fraction `h - ⌊h⌋` of the way to the next. None for an empty slice or a `p` outside `[0, 1]`.
pub fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    if !(0.0..=1.0).contains(&p) {
        return None;
    }
    let h = last as f64 * p;
    let rank = (h.floor() as usize).min(last);
    Some(between(sorted[rank], sorted[(rank + 1).min(last)], h - h.floor()))
}

/// `low + part · (high - low)`, exact where both are equal and finite where the difference is not.
fn between(low: f64, high: f64, part: f64) -> f64 {
    let step = high - low;
    let value = if step.is_finite() { low + part * step } else { (1.0 - part) * low + part * high };
    value.clamp(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_7_by_hand() {
        // Ten values, p = 0.25: h = 2.25, so a quarter of the way from the third (4) to the fourth
        // (8).
        let sorted = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0];
        assert_eq!(quantile(&sorted, 0.25), Some(5.0));
        assert_eq!(at_percent(&sorted, 25), 5.0);
        // p = 0.95: h = 8.55, so 256 + 0.55 · 256.
        assert!((at_percent(&sorted, 95) - 396.8).abs() < 1e-12 * 396.8);
        assert_eq!(quantile(&sorted, 0.0), Some(1.0));
        assert_eq!(quantile(&sorted, 1.0), Some(512.0));
        assert_eq!(at_percent(&sorted, 50), 24.0);
    }

    #[test]
    fn quantiles_that_do_not_exist() {
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(quantile(&[1.0], -0.1), None);
        assert_eq!(quantile(&[1.0], f64::NAN), None);
        assert_eq!(quantile(&[7.0], 0.3), Some(7.0));
    }

    #[test]
    fn whole_places_are_whole() {
        // (n - 1) p is whole here, though 0.95 · 100 and its like round up or down in binary.
        for k in 1..2_000 {
            assert_eq!(place(100 * k + 1, 95), (95 * k, 0));
            assert_eq!(place(20 * k + 1, 5), (k, 0));
        }
        assert_eq!(place(usize::MAX, 99).1, ((usize::MAX - 1) % 100) * 99 % 100);
    }

    #[test]
    fn the_widest_step_stays_finite() {
        assert_eq!(at_percent(&[-f64::MAX, f64::MAX], 50), 0.0);
    }

    #[test]
    fn settled_ranks_are_those_of_a_full_sort() {
        // A multiplicative walk through 0..n with ties every fifth value: as it is, with nearly all
        // values in one part, and with ranges that have no width.
        let shapes: [fn(f64) -> f64; 4] = [
            |x| x,
            |x| if x == 3.0 { 1e12 } else { x.max(100.0) },
            |x| if x < 9.0 { -f64::MAX } else { x * 1e304 },
            |x| f64::from_bits(x as u64),
        ];
        for (shape, n) in shapes
            .into_iter()
            .flat_map(|shape| [1, 2, 63, 64, 65, 1_000, 4_096, 40_013].map(|n| (shape, n)))
        {
            let walk = |i| shape(((i * 2_654_435_761_usize) % n / 5) as f64);
            let values: Vec<f64> = (0..n).map(walk).collect();
            let mut sorted = values.clone();
            sort(&mut sorted);
            let outer = n / 20;
            let mut ranks: Vec<usize> =
                [0, 1, 7, outer, n / 4, n / 2, n / 2 + 1, n - n / 10 - 1, n - 1 - outer, n - 1]
                    .into_iter()
                    .filter(|&r| r < n)
                    .collect();
            ranks.sort_unstable();
            ranks.dedup();
            let mut in_parts = Vec::new();
            let ends = put_down(&values, &mut in_parts);
            settle_parts(&mut in_parts, &ends, &ranks, outer);
            let mut scratch = values;
            settle(&mut scratch, &ranks);
            for rank in ranks {
                assert_eq!(scratch[rank], sorted[rank], "rank {rank} of {n}");
                assert_eq!(in_parts[rank], sorted[rank], "rank {rank} of {n}, in parts");
            }
            assert_eq!(in_parts[..outer], sorted[..outer]);
            assert_eq!(in_parts[n - outer..], sorted[n - outer..]);
            sort(&mut in_parts);
            assert_eq!(in_parts, sorted, "none is lost");
        }
    }
}
