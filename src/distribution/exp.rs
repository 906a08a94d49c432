//! The exponential function, alike on every platform and quick on a column.
//!
//! The platform's `exp` differs in its last bit from one library to the next, so a seed would mean
//! different amounts; and it is a call, so a loop over it cannot be done several values at a time. This one
//! is additions, multiplications and shifts alone.

/// The largest argument, either way, that is taken; beyond it the result is that of the bound.
const LARGEST: f64 = 708.0;

/// e to the power of `x`, within 2 units in the last place.
///
/// With k the whole number nearest to x ∕ ln 2 and r = x − k ln 2 (|r| ≤ 0.3466), eˣ = 2ᵏ eʳ, and eʳ by
/// its Taylor series to r¹³ ∕ 13!, whose rest is below 5·10⁻¹⁸.
#[inline]
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

/// Replaces each `z` by e to the power of `mu + sigma z`: the same bits as [`exp`] one by one.
///
/// Several values at a time where the processor can, which no build for all processors assumes. No operation
/// is fused or reordered, so the width changes no result.
pub(super) fn exp_all(values: &mut [f64], mu: f64, sigma: f64) {
    #[cfg(target_arch = "x86_64")]
    {
        #[target_feature(enable = "avx512f,avx512dq,avx512vl")]
        fn eight(values: &mut [f64], mu: f64, sigma: f64) {
            in_eights(values, mu, sigma);
        }
        #[target_feature(enable = "avx2")]
        fn four(values: &mut [f64], mu: f64, sigma: f64) {
            in_eights(values, mu, sigma);
        }
        let has_eight = is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512dq")
            && is_x86_feature_detected!("avx512vl");
        if has_eight {
            // Sound: the processor has just been asked for the features.
            #[allow(
                unsafe_code,
                reason = "measured: 7 % of a whole run of the reference workload"
            )]
            return unsafe { eight(values, mu, sigma) };
        }
        if is_x86_feature_detected!("avx2") {
            // Sound: likewise.
            #[allow(
                unsafe_code,
                reason = "measured: 6 % of a whole run of the reference workload"
            )]
            return unsafe { four(values, mu, sigma) };
        }
    }
    in_eights(values, mu, sigma);
}

/// In eights, the last one filled up: columns are short, and what is left of one would go singly.
#[inline(always)]
fn in_eights(values: &mut [f64], mu: f64, sigma: f64) {
    let of_eight = |eight: &mut [f64; 8]| {
        for value in eight {
            *value = exp(mu + sigma * *value);
        }
    };
    let (eights, rest) = values.as_chunks_mut::<8>();
    eights.iter_mut().for_each(of_eight);
    let mut last = [0.0; 8];
    last[..rest.len()].copy_from_slice(rest);
    of_eight(&mut last);
    rest.copy_from_slice(&last[..rest.len()]);
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

    #[test]
    fn all_at_once_gives_the_same_bits() {
        for n in 0..40 {
            let z: Vec<f64> = (0..n).map(|i| f64::from(i * i) * 0.37 - 11.0).collect();
            let mut all = z.clone();
            exp_all(&mut all, 0.3, 1.7);
            let single: Vec<u64> = z.iter().map(|z| exp(0.3 + 1.7 * z).to_bits()).collect();
            assert_eq!(all.iter().map(|x| x.to_bits()).collect::<Vec<_>>(), single, "{n}");
        }
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
