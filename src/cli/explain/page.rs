//! The account of a rep's year as a page for the terminal.

use std::path::Path;

use super::super::terminal;
use super::case::Case;
use super::events;
use super::sheet::{Align, Sheet, push_wrapped};
use super::who::Rep;
use crate::money::{Cents, Fraction};
use crate::payout::step::clause;
use crate::study::{Account, AccountLine, Figure, PaymentAccount, Section, decimal};

/// The page.
pub(super) fn text(
    case: &Case<'_>,
    rep: Rep,
    name: &str,
    account: &Account,
    all_events: bool,
    place: Option<&Path>,
) -> String {
    let (company, team) = (case.company(), &case.teams()[rep.team]);
    let plan = &case.plans()[rep.team];
    let mut text = String::new();
    let when = match case.number {
        Some(number) => format!("synthetic year {number}"),
        None => "real results".to_owned(),
    };
    let title = format!(
        "{name} of team {}, {when}: variable pay {} {}",
        team.name,
        cents(account.total),
        plan.currency
    );
    heading(&mut text, &title);
    let seed = case.number.map(|_| format!(", seed {}", company.simulation.seed));
    let about = format!(
        "{}{}; plan \"{}\"; amounts in {}.",
        company.name,
        seed.unwrap_or_default(),
        plan.name,
        plan.currency
    );
    push_wrapped("", 2, &about, &mut text);
    text.push('\n');
    text += &sums(account);
    heading(&mut text, "\nWho, and on which terms");
    text += &facts(&account.facts);
    heading(&mut text, "\nWhat happened, and what it counts towards");
    text += &events::table(&account.events, all_events);
    for section in &account.sections {
        heading(&mut text, &format!("\n{}", section.name));
        text += &self::section(section);
    }
    heading(&mut text, "\nMonth by month");
    text += &months(account);
    text.push('\n');
    let end = match case.number {
        Some(number) => format!(
            "The steps add up to {}, which is what the simulation counts for {name} in year {number}.",
            cents(account.total)
        ),
        None => format!(
            "The steps add up to {}, which is what `replay` pays {name}.",
            cents(account.total)
        ),
    };
    push_wrapped("", 0, &end, &mut text);
    if let Some(place) = place {
        text += &format!("Table: {}\n", place.display());
    }
    text
}

/// What each component comes to.
fn sums(account: &Account) -> String {
    let mut sheet = Sheet::new(2, &[Align::Left, Align::Right, Align::Right, Align::Right]);
    sheet.row(["", "paid", "taken back", "pay"].map(str::to_owned));
    for section in &account.sections {
        let (paid, recovered) = paid_and_recovered(section.payments.iter());
        sheet.row([section.name.clone(), cents(paid), cents(recovered), cents(paid - recovered)]);
    }
    let all = account.sections.iter().flat_map(|section| &section.payments);
    let (paid, recovered) = paid_and_recovered(all);
    sheet.row(["variable pay".to_owned(), cents(paid), cents(recovered), cents(account.total)]);
    sheet.text()
}

fn facts(facts: &[AccountLine]) -> String {
    let mut sheet = Sheet::new(2, &[Align::Left, Align::Right, Align::Left]);
    for fact in facts {
        sheet.row([fact.step.to_owned(), figure(fact.quantity), fact.what.clone()]);
    }
    sheet.text()
}

fn section(section: &Section) -> String {
    let mut text = String::new();
    if !section.words.is_empty() {
        push_wrapped("  ", 2, &section.words, &mut text);
        text.push('\n');
    }
    if section.payments.is_empty() {
        return text + "  Nothing was due.\n";
    }
    let columns = [Align::Right, Align::Left, Align::Right, Align::Right, Align::Point];
    let mut sheet = Sheet::new(2, &columns);
    sheet.row(["month", "", "of", "rate", "amount"].map(str::to_owned));
    let mut payments = section.payments.as_slice();
    while let Some(first) = payments.first() {
        let (run, rest) = payments.split_at(unchanged(payments));
        payments = rest;
        match run.last() {
            Some(last) if run.len() > 1 => nothing_new(first, last, &mut sheet),
            _ => payment(first, &mut sheet),
        }
    }
    text + &sheet.text()
}

/// How many payments from the first on look at the same result, or at none, and pay nothing; 1 where the
/// first stands alone.
fn unchanged(payments: &[PaymentAccount]) -> usize {
    let idle = |payment: &&PaymentAccount| {
        payment.idle && payment.outcome.is_empty() && !payment.windows.is_empty()
    };
    let same = |a: &PaymentAccount, b: &PaymentAccount| {
        (all_are_0(a) && all_are_0(b)) || (a.windows == b.windows)
    };
    let Some(first) = payments.first() else { return 0 };
    payments.iter().take_while(idle).take_while(|payment| same(first, payment)).count().max(1)
}

fn all_are_0(payment: &PaymentAccount) -> bool {
    payment.windows.iter().all(|(_, result)| *result == Some(Fraction::ZERO))
}

/// One row for several payments in a row that pay nothing.
fn nothing_new(first: &PaymentAccount, last: &PaymentAccount, sheet: &mut Sheet) {
    let looks_at = match all_are_0(last) {
        true => "nothing counts".to_owned(),
        false => last.looks_at.join("; "),
    };
    let months = format!("{}–{}", first.month, last.month);
    sheet.across([months], format!("{looks_at}; {}", nothing_to_pay(last)));
}

/// Why a payment is none.
fn nothing_to_pay(payment: &PaymentAccount) -> String {
    let before = payment.steps.iter().find(|line| line.step == clause::BEFORE);
    match before.and_then(|line| line.amount) {
        Some(before) => format!("{} is paid already", amount(Fraction::ZERO - before)),
        None => "nothing to pay".to_owned(),
    }
}

/// A payment: what it looks at, step by step, and what it comes to.
fn payment(payment: &PaymentAccount, sheet: &mut Sheet) {
    let mut month = payment.month.to_string();
    if payment.idle && payment.paid_line.is_some() {
        // A plan-level clause that only takes back says so below.
        if !payment.looks_at.is_empty() {
            let looks_at = payment.looks_at.join("; ");
            let text = format!("{looks_at}; {}", nothing_to_pay(payment));
            sheet.across([std::mem::take(&mut month)], text);
        }
    } else {
        for looks_at in &payment.looks_at {
            sheet.across([std::mem::take(&mut month)], looks_at.clone());
        }
        step_rows(payment.steps.iter().chain(&payment.paid_line), &mut month, sheet);
    }
    step_rows(payment.recoveries.iter().chain(&payment.outcome), &mut month, sheet);
}

/// Rows of steps and what they come to; the first shows the month where none has yet.
fn step_rows<'a>(
    lines: impl Iterator<Item = &'a AccountLine>,
    month: &mut String,
    sheet: &mut Sheet,
) {
    for line in lines {
        let is_outcome = matches!(line.step, "paid" | "recovered" | "balance");
        let indent = if is_outcome { "" } else { "  " };
        sheet.row([
            std::mem::take(month),
            format!("{indent}{}", line.what),
            figure(line.quantity),
            line.rate.map_or_else(String::new, |rate| format!("× {}", rate.text())),
            line.amount.map_or_else(String::new, amount),
        ]);
    }
}

fn months(account: &Account) -> String {
    let columns = [Align::Right, Align::Right, Align::Right, Align::Right, Align::Right];
    let mut sheet = Sheet::new(2, &columns);
    sheet.row(["month", "paid", "taken back", "pay", "to date"].map(str::to_owned));
    let payments = || account.sections.iter().flat_map(|section| &section.payments);
    let mut months: Vec<i64> = payments().map(|payment| payment.month).collect();
    months.sort_unstable();
    months.dedup();
    let mut to_date = Cents::ZERO;
    for month in months {
        let (paid, recovered) =
            paid_and_recovered(payments().filter(|payment| payment.month == month));
        to_date += paid - recovered;
        sheet.row([
            month.to_string(),
            cents(paid),
            cents(recovered),
            cents(paid - recovered),
            cents(to_date),
        ]);
    }
    sheet.text()
}

fn paid_and_recovered<'a>(
    payments: impl Iterator<Item = &'a PaymentAccount> + Clone,
) -> (Cents, Cents) {
    let paid = payments.clone().map(|payment| payment.paid).sum();
    (paid, payments.map(|payment| payment.recovered).sum())
}

fn heading(text: &mut String, words: &str) {
    let (space, words) = words.strip_prefix('\n').map_or(("", words), |words| ("\n", words));
    text.push_str(space);
    if terminal::colours_stdout() {
        *text += &format!("\u{1b}[1m{words}\u{1b}[0m\n");
    } else {
        *text += &format!("{words}\n");
    }
}

/// A figure as people read it; nothing where there is none.
pub(super) fn figure(figure: Option<Figure>) -> String {
    figure.map_or_else(String::new, |figure| figure.text())
}

fn cents(amount: Cents) -> String {
    Figure::cents(amount).text()
}

/// An amount in cents, exact; with more than two decimals where it has them.
fn amount(exact: Fraction) -> String {
    decimal(exact * Fraction::HUNDREDTH, 2, 4)
}
