//! How one payment came about, step by step.

use super::wording::{self, Looked};
use super::{Figure, Line, RepYear, recovery};
use crate::money::{Cents, Fraction};
use crate::payout::step::clause;
use crate::payout::{Payment, Source, Step, Working};

/// A payment with its steps.
#[derive(Clone, Debug, PartialEq)]
pub struct PaymentAccount {
    /// Month of the plan year, from 1.
    pub month: i64,
    /// What the payment looks at, window by window, in words.
    pub looks_at: Vec<String>,
    /// The same as lines of tables.
    pub results: Vec<Line>,
    /// The steps; their amounts add up to what is paid.
    pub steps: Vec<Line>,
    /// What they come to; none where only something is recovered.
    pub paid_line: Option<Line>,
    /// Recoveries, sale by sale; their amounts add up to what is recovered, as negative numbers.
    pub recoveries: Vec<Line>,
    /// What they come to, and what is still owed, where anything is.
    pub outcome: Vec<Line>,
    /// Paid in the month.
    pub paid: Cents,
    /// Recovered in the month.
    pub recovered: Cents,
    /// Nothing is paid, and no clause took anything away.
    pub idle: bool,
}

impl PaymentAccount {
    /// All lines in the order of reading.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        let paid = self.results.iter().chain(&self.steps).chain(&self.paid_line);
        paid.chain(&self.recoveries).chain(&self.outcome)
    }
}

/// The account of a payment.
pub(super) fn account(year: &RepYear<'_>, payment: &Payment) -> PaymentAccount {
    let own = |step: &&Step| (step.month, step.source) == (payment.month, payment.source);
    let steps: Vec<&Step> = year.steps.iter().filter(own).collect();
    let line = |step: &'static str, what: String| Line {
        month: year.month(payment.month),
        component: year.name(payment.source),
        step,
        what,
        quantity: None,
        rate: None,
        amount: None,
    };
    let (looks_at, results) = looked_at(year, payment.source, &steps, &line);
    let mut lines = pay_lines(year, payment.source, &steps, &line);
    complete(&mut lines, payment.paid.into(), &line);
    let mut recoveries = recovery::lines(year, &steps, &line);
    complete(&mut recoveries, Fraction::ZERO - Fraction::from(payment.recovered), &line);
    let comes_to = |step, what: &str, amount: Cents| Line {
        amount: Some(amount.into()),
        ..line(step, what.to_owned())
    };
    let is_payment = !lines.is_empty() || payment.paid != Cents::ZERO;
    let mut outcome = Vec::new();
    if payment.recovered != Cents::ZERO {
        outcome.push(comes_to("recovered", "taken back", -payment.recovered));
    }
    if let Some(balance) = payment.balance {
        let quantity = Some(Figure::cents(balance));
        outcome.push(Line { quantity, ..line("balance", "still owed".to_owned()) });
    }
    let plain = |step: &&Step| match step.what {
        Working::Clause(name) => matches!(name, clause::ROUNDING | clause::BEFORE),
        Working::Condition { held, .. } => held,
        _ => true,
    };
    PaymentAccount {
        month: year.month(payment.month),
        looks_at,
        results,
        paid_line: is_payment.then(|| comes_to("paid", "paid", payment.paid)),
        steps: lines,
        recoveries,
        outcome,
        paid: payment.paid,
        recovered: payment.recovered,
        idle: payment.paid == Cents::ZERO && steps.iter().all(plain),
    }
}

/// What a payment looks at: in words and as lines.
fn looked_at(
    year: &RepYear<'_>,
    source: Source,
    steps: &[&Step],
    line: &dyn Fn(&'static str, String) -> Line,
) -> (Vec<String>, Vec<Line>) {
    let Source::Component(number) = source else {
        return (Vec::new(), Vec::new());
    };
    let Some(component) = year.plan.components.get(number) else {
        return (Vec::new(), Vec::new());
    };
    let (mut words, mut lines) = (Vec::new(), Vec::new());
    let mut looked: Option<Looked> = None;
    let mut close = |looked: Option<Looked>| {
        if let Some(looked) = looked {
            words.push(looked.sentence(component));
            lines.extend(looked.lines(component, line));
        }
    };
    for step in steps {
        if let Working::Window { from, to } = step.what {
            let month = |month: i64| month - year.timeline.plan_year() as i64;
            close(looked.take());
            looked = Some(Looked::new(month(from) + 1, month(to)));
        } else if let Some(looked) = &mut looked {
            looked.add(step.what);
        }
    }
    close(looked);
    (words, lines)
}

/// The steps that change the payment, recoveries apart, as lines.
fn pay_lines(
    year: &RepYear<'_>,
    source: Source,
    steps: &[&Step],
    line: &dyn Fn(&'static str, String) -> Line,
) -> Vec<Line> {
    let component = match source {
        Source::Component(number) => year.plan.components.get(number),
        _ => None,
    };
    let lines = steps.iter().filter_map(|step| {
        let said = wording::step(step.what, step.amount, component, &year.plan.currency)?;
        let amount = (!said.is_fact).then_some(step.amount);
        let (quantity, rate) = (said.quantity, said.rate);
        Some(Line { quantity, rate, amount, ..line(said.step, said.what) })
    });
    lines.collect()
}

/// Adds what no step has said, so that the lines add up.
fn complete(lines: &mut Vec<Line>, to: Fraction, line: &dyn Fn(&'static str, String) -> Line) {
    let told = lines.iter().filter_map(|line| line.amount);
    let missing = to - told.fold(Fraction::ZERO, |sum, amount| (sum + amount).reduced());
    if missing != Fraction::ZERO {
        let what = clause::FURTHER.to_owned();
        lines.push(Line { amount: Some(missing), ..line(clause::FURTHER, what) });
    }
}
