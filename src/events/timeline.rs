//! The months that are simulated or replayed.

/// Months from 0, in whole years: years of history first, the plan year last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeline {
    history_months: usize,
}

impl Timeline {
    /// A timeline with so many months of history before the plan year.
    pub const fn new(history_months: usize) -> Self {
        Self { history_months }
    }

    /// Whole years that hold the history.
    pub const fn history_years(self) -> usize {
        self.history_months.div_ceil(12)
    }

    /// All months, those before the history in its first year included.
    pub const fn months(self) -> usize {
        12 * (self.history_years() + 1)
    }

    /// The first month in which anything happens.
    pub const fn first(self) -> usize {
        self.plan_year() - self.history_months
    }

    /// The plan year's first month.
    pub const fn plan_year(self) -> usize {
        12 * self.history_years()
    }

    /// How many years before the plan year a year of the timeline lies: 0 is the plan year.
    pub const fn years_back(self, year: usize) -> usize {
        self.history_years() - year
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn history_fills_the_end_of_whole_years() {
        for (history, months, first, plan_year) in
            [(0, 12, 0, 0), (6, 24, 6, 12), (12, 24, 0, 12), (13, 36, 11, 24)]
        {
            let t = Timeline::new(history);
            assert_eq!(
                (t.months(), t.first(), t.plan_year()),
                (months, first, plan_year),
                "{history}"
            );
        }
    }
}
