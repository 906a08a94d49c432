//! Drawn components, further kinds and clauses: matrices and contests, hurdles, tiers that pay amounts, what is
//! active in some months, budgets, prizes, caps that carry.

use super::components::target_or_weight;
use super::dice::{Dice, written};
use super::measures::{Measures, Name, Sort, named};
use super::text::Section;

/// A matrix of two results.
pub(super) fn matrix(dice: &mut Dice, measures: &Measures, section: &mut Section) {
    let (down, across) = (measures.any(dice), measures.any(dice));
    let (rows, columns) = (1 + dice.below(4), 1 + dice.below(4));
    section.say("pays", "matrix");
    let down = axis(dice, &down, rows);
    let across = axis(dice, &across, columns);
    section.put("rows", down);
    section.put("columns", across);
    let mut row = || {
        let cells: Vec<String> = (0..columns).map(|_| dice.hundredths(0, 200)).collect();
        format!("[{}]", cells.join(", "))
    };
    let grid: Vec<String> = (0..rows).map(|_| row()).collect();
    section.put("grid", format!("[{}]", grid.join(", ")));
    if dice.chance(80) {
        section.put("interpolate", "true");
    }
    if dice.chance(25) {
        section.put("round_attainment", dice.pick(&["0.01", "0.1"]));
    }
    target_or_weight(dice, section);
}

fn axis(dice: &mut Dice, measure: &Name, starts: usize) -> String {
    let against = match measure.sort {
        Sort::Money | Sort::Count => dice.pick(&[", quota = \"team\"", ", quota = 50_000"]),
        Sort::Share => dice.pick(&["", ", goal = 0.9"]),
        Sort::Size => ", goal = 50",
    };
    let mut start = dice.between(-20, 60);
    let mut next = || {
        start += dice.between(1, 40);
        written(start)
    };
    let at: Vec<String> = (0..starts).map(|_| next()).collect();
    format!("{{ measure = \"{}\"{against}, at = [{}] }}", measure.name, at.join(", "))
}

/// A contest.
pub(super) fn contest(dice: &mut Dice, measures: &Measures, mut section: Section) -> Section {
    // Small counts tie more often than money.
    let measure = match dice.below(10) {
        0..=4 => named(dice.pick(&["deals", "won", "qualified"]), Sort::Count, false),
        _ => measures.any(dice),
    };
    section.say("pays", "contest");
    section.say("measure", &measure.name);
    section.put("prizes", dice.pick(&["[1_000]", "[5_000, 3_000.01]", "[500, 500, 100]"]));
    section.say("ties", dice.pick(&["share", "all"]));
    if dice.chance(40) {
        let least = match measure.sort {
            Sort::Money => "5_000",
            Sort::Count => "2",
            Sort::Share => "0.5",
            Sort::Size => "20",
        };
        section.put("at_least", least);
    }
    let periods = ["month", "quarter", "half", "year"];
    let paid = dice.below(4);
    section.say("paid", periods[paid]);
    section.say("measured", periods[dice.below(paid + 1)]);
    some_months(dice, &mut section);
    section
}

/// A hurdle, in some components.
pub(super) fn hurdle(dice: &mut Dice, section: &mut Section, sort: Sort, has_quota: bool) {
    let first = section.get("tiers").unwrap_or_default();
    let from_0 = first.starts_with("[{ from_amount = 0,") || first.starts_with("[{ from = 0.00,");
    if !dice.chance(25) || (section.get("tiers").is_some() && !from_0) {
        return;
    }
    let at = if has_quota && dice.chance(60) {
        format!("at_least = {}", dice.hundredths(1, 60))
    } else {
        format!("amount = {}", if sort == Sort::Count { "2" } else { "8_000" })
    };
    let per_deal = section.get("per").is_some();
    let pays_from = if per_deal { "first" } else { dice.pick(&["first", "above", "above"]) };
    section.put("hurdle", format!("{{ {at}, pays_from = \"{pays_from}\" }}"));
}

/// Tiers that pay amounts, the last of which ends.
pub(super) fn tiers_of_amounts(dice: &mut Dice, sort: Sort) -> Vec<String> {
    let number = 1 + dice.below(3);
    let unit = if sort == Sort::Count { 1 } else { 4_000 };
    let mut start = 0;
    let mut tier = |last: bool| {
        let (from, amount) = (start, dice.hundredths(100, 300_000));
        start += unit * dice.between(1, 6);
        let end = if last { format!(", to_amount = {start}") } else { String::new() };
        format!("{{ from_amount = {from}, amount = {amount}{end} }}")
    };
    (1..=number).map(|place| tier(place == number)).collect()
}

/// What any component may say.
pub(super) fn clauses(dice: &mut Dice, section: &mut Section) {
    let is_pool = section.get("split").is_some();
    some_months(dice, section);
    let takes_back = section.get("clawback").is_some();
    let may_be_negative = section.get("true_up") == Some("\"both\"");
    if !is_pool && !takes_back && !may_be_negative && dice.chance(35) {
        section.put("budget", dice.hundredths(10_000, 2_000_000));
    }
    if !takes_back && dice.chance(10) {
        section.put("non_cash", "true");
    }
    let goes_on = !matches!(section.get("measured"), Some("\"year\"" | "\"trailing_year\""));
    if !is_pool && !takes_back && goes_on && dice.chance(95) {
        let carries = section.lines.iter_mut().find(|(key, _)| *key == "cap");
        if let Some((_, cap)) = carries {
            *cap = cap.replace(" }", ", carry = true }");
        }
    }
}

fn some_months(dice: &mut Dice, section: &mut Section) {
    if section.get("measured") != Some("\"trailing_year\"") && dice.chance(15) {
        let months = dice.pick(&["[4, 5, 6]", "[2, 3]", "[3, 4, 5, 6, 7, 8]", "[1, 2, 6, 11]"]);
        section.put("months", months);
    }
}
