//! One plan on one year by both engines.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::text::PlanText;
use super::years::Year;
use crate::company::Seat;
use crate::diagnostic::{Diagnosis, Document, render};
use crate::events::{CompanyYear, Timeline};
use crate::money::{Cents, Decimal6};
use crate::payout::reference::{self, Record, TooLong, cash};
use crate::payout::{Payment, Program, RepPay, Source, TeamPay, TeamTerms};
use crate::plan::{self, Plan};
use crate::spec::plan::PlanFile;

/// The plan that a text says, or why it is refused.
pub(super) fn lowered(text: &PlanText) -> Result<Plan, String> {
    if let Some(then) = &text.change {
        let old = lowered(&PlanText { change: None, ..text.clone() })?;
        let plan = plan::changed(&old, &lowered(&then.new)?, then.change);
        return plan.map_err(|faults| faults.into_iter().map(|fault| fault.what + "\n").collect());
    }
    let document = Arc::new(Document::new("plan.toml", text.to_string()));
    let (plan, findings) =
        document.parse::<PlanFile>().map_or_else(|f| (None, f), |file| plan::lower(&file));
    plan.ok_or_else(|| render(&[Diagnosis::new(document, findings)], false))
}

/// What is paid by a drawn plan for a drawn year.
pub(super) struct Case {
    pub plan: Plan,
    pub records: Result<Vec<Record>, TooLong>,
    /// Where the engines differ.
    pub difference: Option<String>,
}

/// Pays a year by both engines. The memory of the fast one has been used for other plans before.
pub(super) fn pay(plan: Plan, year: &Year, memory: &mut TeamPay) -> Case {
    let built = year.build();
    let (records, difference) = year.with_terms(&plan, |terms, seats| {
        let timeline = year.timeline();
        let records = reference::pay(&plan, terms, timeline, seats, &built);
        let records = records.and_then(|records| {
            cash::months(&plan, timeline, rates(terms, &built), &records).map(|_| records)
        });
        let difference = records
            .as_ref()
            .ok()
            .and_then(|records| difference(&plan, terms, timeline, seats, &built, records, memory));
        (records, difference)
    });
    Case { plan, records, difference }
}

/// Where the fast engine pays something else than the records say, with a statement and without.
pub(super) fn difference(
    plan: &Plan,
    terms: &TeamTerms<'_>,
    timeline: Timeline,
    seats: &[Seat],
    year: &CompanyYear,
    records: &[Record],
    memory: &mut TeamPay,
) -> Option<String> {
    let program = Program::compile(plan, terms, timeline);
    program.pay(seats, year, memory, None);
    if let Some(what) = in_pay(plan, records, memory.reps()) {
        return Some(format!("without a statement: {what}"));
    }
    if let Some(what) = in_cash(plan, timeline, rates(terms, year), records, memory) {
        return Some(what);
    }
    let mut rows = Vec::new();
    program.pay(seats, year, memory, Some(&mut rows));
    in_pay(plan, records, memory.reps())
        .or_else(|| in_rows(plan, records, &rows))
        .map(|what| format!("with a statement: {what}"))
}

/// The rates of the currency that a plan pays in.
fn rates<'a>(terms: &TeamTerms<'_>, year: &'a CompanyYear) -> Option<&'a [Decimal6; 12]> {
    terms.exchange.and_then(|number| year.exchange.get(number))
}

/// Says where two amounts differ.
fn differ(what: impl FnOnce() -> String, fast: Cents, reference: Cents) -> Option<String> {
    (fast != reference).then(|| format!("{}: fast {fast}, reference {reference}", what()))
}

fn who(record: &Record) -> String {
    format!("seat {} rep {}", record.seat, record.stint)
}

/// Where what reps are paid differs, month by month.
fn in_pay(plan: &Plan, records: &[Record], reps: &[RepPay]) -> Option<String> {
    if records.len() != reps.len() {
        return Some(format!("{} reps are paid, by the reference {}", reps.len(), records.len()));
    }
    records.iter().zip(reps).find_map(|(record, rep)| {
        let who = || who(record);
        let of_components = plan.components.iter().enumerate().find_map(|(c, component)| {
            (0..record.lines.len()).find_map(|month| {
                let of = |what| move || format!("{}, {} {what} in {month}", who(), component.name);
                differ(of("paid"), rep.paid(c, month), record.paid[c][month]).or_else(|| {
                    differ(of("recovered"), rep.recovered(c, month), record.recovered[c][month])
                })
            })
        });
        of_components
            .or_else(|| differ(|| format!("{}, base", who()), rep.base, record.base))
            .or_else(|| differ(|| format!("{}, quota", who()), rep.quota, record.quota))
            .or_else(|| {
                (0..record.lines.len()).find_map(|month| {
                    let of = |what| move || format!("{}, {what} in {month}", who());
                    let lines = &record.lines[month];
                    let held = |month| rep.held_by_month().get(month).copied().unwrap_or_default();
                    differ(of("plan level"), rep.plan_level(month), lines.sum())
                        .or_else(|| differ(of("held"), held(month), lines.held_after))
                        .or_else(|| differ(of("due"), rep.due(month), record.due(month)))
                })
            })
    })
}

/// Where what the company pays out differs, month by month.
fn in_cash(
    plan: &Plan,
    timeline: Timeline,
    rates: Option<&[Decimal6; 12]>,
    records: &[Record],
    pay: &TeamPay,
) -> Option<String> {
    let months = cash::months(plan, timeline, rates, records).ok()?;
    months.iter().enumerate().find_map(|(number, month)| {
        let paid_out = pay.paid_out_late(number).unwrap_or(month.earned);
        differ(|| format!("paid out in {number}"), paid_out, month.paid_out)
    })
}

/// What a statement says of a rep's month and one of its lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Line {
    paid: Cents,
    recovered: Cents,
    balance: Cents,
}

/// Where the rows of a statement differ from the lines of the reference, line by line.
fn in_rows(plan: &Plan, records: &[Record], rows: &[Payment]) -> Option<String> {
    let mut stated: BTreeMap<_, Line> = BTreeMap::new();
    for row in rows {
        let line = stated.entry((row.seat, row.stint, row.month, row.source)).or_default();
        line.paid += row.paid;
        line.recovered += row.recovered;
        line.balance += row.balance.unwrap_or_default();
    }
    for record in records {
        for month in 0..record.lines.len() {
            for (source, line) in lines(plan, record, month) {
                let fast = stated.remove(&(record.seat, record.stint, month, source));
                let fast = fast.unwrap_or_default();
                if fast != line {
                    let who = who(record);
                    return Some(format!(
                        "{who}, {source:?} in {month}: fast {fast:?}, reference {line:?}"
                    ));
                }
            }
        }
    }
    stated.iter().next().map(|row| format!("the reference has no line for {row:?}"))
}

/// A rep's lines of a month.
fn lines(plan: &Plan, record: &Record, month: usize) -> Vec<(Source, Line)> {
    let of = &record.lines[month];
    let line = |paid, recovered, balance| Line { paid, recovered, balance };
    let cut = |cents: Cents| cents.max(Cents::ZERO);
    let mut lines = vec![
        (Source::Cap, line(cut(-of.cut), cut(of.cut), Cents::ZERO)),
        (Source::Guarantee, line(of.guaranteed, Cents::ZERO, Cents::ZERO)),
        (Source::Draw, line(of.drawn, of.draw_recovered, of.owed)),
        (Source::Hold, line(of.released, of.held, of.held_after)),
    ];
    for number in 0..plan.components.len() {
        let (paid, recovered) = (record.paid[number][month], record.recovered[number][month]);
        lines.push((Source::Component(number), line(paid, recovered, Cents::ZERO)));
    }
    lines
}
