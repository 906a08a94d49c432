//! Recorded results: a data file of events to the ledgers that the simulator fills.
//!
//! ```text
//! CSV text ─► Sheet ─► Columns ─► one Entry a row ─► in the order of things ─► Ledgers
//!                        │              │                    │
//!               what plans need    reps, months,      what an account's
//!               of the columns     amounts            course allows
//! ```
//!
//! Rows of one `deal` credit several reps with it: each states the whole `amount`, its `share` of it, and as what
//! it is credited (`credit`: the owner, where empty, `co_seller`, `overlay` or `manager`). The shares of the owner
//! and the co-sellers sum to 1; what each is credited with is whole cents by largest remainder. Overlays and
//! managers are credited beside them, each rounded to the cent: what they are credited with is booked by others.
//!
//! Everything that is wrong is told at once. What a faulty row says is not known, so the accounts that it
//! names are followed no further.

mod account;
mod amount;
mod cells;
mod columns;
mod credit;
mod deals;
mod entry;
mod faults;
mod ledgers;
mod month;
mod needs;
mod people;
mod properties;
mod property;
mod row;
mod so_far;
#[cfg(test)]
mod tests;
mod warnings;
mod wording;

use std::collections::HashMap;

use crate::company::{Company, Seat};
use crate::diagnostic::{Document, Finding, Place};
use crate::events::{CompanyYear, Names, Timeline};
use crate::plan::Plan;
use crate::spec::sheet::Sheet;

pub use so_far::{SoFarRead, so_far};

use columns::{Columns, Source};
use entry::Entries;
use faults::Faults;
use ledgers::Ledgers;
use needs::Needs;
use people::People;

/// The most events of one file.
pub const MOST_EVENTS: usize = 5_000_000;

/// What a data file holds, ready to be paid.
#[derive(Debug)]
pub struct Recorded {
    /// The ledgers, by team in the order of the company, then by rep.
    pub year: CompanyYear,
    /// By team: one seat a rep, in roster order or in the order of first appearance.
    pub reps: Vec<Vec<Seat>>,
    /// The names of scores, products and activities, by which the ledgers number them.
    pub names: Names,
    /// The months of the file: the plan year, and the history before it that has events.
    pub timeline: Timeline,
    /// What the file calls the accounts of the ledgers.
    pub accounts: Accounts,
    /// What should be looked at in the file although nothing is refused.
    pub warnings: Vec<Finding>,
}

/// The accounts of a data file.
#[derive(Debug)]
pub struct Accounts {
    /// By number in the file.
    names: Vec<Box<str>>,
    /// Team and rep, number in the file → number in the rep's ledger.
    numbers: HashMap<((usize, usize), u32), u32>,
}

impl Accounts {
    /// The names of the accounts that a rep had to do with, by their numbers in the rep's ledger.
    pub fn of(&self, team: usize, rep: usize) -> HashMap<u32, &str> {
        let of_rep = self.numbers.iter().filter(|((place, _), _)| *place == (team, rep));
        of_rep
            .filter_map(|((_, in_file), in_ledger)| {
                Some((*in_ledger, &**self.names.get(*in_file as usize)?))
            })
            .collect()
    }
}

/// The results of a data file, for the plans that are to pay them: one a team, in the order of the teams.
///
/// # Errors
/// Everything that refuses the file: columns that the plans need, cells that do not say what their column
/// holds, reps and teams that the company does not have, movements that an account cannot have made.
pub fn record(
    document: &Document,
    company: &Company,
    plans: &[Plan],
) -> Result<Recorded, Vec<Finding>> {
    record_through(document, company, plans, 12).map(|(recorded, _)| recorded)
}

/// What else is known of a file of which some months are read.
#[derive(Debug)]
struct Rows {
    /// By team and rep, where the first row of the rep stands.
    first: Vec<Vec<Place>>,
    /// By team and rep, where a row stands that credits several reps with a deal.
    shared: Vec<Vec<Option<Place>>>,
    /// How many rows are of later months, and are left out.
    later: usize,
}

/// The same of the first `months` of the plan year; rows of later months are checked by themselves and left out.
fn record_through(
    document: &Document,
    company: &Company,
    plans: &[Plan],
    months: usize,
) -> Result<(Recorded, Rows), Vec<Finding>> {
    let sheet = Sheet::read(document)?;
    let needs = Needs::of(company, plans);
    let columns = Columns::find(&sheet, document, &needs)?;
    let source = Source { document, sheet: &sheet, columns };
    let mut people = People::of(company);
    let (mut faults, mut warnings) = (Faults::errors(), Faults::warnings());
    let mut entries = row::read(&source, company, &needs, &mut people, &mut faults);
    let all = entries.list.len();
    entries.list.retain(|entry| entry.month < months as i32);
    let later = all - entries.list.len();
    deals::share_out(&source, &people, &mut entries, &mut faults);
    let ledgers = ledgers::fill(&source, &entries, &people, &mut faults, &mut warnings);
    if !faults.is_empty() {
        return Err(faults.into_findings());
    }
    warnings::of_repeated_rows(&source, &entries, &mut warnings);
    warnings::of_names_alike(&source, company, &entries, &people, &mut warnings);
    if months == 12 {
        warnings::of_missing_scores(company, &needs, &entries, &people, &mut warnings);
    }
    warnings::of_names_that_no_row_has(company, &needs, &entries, &people, &mut warnings);
    warnings::of_drawn_quotas(company, &people, &mut warnings);
    let Ledgers { timeline, teams, numbers } = ledgers;
    let year = people.year(company, timeline, teams)?;
    let warnings = warnings.into_findings();
    let rows = Rows::of(&source, &entries, &people, later);
    let accounts = Accounts { names: entries.account_names, numbers };
    let reps = people.into_seats();
    Ok((Recorded { year, reps, names: entries.names, timeline, accounts, warnings }, rows))
}

impl Rows {
    fn of(source: &Source<'_>, entries: &Entries, people: &People, later: usize) -> Self {
        let mut first: Vec<Vec<Place>> =
            people.counts().map(|reps| vec![Place::File; reps]).collect();
        let mut shared: Vec<Vec<Option<Place>>> =
            people.counts().map(|reps| vec![None; reps]).collect();
        // Backwards, so that what is told last comes first.
        for entry in entries.list.iter().rev() {
            let (team, rep) = entry.rep;
            first[team][rep] = source.rep(entry.row);
            if entry.credit.is_some() {
                shared[team][rep] = Some(source.share(entry.row));
            }
        }
        Self { first, shared, later }
    }
}
