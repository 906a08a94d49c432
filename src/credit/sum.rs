//! Additive measures: which events count, and how much.

use super::Months;
use super::filter::Filter;
use crate::events::{Event, Kind, Ledger, NO_ACCOUNT, Names, Traits};
use crate::money::{Cents, Decimal6, Fraction};
use crate::plan::{Additive, MonthSet, Refunds, Term};

/// An additive measure, compiled.
#[derive(Clone, Debug)]
pub struct Sum {
    rules: Vec<Rule>,
    scale: i64,
    /// Credit of single events matters (a cap on a deal, refunds left out, a condition on events).
    by_event: bool,
    refunds: Refunds,
    deal_cap: Option<i128>,
    /// Another cap from a month of the timeline on.
    later_deal_cap: Option<(usize, i128)>,
}

/// One kind of event and how much it counts.
#[derive(Clone, Debug)]
struct Rule {
    kind: Kind,
    counts: Counts,
    factor: i64,
    months: MonthSet,
    /// None where every event of the kind counts.
    filter: Option<Box<Filter>>,
}

/// What of an event is added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counts {
    /// Its amount.
    Amount,
    /// That it is one; of counted kinds, how many it is.
    Number,
    /// Its amount × its margin in millionths; nothing where the margin is not known.
    Margin,
}

impl Sum {
    /// Compiles the terms of a measure for ledgers that number what they name like this.
    pub fn compile(terms: &[Term], names: &Names) -> Self {
        // Credits are kept in whole numbers: the scale is the common denominator of the factors and margins.
        let scale = terms.iter().map(denominator_of).fold(1, lcm);
        let rule = |term: &Term, (kind, counts, sign): (Kind, Counts, i8)| Rule {
            kind,
            counts,
            factor: i64::from(sign) * whole_factor(term, counts, scale),
            months: term.months,
            filter: Filter::compile(&term.condition, kind, names).map(Box::new),
        };
        let rules: Vec<Rule> = terms
            .iter()
            .flat_map(|term| parts_of(term.of).iter().map(move |part| rule(term, *part)))
            .collect();
        let by_event =
            rules.iter().any(|rule| rule.filter.is_some() || rule.counts == Counts::Margin);
        Self {
            rules,
            scale,
            by_event,
            refunds: Refunds::Count,
            deal_cap: None,
            later_deal_cap: None,
        }
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
    pub fn with_deal_cap(mut self, cap: Option<Fraction>) -> Self {
        let Some(cap) = cap.map(Fraction::reduced) else {
            return self;
        };
        // Credits become finer where the cap is: a share of a quota need not be whole cents.
        let finer = i64::try_from(cap.denominator()).unwrap_or(1);
        self.deal_cap = Some(cap.numerator() * i128::from(self.scale));
        self.scale *= finer;
        for rule in &mut self.rules {
            rule.factor *= finer;
        }
        self.by_event = true;
        self
    }

    /// From a month of the timeline on, no single event counts for more than this, in hundredths of the measure's
    /// unit, in place of the cap before.
    #[must_use]
    pub fn with_deal_cap_from(self, month: usize, cap: Fraction) -> Self {
        let (before, scale) = (self.deal_cap, i128::from(self.scale));
        let later = self.with_deal_cap(Some(cap));
        // The cap before becomes as fine as credits are now.
        let finer = i128::from(later.scale) / scale;
        Self {
            deal_cap: before.map(|before| before * finer),
            later_deal_cap: later.deal_cap.map(|cap| (month, cap)),
            ..later
        }
    }

    /// Credits are hundredths of the measure's unit × this.
    pub const fn scale(&self) -> i64 {
        self.scale
    }

    /// Whether the credit of single events matters.
    pub const fn is_by_event(&self) -> bool {
        self.by_event
    }

    /// Whether no event but a refund takes credit away.
    pub fn only_adds(&self) -> bool {
        self.rules.iter().all(|rule| rule.factor >= 0 && rule.counts != Counts::Margin)
    }

    /// Whether it adds up amounts of these kinds alone, each at most once and as it is.
    pub fn is_of(&self, kinds: &[Kind]) -> bool {
        let is_amount = |rule: &Rule| rule.counts == Counts::Amount && kinds.contains(&rule.kind);
        let once = |kind| self.rules.iter().filter(|rule| rule.kind == kind).count() <= 1;
        self.takes_as_it_is()
            && self.rules.iter().all(is_amount)
            && kinds.iter().all(|kind| once(*kind))
    }

    /// Whether totals of all months alike count as they are.
    fn takes_as_it_is(&self) -> bool {
        let as_it_is = |rule: &Rule| rule.factor == 1 && rule.months == MonthSet::ALL;
        self.scale == 1 && !self.by_event && self.rules.iter().all(as_it_is)
    }

    /// Whether events of a kind count.
    pub fn looks_at(&self, kind: Kind) -> bool {
        self.rules.iter().any(|rule| rule.kind == kind)
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
            .map(|rule| i128::from(rule.factor) * rule.basis(event))
            .sum();
        let Some(cap) = self.deal_cap else {
            return credit;
        };
        match self.later_deal_cap {
            Some((from, later)) if usize::from(event.month) >= from => later.min(credit),
            _ => cap.min(credit),
        }
    }

    /// The credits by month, where they stand in the ledger as they are. A factor of 1 over a scale is a part.
    pub fn by_month<'a>(&self, ledger: &'a Ledger) -> Option<&'a [i64]> {
        let rule = self.rules.first().filter(|_| self.is_by_month())?;
        Some(rule.source(ledger))
    }

    /// Whether the credits by month stand in any ledger as they are.
    pub fn is_by_month(&self) -> bool {
        self.rules.len() == 1 && self.takes_as_it_is()
    }

    /// Credit of a month's renewals where the ledger has only their sum, as of a simulated book.
    fn unlisted(&self, ledger: &Ledger, month: usize) -> i128 {
        if ledger.recorded {
            return 0;
        }
        let renewed = Event {
            month: month as u16,
            kind: Kind::Renewal,
            term_months: 0,
            traits: Traits::NONE,
            account: NO_ACCOUNT,
            amount: Cents(ledger.amounts(Kind::Renewal)[month]),
        };
        let rules = self.rules.iter().filter(|rule| rule.counts(&renewed));
        rules.map(|rule| i128::from(rule.factor) * rule.basis(&renewed)).sum()
    }

    /// Credit over some months.
    pub fn over(&self, ledger: &Ledger, months: Months) -> i128 {
        let range = months.from..months.to;
        if self.by_event {
            let within = |event: &&Event| range.contains(&usize::from(event.month));
            let listed: i128 =
                ledger.events.iter().filter(within).map(|event| self.credit(event)).sum();
            return listed + range.map(|month| self.unlisted(ledger, month)).sum::<i128>();
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
            for (month, credit) in of_month.iter_mut().enumerate() {
                *credit += sum.unlisted(ledger, month);
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
            && self.filter.as_ref().is_none_or(|filter| filter.lets_pass(event))
    }

    fn basis(&self, event: &Event) -> i128 {
        let basis = match (self.counts, event.kind) {
            (Counts::Number, Kind::Meeting | Kind::Qualified | Kind::Activity)
            | (Counts::Amount, _) => event.amount.0,
            (Counts::Number, _) => 100 * i64::from(event.amount >= Cents::ZERO),
            (Counts::Margin, _) => {
                let margin = event.traits.margin().unwrap_or(0);
                return i128::from(event.amount.0) * i128::from(margin);
            }
        };
        i128::from(basis)
    }

    /// Monthly totals of what it counts; margins have none, and are added up event by event.
    fn source<'a>(&self, ledger: &'a Ledger) -> &'a [i64] {
        match self.counts {
            Counts::Number => ledger.counts(self.kind),
            Counts::Amount | Counts::Margin => ledger.amounts(self.kind),
        }
    }
}

/// What a term's credits are a whole number over.
fn denominator_of(term: &Term) -> i64 {
    let of_factor = Fraction::from(term.factor).denominator() as i64;
    let of_margins = if term.of == Additive::GrossMargin { Decimal6::ONE.0 } else { 1 };
    of_factor * of_margins
}

/// A term's factor as a whole number over the scale; of margins, which are millionths themselves, less that.
fn whole_factor(term: &Term, counts: Counts, scale: i64) -> i64 {
    let unit = i128::from(Decimal6::ONE.0);
    let of_margins = if counts == Counts::Margin { unit } else { 1 };
    (i128::from(term.factor.0) * i128::from(scale) / (unit * of_margins)) as i64
}

/// The kinds of events that a built-in measure adds up: kind, what of them is added, and the sign.
pub(super) const fn parts_of(measure: Additive) -> &'static [(Kind, Counts, i8)] {
    use Counts::{Amount, Margin, Number};
    match measure {
        Additive::NewAcv => &[(Kind::New, Amount, 1)],
        Additive::UpgradeAcv => &[(Kind::Upgrade, Amount, 1)],
        Additive::UpsellAcv => &[(Kind::Upsell, Amount, 1)],
        Additive::CrossSellAcv => &[(Kind::CrossSell, Amount, 1)],
        Additive::ExpansionAcv => &[(Kind::Upsell, Amount, 1), (Kind::CrossSell, Amount, 1)],
        Additive::RenewalAcv => &[(Kind::Renewal, Amount, 1)],
        Additive::ContractionArr => &[(Kind::Contraction, Amount, 1)],
        Additive::ChurnedArr => &[(Kind::Churn, Amount, 1)],
        Additive::NetNewArr => &[
            (Kind::New, Amount, 1),
            (Kind::Upgrade, Amount, 1),
            (Kind::Upsell, Amount, 1),
            (Kind::CrossSell, Amount, 1),
            (Kind::Contraction, Amount, -1),
            (Kind::Churn, Amount, -1),
        ],
        Additive::ImplementationRevenue => &[(Kind::Implementation, Amount, 1)],
        Additive::GrossMargin => &[
            (Kind::New, Margin, 1),
            (Kind::Upgrade, Margin, 1),
            (Kind::Upsell, Margin, 1),
            (Kind::CrossSell, Margin, 1),
            (Kind::Implementation, Margin, 1),
        ],
        Additive::Deals => &[(Kind::New, Number, 1)],
        Additive::Meetings => &[(Kind::Meeting, Number, 1)],
        Additive::Qualified => &[(Kind::Qualified, Number, 1)],
        Additive::Won => &[(Kind::Won, Number, 1)],
        Additive::WonAcv => &[(Kind::Won, Amount, 1)],
        Additive::Activities => &[(Kind::Activity, Number, 1)],
    }
}

fn lcm(a: i64, b: i64) -> i64 {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    a / x * b
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A simulated book has its renewals as sums of months, which count also where a clause looks at single
    /// events; a recorded one lists them.
    #[test]
    fn renewals_count_where_refunds_are_left_out() {
        let renewals = Sum::compile(&[Term::whole(Additive::RenewalAcv)], &Names::default());
        let refundless = renewals.clone().with_refunds(Refunds::Ignore);
        for recorded in [false, true] {
            let mut ledger = Ledger::default();
            ledger.clear(12);
            ledger.recorded = recorded;
            if recorded {
                let amount = Cents(700);
                let (kind, account) = (Kind::Renewal, 0);
                let traits = Traits::NONE;
                ledger.enter(Event { month: 3, kind, term_months: 0, traits, account, amount });
            } else {
                ledger.add_many(Kind::Renewal, 3, 2, Cents(700));
            }
            for sum in [&renewals, &refundless] {
                let mut credits = Credits::default();
                credits.add_up(sum, &ledger);
                assert_eq!(credits.over(0, 12), 700, "recorded: {recorded}");
                assert_eq!(sum.over(&ledger, Months { from: 0, to: 12 }), 700);
                assert!(credits.none(4, 12));
            }
        }
    }

    /// Only a measure that counts a kind of event as it is may be read off the ledger: of a tenth, in whole
    /// numbers a factor of 1 over a scale of 10, a tenth counts.
    #[test]
    fn parts_are_not_read_off_the_ledger() {
        let mut ledger = Ledger::default();
        ledger.clear(12);
        ledger.add_many(Kind::Implementation, 3, 1, Cents(700));
        let measure = |factor| {
            let term = Term::whole(Additive::ImplementationRevenue);
            Sum::compile(&[Term { factor, ..term }], &Names::default())
        };
        let whole = measure(Decimal6::ONE);
        assert_eq!(whole.by_month(&ledger), Some(ledger.amounts(Kind::Implementation)));
        for factor in [Decimal6(100_000), Decimal6(2_000_000)] {
            assert_eq!(measure(factor).by_month(&ledger), None, "{factor}");
        }
    }
}
