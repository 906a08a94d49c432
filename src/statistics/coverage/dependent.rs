//! Do the intervals of values that depend on each other within a repetition hold the truth?

use super::super::{ClusterScratch, Clusters, Estimate, share_of_members};
use super::{bound, columns, generator};
use rand::RngExt;
use rand_distr::StandardNormal;
use statrs::distribution::{Continuous, ContinuousCDF, Normal};

/// Members a repetition.
const MEMBERS: usize = 24;

/// Members whose values are normal, with this correlation within a repetition; of those whose value lies between two
/// limits the statistics are asked. How many that are depends on the others' values.
struct Band {
    correlation: f64,
    from: f64,
    to: f64,
}

impl Band {
    /// Share of the members, mean, and the quantiles at 10, 50 and 90 %.
    fn truths(&self) -> [f64; 5] {
        let law = Normal::standard();
        let below = law.cdf(self.from);
        let share = law.cdf(self.to) - below;
        let mean = (law.pdf(self.from) - law.pdf(self.to)) / share;
        let quantile = |p: f64| law.inverse_cdf(below + p * share);
        [share, mean, quantile(0.1), quantile(0.5), quantile(0.9)]
    }

    /// The shares of columns of so many repetitions whose intervals hold the truths.
    fn cover(&self, n: usize, seed: u64) -> [f64; 5] {
        let (mut generator, truths) = (generator(seed), self.truths());
        let (mut values, mut sizes, mut scratch) = (Vec::new(), Vec::new(), Default::default());
        let members = vec![MEMBERS as f64; n];
        let (common, own) = (self.correlation.sqrt(), (1.0 - self.correlation).sqrt());
        let mut held = [0_u32; 5];
        for _ in 0..columns() {
            values.clear();
            sizes.clear();
            for _ in 0..n {
                let (first, shared) = (values.len(), generator.sample::<f64, _>(StandardNormal));
                let drawn = (0..MEMBERS)
                    .map(|_| common * shared + own * generator.sample::<f64, _>(StandardNormal));
                values.extend(drawn.filter(|value| (self.from..self.to).contains(value)));
                sizes.push((values.len() - first) as f64);
            }
            for (held, (estimate, truth)) in
                held.iter_mut().zip(estimates(&values, &sizes, &members, &mut scratch).zip(truths))
            {
                let interval = estimate.and_then(|estimate| estimate.interval);
                *held += u32::from(interval.is_some_and(|it| it.contains(truth)));
            }
        }
        held.map(|held| f64::from(held) / columns() as f64)
    }
}

fn estimates(
    values: &[f64],
    sizes: &[f64],
    members: &[f64],
    scratch: &mut ClusterScratch,
) -> impl Iterator<Item = Option<Estimate>> {
    let clusters = Clusters::new(values, sizes).expect("as many as are counted");
    let (share, mean) = (share_of_members(sizes, members), clusters.mean(scratch));
    [share, mean].into_iter().chain(clusters.quantiles([10, 50, 90], scratch))
}

/// The shares expected are those of 100,000 columns.
#[test]
fn members_of_a_repetition() {
    let most = f64::INFINITY;
    let of = |correlation, from, to| Band { correlation, from, to };
    let mut faults = Vec::new();
    for (seed, (band, n, expected)) in [
        (of(0.0, 0.0, 0.4), 100, [95.8, 95.0, 97.5, 96.8, 97.2]),
        (of(0.3, 0.0, 0.4), 100, [95.1, 94.9, 97.4, 96.6, 97.2]),
        (of(0.3, 0.0, 0.4), 500, [94.9, 94.9, 96.2, 95.7, 96.0]),
        (of(0.3, -most, most), 100, [100.0, 95.0, 96.0, 96.1, 95.9]),
        (of(0.3, -most, most), 500, [100.0, 94.9, 95.6, 95.4, 95.5]),
        (of(0.3, 1.6, most), 100, [94.3, 92.5, 98.0, 97.0, 96.6]),
        (of(0.3, 1.6, most), 500, [94.8, 94.3, 96.5, 95.8, 95.9]),
        (of(0.1, 2.4, most), 500, [94.9, 94.3, 97.8, 97.1, 97.7]),
    ]
    .into_iter()
    .enumerate()
    {
        let cover = band.cover(n, 200 + seed as u64);
        let names = ["share", "mean", "p10", "p50", "p90"];
        for ((name, cover), expected) in names.into_iter().zip(cover).zip(expected) {
            let line = format!(
                "{n:5} repetitions of {MEMBERS}, correlation {}, {} to {}  {name:5} {:5.1} %  (expected {expected:.1})",
                band.correlation,
                band.from,
                band.to,
                100.0 * cover
            );
            println!("{line}");
            if !((cover - expected / 100.0).abs() <= bound(expected / 100.0)) {
                faults.push(line);
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
