//! The exponential function, alike on every platform.
//!
//! The platform's `exp` differs in its last bit from one library to the next, so a seed would mean
//! different amounts. This one is additions, multiplications and shifts alone.

/// The largest argument, either way, that is taken; beyond it the result is that of the bound.
const LARGEST: f64 = 708.0;

/// e to the power of `x`, within 2 units in the last place.
///
/// With k the whole number nearest to x ∕ ln 2 and r = x − k ln 2 (|r| ≤ 0.3466), eˣ = 2ᵏ eʳ, and eʳ by
/// its Taylor series to r¹³ ∕ 13!, whose rest is below 5·10⁻¹⁸.
#[inline(always)]
pub(super) fn exp(x: f64) -> f64 {
    /// Added and taken away, this rounds to a whole number, whose low bits it then holds.
    const ROUND: f64 = 6_755_399_441_055_744.0;
    /// ln 2 in two parts, the first with trailing zeros, so that its product with k is exact.
    const LN_2_HIGH: f64 = 0.693_147_180_369_123_8;
    const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;
    let x = x.clamp(-LARGEST, LARGEST);
    let rounded = x * std::f64::consts::LOG2_E + ROUND;
    let k = rounded - ROUND;
    let r = (x - k * LN_2_HIGH) - k * LN_2_LOW;
    // By pairs (Estrin), so that the products do not wait for one another.
    let (r2, r4) = (r * r, (r * r) * (r * r));
    let c = INVERSE_FACTORIALS;
    let low = (1.0 + r) + r2 * (c[0] + r * c[1]);
    let middle = (c[2] + r * c[3]) + r2 * (c[4] + r * c[5]);
    let high = (c[6] + r * c[7]) + r2 * (c[8] + r * c[9]);
    let top = c[10] + r * c[11];
    let series = low + r4 * (middle + r4 * (high + r4 * top));
    // 2ᵏ: k is in the low bits of `rounded`, and moves to where a float keeps its exponent.
    let power = f64::from_bits(rounded.to_bits().wrapping_add(1023) << 52);
    series * power
}

/// 1∕n! for n from 2 to 13.
const INVERSE_FACTORIALS: [f64; 12] = [
    1.0 / 2.0,
    1.0 / 6.0,
    1.0 / 24.0,
    1.0 / 120.0,
    1.0 / 720.0,
    1.0 / 5_040.0,
    1.0 / 40_320.0,
    1.0 / 362_880.0,
    1.0 / 3_628_800.0,
    1.0 / 39_916_800.0,
    1.0 / 479_001_600.0,
    1.0 / 6_227_020_800.0,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn within_two_units_in_the_last_place() {
        let mut worst = 0.0_f64;
        for i in -700_000..=700_000 {
            let x = f64::from(i) * 0.001_000_37;
            let known = x.clamp(-LARGEST, LARGEST).exp();
            worst = worst.max((exp(x) - known).abs() / (known * f64::EPSILON));
        }
        assert!(worst <= 2.0, "{worst} units");
    }

    /// Held to the bit: these values must be the same on every platform.
    #[test]
    fn known_values() {
        assert_eq!(exp(0.0), 1.0);
        assert_eq!(exp(1.0).to_bits(), 0x4005_bf0a_8b14_5769);
        assert_eq!(exp(-1.0).to_bits(), 0x3fd7_8b56_362c_ef38);
        assert!(exp(f64::INFINITY).is_finite() && exp(f64::NEG_INFINITY) > 0.0);
    }
}
