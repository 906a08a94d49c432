//! The run over the years: draw, pay, tally.

use std::ops::Range;

use rayon::prelude::*;

use super::rep_year::RepYear;
use super::shape::{Curve, Near, Resets};
use super::strength::Strength;
use super::subject::{Seen, Subject, Tally};
use super::timing::Timing;
use super::{Alignment, Figure, shape};
use crate::events::CompanyYear;
use crate::payout::TeamPay;
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
    let subjects: Vec<Subject<'_>> =
        teams.map(|(number, plan)| Subject { model, plan, number }).collect();
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
        let curves: Vec<&Curve> = tallies.iter().map(|tally| &tally.curve).collect();
        found.profile.extend(Curve::rows(&curves, subject));
        let timing: Vec<&Timing> = tallies.iter().map(|tally| &tally.timing).collect();
        found.timing.extend(Timing::rows(&timing, subject));
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
    reps: Vec<RepYear>,
}

/// What is counted of a team.
struct TeamTally {
    strength: Strength,
    near: Near,
    curve: Curve,
    resets: Resets,
    timing: Timing,
}

fn tallies(subjects: &[Subject<'_>]) -> Vec<TeamTally> {
    subjects.iter().map(TeamTally::new).collect()
}

fn tally(subjects: &[Subject<'_>], numbers: Range<usize>, desk: &mut Desk) -> Vec<TeamTally> {
    let mut tallies = tallies(subjects);
    for number in numbers {
        let number = number as u64;
        for (subject, tally) in subjects.iter().zip(&mut tallies) {
            // The year is one for all teams.
            if subject.number == 0 {
                subject.model.simulator.draw(number, &mut desk.year);
            }
            let Desk { year, pay, reps } = desk;
            subject.program().pay(&subject.team().seats, year, pay, None);
            RepYear::read(subject, year, pay, reps);
            tally.add(&Seen { subject: *subject, number, year, pay, reps });
        }
    }
    tallies
}

impl TeamTally {
    fn new(subject: &Subject<'_>) -> Self {
        Self {
            strength: Strength::new(subject),
            near: Near::new(subject),
            curve: Curve::new(subject),
            resets: Resets::new(subject),
            timing: Timing::new(subject),
        }
    }

    fn add(&mut self, seen: &Seen<'_>) {
        self.strength.add(seen);
        self.near.add(seen);
        self.curve.add(seen);
        self.resets.add(seen);
        self.timing.add(seen);
    }

    fn merge(&mut self, later: Self) {
        self.strength.merge(later.strength);
        self.near.merge(later.near);
        self.curve.merge(later.curve);
        self.resets.merge(later.resets);
        self.timing.merge(later.timing);
    }

    /// The figures, in the order of [`super::definitions`].
    fn figures(groups: &[&Self], subject: &Subject<'_>) -> Vec<Figure> {
        let strength: Vec<&Strength> = groups.iter().map(|group| &group.strength).collect();
        let near: Vec<&Near> = groups.iter().map(|group| &group.near).collect();
        let curve: Vec<&Curve> = groups.iter().map(|group| &group.curve).collect();
        let resets: Vec<&Resets> = groups.iter().map(|group| &group.resets).collect();
        let timing: Vec<&Timing> = groups.iter().map(|group| &group.timing).collect();
        let mut figures = Strength::figures(&strength, subject);
        figures.extend(shape::in_order(
            Near::figures(&near, subject),
            Curve::figures(&curve, subject),
            Resets::figures(&resets, subject),
        ));
        figures.extend(Timing::figures(&timing, subject));
        figures
    }
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
