//! How one payment came about, step by step.

use super::looked::Looked;
use super::{Figure, Line, RepYear, recovery, wording};
use crate::money::{Cents, Fraction};
use crate::payout::step::clause;
use crate::payout::{Payment, Source, Step, Working};
use crate::plan::Component;

/// A payment with its steps.
#[derive(Clone, Debug, PartialEq)]
pub struct PaymentAccount {
    /// Month of the plan year, from 1.
    pub month: i64,
    /// The windows that the payment looks at: their first months, from 1, and the results of each.
    pub windows: Vec<(i64, Option<Fraction>)>,
    /// The same in words.
    pub looks_at: Vec<String>,
    /// And as lines of tables.
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
    let component = match payment.source {
        Source::Component(number) => year.plan.components.get(number),
        _ => None,
    };
    let looked = looked_at(year, &steps);
    let words = |looked: &Looked| component.map(|component| looked.sentence(component));
    let results = |looked: &Looked| component.map(|component| looked.lines(component, &line));
    let mut lines = pay_lines(year, component, &steps, &line);
    let mut recoveries = recovery::lines(year, &steps, &line);
    // A plan-level line may be all there is to say.
    if component.is_some() || !steps.is_empty() {
        complete(&mut lines, payment.paid.into(), &line);
        complete(&mut recoveries, (-payment.recovered).into(), &line);
    }
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
        let what = if payment.source == Source::Hold { "still held back" } else { "still owed" };
        outcome.push(Line { quantity, ..line("balance", what.to_owned()) });
    }
    let plain = |step: &&Step| match step.what {
        Working::Clause(name) => matches!(name, clause::ROUNDING | clause::BEFORE),
        Working::Condition { held, .. } => held,
        _ => true,
    };
    PaymentAccount {
        month: year.month(payment.month),
        windows: looked.iter().map(Looked::window).collect(),
        looks_at: looked.iter().filter_map(words).collect(),
        results: looked.iter().filter_map(results).flatten().collect(),
        paid_line: is_payment.then(|| comes_to("paid", "paid", payment.paid)),
        steps: lines,
        recoveries,
        outcome,
        paid: payment.paid,
        recovered: payment.recovered,
        idle: payment.paid == Cents::ZERO && steps.iter().all(plain),
    }
}

/// What a payment looks at, window by window.
fn looked_at(year: &RepYear<'_>, steps: &[&Step]) -> Vec<Looked> {
    let mut windows: Vec<Looked> = Vec::new();
    let of_plan_year = |month: i64| month - year.timeline.plan_year() as i64;
    for step in steps {
        if let Working::Window { from, to } = step.what {
            windows.push(Looked::new(of_plan_year(from) + 1, of_plan_year(to)));
        } else if let Some(window) = windows.last_mut() {
            window.add(step.what);
        }
    }
    windows
}

/// The steps that change the payment, recoveries apart, as lines.
fn pay_lines(
    year: &RepYear<'_>,
    component: Option<&Component>,
    steps: &[&Step],
    line: &dyn Fn(&'static str, String) -> Line,
) -> Vec<Line> {
    let lines = steps.iter().filter_map(|step| {
        let draw = year.plan.draw_in(year.month(step.month) - 1).map(|draw| draw.kind);
        let said = wording::step(step, component, year.plan, draw)?;
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
