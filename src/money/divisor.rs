//! Many divisions by one number.

use super::Rounding;

/// A number above 0 that many are divided by: a product and a shift in place of each division, for dividends that
/// are not too large.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Divisor {
    divisor: i64,
    /// 2⁶⁴ ∕ divisor, rounded up.
    reciprocal: u64,
}

impl Divisor {
    /// None for 1 and below, which need no product.
    pub fn new(divisor: i64) -> Option<Self> {
        let whole = u64::try_from(divisor).ok().filter(|divisor| *divisor > 1)?;
        Some(Self { divisor, reciprocal: u64::MAX / whole + 1 })
    }

    /// The largest dividend that it takes; the smallest is 0.
    ///
    /// The reciprocal is (2⁶⁴ + e) ∕ d with 0 ≤ e < d, so n × reciprocal ∕ 2⁶⁴ exceeds n ∕ d by n e ∕ (2⁶⁴ d). What
    /// n ∕ d lacks of the next whole number is 1 ∕ d at least, which is more as long as n d < 2⁶⁴.
    pub fn largest(self) -> i64 {
        i64::try_from(u64::MAX / self.divisor.unsigned_abs()).unwrap_or(i64::MAX)
    }

    /// [`Rounding::divide`] of a dividend from 0 to [`Self::largest`].
    #[inline(always)]
    pub fn divide(self, dividend: i64, rounding: Rounding) -> i64 {
        rounding.settle(upper_half(dividend as u64, self.reciprocal) as i64, dividend, self.divisor)
    }
}

/// The upper half of a product of 128 bits, by halves of its factors: of such products there are vectors.
#[inline(always)]
const fn upper_half(a: u64, b: u64) -> u64 {
    const LOW: u64 = u32::MAX as u64;
    let (low, high) = ((a & LOW) * (b & LOW), (a >> 32) * (b >> 32));
    let (one, other) = ((a & LOW) * (b >> 32), (a >> 32) * (b & LOW));
    let carried = (low >> 32) + (one & LOW) + (other & LOW);
    high + (one >> 32) + (other >> 32) + (carried >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_division_is_a_product() {
        for divisor in [2, 3, 7, 10, 25, 64, 100, 9_999, 1_000_000, 4_294_967_297, i64::MAX] {
            let quick = Divisor::new(divisor).unwrap();
            let largest = quick.largest();
            let about = |n: i64| (n.saturating_sub(2)..=n.saturating_add(2)).filter(|n| *n >= 0);
            // Where quotients and their roundings change, at both ends and between them.
            let places = [0, divisor / 2, divisor, 3 * (divisor / 2), largest / 2, largest];
            let multiple = largest - largest % divisor;
            for dividend in
                places.into_iter().chain([multiple, multiple - divisor / 2]).flat_map(about)
            {
                if dividend > largest {
                    continue;
                }
                for rounding in [Rounding::HalfEven, Rounding::HalfUp] {
                    let exact = rounding.divide(dividend, divisor);
                    assert_eq!(quick.divide(dividend, rounding), exact, "{dividend} / {divisor}");
                }
            }
        }
        assert_eq!(Divisor::new(1), None);
        assert_eq!(Divisor::new(-3), None);
    }
}
