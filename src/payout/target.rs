//! Target pay of a component, by window.

use super::clause::Clause;
use super::rep::Rep;
use super::window::Span;
use crate::money::{Decimal6, Fraction};
use crate::plan::{Against, Target};

impl Clause {
    /// Target pay a year, in cents.
    pub(super) fn yearly_target(&self, rep: &Rep<'_>) -> Fraction {
        match self.component.target {
            Target::Weight(_) => Fraction::from(rep.target_incentive) * self.weight,
            Target::Yearly(target) => Fraction::from(target),
        }
    }

    /// Target pay of the window in cents: of the months in seat, and of the window so far where results
    /// are held against the quota to date (by the quota's calendar, or by months where there is none).
    #[inline]
    pub(super) fn target(&self, rep: &Rep<'_>, span: &Span) -> Fraction {
        if span.trailing {
            return self.target_over(rep, span.period_from, span.to);
        }
        let window = self.target_over(rep, span.from, span.full_to);
        match (self.component.against, self.component.quota) {
            (Against::Full, _) => window,
            (Against::ToDate, None) => self.target_over(rep, span.from, span.to),
            (Against::ToDate, Some(_)) => {
                let so_far = rep.presence.quota_share(span.from, span.to);
                let share = so_far.over(rep.presence.quota_share(span.from, span.full_to));
                share.map_or(Fraction::ZERO, |share| window * share)
            }
        }
    }

    /// Target pay of the months in seat among `from..to`, in cents.
    fn target_over(&self, rep: &Rep<'_>, from: i64, to: i64) -> Fraction {
        let yearly = self.yearly_target(rep);
        let part = |yearly: Fraction, months: i64| {
            yearly * Fraction::new(months.into(), 12).unwrap_or(Fraction::ZERO)
        };
        let months = rep.presence.months(from, to);
        let Some((weight, first)) = self.of_new_hires.filter(|_| rep.whole.newly_hired) else {
            return part(yearly, months);
        };
        let end_of_ramp = rep.whole.start as i64 + first;
        let in_ramp = rep.presence.months(from, to.min(end_of_ramp).max(from));
        let of_new_hire = Fraction::from(rep.target_incentive) * weight;
        part(of_new_hire, in_ramp) + part(yearly, months - in_ramp)
    }

    /// Gives new hires another weight in their first months.
    pub(super) fn weigh_for_new_hires(&mut self, weight: Decimal6, months: u32) {
        self.of_new_hires = Some((Fraction::from(weight), months.into()));
        // Its target is no longer the same for all reps with the same months.
        self.plain_retention = false;
    }
}
