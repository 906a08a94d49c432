//! Contests: prizes for the best of the team.

use std::cmp::Ordering;

use super::Record;
use super::claim::Claim;
use super::earned::Lost;
use super::number::{Number, TooLong};
use super::remainder::by_largest_remainder;
use super::window::{Window, period_of, windows};
use crate::events::Timeline;
use crate::money::Cents;
use crate::plan::{Component, Contest, Measure, Ties};

/// Pays a contest to the reps of a team, whose claims and records these are.
pub(super) fn pay(
    contest: &Contest,
    number: usize,
    timeline: Timeline,
    claims: &[Claim<'_>],
    records: &mut [Record],
) -> Result<(), TooLong> {
    let Some(component) = claims.first().map(|claim| claim.component) else {
        return Ok(());
    };
    let is_active = |month: &i64| component.months.contains(month.rem_euclid(12) as usize);
    for month in timeline.first()..timeline.months() {
        if period_of(component.paid, month as i64).to != month as i64 + 1 {
            continue;
        }
        for window in windows(component, month) {
            // A window ends with its last active month.
            let Some(last) = window.so_far.each().filter(is_active).last() else {
                continue;
            };
            for (rep, prize) in prizes(contest, component, &window, last, claims)? {
                records[rep].paid[number][month] += prize;
            }
        }
    }
    Ok(())
}

/// The prizes of a window, each with the number of the rep who wins it.
fn prizes(
    contest: &Contest,
    component: &Component,
    window: &Window,
    last: i64,
    claims: &[Claim<'_>],
) -> Result<Vec<(usize, Cents)>, TooLong> {
    let is_sum = component.measure.as_ref().is_some_and(Measure::is_additive);
    let mut ranked: Vec<(usize, Number)> = Vec::new();
    for (rep, claim) in claims.iter().enumerate().filter(|(_, claim)| claim.rep.holds(last)) {
        let Some(result) = claim.counted(window, &Lost::new()) else {
            continue;
        };
        let is_ranked = match contest.at_least {
            Some(least) => result.reaches(least.into())?,
            None => !is_sum || result.is_positive()?,
        };
        if is_ranked {
            ranked.push((rep, result));
        }
    }
    let mut won = Vec::new();
    for (rep, result) in &ranked {
        let (mut better, mut equal) = (0, Vec::new());
        for (other, theirs) in &ranked {
            match theirs.compare(*result)? {
                Ordering::Greater => better += 1,
                Ordering::Equal => equal.push(*other),
                Ordering::Less => {}
            }
        }
        let of_ranks = contest.prizes.iter().skip(better).take(equal.len());
        let prize = match contest.ties {
            Ties::All => of_ranks.copied().next().unwrap_or(Cents::ZERO),
            Ties::Share => {
                let alike = vec![Number::ONE; equal.len()];
                let shares = by_largest_remainder(of_ranks.copied().sum(), &alike)?;
                let mine = equal.iter().position(|other| other == rep);
                mine.map_or(Cents::ZERO, |place| shares[place])
            }
        };
        won.push((*rep, prize));
    }
    Ok(won)
}
