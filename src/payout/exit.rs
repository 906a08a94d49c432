//! What a leaver's pay comes to after the last month.

use super::course::Paid;
use super::notes::Notes;
use super::plan_level::Settled;
use super::rep_pay::RepPay;
use super::statement::{Payment, Source};
use super::step::Working;
use crate::events::Stint;
use crate::money::Cents;
use crate::plan::{Exit, Period};

/// Takes back a leaver's payment for a period that has not ended, where the plan forfeits it: before
/// clawbacks, so that nothing is recovered that was not paid.
pub(super) fn forfeit(
    (component, period): (usize, Period),
    stint: &Stint,
    pay: &mut RepPay,
    paid: &mut Vec<Paid>,
    statement: Option<&mut Vec<Payment>>,
) {
    if stint.end.is_multiple_of(period.months()) {
        return;
    }
    let last = stint.end - 1;
    pay.pay(component, last, -pay.paid(component, last));
    paid.pop_if(|payment| payment.month == last);
    if let Some(rows) = statement {
        let key = (pay.seat, pay.stint, last, Source::Component(component));
        rows.retain(|row| (row.seat, row.stint, row.month, row.source) != key);
    }
}

/// Keeps recoveries after the last month within the pay of that month: month by month, component by
/// component, what is beyond it cannot be recovered.
pub(super) fn recover_from_final_pay(
    (exit, final_pay): (&Exit, Cents),
    rep: &Settled<'_>,
    notes: Notes<'_>,
    pay: &mut RepPay,
    mut statement: Option<&mut Vec<Payment>>,
) {
    if exit.recover_months == 0 || rep.stint.end == rep.timeline.months() {
        return;
    }
    let mut left = final_pay.max(Cents::ZERO);
    for month in rep.stint.end..rep.timeline.months() {
        for component in 0..pay.components() {
            let asked = pay.recovered(component, month);
            let recovered = asked.min(left);
            left -= recovered;
            if recovered == asked {
                continue;
            }
            pay.recover(component, month, recovered - asked);
            notes.open(month, Source::Component(component));
            let beyond = || Working::Line { pay: final_pay, back: true };
            notes.pays((asked - recovered).into(), beyond);
            if let Some(rows) = statement.as_deref_mut() {
                limit_row(rows, pay, month, component, recovered);
            }
        }
    }
}

/// Writes into a component's row of a month what could be recovered; a row of nothing goes.
fn limit_row(
    rows: &mut Vec<Payment>,
    pay: &RepPay,
    month: usize,
    component: usize,
    recovered: Cents,
) {
    let key = (pay.seat, pay.stint, month, Source::Component(component));
    rows.retain_mut(|row| {
        if (row.seat, row.stint, row.month, row.source) != key {
            return true;
        }
        row.recovered = recovered;
        recovered != Cents::ZERO
    });
}
