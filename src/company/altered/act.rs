//! What an act does to a value.

use crate::diagnostic::{Entry, Node, Step, Value};

use super::number::{is_count, tidy};
use super::places::written;
use super::{Act, Change, scale};

/// Does a change to the value at a place of a tree.
///
/// # Errors
/// The value is of a kind that the act is not for, in words.
pub(super) fn alter(root: &mut Node, place: &[Step], change: &Change) -> Result<(), String> {
    let path = written(place);
    let absent = change.absent.map(Value::Float);
    let node = reach(root, place, absent, change.creates)
        .ok_or_else(|| format!("`{path}` cannot be written there"))?;
    act(node, &path, &change.act)
}

fn act(node: &mut Node, path: &str, act: &Act) -> Result<(), String> {
    match act {
        Act::Set(value) => {
            // What stood there is what a finding about the new value points at.
            *node = Node { span: node.span.clone(), value: value.value.clone() };
            with_span(node);
            Ok(())
        }
        Act::Multiply(factor) => {
            each(node, path, &|x| x * factor, &|node| scale::by(node, *factor))
        }
        Act::Add(term) => each(node, path, &|x| x + term, &|node| scale::shift(node, *term)),
        Act::Mixture(parts) => scale::mixture(node, parts).map_err(|why| format!("`{path}` {why}")),
    }
}

/// Changes a number, each number of a list, or a distribution.
fn each(
    node: &mut Node,
    path: &str,
    of_number: &dyn Fn(f64) -> f64,
    of_distribution: &dyn Fn(&mut Node) -> Result<(), String>,
) -> Result<(), String> {
    if let Some(number) = node.number() {
        node.value = of(of_number(number), is_count(path));
        return Ok(());
    }
    let is_distribution = node.entry("distribution").is_some();
    match &mut node.value {
        Value::List(elements) if !elements.is_empty() => elements
            .iter_mut()
            .try_for_each(|element| each(element, path, of_number, of_distribution)),
        Value::Table(_) if is_distribution => {
            of_distribution(node).map_err(|why| format!("`{path}` {why}"))
        }
        Value::Table(_) => Err(format!("`{path}` is a table: name one of its keys")),
        Value::Text(text) => {
            Err(format!("`{path}` is the text \"{text}\", no number: it can only be `set`"))
        }
        _ => Err(format!("`{path}` is no number")),
    }
}

/// The number as a file would have it.
pub(super) fn of(number: f64, count: bool) -> Value {
    let number = if count { number.round() } else { tidy(number) };
    if number.fract() == 0.0 && number.abs() < 1e15 {
        Value::Whole(Some(number as i64))
    } else {
        Value::Float(number)
    }
}

/// The node at a place; missing keys are made where that is allowed, and count as `absent`.
fn reach<'a>(
    root: &'a mut Node,
    place: &[Step],
    absent: Option<Value>,
    creates: bool,
) -> Option<&'a mut Node> {
    let mut node = root;
    for (depth, step) in place.iter().enumerate() {
        let is_last = depth + 1 == place.len();
        match step {
            Step::Index(index) => node = node.element_mut(*index)?,
            Step::Key(key) => {
                if node.entry(key).is_none() {
                    let value = match (is_last, &absent) {
                        (false, _) => Value::Table(Vec::new()),
                        (true, Some(absent)) => absent.clone(),
                        (true, None) if creates => Value::Truth(false),
                        (true, None) => return None,
                    };
                    let span = node.span.clone();
                    let Value::Table(entries) = &mut node.value else { return None };
                    let new = Node { span: span.clone(), value };
                    entries.push(Entry { key: key.clone(), key_span: span, node: new });
                }
                node = &mut node.entry_mut(key)?.node;
            }
        }
    }
    Some(node)
}

/// Gives all values below a node its place, since theirs are in another file.
fn with_span(node: &mut Node) {
    let span = node.span.clone();
    match &mut node.value {
        Value::List(elements) => {
            for element in elements {
                element.span = span.clone();
                with_span(element);
            }
        }
        Value::Table(entries) => {
            for entry in entries {
                entry.key_span = span.clone();
                entry.node.span = span.clone();
                with_span(&mut entry.node);
            }
        }
        _ => {}
    }
}
