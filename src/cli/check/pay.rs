//! What a plan pays at given results, as tables.

use super::page::Page;
use crate::diagnostic::{list, thousands};
use crate::money::{Cents, Decimal6};
use crate::plan::figures::{self, percent};
use crate::plan::{NewTerms, Period, Plan, Unit, Window};
use crate::study::{
    ATTAINMENTS, AttainmentLine, AxisLine, ConditionLine, Full, MatrixLine, PayLine, RankLine,
    ResultLine, Taken,
};

/// Writes a pay line below its plan. `quota` says which quota stands for the team's.
pub(super) fn write(plan: &Plan, line: &PayLine, quota: &str, indent: usize, page: &mut Page) {
    let currency = &plan.currency;
    page.line(
        indent,
        &format!(
            "What it pays a year, in {}, to a rep who is in seat all year:",
            plan.pay_currency()
        ),
    );
    if !line.by_attainment.is_empty() {
        page.space();
        by_attainment(plan, line, quota, indent + 2, page);
    }
    for result in &line.by_result {
        page.space();
        by_result(result, currency, indent + 2, page);
    }
    for matrix in &line.by_two {
        page.space();
        by_two(matrix, currency, indent + 2, page);
    }
    if !line.on_condition.is_empty() || !line.by_rank.is_empty() {
        page.space();
    }
    for condition in &line.on_condition {
        on_condition(condition, plan.pay_currency(), indent + 2, page);
    }
    for contest in &line.by_rank {
        by_rank(contest, plan.pay_currency(), indent + 2, page);
    }
    notes(plan, line, indent + 2, page);
}

fn by_attainment(plan: &Plan, line: &PayLine, quota: &str, indent: usize, page: &mut Page) {
    let lines = &line.by_attainment;
    let row = |name: &str, cells: [String; 5]| [vec![name.to_owned()], cells.to_vec()].concat();
    let mut rows = vec![row("attainment", ATTAINMENTS.map(percent))];
    rows.extend(lines.iter().map(|line| row(&line.component, line.pay.map(whole))));
    let total: [Cents; 5] = std::array::from_fn(|i| lines.iter().map(|line| line.pay[i]).sum());
    if lines.len() > 1 {
        rows.push(row("together", total.map(whole)));
    }
    let target: Option<Cents> = lines.iter().map(|line| line.target).sum();
    if let Some(target) = target.filter(|target| *target > Cents::ZERO) {
        rows.push(row("÷ target", total.map(|pay| ratio(pay, target))));
    }
    let complete = lines.len() == plan.components.len() && left_out_of_plan(plan).is_empty();
    if complete && plan.base > Cents::ZERO {
        rows.push(row("with base", total.map(|pay| whole(plan.base + pay))));
    }
    page.table(indent, &rows);
    for line in lines {
        page.line(indent, &full(line, quota, &plan.currency));
    }
}

/// What 100 % is, in words.
fn full(line: &AttainmentLine, quota: &str, currency: &str) -> String {
    let result = result_of_year(line, currency);
    let why = match (line.full_from, line.target) {
        (Full::TeamQuota, _) => quota.to_owned(),
        (Full::OwnQuota, _) => "its quota".to_owned(),
        (Full::EarnsTarget, Some(target)) => {
            format!(
                "it has no quota: this earns its {} of the target incentive",
                figures::amount(target)
            )
        }
        (Full::EarnsTarget, None) => "it has no quota: this earns its target".to_owned(),
    };
    format!("100 % of {} is {result} a year ({why}).{}", line.component, taken(&line.taken))
}

fn result_of_year(line: &AttainmentLine, currency: &str) -> String {
    let result = line.measure.result_of_hundredths(line.full, currency);
    match line.measure.unit() {
        Unit::Count(..) => result,
        _ => format!("{result} of {}", line.measure.noun()),
    }
}

fn by_result(line: &ResultLine, currency: &str, indent: usize, page: &mut Page) {
    let window = match line.window {
        Window::Calendar(Period::Year) => None,
        Window::TrailingYear => Some("twelve months"),
        Window::Calendar(Period::Month) => Some("month"),
        Window::Calendar(Period::Quarter) => Some("quarter"),
        Window::Calendar(Period::Half) => Some("half year"),
    };
    let noun = line.measure.noun();
    let label = match (line.measure.unit(), window) {
        (Unit::Count(..), window) => format!("{noun} a {}", window.unwrap_or("year")),
        (Unit::Money, None) => format!("at {noun}, {currency}"),
        (_, None) => format!("at {noun}"),
        (Unit::Money, Some(window)) => format!("at {noun}, {currency}, in every {window}"),
        (_, Some(window)) => format!("at {noun} in every {window}"),
    };
    let result = |result: Decimal6| match line.measure.unit() {
        Unit::Share => percent(result),
        _ => figures::number(result),
    };
    let row = |name: String, cell: &dyn Fn(&(Decimal6, Cents)) -> String| {
        std::iter::once(name).chain(line.pay.iter().map(cell)).collect::<Vec<_>>()
    };
    let mut rows = vec![
        row(label, &|(at, _)| result(*at)),
        row(line.component.clone(), &|(_, pay)| whole(*pay)),
    ];
    if let Some(target) = line.target.filter(|target| *target > Cents::ZERO) {
        rows.push(row("÷ target".to_owned(), &|(_, pay)| ratio(*pay, target)));
    }
    page.table(indent, &rows);
    let taken = taken(&line.taken);
    if !taken.is_empty() {
        page.line(indent, &format!("{}:{taken}", line.component));
    }
}

/// Pay of a year by row and column, each with where it starts.
fn by_two(line: &MatrixLine, currency: &str, indent: usize, page: &mut Page) {
    let start = |axis: &AxisLine, at: Decimal6| match axis.measure.unit() {
        _ if axis.of_full => percent(at),
        Unit::Money => format!("{} {currency}", figures::number(at)),
        _ => figures::number(at),
    };
    let columns = line.columns.at.iter().map(|at| format!("from {}", start(&line.columns, *at)));
    let corner = format!("{}, by {}", line.component, line.columns.measure.noun());
    let mut rows = vec![std::iter::once(corner).chain(columns).collect::<Vec<_>>()];
    let noun = line.rows.measure.noun();
    for (at, pay) in line.rows.at.iter().zip(&line.pay) {
        let label = format!("{noun} from {}", start(&line.rows, *at));
        rows.push(std::iter::once(label).chain(pay.iter().map(|pay| whole(*pay))).collect());
    }
    page.table(indent, &rows);
    let mut words = format!("{}: each window of the year has both results.", line.component);
    if line.on_lines {
        words +=
            " Between these points it pays on straight lines; below the first of either nothing.";
    } else {
        words += " Below the first of either it pays nothing.";
    }
    page.line(indent, &(words + &taken(&line.taken)));
}

/// The prizes of a window by rank, and of a year in which one rank is held all the time.
fn by_rank(line: &RankLine, currency: &str, indent: usize, page: &mut Page) {
    let window = match line.window {
        Period::Half => "half year",
        window => window.name(),
    };
    let prizes = line.prizes.iter().map(|prize| whole(*prize));
    let ranks = match line.prizes.len() {
        1 => "rank 1".to_owned(),
        2 => "ranks 1 and 2".to_owned(),
        last => format!("ranks 1 to {last}"),
    };
    let mut words = format!(
        "{}: {} {currency} a {window} for {ranks}, nothing for the others.",
        line.component,
        list(prizes, "and")
    );
    if let (Some(first), 2..) = (line.prizes.first(), line.windows) {
        let year = Cents(first.0.saturating_mul(i64::try_from(line.windows).unwrap_or(i64::MAX)));
        words += &format!(
            " Who is first in all {} of a year gets {}.",
            super::spread::many(line.windows, window),
            whole(year)
        );
    }
    page.line(indent, &(words + &taken(&line.taken)));
}

fn on_condition(line: &ConditionLine, currency: &str, indent: usize, page: &mut Page) {
    let mut words = format!("{}: {} {currency}", line.component, whole(line.pay));
    if line.is_pool {
        words += " to the whole team";
    }
    words += " when its condition holds all year.";
    if let Some(a_rep) = line.a_rep {
        words += &format!(" That is {} a rep where all have like results.", whole(a_rep));
    }
    page.line(indent, &(words + &taken(&line.taken)));
}

/// What the figures leave out and take for granted.
fn notes(plan: &Plan, line: &PayLine, indent: usize, page: &mut Page) {
    let mut notes: Vec<String> = line
        .left_out
        .iter()
        .map(|(component, why)| format!("{component} is not shown: {why}."))
        .collect();
    let tables =
        !line.by_attainment.is_empty() || !line.by_result.is_empty() || !line.by_two.is_empty();
    if tables && plan.components.len() > 1 {
        notes.push("Each component is shown at its own result.".to_owned());
    }
    if plan.components.iter().any(|component| component.clawback.is_some()) {
        notes.push("No sale is lost again here, so nothing is clawed back.".to_owned());
    }
    let left_out = left_out_of_plan(plan);
    if !left_out.is_empty() {
        let verb = if left_out.len() == 1 { "is" } else { "are" };
        notes.push(format!("The {} {verb} not in these figures.", list(left_out, "and")));
    }
    if !notes.is_empty() {
        page.space();
    }
    for note in notes {
        page.line(indent, &note);
    }
}

/// The plan-level clauses that the figures of single components do not show.
fn left_out_of_plan(plan: &Plan) -> Vec<&'static str> {
    let new = plan.changed.as_deref();
    let either = |old: bool, of_new: fn(&NewTerms) -> bool| old || new.is_some_and(of_new);
    let clauses = [
        ("cap", either(plan.cap.is_some(), |new| new.cap.is_some())),
        ("guarantee", either(plan.guarantee.is_some(), |new| new.guarantee.is_some())),
        ("draw", either(plan.draw.is_some(), |new| new.draw.is_some())),
        ("hold", either(plan.hold.is_some(), |new| new.hold.is_some())),
    ];
    clauses.into_iter().filter(|(_, given)| *given).map(|(name, _)| name).collect()
}

fn taken(taken: &[Taken]) -> String {
    taken
        .iter()
        .map(|taken| {
            let words = taken.to_string();
            let mut letters = words.chars();
            let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
            format!(" {first}{}.", letters.as_str())
        })
        .collect()
}

/// An amount to the nearest whole unit.
fn whole(amount: Cents) -> String {
    thousands((amount.0 + 50).div_euclid(100))
}

/// A share of a target, to the nearest point.
fn ratio(pay: Cents, target: Cents) -> String {
    let points =
        (200 * i128::from(pay.0) + i128::from(target.0)).div_euclid(2 * i128::from(target.0));
    format!("{} %", thousands(points))
}
