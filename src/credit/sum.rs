//! Additive measures: which events count, and how much.

use super::Months;
use crate::events::{Event, Kind, Ledger};
use crate::money::{Cents, Fraction};
use crate::plan::{Additive, Condition, MonthSet, Refunds, Term};

/// An additive measure, compiled.
#[derive(Clone, Debug)]
pub struct Sum {
    rules: Vec<Rule>,
    scale: i64,
    /// Credit of single events matters (a cap on a deal, refunds left out, a condition on events).
    by_event: bool,
    refunds: Refunds,
    deal_cap: Option<i128>,
}

/// One kind of event and how much it counts.
#[derive(Clone, Copy, Debug)]
struct Rule {
    kind: Kind,
    counted: bool,
    factor: i64,
    months: MonthSet,
    condition: Condition,
}

impl Sum {
    /// Compiles the terms of a measure.
    pub fn compile(terms: &[Term]) -> Self {
        // Credits are kept in whole numbers: the scale is the common denominator of the factors.
        let scale =
            terms.iter().map(|t| Fraction::from(t.factor).denominator() as i64).fold(1, lcm);
        let rules = terms
            .iter()
            .flat_map(|term| {
                parts_of(term.of).iter().map(move |(kind, counted, sign)| Rule {
                    kind: *kind,
                    counted: *counted,
                    factor: i64::from(*sign) * (term.factor.0 * scale / 1_000_000),
                    months: term.months,
                    condition: term.condition,
                })
            })
            .collect();
        let by_event = terms.iter().any(|term| !term.condition.is_empty());
        Self { rules, scale, by_event, refunds: Refunds::Count, deal_cap: None }
    }

    /// Leaves refunds out, or not.
    #[must_use]
    pub fn with_refunds(mut self, refunds: Refunds) -> Self {
        self.refunds = refunds;
        self.by_event |= refunds == Refunds::Ignore;
        self
    }

    /// Only events of these months count.
    #[must_use]
    pub fn with_months(mut self, months: MonthSet) -> Self {
        for rule in &mut self.rules {
            rule.months = rule.months.and(months);
        }
        self
    }

    /// No single event counts for more than this, in hundredths of the measure's unit.
    #[must_use]
    pub fn with_deal_cap(mut self, cap: Option<Cents>) -> Self {
        self.deal_cap = cap.map(|c| i128::from(c.0) * i128::from(self.scale));
        self.by_event |= cap.is_some();
        self
    }

    /// Credits are hundredths of the measure's unit × this.
    pub const fn scale(&self) -> i64 {
        self.scale
    }

    /// Credit of one event.
    pub fn credit(&self, event: &Event) -> i128 {
        if self.refunds == Refunds::Ignore && event.amount < Cents::ZERO {
            return 0;
        }
        let credit = self
            .rules
            .iter()
            .filter(|rule| rule.counts(event))
            .map(|rule| i128::from(rule.factor) * i128::from(rule.basis(event)))
            .sum();
        self.deal_cap.map_or(credit, |cap| cap.min(credit))
    }

    /// The credits by month, where they stand in the ledger as they are.
    pub fn by_month<'a>(&self, ledger: &'a Ledger) -> Option<&'a [i64]> {
        match self.rules.as_slice() {
            [rule] if rule.factor == 1 && rule.months == MonthSet::ALL && !self.by_event => {
                Some(rule.source(ledger))
            }
            _ => None,
        }
    }

    /// Credit over some months.
    pub fn over(&self, ledger: &Ledger, months: Months) -> i128 {
        let range = months.from..months.to;
        if self.by_event {
            let within = |event: &&Event| range.contains(&usize::from(event.month));
            return ledger.events.iter().filter(within).map(|event| self.credit(event)).sum();
        }
        self.rules
            .iter()
            .map(|rule| {
                let source = rule.source(ledger);
                let sum: i128 = range
                    .clone()
                    .filter(|month| rule.months.contains(month % 12))
                    .map(|month| i128::from(source[month]))
                    .sum();
                i128::from(rule.factor) * sum
            })
            .sum()
    }
}

/// Credits added up month by month, so that those of any span are one difference.
#[derive(Clone, Debug, Default)]
pub struct Credits {
    /// Credit of all months before month t, at `t`.
    before: Vec<i128>,
}

impl Credits {
    /// Adds up the credits of a measure in a ledger.
    pub fn add_up(&mut self, sum: &Sum, ledger: &Ledger) {
        self.before.clear();
        self.before.resize(ledger.months() + 1, 0);
        let of_month = &mut self.before[1..];
        if sum.by_event {
            for event in &ledger.events {
                of_month[usize::from(event.month)] += sum.credit(event);
            }
        } else {
            for rule in &sum.rules {
                let source = rule.source(ledger);
                for (month, (credit, amount)) in of_month.iter_mut().zip(source).enumerate() {
                    if rule.months.contains(month % 12) {
                        *credit += i128::from(rule.factor) * i128::from(*amount);
                    }
                }
            }
        }
        let mut to_date = 0;
        for credit in of_month {
            to_date += *credit;
            *credit = to_date;
        }
    }

    /// Credit of the months `from..to`.
    pub fn over(&self, from: usize, to: usize) -> i128 {
        self.before[to] - self.before[from]
    }

    /// Whether the months `from..to` add nothing.
    pub fn none(&self, from: usize, to: usize) -> bool {
        self.over(from, to) == 0
    }
}

impl Rule {
    fn counts(&self, event: &Event) -> bool {
        self.kind == event.kind
            && self.months.contains(usize::from(event.month) % 12)
            && self
                .condition
                .term_months_at_least
                .is_none_or(|least| u32::from(event.term_months) >= least)
    }

    fn basis(&self, event: &Event) -> i64 {
        match (self.counted, event.kind) {
            (true, Kind::Meeting | Kind::Qualified | Kind::Activity) | (false, _) => event.amount.0,
            (true, _) => 100 * i64::from(event.amount >= Cents::ZERO),
        }
    }

    fn source<'a>(&self, ledger: &'a Ledger) -> &'a [i64] {
        if self.counted { ledger.counts(self.kind) } else { ledger.amounts(self.kind) }
    }
}

/// The kinds of events that a built-in measure adds up: kind, whether they are counted rather than
/// their amounts added, and the sign.
pub(super) const fn parts_of(measure: Additive) -> &'static [(Kind, bool, i8)] {
    match measure {
        Additive::NewAcv => &[(Kind::New, false, 1)],
        Additive::UpgradeAcv => &[(Kind::Upgrade, false, 1)],
        Additive::UpsellAcv => &[(Kind::Upsell, false, 1)],
        Additive::CrossSellAcv => &[(Kind::CrossSell, false, 1)],
        Additive::ExpansionAcv => &[(Kind::Upsell, false, 1), (Kind::CrossSell, false, 1)],
        Additive::RenewalAcv => &[(Kind::Renewal, false, 1)],
        Additive::ContractionArr => &[(Kind::Contraction, false, 1)],
        Additive::ChurnedArr => &[(Kind::Churn, false, 1)],
        Additive::NetNewArr => &[
            (Kind::New, false, 1),
            (Kind::Upgrade, false, 1),
            (Kind::Upsell, false, 1),
            (Kind::CrossSell, false, 1),
            (Kind::Contraction, false, -1),
            (Kind::Churn, false, -1),
        ],
        Additive::ImplementationRevenue => &[(Kind::Implementation, false, 1)],
        // Margins come with products; `agreement` refuses plans that look at them.
        Additive::GrossMargin => &[],
        Additive::Deals => &[(Kind::New, true, 1)],
        Additive::Meetings => &[(Kind::Meeting, true, 1)],
        Additive::Qualified => &[(Kind::Qualified, true, 1)],
        Additive::Won => &[(Kind::Won, true, 1)],
        Additive::WonAcv => &[(Kind::Won, false, 1)],
        Additive::Activities => &[(Kind::Activity, true, 1)],
    }
}

fn lcm(a: i64, b: i64) -> i64 {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    a / x * b
}
