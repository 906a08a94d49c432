//! Draws: an advance on pay, and how later pay gives it back.

use crate::money::{Cents, Fraction, Rounding};
use crate::plan::{Draw, DrawKind};

/// A month of a draw.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct DrawMonth {
    pub paid: Cents,
    pub recovered: Cents,
    /// Owed after the month.
    pub balance: Cents,
}

/// What a draw does in a month in which components pay `pay` after recoveries. `running` says whether the
/// draw still is paid. A minimum tops the month's pay up; an advance comes on top. It is recovered from
/// pay above the draw while it runs, and from all pay after it.
pub(super) fn draw_month(
    draw: &Draw,
    rounding: Rounding,
    running: bool,
    owed: Cents,
    pay: Cents,
) -> DrawMonth {
    let paid = match (running, draw.kind) {
        (false, _) => Cents::ZERO,
        (true, DrawKind::Minimum) => (draw.amount - pay).max(Cents::ZERO),
        (true, DrawKind::Advance) => draw.amount,
    };
    let Some(share) = draw.recovery_share else {
        return DrawMonth { paid, ..DrawMonth::default() };
    };
    let open = owed + paid;
    let above = if running { pay - draw.amount } else { pay }.max(Cents::ZERO);
    let recovered = (Fraction::from(above) * Fraction::from(share)).to_cents(rounding).min(open);
    DrawMonth { paid, recovered, balance: open - recovered }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Decimal6;

    fn months(kind: DrawKind, share: Option<i64>, pay: &[i64]) -> Vec<(i64, i64, i64)> {
        let draw =
            Draw { amount: Cents(1000), months: 3, kind, recovery_share: share.map(Decimal6) };
        let mut owed = Cents::ZERO;
        pay.iter()
            .enumerate()
            .map(|(m, pay)| {
                let month = draw_month(&draw, Rounding::HalfEven, m < 3, owed, Cents(*pay));
                owed = month.balance;
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
