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

/// The months in which a component pays a rep: the last of each period with an active month, and a leaver's
/// last.
pub(super) fn due(claim: &Claim<'_>) -> impl Iterator<Item = usize> {
    let stint = claim.rep.stint;
    let leaves = stint.end < claim.timeline.months();
    let forfeits = leaves && claim.plan.exit.is_some_and(|exit| exit.forfeits);
    (stint.start..stint.end).filter(move |month| {
        let period = period_of(claim.component.paid, *month as i64);
        let in_seat = Months { from: period.from.max(stint.start as i64), to: *month as i64 + 1 };
        let settles = stint.end == month + 1 && !forfeits;
        let ends = period.to == *month as i64 + 1 || settles;
        ends && !claim.rep.active_months(in_seat).is_zero()
    })
}

/// All payments of a component to a rep.
pub(super) fn all(claim: &Claim<'_>) -> Result<Vec<Payment>, TooLong> {
    let stint = claim.rep.stint;
    let mut payments: Vec<Payment> = Vec::new();
    for month in due(claim) {
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
    let due = to_date(claim, payment, before)?.to_cents(claim.plan.rounding)? - paid_before;
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
fn to_date(claim: &Claim<'_>, payment: &Payment, before: &[Payment]) -> Result<Number, TooLong> {
    let mut sum = Number::ZERO;
    let mut carried = carried_into(claim, payment, before)?;
    for window in &payment.windows {
        if is_once(claim) && sum.is_positive()? {
            break;
        }
        let earned = claim.earned(window, &Lost::new(), carried)?;
        sum = sum + earned.pay;
        carried = earned.carried;
    }
    Ok(sum)
}

/// What the caps of earlier windows of the year carried into the first window of a payment: window by window,
/// each as its last payment saw it.
fn carried_into(
    claim: &Claim<'_>,
    payment: &Payment,
    before: &[Payment],
) -> Result<Number, TooLong> {
    let mut carried = Number::ZERO;
    let Some(first) = payment.windows.first().filter(|_| claim.component.carry) else {
        return Ok(carried);
    };
    let year = period_of(Period::Year, first.whole.from);
    let earlier = before
        .iter()
        .flat_map(|payment| &payment.windows)
        .filter(|window| year.contains(window.whole.from) && window.whole.from < first.whole.from);
    let earlier: Vec<&Window> = earlier.collect();
    for (number, window) in earlier.iter().enumerate() {
        let seen_again = earlier.get(number + 1).is_some_and(|next| next.whole == window.whole);
        if !seen_again {
            carried = claim.earned(window, &Lost::new(), carried)?.carried;
        }
    }
    Ok(carried)
}
