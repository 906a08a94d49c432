//! Sums in a fixed order whose error does not grow with their length.

/// Values added plainly before their sum enters the compensated one. Short, so that the error of
/// the plain part stays near `BLOCK / LANES` roundings; long enough that the compensation costs
/// next to nothing.
const BLOCK: usize = 128;

/// Partial sums that run side by side, so that the processor need not wait for each addition.
const LANES: usize = 8;

/// A running sum that keeps what each addition rounds away.
///
/// A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54
/// (1974), 39–51.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Compensated {
    sum: f64,
    lost: f64,
}

impl Compensated {
    pub(super) fn add(&mut self, value: f64) {
        let sum = self.sum + value;
        // What the rounding of `sum` dropped, taken from the smaller of the two.
        self.lost += if self.sum.abs() >= value.abs() {
            (self.sum - sum) + value
        } else {
            (value - sum) + self.sum
        };
        self.sum = sum;
    }

    pub(super) fn total(self) -> f64 {
        self.sum + self.lost
    }
}

impl FromIterator<f64> for Compensated {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Self {
        let mut sum = Self::default();
        values.into_iter().for_each(|value| sum.add(value));
        sum
    }
}

/// `K` sums over one pass: `terms` makes the `K` terms of a value.
///
/// Lanes and blocks are fixed, so the result depends on the values and their order only.
pub(super) fn sums<const K: usize>(values: &[f64], terms: impl Fn(f64) -> [f64; K]) -> [f64; K] {
    let mut totals = [Compensated::default(); K];
    for block in values.chunks(BLOCK) {
        let mut lanes = [[0.0; LANES]; K];
        let whole = block.chunks_exact(LANES);
        let rest = whole.remainder();
        for part in whole {
            for (lane, &value) in part.iter().enumerate() {
                let terms = terms(value);
                for k in 0..K {
                    lanes[k][lane] += terms[k];
                }
            }
        }
        for (lane, &value) in rest.iter().enumerate() {
            let terms = terms(value);
            for k in 0..K {
                lanes[k][lane] += terms[k];
            }
        }
        for k in 0..K {
            let l = &lanes[k];
            totals[k].add(((l[0] + l[1]) + (l[2] + l[3])) + ((l[4] + l[5]) + (l[6] + l[7])));
        }
    }
    totals.map(Compensated::total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_terms_survive_beside_large_ones() {
        // Plain addition gives 0: each 1 is lost beside 1e100 (Neumaier's own example).
        let sum: Compensated = [1.0, 1e100, 1.0, -1e100].into_iter().collect();
        assert_eq!(sum.total(), 2.0);
    }

    #[test]
    fn many_tenths() {
        let values = vec![0.1; 1_000_000];
        let [sum, squares] = sums(&values, |x| [x, x * x]);
        // 0.1 as a double is 0.1 + 5.55e-18, so the true sum is 100000 + 5.55e-12, less than half a
        // unit in the last place (7.3e-12) from 100000. At most 15 additions of a lane and 3 of
        // lanes precede the compensation: 19 units of 2^-53 relative.
        assert!((sum - 100_000.0).abs() <= 19.0 * 100_000.0 * f64::EPSILON / 2.0);
        assert!((squares - 10_000.0).abs() <= 20.0 * 10_000.0 * f64::EPSILON / 2.0);
    }

    #[test]
    fn every_length_around_lane_and_block_is_summed_whole() {
        for n in 0..=(2 * BLOCK + LANES + 1) {
            let values: Vec<f64> = (1..=n).map(|i| i as f64).collect();
            assert_eq!(sums(&values, |x| [x]), [(n * (n + 1) / 2) as f64]);
        }
    }
}
