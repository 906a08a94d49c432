//! In which month of a year an event falls, by the months' weights.

/// Months of a year by weight, ready for many choices.
#[derive(Clone, Copy, Debug)]
pub(super) struct MonthChoice {
    /// Share of the year up to and including each month.
    bounds: [f64; 12],
    /// The month in which each 256th of the year begins: a choice starts there and rarely goes on.
    guide: [u8; CELLS],
}

const CELLS: usize = 256;

impl MonthChoice {
    /// From weights with a sum above 0.
    pub fn new(weights: &[f64; 12]) -> Self {
        let total: f64 = weights.iter().sum();
        let mut to_date = 0.0;
        let mut bounds = weights.map(|weight| {
            to_date += weight;
            to_date / total
        });
        // A number just below 1 belongs to the last month with weight, whatever rounding did to the sum.
        let last = weights.iter().rposition(|weight| *weight > 0.0).unwrap_or(11);
        bounds[last..].fill(1.0);
        let mut month = 0;
        let guide = std::array::from_fn(|cell| {
            while bounds[month] <= cell as f64 / CELLS as f64 {
                month += 1;
            }
            month as u8
        });
        Self { bounds, guide }
    }

    /// The month, from 0, that a uniform number in [0, 1) stands for.
    #[inline]
    pub fn month(&self, u: f64) -> u16 {
        let mut month = usize::from(self.guide[(u * CELLS as f64) as usize % CELLS]);
        while month < 11 && u >= self.bounds[month] {
            month += 1;
        }
        month as u16
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_for_the_month_in_whose_share_it_lies() {
        let season = [6.0, 7.0, 10.0, 6.0, 8.0, 11.0, 6.0, 7.0, 11.0, 7.0, 8.0, 13.0];
        let mut partial = [0.0; 12];
        partial[4..7].copy_from_slice(&[1.0, 0.0, 3.0]);
        for weights in [season, [1.0; 12], partial] {
            let choice = MonthChoice::new(&weights);
            let total: f64 = weights.iter().sum();
            for i in 0..10_000 {
                let u = (f64::from(i) + 0.5) / 10_000.0;
                let mut left = u * total;
                let month = weights.iter().position(|weight| {
                    left -= weight;
                    left < 0.0
                });
                assert_eq!(Some(usize::from(choice.month(u))), month, "{u} of {weights:?}");
            }
            let last = weights.iter().rposition(|weight| *weight > 0.0);
            assert_eq!(Some(usize::from(choice.month(1.0 - f64::EPSILON / 2.0))), last);
        }
    }
}
