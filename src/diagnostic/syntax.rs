//! TOML text to a tree, and what is wrong with the text in plain words.

use toml::de::DeTable;

use super::lines::Lines;
use super::tree::Node;
use super::{Finding, Place, Severity};

/// The tree of a text, as far as it could be read, and every fault of its syntax.
pub(super) fn parse(text: &str, lines: &Lines) -> (Node, Vec<Finding>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut faults: Vec<(usize, Finding)> = errors
        .iter()
        .map(|error| {
            let span = error.span().unwrap_or(0..0);
            let line = lines.number(span.start);
            (line, finding(error.message(), span))
        })
        .collect();
    faults.sort_by_key(|(_, finding)| start(finding));
    // A fault makes further ones on its line, which say nothing new.
    faults.dedup_by_key(|(line, _)| *line);
    (Node::of_file(&table), faults.into_iter().map(|(_, finding)| finding).collect())
}

fn finding(message: &str, span: std::ops::Range<usize>) -> Finding {
    let (what, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    let finding =
        |message: &str| Finding::new(Severity::Error, Place::Bytes(span.clone()), message);
    match what {
        "duplicate key" => finding("this key was given before in the same table")
            .help("keep one of them; a further component or team starts with `[[component]]` or `[[team]]`"),
        "string values must be quoted" => {
            finding("this is no value").help("a text stands in quotes: \"…\"; a number has digits, `_` and one point")
        }
        "invalid basic string" | "invalid literal string" if expected == "`\"`" || expected == "`'`" => {
            finding("a text whose quotes are not closed").help(format!("it ends with {expected}, on the same line"))
        }
        "unexpected key or value" => finding("the line goes on behind its value")
            .help("one key a line; numbers have no commas (60_000) and no units, a further word belongs behind a `#`"),
        "missing comma between array elements" => finding("a list goes on without a comma, or its `]` is missing")
            .help("parts of a list are parted by commas: [ 1, 2 ]; it ends with `]`"),
        "missing comma between key-value pairs" => finding("a table goes on without a comma, or its `}` is missing")
            .help("keys of a table are parted by commas: { a = 1, b = 2 }; it ends with `}`"),
        "unclosed array" => finding("a list without its end").help("it ends with `]`"),
        "unclosed inline table" => finding("a table without its end").help("it ends with `}`"),
        "unclosed table" => finding("a header without its end").help("a header ends with `]`"),
        "unclosed array table" => finding("a header without its end").help("a header that starts with `[[` ends with `]]`"),
        "key with no value" => finding("a key without a value").help("write `key = value`"),
        "extra `=`" => finding("one `=` too many"),
        "invalid unquoted key" => finding("a key with other characters than letters, digits, `_` and `-`")
            .help("put the key in quotes"),
        "unexpected leading zero" => finding("a number that starts with 0").help("leave the leading zeros out"),
        "`_` may only go between digits" => finding("a `_` that is not between two digits"),
        _ if matches!(expected, "" | "nothing") => finding(what),
        _ => finding(what).help(format!("expected here: {expected}")),
    }
}

fn start(finding: &Finding) -> usize {
    match &finding.place {
        Place::Bytes(range) => range.start,
        _ => 0,
    }
}
