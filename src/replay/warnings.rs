//! What should be looked at in a data file although nothing is refused.

use std::collections::hash_map::Entry as Slot;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::company::Company;
use crate::diagnostic::{Place, nearest};
use crate::events::Kind;

use super::columns::Source;
use super::entry::{Entries, Entry, What};
use super::faults::Faults;
use super::needs::Needs;
use super::people::People;
use super::properties::Properties;

/// Rows that are there twice: of an account, with all that they state alike.
pub(super) fn of_repeated_rows(source: &Source<'_>, entries: &Entries, warnings: &mut Faults) {
    let mut first_rows = HashMap::new();
    for entry in entries.list.iter().filter(|entry| entry.has_account() && is_of_money(entry.what))
    {
        let Entry { row, rep, month, what, properties, account, amount, credit: _ } = *entry;
        let Properties { term_months, traits, .. } = properties;
        let date = source.columns.date.map_or("", |column| source.sheet.cell(row, column));
        let deal = source.deal(row);
        let stated = (rep, month, what.name(), term_months, traits, account, amount, date, deal);
        match first_rows.entry(stated) {
            Slot::Vacant(place) => drop(place.insert(row)),
            Slot::Occupied(_) if warnings.passes_over(source.event(row)) => {}
            Slot::Occupied(first) => {
                let message = format!(
                    "this row says the same as line {}; both count",
                    source.line(*first.get())
                );
                let other = (source.event(*first.get()), "the first");
                warnings.report_beside(
                    source.event(row),
                    message,
                    "leave it out if it is the same event",
                    other,
                );
            }
        }
    }
}

fn is_of_money(what: What) -> bool {
    matches!(what, What::Of(kind) if !matches!(kind, Kind::Meeting | Kind::Qualified | Kind::Activity))
}

/// Reps of one team whose names differ in capitals and blanks only.
pub(super) fn of_names_alike(
    source: &Source<'_>,
    company: &Company,
    entries: &Entries,
    people: &People,
    warnings: &mut Faults,
) {
    let mut first_rows = BTreeMap::new();
    for entry in &entries.list {
        let row = first_rows.entry(entry.rep).or_insert(entry.row);
        *row = entry.row.min(*row);
    }
    let mut names: HashMap<(usize, String), (usize, usize)> = HashMap::new();
    for ((team, place), row) in first_rows {
        let Some(seat) = people.seats(team).get(place) else {
            continue;
        };
        let folded: String =
            seat.rep.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        if let Some((other, other_row)) = names.get(&(team, folded.clone())) {
            let (name, first) = (&seat.rep, &people.seats(team)[*other].rep);
            let message = format!(
                "\"{name}\" and \"{first}\" are taken as two reps of team \"{}\"",
                company.teams[team].name
            );
            let other = (source.rep(*other_row), "the first");
            warnings.report_beside(
                source.rep(row),
                message,
                "write the name alike if it is one person",
                other,
            );
        } else {
            names.insert((team, folded), (place, row));
        }
    }
}

/// Scores that a plan looks at and the file does not have.
pub(super) fn of_missing_scores(
    company: &Company,
    needs: &Needs,
    entries: &Entries,
    people: &People,
    warnings: &mut Faults,
) {
    let mut scored: HashSet<(usize, usize)> = HashSet::new();
    for entry in &entries.list {
        if let What::Score(score) = entry.what {
            scored.insert((entry.rep.0, usize::from(score)));
        }
    }
    for (t, team) in company.teams.iter().enumerate().filter(|(t, _)| !people.seats(*t).is_empty())
    {
        let in_file = || {
            let scores = entries.names.scores.iter().enumerate();
            scores.filter(|(place, _)| scored.contains(&(t, *place))).map(|(_, name)| name.as_str())
        };
        for name in
            needs.scores(t).iter().filter(|name| !in_file().any(|known| known == name.as_str()))
        {
            let message = format!(
                "no row gives a score \"{name}\" of team \"{}\", which its plan looks at",
                team.name
            );
            let help = match nearest(name, in_file()) {
                Some(meant) => format!("is \"{meant}\" meant?"),
                None => "without a score there is no result, and what depends on it is not met"
                    .to_owned(),
            };
            warnings.report_with_help(Place::File, message, help);
        }
    }
}

/// Products and activities that a plan speaks of and no row of the team names: probably a slip of the pen.
pub(super) fn of_names_that_no_row_has(
    company: &Company,
    needs: &Needs,
    entries: &Entries,
    people: &People,
    warnings: &mut Faults,
) {
    let mut seen: HashSet<(usize, bool, usize)> = HashSet::new();
    for entry in &entries.list {
        if let Some(name) = entry.properties.traits.name() {
            seen.insert((entry.rep.0, entry.what == What::Of(Kind::Activity), name));
        }
    }
    for (t, team) in company.teams.iter().enumerate().filter(|(t, _)| !people.seats(*t).is_empty())
    {
        let (spoken_of, known) = (needs.names(t), &entries.names);
        for (noun, activity, wanted, known) in [
            ("a product", false, &spoken_of.products, &known.products),
            ("an activity", true, &spoken_of.activities, &known.activities),
        ] {
            let in_file = || {
                let seen = |place: usize| seen.contains(&(t, activity, place));
                known.iter().enumerate().filter(move |(place, _)| seen(*place)).map(|(_, n)| n)
            };
            for name in wanted.iter().filter(|name| !in_file().any(|known| known == *name)) {
                let message = format!(
                    "no row of team \"{}\" names {noun} \"{name}\", which its plan looks at",
                    team.name
                );
                let help = match nearest(name, in_file().map(String::as_str)) {
                    Some(meant) => format!("is \"{meant}\" meant?"),
                    None => "nothing counts there".to_owned(),
                };
                warnings.report_with_help(Place::File, message, help);
            }
        }
    }
}

/// Quotas that are no number.
pub(super) fn of_drawn_quotas(company: &Company, people: &People, warnings: &mut Faults) {
    for (t, team) in company.teams.iter().enumerate() {
        let drawn = team.quota.as_ref().is_some_and(|quota| quota.is_constant().is_none());
        let without_own = people.seats(t).iter().any(|seat| seat.quota.is_none());
        if drawn && without_own {
            let message = format!(
                "the quota of team \"{}\" is a distribution: its mean is taken as the quota of each rep",
                team.name
            );
            warnings.report_with_help(
                Place::File,
                message,
                "real results need real quotas: give them in a `roster`, or as a number",
            );
        }
    }
}
