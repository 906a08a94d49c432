//! Which events of a kind a term counts.

use crate::events::{Event, Kind, Names};
use crate::plan::Condition;

/// A condition compiled for a team. What an event does not state does not meet it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    term_months_at_least: Option<u32>,
    /// Places of the names that pass; none passes where it is empty.
    names: Option<Vec<usize>>,
    outbound: Option<bool>,
    prepaid: Option<bool>,
    /// In millionths.
    margin_at_least: Option<i64>,
    days_at_most: Option<u16>,
}

impl Filter {
    /// Compiles the condition of a term for events of a kind; none where every event passes.
    pub fn compile(condition: &Condition, kind: Kind, names: &Names) -> Option<Self> {
        let (wanted, known) = match kind {
            Kind::Activity => (&condition.activities, &names.activities),
            _ => (&condition.products, &names.products),
        };
        let places = wanted.iter().filter_map(|name| known.iter().position(|known| known == name));
        let filter = Self {
            term_months_at_least: condition.term_months_at_least,
            names: (!wanted.is_empty()).then(|| places.collect()),
            outbound: condition.outbound,
            prepaid: condition.prepaid,
            margin_at_least: condition.margin_at_least.map(|margin| margin.0),
            days_at_most: condition.days_to_close_at_most,
        };
        Some(filter).filter(|filter| *filter != Self::default())
    }

    /// Whether an event passes.
    pub fn lets_pass(&self, event: &Event) -> bool {
        let traits = event.traits;
        let named = |names: &Vec<usize>| traits.name().is_some_and(|name| names.contains(&name));
        let margin = |least| traits.margin().is_some_and(|margin| i64::from(margin) >= least);
        let days = |most| traits.days().is_some_and(|days| days <= most);
        self.term_months_at_least.is_none_or(|least| u32::from(event.term_months) >= least)
            && self.names.as_ref().is_none_or(named)
            && self.outbound.is_none_or(|wanted| traits.outbound() == wanted)
            && self.prepaid.is_none_or(|wanted| traits.prepaid() == wanted)
            && self.margin_at_least.is_none_or(margin)
            && self.days_at_most.is_none_or(days)
    }
}
