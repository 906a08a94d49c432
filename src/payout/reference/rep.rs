//! A rep: months in seat, quota by season and ramp.

use super::number::Number;
use super::window::Months;
use crate::events::{Ledger, Stint};
use crate::money::{Cents, Decimal6};
use crate::payout::program::TeamTerms;
use crate::plan::MonthSet;

/// A rep with the terms of the team.
#[derive(Clone, Copy)]
pub(super) struct Rep<'a> {
    pub stint: &'a Stint,
    /// What happened in the rep's seat, also before and after the rep held it.
    pub ledger: &'a Ledger,
    pub terms: &'a TeamTerms<'a>,
    /// A year.
    pub target_incentive: Cents,
    /// Share of the quota that counts, by month of tenure of a new hire; all of it beyond.
    pub quota_ramp: &'a [Decimal6],
    /// Months in which the rep is away and whose quota does not count.
    pub away: Months,
    /// The months of the year that count for the component that is looked at.
    pub active: MonthSet,
    /// The months that the component looks at, where a change of plan limits them.
    pub seen: Months,
}

impl Rep<'_> {
    /// Whether the rep holds the seat in a month. One who was not newly hired was there before the timeline
    /// began, too.
    pub fn in_seat(&self, month: i64) -> bool {
        let started = !self.stint.newly_hired || month >= self.stint.start as i64;
        started && month < self.stint.end as i64
    }

    /// Whether the rep holds the seat in a month of the timeline that the component looks at.
    pub fn holds(&self, month: i64) -> bool {
        self.seen.contains(month)
            && usize::try_from(month).is_ok_and(|month| self.stint.holds(month))
    }

    /// Whether a month counts: the rep holds the seat and the component is active.
    pub fn counts(&self, month: i64) -> bool {
        self.in_seat(month) && self.is_active(month) && self.seen.contains(month)
    }

    fn is_active(&self, month: i64) -> bool {
        self.active.contains(month.rem_euclid(12) as usize)
    }

    /// How many of some months the component is active in, whoever is in seat.
    pub fn active_months(&self, months: Months) -> Number {
        Number::whole(months.each().filter(|month| self.is_active(*month)).count() as i64)
    }

    /// Those of some months that are the rep's own, from the first active one to the last.
    pub fn own(&self, months: Months) -> Months {
        let mut own = months.and(self.seen);
        if self.stint.newly_hired {
            own.from = own.from.max(self.stint.start as i64);
        }
        own.to = own.to.min(self.stint.end as i64);
        while own.from < own.to && !self.is_active(own.from) {
            own.from += 1;
        }
        while own.from < own.to && !self.is_active(own.to - 1) {
            own.to -= 1;
        }
        own
    }

    /// How many of some months count.
    pub fn months_in_seat(&self, months: Months) -> Number {
        Number::whole(months.each().filter(|month| self.counts(*month)).count() as i64)
    }

    /// What a yearly amount comes to in the months in seat.
    pub fn of_year(&self, yearly: Number, months: Months) -> Number {
        yearly * self.months_in_seat(months) / Number::whole(12)
    }

    /// The share of the yearly quota that falls into some months: each has its season's weight, of a new
    /// hire only the share that the ramp leaves in that month of tenure.
    pub fn quota_share(&self, months: Months) -> Number {
        let season =
            |month: i64| Number::from(self.terms.seasonality[month.rem_euclid(12) as usize]);
        let ramp = |month: i64| {
            let tenure = (month - self.stint.start as i64) as usize;
            let ramped = self.quota_ramp.get(tenure).filter(|_| self.stint.newly_hired);
            ramped.map_or(Number::ONE, |share| Number::from(*share))
        };
        let mine: Number = months
            .each()
            .filter(|month| self.counts(*month) && !self.away.contains(*month))
            .map(|month| season(month) * ramp(month))
            .sum();
        mine / (0..12).map(season).sum()
    }

    /// What of a yearly quota falls into some months.
    pub fn quota_of(&self, yearly: Number, months: Months) -> Number {
        yearly * self.quota_share(months)
    }

    /// What of the rep's own yearly quota falls into some months: of each month what is in force in it.
    pub fn own_quota_of(&self, months: Months) -> Number {
        let month = |month: i64| {
            let alone = Months { from: month, to: month + 1 };
            self.quota_of(self.own_quota_in(month), alone)
        };
        if self.stint.new_quota.is_none() {
            return self.quota_of(self.stint.quota.into(), months);
        }
        months.each().map(month).sum()
    }

    /// The rep's own yearly quota, unramped, in a month.
    pub fn own_quota_in(&self, month: i64) -> Number {
        match self.stint.new_quota {
            Some(new) if new.from as i64 <= month => new.yearly.into(),
            _ => self.stint.quota.into(),
        }
    }
}
