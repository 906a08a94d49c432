//! Drawn components: how each kind pays, when, and within which limits.

use super::dice::{Dice, written};
use super::further;
use super::measures::{Measures, Name, Sort, bounds};
use super::text::Section;

/// Draws a component.
pub(super) fn draw(dice: &mut Dice, measures: &Measures, name: String, teams: usize) -> Section {
    let mut section = Section::new("[[component]]");
    section.say("name", &name);
    match dice.below(31) {
        21 | 22 | 24 | 27 | 28 => further::matrix(dice, measures, &mut section),
        23 | 25 | 26 => return further::contest(dice, measures, section),
        0..=7 | 29 | 30 => rate(dice, measures, &mut section),
        8..=12 => target(dice, measures, &mut section),
        13..=15 => per_unit(dice, measures, &mut section),
        16..=17 => amount(dice, measures, &mut section),
        _ => pool(dice, measures, &mut section, teams),
    }
    timing(dice, &mut section);
    limits(dice, measures, &mut section);
    further::clauses(dice, &mut section);
    section
}

fn rate(dice: &mut Dice, measures: &Measures, section: &mut Section) {
    let clawback = dice.chance(55);
    let per_deal = dice.chance(20);
    let of_sales = clawback || per_deal || dice.chance(60);
    let measure = if of_sales { measures.sales(dice) } else { measures.sum(dice) };
    section.say("pays", "rate");
    section.say("measure", &measure.name);
    let has_quota = quota(dice, section, 75);
    let by_quota = has_quota && dice.chance(75);
    let amounts = !by_quota && !per_deal && dice.chance(20);
    let tiers = match amounts {
        true => further::tiers_of_amounts(dice, measure.sort),
        false => tiers(dice, &measure, by_quota, has_quota),
    };
    if amounts {
        section.say("tier_method", "marginal");
    } else if tiers.len() > 1 || dice.chance(30) {
        section.say("tier_method", dice.pick(&["marginal", "marginal", "retroactive"]));
    }
    section.put("tiers", format!("[{}]", tiers.join(", ")));
    if per_deal {
        section.say("per", "deal");
    }
    if by_quota && dice.chance(20) {
        section.put("round_attainment", dice.pick(&["0.01", "0.05", "0.1"]));
    }
    target_or_weight(dice, section);
    credit_limits(dice, section, &measure, has_quota, per_deal);
    if clawback {
        self::clawback(dice, section);
    }
    refunds(dice, section);
    further::hurdle(dice, section, measure.sort, has_quota);
    if dice.chance(25) {
        let most = if measure.sort == Sort::Count { "60" } else { "0.06" };
        section.put("rate_cap", most);
    }
}

fn tiers(dice: &mut Dice, measure: &Name, by_quota: bool, has_quota: bool) -> Vec<String> {
    let mut start = 0;
    (0..=dice.pick(&[0, 1, 1, 2, 2, 3]))
        .map(|number| {
            if number > 0 || dice.chance(15) {
                start += match (by_quota, measure.sort) {
                    (true, _) => dice.between(5, 60),
                    (false, Sort::Count) => dice.between(1, 5),
                    (false, _) => dice.between(1_000, 40_000),
                };
            }
            let from = if by_quota {
                format!("from = {}", written(start))
            } else {
                format!("from_amount = {start}")
            };
            let rate = if has_quota && dice.chance(20) {
                format!("multiple = {}", dice.hundredths(50, 300))
            } else if measure.sort == Sort::Count {
                format!("rate = {}", dice.hundredths(0, 30_000))
            } else if number == 0 && dice.chance(85) {
                // Rates rise, more often than not.
                "rate = 0.02".to_owned()
            } else {
                format!(
                    "rate = {}",
                    dice.pick(&["0.01", "0.05", "0.08", "0.0825", "0.12", "0.1275", "0"])
                )
            };
            format!("{{ {from}, {rate} }}")
        })
        .collect()
}

fn target(dice: &mut Dice, measures: &Measures, section: &mut Section) {
    let clawback = dice.chance(25);
    let measure = match (clawback, dice.chance(45)) {
        (true, _) => measures.sales(dice),
        (false, true) => measures.sum(dice),
        (false, false) => measures.any(dice),
    };
    section.say("pays", "target");
    section.say("measure", &measure.name);
    let is_sum = matches!(measure.sort, Sort::Money | Sort::Count);
    if is_sum {
        quota(dice, section, 100);
        credit_limits(dice, section, &measure, true, false);
        refunds(dice, section);
    } else if measure.sort == Sort::Size || dice.chance(50) {
        let goal = match measure.sort {
            Sort::Size if measure.name == "average_deal_size" => "12_000",
            Sort::Size => "60",
            _ => "0.9",
        };
        section.put("goal", goal);
    }
    curve(dice, section);
    if dice.chance(25) {
        section.put("round_attainment", dice.pick(&["0.01", "0.05", "0.1"]));
    }
    target_or_weight(dice, section);
    if clawback {
        self::clawback(dice, section);
    }
}

/// The bands of a curve, for a component or, as a table, for a multiplier.
fn bands(dice: &mut Dice, interpolate: bool) -> String {
    let mut at = dice.between(-10, 90);
    let number = 1 + dice.below(4);
    let bands: Vec<String> = (0..number)
        .map(|band| {
            let pays = dice.between(0, 200);
            let mut text = format!("at = {}, pays = {}", written(at), written(pays));
            let last = band + 1 == number;
            if (last || !interpolate) && dice.chance(40) {
                text += &format!(", slope = {}", written(dice.between(0, 300)));
            }
            at += dice.between(1, 50);
            format!("{{ {text} }}")
        })
        .collect();
    format!("[{}]", bands.join(", "))
}

fn curve(dice: &mut Dice, section: &mut Section) {
    let interpolate = dice.chance(35);
    let bands = bands(dice, interpolate);
    section.put("curve", bands);
    if interpolate {
        section.put("interpolate", "true");
    }
}

fn per_unit(dice: &mut Dice, measures: &Measures, section: &mut Section) {
    let clawback = dice.chance(40);
    let measure = match (clawback, dice.chance(75)) {
        (true, _) => measures.sales(dice),
        (false, true) => measures.sum(dice),
        (false, false) => measures.any(dice),
    };
    section.say("pays", "per_unit");
    section.say("measure", &measure.name);
    let amount = if measure.sort == Sort::Money {
        dice.hundredths(1, 100)
    } else {
        dice.hundredths(1, 50_000)
    };
    section.put("amount", amount);
    if dice.chance(50) {
        section.put("above", if measure.sort == Sort::Money { "5_000" } else { "1" });
    }
    if dice.chance(25) {
        section.put("step", if measure.sort == Sort::Money { "1_500" } else { "0.3" });
    }
    if matches!(measure.sort, Sort::Money | Sort::Count) {
        let has_quota = quota(dice, section, 30);
        credit_limits(dice, section, &measure, has_quota, false);
        refunds(dice, section);
        if section.get("above").is_none() {
            further::hurdle(dice, section, measure.sort, has_quota);
        }
    }
    if clawback {
        self::clawback(dice, section);
    }
}

fn amount(dice: &mut Dice, measures: &Measures, section: &mut Section) {
    let measure = measures.any(dice);
    section.say("pays", "amount");
    section.put("amount", dice.hundredths(1, 500_000));
    section.put(
        "when",
        format!("{{ measure = \"{}\", {} }}", measure.name, bounds(dice, measure.sort)),
    );
    if dice.chance(50) {
        section.put("once", "true");
    }
}

fn pool(dice: &mut Dice, measures: &Measures, section: &mut Section, teams: usize) {
    section.say("pays", "pool");
    section.put("amount", dice.hundredths(1, 2_000_000));
    let pro_rata = dice.chance(55);
    section.say("split", if pro_rata { "pro_rata" } else { "equal" });
    if pro_rata || dice.chance(20) {
        section.say("measure", &measures.sum(dice).name);
        refunds(dice, section);
    }
    if dice.chance(75) {
        let measure = measures.of_team(dice);
        section.put(
            "when",
            format!("{{ measure = \"{}\", {} }}", measure.name, bounds(dice, measure.sort)),
        );
    }
    if dice.chance(50) {
        let mut names: Vec<String> = (0..teams).map(|team| format!("\"T{team}\"")).collect();
        if names.len() > 1 && dice.chance(30) {
            names.remove(0);
        }
        if !names.is_empty() {
            section.put("scope", format!("[{}]", names.join(", ")));
        }
    }
}

fn quota(dice: &mut Dice, section: &mut Section, percent: usize) -> bool {
    let given = dice.chance(percent);
    if given {
        let yearly = dice.pick(&["60_000", "250_000", "99_999.99", "12"]);
        section.put("quota", if dice.chance(70) { "\"team\"" } else { yearly });
    }
    given
}

pub(super) fn target_or_weight(dice: &mut Dice, section: &mut Section) {
    match dice.below(3) {
        0 => section.put("target", dice.pick(&["12_000", "10_000.01", "36_000"])),
        1 => section.put("weight", dice.pick(&["0.25", "0.5", "0.333333", "1"])),
        _ => {}
    }
}

fn refunds(dice: &mut Dice, section: &mut Section) {
    if dice.chance(30) {
        section.say("refunds", dice.pick(&["count", "ignore", "ignore"]));
    }
}

fn clawback(dice: &mut Dice, section: &mut Section) {
    let on = dice.pick(&["[\"churn\"]", "[\"contraction\"]", "[\"churn\", \"contraction\"]"]);
    let is_rate = section.get("pays") == Some("\"rate\"");
    let at: &[&str] = if is_rate {
        &["paid", "recompute", "recompute", "base_rate", "base_rate", "base_rate", "base_rate"]
    } else {
        &["paid", "recompute"]
    };
    let at = dice.pick(at);
    let how = if dice.chance(25) {
        let bands = "{ within = 1, share = 1.0 }, { within = 5, share = 0.5 }, { within = 9, share = 0.25 }";
        format!("within_months = 9, recovers = [{bands}]")
    } else {
        let (within, recovers) = (dice.pick(&[1, 3, 6, 12, 24]), dice.pick(&["full", "pro_rata"]));
        format!("within_months = {within}, recovers = \"{recovers}\"")
    };
    section.put("clawback", format!("{{ on = {on}, {how}, at = \"{at}\" }}"));
}

fn credit_limits(
    dice: &mut Dice,
    section: &mut Section,
    measure: &Name,
    has_quota: bool,
    per_deal: bool,
) {
    let mut cap = |percent, amounts: [&'static str; 2]| {
        if !dice.chance(percent) {
            None
        } else if has_quota && dice.chance(50) {
            Some(format!("{{ share_of_quota = {} }}", dice.pick(&["0.1", "0.25", "0.8", "1.5"])))
        } else {
            Some(amounts[usize::from(measure.sort == Sort::Count)].to_owned())
        }
    };
    if let Some(cap) = cap(20, ["30_000", "4"]).filter(|_| !per_deal) {
        section.put("credit_cap", cap);
    }
    if let Some(cap) = cap(20, ["15_000.50", "0.5"]).filter(|_| measure.of_sales) {
        section.put("deal_cap", cap);
    }
}

fn timing(dice: &mut Dice, section: &mut Section) {
    let periods = ["month", "quarter", "half", "year"];
    let paid = dice.below(4).min(dice.below(4));
    let has_clawback = section.get("clawback").is_some();
    section.say("paid", periods[paid]);
    if !has_clawback && dice.chance(12) {
        section.say("measured", "trailing_year");
    } else {
        let measured = if dice.chance(15) { dice.below(4) } else { paid + dice.below(4 - paid) };
        section.say("measured", periods[measured]);
        if measured > paid {
            section.say("against", dice.pick(&["full", "to_date"]));
            section.say("true_up", dice.pick(&["forward", "both"]));
            return;
        }
    }
    if dice.chance(40) {
        section.say("true_up", dice.pick(&["forward", "both"]));
    }
    if dice.chance(20) && section.get("curve").or(section.get("tiers")).is_some() {
        section.say("against", dice.pick(&["full", "to_date"]));
    }
}

fn limits(dice: &mut Dice, measures: &Measures, section: &mut Section) {
    let is_pool = section.get("split").is_some();
    let plain = dice.chance(40);
    if plain {
        return;
    }
    if dice.chance(25) {
        let measure = if is_pool { measures.of_team(dice) } else { measures.any(dice) };
        let otherwise = dice.pick(&["", ", otherwise = 0.5", ", otherwise = 0.25"]);
        let bounds = bounds(dice, measure.sort);
        section.put("gate", format!("{{ measure = \"{}\", {bounds}{otherwise} }}", measure.name));
    }
    if dice.chance(20) {
        let measure = if is_pool { measures.of_team(dice) } else { measures.any(dice) };
        let interpolate = dice.chance(35);
        let goal = match measure.sort {
            Sort::Money => ", goal = 20_000",
            Sort::Count => ", goal = 3",
            Sort::Share => "",
            Sort::Size => ", goal = 50",
        };
        let bands = bands(dice, interpolate);
        section.put(
            "multiplier",
            format!(
                "{{ measure = \"{}\", curve = {bands}, interpolate = {interpolate}{goal} }}",
                measure.name
            ),
        );
    }
    if section.get("rate_cap").is_none() && dice.chance(20) {
        section.put("floor", dice.hundredths(0, 20_000));
    }
    if dice.chance(55) {
        let share = !is_pool && dice.chance(50);
        section.put(
            "cap",
            if share {
                format!("{{ share_of_target = {} }}", dice.hundredths(20, 300))
            } else {
                format!("{{ amount = {} }}", dice.hundredths(5_000, 300_000))
            },
        );
    }
}
