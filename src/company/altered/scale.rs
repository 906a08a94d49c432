//! A whole distribution times a number, or plus one: every draw of it, not one of its parameters.

use crate::diagnostic::{Entry, Node, Value};

use super::act::of;
use super::number::tidy;

/// Parameters in the unit of the draws, of the families that stay themselves when every draw is multiplied.
fn in_unit(family: &str) -> Option<&'static [&'static str]> {
    Some(match family {
        "constant" => &["value"],
        "uniform" => &["low", "high"],
        "triangular" | "pert" => &["low", "mode", "high"],
        "normal" | "lognormal" | "beta" => &["mean", "sd"],
        "gamma" => &["mean", "sd", "scale"],
        "weibull" | "pareto" => &["scale"],
        "student_t" => &["mean", "scale"],
        "exponential" | "poisson" | "negative_binomial" => &["mean"],
        "discrete" | "empirical" | "mixture" => &[],
        _ => return None,
    })
}

/// Parameters that move with the draws, of the families that stay themselves when a number is added.
fn in_place(family: &str) -> Option<&'static [&'static str]> {
    Some(match family {
        "constant" => &["value"],
        "uniform" => &["low", "high"],
        "triangular" | "pert" => &["low", "mode", "high"],
        "normal" | "student_t" => &["mean"],
        "discrete" | "empirical" | "mixture" => &[],
        _ => return None,
    })
}

/// Quantiles and bounds of any family.
fn is_value_of_draws(key: &str) -> bool {
    let digits = key
        .strip_prefix('p')
        .is_some_and(|digits| digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit()));
    digits || matches!(key, "min" | "max")
}

/// Multiplies every draw. A `beta`, a `poisson` and a `negative_binomial` stay what they are, with a mean (and an
/// sd) that many times as large: a share or a count times a number is no longer a share or a count.
pub(super) fn by(node: &mut Node, factor: f64) -> Result<(), String> {
    if !(factor > 0.0 && factor.is_finite()) {
        return Err(
            "is a distribution, which is multiplied by a number above 0; or `set` it to a number"
                .to_owned(),
        );
    }
    let lognormal = family(node)? == "lognormal";
    draws(node, &in_unit, &|x| x * factor)?;
    if lognormal
        && let Some(mu) = node.entry_mut("mu")
        && let Some(number) = mu.node.number()
    {
        mu.node.value = Value::Float(tidy(number + factor.ln()));
    }
    Ok(())
}

/// Adds to every draw.
pub(super) fn shift(node: &mut Node, term: f64) -> Result<(), String> {
    if node.entry("cv").is_some() {
        return Err("is said by its `cv`: add to its `mean`, or state its `sd`".to_owned());
    }
    draws(node, &in_place, &|x| x + term)
}

fn draws(
    node: &mut Node,
    keys: &dyn Fn(&str) -> Option<&'static [&'static str]>,
    to: &dyn Fn(f64) -> f64,
) -> Result<(), String> {
    let family = family(node)?;
    let Some(keys_of_family) = keys(&family) else {
        return Err(format!(
            "is a `{family}`, which is no `{family}` any more then: name one of its keys"
        ));
    };
    if node.entry("file").is_some() {
        return Err(
            "takes its values from a file: change that, or list them as `values`".to_owned()
        );
    }
    if matches!(family.as_str(), "weibull" | "pareto" | "gamma" | "beta")
        && (node.entry("alpha").is_some())
    {
        return Err(
            "is a `beta` by `alpha` and `beta`: name one of these, or say it by `mean` and `sd`"
                .to_owned(),
        );
    }
    let Value::Table(entries) = &mut node.value else { return Ok(()) };
    for entry in entries {
        let number = entry.node.number();
        match (entry.key.as_str(), number) {
            (key, Some(number)) if keys_of_family.contains(&key) || is_value_of_draws(key) => {
                entry.node.value = of(to(number), false);
            }
            ("of", _) if family == "mixture" => {
                if let Value::List(parts) = &mut entry.node.value {
                    parts.iter_mut().try_for_each(|part| draws(part, keys, to))?;
                }
            }
            ("of", _) => each_value(&mut entry.node, to),
            ("values", _) => each_number(&mut entry.node, to),
            _ => {}
        }
    }
    Ok(())
}

/// The `value` of each entry of a `discrete`.
fn each_value(list: &mut Node, to: &dyn Fn(f64) -> f64) {
    if let Value::List(entries) = &mut list.value {
        for entry in entries.iter_mut().filter_map(|entry| entry.entry_mut("value")) {
            if let Some(number) = entry.node.number() {
                entry.node.value = of(to(number), false);
            }
        }
    }
}

fn each_number(list: &mut Node, to: &dyn Fn(f64) -> f64) {
    if let Value::List(values) = &mut list.value {
        for value in values {
            if let Some(number) = value.number() {
                value.value = of(to(number), false);
            }
        }
    }
}

fn family(node: &Node) -> Result<String, String> {
    let family = node.entry("distribution").and_then(|entry| entry.node.text());
    family.map(str::to_owned).ok_or_else(|| "is no distribution".to_owned())
}

/// Puts a mixture of multiples of a distribution, or of a number, in its place: the share and the factor of each.
pub(super) fn mixture(node: &mut Node, parts: &[(f64, f64)]) -> Result<(), String> {
    let span = node.span.clone();
    let new = |value| Node { span: span.clone(), value };
    let entry =
        |key: &str, value| Entry { key: key.to_owned(), key_span: span.clone(), node: new(value) };
    let text = |word: &str| Value::Text(word.to_owned());
    let base = match node.number() {
        Some(number) => new(Value::Table(vec![
            entry("distribution", text("constant")),
            entry("value", Value::Float(number)),
        ])),
        None if node.entry("distribution").is_some() => node.clone(),
        None => return Err("is neither a number nor a distribution".to_owned()),
    };
    let part = |(share, factor): &(f64, f64)| {
        let mut part = base.clone();
        by(&mut part, *factor)?;
        if let Value::Table(entries) = &mut part.value {
            entries.retain(|entry| !matches!(entry.key.as_str(), "share" | "name"));
            entries.push(entry("share", Value::Float(*share)));
        }
        Ok(part)
    };
    let parts = parts.iter().map(part).collect::<Result<Vec<_>, String>>()?;
    node.value =
        Value::Table(vec![entry("distribution", text("mixture")), entry("of", Value::List(parts))]);
    Ok(())
}
