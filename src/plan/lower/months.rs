//! Lists of months: of a term, of a component.

use super::notes::Notes;
use crate::diagnostic::{Finding, element};
use crate::plan::{Component, Measure, MonthSet, Window};
use crate::spec::component as spec;

/// Months counted from 1: at least one, each once. `does` goes on to say what would hold all year.
pub(super) fn lower(months: &[i64], path: &str, does: &str, notes: &mut Notes) -> Option<MonthSet> {
    if months.is_empty() {
        notes.push(
            Finding::error(path, "an empty list of months")
                .help(format!("leave `months` out where the {does} all year")),
        );
        return None;
    }
    let mut sound = true;
    for (index, month) in months.iter().enumerate() {
        if !(1..=12).contains(month) {
            notes.push(
                Finding::error(element(path, index), format!("there is no month {month}"))
                    .help("months of the plan year count from 1 to 12"),
            );
            sound = false;
        } else if let Some(first) = months[..index].iter().position(|other| other == month) {
            notes.push(
                Finding::error(element(path, index), format!("month {month} is listed twice"))
                    .related(element(path, first), "the first time")
                    .help("list each month once"),
            );
            sound = false;
        }
    }
    MonthSet::from_numbers(months.iter().copied()).filter(|_| sound)
}

/// The months in which a component is active.
pub(super) fn of_component(
    spec: &spec::Component,
    path: &str,
    measured: Option<Window>,
    notes: &mut Notes,
) -> Option<MonthSet> {
    let Some(months) = &spec.months else {
        return Some(MonthSet::ALL);
    };
    let at = format!("{path}.months");
    if measured == Some(Window::TrailingYear) {
        notes.push(
            Finding::error_at_key(
                &at,
                "a component that is active in some months only, on a trailing year",
            )
            .related(format!("{path}.measured"), "each payment looks at twelve months")
            .help("measure it over a calendar period, or leave `months` out"),
        );
    }
    lower(months, &at, "component is active", notes)
}

/// Refuses months of which nothing could count, or over which a measure cannot be read.
pub(super) fn suit(component: &Component, path: &str, notes: &mut Notes) {
    let active = component.months;
    let at = format!("{path}.months");
    for (place, measure) in component.measures() {
        let place = format!("{path}.{place}");
        let refused = match measure {
            Measure::Sum { terms, .. } => terms
                .iter()
                .all(|term| term.months.and(active).is_empty())
                .then(|| counts_in_none(measure, &at, place)),
            _ => has_gap(active, component.measured).then(|| read_over_gap(measure, &at, place)),
        };
        refused.into_iter().for_each(|finding| notes.push(finding));
    }
}

fn counts_in_none(measure: &Measure, at: &str, place: String) -> Finding {
    Finding::error(at, format!("`{}` counts in none of these months", measure.name()))
        .related(place, "counts in other months only")
        .help("let the component be active in months in which its measure counts")
}

fn read_over_gap(measure: &Measure, at: &str, place: String) -> Finding {
    let message = format!(
        "`{}` does not add up, so it is read over months that follow each other, and these have a gap",
        measure.name()
    );
    Finding::error(at, message)
        .related(place, "read from the first active month of a window to the last")
        .help("list months that follow each other within a window; or measure by the month")
}

/// Whether the active months of some window do not follow each other.
fn has_gap(active: MonthSet, measured: Window) -> bool {
    let length = match measured {
        Window::Calendar(period) => period.months(),
        Window::TrailingYear => 12,
    };
    let active: Vec<bool> = (0..12).map(|month| active.contains(month)).collect();
    active.chunks(length).any(|window| {
        let starts = window.iter().zip(&window[1..]).filter(|(before, now)| !**before && **now);
        starts.count() + usize::from(window[0]) > 1
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{around, check};

    fn active(keys: &str) -> String {
        let (component, measure) = keys.split_once('|').unwrap_or((keys, ""));
        around(&format!(
            "{measure}\n[[component]]\nname = \"C\"\npays = \"per_unit\"\namount = 1\npaid = \"year\"\n{component}"
        ))
    }

    #[test]
    fn months_that_are_refused() {
        let spiff =
            "[[measure]]\nname = \"spiff\"\nterms = [ { of = \"new_acv\", months = [1, 2] } ]";
        let deals = "measure = \"deals\"\nmeasured = \"year\"\n";
        check(
            active,
            &[
                (&format!("{deals}months = [4, 6]"), &[]),
                (&format!("{deals}months = []"), &["component[0].months: an empty list of months"]),
                (
                    &format!("{deals}months = [0, 4, 13, 4]"),
                    &[
                        "component[0].months[0]: there is no month 0",
                        "component[0].months[2]: there is no month 13",
                        "component[0].months[3]: month 4 is listed twice",
                    ],
                ),
                (
                    "measure = \"deals\"\nmeasured = \"trailing_year\"\nmonths = [4]",
                    &[
                        "key component[0].months: a component that is active in some months only, on a trailing year",
                    ],
                ),
                (
                    &format!("measure = \"spiff\"\nmeasured = \"year\"\nmonths = [3]|{spiff}"),
                    &["component[0].months: `spiff` counts in none of these months"],
                ),
                (
                    "measure = \"nps\"\nmeasured = \"half\"\nmonths = [4, 6]",
                    &[
                        "component[0].months: `nps` does not add up, so it is read over months that follow each other, and these have a gap",
                    ],
                ),
                ("measure = \"nps\"\nmeasured = \"quarter\"\nmonths = [3, 4]", &[]),
                (
                    &format!(
                        "{deals}months = [1, 3]\ngate = {{ measure = \"grr\", at_least = 0.9 }}"
                    ),
                    &[
                        "component[0].months: `grr` does not add up, so it is read over months that follow each other, and these have a gap",
                    ],
                ),
            ],
        );
    }
}
