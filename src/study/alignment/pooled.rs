//! Figures of pooled rep-years in order: quantiles, fifths, inequality.

use crate::statistics::{Estimate, jackknife, quantile};

/// Values of rep-years, each with what it is ordered by and its group of years, in rising order.
pub(super) struct Pooled {
    /// Key, value, second value, group.
    rows: Vec<(f64, [f64; 2], u8)>,
    groups: usize,
}

impl Pooled {
    /// Of groups of rows, each a key and two values.
    pub fn new<'a>(groups: impl Iterator<Item = &'a [[f64; 3]]>) -> Self {
        let (mut rows, mut count) = (Vec::new(), 0);
        for group in groups {
            rows.extend(group.iter().map(|[key, a, b]| (*key, [*a, *b], count as u8)));
            count += 1;
        }
        // Rows with one key stay in the order of years, so that nothing depends on threads.
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        Self { rows, groups: count }
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A figure of the rows in order, with its error.
    pub fn figure(&self, figure: impl Fn(&[(f64, [f64; 2])]) -> Option<f64>) -> Option<Estimate> {
        let groups: Vec<usize> = (0..self.groups).collect();
        jackknife(&groups, self.rows.len(), |groups| {
            let mut is_in = vec![false; self.groups];
            groups.iter().for_each(|group| is_in[**group] = true);
            let of_groups = self.rows.iter().filter(|(.., group)| is_in[usize::from(*group)]);
            let rows: Vec<(f64, [f64; 2])> =
                of_groups.map(|(key, values, _)| (*key, *values)).collect();
            figure(&rows)
        })
    }
}

/// The quantile of the keys ÷ that at another place; none where the latter is not above 0.
pub(super) fn quantile_ratio(rows: &[(f64, [f64; 2])], upper: f64, lower: f64) -> Option<f64> {
    let keys: Vec<f64> = rows.iter().map(|(key, _)| *key).collect();
    let low = quantile(&keys, lower).filter(|low| *low > 0.0)?;
    Some(quantile(&keys, upper)? / low)
}

/// Gini's coefficient of the keys, Σ (2 i − n − 1) xᵢ ÷ (n Σ x) with i from 1 in rising order: half the mean difference
/// of two as a share of the mean. None where the sum is not above 0.
pub(super) fn gini(rows: &[(f64, [f64; 2])]) -> Option<f64> {
    let n = rows.len() as f64;
    let sum: f64 = rows.iter().map(|(key, _)| key).sum();
    let ranked =
        |(place, (key, _)): (usize, &(f64, [f64; 2]))| (2.0 * place as f64 + 1.0 - n) * key;
    let weighted: f64 = rows.iter().enumerate().map(ranked).sum();
    (sum > 0.0).then(|| weighted / (n * sum))
}

/// The rows between two places in order, as shares of all.
pub(super) fn between<T>(rows: &[T], from: f64, to: f64) -> &[T] {
    let place = |share: f64| (share * rows.len() as f64).round() as usize;
    &rows[place(from)..place(to)]
}

/// The sum of the first values ÷ that of the second; none where the latter is not above 0.
pub(super) fn first_over_second(rows: &[(f64, [f64; 2])]) -> Option<f64> {
    let sum = |which: usize| rows.iter().map(|(_, values)| values[which]).sum::<f64>();
    (sum(1) > 0.0).then(|| sum(0) / sum(1))
}

/// The mean of the keys.
pub(super) fn mean_key(rows: &[(f64, [f64; 2])]) -> Option<f64> {
    (!rows.is_empty()).then(|| rows.iter().map(|(key, _)| key).sum::<f64>() / rows.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Address;
    use rand_distr::{Distribution as _, StandardNormal};

    fn rows(keys: &[f64]) -> Vec<(f64, [f64; 2])> {
        keys.iter().map(|key| (*key, [*key, 1.0])).collect()
    }

    /// 1, 2, 3, 4: differences of the six pairs sum to 10, so the mean one of all 16 is 20 ⁄ 16, and half of it by the
    /// mean 2.5 is 0.25.
    #[test]
    fn four_by_hand() {
        let four = rows(&[1.0, 2.0, 3.0, 4.0]);
        assert_eq!(gini(&four), Some(0.25));
        assert_eq!(gini(&rows(&[3.0; 5])), Some(0.0));
        assert_eq!(gini(&rows(&[0.0; 5])), None);
        assert_eq!(between(&four, 0.5, 1.0), &four[2..]);
        assert_eq!(first_over_second(&four), Some(2.5));
        assert_eq!(mean_key(between(&four, 0.0, 0.5)), Some(1.5));
        assert_eq!(quantile_ratio(&four, 1.0, 0.0), Some(4.0));
        assert_eq!(quantile_ratio(&rows(&[0.0, 1.0]), 1.0, 0.0), None);
    }

    /// Of lognormal pay Gini's coefficient is 2 Φ(σ ⁄ √2) − 1 and P90 ÷ P10 is exp(2 z₀.₉ σ): at σ = 0.5 0.276326 and
    /// 3.602224. 400,000 rep-years hold them within four standard errors, which are their own.
    #[test]
    fn lognormal_pay() {
        let mut stream = Address::year(3, 1).open_design();
        let mut group = || {
            let mut draw = || -> f64 { StandardNormal.sample(&mut stream) };
            (0..20_000).map(|_| [(0.5 * draw()).exp(), 0.0, 0.0]).collect::<Vec<[f64; 3]>>()
        };
        let groups: Vec<_> = (0..20).map(|_| group()).collect();
        let pooled = Pooled::new(groups.iter().map(Vec::as_slice));
        let spread = pooled.figure(|rows| quantile_ratio(rows, 0.9, 0.1)).unwrap();
        for (estimate, truth, most) in
            [(pooled.figure(gini).unwrap(), 0.276_326, 0.001), (spread, 3.602_224, 0.03)]
        {
            let half = estimate.interval.unwrap().half_width();
            assert!(half < most, "{estimate:?} says something");
            assert!((estimate.value - truth).abs() < 4.0 * half / 2.093, "{estimate:?}, {truth}");
        }
    }
}
