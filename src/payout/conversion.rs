//! Pay by rates on results in another currency than that of pay.

use super::rep::Rep;
use super::window::Span;
use crate::money::{Decimal6, Fraction};
use crate::plan::Period;

/// What a window's rates have earned so far, in both currencies.
///
/// What a payment adds is converted at the rate of its month, so that later rates do not touch what was paid
/// before: V = V before + (R − R before) × rate, R being what the tiers pay on the window's result in the
/// currency of sales. V goes on to gate, multiplier, floor, cap and the one rounding.
#[derive(Clone, Copy, Debug)]
pub(super) struct Converted {
    /// The window's first month.
    window: i64,
    /// In the currency of sales.
    earned: Fraction,
    /// In the currency of pay.
    converted: Fraction,
}

impl Converted {
    /// What the window has earned with a payment, in the currency of pay.
    pub fn with(
        before: &mut Option<Self>,
        earned: Fraction,
        rep: &Rep<'_>,
        span: &Span,
        paid: Period,
    ) -> Fraction {
        let Some(rates) = rep.exchange else {
            return earned;
        };
        let last = *before;
        let (earned_before, converted_before) = last
            .filter(|last| last.window == span.from && !span.trailing)
            .map_or((Fraction::ZERO, Fraction::ZERO), |last| (last.earned, last.converted));
        let rate = rate_in(rates, payment_month(rep, span, paid));
        let converted = (converted_before + (earned - earned_before) * rate).reduced();
        *before = Some(Self { window: span.from, earned: earned.reduced(), converted });
        converted
    }
}

/// The month of the timeline in which a span is paid: the last of its payment period, or the rep's last.
fn payment_month(rep: &Rep<'_>, span: &Span, paid: Period) -> usize {
    let last = (span.to - 1).max(0) as usize;
    let period_end = last - last % paid.months() + paid.months() - 1;
    period_end.min(rep.stint.end - 1)
}

/// The rate of a month of the timeline.
pub(super) fn rate_in(rates: &[Decimal6; 12], month: usize) -> Fraction {
    Fraction::from(rates[month % 12])
}
