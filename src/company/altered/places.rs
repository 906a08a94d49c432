//! Which values of a file a path means.

use crate::diagnostic::{Node, Step, Value, element, join, list, nearest, steps};

/// The values that a path means in a tree, by their paths from its root, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Paths of keys and places, without names or `*`. The last key of one may not be there yet.
    pub places: Vec<Vec<Step>>,
    /// Where there is none: how far the path leads, and what is known there.
    dead_end: Option<DeadEnd>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct DeadEnd {
    depth: usize,
    at: String,
    word: String,
    known: Vec<String>,
    what: &'static str,
}

impl Found {
    /// Why there is no such value: what the last value has in its place, and what was probably meant.
    pub fn why_none(&self) -> (String, String) {
        let Some(end) = &self.dead_end else {
            return ("it leads to no value".to_owned(), String::new());
        };
        let at = if end.at.is_empty() { "the file".to_owned() } else { format!("`{}`", end.at) };
        let message = match end.what {
            "value" => format!("{at} is a single value, it has no `{}`", end.word),
            "entry" => format!("{at} has no entry `{}`", end.word),
            _ => format!("{at} has no key `{}`", end.word),
        };
        let help = match nearest(&end.word, end.known.iter().map(String::as_str)) {
            Some(meant) => format!("did you mean `{}`?", joined(&end.at, meant)),
            None if end.known.is_empty() => format!("name {at} itself"),
            None => {
                let known = end.known.iter().map(|word| format!("`{word}`"));
                format!("known there: {}", list(known, "and"))
            }
        };
        (message, help)
    }

    /// Takes in what was found in a further tree.
    pub fn miss(&mut self, other: &Self) {
        let deeper = other
            .dead_end
            .as_ref()
            .filter(|end| self.dead_end.as_ref().is_none_or(|own| end.depth > own.depth));
        if let Some(end) = deeper {
            self.dead_end = Some(end.clone());
        }
    }
}

/// The values that a path means from the root of a tree on. `creates`: its last keys may be missing.
pub fn named_places(root: &Node, path: &[Step], creates: bool) -> Found {
    let mut walk = Walk { creates, found: Found::default() };
    walk.from(Some(root), path, &mut Vec::new());
    walk.found
}

struct Walk {
    creates: bool,
    found: Found,
}

impl Walk {
    fn from(&mut self, node: Option<&Node>, path: &[Step], place: &mut Vec<Step>) {
        let Some((step, rest)) = path.split_first() else {
            self.found.places.push(place.clone());
            return;
        };
        let mut down = |walk: &mut Self, node: Option<&Node>, step: Step| {
            place.push(step);
            walk.from(node, rest, place);
            place.pop();
        };
        match (step, node.map(|node| &node.value)) {
            (Step::Key(star), Some(Value::List(elements))) if star == "*" => {
                for (index, node) in elements.iter().enumerate() {
                    down(self, Some(node), Step::Index(index));
                }
            }
            (Step::Key(star), Some(Value::Table(entries))) if star == "*" => {
                for entry in entries {
                    down(self, Some(&entry.node), Step::Key(entry.key.clone()));
                }
            }
            (Step::Key(name), Some(Value::List(elements))) => {
                let called =
                    |node: &Node| node.entry("name").is_some_and(|it| it.node.text() == Some(name));
                let index = elements.iter().position(called);
                match index {
                    Some(index) => down(self, elements.get(index), Step::Index(index)),
                    None => self.dead_end(place, name, names(elements), "entry"),
                }
            }
            (Step::Key(key), Some(Value::Table(entries))) => {
                match entries.iter().find(|entry| entry.key == *key) {
                    Some(entry) => down(self, Some(&entry.node), step.clone()),
                    None if self.creates && key != "*" => down(self, None, step.clone()),
                    None => {
                        let known = entries.iter().map(|entry| entry.key.clone()).collect();
                        self.dead_end(place, key, known, "key");
                    }
                }
            }
            (Step::Key(key), None) if key != "*" => down(self, None, step.clone()),
            (Step::Index(index), Some(Value::List(elements))) if *index < elements.len() => {
                down(self, elements.get(*index), step.clone());
            }
            (Step::Index(index), Some(Value::List(elements))) => {
                let known = (0..elements.len()).map(|index| index.to_string()).collect();
                self.dead_end(place, &index.to_string(), known, "entry");
            }
            (step, _) => {
                let word = match step {
                    Step::Key(key) => key.clone(),
                    Step::Index(index) => format!("[{index}]"),
                };
                self.dead_end(place, &word, Vec::new(), "value");
            }
        }
    }

    fn dead_end(&mut self, place: &[Step], word: &str, known: Vec<String>, what: &'static str) {
        let end =
            DeadEnd { depth: place.len(), at: written(place), word: word.to_owned(), known, what };
        self.found.miss(&Found { places: Vec::new(), dead_end: Some(end) });
    }
}

/// The names of a list's elements.
fn names(elements: &[Node]) -> Vec<String> {
    let name = |node: &Node| node.entry("name").and_then(|it| it.node.text()).map(str::to_owned);
    elements.iter().filter_map(name).collect()
}

fn joined(at: &str, word: &str) -> String {
    if word.bytes().all(|b| b.is_ascii_digit()) { format!("{at}[{word}]") } else { join(at, word) }
}

/// A path as text.
pub(super) fn written(path: &[Step]) -> String {
    path.iter().fold(String::new(), |text, step| match step {
        Step::Key(key) => join(&text, key),
        Step::Index(index) => element(&text, *index),
    })
}

/// A path as text, where elements that have a name are called by it.
pub(super) fn spoken(root: &Node, path: &[Step]) -> String {
    let mut node = Some(root);
    let mut text = String::new();
    for step in path {
        let next = node.and_then(|node| match step {
            Step::Key(key) => node.entry(key).map(|entry| &entry.node),
            Step::Index(index) => node.element(*index),
        });
        text = match step {
            Step::Key(key) => join(&text, key),
            Step::Index(index) => match next.and_then(|node| node.entry("name")?.node.text()) {
                Some(name) => join(&text, name),
                None => element(&text, *index),
            },
        };
        node = next;
    }
    text
}

/// The steps of a path, or why it is none.
pub(super) fn parsed(path: &str) -> Result<Vec<Step>, String> {
    let parsed = steps(path);
    let bracket =
        |rest: &str| rest.split_once(']').is_none_or(|(inner, _)| inner.parse::<usize>().is_err());
    if parsed.is_empty() || path.split(['.', '[']).any(|part| part.trim().is_empty()) {
        return Err("a step of it is empty".to_owned());
    }
    if !path.contains('"') && path.split('[').skip(1).any(bracket) {
        return Err(
            "in `[…]` stands the place of an entry, from 0; a name goes behind a point".to_owned()
        );
    }
    Ok(parsed)
}
