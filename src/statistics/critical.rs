//! Critical values of two-sided 95 % intervals.

use statrs::distribution::{ContinuousCDF, StudentsT};

/// The 97.5 % quantile of the standard normal distribution.
pub(super) const NORMAL: f64 = 1.959_963_984_540_054;

/// Degrees of freedom from which the expansion in `1 / df` is exact to the last digits of a double.
const EXPANSION_FROM: f64 = 500.0;

/// The 97.5 % quantile of Student's t distribution with `df > 0` degrees of freedom.
///
/// From 500 degrees on by the Cornish–Fisher expansion (Abramowitz and Stegun, 26.7.5), whose next
/// term is below 1e-12 there: inverting the incomplete beta function loses digits when one of its
/// parameters is large.
pub(super) fn student_t(df: f64) -> f64 {
    if df < EXPANSION_FROM {
        // The parameters are valid for every positive `df`; for the rest the normal quantile is the
        // limit.
        return StudentsT::new(0.0, 1.0, df).map_or(NORMAL, |t| t.inverse_cdf(0.975));
    }
    let z = NORMAL;
    let z2 = z * z;
    let g1 = z * (z2 + 1.0) / 4.0;
    let g2 = z * ((5.0 * z2 + 16.0) * z2 + 3.0) / 96.0;
    let g3 = z * (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / 384.0;
    let g4 = z * ((((79.0 * z2 + 776.0) * z2 + 1482.0) * z2 - 1920.0) * z2 - 945.0) / 92_160.0;
    z + (g1 + (g2 + (g3 + g4 / df) / df) / df) / df
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn student_t_agrees_with_the_printed_tables() {
        // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, column 0.975: three decimals.
        for (df, t) in [
            (1.0, 12.706),
            (2.0, 4.303),
            (5.0, 2.571),
            (10.0, 2.228),
            (30.0, 2.042),
            (100.0, 1.984),
        ] {
            assert!((student_t(df) - t).abs() <= 0.5e-3, "df {df}: {}", student_t(df));
        }
    }

    #[test]
    fn student_t_agrees_with_its_closed_forms() {
        // df = 1: tan(0.475 π). df = 2: t = a / sqrt(2 p (1 - p)) with a = 2 p - 1, so 0.95 /
        // sqrt(2 · 0.975 · 0.025).
        let one = (0.475 * std::f64::consts::PI).tan();
        let two = 0.95 / (2.0_f64 * 0.975 * 0.025).sqrt();
        assert!((student_t(1.0) / one - 1.0).abs() < 1e-12, "{}", student_t(1.0));
        assert!((student_t(2.0) / two - 1.0).abs() < 1e-12, "{}", student_t(2.0));
    }

    #[test]
    fn the_two_branches_meet() {
        let below = student_t(EXPANSION_FROM - 1e-6);
        let above = student_t(EXPANSION_FROM);
        // The slope there is about -g1 / df² = -1e-5, so the step of 1e-6 itself moves t by 1e-11.
        assert!((below - above).abs() < 2e-11, "{below} {above}");
        assert!((student_t(1e9) - NORMAL).abs() < 3e-9);
    }
}
