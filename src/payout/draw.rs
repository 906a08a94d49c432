//! Draws: an advance on pay, and how later pay gives it back.

use super::plan_level::Settled;
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
    draw: Draw,
    rounding: Rounding,
    /// The month from which it runs.
    first: usize,
    owed: Cents,
}

impl DrawCourse {
    pub fn new(draw: Draw, rounding: Rounding, rep: &Settled<'_>) -> Self {
        Self::from(draw, rounding, rep.first_month())
    }

    fn from(draw: Draw, rounding: Rounding, first: usize) -> Self {
        Self { draw, rounding, first, owed: Cents::ZERO }
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
        let since = month.checked_sub(self.first)?;
        let draw = &self.draw;
        let running = since < draw.months as usize;
        if !running && self.owed == Cents::ZERO {
            return None;
        }
        let paid = match (running, draw.kind) {
            (false, _) => Cents::ZERO,
            (true, DrawKind::Minimum) => (draw.amount - pay - top_up).max(Cents::ZERO),
            (true, DrawKind::Advance) => draw.amount,
        };
        let Some(share) = draw.recovery_share else {
            return Some(DrawMonth { paid, ..DrawMonth::default() });
        };
        let open = self.owed + paid;
        let recovered = match (released, draw.at_exit) {
            (Some(released), AtExit::Collected) => (pay + released).max(Cents::ZERO),
            _ if since < draw.recovery_start as usize => Cents::ZERO,
            _ => {
                let above = if running { pay - draw.amount } else { pay }.max(Cents::ZERO);
                (Fraction::from(above) * Fraction::from(share)).to_cents(self.rounding)
            }
        }
        .min(open);
        let forgiven = released.is_some() && draw.at_exit == AtExit::Forgiven;
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
        let mut course = DrawCourse::from(draw, Rounding::HalfEven, 0);
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
