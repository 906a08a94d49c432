//! Which events a term counts: its `where`.

use super::notes::Notes;
use crate::diagnostic::{Finding, element, join};
use crate::money::Decimal6;
use crate::plan::{Additive, Condition};
use crate::spec::plan as spec;
use crate::spec::{NameOrNames, Number};

/// The longest contract term [months].
const LONGEST_TERM: i64 = 600;

/// The most days to close: a hundred years.
const MOST_DAYS: i64 = 36_500;

/// The condition at a path, on the events of a measure (none where that was refused).
pub(super) fn condition(
    spec: &spec::Condition,
    of: Option<Additive>,
    path: &str,
    notes: &mut Notes,
) -> Option<Condition> {
    let suits = suits(spec, of, path, notes);
    let term_months_at_least = notes.whole_number(
        &join(path, "term_months_at_least"),
        spec.term_months_at_least,
        (1, LONGEST_TERM),
        "a contract term of so many months",
    );
    let products = names(spec.product.as_ref(), &join(path, "product"), "product", notes);
    let activities = names(spec.activity.as_ref(), &join(path, "activity"), "activity", notes);
    let margin_at_least = match spec.margin_at_least {
        None => Some(None),
        Some(margin) => share(&join(path, "margin_at_least"), margin, notes).map(Some),
    };
    let days_to_close_at_most = notes.whole_number(
        &join(path, "days_to_close_at_most"),
        spec.days_to_close_at_most,
        (0, MOST_DAYS),
        "so many days from first contact to signature",
    );
    suits.then_some(())?;
    Some(Condition {
        term_months_at_least: term_months_at_least?,
        products: products?,
        activities: activities?,
        outbound: spec.outbound,
        prepaid: spec.prepaid,
        margin_at_least: margin_at_least?,
        days_to_close_at_most: days_to_close_at_most?,
    })
}

/// Activities have names and nothing else; what is no activity has none.
fn suits(spec: &spec::Condition, of: Option<Additive>, path: &str, notes: &mut Notes) -> bool {
    let Some(of) = of else {
        return true;
    };
    let of_deals = [
        ("term_months_at_least", spec.term_months_at_least.is_some()),
        ("product", spec.product.is_some()),
        ("outbound", spec.outbound.is_some()),
        ("prepaid", spec.prepaid.is_some()),
        ("margin_at_least", spec.margin_at_least.is_some()),
        ("days_to_close_at_most", spec.days_to_close_at_most.is_some()),
    ];
    let of_activities = [("activity", spec.activity.is_some())];
    let (unsuited, help) = match of {
        Additive::Activities => (&of_deals[..], "of activities a term can ask for the `activity`"),
        _ => (&of_activities[..], "`activity` goes with `of = \"activities\"`"),
    };
    let mut suits = true;
    for (key, _) in unsuited.iter().filter(|(_, given)| *given) {
        let message = format!("the events of `{}` have no `{}`", of.name(), property(key));
        let of_term = path.rsplit_once('.').map_or(path, |(term, _)| term);
        let finding = Finding::error_at_key(join(path, key), message);
        notes.push(finding.related(join(of_term, "of"), "what is added").help(help));
        suits = false;
    }
    suits
}

/// What a key of a condition looks at.
fn property(key: &str) -> &str {
    key.trim_end_matches("_at_least").trim_end_matches("_at_most")
}

/// Names, none blank and none twice; empty where the key is left out.
fn names(
    spec: Option<&NameOrNames>,
    path: &str,
    what: &str,
    notes: &mut Notes,
) -> Option<Vec<String>> {
    let Some(spec) = spec else {
        return Some(Vec::new());
    };
    let names = spec.names();
    if names.is_empty() {
        let finding = Finding::error(path, format!("an empty list of names: no {what} counts"));
        notes.push(finding.help(format!("leave `{what}` out where the term counts them all")));
        return None;
    }
    let mut sound = true;
    for (i, name) in names.iter().enumerate() {
        let place = || match spec {
            NameOrNames::Name(_) => path.to_owned(),
            NameOrNames::Names(_) => element(path, i),
        };
        let twice = names[..i].contains(name);
        if name.trim().is_empty() || name.trim() != name || name.chars().any(char::is_control) {
            let message =
                format!("{name:?} is no name: a name has letters and no blanks around it");
            notes.push(Finding::error(place(), message));
            sound = false;
        } else if twice {
            notes.push(
                Finding::error(place(), format!("{name:?} is named twice")).help("name each once"),
            );
            sound = false;
        }
    }
    sound.then(|| names.to_vec())
}

/// A margin as a share, which may be a loss.
fn share(path: &str, number: Number, notes: &mut Notes) -> Option<Decimal6> {
    let margin = notes.decimal(path, number)?;
    if margin.0.abs() > Decimal6::ONE.0 {
        let help = super::notes::percent_hint(number);
        return notes.refuse(path, number, "beyond −1 to 1", &help);
    }
    Some(margin)
}
