//! Which events a term counts, in words that follow its noun: ` of "core" opened by the rep`.

use super::figures::percent;
use crate::diagnostic::list;
use crate::plan::Condition;

/// The words for a condition; none where every event counts.
pub(super) fn words(condition: &Condition) -> String {
    let mut words = String::new();
    let names = condition.products.iter().chain(&condition.activities);
    let names: Vec<String> = names.map(|name| format!("\"{name}\"")).collect();
    if !names.is_empty() {
        words += &format!(" of {}", list(names, "or"));
    }
    if let Some(months) = condition.term_months_at_least {
        words += &format!(" of contracts of {months} months or more");
    }
    match condition.outbound {
        Some(true) => words += " that the rep opened",
        Some(false) => words += " that the rep did not open",
        None => {}
    }
    match condition.prepaid {
        Some(true) => words += " paid in advance",
        Some(false) => words += " not paid in advance",
        None => {}
    }
    if let Some(margin) = condition.margin_at_least {
        words += &format!(" with a margin of {} or more", percent(margin));
    }
    match condition.days_to_close_at_most {
        Some(1) => words += " closed within 1 day",
        Some(days) => words += &format!(" closed within {days} days"),
        None => {}
    }
    words
}
