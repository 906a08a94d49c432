//! The events of a rep's year as a table for the terminal.

use super::page::figure;
use super::sheet::{Align, Sheet};
use crate::study::{EventLine, Figure};

/// Longer lists of events are summed up by month.
const MOST_EVENTS: usize = 40;

/// Each event with what it counts towards; a long list summed up by month, unless `all` are wanted.
pub(super) fn table(events: &[EventLine], all: bool) -> String {
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
        let credits = group.credits.iter().copied();
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
    /// By component, in the order of first appearance; no number where it moves a ratio or a score.
    credits: Vec<(&'a str, Option<Figure>)>,
}

impl<'a> Group<'a> {
    fn of(event: &'a EventLine) -> Self {
        let mut group = Self {
            month: event.line.month,
            kind: &event.kind,
            count: 0,
            sum: None,
            credits: Vec::new(),
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
            let name = credit.component.as_str();
            match self.credits.iter_mut().find(|(known, _)| *known == name) {
                Some((_, sum)) => *sum = credit.quantity.map(|next| plus(*sum, next)).or(*sum),
                None => self.credits.push((name, credit.quantity)),
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
