//! Draws: an advance on pay, and how later pay gives it back.

use crate::money::{Cents, Fraction, Rounding};
use crate::plan::{AtExit, Draw, DrawKind};

/// A month of a draw.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct DrawMonth {
    pub paid: Cents,
    pub recovered: Cents,
    /// Owed after the month.
    pub balance: Cents,
}

/// A draw on its way through a rep's months.
#[derive(Clone, Copy, Debug)]
pub(super) struct DrawCourse {
    /// What is paid, from a month on; none where the plan in force pays none.
    paying: Option<(Draw, usize)>,
    /// By which terms what is owed is recovered; none where nothing ever is.
    recovering: Option<(Draw, usize)>,
    rounding: Rounding,
    owed: Cents,
}

impl DrawCourse {
    /// Of a plan, if it has one, that runs from month `first` on.
    pub fn new(draw: Option<Draw>, rounding: Rounding, first: usize) -> Self {
        let paying = draw.map(|draw| (draw, first));
        let recovering = paying.filter(|(draw, _)| draw.recovery_share.is_some());
        Self { paying, recovering, rounding, owed: Cents::ZERO }
    }

    /// Goes on by another plan: what is owed stays owed, and where that plan has no draw that is recovered,
    /// the terms go on by which it is owed.
    pub fn change(&mut self, draw: Option<Draw>, rounding: Rounding, first: usize) {
        let new = Self::new(draw, rounding, first);
        *self = Self { owed: self.owed, recovering: new.recovering.or(self.recovering), ..new };
    }

    /// Whether anything is ever owed.
    pub fn is_recovered(&self) -> bool {
        self.recovering.is_some()
    }

    /// What it does in a month in which components pay `pay` after recoveries and cap, and a guarantee
    /// `top_up`; none where it does not run and nothing is owed. `released` is there in a leaver's last
    /// month: what was held back and is paid now.
    pub fn month(
        &mut self,
        month: usize,
        pay: Cents,
        top_up: Cents,
        released: Option<Cents>,
    ) -> Option<DrawMonth> {
        let runs = |(draw, first): &(Draw, usize)| {
            month.checked_sub(*first).is_some_and(|since| since < draw.months as usize)
        };
        let running = self.paying.filter(runs).map(|(draw, _)| draw);
        if running.is_none() && self.owed == Cents::ZERO {
            return None;
        }
        let paid = running.map_or(Cents::ZERO, |draw| match draw.kind {
            DrawKind::Minimum => (draw.amount - pay - top_up).max(Cents::ZERO),
            DrawKind::Advance => draw.amount,
        });
        let Some((terms, share, first)) =
            self.recovering.and_then(|(draw, first)| Some((draw, draw.recovery_share?, first)))
        else {
            return Some(DrawMonth { paid, ..DrawMonth::default() });
        };
        // A gift is not owed, also while what an earlier plan paid is.
        let is_gift = running.is_some_and(|draw| draw.recovery_share.is_none());
        let open = if is_gift { self.owed } else { self.owed + paid };
        let recovered = match (released, terms.at_exit) {
            (Some(released), AtExit::Collected) => (pay + released).max(Cents::ZERO),
            _ if month < first + terms.recovery_start as usize => Cents::ZERO,
            _ => {
                let above = pay - running.map_or(Cents::ZERO, |draw| draw.amount);
                let above = above.max(Cents::ZERO);
                (Fraction::from(above) * Fraction::from(share)).to_cents(self.rounding)
            }
        }
        .min(open);
        let forgiven = released.is_some() && terms.at_exit == AtExit::Forgiven;
        self.owed = if forgiven { Cents::ZERO } else { open - recovered };
        Some(DrawMonth { paid, recovered, balance: self.owed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Decimal6;

    fn months(kind: DrawKind, share: Option<i64>, pay: &[i64]) -> Vec<(i64, i64, i64)> {
        let draw = Draw {
            amount: Cents(1000),
            months: 3,
            kind,
            recovery_share: share.map(Decimal6),
            recovery_start: 0,
            at_exit: AtExit::Owed,
        };
        let mut course = DrawCourse::new(Some(draw), Rounding::HalfEven, 0);
        pay.iter()
            .enumerate()
            .map(|(m, pay)| {
                let month = course.month(m, Cents(*pay), Cents::ZERO, None).unwrap_or_default();
                (month.paid.0, month.recovered.0, month.balance.0)
            })
            .collect()
    }

    /// A draw of 1,000 a month as recoverable minimum with earnings 500, 700, 400: paid 1,000 each,
    /// balance owed 500, 800, 1,400.
    #[test]
    fn recoverable_minimum() {
        assert_eq!(
            months(DrawKind::Minimum, Some(1_000_000), &[500, 700, 400, 1600]),
            [(500, 0, 500), (300, 0, 800), (600, 0, 1400), (0, 1400, 0)]
        );
        assert_eq!(
            months(DrawKind::Minimum, Some(500_000), &[500, 1700, 1000, 300]),
            [(500, 0, 500), (0, 350, 150), (0, 0, 150), (0, 150, 0)]
        );
    }

    #[test]
    fn a_gift_leaves_no_balance() {
        assert_eq!(
            months(DrawKind::Minimum, None, &[500, 700, 400, 1600]),
            [(500, 0, 0), (300, 0, 0), (600, 0, 0), (0, 0, 0)]
        );
    }

    #[test]
    fn advance_comes_on_top() {
        assert_eq!(
            months(DrawKind::Advance, Some(1_000_000), &[0, 1500, 0, 4000]),
            [(1000, 0, 1000), (1000, 500, 1500), (1000, 0, 2500), (0, 2500, 0)]
        );
    }
}
