//! A run that goes on until some of its statistics are precise enough.

use super::{Outcome, Run, RunError, Unreadable};
use crate::statistics::{
    Estimate, Look, Precision, Scratch, Statistic, Summary, probability_above, relative_error,
    summarise,
};

/// A statistic that is to be precise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// The figure, by its place in the layout.
    pub column: usize,
    /// Its statistic.
    pub statistic: Statistic,
}

/// What a run for a precision came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Precise {
    /// Whether every target is as precise as wanted; if not, the most years allowed are spent.
    pub reached: bool,
    /// Of each target half its 95 % interval as a share of its value: 0 where it never varies, infinite where
    /// the value is 0 or its error not known.
    pub errors: Vec<f64>,
}

/// Why a run for a precision ended before it was reached.
#[derive(Debug, thiserror::Error)]
pub enum PrecisionError {
    /// The run itself.
    #[error(transparent)]
    Run(#[from] RunError),
    /// Years that were put on disk.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
}

/// Extends a run until every target is precise enough, or the most years allowed are spent. The years are those of a
/// run that was to end there. `aim` is told how many years the run goes for, each time anew; `proceed` how many
/// are done, and stops the run by answering `false`.
///
/// Each look is at its own number of years, however many there are: a run that was stopped and is taken up again ends
/// where it would have ended. Where it already has more years than it then takes, it looks at all that it has.
///
/// # Errors
/// When `proceed` stopped the run, or its years cannot be put on disk or read back.
pub fn run_to_precision(
    run: &mut Run<'_>,
    precision: &Precision,
    targets: &[Target],
    aim: &dyn Fn(usize),
    proceed: &(dyn Fn(usize) -> bool + Sync),
) -> Result<Precise, PrecisionError> {
    let mut years = precision.first();
    loop {
        aim(years);
        run.extend_to(years, proceed)?;
        let errors = errors(run.outcome(), years, targets)?;
        let largest = errors.iter().copied().fold(0.0, f64::max);
        let done = run.outcome().years();
        match precision.look(years, largest) {
            Look::GoOn { to } => years = to,
            _ if done > years => years = done,
            Look::Reached => return Ok(Precise { reached: true, errors }),
            Look::Spent => return Ok(Precise { reached: false, errors }),
        }
    }
}

/// Of each target the relative error over the first so many years.
fn errors(outcome: &Outcome, years: usize, targets: &[Target]) -> Result<Vec<f64>, Unreadable> {
    let (mut values, mut scratch) = (Vec::new(), Scratch::default());
    let of_target = |target: &Target| {
        outcome.figure_of_years(target.column, 0..years, &mut values)?;
        let summary = summarise(&values, &mut scratch);
        Ok(relative_error(&summary, estimate(&summary, &values, target.statistic)))
    };
    targets.iter().map(of_target).collect()
}

fn estimate(summary: &Summary, values: &[f64], statistic: Statistic) -> Option<Estimate> {
    match statistic {
        Statistic::Probability => probability_above(values, 0.0),
        other => summary.get(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::company::{Files, Loaded, Overrides, load};
    use crate::metrics::{COMPANY, Metric};
    use crate::simulate::{Model, Wanted, simulate};

    fn mid_market() -> Loaded {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/configs/companies/mid-market.toml");
        load(Files::Disk, path, &Overrides::default()).unwrap_or_else(|refused| panic!("{refused}"))
    }

    fn pay(model: &Model<'_>, statistic: Statistic) -> Target {
        let column = model.layout.find(COMPANY, &Metric::VariablePay).unwrap();
        Target { column, statistic }
    }

    #[test]
    fn a_run_that_stops_by_itself_is_a_run_of_as_many_years() {
        let loaded = mid_market();
        let model = Model::new(&loaded.company, &loaded.plans);
        let targets = [pay(&model, Statistic::Mean), pay(&model, Statistic::P95)];
        let mut run = Run::new(&model, Wanted::default(), 2).unwrap();
        let precision = Precision::new(0.02, 100_000).unwrap();
        let aims = std::cell::RefCell::new(Vec::new());
        let aim = |years| aims.borrow_mut().push(years);
        let found = run_to_precision(&mut run, &precision, &targets, &aim, &|_| true).unwrap();
        assert!(found.reached && found.errors.iter().all(|error| *error <= 0.02), "{found:?}");
        let years = run.outcome().years();
        assert_eq!(aims.borrow().first(), Some(&1_000));
        assert_eq!(aims.borrow().last(), Some(&years));

        let straight = simulate(&model, years, 1, Wanted::default(), &|_| true).unwrap();
        let (mut one, mut other) = (Vec::new(), Vec::new());
        for column in 0..model.layout.columns.len() {
            run.outcome().figure(column, &mut one).unwrap();
            straight.figure(column, &mut other).unwrap();
            assert!(one.iter().map(|x| x.to_bits()).eq(other.iter().map(|x| x.to_bits())));
        }
    }

    #[test]
    fn the_most_years_allowed_are_never_exceeded() {
        let loaded = mid_market();
        let model = Model::new(&loaded.company, &loaded.plans);
        let targets = [pay(&model, Statistic::P95)];
        for most in [1, 500, 1_100, 2_500] {
            let mut run = Run::new(&model, Wanted::default(), 2).unwrap();
            let precision = Precision::new(1e-5, most).unwrap();
            let found = run_to_precision(&mut run, &precision, &targets, &|_| (), &|_| true);
            let found = found.unwrap();
            assert!(!found.reached && found.errors[0] > 1e-5, "{found:?}");
            assert_eq!(run.outcome().years(), most);
        }
    }

    #[test]
    fn a_run_that_is_taken_up_again_ends_where_it_would_have_ended() {
        let loaded = mid_market();
        let model = Model::new(&loaded.company, &loaded.plans);
        let targets = [pay(&model, Statistic::Mean)];
        let precision = Precision::new(0.007, 100_000).unwrap();
        let ends = |begun: usize| {
            let mut run = Run::new(&model, Wanted::default(), 2).unwrap();
            run.extend_to(begun, &|_| true).unwrap();
            let found = run_to_precision(&mut run, &precision, &targets, &|_| (), &|_| true);
            (run.outcome().years(), found.unwrap())
        };
        let (years, found) = ends(0);
        assert!(found.reached && years > 2_000, "{years}");
        assert_eq!(ends(years - 100), (years, found));
        // More than it takes are all looked at.
        let (more, found) = ends(years + 100);
        assert!(found.reached && more == years + 100);
    }

    #[test]
    fn a_run_can_be_stopped_from_outside() {
        let loaded = mid_market();
        let model = Model::new(&loaded.company, &loaded.plans);
        let mut run = Run::new(&model, Wanted::default(), 1).unwrap();
        let precision = Precision::new(0.01, 10_000).unwrap();
        let found = run_to_precision(&mut run, &precision, &[], &|_| (), &|_| false);
        assert!(matches!(found, Err(PrecisionError::Run(RunError::Stopped { .. }))));
    }
}
