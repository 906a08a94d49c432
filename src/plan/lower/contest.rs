//! Contests: prizes by rank.

use super::component::Clause;
use super::notes::Notes;
use crate::diagnostic::{Finding, element};
use crate::money::Cents;
use crate::plan::{Contest, Ties};
use crate::spec::component::{self as spec, Pays, Period, Window};

const PRIZES: &str = "the prizes of a window by rank: prizes = [5000, 3000, 1000]";
const TIES: &str = "what reps with equal results get: \"share\", the prizes of the ranks that they take, in equal parts; \
    \"all\", each the prize of the best of these ranks";

/// The contest of a clause.
pub(super) fn lower(clause: &Clause<'_>, notes: &mut Notes) -> Option<Contest> {
    let prizes = notes.required(clause.path, "prizes", clause.spec.prizes.as_ref(), PRIZES);
    let prizes = prizes.and_then(|specs| self::prizes(specs, &clause.at("prizes"), notes));
    let at_least = match clause.spec.at_least {
        None => Some(None),
        Some(least) => notes.decimal(&clause.at("at_least"), least).map(Some),
    };
    let ties = notes.required(clause.path, "ties", clause.spec.ties, TIES);
    Some(Contest {
        prizes: prizes?,
        at_least: at_least?,
        ties: match ties? {
            spec::Ties::Share => Ties::Share,
            spec::Ties::All => Ties::All,
        },
    })
}

fn prizes(specs: &[crate::spec::Number], path: &str, notes: &mut Notes) -> Option<Vec<Cents>> {
    if specs.is_empty() {
        notes.push(Finding::error(path, "a contest without prizes").help(PRIZES));
        return None;
    }
    let prizes: Vec<_> = specs
        .iter()
        .enumerate()
        .map(|(i, prize)| notes.amount_above_0(&element(path, i), *prize))
        .collect();
    let mut falling = true;
    for (i, pair) in prizes.windows(2).enumerate() {
        if let [Some(better), Some(prize)] = pair
            && prize > better
        {
            notes.push(
                Finding::error(
                    element(path, i + 1),
                    format!(
                        "rank {} wins {prize}, more than the rank before it with {better}",
                        i + 2
                    ),
                )
                .related(element(path, i), "the prize before")
                .help("list the prizes from the first rank down"),
            );
            falling = false;
        }
    }
    prizes.into_iter().collect::<Option<_>>().filter(|_| falling)
}

/// A contest is decided once, when a calendar window has ended.
pub(super) fn contradictions(component: &spec::Component, path: &str, notes: &mut Notes) {
    if component.pays != Some(Pays::Contest) {
        return;
    }
    let length = |window: Window| match window {
        Window::Month => 1,
        Window::Quarter => 3,
        Window::Half => 6,
        Window::Year | Window::TrailingYear => 12,
    };
    let paid = component.paid.map(|paid| match paid {
        Period::Month => 1,
        Period::Quarter => 3,
        Period::Half => 6,
        Period::Year => 12,
    });
    let measured = component.measured;
    if measured == Some(Window::TrailingYear) {
        notes.push(
            Finding::error(format!("{path}.measured"), "a contest on a trailing year")
                .related(format!("{path}.pays"), "decided when a window has ended")
                .help("measure it over a month, a quarter, a half or a year"),
        );
    } else if let (Some(paid), Some(measured)) = (paid, measured.map(length))
        && paid < measured
    {
        notes.push(
            Finding::error(
                format!("{path}.paid"),
                "a contest is decided when its window has ended, and this pays before",
            )
            .related(format!("{path}.measured"), "the window")
            .help("let it be paid as often as it is measured, or less often"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{around, check};

    fn contest(keys: &str) -> String {
        around(&format!("[[component]]\nname = \"C\"\npays = \"contest\"\n{keys}"))
    }

    #[test]
    fn contests_that_are_refused() {
        let timing = "paid = \"quarter\"\nmeasured = \"quarter\"\n";
        let whole = format!("{timing}measure = \"new_acv\"\nties = \"all\"\n");
        check(
            contest,
            &[
                (
                    &format!("{whole}prizes = [5000, 3000, 3000]\nat_least = 100\nmonths = [4, 5]"),
                    &[],
                ),
                (
                    timing,
                    &[
                        "component[0].measure: `measure` is missing in the component \"C\"",
                        "component[0].prizes: `prizes` is missing in the component \"C\"",
                        "component[0].ties: `ties` is missing in the component \"C\"",
                    ],
                ),
                (
                    &format!("{whole}prizes = []"),
                    &["component[0].prizes: a contest without prizes"],
                ),
                (
                    &format!(
                        "{whole}prizes = [1000, 3000, 0]\nbudget = 5\ngate = {{ measure = \"nps\", at_least = 1 }}"
                    ),
                    &[
                        "key component[0].gate: `gate` belongs to pays = \"rate\", \"target\", \"amount\", \"per_unit\", \"pool\" or \"matrix\"; this component pays \"contest\"",
                        "key component[0].budget: `budget` belongs to pays = \"rate\", \"target\", \"amount\", \"per_unit\" or \"matrix\"; this component pays \"contest\"",
                        "component[0].prizes[2]: `prizes[2]` is 0, not above 0",
                        "component[0].prizes[1]: rank 2 wins 3000.00, more than the rank before it with 1000.00",
                    ],
                ),
                (
                    "measure = \"new_acv\"\nties = \"share\"\nprizes = [1]\npaid = \"month\"\nmeasured = \"quarter\"",
                    &[
                        "component[0].paid: a contest is decided when its window has ended, and this pays before",
                    ],
                ),
                (
                    "measure = \"new_acv\"\nties = \"share\"\nprizes = [1]\npaid = \"year\"\nmeasured = \"trailing_year\"",
                    &["component[0].measured: a contest on a trailing year"],
                ),
            ],
        );
    }
}
