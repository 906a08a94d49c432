//! The marginal-incentive profile: pay at every attainment from 0 to 200 % of quota, what the next 1 % pays there, and how many
//! reps end there.
//!
//! Of every year one rep, each in turn, is brought to each attainment: every sale of the year times one factor, all else as it
//! was. So the profile is of the whole plan, with results in the months in which they came.

use super::super::figure::{Aspect, Definition, Figure, Unit};
use super::super::repay::{Bench, Lever, Yardstick, in_turn, rounding};
use super::super::subject::{Seen, Subject, Tally};
use super::steps::{self, jump, usual};
use crate::money::Cents;
use crate::statistics::{Estimate, jackknife_of_sums};

/// Attainments of the profile: 0, 1 %, … 200 %.
const POINTS: usize = 201;
/// A stretch that pays nothing is a dead zone from so many points of quota on.
const DEAD_ZONE_POINTS: usize = 3;

pub(super) static CLIFF: Definition = Definition {
    name: "cliff",
    aspect: Aspect::Shape,
    unit: Unit::Currency,
    label: "cliff",
    meaning: "By how much pay jumps at an attainment, where that is more than 2 % of target incentive on the mean of the reps",
    formula: "mean over reps brought to the attainment of the step's pay above that of the smaller of the two steps below it",
    source: "",
};

pub(super) static DEAD_ZONE: Definition = Definition {
    name: "dead_zone",
    aspect: Aspect::Shape,
    unit: Unit::Share,
    label: "reps in a dead zone",
    meaning: "Share of rep-years that end on a stretch of 3 points of quota or more on which more results pay no rep anything",
    formula: "share of rep-years with an attainment on the stretch",
    source: "",
};

pub(super) static FALL: Definition = Definition {
    name: "fall",
    aspect: Aspect::Shape,
    unit: Unit::Currency,
    label: "pay falls",
    meaning: "By how much mean pay falls over a stretch of attainments on which more results pay less",
    formula: "mean pay where the stretch begins − mean pay where it ends",
    source: "",
};

/// A point of the profile.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfileRow {
    /// The team, by its place in the company.
    pub team: usize,
    /// Attainment, in hundredths.
    pub percent: usize,
    /// Mean pay of reps brought here, in the company's currency.
    pub pay: Estimate,
    /// What the next 1 % of quota pays them.
    pub next: Estimate,
    /// The part of it that is a jump.
    pub cliff: Estimate,
    /// Share of rep-years that end from here up to the next point; from the last on, all above.
    pub share: Estimate,
}

/// What is counted.
pub(in super::super) struct Curve {
    bench: Bench,
    yardstick: Result<Yardstick, &'static str>,
    lever: Lever,
    counts: Counts,
}

#[derive(Clone)]
struct Counts {
    /// Rep-years that were brought to every attainment, and the sum of their target incentives.
    brought: f64,
    targets: f64,
    /// By attainment: pay, and of the step to the next one what it pays, what of it is a jump, and how many it pays or
    /// costs anything.
    pay: Vec<f64>,
    next: Vec<f64>,
    jumps: Vec<f64>,
    moved: Vec<f64>,
    /// Rep-years by the attainment at which they end, and all of them.
    ends: Vec<f64>,
    reps: f64,
}

impl Tally for Curve {
    fn new(subject: &Subject<'_>) -> Self {
        let by_point = || vec![0.0; POINTS];
        Self {
            bench: Bench::default(),
            yardstick: Yardstick::of(subject).and_then(|yardstick| match yardstick {
                // What a book loses is not the rep's to choose: below that, there is no attainment to be brought to.
                Yardstick::Nrr => Err("the plan has no quota"),
                Yardstick::Quota { .. } => Ok(yardstick),
            }),
            lever: Lever::default(),
            counts: Counts {
                brought: 0.0,
                targets: 0.0,
                pay: by_point(),
                next: by_point(),
                jumps: by_point(),
                moved: by_point(),
                ends: by_point(),
                reps: 0.0,
            },
        }
    }

    fn add(&mut self, seen: &Seen<'_>) {
        let Ok(yardstick) = &self.yardstick else {
            return;
        };
        let Self { bench, lever, counts, .. } = self;
        for rep in seen.reps {
            if let Some((result, quota)) = yardstick.result_and_quota(seen, rep) {
                let percent = (100 * result).div_euclid(quota);
                counts.ends[percent.clamp(0, POINTS as i128 - 1) as usize] += 1.0;
                counts.reps += 1.0;
            }
        }
        let rounding = rounding(&seen.subject, 12);
        for rep in in_turn(seen) {
            let Some((result, quota)) = yardstick.result_and_quota(seen, rep) else {
                continue;
            };
            if !lever.grip(yardstick, seen, rep, result) {
                continue;
            }
            let ledger = &seen.team_year().seats[rep.seat].ledger;
            bench.lay_out(seen, std::slice::from_ref(rep));
            let mut pay = [Cents::ZERO; POINTS + 1];
            for (pay, percent) in pay.iter_mut().zip(0..) {
                let wanted = (percent * quota + 99) / 100;
                let amounts = lever.amounts_for(yardstick, ledger, wanted);
                bench.revise(seen, rep, |place, mut event, enter| {
                    event.amount = amounts[place];
                    enter(event);
                });
                bench.pay(&seen.subject);
                *pay = bench.paid(&seen.subject, rep);
            }
            counts.add(&pay, rep.target, rounding);
        }
    }

    fn merge(&mut self, later: Self) {
        self.counts.merge(&later.counts);
    }
}

impl Counts {
    fn add(&mut self, pay: &[Cents; POINTS + 1], target: Option<f64>, rounding: Cents) {
        self.brought += 1.0;
        self.targets += target.unwrap_or(0.0);
        let step = |point: usize| pay[point + 1] - pay[point];
        for (point, here) in pay[..POINTS].iter().enumerate() {
            let usual = match point {
                0 | 1 => usual(step(point + 1), step(point + 2)),
                _ => usual(step(point - 2), step(point - 1)),
            };
            self.pay[point] += here.to_f64();
            self.next[point] += step(point).to_f64();
            self.jumps[point] += jump(step(point), usual.to_f64(), target);
            self.moved[point] += f64::from(u8::from(step(point).0.abs() > rounding.0));
        }
    }

    fn merge(&mut self, later: &Self) {
        self.brought += later.brought;
        self.targets += later.targets;
        self.reps += later.reps;
        let into =
            [&mut self.pay, &mut self.next, &mut self.jumps, &mut self.moved, &mut self.ends];
        let from = [&later.pay, &later.next, &later.jumps, &later.moved, &later.ends];
        for (into, from) in into.into_iter().zip(from) {
            for (sum, more) in into.iter_mut().zip(from) {
                *sum += more;
            }
        }
    }

    /// Stretches of attainments of which this holds, each from its first point up to the one after its last.
    fn stretches(holds: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let mut from = None;
        for point in 0..=POINTS {
            match (from, point < POINTS && holds(point)) {
                (None, true) => from = Some(point),
                (Some(start), false) => {
                    found.push((start, point));
                    from = None;
                }
                _ => {}
            }
        }
        found
    }
}

impl Curve {
    /// The points of the profile; none of a team without a quota.
    pub fn rows(groups: &[&Self], subject: &Subject<'_>) -> Vec<ProfileRow> {
        let counts: Vec<&Counts> = groups.iter().map(|group| &group.counts).collect();
        let brought: f64 = counts.iter().map(|counts| counts.brought).sum();
        let reps: f64 = counts.iter().map(|counts| counts.reps).sum();
        let row = |percent: usize| {
            let mean = |of: &dyn Fn(&Counts) -> f64| mean(&counts, brought, of, |c| c.brought);
            Some(ProfileRow {
                team: subject.number,
                percent,
                pay: mean(&|counts| counts.pay[percent])?,
                next: mean(&|counts| counts.next[percent])?,
                cliff: mean(&|counts| counts.jumps[percent])?,
                share: self::mean(&counts, reps, &|c| c.ends[percent], |c| c.reps)?,
            })
        };
        (0..POINTS).filter_map(row).collect()
    }

    /// Cliffs, dead zones and falls, each with its place.
    pub fn figures(groups: &[&Self], subject: &Subject<'_>) -> Vec<Figure> {
        let counts: Vec<&Counts> = groups.iter().map(|group| &group.counts).collect();
        let Some((first, others)) = counts.split_first() else {
            return Vec::new();
        };
        let mut all = (*first).clone();
        others.iter().for_each(|counts| all.merge(counts));
        if all.brought == 0.0 {
            return Vec::new();
        }
        let limit = steps::CLIFF * all.targets;
        let cliffs = (0..POINTS).filter(|point| limit > 0.0 && all.jumps[*point].abs() > limit);
        let cliffs = cliffs.map(|point| {
            let size = mean(&counts, all.brought, &|c| c.jumps[point], |c| c.brought);
            Figure::new(subject.number, &CLIFF, size).of(format!("{} %", point + 1))
        });
        let dead = Counts::stretches(|point| all.moved[point] == 0.0);
        let dead = dead.into_iter().filter(|(from, to)| to - from >= DEAD_ZONE_POINTS);
        let dead = dead.map(|(from, to)| {
            let ends = |counts: &Counts| counts.ends[from..to].iter().sum();
            let share = mean(&counts, all.reps, &ends, |counts| counts.reps);
            Figure::new(subject.number, &DEAD_ZONE, share).of(place(from, to))
        });
        let rounding = rounding(subject, 12).to_f64();
        let falls = Counts::stretches(|point| all.next[point] < -rounding * all.brought);
        let falls = falls.into_iter().map(|(from, to)| {
            let fall = |counts: &Counts| -counts.next[from..to].iter().sum::<f64>();
            let fall = mean(&counts, all.brought, &fall, |counts| counts.brought);
            Figure::new(subject.number, &FALL, fall).of(place(from, to))
        });
        cliffs.chain(dead).chain(falls).collect()
    }
}

/// A stretch in words.
fn place(from: usize, to: usize) -> String {
    if to >= POINTS { format!("from {from} %") } else { format!("{from}–{to} %") }
}

/// A sum a rep-year, over the groups.
fn mean(
    groups: &[&Counts],
    n: f64,
    sum: &dyn Fn(&Counts) -> f64,
    of: impl Fn(&Counts) -> f64,
) -> Option<Estimate> {
    let sums: Vec<[f64; 2]> = groups.iter().map(|counts| [sum(counts), of(counts)]).collect();
    jackknife_of_sums(&sums, n as usize, |sums| (sums[1] > 0.0).then(|| sums[0] / sums[1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of four groups of one rep each the step to 100 % jumps by 1,000, 2,000, 4,000 and 9,000, and pays nothing else: 4,000 on
    /// the mean, and as of any mean of four ± t₀.₉₇₅(3) √(Σ (x − 4,000)² ⁄ 3 ⁄ 4) = 3.182446 × 1,000 √(38 ⁄ 12) = 5,663.20.
    #[test]
    fn a_cliff_has_the_error_of_its_mean() {
        let by_point = |jump: f64| {
            let mut sums = vec![0.0; POINTS];
            sums[99] = jump;
            sums
        };
        let counts: Vec<Counts> = [1_000.0, 2_000.0, 4_000.0, 9_000.0]
            .into_iter()
            .map(|jump| Counts {
                brought: 1.0,
                targets: 40_000.0,
                pay: by_point(0.0),
                next: by_point(jump),
                jumps: by_point(jump),
                moved: by_point(1.0),
                ends: by_point(1.0),
                reps: 1.0,
            })
            .collect();
        let groups: Vec<&Counts> = counts.iter().collect();
        let at = |point: usize| mean(&groups, 4.0, &|c| c.jumps[point], |c| c.brought).unwrap();
        let half = at(99).interval.unwrap().half_width();
        assert_eq!((at(99).value, at(99).n), (4_000.0, 4));
        assert!((half - 5_663.20).abs() < 0.01, "{half}");
        assert_eq!((at(98).value, at(98).interval), (0.0, None), "no jump, and no doubt of it");
    }
}
