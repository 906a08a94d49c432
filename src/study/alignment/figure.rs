//! What an alignment study says: figures, each defined once, in words and as a formula.

use crate::statistics::Estimate;

/// Which question a figure answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// How strongly pay follows what the company values.
    Strength,
    /// Whom the plan rewards, and how much of that is luck.
    Fairness,
    /// Where pay jumps, stands still, or falls.
    Shape,
    /// What a rep gains by moving a deal in time.
    Timing,
    /// Whether what was paid for stays.
    Retention,
    /// Whether pay is spread over measures as leadership wants.
    Balance,
}

impl Aspect {
    /// All of them, in the order of tables.
    pub const ALL: [Self; 6] =
        [Self::Strength, Self::Fairness, Self::Shape, Self::Timing, Self::Retention, Self::Balance];

    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Strength => "strength",
            Self::Fairness => "fairness",
            Self::Shape => "shape",
            Self::Timing => "timing",
            Self::Retention => "retention",
            Self::Balance => "balance",
        }
    }
}

/// What a figure is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A share: 1 is all.
    Share,
    /// A ratio of two like amounts.
    Ratio,
    /// The company's currency.
    Currency,
    /// The company's currency for a unit of its currency of value.
    PerValue,
    /// A number of things.
    Count,
}

impl Unit {
    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Ratio => "ratio",
            Self::Currency => "currency",
            Self::PerValue => "currency per unit of value",
            Self::Count => "count",
        }
    }
}

/// What a figure means: the only place that says it, for tables, documents and the screen.
#[derive(Debug, PartialEq, Eq)]
pub struct Definition {
    /// Its name in tables.
    pub name: &'static str,
    /// The question that it answers.
    pub aspect: Aspect,
    /// What it is counted in.
    pub unit: Unit,
    /// What people call it: a line's heading.
    pub label: &'static str,
    /// What it says, in one sentence without a final stop.
    pub meaning: &'static str,
    /// How it is worked out.
    pub formula: &'static str,
    /// Where the formula is from; empty where it is this program's own.
    pub source: &'static str,
}

/// A figure of a team and its plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The team, by its place in the company.
    pub team: usize,
    /// What it is.
    pub definition: &'static Definition,
    /// What of the plan it is of: a component, a measure, a month, a band; none where of all of it.
    pub of: Option<String>,
    /// Its value, its interval and the number of rep-years (or what else is counted) behind it; none where it has none.
    pub estimate: Option<Estimate>,
    /// Why it has no value, and what would give it one.
    pub note: Option<String>,
}

impl Figure {
    /// A figure of the whole plan.
    pub fn new(team: usize, definition: &'static Definition, estimate: Option<Estimate>) -> Self {
        Self { team, definition, of: None, estimate, note: None }
    }

    /// A figure of the whole plan, or, where it has no value, why.
    pub(super) fn told(
        team: usize,
        definition: &'static Definition,
        estimate: Option<Estimate>,
        why: &str,
    ) -> Self {
        match estimate {
            Some(_) => Self::new(team, definition, estimate),
            None => Self::missing(team, definition, why),
        }
    }

    /// The figure of a part of the plan.
    #[must_use]
    pub fn of(self, part: impl Into<String>) -> Self {
        Self { of: Some(part.into()), ..self }
    }

    /// A figure that cannot be told, and why.
    pub fn missing(team: usize, definition: &'static Definition, note: impl Into<String>) -> Self {
        Self { team, definition, of: None, estimate: None, note: Some(note.into()) }
    }

    /// Its value, where it has one.
    pub fn value(&self) -> Option<f64> {
        self.estimate.map(|estimate| estimate.value)
    }
}

/// Every figure that there is, in the order of tables.
pub fn definitions() -> impl Iterator<Item = &'static Definition> {
    super::ALL_DEFINITIONS.iter().flat_map(|figures| figures.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_figure_is_defined_once_and_in_the_order_of_aspects() {
        let mut names = BTreeSet::new();
        for Definition { name, label, meaning, formula, .. } in definitions() {
            assert!(names.insert(name), "{name} twice");
            for text in [name, label, meaning, formula] {
                assert!(!text.is_empty() && !text.contains(['|', '\n']), "{name}: {text:?}");
            }
            assert!(!meaning.ends_with('.'), "{name}: {meaning}");
        }
        assert!(definitions().is_sorted_by_key(|definition| definition.aspect));
    }
}
