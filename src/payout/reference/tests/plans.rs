//! Drawn plans, as the files that people would write.

use super::components;
use super::dice::Dice;
use super::measures::Measures;
use super::text::{PlanText, Section};
use super::years::CURRENCIES;

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
    if dice.chance(30) {
        sections.push(advance(dice));
    }
    whole_pay(dice, &mut sections);
    if dice.chance(30) {
        pay_elsewhere(dice, &mut sections);
    }
    if dice.chance(25) {
        sections[0].put("payment_lag", dice.pick(&["1", "2", "3", "12"]));
    }
    PlanText { sections, change: None }
}

/// Pay in another currency than sales, and none of what is not computed in two.
fn pay_elsewhere(dice: &mut Dice, sections: &mut [Section]) {
    for section in sections.iter_mut() {
        let tiers = section.get("tiers").unwrap_or_default().to_owned();
        if !tiers.contains(" rate = ") {
            continue;
        }
        section.lines.retain(|(key, _)| *key != "rate_cap");
        for (key, value) in &mut section.lines {
            match *key {
                "tiers" => *value = rates_alone(value),
                "clawback" => *value = value.replace("recompute", "paid"),
                _ => {}
            }
        }
    }
    sections[1].say("currency", dice.pick(&CURRENCIES));
}

/// Tiers with a rate in place of each multiple: 1.50 times becomes 0.150.
fn rates_alone(tiers: &str) -> String {
    let mut parts = tiers.split("multiple = ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |tiers, part| tiers + "rate = 0." + &part.replacen('.', "", 1))
}

fn advance(dice: &mut Dice) -> Section {
    let mut draw = Section::new("[draw]");
    draw.put("amount", dice.hundredths(1, 300_000));
    draw.put("months", dice.between(1, 12).to_string());
    draw.say("kind", dice.pick(&["minimum", "advance"]));
    let recoverable = dice.chance(75);
    draw.put("recoverable", recoverable.to_string());
    if recoverable {
        draw.put("recovery_share", dice.pick(&["0.5", "1", "0.333333"]));
        if dice.chance(40) {
            draw.put("recovery_start", dice.between(1, 8).to_string());
        }
        if dice.chance(70) {
            draw.put("forgiven_at_exit", dice.pick(&["true", "false"]));
        }
    }
    draw
}

/// Clauses on the whole pay: cap, guarantee, hold, exit, ramp.
fn whole_pay(dice: &mut Dice, sections: &mut Vec<Section>) {
    let periods = ["month", "quarter", "half", "year"];
    if dice.chance(15) {
        let mut cap = Section::new("[cap]");
        if dice.chance(50) {
            cap.put("amount", dice.hundredths(10_000, 1_500_000));
        } else {
            cap.put("share_of_target", dice.hundredths(10, 150));
        }
        cap.say("per", dice.pick(&periods));
        sections.push(cap);
    }
    if dice.chance(15) {
        let mut guarantee = Section::new("[guarantee]");
        guarantee.put("amount", dice.hundredths(1, 200_000));
        guarantee.put("months", dice.between(1, 12).to_string());
        guarantee.say("for", dice.pick(&["all", "new_hires"]));
        if dice.chance(60) {
            guarantee.say("per", dice.pick(&periods));
        }
        sections.push(guarantee);
    }
    let holds = dice.chance(15);
    if holds {
        let mut hold = Section::new("[hold]");
        hold.put("share_at_booking", dice.pick(&["0", "0.5", "0.333333"]));
        hold.put("rest", format!("{{ after_months = {} }}", dice.between(1, 12)));
        sections.push(hold);
    }
    let recovers = sections.iter().any(|section| section.get("clawback").is_some());
    if holds || dice.chance(if recovers { 65 } else { 15 }) {
        let mut exit = Section::new("[exit]");
        exit.say("owed", dice.pick(&["paid", "paid", "forfeited"]));
        exit.put("recover_months", dice.pick(&["0", "1", "3", "12", "12", "12"]));
        sections.push(exit);
    }
    if dice.chance(30) {
        ramp(dice, sections);
    }
}

fn ramp(dice: &mut Dice, sections: &mut Vec<Section>) {
    let mut ramp = Section::new("[ramp]");
    if dice.chance(75) {
        ramp.put("quota", dice.pick(&["[0.0, 0.5]", "[0.25, 0.5, 0.75, 0.9]"]));
    }
    let by_weight = |section: &&Section| {
        section.get("pays") == Some("\"target\"") && section.get("target").is_none()
    };
    let names: Vec<&str> =
        sections.iter().filter(by_weight).filter_map(|section| section.get("name")).collect();
    if let Some(name) = names.first() {
        let weight = dice.pick(&["0.8", "0", "0.1"]);
        ramp.put("weights", format!("[{{ component = {name}, weight = {weight} }}]"));
        ramp.put("months", dice.between(1, 6).to_string());
    }
    if !ramp.lines.is_empty() {
        sections.push(ramp);
    }
}
