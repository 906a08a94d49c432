//! Numbers as people read them: no more digits than their error carries.
//!
//! An error is shown with two significant digits, and its value to the same place: 1,526,244 ± 5,144 is shown as
//! 1,526,200 ± 5,100, and 1,526,244 ± 23,004 as 1,526,000 ± 23,000. A number never gets more decimals
//! than its unit has. Where the error is not known the value stands whole, with `± ?`; where there is none, alone.
//! Tables hold every digit.

use crate::diagnostic::thousands;
use crate::statistics::Estimate;

/// Significant digits of an error.
const OF_ERROR: i32 = 2;

/// A number and its error as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The number.
    pub value: String,
    /// Its error, such as `± 5,100`.
    pub error: String,
}

/// An estimate, times `factor`, with at most so many decimals.
pub fn shown(estimate: &Estimate, factor: f64, decimals: usize) -> Shown {
    let value = factor * estimate.value;
    match estimate.interval {
        Some(interval) => {
            let error = factor * interval.half_width();
            let place = place_of(error, decimals);
            Shown { value: to_place(value, place), error: format!("± {}", to_place(error, place)) }
        }
        None => Shown { value: decimal(value, decimals), error: "± ?".to_owned() },
    }
}

/// The last place that an error of this size leaves, as a number of decimals: negative for tens, hundreds, ….
fn place_of(error: f64, decimals: usize) -> i32 {
    let most = decimals as i32;
    if error > 0.0 { (OF_ERROR - 1 - error.log10().floor() as i32).min(most) } else { most }
}

fn to_place(number: f64, place: i32) -> String {
    if place >= 0 {
        return decimal(number, place as usize);
    }
    let step = 10_f64.powi(-place);
    decimal((number / step).round() * step, 0)
}

/// Without decimals, with thousands separators.
pub fn grouped(number: f64) -> String {
    decimal(number, 0)
}

/// With so many decimals and thousands separators.
pub fn decimal(number: f64, decimals: usize) -> String {
    let text = format!("{number:.decimals$}");
    // What is rounded to nothing has no sign.
    let text = match text.strip_prefix('-') {
        Some(digits) if digits.chars().all(|digit| matches!(digit, '0' | '.')) => digits,
        _ => &text,
    };
    thousands(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Interval;

    fn of(value: f64, error: f64, factor: f64, decimals: usize) -> String {
        let estimate = Estimate { value, interval: Interval::around(value, error), n: 100 };
        let Shown { value, error } = shown(&estimate, factor, decimals);
        format!("{value} {error}")
    }

    #[test]
    fn a_number_has_the_digits_that_its_error_carries() {
        for (value, error, text) in [
            (1_526_244.4, 5_144.0, "1,526,200 ± 5,100"),
            (1_526_244.4, 23_004.0, "1,526,000 ± 23,000"),
            (1_526_244.4, 412_900.0, "1,530,000 ± 410,000"),
            (1_526_244.4, 2_412_900.0, "1,500,000 ± 2,400,000"),
            (15_590.0, 13.2, "15,590 ± 13"),
            (15_590.4, 1.32, "15,590 ± 1"),
            (15_590.4, 0.02, "15,590 ± 0"),
            (-440.0, 2_500.0, "-400 ± 2,500"),
            (-44.0, 2_500.0, "0 ± 2,500"),
            (15_590.0, 0.0, "15,590 ± 0"),
        ] {
            assert_eq!(of(value, error, 1.0, 0), text);
        }
    }

    #[test]
    fn shares_are_shown_in_per_cent_with_no_more_decimals_than_asked_for() {
        assert_eq!(of(0.419_98, 0.000_98, 100.0, 2), "42.00 ± 0.10");
        assert_eq!(of(0.419_98, 0.009_8, 100.0, 2), "42.00 ± 0.98");
        assert_eq!(of(0.419_98, 0.012_4, 100.0, 2), "42.0 ± 1.2");
        assert_eq!(of(0.419_98, 0.124, 100.0, 2), "42 ± 12");
        assert_eq!(of(0.299, 0.009, 100.0, 1), "29.9 ± 0.9");
        // An error that is rounded up to a further digit keeps its place.
        assert_eq!(of(1_000.0, 99.6, 1.0, 0), "1,000 ± 100");
    }

    #[test]
    fn an_unknown_error_is_marked() {
        let estimate = Estimate { value: 1_234.5, interval: None, n: 5 };
        let Shown { value, error } = shown(&estimate, 1.0, 0);
        assert_eq!((value.as_str(), error.as_str()), ("1,234", "± ?"));
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(decimal(1_234_567.891, 0), "1,234,568");
        assert_eq!(decimal(-999.5, 1), "-999.5");
        assert_eq!(decimal(-1234.0, 0), "-1,234");
        assert_eq!(decimal(-0.04, 1), "0.0");
    }
}
