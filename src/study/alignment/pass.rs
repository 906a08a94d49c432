//! The run over the years: draw, pay, tally.

use std::ops::Range;

use rayon::prelude::*;

use super::rep_year::RepYear;
use super::retention::Retention;
use super::strength::Strength;
use super::subject::{Seen, Subject, Tally};
use super::{Alignment, Figure};
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
    let of_team = |(team, subject): (usize, &Subject<'_>)| {
        let tallies: Vec<&TeamTally> = groups.iter().map(|group| &group[team]).collect();
        TeamTally::figures(&tallies, subject)
    };
    let figures = subjects.iter().enumerate().flat_map(of_team).collect();
    Ok(Alignment { years, figures })
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
    retention: Retention,
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
        Self { strength: Strength::new(subject), retention: Retention::new(subject) }
    }

    fn add(&mut self, seen: &Seen<'_>) {
        self.strength.add(seen);
        self.retention.add(seen);
    }

    fn merge(&mut self, later: Self) {
        self.strength.merge(later.strength);
        self.retention.merge(later.retention);
    }

    /// The figures, in the order of [`super::definitions`].
    fn figures(groups: &[&Self], subject: &Subject<'_>) -> Vec<Figure> {
        let strength: Vec<&Strength> = groups.iter().map(|group| &group.strength).collect();
        let retention: Vec<&Retention> = groups.iter().map(|group| &group.retention).collect();
        let mut figures = Strength::figures(&strength, subject);
        figures.extend(Retention::figures(&retention, subject));
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
