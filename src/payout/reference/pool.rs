//! Pools: an amount on the result of one team or several, shared by the reps in seat.

use super::Record;
use super::change::{self, TakesUp};
use super::credit::{Crediting, pooled, within};
use super::limits::{Bearings, capped, conditioned, holds};
use super::number::{Number, TooLong};
use super::ratio;
use super::remainder::by_largest_remainder;
use super::window::{Months, Window, period_of, windows};
use crate::events::{CompanyYear, Ledger, Stint, Timeline};
use crate::money::Cents;
use crate::payout::program::TeamTerms;
use crate::plan::{Component, Measure, Pays, Plan, Split, TrueUp, When};

/// A pool while its payments are gone through.
struct Pool<'a> {
    component: &'a Component,
    amount: Cents,
    when: Option<&'a When>,
    split: Split,
    terms: &'a TeamTerms<'a>,
    timeline: Timeline,
    /// The months that it looks at.
    seen: Months,
    year: &'a CompanyYear,
    /// The ledgers of all teams whose results count.
    ledgers: Vec<&'a Ledger>,
}

/// Pays a pool to the reps of the team, window by window; `records` are theirs.
pub(super) fn pay(
    plan: &Plan,
    component: &Component,
    number: usize,
    terms: &TeamTerms<'_>,
    timeline: Timeline,
    year: &CompanyYear,
    records: &mut [Record],
) -> Result<(), TooLong> {
    let Pays::Pool { amount, when, split, scope } = &component.pays else {
        return Ok(());
    };
    let counts = |team: usize| match scope.as_slice() {
        [] => team == terms.team,
        names => names.contains(&terms.teams[team]),
    };
    let takes_up = change::takes_up(component, timeline);
    let rounding = component.phase.map_or(plan.rounding, |phase| phase.rounding);
    let teams = year.teams.iter().enumerate().filter(|(team, _)| counts(*team));
    let pool = Pool {
        component,
        amount: *amount,
        when: when.as_ref(),
        split: *split,
        terms,
        timeline,
        seen: change::seen(component, timeline),
        year,
        ledgers: teams.flat_map(|(_, team)| &team.seats).map(|seat| &seat.ledger).collect(),
    };
    // By rep, what was paid for the window that is being paid.
    let mut before = vec![Cents::ZERO; records.len()];
    let mut last_window = None;
    for month in timeline.first()..timeline.months() {
        let period = period_of(component.paid, month as i64).and(pool.seen);
        let unpaid = takes_up.filter(|takes_up| takes_up.is_first(period)).map(|t| t.unpaid);
        let due = Months { from: unpaid.unwrap_or(period.from).min(period.from), ..period };
        let has_active = due.each().any(|month| pool.is_active(month));
        let pays = change::pays_in(component, timeline, month as i64);
        if period.to != month as i64 + 1 || !has_active || !pays {
            continue;
        }
        let mut earned = Number::ZERO;
        let mut paid_now = Cents::ZERO;
        let windows: Vec<Window> =
            windows(component, month).into_iter().filter_map(|w| pool.active_part(w)).collect();
        let first = windows.first().map(|first| if first.trailing { period } else { first.so_far });
        for window in windows {
            if last_window != Some(window.whole) || window.trailing {
                for (before, record) in before.iter_mut().zip(records.iter()) {
                    *before = taken_over(takes_up, first, record);
                }
                last_window = Some(window.whole);
            }
            earned = earned + pool.earned(&window)?;
            let paid_before: Cents = before.iter().copied().sum();
            let due = earned.to_cents(rounding)? - paid_now - paid_before;
            let shares = pool.shared(due, &window, &before, records)?;
            paid_now += shares.iter().copied().sum();
            for (rep, share) in shares.into_iter().enumerate() {
                before[rep] += share;
                records[rep].paid[number][month] += share;
            }
        }
    }
    Ok(())
}

impl Pool<'_> {
    fn is_active(&self, month: i64) -> bool {
        self.seen.contains(month) && self.in_its_months(month)
    }

    fn in_its_months(&self, month: i64) -> bool {
        self.component.months.contains(month.rem_euclid(12) as usize)
    }

    /// A window with its months so far from the first active one to the last; none without any.
    fn active_part(&self, mut window: Window) -> Option<Window> {
        let active = |month: &i64| self.is_active(*month);
        let first = window.so_far.each().find(active)?;
        let last = window.so_far.each().filter(active).last()?;
        window.so_far = Months { from: first, to: last + 1 };
        Some(window)
    }

    fn active_months(&self, months: Months) -> Number {
        Number::whole(months.each().filter(|month| self.is_active(*month)).count() as i64)
    }

    /// The share of a window, or of a trailing year, that a payment is for: all of it, but where a change of plan
    /// cuts it; of a trailing year the payment's own period.
    fn share(&self, window: &Window) -> Number {
        let months = if window.trailing { window.period } else { window.whole };
        let all = window.whole.each().filter(|month| self.in_its_months(*month)).count() as i64;
        self.active_months(months) / Number::whole(all)
    }

    /// What the window has earned for the reps together. Of a trailing year a payment pays its period's share.
    fn earned(&self, window: &Window) -> Result<Number, TooLong> {
        let held = match self.when {
            Some(when) => holds(when, self.result(&when.measure, window))?,
            None => true,
        };
        let share = self.share(window);
        let pay = if held { Number::from(self.amount) * share } else { Number::ZERO };
        let result = |measure: &Measure| self.result(measure, window);
        // A pool has no target of which a share could cap it: `check` refuses that.
        let bearings = Bearings { result: &result, share, target: Number::ZERO };
        let pay = capped(self.component, conditioned(self.component, pay, &bearings)?, &bearings);
        let months = |months| self.active_months(months);
        Ok(pay * change::part(self.component, self.timeline, window, months))
    }

    /// The common result of the teams.
    fn result(&self, measure: &Measure, window: &Window) -> Option<Number> {
        let months = |ledger: &Ledger| match measure {
            Measure::Ratio(ratio) if window.trailing => {
                ratio::with_the_book(*ratio, ledger, window.so_far)
            }
            _ => window.so_far,
        };
        let ledgers = self.ledgers.iter().map(|ledger| (*ledger, months(ledger)));
        pooled(&within(measure, self.component.months), self.terms.names, ledgers).value()
    }

    /// What each rep gets or gives of an amount. What is due is shared among those in seat in the window's
    /// last month; what the window lost again goes back from where it went, or waits.
    fn shared(
        &self,
        due: Cents,
        window: &Window,
        before: &[Cents],
        records: &[Record],
    ) -> Result<Vec<Cents>, TooLong> {
        if due >= Cents::ZERO {
            let weights = self.weights(window, records)?;
            return by_largest_remainder(due, &weights);
        }
        match self.component.true_up {
            TrueUp::Forward => Ok(vec![Cents::ZERO; records.len()]),
            TrueUp::Both => {
                let weights: Vec<Number> = before.iter().map(|paid| (*paid).into()).collect();
                by_largest_remainder(due, &weights)
            }
        }
    }

    /// By rep, the weight in the split: 0 for those not in seat in the window's last month.
    fn weights(&self, window: &Window, records: &[Record]) -> Result<Vec<Number>, TooLong> {
        let seats = &self.year.teams[self.terms.team].seats;
        let in_seat = |record: &Record| {
            seats[record.seat].stints[record.stint].holds((window.so_far.to - 1) as usize)
        };
        let alike = || {
            let one = |record| if in_seat(record) { Number::ONE } else { Number::ZERO };
            records.iter().map(one).collect()
        };
        let own_measure = self.component.measure.as_ref().or(self.when.map(|when| &when.measure));
        let (Split::ProRata, Some(own_measure)) = (self.split, own_measure) else {
            return Ok(alike());
        };
        let Measure::Sum { terms, .. } = within(own_measure, self.component.months) else {
            return Ok(alike());
        };
        let crediting = Crediting {
            refunds: self.component.refunds,
            ..Crediting::of(&terms, self.terms.names)
        };
        let own = |record: &Record| {
            if !in_seat(record) {
                return Number::ZERO;
            }
            let seat = &seats[record.seat];
            let months = months_of(&seat.stints[record.stint], window.so_far);
            crediting.over(&seat.ledger, months).at_least(Number::ZERO)
        };
        let weights: Vec<Number> = records.iter().map(own).collect();
        let nobody = !weights.iter().copied().sum::<Number>().is_positive()?;
        Ok(if nobody { alike() } else { weights })
    }
}

/// What the component of another plan paid a rep for windows that the pool goes on with, of which this is the
/// first.
fn taken_over(takes_up: Option<TakesUp>, first: Option<Months>, record: &Record) -> Cents {
    let (Some(takes_up), Some(first)) = (takes_up, first) else {
        return Cents::ZERO;
    };
    let paid = takes_up.old.map_or(&[][..], |old| &record.paid[old]);
    takes_up.paid(first, paid).unwrap_or_default()
}

/// The months that a rep held the seat.
fn months_of(stint: &Stint, months: Months) -> Months {
    Months { from: months.from.max(stint.start as i64), to: months.to.min(stint.end as i64) }
}
