//! The numbers that are moved, and how far.

use crate::company::altered::{Act, Change, is_count, named_places, tidy};
use crate::company::{Files, Loaded};
use crate::diagnostic::{Node, Step, Value, join, steps};

/// A number of the files with a lower and a higher setting.
#[derive(Clone, Debug)]
pub struct Lever {
    /// Its path; of a path that means several values, or a whole distribution, all of them together.
    pub name: String,
    /// What it is in the files; 1 where it stands for a factor.
    pub value: f64,
    /// Whether `value` and the settings are factors on what the files say.
    pub is_factor: bool,
    /// The lower setting.
    pub low: Setting,
    /// The higher setting.
    pub high: Setting,
}

/// A setting of a lever.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The number, or the factor.
    pub value: f64,
    /// The changes that set it.
    pub changes: Vec<Change>,
}

/// Why a number of the files is no lever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoLever {
    /// It is 0, of which any share is 0.
    Zero,
    /// It says which month, and not how much.
    Month,
    /// It is the whole of its shares.
    Whole,
}

/// Every number of a company's files as a lever of plus and minus a share (0.1: 10 %), and those that are none.
///
/// - Counts move by whole steps, one at least.
/// - A share of a whole (of a mixture, of products, of contract terms, of listed chances) takes from the others in
///   proportion to theirs, so that all still sum to 1; it stays within 0–1.
/// - A column of a roster moves as a whole, by a factor.
/// - A plan that several teams share moves for all of them.
pub fn levers(loaded: &Loaded, files: Files, share: f64) -> (Vec<Lever>, Vec<(String, NoLever)>) {
    let numbers = loaded.numbers(files);
    let (mut levers, mut none) = (Vec::new(), Vec::new());
    for (name, value) in &numbers {
        match lever(loaded, &numbers, name, *value, share) {
            Ok(lever) => levers.push(lever),
            Err(why) => none.push((name.clone(), why)),
        }
    }
    (levers, none)
}

fn lever(
    loaded: &Loaded,
    numbers: &[(String, f64)],
    name: &str,
    value: f64,
    share: f64,
) -> Result<Lever, NoLever> {
    let path = steps(name);
    if is_column(&path) {
        return Ok(factor(name, share));
    }
    if is_month(name) {
        return Err(NoLever::Month);
    }
    if value == 0.0 {
        return Err(NoLever::Zero);
    }
    let others: Vec<(String, f64)> = numbers
        .iter()
        .filter(|(other, _)| other != name && are_of_one_whole(&path, &steps(other)))
        .cloned()
        .collect();
    let is_part = are_of_one_whole(&path, &path);
    let rest: f64 = others.iter().map(|(_, share)| share).sum();
    if is_part && rest == 0.0 {
        return Err(NoLever::Whole);
    }
    let step = value.abs() * share;
    let step = if is_count(name) { step.round().max(1.0) } else { step };
    let setting = |to: f64| {
        let mut to = if is_count(name) { to } else { tidy(to) };
        let mut changes = Vec::new();
        if is_part {
            to = to.clamp(0.0, 1.0);
            for (other, share) in &others {
                changes.extend(settings(loaded, other, share * (1.0 - to) / rest));
            }
        }
        changes.extend(settings(loaded, name, to));
        Setting { value: to, changes }
    };
    let (low, high) = (setting(value - step), setting(value + step));
    Ok(Lever { name: name.to_owned(), value, is_factor: false, low, high })
}

/// A lever on all values that a path means, together.
///
/// # Errors
/// In words: the range is none, or is given to what is not one number.
pub fn lever_named(
    loaded: &Loaded,
    path: &str,
    range: Option<(f64, f64)>,
    share: f64,
) -> Result<Lever, String> {
    let Some((low, high)) = range else {
        return Ok(factor_or_number(loaded, path, share));
    };
    if !(low < high) {
        return Err(format!(
            "the range of `{path}` goes from {low} to {high}: the lower end comes first"
        ));
    }
    let Some(value) = number_at(loaded, path) else {
        return Err(format!(
            "`{path}` is not one number, which a range is for: name one, or leave the range out to move it by a share"
        ));
    };
    let setting = |to: f64| Setting { value: to, changes: settings(loaded, path, to) };
    Ok(Lever {
        name: path.to_owned(),
        value,
        is_factor: false,
        low: setting(low),
        high: setting(high),
    })
}

fn factor_or_number(loaded: &Loaded, path: &str, share: f64) -> Lever {
    let known = number_at(loaded, path).filter(|number| *number != 0.0);
    let numbers: Vec<(String, f64)> =
        known.map(|number| (path.to_owned(), number)).into_iter().collect();
    let one =
        numbers.first().and_then(|(_, number)| lever(loaded, &numbers, path, *number, share).ok());
    one.unwrap_or_else(|| factor(path, share))
}

/// Plus and minus a share of whatever a path means.
fn factor(path: &str, share: f64) -> Lever {
    let setting = |factor: f64| Setting {
        value: factor,
        changes: vec![Change::new(path, Act::Multiply(factor))],
    };
    Lever {
        name: path.to_owned(),
        value: 1.0,
        is_factor: true,
        low: setting(tidy(1.0 - share)),
        high: setting(tidy(1.0 + share)),
    }
}

/// The number at a path, where that means one alone.
fn number_at(loaded: &Loaded, path: &str) -> Option<f64> {
    let path = steps(path);
    let (root, below) = match path.split_first()? {
        (Step::Key(head), rest) if head == "plan" || head == "new_plan" => {
            let Step::Key(team) = rest.first()? else { return None };
            let place = loaded.company.teams.iter().position(|it| it.name == *team)?;
            let document = match head.as_str() {
                "plan" => loaded.plan_documents.get(place)?,
                _ => &loaded.changes.get(place)?.as_ref()?.document,
            };
            (document.root().ok()?, &rest[1..])
        }
        _ => (loaded.document.root().ok()?, &path[..]),
    };
    let found = named_places(root, below, false);
    let [place] = &found.places[..] else { return None };
    let node = place.iter().try_fold(root, |node, step| match step {
        Step::Key(key) => node.entry(key).map(|entry| &entry.node),
        Step::Index(index) => node.element(*index),
    })?;
    node.number()
}

/// The changes that set the number at a path, for all teams that share its plan file.
fn settings(loaded: &Loaded, path: &str, to: f64) -> Vec<Change> {
    let set = |path: String| Change::new(path, Act::Set(Node { span: 0..0, value: value_of(to) }));
    let parts = steps(path);
    let (Some(Step::Key(head)), Some(Step::Key(team))) = (parts.first(), parts.get(1)) else {
        return vec![set(path.to_owned())];
    };
    let teams = match head.as_str() {
        "plan" | "new_plan" => loaded.sharing(head, team),
        _ => Vec::new(),
    };
    let own = join(head, team);
    match path.strip_prefix(&own) {
        Some(rest) if teams.len() > 1 => {
            teams.iter().map(|team| set(format!("{}{rest}", join(head, team)))).collect()
        }
        _ => vec![set(path.to_owned())],
    }
}

fn value_of(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        Value::Whole(Some(number as i64))
    } else {
        Value::Float(number)
    }
}

fn is_column(path: &[Step]) -> bool {
    matches!(path, [Step::Key(team), _, Step::Key(roster), Step::Key(_)] if team == "team" && roster == "roster")
}

/// Whether a number says which month of a year is meant: `months = [4, 5, 6]`, `plan_change.month`.
fn is_month(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or(name);
    last.starts_with("months[") || last == "month"
}

/// Whether two paths lead to parts of one whole: shares of a mixture or of products, chances of a list, contract terms.
fn are_of_one_whole(a: &[Step], b: &[Step]) -> bool {
    let key = |step: Option<&Step>, names: &[&str]| matches!(step, Some(Step::Key(key)) if names.contains(&key.as_str()));
    let n = a.len();
    if n < 3 || b.len() != n {
        return false;
    }
    if key(a.get(n - 2), &["term_months"]) {
        return a[..n - 1] == b[..n - 1];
    }
    key(a.get(n - 1), &["share", "p"])
        && key(a.get(n - 3), &["of", "products"])
        && a[n - 1] == b[n - 1]
        && a[..n - 2] == b[..n - 2]
}
