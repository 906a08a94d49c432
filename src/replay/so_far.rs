//! The months of a year that are over, from a data file: what happened at each seat of the company.
//!
//! The people of the file take the seats of the company: by name where a seat is called so (a roster's all are), the
//! others in the order of their first rows, each the next seat that is left. A seat that no row speaks of is held,
//! and without results.

use std::collections::{HashMap, HashSet};

use crate::company::{Company, Team};
use crate::diagnostic::{Document, Finding, Place, Severity, list};
use crate::events::{Happened, Hearer, Ledger, SoFar, Stint, Timeline};
use crate::plan::Plan;

use super::people::{mean_quota, stint};
use super::{Recorded, Rows, record_through};

/// The months that are over, and what should be looked at in their file.
#[derive(Debug)]
pub struct SoFarRead {
    /// What happened in them, and what is believed of the rest.
    pub so_far: SoFar,
    /// What should be looked at although nothing is refused.
    pub warnings: Vec<Finding>,
}

/// Of this many that the model expects of a team, none at all is no chance (e⁻²⁰), but a file that does not tell.
const SURELY_SOME: f64 = 20.0;

/// The first `months` (1 to 11) of a year from its data file, for a company whose plans are these, one a team.
///
/// # Errors
/// All that [`super::record`] refuses; more reps than a team has seats; what the months that are left would depend
/// on and the file does not tell.
pub fn so_far(
    document: &Document,
    company: &Company,
    plans: &[Plan],
    months: usize,
) -> Result<SoFarRead, Vec<Finding>> {
    let (recorded, rows) = record_through(document, company, plans, months)?;
    let mut findings = Vec::new();
    for (t, team) in company.teams.iter().enumerate() {
        of_team(team, (&recorded, t), &rows, &mut findings);
    }
    let seats: Vec<Vec<usize>> =
        company.teams.iter().zip(&recorded.reps).map(|(team, reps)| seats_of(team, reps)).collect();
    of_starts(company, (&recorded, &seats), &rows, &mut findings);
    if !findings.is_empty() {
        return Err(findings);
    }
    let mut warnings = recorded.warnings.clone();
    warnings.extend(of_later_rows(rows.later, months));
    warnings.extend(of_history(company, recorded.timeline));
    let happened = happened(company, recorded, &seats, months)?;
    let so_far = SoFar::new(company, happened);
    let mut findings = Vec::new();
    for (t, team) in company.teams.iter().enumerate() {
        of_untold(team, (&so_far, company, t), &mut findings);
        warnings.extend(of_silent(team, (&so_far, company, t)));
    }
    if findings.is_empty() { Ok(SoFarRead { so_far, warnings }) } else { Err(findings) }
}

/// The seat of each rep of the file, none of which are more than there are seats.
fn seats_of(team: &Team, reps: &[crate::company::Seat]) -> Vec<usize> {
    let by_name: HashMap<&str, usize> =
        team.seats.iter().enumerate().map(|(s, seat)| (seat.rep.as_str(), s)).collect();
    let taken: HashSet<usize> =
        reps.iter().filter_map(|rep| by_name.get(rep.rep.as_str()).copied()).collect();
    let mut free = (0..team.seats.len()).filter(|seat| !taken.contains(seat));
    reps.iter()
        .filter_map(|rep| by_name.get(rep.rep.as_str()).copied().or_else(|| free.next()))
        .collect()
}

/// What refuses the rows of a team.
fn of_team(
    team: &Team,
    (recorded, t): (&Recorded, usize),
    rows: &Rows,
    findings: &mut Vec<Finding>,
) {
    let (reps, seats) = (&recorded.reps[t], team.seats.len());
    if let Some(place) = rows.first[t].get(seats) {
        let message = format!(
            "\"{}\" is rep {} of team \"{}\", which has {seats} seats",
            reps[seats].rep,
            seats + 1,
            team.name
        );
        let help = "a seat goes on with who held it first; of people who followed one another write the events under \
                    one name, or give the team more `headcount`, or a `roster` with `start_month` and `end_month`";
        findings.push(error(place, message).help(help));
    }
    for (rep, (first, shared)) in rows.first[t].iter().zip(&rows.shared[t]).enumerate() {
        if let Some(place) = shared {
            let message = "a deal that several reps are credited with cannot be gone on from";
            let help = "the rest of the year is drawn without shared deals: write what each is credited with as a \
                        deal of its own";
            findings.push(error(place, message).help(help));
        }
        let accounts = &recorded.year.teams[t].seats[rep].ledger.accounts;
        let name = &reps[rep].rep;
        match &team.book {
            Some(_) if accounts.is_empty() && *first != Place::File => {
                let message = format!(
                    "no `open` row gives an account of \"{name}\", whose team \"{}\" keeps a book",
                    team.name
                );
                let help = "what renews in the months that are left are the accounts of the file: open each with its \
                            ARR at the start of the year";
                findings.push(error(first, message).help(help));
            }
            None if !accounts.is_empty() => {
                let message = format!(
                    "\"{name}\" keeps accounts, and the model of team \"{}\" has no book in which they could renew",
                    team.name
                );
                findings.push(error(first, message).help("give the team a `[team.book]`"));
            }
            _ => {}
        }
    }
}

/// Seats whose people start later than the file's rows of them.
fn of_starts(
    company: &Company,
    (recorded, seats): (&Recorded, &[Vec<usize>]),
    rows: &Rows,
    findings: &mut Vec<Finding>,
) {
    let start = recorded.timeline.plan_year();
    for (t, (team, seats)) in company.teams.iter().zip(seats).enumerate() {
        for (rep, seat) in seats.iter().enumerate() {
            let Some(starts) = team.seats[*seat].start_month else {
                continue;
            };
            let ledger = &recorded.year.teams[t].seats[rep].ledger;
            let first = ledger.events.iter().map(|event| usize::from(event.month)).min();
            if first.is_some_and(|month| month < start + starts) {
                let message = format!(
                    "\"{}\" has the seat {} of team \"{}\", whose rep starts in month {}, after this event",
                    recorded.reps[t][rep].rep,
                    team.seats[*seat].rep,
                    team.name,
                    starts + 1
                );
                let help = "name the people of the team in a `roster`, each with the `start_month`";
                findings.push(error(&rows.first[t][rep], message).help(help));
            }
        }
    }
}

/// What the file has to tell of a team and does not.
fn of_untold(
    team: &Team,
    (so_far, company, t): (&SoFar, &Company, usize),
    findings: &mut Vec<Finding>,
) {
    let reps = || (0..team.seats.len()).map(|s| so_far.rep(company, t, s));
    let expected: f64 = reps().filter_map(|rep| rep.expected).sum();
    let found: u64 = reps().filter_map(|rep| rep.count).sum();
    let mut untold = |expected: f64, what: &str, rows: &str| {
        let message = format!(
            "no row records {what} of team \"{}\", of which its model expects some {expected:.0} by month {}",
            team.name,
            so_far.months()
        );
        let help = format!(
            "how able its people are is read off what they did: record it in rows of {rows}, also where no plan pays for it"
        );
        findings.push(Finding::error_in_file(message).help(help));
    };
    if found == 0 && expected >= SURELY_SOME {
        match (&team.deals, &team.funnel) {
            (Some(_), _) => untold(expected, "a deal", "`new`"),
            (None, Some(_)) => untold(expected, "a meeting", "`meeting`"),
            _ => untold(expected, "an expansion", "`upsell` or `cross_sell`"),
        }
    } else if let Some(funnel) = team.funnel.as_ref().filter(|funnel| funnel.lag_months > 0) {
        let qualify = expected * funnel.qualified;
        if funnel.won > 0.0 && qualify >= SURELY_SOME && !so_far.has_qualified(t) {
            untold(qualify, "a qualified meeting", "`qualified`");
        }
    }
}

/// A word on the people of whom the file has nothing.
fn of_silent(team: &Team, (so_far, company, t): (&SoFar, &Company, usize)) -> Option<Finding> {
    let here = |s: &usize| team.seats[*s].start_month.is_none_or(|month| month < so_far.months());
    let reps: Vec<_> = (0..team.seats.len())
        .filter(here)
        .map(|s| so_far.rep(company, t, s))
        .filter(|rep| rep.silent)
        .collect();
    let few = match reps.as_slice() {
        [] => return None,
        [first, second, third, _, ..] => {
            format!("{}, {}, {} and {} others", first.rep, second.rep, third.rep, reps.len() - 3)
        }
        few => list(few.iter().map(|rep| rep.rep.to_owned()), "and"),
    };
    let book = if team.book.is_some() { ", and no accounts" } else { "" };
    let message = format!(
        "no row is of {few} of team \"{}\": taken as in seat without results{book}",
        team.name
    );
    Some(Finding::new(Severity::Warning, Place::File, message).help(
        "of a seat that is not filled, say so in a `roster` (`start_month`, `end_month`) or by the `headcount`",
    ))
}

/// A word on the rows of months that are not over.
fn of_later_rows(later: usize, months: usize) -> Option<Finding> {
    let (rows, are) = if later == 1 { ("row", "is") } else { ("rows", "are") };
    let message = format!("{later} {rows} of months after month {months} {are} left out");
    (later > 0).then(|| Finding::new(Severity::Warning, Place::File, message))
}

/// A word on history that is neither drawn nor in the file.
fn of_history(company: &Company, timeline: Timeline) -> Option<Finding> {
    let drawn = company.simulation.history_months;
    let message = format!(
        "the company asks for {drawn} months of history, and the file begins with the plan year: earlier sales are \
         neither paid nor recovered"
    );
    (drawn > 0 && timeline.history_years() == 0).then(|| {
        Finding::new(Severity::Warning, Place::File, message)
            .help("what was before the plan year is never drawn here; its events have a `date` before its start")
    })
}

/// What happened at the seats of the company.
fn happened(
    company: &Company,
    recorded: Recorded,
    seats: &[Vec<usize>],
    months: usize,
) -> Result<Happened, Vec<Finding>> {
    let timeline = recorded.timeline;
    let (mut people, mut ledgers) = (Vec::new(), Vec::new());
    let hearers = hearers(&recorded, seats);
    for (((team, of_team), reps), seats) in
        company.teams.iter().zip(recorded.year.teams).zip(&recorded.reps).zip(seats)
    {
        let quota = mean_quota(team).map_err(|finding| vec![finding])?;
        let mut of_people: Vec<(String, Stint)> = team
            .seats
            .iter()
            .map(|seat| (seat.rep.clone(), stint(seat, quota, timeline)))
            .collect();
        let mut of_ledgers: Vec<Ledger> =
            team.seats.iter().map(|_| Ledger::of_no_row(timeline)).collect();
        for ((rep, seat_year), seat) in reps.iter().zip(of_team.seats).zip(seats) {
            of_people[*seat].0.clone_from(&rep.rep);
            of_ledgers[*seat] = seat_year.ledger;
        }
        people.push(of_people);
        ledgers.push(of_ledgers);
    }
    Ok(Happened { months, timeline, names: recorded.names, people, ledgers, hearers })
}

/// Who sold to accounts that are in the book of others.
fn hearers(recorded: &Recorded, seats: &[Vec<usize>]) -> Vec<Hearer> {
    let in_book = |((team, rep), number): ((usize, usize), u32)| {
        (number as usize) < recorded.year.teams[team].seats[rep].ledger.accounts.len()
    };
    let numbers = &recorded.accounts.numbers;
    let keepers: HashMap<u32, ((usize, usize), u32)> = numbers
        .iter()
        .filter(|((rep, _), number)| in_book((*rep, **number)))
        .map(|((rep, in_file), number)| (*in_file, (*rep, *number)))
        .collect();
    let seat = |(team, rep): (usize, usize)| (team, seats[team][rep]);
    let mut hearers: Vec<Hearer> = numbers
        .iter()
        .filter_map(|((rep, in_file), number)| {
            let (keeper, of_book) = keepers.get(in_file).filter(|(keeper, _)| keeper != rep)?;
            let ((team, book), (other, ledger)) = (seat(*keeper), seat(*rep));
            Some(Hearer { account: (team, book, *of_book), told_to: (other, ledger, *number) })
        })
        .collect();
    hearers.sort_unstable_by_key(|hearer| (hearer.account, hearer.told_to));
    hearers
}

fn error(place: &Place, message: impl Into<String>) -> Finding {
    Finding::new(Severity::Error, place.clone(), message)
}
