//! The account of a rep's year as a page for the terminal.

use std::collections::BTreeMap;
use std::path::Path;

use super::super::terminal;
use super::case::Case;
use super::sheet::{Align, Sheet, push_wrapped};
use super::who::Rep;
use crate::money::{Cents, Fraction};
use crate::study::{Account, AccountLine, EventLine, Figure, PaymentAccount, Section, decimal};

/// Longer lists of events are summed up by month.
const MOST_EVENTS: usize = 40;

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
    text += &events(&account.events, all_events);
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

fn events(events: &[EventLine], all: bool) -> String {
    if events.is_empty() {
        return "  Nothing.\n".to_owned();
    }
    let mut sheet = Sheet::new(2, &[Align::Right, Align::Left, Align::Right, Align::Left]);
    sheet.row(["month", "event", "amount", "counts towards"].map(str::to_owned));
    if all || events.len() <= MOST_EVENTS {
        for event in events {
            let credits = event.credits.iter().map(|c| (c.component.as_str(), c.quantity));
            sheet.row([
                event.line.month.to_string(),
                event.line.what.clone(),
                figure(event.line.quantity),
                counts_towards(credits, event.line.quantity),
            ]);
        }
        return sheet.text();
    }
    // By month and kind, in the order of first appearance.
    let mut groups: Vec<Group<'_>> = Vec::new();
    for event in events {
        let same = |group: &&mut Group<'_>| {
            group.month == event.line.month && group.kind == event.kind.as_str()
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.add(event),
            None => groups.push(Group::of(event)),
        }
    }
    for group in groups {
        let credits = group.credits.iter().map(|(name, sum)| (*name, Some(*sum)));
        let what = match group.count {
            1 => group.kind.to_owned(),
            count => format!("{count} × {}", group.kind),
        };
        sheet.row([
            group.month.to_string(),
            what,
            figure(group.sum),
            counts_towards(credits, group.sum),
        ]);
    }
    let note =
        format!("  {} events are summed up by month; --all-events shows each.\n", events.len());
    sheet.text() + &note
}

/// Events of one kind in one month.
struct Group<'a> {
    month: i64,
    kind: &'a str,
    count: i64,
    sum: Option<Figure>,
    /// By component.
    credits: BTreeMap<&'a str, Figure>,
}

impl<'a> Group<'a> {
    fn of(event: &'a EventLine) -> Self {
        let mut group = Self {
            month: event.line.month,
            kind: &event.kind,
            count: 0,
            sum: None,
            credits: BTreeMap::new(),
        };
        group.add(event);
        group
    }

    fn add(&mut self, event: &'a EventLine) {
        let plus = |sum: Option<Figure>, next: Figure| match sum {
            Some(sum) => Figure { value: (sum.value + next.value).reduced(), ..sum },
            None => next,
        };
        self.count += event.count;
        self.sum = event.line.quantity.map(|next| plus(self.sum, next)).or(self.sum);
        for credit in &event.credits {
            if let Some(next) = credit.quantity {
                let name = credit.component.as_str();
                let sum = plus(self.credits.get(name).copied(), next);
                self.credits.insert(name, sum);
            }
        }
    }
}

/// The components that an event counts towards, each with how much where that is not the amount itself.
fn counts_towards<'a>(
    credits: impl Iterator<Item = (&'a str, Option<Figure>)>,
    amount: Option<Figure>,
) -> String {
    let one = |(name, credit): (&str, Option<Figure>)| match (credit, amount) {
        (Some(credit), Some(amount)) if credit.value != amount.value => {
            format!("{name} ({})", credit.text())
        }
        _ => name.to_owned(),
    };
    credits.map(one).collect::<Vec<String>>().join(", ")
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
    for payment in &section.payments {
        self::payment(payment, &mut sheet);
    }
    text + &sheet.text()
}

/// A payment: what it looks at, step by step, and what it comes to.
fn payment(payment: &PaymentAccount, sheet: &mut Sheet) {
    let mut month = payment.month.to_string();
    if payment.idle && payment.paid_line.is_some() {
        // A plan-level clause that only takes back says so below.
        if !payment.looks_at.is_empty() {
            let looks_at = payment.looks_at.join("; ");
            sheet.across([std::mem::take(&mut month)], format!("{looks_at}; nothing to pay"));
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

fn figure(figure: Option<Figure>) -> String {
    figure.map_or_else(String::new, |figure| figure.text())
}

fn cents(amount: Cents) -> String {
    Figure::cents(amount).text()
}

/// An amount in cents, exact; with more than two decimals where it has them.
fn amount(exact: Fraction) -> String {
    decimal(exact * Fraction::HUNDREDTH, 2, 4)
}
