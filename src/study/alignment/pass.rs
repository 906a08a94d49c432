//! The run over the years: draw, pay, tally.

use std::ops::Range;

use rayon::prelude::*;

use super::balance::Balance;
use super::fairness::Fairness;
use super::luck::{Luck, hybrids};
use super::reach::Reach;
use super::rep_year::RepYear;
use super::retention::Retention;
use super::shape::{Curve, Near, Resets};
use super::strength::Strength;
use super::subject::{Prepared, Seen, Subject, Tally};
use super::timing::Timing;
use super::{Alignment, Figure, shape};
use crate::events::CompanyYear;
use crate::payout::{Payment, TeamPay};
use crate::plan::Plan;
use crate::simulate::{Model, RunError};
use crate::statistics::GROUPS;

/// Years a batch. Fixed, and batches are merged in order: results do not depend on threads.
const BATCH: usize = 16;

/// Looks at `years` synthetic years; `plans` are those that the model was made of. `proceed` is told now and then how
/// many are done, and stops the run by answering `false`.
///
/// # Errors
/// When threads cannot be started, or `proceed` stopped the run.
pub fn alignment(
    model: &Model<'_>,
    plans: &[Plan],
    years: usize,
    threads: usize,
    proceed: &(dyn Fn(usize) -> bool + Sync),
) -> Result<Alignment, RunError> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|source| RunError::Threads { threads, source })?;
    let teams = plans.iter().take(model.programs.len()).enumerate();
    let prepared: Vec<Prepared> =
        teams.clone().map(|(number, plan)| Prepared::new(model, plan, number)).collect();
    let of_team = |((number, plan), prepared)| Subject { model, plan, number, prepared };
    let subjects: Vec<Subject<'_>> = teams.zip(&prepared).map(of_team).collect();
    let mut groups: Vec<Vec<TeamTally>> =
        (0..GROUPS.min(years)).map(|_| tallies(&subjects)).collect();
    // So many batches at a time that each thread has several, and progress is told in between.
    for wave in batches(years).chunks(4 * threads) {
        let done: Vec<Vec<TeamTally>> = pool.install(|| {
            let of_batch = |desk: &mut Desk, (_, numbers): &(usize, Range<usize>)| {
                tally(&subjects, numbers.clone(), desk)
            };
            wave.par_iter().map_init(Desk::default, of_batch).collect()
        });
        let mut last = 0;
        for ((group, numbers), later) in wave.iter().zip(done) {
            for (tally, later) in groups[*group].iter_mut().zip(later) {
                tally.merge(later);
            }
            last = numbers.end;
        }
        if !proceed(last) {
            return Err(RunError::Stopped { done: last, years, kept: None });
        }
    }
    let mut found =
        Alignment { years, figures: Vec::new(), profile: Vec::new(), timing: Vec::new() };
    for (team, subject) in subjects.iter().enumerate() {
        let tallies: Vec<&TeamTally> = groups.iter().map(|group| &group[team]).collect();
        found.figures.extend(TeamTally::figures(&tallies, subject));
        found.profile.extend(Curve::rows(&each(&tallies, |tally| &tally.curve), subject));
        found.timing.extend(Timing::rows(&each(&tallies, |tally| &tally.timing), subject));
    }
    Ok(found)
}

/// The years in batches, each with its group.
fn batches(years: usize) -> Vec<(usize, Range<usize>)> {
    let of_group = |group| {
        let numbers = part(years, group);
        let starts = numbers.clone().step_by(BATCH);
        starts.map(move |from| (group, from..(from + BATCH).min(numbers.end)))
    };
    (0..GROUPS.min(years)).flat_map(of_group).collect()
}

/// The years of a group: consecutive, and each group's as many as another's, or one more.
fn part(years: usize, group: usize) -> Range<usize> {
    let groups = GROUPS.min(years);
    years * group / groups..years * (group + 1) / groups
}

/// Memory that a thread uses again for each of its years.
#[derive(Default)]
struct Desk {
    year: CompanyYear,
    pay: TeamPay,
    uncapped: TeamPay,
    statement: Vec<Payment>,
    /// By team, the reps of the year and of its two hybrids.
    reps: Vec<[Vec<RepYear>; 3]>,
}

/// What is counted of a team.
struct TeamTally {
    strength: Strength,
    fairness: Fairness,
    luck: Luck,
    reach: Reach,
    balance: Balance,
    near: Near,
    curve: Curve,
    resets: Resets,
    timing: Timing,
    retention: Retention,
}

fn tallies(subjects: &[Subject<'_>]) -> Vec<TeamTally> {
    subjects.iter().map(TeamTally::new).collect()
}

fn tally(subjects: &[Subject<'_>], numbers: Range<usize>, desk: &mut Desk) -> Vec<TeamTally> {
    let mut tallies = tallies(subjects);
    let Some(simulator) = subjects.first().map(|subject| &subject.model.simulator) else {
        return tallies;
    };
    let hybrids = hybrids();
    let Desk { year, pay, uncapped, statement, reps } = desk;
    reps.resize_with(subjects.len(), Default::default);
    for number in numbers {
        let number = number as u64;
        simulator.draw(number, year);
        for ((subject, tally), [reps, ..]) in subjects.iter().zip(&mut tallies).zip(&mut *reps) {
            let seats = &subject.team().seats;
            statement.clear();
            subject.program().pay(seats, year, pay, Some(statement));
            let free = subject.prepared.uncapped.as_ref();
            free.inspect(|program| program.pay(seats, year, uncapped, None));
            RepYear::read(subject, year, pay, reps);
            let uncapped = free.map(|_| &*uncapped);
            tally.add(&Seen { subject: *subject, number, year, pay, reps, statement, uncapped });
        }
        for (hybrid, from_twin) in hybrids.into_iter().enumerate() {
            simulator.draw_hybrid(number, from_twin, year);
            for (subject, reps) in subjects.iter().zip(&mut *reps) {
                subject.program().pay(&subject.team().seats, year, pay, None);
                RepYear::read(subject, year, pay, &mut reps[hybrid + 1]);
            }
        }
        for (tally, [of_year, skill, market]) in tallies.iter_mut().zip(&*reps) {
            tally.luck.add(of_year, [skill, market]);
        }
    }
    tallies
}

impl TeamTally {
    fn new(subject: &Subject<'_>) -> Self {
        Self {
            strength: Strength::new(subject),
            fairness: Fairness::new(subject),
            luck: Luck::default(),
            reach: Reach::new(subject),
            balance: Balance::new(subject),
            near: Near::new(subject),
            curve: Curve::new(subject),
            resets: Resets::new(subject),
            timing: Timing::new(subject),
            retention: Retention::new(subject),
        }
    }

    fn add(&mut self, seen: &Seen<'_>) {
        self.strength.add(seen);
        self.fairness.add(seen);
        self.reach.add(seen);
        self.balance.add(seen);
        self.near.add(seen);
        self.curve.add(seen);
        self.resets.add(seen);
        self.timing.add(seen);
        self.retention.add(seen);
    }

    fn merge(&mut self, later: Self) {
        self.strength.merge(later.strength);
        self.fairness.merge(later.fairness);
        self.luck.merge(&later.luck);
        self.reach.merge(later.reach);
        self.balance.merge(later.balance);
        self.near.merge(later.near);
        self.curve.merge(later.curve);
        self.resets.merge(later.resets);
        self.timing.merge(later.timing);
        self.retention.merge(later.retention);
    }

    /// The figures, in the order of [`super::definitions`].
    fn figures(groups: &[&Self], subject: &Subject<'_>) -> Vec<Figure> {
        let luck: Vec<Luck> = groups.iter().map(|group| group.luck).collect();
        let of_shape = shape::in_order(
            Near::figures(&each(groups, |tally| &tally.near), subject),
            Curve::figures(&each(groups, |tally| &tally.curve), subject),
            Resets::figures(&each(groups, |tally| &tally.resets), subject),
        );
        [
            Strength::figures(&each(groups, |tally| &tally.strength), subject),
            Fairness::figures(&each(groups, |tally| &tally.fairness), subject),
            Luck::figures(&luck, subject),
            Reach::figures(&each(groups, |tally| &tally.reach), subject),
            of_shape,
            Timing::figures(&each(groups, |tally| &tally.timing), subject),
            Retention::figures(&each(groups, |tally| &tally.retention), subject),
            Balance::figures(&each(groups, |tally| &tally.balance), subject),
        ]
        .concat()
    }
}

/// One of the tallies of each group.
fn each<'a, T>(groups: &[&'a TeamTally], tally: fn(&TeamTally) -> &T) -> Vec<&'a T> {
    groups.iter().map(|group| tally(group)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_share_the_years_out() {
        for years in [1, 19, 20, 21, 1_000, 1_017] {
            let parts: Vec<_> = (0..GROUPS.min(years)).map(|group| part(years, group)).collect();
            assert_eq!((parts[0].start, parts.last().unwrap().end), (0, years));
            assert!(parts.windows(2).all(|pair| pair[0].end == pair[1].start));
            let sizes = || parts.iter().map(Range::len);
            assert!(sizes().max().unwrap() - sizes().min().unwrap() <= 1, "{years}");
        }
    }
}
