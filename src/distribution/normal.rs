//! The normal distribution, and the standard normal functions that copulas and designs use.

use super::error::{ParameterError, finite, spread};
use super::law::Law;
use super::level::Level;
use statrs::function::erf::erfc_inv;
use std::f64::consts::SQRT_2;

/// 1 ∕ √(2π).
const FRAC_1_SQRT_TAU: f64 = 0.398_942_280_401_432_7;

/// `Φ(z)`, the probability that a standard normal number is at most `z`; to about 1e-15 of its own
/// size, however small.
///
/// Own code because the complementary error function of statrs 0.19 is off by 1e-10 around z = 1,
/// and loses digits in the tails.
pub fn standard_normal_cdf(z: f64) -> f64 {
    if z > 0.0 { 1.0 - lower_tail(-z) } else { lower_tail(z) }
}

/// `Φ(z)` for z ≤ 0.
fn lower_tail(z: f64) -> f64 {
    if z < -39.0 {
        return 0.0;
    }
    // z² in two pieces, the larger exact: far out a rounded square would cost digits.
    let head = f64::from(z as f32);
    let rest = 0.5 * (z - head) * (z + head);
    let small = 1.0 - rest * (1.0 - 0.5 * rest * (1.0 - rest / 3.0));
    (-0.5 * head * head).exp() * small * scaled_tail(-z)
}

/// `Φ⁻¹(u)`, the value that a standard normal number stays below with probability `u`; −∞ at 0 and
/// below, +∞ at 1 and above, NaN for NaN.
pub fn standard_normal_quantile(u: f64) -> f64 {
    if u <= 0.5 {
        -SQRT_2 * erfc_inv(2.0 * u)
    } else if u.is_nan() {
        f64::NAN
    } else {
        SQRT_2 * erfc_inv(2.0 * (1.0 - u))
    }
}

/// The standard normal density.
#[inline]
pub(super) fn standard_normal_density(z: f64) -> f64 {
    FRAC_1_SQRT_TAU * (-0.5 * z * z).exp()
}

/// `T(z) = Φ(−z)·exp(z²∕2)`, z ≥ 0 (or NaN): Mills' ratio over √(2π).
fn scaled_tail(z: f64) -> f64 {
    if !(z < 8.0) {
        // Laplace's continued fraction 1∕(z + 1∕(z + 2∕(z + …))); 20 terms are plenty from 8 on.
        return FRAC_1_SQRT_TAU / (1..=20).rev().fold(z, |rest, n| z + f64::from(n) / rest);
    }
    let node = (8.0 * z).round();
    let c = &TAYLOR[node as usize];
    let t = z - 0.125 * node;
    // Odd and even powers apart: two short chains instead of a long one.
    let s = t * t;
    let even = c[0] + s * (c[2] + s * (c[4] + s * (c[6] + s * (c[8] + s * c[10]))));
    let odd = c[1] + s * (c[3] + s * (c[5] + s * (c[7] + s * c[9])));
    even + t * odd
}

/// Taylor coefficients of T around every eighth: from `T′ = z·T − 1∕√(2π)` follows
/// `c₁ = z·c₀ − 1∕√(2π)` and `c₍ₙ₊₁₎ = (z·cₙ + c₍ₙ₋₁₎) ∕ (n + 1)`.
static TAYLOR: [[f64; 11]; 65] = taylor();

const fn taylor() -> [[f64; 11]; 65] {
    let mut table = [[0.0; 11]; 65];
    let mut node = 0;
    while node < 65 {
        let z = node as f64 / 8.0;
        let c = &mut table[node];
        c[0] = SCALED[node];
        c[1] = z * c[0] - FRAC_1_SQRT_TAU;
        let mut n = 1;
        while n < 10 {
            c[n + 1] = (z * c[n] + c[n - 1]) / (n + 1) as f64;
            n += 1;
        }
        node += 1;
    }
    table
}

/// T at 0, 1∕8, … 8, from its definition in 40-digit arithmetic.
#[rustfmt::skip]
const SCALED: [f64; 65] = [
    0.5, 0.453_793_222_040_892_34, 0.414_032_102_947_735_4, 0.379_604_427_868_859_23,
    0.349_618_834_720_398_06, 0.323_356_168_715_662, 0.300_232_462_339_950_93, 0.279_770_570_272_397_2,
    0.261_578_291_865_123_4, 0.245_331_388_931_794_01, 0.230_760_321_305_631_76, 0.217_639_823_654_556_8,
    0.205_780_666_977_394_7, 0.195_023_109_918_257_5, 0.185_231_664_678_238_96, 0.176_290_891_355_899_7,
    0.168_102_001_223_170_6, 0.160_580_099_651_563_22, 0.153_651_937_423_841_64, 0.147_254_068_114_507_36,
    0.141_331_331_380_575_3, 0.135_835_599_052_758_6, 0.130_724_734_100_747_11, 0.125_961_722_791_102_65,
    0.121_513_948_355_562_17, 0.117_352_580_762_535_42, 0.113_452_062_129_298_65, 0.109_789_671_226_029_23,
    0.106_345_153_633_705_45, 0.103_100_406_601_007_68, 0.100_039_209_635_453_21, 0.097_146_993_465_276_85,
    0.094_410_641_301_968_94, 0.091_818_317_382_014_64, 0.089_359_318_619_671_42, 0.087_023_945_899_430_6,
    0.084_803_392_107_800_34, 0.082_689_644_473_516_32, 0.080_675_399_172_549_36, 0.078_753_986_474_751_42,
    0.076_919_304_975_006_29, 0.075_165_763_673_250_04, 0.073_488_230_852_692_88, 0.071_881_988_860_480_79,
    0.070_342_694_025_127_88, 0.068_866_341_054_603_4, 0.067_449_231_351_458_7, 0.066_087_944_759_684_7,
    0.064_779_314_324_446_85, 0.063_520_403_702_382_39, 0.062_308_486_908_362_076, 0.061_141_030_125_833_05,
    0.060_015_675_343_171_83, 0.058_930_225_608_796_59, 0.057_882_631_723_879_995, 0.056_870_980_214_003_87,
    0.055_893_482_440_540_536, 0.054_948_464_729_380_83, 0.054_034_359_409_235_54, 0.053_149_696_664_433_185,
    0.052_293_097_118_194_715, 0.051_463_265_072_012_924, 0.050_658_982_335_196_91, 0.049_879_102_586_024_94,
    0.049_122_546_212_424_935,
];

/// Normal distribution: density `φ((x − mean) ∕ sd) ∕ sd`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Normal {
    mean: f64,
    sd: f64,
}

impl Normal {
    pub fn new(mean: f64, sd: f64) -> Result<Self, ParameterError> {
        Ok(Self { mean: finite("mean", mean)?, sd: spread("sd", sd)? })
    }
}

impl Law for Normal {
    fn below(&self, x: f64) -> f64 {
        standard_normal_cdf((x - self.mean) / self.sd)
    }

    fn above(&self, x: f64) -> f64 {
        standard_normal_cdf((self.mean - x) / self.sd)
    }

    fn density(&self, x: f64) -> f64 {
        standard_normal_density((x - self.mean) / self.sd) / self.sd
    }

    fn at_level(&self, level: Level) -> f64 {
        self.at_normal(level.to_normal())
    }

    #[inline]
    fn at_normal(&self, z: f64) -> f64 {
        self.mean + self.sd * z
    }

    fn mean(&self) -> f64 {
        self.mean
    }

    fn variance(&self) -> f64 {
        self.sd * self.sd
    }

    /// `mean − sd·(φ(d) − d·Φ(−d))` with `d = (limit − mean) ∕ sd`.
    fn limited_mean(&self, limit: f64) -> f64 {
        let d = (limit - self.mean) / self.sd;
        self.mean - self.sd * (standard_normal_density(d) - d * standard_normal_cdf(-d))
    }

    fn support(&self) -> (f64, f64) {
        (f64::NEG_INFINITY, f64::INFINITY)
    }
}
