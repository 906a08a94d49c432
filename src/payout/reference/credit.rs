//! Measures: what the events of some months come to.

use super::number::Number;
use super::ratio;
use super::window::Months;
use crate::events::{Event, Kind, Ledger};
use crate::money::Cents;
use crate::plan::{Additive, Measure, Refunds, Term};

/// A result as a quotient, so that the results of several reps can be taken together: sums add up, of
/// ratios and means both parts do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tally {
    pub over: Number,
    pub under: Number,
}

impl Tally {
    pub const NOTHING: Self = Self { over: Number::ZERO, under: Number::ZERO };

    /// The result; none where it is divided by nothing.
    pub fn value(self) -> Option<Number> {
        (!self.under.is_zero()).then(|| self.over / self.under)
    }
}

/// A measure of one ledger over some months.
pub(super) fn tally(
    measure: &Measure,
    scores: &[String],
    ledger: &Ledger,
    months: Months,
) -> Tally {
    match measure {
        Measure::Sum { terms, .. } => {
            Tally { over: Crediting::of(terms).over(ledger, months), under: Number::ONE }
        }
        Measure::Ratio(ratio) => ratio::tally(*ratio, ledger, months),
        Measure::Score(name) => {
            let place = scores.iter().position(|score| score == name);
            let values = ledger.scores.iter().filter(|value| {
                Some(usize::from(value.score)) == place && months.contains(value.month)
            });
            values.fold(Tally::NOTHING, |sum, value| Tally {
                over: sum.over + Number::millionths(value.value),
                under: sum.under + Number::ONE,
            })
        }
    }
}

/// A measure over several ledgers, each over months of its own.
pub(super) fn pooled<'a>(
    measure: &Measure,
    scores: &[String],
    ledgers: impl Iterator<Item = (&'a Ledger, Months)>,
) -> Tally {
    let all = ledgers.map(|(ledger, months)| tally(measure, scores, ledger, months));
    let sum = all.fold(Tally::NOTHING, |sum, one| Tally {
        over: sum.over + one.over,
        under: sum.under + one.under,
    });
    if measure.is_additive() { Tally { under: Number::ONE, ..sum } } else { sum }
}

/// How single events are credited.
#[derive(Clone, Copy)]
pub(super) struct Crediting<'a> {
    pub terms: &'a [Term],
    pub refunds: Refunds,
    /// The most that one event counts for.
    pub deal_cap: Option<Number>,
}

impl<'a> Crediting<'a> {
    /// A measure as it stands.
    pub fn of(terms: &'a [Term]) -> Self {
        Self { terms, refunds: Refunds::Count, deal_cap: None }
    }

    /// Credit of one event, in units of the measure.
    pub fn credit(&self, event: &Event) -> Number {
        if self.refunds == Refunds::Ignore && event.amount < Cents::ZERO {
            return Number::ZERO;
        }
        let credit = self.terms.iter().map(|term| credit_by(term, event)).sum::<Number>();
        self.deal_cap.map_or(credit, |cap| credit.at_most(cap))
    }

    /// Credit of some months.
    pub fn over(&self, ledger: &Ledger, months: Months) -> Number {
        let within = ledger.events.iter().filter(|event| months.contains(event.month));
        let single: Number = within.map(|event| self.credit(event)).sum();
        single + self.unlisted_renewals(ledger, months)
    }

    /// Credit of renewals of which the ledger knows only the months' sums: a simulated book lists none.
    fn unlisted_renewals(&self, ledger: &Ledger, months: Months) -> Number {
        if ledger.joinable {
            return Number::ZERO;
        }
        let renewed = |month: i64| Event {
            month: month as u16,
            kind: Kind::Renewal,
            term_months: 0,
            account: crate::events::NO_ACCOUNT,
            amount: Cents(ledger.amounts(Kind::Renewal)[month as usize]),
        };
        let known = Months { from: months.from.max(0), to: months.to.min(ledger.months() as i64) };
        let events = known.each().map(renewed);
        events.map(|event| self.terms.iter().map(|term| credit_by(term, &event)).sum()).sum()
    }
}

/// What one term credits for an event.
fn credit_by(term: &Term, event: &Event) -> Number {
    let long_enough = term
        .condition
        .term_months_at_least
        .is_none_or(|least| u32::from(event.term_months) >= least);
    if !term.months.contains(usize::from(event.month) % 12) || !long_enough {
        return Number::ZERO;
    }
    Number::from(term.factor) * basis(term.of, event)
}

/// What an event counts for in a built-in measure.
fn basis(of: Additive, event: &Event) -> Number {
    use Kind::{
        Activity, Churn, Contraction, CrossSell, Implementation, Meeting, New, Qualified, Renewal,
        Upgrade, Upsell, Won,
    };
    let amount = Number::from(event.amount);
    // A refund is no deal.
    let one = if event.amount < Cents::ZERO { Number::ZERO } else { Number::ONE };
    match (of, event.kind) {
        (Additive::NewAcv | Additive::NetNewArr, New) => amount,
        (Additive::UpgradeAcv | Additive::NetNewArr, Upgrade) => amount,
        (Additive::UpsellAcv | Additive::ExpansionAcv | Additive::NetNewArr, Upsell) => amount,
        (Additive::CrossSellAcv | Additive::ExpansionAcv | Additive::NetNewArr, CrossSell) => {
            amount
        }
        (Additive::RenewalAcv, Renewal) => amount,
        (Additive::ContractionArr, Contraction) | (Additive::ChurnedArr, Churn) => amount,
        (Additive::NetNewArr, Contraction | Churn) => -amount,
        (Additive::ImplementationRevenue, Implementation) => amount,
        (Additive::WonAcv, Won) => amount,
        // Counted kinds carry their number as the amount.
        (Additive::Meetings, Meeting) => amount,
        (Additive::Qualified, Qualified) => amount,
        (Additive::Activities, Activity) => amount,
        (Additive::Deals, New) | (Additive::Won, Won) => one,
        _ => Number::ZERO,
    }
}
