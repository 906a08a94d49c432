//! Contests: prizes for the best of the team.

use std::cmp::Ordering;

use super::Record;
use super::change;
use super::claim::Claim;
use super::earned::Lost;
use super::number::{Number, TooLong};
use super::remainder::by_largest_remainder;
use super::window::{Months, Window, period_of, windows};
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
    let in_its_months = |month: &i64| component.months.contains(month.rem_euclid(12) as usize);
    let seen = change::seen(component, timeline);
    let is_active = |month: &i64| seen.contains(*month) && in_its_months(month);
    let takes_up = change::takes_up(component, timeline);
    for month in timeline.first()..timeline.months() {
        let period = period_of(component.paid, month as i64).and(seen);
        let pays = change::pays_in(component, timeline, month as i64);
        if period.to != month as i64 + 1 || !pays {
            continue;
        }
        let mut first = None;
        let mut won = vec![Cents::ZERO; records.len()];
        for window in windows(component, month) {
            // A window ends with its last active month.
            let Some(last) = window.so_far.each().filter(is_active).last() else {
                continue;
            };
            first = first.or(window.so_far.each().find(is_active));
            let active = |months: Months| months.each().filter(is_active).count() as i64;
            let all = window.whole.each().filter(in_its_months).count() as i64;
            let counted = |months| Number::whole(active(months));
            let part = change::part(component, timeline, &window, counted);
            let part = part * Number::whole(active(window.whole)) / Number::whole(all);
            let of_prize =
                |prize: &Cents| (Number::from(*prize) * part).to_cents(claims[0].rounding());
            let prizes =
                contest.prizes.iter().map(of_prize).collect::<Result<Vec<_>, TooLong>>()?;
            let contest = Contest { prizes, ..contest.clone() };
            for (rep, prize) in winners(&contest, component, &window, last, claims)? {
                won[rep] += prize;
            }
        }
        for (record, won) in records.iter_mut().zip(won) {
            // What the component of another plan paid for the first of these windows is paid before.
            let before = takes_up.zip(first).and_then(|(takes_up, first)| {
                let paid = takes_up.old.map_or(&[][..], |old| &record.paid[old]);
                takes_up.paid(Months { from: first, to: month as i64 + 1 }, paid)
            });
            record.paid[number][month] = (won - before.unwrap_or_default()).max(Cents::ZERO);
        }
    }
    Ok(())
}

/// The prizes of a window, each with the number of the rep who wins it.
fn winners(
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
