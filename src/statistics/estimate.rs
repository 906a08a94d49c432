//! A value and its interval.

/// A range that holds the true value with 95 % confidence. Both ends are finite and `low <= high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower end, in the unit of the value.
    pub low: f64,
    /// Upper end, in the unit of the value.
    pub high: f64,
}

impl Interval {
    /// The interval between two ends; none if an end is not finite or the ends are in the wrong
    /// order.
    pub fn new(low: f64, high: f64) -> Option<Self> {
        (low.is_finite() && high.is_finite() && low <= high).then_some(Self { low, high })
    }

    /// `centre ± half_width`; none if an end is not finite.
    pub fn around(centre: f64, half_width: f64) -> Option<Self> {
        Self::new(centre - half_width, centre + half_width)
    }

    /// Half the distance between the ends: what stands behind a `±`.
    pub fn half_width(&self) -> f64 {
        0.5 * self.high - 0.5 * self.low
    }

    /// Whether `value` lies in the interval, its ends included.
    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// A statistic's value with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The value, always finite.
    pub value: f64,
    /// The 95 % interval; none where the value is exact, where all values are alike, or where no
    /// valid interval exists.
    pub interval: Option<Interval>,
    /// The number of values behind it.
    pub n: usize,
}

impl Estimate {
    /// An estimate without an interval; none if the value is not finite.
    pub fn exact(value: f64, n: usize) -> Option<Self> {
        Self::with_interval(value, None, n)
    }

    /// An estimate with an interval, if there is one; none if the value is not finite.
    pub fn with_interval(value: f64, interval: Option<Interval>, n: usize) -> Option<Self> {
        value.is_finite().then_some(Self { value, interval, n })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_finite_and_in_order() {
        assert_eq!(Interval::new(1.0, 2.0), Some(Interval { low: 1.0, high: 2.0 }));
        assert_eq!(Interval::new(2.0, 1.0), None);
        assert_eq!(Interval::new(f64::NAN, 1.0), None);
        assert_eq!(Interval::new(0.0, f64::INFINITY), None);
        assert_eq!(Interval::around(f64::MAX, f64::MAX), None);
    }

    #[test]
    fn half_width_of_the_widest_interval_is_finite() {
        let widest = Interval { low: -f64::MAX, high: f64::MAX };
        assert_eq!(widest.half_width(), f64::MAX);
        assert!(widest.contains(0.0) && widest.contains(f64::MAX));
    }

    #[test]
    fn a_value_that_is_not_finite_is_no_estimate() {
        assert_eq!(Estimate::exact(f64::NAN, 3), None);
        assert_eq!(Estimate::exact(f64::INFINITY, 3), None);
        assert_eq!(Estimate::exact(1.5, 3), Some(Estimate { value: 1.5, interval: None, n: 3 }));
    }
}
