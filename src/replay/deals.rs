//! Deals that are credited to several reps, put together from their rows.

use std::collections::HashMap;

use crate::diagnostic::list;
use crate::events::{Role, Share};
use crate::money::{Cents, Decimal6, largest_remainder};

use super::columns::Source;
use super::entry::{Credit, Entries, Entry};
use super::faults::Faults;
use super::people::People;

/// What rows of one deal have in common where they credit the same event: the deal, the event, the month, the
/// amount.
type Whole = (u32, &'static str, i32, i64);

/// Gives each row of a shared deal the amount that its rep is credited with. Deals of which a row could not be
/// read are left as they are: the file is refused for that row.
pub(super) fn share_out(
    source: &Source<'_>,
    people: &People,
    entries: &mut Entries,
    faults: &mut Faults,
) {
    let mut places: HashMap<Whole, usize> = HashMap::new();
    let mut deals: Vec<(Whole, Vec<usize>)> = Vec::new();
    // What was sold to these accounts is not known.
    let mut doubted: Vec<u32> = Vec::new();
    for (place, entry) in entries.list.iter().enumerate() {
        let Some(credit) = entry.credit else {
            continue;
        };
        if entries.doubtful_deals[credit.deal as usize] {
            doubted.push(entry.account);
            continue;
        }
        let whole = (credit.deal, entry.what.name(), entry.month, entry.amount);
        let known = *places.entry(whole).or_insert_with(|| {
            deals.push((whole, Vec::new()));
            deals.len() - 1
        });
        deals[known].1.push(place);
    }
    for (whole, rows) in &deals {
        let deal = Deal { rows: rows.iter().map(|row| &entries.list[*row]).collect() };
        let other = || deals.iter().find(|(other, _)| differs_in_amount(other, whole));
        let row_of_other = || other().map(|(_, rows)| entries.list[rows[0]].row);
        let Some(credits) = deal.credits(source, people, faults, row_of_other) else {
            doubted.extend(deal.rows.iter().map(|entry| entry.account));
            continue;
        };
        for (row, (amount, credit)) in rows.iter().zip(credits) {
            let entry = &mut entries.list[*row];
            (entry.amount, entry.credit) = (amount.0, credit);
        }
    }
    for account in doubted {
        if let Some(doubtful) = entries.doubtful.get_mut(account as usize) {
            *doubtful = true;
        }
    }
}

/// Whether rows are of the same deal, event and month, and state another amount.
fn differs_in_amount(a: &Whole, b: &Whole) -> bool {
    (a.0, a.1, a.2) == (b.0, b.1, b.2) && a.3 != b.3
}

/// The rows of a deal that credit the same event.
struct Deal<'a> {
    rows: Vec<&'a Entry>,
}

impl Deal<'_> {
    /// What each row credits; none where they do not fit together. `other` is a row of the deal that states
    /// another amount.
    fn credits(
        &self,
        source: &Source<'_>,
        people: &People,
        faults: &mut Faults,
        other: impl Fn() -> Option<usize>,
    ) -> Option<Vec<(Cents, Option<Credit>)>> {
        let first = *self.rows.first()?;
        let whole = Cents(first.amount);
        let told = self.tell_twice(source, people, faults) | self.tell_accounts(source, faults);
        let owner = self.owner(source, faults, &other)?;
        let sharing = || self.rows.iter().filter(|entry| !entry.role().is_extra());
        let sum: i64 = sharing().filter_map(|entry| entry.credit).map(|c| c.share.0).sum();
        if sum != Decimal6::ONE.0 {
            let lines: Vec<usize> = sharing().map(|entry| source.line(entry.row)).collect();
            let message = format!(
                "the shares of deal \"{}\" sum to {} in {}: its owner and co-sellers share all of it",
                source.deal(first.row),
                Decimal6(sum),
                in_lines(&lines)
            );
            let help = match other() {
                Some(row) => format!(
                    "line {} states another amount for the same deal, event and month: each row states the whole amount",
                    source.line(row)
                ),
                None => "let them sum to exactly 1; `overlay` and `manager` rows are beside them"
                    .to_owned(),
            };
            let last = sharing().next_back().map_or(first.row, |entry| entry.row);
            faults.report_with_help(source.share(last), message, help);
            return None;
        }
        if told {
            return None;
        }
        let weights: Vec<(usize, i128)> = sharing()
            .filter_map(|entry| entry.credit)
            .enumerate()
            .map(|(place, credit)| (place, i128::from(credit.share.0)))
            .collect();
        let mut parts = largest_remainder(whole, &weights).into_iter();
        let credits = self.rows.iter().map(|entry| {
            let credit = entry.credit.map(|credit| Credit { owner: owner.rep, ..credit });
            let Some(credit) = credit.filter(|credit| credit.role.is_extra()) else {
                let amount = parts.next().unwrap_or(Cents::ZERO);
                let given = if entry.row == owner.row { whole - amount } else { Cents::ZERO };
                // Who owns all of a deal is credited as ever.
                let credit = credit.map(|credit| Credit { given, ..credit });
                return (amount, credit.filter(|credit| credit.share != Decimal6::ONE));
            };
            (Share::of(credit.share, whole), Some(credit))
        });
        Some(credits.collect())
    }

    /// The one row of the deal's owner.
    fn owner(
        &self,
        source: &Source<'_>,
        faults: &mut Faults,
        other: &impl Fn() -> Option<usize>,
    ) -> Option<&Entry> {
        let mut owners = self.rows.iter().filter(|entry| entry.role() == Role::Owner);
        let first = *self.rows.first()?;
        let (owner, second) = (owners.next(), owners.next());
        let deal = source.deal(first.row);
        if let (Some(owner), Some(second)) = (owner, second) {
            let message = format!(
                "deal \"{deal}\" has two owners, in {}",
                in_lines(&[source.line(owner.row), source.line(second.row)])
            );
            let help = "an event of a deal has one owner: who sold it together with the owner is a `co_seller` in the column `credit`";
            let beside = (source.rep(owner.row), "the first");
            faults.report_beside(source.rep(second.row), message, help, beside);
            return None;
        }
        if owner.is_none() {
            let what = first.role().name();
            let message =
                format!("nobody owns deal \"{deal}\", which is credited as `{what}` here");
            let help = match other() {
                Some(row) => format!(
                    "line {} states another amount for the same deal, event and month: each row states the whole amount",
                    source.line(row)
                ),
                None => "the owner's row states the same deal, event, month and amount, and leaves `credit` empty".to_owned(),
            };
            faults.report_with_help(source.rep(first.row), message, help);
        }
        owner.copied()
    }

    /// Tells of a rep who is credited twice.
    fn tell_twice(&self, source: &Source<'_>, people: &People, faults: &mut Faults) -> bool {
        let mut told = false;
        for (place, entry) in self.rows.iter().enumerate() {
            let Some(first) = self.rows[..place].iter().find(|other| other.rep == entry.rep) else {
                continue;
            };
            let message = format!(
                "{} is credited twice with deal \"{}\", in {}",
                people.name(entry.rep),
                source.deal(entry.row),
                in_lines(&[source.line(first.row), source.line(entry.row)])
            );
            let beside = (source.rep(first.row), "the first");
            let help = "state one share for each rep";
            faults.report_beside(source.rep(entry.row), message, help, beside);
            told = true;
        }
        told
    }

    /// Tells of rows that name another account.
    fn tell_accounts(&self, source: &Source<'_>, faults: &mut Faults) -> bool {
        let first = self.rows[0];
        let Some(other) = self.rows.iter().find(|entry| entry.account != first.account) else {
            return false;
        };
        let message = format!(
            "the rows of deal \"{}\" name two accounts, in {}",
            source.deal(first.row),
            in_lines(&[source.line(first.row), source.line(other.row)])
        );
        let help = "a deal is one sale to one account: name it in every row, or in none";
        let beside = (source.event(first.row), "the first");
        faults.report_beside(source.event(other.row), message, help, beside);
        true
    }
}

/// `line 2`, `lines 2 and 3`.
fn in_lines(lines: &[usize]) -> String {
    let noun = if lines.len() == 1 { "line" } else { "lines" };
    format!("{noun} {}", list(lines.iter().map(usize::to_string), "and"))
}
