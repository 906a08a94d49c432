//! Drawn plans, as the files that people would write.

use super::components;
use super::dice::Dice;
use super::measures::Measures;
use super::text::{PlanText, Section};

/// Draws a plan for a company of so many teams.
pub(super) fn draw(dice: &mut Dice, teams: usize) -> PlanText {
    let mut top = Section::default();
    top.say("name", "Drawn");
    top.say("currency", "USD");
    if dice.chance(50) {
        top.say("rounding", dice.pick(&["half_even", "half_up", "half_up"]));
    }
    let mut pay = Section::new("[pay]");
    pay.put("base", dice.pick(&["60_000", "43_210.99"]));
    pay.put("target_incentive", dice.pick(&["40_000", "25_000", "33_333.33"]));
    let mut sections = vec![top, pay];
    let measures = Measures::draw(dice, &mut sections);
    for number in 1..=1 + dice.below(3) {
        sections.push(components::draw(dice, &measures, format!("C{number}"), teams));
    }
    if dice.chance(25) {
        sections.push(advance(dice));
    }
    PlanText { sections }
}

fn advance(dice: &mut Dice) -> Section {
    let mut draw = Section::new("[draw]");
    draw.put("amount", dice.hundredths(1, 300_000));
    draw.put("months", dice.between(1, 12).to_string());
    draw.say("kind", dice.pick(&["minimum", "advance"]));
    let recoverable = dice.chance(70);
    draw.put("recoverable", recoverable.to_string());
    if recoverable {
        draw.put("recovery_share", dice.pick(&["0.5", "1", "0.333333"]));
    }
    draw
}
