//! Do the intervals of runs that stop by their own width hold the truth as often as those of fixed length?

use super::super::precision::{Look, Precision, relative_error};
use super::super::{Scratch, Statistic, summarise};
use super::{Law, columns, generator};

/// Stopped runs a case: a run looks at thousands of values, so there are fewer than columns elsewhere.
fn runs() -> usize {
    columns() / 2
}

/// What runs of a law came to, which stopped when every one of the statistics was precise enough.
struct Stopped {
    /// Share of runs whose printed interval holds the truth, by statistic.
    cover: Vec<f64>,
    /// Share of runs whose value is as near to the truth as was asked for, by statistic.
    as_asked: Vec<f64>,
    /// Mean number of values and of looks, the pilot included.
    values: f64,
    looks: f64,
}

fn stop(law: Law, relative: f64, statistics: &[Statistic], seed: u64) -> Stopped {
    let precision = Precision::new(relative, 1_000_000).expect("a valid precision");
    let truths: Vec<f64> = statistics.iter().map(|statistic| law.truth(*statistic)).collect();
    let mut generator = generator(seed);
    let (mut column, mut more, mut scratch) = (Vec::new(), Vec::new(), Scratch::default());
    let (mut held, mut near) = (vec![0; truths.len()], vec![0; truths.len()]);
    let (mut values, mut looks) = (0, 0);
    for _ in 0..runs() {
        law.fill(&mut column, precision.first(), &mut generator);
        let summary = loop {
            looks += 1;
            let summary = summarise(&column, &mut scratch);
            let error = |statistic: &Statistic| relative_error(&summary, summary.get(*statistic));
            match precision.look(column.len(), statistics.iter().map(error).fold(0.0, f64::max)) {
                Look::GoOn { to } => {
                    law.fill(&mut more, to - column.len(), &mut generator);
                    column.extend_from_slice(&more);
                }
                Look::Reached => break summary,
                Look::Spent => panic!("a million values are enough here"),
            }
        };
        values += column.len();
        for (k, truth) in truths.iter().enumerate() {
            let estimate = summary.get(statistics[k]).expect("an estimate");
            held[k] += usize::from(estimate.interval.is_some_and(|i| i.contains(*truth)));
            near[k] +=
                usize::from((estimate.value - truth).abs() <= relative * estimate.value.abs());
        }
    }
    let share = |count: &usize| *count as f64 / runs() as f64;
    Stopped {
        cover: held.iter().map(share).collect(),
        as_asked: near.iter().map(share).collect(),
        values: share(&values),
        looks: share(&looks),
    }
}

/// Cover of the printed interval at least 94 % and of what was asked for at least 95 %, less four standard errors
/// of a share of so many runs; the figures of a longer run stand in the documentation of
/// [`precision`](super::super::precision).
#[test]
fn stopped_runs_keep_what_their_intervals_say() {
    use Statistic::{Cvar95, Mean, P95, P99};
    let cases: [(Law, f64, &[Statistic]); 9] = [
        (Law::Lognormal(0.4), 0.02, &[Mean]),
        (Law::Lognormal(0.4), 0.01, &[Mean]),
        (Law::Lognormal(0.4), 0.03, &[P95]),
        (Law::Lognormal(0.4), 0.015, &[Mean, P95]),
        (Law::Lognormal(0.4), 0.04, &[P99]),
        (Law::Lognormal(0.4), 0.02, &[Cvar95]),
        (Law::Lognormal(1.0), 0.04, &[Mean, P95]),
        (Law::CompoundPoisson(20.0), 0.01, &[Mean, P95]),
        (Law::Overrun(0.3), 0.1, &[Mean]),
    ];
    for (seed, (law, relative, statistics)) in cases.into_iter().enumerate() {
        let stopped = stop(law, relative, statistics, 100 + seed as u64);
        for (k, statistic) in statistics.iter().enumerate() {
            let (cover, as_asked) = (stopped.cover[k], stopped.as_asked[k]);
            println!(
                "{:18} {:4.1} % {statistic:6} {:5.1}  {:5.1}  {:6.0} values, {:.2} looks",
                law.name(),
                100.0 * relative,
                100.0 * cover,
                100.0 * as_asked,
                stopped.values,
                stopped.looks
            );
            let errors = |share: f64| 4.0 * (share * (1.0 - share) / runs() as f64).sqrt();
            assert!(cover >= 0.94 - errors(0.94), "{} {statistic}: {cover}", law.name());
            assert!(as_asked >= 0.95 - errors(0.95), "{} {statistic}: {as_asked}", law.name());
        }
    }
}
