//! The rep that is asked for.

use std::sync::Arc;

use super::super::failure::Failure;
use super::case::Case;
use crate::diagnostic::{Diagnosis, Document, Finding, Place, Refused, Severity, list, nearest};

/// A rep of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rep {
    /// The team's place in the company.
    pub team: usize,
    pub seat: usize,
    /// Which rep of the seat, from 0.
    pub stint: usize,
}

/// The most names that a message lists.
const MOST_NAMES: usize = 12;

/// The rep of that name, of that team where one is given.
pub(super) fn find(case: &Case<'_>, name: &str, team: Option<&str>) -> Result<Rep, Failure> {
    let teams: Vec<&str> = case.teams().iter().map(|team| team.name.as_str()).collect();
    if let Some(unknown) = team.filter(|team| !teams.contains(team)) {
        let message = format!("the company has no team \"{unknown}\"");
        let help = match nearest(unknown, teams.iter().copied()) {
            Some(meant) => format!("did you mean \"{meant}\"?"),
            None => format!("its teams are {}", in_quotes(teams)),
        };
        return Err(refused("--team", unknown, message, help));
    }
    let reps: Vec<(Rep, String)> = case
        .reps()
        .filter(|(rep, _)| team.is_none_or(|team| teams.get(rep.team) == Some(&team)))
        .collect();
    let mut found = reps.iter().filter(|(_, known)| known == name);
    match (found.next(), found.next()) {
        (Some((rep, _)), None) => Ok(*rep),
        (Some((one, _)), Some((other, _))) => {
            let message = format!(
                "\"{name}\" is a rep of team \"{}\" and of team \"{}\"",
                teams[one.team], teams[other.team]
            );
            let help = format!("say which: --team {}", teams[one.team]);
            Err(refused("--rep", name, message, help))
        }
        (None, _) => {
            let (message, help) = unknown(case, &reps, name, team);
            Err(refused("--rep", name, message, help))
        }
    }
}

/// What is said of a name that nobody has: whom it may have meant, or who there is.
fn unknown(
    case: &Case<'_>,
    reps: &[(Rep, String)],
    name: &str,
    team: Option<&str>,
) -> (String, String) {
    let whose = team.map_or_else(|| "the company".to_owned(), |team| format!("team \"{team}\""));
    let when = case.number.map_or_else(String::new, |number| format!(" in year {number}"));
    let message = format!("{whose} has no rep \"{name}\"{when}");
    let names = || reps.iter().map(|(_, name)| name.as_str());
    // A seat that nobody took over has no second holder.
    if let Some((seat, _)) = name.rsplit_once('/')
        && names().any(|known| known == seat)
    {
        let holders: Vec<&str> = names()
            .filter(|known| {
                *known == seat || known.strip_prefix(seat).is_some_and(|rest| rest.starts_with('/'))
            })
            .collect();
        return (message, format!("its seat was held by {}", in_quotes(holders)));
    }
    let mut help = match nearest(name, names()) {
        Some(meant) => format!("did you mean \"{meant}\"? "),
        None => String::new(),
    };
    let of_team = |number: usize| {
        let mut names = reps.iter().filter(|(rep, _)| rep.team == number).map(|(_, name)| name);
        let first = names.next()?;
        Some(match (names.next_back(), names.count()) {
            (None, _) => format!("\"{first}\""),
            (Some(last), 0) => format!("\"{first}\", \"{last}\""),
            (Some(last), _) => format!("\"{first}\" … \"{last}\""),
        })
    };
    let groups: Vec<String> = (0..case.teams().len()).filter_map(of_team).collect();
    help += &match groups.is_empty() {
        true => "nobody is there".to_owned(),
        false => {
            let shown = groups.len().min(MOST_NAMES);
            let more = if shown < groups.len() { ", and others" } else { "" };
            format!("there are {}{more}", groups[..shown].join("; "))
        }
    };
    (message, help)
}

fn in_quotes<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    list(words.into_iter().map(|word| format!("\"{word}\"")), "and")
}

/// A refusal that points at an option of the command line.
fn refused(option: &str, value: &str, message: String, help: String) -> Failure {
    let text = format!("{option} {value}");
    let place = Place::Bytes(option.len() + 1..text.len());
    let document = Arc::new(Document::new("command line", text));
    let finding = Finding::new(Severity::Error, place, message).help(help);
    Refused(vec![Diagnosis::new(document, vec![finding])]).into()
}
