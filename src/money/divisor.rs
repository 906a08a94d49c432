//! Many divisions by one number.

use super::Rounding;

/// A number above 1 that many are divided by: a product in place of each division, several at a time.
///
/// The product is one of floats, and finds the quotient but for 1 either way; what is left, in whole numbers, tells
/// which way, so that the outcome is exact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Divisor {
    divisor: i64,
    reciprocal: f64,
}

/// 2⁵² as a float: the numbers up to it stand in the low bits of those that it is added to.
const TWO_52: f64 = 4_503_599_627_370_496.0;
/// Added to a float below 2⁵¹, this rounds it to a whole number, which then stands in its low bits.
const SHIFT: f64 = 1.5 * TWO_52;

impl Divisor {
    /// The largest dividend that it takes, and the largest divisor; the smallest dividend is 0.
    ///
    /// Up to 2⁵⁰ a dividend is a float exactly. Its product with the reciprocal, both rounded, is off by less than
    /// 2⁻⁵¹ of itself, and so by less than a half, and rounding adds a half at most: the whole number that comes out
    /// is less than 1 off the quotient.
    pub const LARGEST: i64 = 1 << 50;

    /// None for what it does not take.
    pub fn new(divisor: i64) -> Option<Self> {
        let taken = (2..=Self::LARGEST).contains(&divisor);
        taken.then(|| Self { divisor, reciprocal: 1.0 / divisor as f64 })
    }

    /// [`Rounding::divide`] of a dividend from 0 to [`Self::LARGEST`].
    #[inline(always)]
    pub fn divide(self, dividend: i64, rounding: Rounding) -> i64 {
        let float = f64::from_bits(dividend as u64 | TWO_52.to_bits()) - TWO_52;
        let near = (float * self.reciprocal + SHIFT).to_bits() as i64 - SHIFT.to_bits() as i64;
        let rest = dividend - near * self.divisor;
        // The next whole number below, so that what is left is from 0 up; then as every division is rounded.
        let below = i64::from(rest < 0);
        rounding.settle(near - below, dividend, self.divisor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_division_is_a_product() {
        let largest = Divisor::LARGEST;
        for divisor in [2, 3, 7, 10, 25, 64, 100, 9_999, 1_000_000, 4_294_967_297, largest] {
            let quick = Divisor::new(divisor).unwrap();
            let about = |n: i64| n.saturating_sub(3)..=n.saturating_add(3);
            // Where quotients and their roundings change, at both ends and between them.
            let multiple = largest - largest % divisor;
            let middle = multiple / 2 - multiple / 2 % divisor;
            let halves = |n: i64| [n, n + divisor / 2, n - divisor / 2, n - divisor];
            let places = [0, divisor, 2 * divisor, middle, multiple].into_iter().flat_map(halves);
            for dividend in places.flat_map(about).filter(|n| (0..=largest).contains(n)) {
                for rounding in [Rounding::HalfEven, Rounding::HalfUp] {
                    let exact = rounding.divide(dividend, divisor);
                    assert_eq!(quick.divide(dividend, rounding), exact, "{dividend} / {divisor}");
                }
            }
        }
        assert_eq!([1, 0, -3, largest + 1].map(Divisor::new), [None; 4]);
    }
}
