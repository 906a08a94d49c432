//! A component's payments: earned to date − paid before.

use super::change::{self, Before};
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
    /// What the component of another plan was paid for its windows, where it goes on with them.
    pub taken_over: Option<Cents>,
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

/// The months in which a component pays a rep: the last of each period with an active month, and the last of a
/// leaver or of a plan whose windows are settled.
pub(super) fn due(claim: &Claim<'_>) -> impl Iterator<Item = usize> {
    let (stint, component, timeline) = (claim.rep.stint, claim.component, claim.timeline);
    let own = Months::new(stint.start, stint.end).and(claim.rep.seen);
    let takes_up = change::takes_up(component, timeline);
    let is_due = move |month: &i64| {
        let period = period_of(component.paid, *month);
        // The first payment of a plan that goes on with windows pays what the old one has left.
        let first = takes_up.filter(|takes_up| takes_up.is_first(period));
        let from = first.map_or(period.from, |takes_up| takes_up.unpaid.min(period.from));
        let looked_at = Months { from: from.max(own.from), to: *month + 1 };
        let leaves = stint.end as i64 == *month + 1 && stint.end < timeline.months();
        let exit = change::in_force(claim.plan, timeline, *month as usize).exit;
        let forfeits = leaves && exit.is_some_and(|exit| exit.forfeits);
        let ends = period.to == *month + 1 || (own.to == *month + 1 && !forfeits);
        let pays = change::pays_in(component, timeline, *month);
        pays && ends && !claim.rep.active_months(looked_at).is_zero()
    };
    own.each().filter(is_due).map(|month| month as usize)
}

/// All payments of a component to a rep. `other` is the component of another plan that it goes on with.
pub(super) fn all(claim: &Claim<'_>, other: Option<&Before<'_>>) -> Result<Vec<Payment>, TooLong> {
    let stint = claim.rep.stint;
    let mut payments: Vec<Payment> = Vec::new();
    let own = Months::new(stint.start, stint.end).and(claim.rep.seen);
    let unpaid = other.map(|other| other.takes_up.unpaid);
    for month in due(claim) {
        let first = unpaid.map_or(own.from, |unpaid| unpaid.max(own.from));
        let after_last = payments.last().map_or(first, |last| last.month as i64 + 1);
        let windows = windows(claim.component, month);
        let mut payment = Payment {
            month,
            first_paid: Months { from: after_last, to: month as i64 + 1 },
            taken_over: other.and_then(|other| taken_over(claim, &windows, other)),
            windows,
            amount: Cents::ZERO,
        };
        payment.amount = amount(claim, &payment, &payments, other)?;
        payments.push(payment);
    }
    Ok(payments)
}

/// What the component of another plan was paid for windows that a claim goes on with.
fn taken_over(claim: &Claim<'_>, windows: &[Window], other: &Before<'_>) -> Option<Cents> {
    let own = |window: &Window| match window.trailing {
        true => claim.rep.own(window.period),
        false => claim.rep.own(window.so_far),
    };
    let first = windows.iter().map(own).find(|own| own.from < own.to)?;
    other.takes_up.paid(first, &other.paid)
}

/// What a payment pays, given those before it.
fn amount(
    claim: &Claim<'_>,
    payment: &Payment,
    before: &[Payment],
    other: Option<&Before<'_>>,
) -> Result<Cents, TooLong> {
    let of_window = before.iter().filter(|earlier| earlier.shares_window(payment));
    let taken_over = payment.taken_over.unwrap_or_default();
    let paid_before = of_window.map(|earlier| earlier.amount).sum::<Cents>() + taken_over;
    if is_once(claim) {
        let by_other = other.map_or(Cents::ZERO, Before::paid_in_the_year) - taken_over;
        let year = period_of(Period::Year, payment.month as i64);
        let of_other_windows = before.iter().filter(|earlier| {
            year.contains(earlier.month as i64) && !earlier.shares_window(payment)
        });
        if of_other_windows.map(|earlier| earlier.amount).sum::<Cents>() + by_other > Cents::ZERO {
            return Ok(Cents::ZERO);
        }
    }
    let due = to_date(claim, payment, before, other)?.to_cents(claim.rounding())? - paid_before;
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
fn to_date(
    claim: &Claim<'_>,
    payment: &Payment,
    before: &[Payment],
    other: Option<&Before<'_>>,
) -> Result<Number, TooLong> {
    let mut sum = Number::ZERO;
    let mut carried = carried_into(claim, payment, before, other)?;
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
/// each as its last payment saw it; first what the component of another plan handed on.
fn carried_into(
    claim: &Claim<'_>,
    payment: &Payment,
    before: &[Payment],
    other: Option<&Before<'_>>,
) -> Result<Number, TooLong> {
    let carries = claim.component.carry || other.is_some();
    let Some(first) = payment.windows.first().filter(|_| carries) else {
        return Ok(Number::ZERO);
    };
    let handed_on = other.map_or(Ok(Number::ZERO), Before::handed_on)?;
    let year = period_of(Period::Year, first.whole.from);
    let earlier = before
        .iter()
        .flat_map(|payment| &payment.windows)
        .filter(|window| year.contains(window.whole.from) && window.whole.from < first.whole.from);
    if first.trailing && !before.is_empty() {
        return Ok(Number::ZERO);
    }
    carried_through(claim, earlier, handed_on)
}

/// What is left of what was carried into the first of some windows, and of what their caps cut, after the last.
pub(super) fn carried_through<'a>(
    claim: &Claim<'_>,
    windows: impl Iterator<Item = &'a Window>,
    mut carried: Number,
) -> Result<Number, TooLong> {
    let windows: Vec<&Window> = windows.collect();
    for (number, window) in windows.iter().enumerate() {
        let seen_again = windows.get(number + 1).is_some_and(|next| next.whole == window.whole);
        if !seen_again {
            carried = claim.earned(window, &Lost::new(), carried)?.carried;
        }
    }
    Ok(carried)
}
