//! How the main statistics settle as the years grow in number.

use super::overview::Line;
use crate::metrics::Layout;
use crate::simulate::{Outcome, Unreadable};
use crate::statistics::{Estimate, Scratch, Statistic};

/// A statistic of a figure over the first so many years.
#[derive(Clone, Debug, PartialEq)]
pub struct Settling {
    /// A team's name, or `company`.
    pub team: String,
    /// The figure's name.
    pub metric: String,
    /// The statistic.
    pub statistic: Statistic,
    /// Years that it is over: the first ones of the run.
    pub years: usize,
    /// What they say.
    pub estimate: Estimate,
}

/// The statistics that are followed.
const MAIN: [Statistic; 8] = [
    Statistic::Mean,
    Statistic::Sd,
    Statistic::P05,
    Statistic::P50,
    Statistic::P95,
    Statistic::P99,
    Statistic::Cvar95,
    Statistic::Probability,
];

/// Fewest years that are looked at, unless a run has fewer.
const FIRST: usize = 100;

/// The main statistics of every figure by number of years: figure by figure in the order of the layout, statistic by
/// statistic, the years growing. The last are all years of the run, whose estimates are those of the summary.
///
/// # Errors
/// A column that was put on disk cannot be read.
pub fn convergence(layout: &Layout, outcome: &Outcome) -> Result<Vec<Settling>, Unreadable> {
    let numbers = numbers_of_years(outcome.years());
    let (mut values, mut scratch) = (Vec::new(), Scratch::default());
    let mut rows = Vec::new();
    for (place, column) in layout.columns.iter().enumerate() {
        outcome.figure(place, &mut values)?;
        let lines: Vec<(usize, Line)> = numbers
            .iter()
            .filter_map(|&years| Some((years, Line::of(column, &values[..years], &mut scratch)?)))
            .collect();
        for statistic in MAIN {
            rows.extend(lines.iter().filter_map(|(years, line)| {
                Some(Settling {
                    team: column.team_name.clone(),
                    metric: column.metric.name(),
                    statistic,
                    years: *years,
                    estimate: line.estimate(statistic)?,
                })
            }));
        }
    }
    Ok(rows)
}

/// 100, 200, 500, 1,000, … as far as there are years, and all years.
fn numbers_of_years(all: usize) -> Vec<usize> {
    let steps =
        (0_u32..).flat_map(|power| [1, 2, 5].map(|step| step * FIRST * 10_usize.pow(power)));
    let mut numbers: Vec<usize> = steps.take_while(|years| *years < all).collect();
    numbers.push(all);
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::company::{Files, Overrides, load};
    use crate::simulate::{Model, Wanted, simulate};
    use crate::study::Overview;

    #[test]
    fn years_in_steps_of_one_two_and_five() {
        assert_eq!(numbers_of_years(50), [50]);
        assert_eq!(numbers_of_years(100), [100]);
        assert_eq!(numbers_of_years(1_200), [100, 200, 500, 1_000, 1_200]);
        assert_eq!(numbers_of_years(2_000), [100, 200, 500, 1_000, 2_000]);
        assert_eq!(numbers_of_years(10_000_000).len(), 16);
    }

    /// Each row is what the summary of a run of as many years says.
    #[test]
    fn every_row_is_that_of_a_run_of_as_many_years() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/configs/companies/mid-market.toml");
        let loaded = load(Files::Disk, path, &Overrides::default()).unwrap();
        let model = Model::new(&loaded.company, &loaded.plans);
        let run = |years| simulate(&model, years, 1, Wanted::default(), &|_| true).unwrap();
        let rows = convergence(&model.layout, &run(300)).unwrap();
        for years in [100, 200, 300] {
            let overview = Overview::new(&model.layout, &run(years)).unwrap();
            let expected = overview.lines.iter().flat_map(|line| {
                let main = line.statistics().filter(|(statistic, _)| MAIN.contains(statistic));
                main.map(|(statistic, estimate)| {
                    (line.column.team_name.clone(), line.column.metric.name(), statistic, estimate)
                })
            });
            let of_years = rows.iter().filter(|row| row.years == years);
            let found =
                of_years.map(|r| (r.team.clone(), r.metric.clone(), r.statistic, r.estimate));
            assert!(found.eq(expected), "{years}");
        }
    }
}
