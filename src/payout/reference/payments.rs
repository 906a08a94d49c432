//! A component's payments: earned to date − paid before.

use super::claim::Claim;
use super::earned::Lost;
use super::number::{Number, TooLong};
use super::window::{Months, Window, period_of, windows};
use crate::money::Cents;
use crate::plan::{Pays, Period, TrueUp};

/// A payment of a component.
#[derive(Clone, Debug)]
pub(super) struct Payment {
    /// The month in which it is made.
    pub month: usize,
    /// The months whose results it is the first to pay.
    pub first_paid: Months,
    /// The windows that it covers.
    pub windows: Vec<Window>,
    pub amount: Cents,
}

impl Payment {
    /// Whether two payments belong to one window: the one's is the other's. Payments on a trailing year stand
    /// alone.
    pub fn shares_window(&self, other: &Self) -> bool {
        let window = |payment: &Self| payment.windows.last().map(|window| window.whole);
        self.month == other.month
            || (window(self) == window(other) && !self.windows.iter().any(|w| w.trailing))
    }
}

/// All payments of a component to a rep: one at the end of each period, and one in a leaver's last month.
pub(super) fn all(claim: &Claim<'_>) -> Result<Vec<Payment>, TooLong> {
    let stint = claim.rep.stint;
    let mut payments: Vec<Payment> = Vec::new();
    for month in stint.start..stint.end {
        let period = period_of(claim.component.paid, month as i64);
        if period.to != month as i64 + 1 && stint.end != month + 1 {
            continue;
        }
        let after_last = payments.last().map_or(stint.start, |last| last.month + 1);
        let mut payment = Payment {
            month,
            first_paid: Months::new(after_last, month + 1),
            windows: windows(claim.component, month),
            amount: Cents::ZERO,
        };
        payment.amount = amount(claim, &payment, &payments)?;
        payments.push(payment);
    }
    Ok(payments)
}

/// What a payment pays, given those before it.
fn amount(claim: &Claim<'_>, payment: &Payment, before: &[Payment]) -> Result<Cents, TooLong> {
    let of_window = before.iter().filter(|earlier| earlier.shares_window(payment));
    let paid_before: Cents = of_window.map(|earlier| earlier.amount).sum();
    if is_once(claim) {
        let year = period_of(Period::Year, payment.month as i64);
        let of_other_windows = before.iter().filter(|earlier| {
            year.contains(earlier.month as i64) && !earlier.shares_window(payment)
        });
        if of_other_windows.map(|earlier| earlier.amount).sum::<Cents>() > Cents::ZERO {
            return Ok(Cents::ZERO);
        }
    }
    let due = to_date(claim, payment)?.to_cents(claim.rounding)? - paid_before;
    Ok(match claim.component.true_up {
        TrueUp::Both => due,
        TrueUp::Forward => due.max(Cents::ZERO),
    })
}

/// Whether a component pays at most once a year.
fn is_once(claim: &Claim<'_>) -> bool {
    matches!(claim.component.pays, Pays::Amount { once: true, .. })
}

/// What the windows of a payment have earned up to it; of what is paid once, the first that earns it.
fn to_date(claim: &Claim<'_>, payment: &Payment) -> Result<Number, TooLong> {
    let mut sum = Number::ZERO;
    for window in &payment.windows {
        if is_once(claim) && sum.is_positive()? {
            break;
        }
        sum = sum + claim.earned(window, &Lost::new())?;
    }
    Ok(sum)
}
