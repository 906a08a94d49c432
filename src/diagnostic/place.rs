//! Dotted paths, and the text they mean.

use std::ops::Range;

use super::Part;
use super::tree::Node;

/// The path of a key in the table at `parent` (empty: the file's own keys).
pub fn join(parent: &str, key: &str) -> String {
    let bare =
        !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    let key = if bare { key.to_owned() } else { format!("{key:?}") };
    if parent.is_empty() { key } else { format!("{parent}.{key}") }
}

/// The path of an element of the list at `parent`, counted from 0.
pub fn element(parent: &str, index: usize) -> String {
    format!("{parent}[{index}]")
}

/// What a path leads to, in words that count from 1: `` `rate` ``, or ``entry 2 of `tiers` ``.
pub fn named(path: &str) -> String {
    entry_of(last(path))
}

fn entry_of(name: &str) -> String {
    let index = name.strip_suffix(']').and_then(|inner| inner.rsplit_once('['));
    let entry = index.and_then(|(list, index)| Some((list, index.parse::<usize>().ok()?)));
    match entry {
        Some((list, index)) => format!("entry {} of {}", index + 1, entry_of(list)),
        None => format!("`{name}`"),
    }
}

/// The last key of a path, with its index if it has one: `tiers[1]` of `component[0].tiers[1]`.
pub(super) fn last(path: &str) -> &str {
    let mut start = 0;
    let mut quoted = false;
    let mut escaped = false;
    for (at, c) in path.char_indices() {
        match c {
            '"' if !escaped => quoted = !quoted,
            '.' if !quoted => start = at + 1,
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    &path[start..]
}

/// One step down a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the value of a key.
    Key(String),
    /// To an element of a list, counted from 0.
    Index(usize),
}

/// Where a path stands; of a path that does not exist, its nearest existing parent. The start of the file stands
/// for its missing keys.
pub(super) fn of_path(root: &Node, path: &str, part: Part) -> Option<Range<usize>> {
    let mut node = root;
    let mut steps = steps(path).into_iter().peekable();
    let mut place = steps.peek().map(|_| 0..0);
    while let Some(step) = steps.next() {
        match step {
            Step::Key(key) => {
                let Some(entry) = node.entry(&key) else { break };
                let key_is_meant = part == Part::Key && steps.peek().is_none();
                place = Some(if key_is_meant {
                    entry.key_span.clone()
                } else {
                    entry.node.span.clone()
                });
                node = &entry.node;
            }
            Step::Index(index) => {
                let Some(element) = node.element(index) else {
                    break;
                };
                place = Some(element.span.clone());
                node = element;
            }
        }
    }
    place
}

/// The steps of a path; what is no step is left out.
pub fn steps(path: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix('[') {
            let end = inner.find(']').unwrap_or(inner.len());
            steps.extend(inner[..end].parse().ok().map(Step::Index));
            rest = inner.get(end + 1..).unwrap_or("");
        } else if let Some(inner) = rest.strip_prefix('"') {
            let (key, after) = quoted(inner);
            steps.push(Step::Key(key));
            rest = after;
        } else {
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            steps.push(Step::Key(rest[..end].to_owned()));
            rest = &rest[end..];
        }
        rest = rest.strip_prefix('.').unwrap_or(rest);
    }
    steps
}

/// A quoted key, from behind its first quote, and what follows its last.
fn quoted(text: &str) -> (String, &str) {
    let mut key = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (key, &text[at + 1..]),
            '\\' => key.extend(chars.next().map(|(_, escaped)| escaped)),
            _ => key.push(c),
        }
    }
    (key, "")
}

/// A range that lies within the text, on character boundaries.
pub(super) fn within(text: &str, range: &Range<usize>) -> Range<usize> {
    let end = text.floor_char_boundary(range.end.min(text.len()));
    let start = text.floor_char_boundary(range.start.min(end));
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_name_keys_elements_and_quoted_keys() {
        let key = |k: &str| Step::Key(k.to_owned());
        assert_eq!(
            steps("component[0].tiers[1].rate"),
            [key("component"), Step::Index(0), key("tiers"), Step::Index(1), key("rate")]
        );
        assert_eq!(steps(&join("a", "b.c\"d")), [key("a"), key("b.c\"d")]);
        assert_eq!(steps(&element(&join("", "x y"), 3)), [key("x y"), Step::Index(3)]);
        assert_eq!(steps(""), []);
        assert_eq!(last("component[0].tiers[1]"), "tiers[1]");
        assert_eq!(named("component[0].tiers[1]"), "entry 2 of `tiers`");
        assert_eq!(named("market.correlation[0][2]"), "entry 3 of entry 1 of `correlation`");
        assert_eq!(named("pay.base"), "`base`");
        assert_eq!(last(&join("a", "b.c\"d.e")), r#""b.c\"d.e""#);
    }
}
