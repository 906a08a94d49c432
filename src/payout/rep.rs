//! A rep as clauses see them: results, presence and conditions in a window.

use super::calendar::{Calendar, Presence};
use super::notes::Notes;
use super::step::Working;
use super::window::Span;
use crate::company::Leave;
use crate::credit::{Gauge, Months};
use crate::events::{Ledger, Stint};
use crate::money::{Cents, Decimal6, Fraction};
use crate::plan::When;

/// A rep as a clause sees them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rep<'a> {
    /// The time that windows look at: all of it, or the component's part.
    pub stint: &'a Stint,
    /// All the rep's time in the seat.
    pub whole: &'a Stint,
    pub ledger: &'a Ledger,
    pub presence: &'a Presence,
    pub target_incentive: Cents,
    pub notes: Notes<'a>,
    /// Months of the plan year in which the rep is away.
    pub leave: Option<Leave>,
    /// How the plan spreads a yearly quota.
    pub calendar: &'a Calendar,
    /// Units of the currency of pay for one of sales, by calendar month; none where they are the same.
    pub exchange: Option<&'a [Decimal6; 12]>,
}

/// The result of a gauge in a rep's window. A trailing year that reaches back beyond the book begins
/// with the book.
#[inline]
pub(super) fn read(gauge: &Gauge, rep: &Rep<'_>, span: &Span) -> Option<Fraction> {
    let parts = gauge.read(rep.ledger, months_of(gauge, rep.ledger, span));
    if !matches!(gauge, Gauge::Sum(_)) {
        rep.notes.fact(|| Working::Quotient {
            numerator: parts.numerator,
            denominator: parts.denominator,
        });
    }
    parts.value()
}

/// The months of a span on the timeline, for a gauge and a ledger.
#[inline]
pub(super) fn months_of(gauge: &Gauge, ledger: &Ledger, span: &Span) -> Months {
    let mut from = span.from.max(0) as usize;
    if span.trailing && gauge.is_of_accounts() {
        let opened = ledger.accounts.iter().map(|a| a.opened).min();
        let book_opens = ledger.unlisted.map(|book| book.opened).or(opened).map(usize::from);
        from = from.max(book_opens.unwrap_or(0));
    }
    let to = (span.to.max(0) as usize).min(ledger.months());
    Months { from: from.min(to), to }
}

/// Whether a condition holds; without a value it does not.
pub(super) fn holds(when: &When, value: Option<Fraction>) -> bool {
    value.is_some_and(|value| {
        when.at_least.is_none_or(|least| value >= Fraction::from(least))
            && when.at_most.is_none_or(|most| value <= Fraction::from(most))
    })
}

/// The share of a window in which the rep is in seat; of a trailing year, the payment period's share.
pub(super) fn presence_share(rep: &Rep<'_>, span: &Span) -> Fraction {
    let months = if span.trailing {
        rep.presence.months(span.period_from, span.to)
    } else {
        rep.presence.months(span.from, span.full_to)
    };
    Fraction::new(months.into(), span.length.into()).unwrap_or(Fraction::ZERO)
}

/// What a payment on a trailing year pays of the year's result: its period's share; else all.
pub(super) fn trailing_share(rep: &Rep<'_>, span: &Span) -> Fraction {
    if span.trailing { presence_share(rep, span) } else { Fraction::ONE }
}
