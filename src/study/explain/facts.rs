//! Who the rep is, on which terms, with which book, in which market.

use super::{Figure, Line, RepYear, months_in_words};
use crate::events::Stint;
use crate::money::{Cents, Fraction};
use crate::plan::{Component, Pays, Target};

/// The facts of a rep's year.
pub(super) fn lines(year: &RepYear<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut add = |step: &'static str, what: String, quantity: Figure| {
        lines.push(Line {
            month: year.first_month(),
            component: String::new(),
            step,
            what,
            quantity: Some(quantity),
            rate: None,
            amount: None,
        });
    };
    let months = (year.last_month() - year.first_month() + 1).max(0);
    add("months in seat", in_seat(year), Figure::plain(Fraction::whole(months.into())));
    let first = (year.stint == 0).then_some(year.seat);
    let plan = year.plan;
    let base = first.and_then(|seat| seat.base).unwrap_or(plan.base);
    let what = if base == year.pay.base {
        "of the year".to_owned()
    } else {
        format!("of these months ({} a year)", Figure::cents(base).text())
    };
    add("base", what, Figure::cents(year.pay.base));
    let own = first.and_then(|seat| seat.target_incentive);
    let until = plan.changed.as_ref().filter(|_| own.is_none());
    let what = match until {
        Some(new) => format!("a year, at 100 %, up to month {}", new.change.month),
        None => "a year, at 100 %".to_owned(),
    };
    add("target incentive", what, Figure::cents(own.unwrap_or(plan.target_incentive)));
    if let Some(new) = until {
        let what = format!("a year, at 100 %, from month {} on", new.change.month + 1);
        add("target incentive", what, Figure::cents(new.target_incentive));
    }
    for component in &plan.components {
        let incentive = own.unwrap_or(plan.target_incentive_of(component));
        if let (Pays::Target(_), Some(target)) = (&component.pays, target(component, incentive)) {
            add("target", format!("{}, a year", component.name), Figure::cents(target));
        }
    }
    if let Some(stint) = year.holder().filter(|stint| stint.largest_quota() > Cents::ZERO) {
        add("quota", quota(year, stint), Figure::cents(year.pay.quota));
    }
    let accounts = &year.year.ledger.accounts;
    if !accounts.is_empty() {
        let opening = Figure::cents(Cents(accounts.iter().map(|a| a.opening.0).sum()));
        let what = match accounts.len() {
            1 => "1 account of the seat, with its ARR at the start".to_owned(),
            many => format!("{many} accounts of the seat, with their ARR at the start"),
        };
        add("book", what, opening);
    }
    if let Some(market) = year.market {
        for (what, factor) in [
            ("× new business and meetings (demand)", market.demand),
            ("× chances to churn", market.churn),
            ("× expansions", market.expansion),
        ] {
            add("market", what.to_owned(), Figure::plain(Figure::drawn(factor)));
        }
        if let Some(stint) = year.holder().filter(|_| !year.team.only_credited) {
            let what = "own result a year at market 1, as a share of quota (of a book: skill)";
            add(
                "drawn attainment",
                what.to_owned(),
                Figure::share(Figure::drawn(stint.attainment)),
            );
        }
    }
    lines
}

/// What the quota of the year is of.
fn quota(year: &RepYear<'_>, stint: &Stint) -> String {
    if stint.new_quota.is_none() && stint.quota == year.pay.quota {
        return "of the year".to_owned();
    }
    let mut words = format!(
        "of these months: seasons, ramp and months in seat of {} a year",
        Figure::cents(stint.quota).text()
    );
    if let Some(new) = stint.new_quota {
        let (yearly, from) = (Figure::cents(new.yearly).text(), year.month(new.from));
        words += &format!(", from month {from} on of {yearly}");
    }
    words
}

/// A component's target a year, rounded to the cent for reading.
fn target(component: &Component, incentive: Cents) -> Option<Cents> {
    match component.target {
        Target::Yearly(target) => Some(target),
        Target::Weight(weight) => {
            let target = Fraction::from(incentive) * Fraction::from(weight);
            Some(target.to_cents(crate::money::Rounding::HalfEven))
        }
    }
}

/// When the rep was in seat.
fn in_seat(year: &RepYear<'_>) -> String {
    let Some(stint) = year.holder() else {
        return String::new();
    };
    let (first, last) = (year.month(stint.start), year.last_month());
    if last < 1 {
        return format!("left in {}, before the plan year", months_in_words(last, last));
    }
    let mut words = months_in_words(first.max(1), last);
    if stint.newly_hired && stint.number > 0 {
        words += &format!(", took the seat over in month {first}");
    } else if stint.newly_hired {
        words += &format!(", started in month {first}");
    }
    if last < 12 {
        words += &format!(", left after month {last}");
    }
    words
}
