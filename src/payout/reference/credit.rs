//! Measures: what the events of some months come to.

use super::number::Number;
use super::ratio;
use super::window::Months;
use crate::events::{Event, Kind, Ledger, Names, Traits};
use crate::money::Cents;
use crate::plan::{Additive, Condition, Measure, MonthSet, Refunds, Term};

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

/// A measure of which only some months of the year count. Of a ratio or a score these are cut out of the
/// window itself.
pub(super) fn within(measure: &Measure, active: MonthSet) -> Measure {
    let mut measure = measure.clone();
    if let Measure::Sum { terms, .. } = &mut measure {
        terms.iter_mut().for_each(|term| term.months = term.months.and(active));
    }
    measure
}

/// A measure of one ledger over some months.
pub(super) fn tally(measure: &Measure, names: &Names, ledger: &Ledger, months: Months) -> Tally {
    match measure {
        Measure::Sum { terms, .. } => {
            Tally { over: Crediting::of(terms, names).over(ledger, months), under: Number::ONE }
        }
        // What it is held against is the rep's; see `Claim::result`.
        Measure::Attainments { .. } => Tally::NOTHING,
        Measure::Ratio(ratio) => ratio::tally(*ratio, ledger, months),
        Measure::Score(name) => {
            let place = names.scores.iter().position(|score| score == name);
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
    names: &Names,
    ledgers: impl Iterator<Item = (&'a Ledger, Months)>,
) -> Tally {
    let all = ledgers.map(|(ledger, months)| tally(measure, names, ledger, months));
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
    /// What the ledgers number.
    pub names: &'a Names,
    /// The months of the year that count.
    pub active: MonthSet,
    pub refunds: Refunds,
    /// The most that one event counts for.
    pub deal_cap: Option<Number>,
}

impl<'a> Crediting<'a> {
    /// A measure as it stands.
    pub fn of(terms: &'a [Term], names: &'a Names) -> Self {
        let (active, refunds) = (MonthSet::ALL, Refunds::Count);
        Self { terms, names, active, refunds, deal_cap: None }
    }

    /// Credit of one event, in units of the measure.
    pub fn credit(&self, event: &Event) -> Number {
        let refunded = self.refunds == Refunds::Ignore && event.amount < Cents::ZERO;
        if refunded || !self.active.contains(usize::from(event.month) % 12) {
            return Number::ZERO;
        }
        let credit =
            self.terms.iter().map(|term| credit_by(term, self.names, event)).sum::<Number>();
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
        if ledger.recorded {
            return Number::ZERO;
        }
        let renewed = |month: i64| Event {
            month: month as u16,
            kind: Kind::Renewal,
            term_months: 0,
            traits: Traits::NONE,
            account: crate::events::NO_ACCOUNT,
            amount: Cents(ledger.amounts(Kind::Renewal)[month as usize]),
        };
        let active = |month: &i64| self.active.contains(*month as usize % 12);
        let known = Months { from: months.from.max(0), to: months.to.min(ledger.months() as i64) };
        let events = known.each().filter(active).map(renewed);
        events
            .map(|event| self.terms.iter().map(|term| credit_by(term, self.names, &event)).sum())
            .sum()
    }
}

/// What one term credits for an event.
fn credit_by(term: &Term, names: &Names, event: &Event) -> Number {
    let in_month = term.months.contains(usize::from(event.month) % 12);
    if !in_month || !meets(&term.condition, names, event) {
        return Number::ZERO;
    }
    Number::from(term.factor) * basis(term.of, event)
}

/// Whether an event meets a condition. What it does not state does not meet it.
fn meets(condition: &Condition, names: &Names, event: &Event) -> bool {
    let traits = event.traits;
    let (wanted, known) = match event.kind {
        Kind::Activity => (&condition.activities, &names.activities),
        _ => (&condition.products, &names.products),
    };
    let name = traits.name().and_then(|place| known.get(place));
    let margin = traits.margin().map(i64::from);
    let long_enough = |least| u32::from(event.term_months) >= least;
    condition.term_months_at_least.is_none_or(long_enough)
        && (wanted.is_empty() || name.is_some_and(|name| wanted.contains(name)))
        && condition.outbound.is_none_or(|outbound| traits.outbound() == outbound)
        && condition.prepaid.is_none_or(|prepaid| traits.prepaid() == prepaid)
        && condition.margin_at_least.is_none_or(|least| margin.is_some_and(|m| m >= least.0))
        && condition
            .days_to_close_at_most
            .is_none_or(|most| traits.days().is_some_and(|days| days <= most))
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
        (Additive::GrossMargin, New | Upgrade | Upsell | CrossSell | Implementation) => {
            amount * Number::millionths(i64::from(event.traits.margin().unwrap_or(0)))
        }
        (Additive::Deals, New) | (Additive::Won, Won) => one,
        _ => Number::ZERO,
    }
}
