//! How a rep's yearly quota spreads over the months: season, then ramp, then months in seat.

use crate::company::Leave;
use crate::events::Stint;
use crate::money::{Cents, Decimal6, Fraction};
use crate::plan::MonthSet;

/// A team's season and ramp in whole numbers.
#[derive(Clone, Debug)]
pub(super) struct Calendar {
    /// By calendar month.
    weights: [i64; 12],
    /// By month of tenure; `full` beyond.
    ramp: Vec<i64>,
    full: i64,
}

/// A rep's quota and presence, summed up to each month so that any span is a difference.
#[derive(Clone, Debug, Default)]
pub(super) struct Presence {
    /// Units of quota before month t, at `t + LEAD`.
    quota: Vec<i64>,
    /// Months in seat before month t, at `t + LEAD`.
    months: Vec<i64>,
    /// Units of a full year.
    year: i64,
}

/// Months before the timeline that a trailing year can reach back to.
const LEAD: i64 = 12;

impl Calendar {
    /// From a team's weights (any sum) and its quota ramp.
    pub fn new(seasonality: &[Decimal6; 12], ramp: &[Decimal6]) -> Self {
        let mut weights = seasonality.map(|w| w.0);
        let common = weights.iter().copied().fold(0, gcd).max(1);
        weights = weights.map(|w| w / common);
        let shared = ramp.iter().map(|r| r.0).fold(1_000_000, gcd);
        Self {
            weights,
            ramp: ramp.iter().map(|r| r.0 / shared).collect(),
            full: 1_000_000 / shared,
        }
    }

    /// Whether a rep is in seat all along, fully ramped and never away, as most are.
    pub fn is_standard(&self, stint: &Stint, leave: Option<Leave>, months: usize) -> bool {
        !stint.newly_hired && stint.end == months && leave.is_none()
    }

    /// Of a rep who is in seat all along.
    pub fn standard(&self, months: usize) -> Presence {
        let always = Stint {
            start: 0,
            end: months,
            newly_hired: false,
            quota: Cents::ZERO,
            attainment: 1.0,
            number: 0,
        };
        let mut presence = Presence::default();
        self.follow(&always, None, months, &mut presence);
        presence
    }

    /// Sums up a rep's quota and presence over a timeline. A rep who has been there for long was there
    /// before it began, too. The quota of months of leave, in the plan year, does not count.
    pub fn follow(
        &self,
        stint: &Stint,
        leave: Option<Leave>,
        months: usize,
        presence: &mut Presence,
    ) {
        self.follow_in((stint, leave), months, MonthSet::ALL, presence);
    }

    /// The same of these months of the year alone.
    pub fn follow_in(
        &self,
        (stint, leave): (&Stint, Option<Leave>),
        months: usize,
        active: MonthSet,
        presence: &mut Presence,
    ) {
        let plan_year = months.saturating_sub(12) as i64;
        let is_away = |t: i64| {
            let month = usize::try_from(t - plan_year);
            leave.is_some_and(|leave| month.is_ok_and(|month| leave.holds(month)))
        };
        presence.year = self.weights.iter().sum::<i64>() * self.full;
        presence.quota.clear();
        presence.months.clear();
        let (mut quota, mut in_seat) = (0, 0);
        for t in -LEAD..=months as i64 {
            presence.quota.push(quota);
            presence.months.push(in_seat);
            let from = if stint.newly_hired { stint.start as i64 } else { -LEAD };
            if t < from || t >= stint.end as i64 {
                continue;
            }
            let ramp = if stint.newly_hired {
                self.ramp.get((t - from) as usize).copied().unwrap_or(self.full)
            } else {
                self.full
            };
            let month = t.rem_euclid(12) as usize;
            if active.contains(month) {
                if !is_away(t) {
                    quota += self.weights[month] * ramp;
                }
                in_seat += 1;
            }
        }
    }
}

impl Presence {
    /// The share of the yearly quota that falls into months `from..to`.
    #[inline]
    pub fn quota_share(&self, from: i64, to: i64) -> Fraction {
        let units = self.quota_units(from, to);
        if units == self.year {
            return Fraction::ONE;
        }
        Fraction::new(i128::from(units), i128::from(self.year)).unwrap_or(Fraction::ZERO).reduced()
    }

    /// The same in units of the calendar: reps of one team with as many have the same share.
    #[inline]
    pub fn quota_units(&self, from: i64, to: i64) -> i64 {
        self.at(&self.quota, to) - self.at(&self.quota, from)
    }

    /// Months in seat among `from..to`.
    #[inline]
    pub fn months(&self, from: i64, to: i64) -> i64 {
        self.at(&self.months, to) - self.at(&self.months, from)
    }

    #[inline]
    fn at(&self, sums: &[i64], month: i64) -> i64 {
        let place = (month + LEAD).clamp(0, sums.len() as i64 - 1) as usize;
        sums.get(place).copied().unwrap_or(0)
    }
}

fn gcd(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
