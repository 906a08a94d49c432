//! Components that are active in some months only: their windows, and when they pay.
//!
//! A window is cut to its active months, from the first to the last of them. Months between that are not
//! active count nothing: no credit, no quota, no month in seat (see [`Clause::compile`] and [`of_rep`]).

use super::calendar::Presence;
use super::clause::Clause;
use super::rep::Rep;
use super::window::{Span, windows};
use crate::events::Stint;
use crate::plan::MonthSet;

impl Clause {
    /// The windows that a payment in `month` covers, as far as they are active.
    pub fn windows(&self, stint: &Stint, month: usize) -> impl Iterator<Item = Span> + use<'_> {
        let active = self.component.months;
        windows(self.component.paid, self.component.measured, stint, month).filter_map(
            move |span| if active == MonthSet::ALL { Some(span) } else { cut(active, span) },
        )
    }

    /// Whether it is active in some month from one to another, both included: a period without any pays
    /// nothing.
    pub fn is_active(&self, from: usize, to: usize) -> bool {
        let active = self.component.months;
        active == MonthSet::ALL || (from..=to).any(|month| active.contains(month % 12))
    }

    /// Whether it pays a team, whose time this is, in a month: at the end of each period that has an active
    /// month, and at the end of the time.
    pub fn pays_team_in(&self, team: &Stint, month: usize) -> bool {
        let period = self.component.paid.months();
        let ends = (month + 1).is_multiple_of(period) || month + 1 == team.end;
        let ends = ends && team.holds(month);
        let from = (month - month % period).max(team.start);
        let Some(phase) = &self.phase else {
            return ends && self.is_active(from, month);
        };
        ends && phase.pays_in(month) && self.is_active(phase.first_paid(from), month)
    }
}

/// A window's active part; none where it has none up to the payment.
fn cut(active: MonthSet, span: Span) -> Option<Span> {
    let is_active = |month: &i64| active.contains(month.rem_euclid(12) as usize);
    let from = (span.from..span.to).find(is_active)?;
    let after_last = |to: i64| (from..to).rev().find(is_active).map_or(to, |last| last + 1);
    let starts = span.from - span.from.rem_euclid(span.length);
    let length = (starts..starts + span.length).filter(is_active).count() as i64;
    Some(Span { from, to: after_last(span.to), full_to: after_last(span.full_to), length, ..span })
}

/// The rep of a component that is active in some months only: of the others, neither quota nor presence
/// counts. `presence` is memory for it.
pub(super) fn of_rep<'a>(clause: &Clause, rep: &Rep<'a>, presence: &'a mut Presence) -> Rep<'a> {
    if clause.component.months == MonthSet::ALL {
        return *rep;
    }
    let stint = (rep.whole, rep.leave);
    rep.calendar.follow_in(stint, rep.ledger.months(), clause.component.months, presence);
    Rep { presence, ..*rep }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_cut_to_its_active_months() {
        let active = MonthSet::from_numbers([4, 6, 8]).unwrap();
        let span = |from, to, full_to, length| Span {
            from,
            to,
            full_to,
            length,
            period_from: from,
            trailing: false,
        };
        for (whole, expected) in [
            (span(12, 18, 24, 12), Some((15, 18, 20, 3))),
            (span(12, 15, 24, 12), None),
            (span(3, 5, 6, 3), Some((3, 4, 6, 2))),
            // A rep who starts in May.
            (span(4, 6, 6, 3), Some((5, 6, 6, 2))),
            (span(9, 12, 12, 3), None),
        ] {
            let found = cut(active, whole).map(|s| (s.from, s.to, s.full_to, s.length));
            assert_eq!(found, expected, "{whole:?}");
        }
    }
}
