//! The rows of a data file, each as one entry.

use std::collections::{HashMap, HashSet};

use crate::company::Company;
use crate::diagnostic::Place;
use crate::events::{Kind, Names};
use crate::spec::sheet::Sheet;

use super::columns::{Columns, Source};
use super::entry::{Entries, Entry, RepPlace, What};
use super::faults::Faults;
use super::needs::Needs;
use super::people::People;
use super::property::Property;

/// The most that the amounts of a file may add up to, signs apart [units]: sums stay exact below it.
const MOST_IN_ALL: i128 = 10_000_000_000_000_000;

/// Every row of a sheet that can be read, in the order of things.
pub(super) fn read(
    source: &Source<'_>,
    company: &Company,
    needs: &Needs,
    people: &mut People,
    faults: &mut Faults,
) -> Entries {
    let Source { sheet, columns, .. } = *source;
    let teams: Vec<&str> = company.teams.iter().map(|team| team.name.as_str()).collect();
    let entries = Entries { names: Names::of(company), ..Entries::default() };
    let mut rows = Rows {
        sheet,
        columns,
        company,
        needs,
        people,
        faults,
        teams,
        entries,
        accounts: HashMap::new(),
        deals: HashMap::new(),
        told: HashSet::new(),
        in_all: 0,
    };
    for row in 0..sheet.rows() {
        rows.read(row);
    }
    rows.check_total();
    let mut names: Vec<(u32, &str)> = rows.accounts.iter().map(|(name, n)| (*n, *name)).collect();
    names.sort_unstable();
    let mut entries = rows.entries;
    entries.account_names = names.into_iter().map(|(_, name)| name.into()).collect();
    entries.list.sort_by_key(Entry::order);
    entries
}

/// A fault that many rows may have alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Told<'a> {
    /// No team is called so.
    Team(&'a str),
    /// The roster of the team of that place does not name the rep.
    Rep(usize, &'a str),
    /// There are too many reps.
    TooManyReps,
    /// Dates are of no use.
    Dates,
}

/// The rows on their way to entries.
pub(super) struct Rows<'a> {
    pub sheet: &'a Sheet<'a>,
    pub columns: Columns,
    pub company: &'a Company,
    needs: &'a Needs,
    pub people: &'a mut People,
    pub faults: &'a mut Faults,
    /// The names of the teams.
    pub teams: Vec<&'a str>,
    pub entries: Entries,
    /// By name, the account's number in the file.
    pub accounts: HashMap<&'a str, u32>,
    /// By id, the deal's number in the file.
    pub deals: HashMap<&'a str, u32>,
    /// What was refused once and is not told again.
    pub told: HashSet<Told<'a>>,
    /// Amounts so far, signs apart, in hundredths.
    pub in_all: i128,
}

impl Rows<'_> {
    fn read(&mut self, row: usize) {
        // Every cell is read, so that each fault of the row is told.
        let what = self.what(row);
        let team = self.team(row);
        let rep = team.and_then(|team| self.rep(row, team));
        let month = self.month(row);
        let amount = what.and_then(|what| self.amount(row, what));
        let properties = self.properties(row, what);
        let what = what.and_then(|what| self.score(row, what));
        let credit = self.credit(row, what);
        let account = self.account(row);
        let entry = (|| {
            let rep = (team?, rep?);
            Some(Entry {
                row,
                rep,
                month: month?,
                what: what?,
                properties: properties?,
                account: account?,
                amount: amount?,
                credit: credit?,
            })
        })();
        match entry.filter(|entry| self.is_complete(entry)) {
            Some(entry) => self.entries.list.push(entry),
            None => {
                self.doubt(account);
                self.doubt_deal(row);
            }
        }
    }

    /// Whether an entry states all that has to be known of it, and lies within the rep's time.
    fn is_complete(&mut self, entry: &Entry) -> bool {
        let (team, place) = entry.rep;
        let account_column = self.columns.account.unwrap_or(self.columns.event);
        let mut complete = true;
        if let (What::Open, false) = (entry.what, entry.has_account()) {
            let message = "`open` gives the ARR of an account, and names none";
            let help = "the column `account` holds the account of each event";
            self.faults.report_with_help(self.place(entry.row, account_column), message, help);
            complete = false;
        }
        if let What::Of(kind) = entry.what {
            let account = self
                .needs
                .account(team, kind, entry.month, entry.amount)
                .filter(|_| !entry.has_account());
            if let Some(why) = account {
                let message = format!("this `{}` names no account: {why}", kind.name());
                self.faults.report(self.place(entry.row, account_column), message);
                complete = false;
            }
            complete &= self.states_all(entry, kind);
        }
        if let Some(why) = self.out_of_seat(entry, (team, place)) {
            let rep = self.cell(entry.row, Some(self.columns.rep));
            let message = format!("\"{rep}\" {why}");
            let column =
                self.columns.date.filter(|date| !self.cell(entry.row, Some(*date)).is_empty());
            let column = column.or(self.columns.month).unwrap_or(0);
            self.faults.report(self.place(entry.row, column), message);
            complete = false;
        }
        complete
    }

    /// Whether an entry states every property that its credit depends on.
    fn states_all(&mut self, entry: &Entry, kind: Kind) -> bool {
        let mut all = true;
        for property in Property::ALL {
            if entry.properties.stated.holds(property) {
                continue;
            }
            let why = self.needs.property(entry.rep.0, property, kind, entry.month, entry.amount);
            if let (Some(why), Some(column)) = (why, self.columns.of(property)) {
                let message =
                    format!("{} of this `{}` is empty: {why}", property.cell(), kind.name());
                self.faults.report(self.place(entry.row, column), message);
                all = false;
            }
        }
        all
    }

    /// Why an event cannot be the rep's: it is before the first month by the roster, or after the last, when
    /// the accounts that were theirs still renew and are lost, but nothing is sold.
    fn out_of_seat(&self, entry: &Entry, (team, place): RepPlace) -> Option<String> {
        let month = |month: Option<usize>| month.and_then(|month| i32::try_from(month).ok());
        if let Some(start) = month(self.people.start_month(team, place))
            && entry.month < start
        {
            return Some(format!("starts in month {} by the roster, after this event", start + 1));
        }
        let goes_on =
            matches!(entry.what, What::Of(Kind::Renewal | Kind::Churn | Kind::Contraction));
        let end = month(self.people.end_month(team, place))?;
        (entry.month > end && !goes_on)
            .then(|| format!("leaves in month {} by the roster, before this event", end + 1))
    }

    /// An account of which something is not known.
    fn doubt(&mut self, account: Option<u32>) {
        let account = account.and_then(|account| usize::try_from(account).ok());
        if let Some(doubtful) = account.and_then(|account| self.entries.doubtful.get_mut(account)) {
            *doubtful = true;
        }
    }

    /// Sums of what is left are exact.
    fn check_total(&mut self) {
        if self.in_all > 100 * MOST_IN_ALL {
            let message = format!(
                "the amounts of the file add up to more than {MOST_IN_ALL}, beyond what is summed exactly"
            );
            self.faults.report(Place::File, message);
            self.entries.list.clear();
        }
    }
}
