//! Sums over pairs of values, and what they say of each other.

/// Sums of 1, x, y, x², xy, y² over pairs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Pairs([f64; 6]);

impl Pairs {
    pub fn add(&mut self, x: f64, y: f64) {
        for (sum, term) in self.0.iter_mut().zip([1.0, x, y, x * x, x * y, y * y]) {
            *sum += term;
        }
    }

    pub fn merge(&mut self, more: &Self) {
        for (sum, more) in self.0.iter_mut().zip(more.0) {
            *sum += more;
        }
    }

    /// How many pairs of some groups.
    pub fn count(groups: &[Self]) -> usize {
        groups.iter().map(|group| group.0[0]).sum::<f64>() as usize
    }

    /// From sums of these.
    pub fn of(sums: &[f64]) -> Option<Self> {
        sums.try_into().ok().map(Self)
    }

    /// Variances of x and y and their covariance, each times the count; none where x or y does not vary.
    fn squares(&self) -> Option<[f64; 3]> {
        let [n, x, y, xx, xy, yy] = self.0;
        let squares = [xx - x * x / n, xy - x * y / n, yy - y * y / n];
        (varies(squares[0], xx) && varies(squares[2], yy)).then_some(squares)
    }

    /// The slope of the regression of y on x; none where x does not vary, 0 where y alone does not.
    pub fn slope(&self) -> Option<f64> {
        let [n, x, _, xx, ..] = self.0;
        let own = xx - x * x / n;
        let flat = || varies(own, xx).then_some(0.0);
        self.squares().map(|[own, both, _]| both / own).or_else(flat)
    }

    /// Pearson's correlation; none where x or y does not vary.
    pub fn correlation(&self) -> Option<f64> {
        self.squares().map(|[xx, xy, yy]| xy / (xx * yy).sqrt())
    }

    /// What a standard deviation of x moves y by, along the regression; 0 where either does not vary.
    pub fn moved(&self) -> f64 {
        self.squares().map_or(0.0, |[xx, xy, _]| xy / (xx * self.0[0]).sqrt())
    }
}

impl AsRef<[f64]> for Pairs {
    fn as_ref(&self) -> &[f64] {
        &self.0
    }
}

/// Whether squares about the mean are more than what rounding leaves of squares about 0.
pub(super) fn varies(about_mean: f64, about_zero: f64) -> bool {
    about_mean > 1e-11 * about_zero
}

#[cfg(test)]
mod tests {
    use super::*;

    /// (1, 2), (2, 4), (3, 9): Σ(x − 2)² = 2, Σ(x − 2)(y − 5) = 7, Σ(y − 5)² = 26.
    #[test]
    fn three_pairs_by_hand() {
        let mut pairs = Pairs::default();
        [(1.0, 2.0), (2.0, 4.0), (3.0, 9.0)].into_iter().for_each(|(x, y)| pairs.add(x, y));
        assert!((pairs.slope().unwrap() - 3.5).abs() < 1e-12);
        assert!((pairs.correlation().unwrap() - 7.0 / 52.0_f64.sqrt()).abs() < 1e-12);
        assert!((pairs.moved() - 3.5 * (2.0_f64 / 3.0).sqrt()).abs() < 1e-12);
    }

    #[test]
    fn what_does_not_vary_explains_nothing() {
        let of = |values: [(f64, f64); 3]| {
            let mut pairs = Pairs::default();
            values.into_iter().for_each(|(x, y)| pairs.add(x, y));
            (pairs.slope(), pairs.correlation(), pairs.moved())
        };
        assert_eq!(of([(0.1, 1.0), (0.1, 2.0), (0.1, 3.0)]), (None, None, 0.0));
        assert_eq!(of([(1.0, 0.1), (2.0, 0.1), (3.0, 0.1)]), (Some(0.0), None, 0.0));
    }
}
