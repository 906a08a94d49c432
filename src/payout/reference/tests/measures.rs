//! Drawn measures: built in, the plan's own, ratios and scores.

use super::dice::{Dice, written};
use super::text::Section;

/// A measure that clauses may name.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub name: String,
    pub sort: Sort,
    /// Sales to accounts only, so that a clawback or a look at single deals makes sense.
    pub of_sales: bool,
}

/// What sort of number a measure gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Money,
    Count,
    Share,
    /// An amount of its own scale: a mean deal size or a score.
    Size,
}

const SALES: [&str; 9] = [
    "gross_margin",
    "new_acv",
    "upgrade_acv",
    "upgrade_acv",
    "upsell_acv",
    "cross_sell_acv",
    "expansion_acv",
    "renewal_acv",
    "implementation_revenue",
];
const OTHER_MONEY: [&str; 4] = ["net_new_arr", "won_acv", "contraction_arr", "churned_arr"];
/// As often as they are drawn.
const COUNTS: [&str; 6] = ["deals", "meetings", "meetings", "qualified", "won", "activities"];
const SHARES: [&str; 14] = [
    "nrr",
    "grr",
    "logo_retention",
    "renewal_rate",
    "renewal_rate",
    "expansion_rate",
    "expansion_rate",
    "conversion_rate",
    "conversion_rate",
    "sold_grr",
    "sold_grr",
    "sold_grr",
    "sold_logo_retention",
    "sold_logo_retention",
];
const SIZES: [&str; 4] = ["average_deal_size", "days_to_close", "nps", "nps"];

/// All that a plan's clauses may name.
pub(super) struct Measures {
    own: Vec<Name>,
    /// A weighted mean of attainments, if the plan has one.
    scorecard: bool,
}

impl Measures {
    /// Draws the plan's own measures into its sections.
    pub fn draw(dice: &mut Dice, sections: &mut Vec<Section>) -> Self {
        let mut own = Vec::new();
        for number in 1..=dice.pick(&[0, 1, 1, 2, 2]) {
            let name = format!("own_{number}");
            let mut section = Section::new("[[measure]]");
            section.say("name", &name);
            let sort = dice.pick(&[Sort::Money, Sort::Money, Sort::Count]);
            let of_sales = sort == Sort::Money && dice.chance(70);
            let terms: Vec<String> = (0..=dice.below(3).min(dice.below(3)))
                .map(|_| term(dice, sort, of_sales))
                .collect();
            section.put("terms", format!("[{}]", terms.join(", ")));
            sections.push(section);
            own.push(Name { name, sort, of_sales });
        }
        let scorecard = dice.chance(40);
        if scorecard {
            sections.push(self::scorecard(dice, &own));
        }
        Self { own, scorecard }
    }

    /// A sum.
    pub fn sum(&self, dice: &mut Dice) -> Name {
        match dice.below(10) {
            0..=4 if !self.own.is_empty() => dice.pick(&self.own),
            0..=6 => sale(dice),
            7 | 8 => named(dice.pick(&OTHER_MONEY), Sort::Money, false),
            _ => self.count(dice),
        }
    }

    /// A sum of sales to accounts.
    pub fn sales(&self, dice: &mut Dice) -> Name {
        let own: Vec<Name> = self.own.iter().filter(|own| own.of_sales).cloned().collect();
        if !own.is_empty() && dice.chance(65) { dice.pick(&own) } else { sale(dice) }
    }

    /// A count.
    pub fn count(&self, dice: &mut Dice) -> Name {
        named(dice.pick(&COUNTS), Sort::Count, false)
    }

    /// Anything that a team has in common: no mean of each rep's attainments.
    pub fn of_team(&self, dice: &mut Dice) -> Name {
        let any = self.any(dice);
        if any.name == "scorecard" { self.sum(dice) } else { any }
    }

    /// Anything.
    pub fn any(&self, dice: &mut Dice) -> Name {
        match dice.below(10) {
            0..=3 => self.sum(dice),
            4..=6 => named(dice.pick(&SHARES), Sort::Share, false),
            7 | 8 if self.scorecard => named("scorecard", Sort::Share, false),
            7 => named(dice.pick(&SHARES), Sort::Share, false),
            8 => named("mbo", Sort::Share, false),
            // A score of which nobody has a value.
            _ if dice.chance(10) => named("csat", Sort::Size, false),
            _ => named(dice.pick(&SIZES), Sort::Size, false),
        }
    }
}

/// A weighted mean of two or three attainments.
fn scorecard(dice: &mut Dice, own: &[Name]) -> Section {
    let mut section = Section::new("[[measure]]");
    section.say("name", "scorecard");
    let weights: &[&str] = dice.pick(&[["0.6", "0.4"].as_slice(), &["0.5", "0.3", "0.2"]]);
    let mut parts = Vec::new();
    for weight in weights {
        let of = match dice.below(4) {
            0 if !own.is_empty() => dice.pick(own),
            0 | 1 => sale(dice),
            2 => named(dice.pick(&SHARES), Sort::Share, false),
            _ => named("nps", Sort::Size, false),
        };
        let against = match of.sort {
            Sort::Money | Sort::Count => dice.pick(&[", quota = \"team\"", ", quota = 50_000"]),
            Sort::Share => dice.pick(&["", ", goal = 0.9"]),
            Sort::Size => ", goal = 50",
        };
        let cap = dice.pick(&["", ", cap = 1.2", ", cap = 0.6", ", cap = 0.5", ", cap = 0.3"]);
        parts.push(format!("{{ of = \"{}\"{against}, weight = {weight}{cap} }}", of.name));
    }
    section.put("attainments", format!("[{}]", parts.join(", ")));
    section
}

fn sale(dice: &mut Dice) -> Name {
    match dice.below(8) {
        0 => named("deals", Sort::Count, true),
        1..=3 => named("new_acv", Sort::Money, true),
        _ => named(dice.pick(&SALES), Sort::Money, true),
    }
}

/// A built-in measure.
pub(super) fn named(name: &str, sort: Sort, of_sales: bool) -> Name {
    Name { name: name.to_owned(), sort, of_sales }
}

fn term(dice: &mut Dice, sort: Sort, of_sales: bool) -> String {
    let of = match (sort, of_sales) {
        (Sort::Count, _) if dice.chance(40) => "activities",
        (Sort::Count, _) => dice.pick(&COUNTS),
        (_, true) => dice.pick(&SALES),
        (_, false) => dice.pick(&[SALES.as_slice(), &OTHER_MONEY].concat()),
    };
    let mut term = format!("of = \"{of}\"");
    if dice.chance(50) {
        let least = if of_sales { 5 } else { -100 };
        let any = written(dice.between(least, 200));
        // Parts of a whole are the factors that people write most.
        let factor = dice.pick(&["0.1", "0.25", "0.5", any.as_str(), any.as_str()]);
        term += &format!(", factor = {factor}");
    }
    if dice.chance(30) {
        let mut months: Vec<String> = (1..=12).map(|month: u8| month.to_string()).collect();
        months.retain(|_| dice.chance(40));
        if !months.is_empty() {
            term += &format!(", months = [{}]", months.join(", "));
        }
    }
    if dice.chance(75) {
        term += &format!(", where = {{ {} }}", condition(dice, of));
    }
    format!("{{ {term} }}")
}

fn condition(dice: &mut Dice, of: &str) -> String {
    if of == "activities" {
        return "activity = \"calls\"".to_owned();
    }
    match dice.below(6) {
        0 => format!("term_months_at_least = {}", dice.pick(&[12, 24, 36])),
        1 => "product = [\"plus\", \"none\"]".to_owned(),
        2 => format!("outbound = {}", dice.chance(50)),
        3 => format!("prepaid = {}", dice.chance(50)),
        4 => format!("margin_at_least = {}", dice.hundredths(0, 80)),
        _ => format!("days_to_close_at_most = {}", dice.between(10, 150)),
    }
}

/// Bounds of a condition that some results meet and some do not.
pub(super) fn bounds(dice: &mut Dice, sort: Sort) -> String {
    let mut bound = || match sort {
        Sort::Money => dice.between(0, 60_000).to_string(),
        Sort::Count => dice.between(0, 6).to_string(),
        Sort::Share => written(dice.between(20, 130)),
        Sort::Size => dice.between(0, 100).to_string(),
    };
    let (low, high) = (bound(), bound());
    match dice.below(6) {
        0 => format!("at_most = {high}"),
        1 if order(&low) < order(&high) => format!("at_least = {low}, at_most = {high}"),
        _ => format!("at_least = {low}"),
    }
}

/// A written number with two decimals or none, to be compared with others of its sort.
fn order(written: &str) -> i64 {
    written.replace('.', "").parse().unwrap()
}
