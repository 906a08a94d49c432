//! A case that differs, made small: whatever can be left out while the engines still differ is left out.

use super::compare::{lowered, pay};
use super::text::PlanText;
use super::years::Year;
use crate::payout::TeamPay;

/// Leaves out what can be left out, again and again until nothing can.
pub(super) fn smaller(mut text: PlanText, mut year: Year) -> (PlanText, Year, String) {
    loop {
        let before = (text.to_string().len(), year.to_string().len());
        text = without_change(text, &year);
        text = without_lines(text, &year, &|text| Some(text));
        text = without_lines(text, &year, &|text| Some(&mut text.change.as_mut()?.new));
        year = without_happenings(&text, year);
        year = without_seats(&text, year);
        if (text.to_string().len(), year.to_string().len()) == before {
            let difference = differs(&text, &year).unwrap_or_default();
            return (text, year, difference);
        }
    }
}

fn differs(text: &PlanText, year: &Year) -> Option<String> {
    // Memory that was used for other plans before does not matter, so that it need not be kept.
    pay(lowered(text).ok()?, year, &mut TeamPay::default()).difference
}

fn without_change(text: PlanText, year: &Year) -> PlanText {
    let unchanged = PlanText { change: None, ..text.clone() };
    if differs(&unchanged, year).is_some() { unchanged } else { text }
}

/// Which of two plans is made smaller.
type Part<'a> = &'a dyn Fn(&mut PlanText) -> Option<&mut PlanText>;

fn without_lines(mut text: PlanText, year: &Year, part: Part<'_>) -> PlanText {
    let sections = part(&mut text).map_or(0, |part| part.sections.len());
    for section in (0..sections).rev() {
        let mut fewer = text.clone();
        if let Some(smaller) = part(&mut fewer) {
            smaller.sections.remove(section);
        }
        if differs(&fewer, year).is_some() {
            text = fewer;
            continue;
        }
        let lines = part(&mut text).map_or(0, |part| part.sections[section].lines.len());
        for line in (0..lines).rev() {
            let mut fewer = text.clone();
            if let Some(smaller) = part(&mut fewer) {
                smaller.sections[section].lines.remove(line);
            }
            if differs(&fewer, year).is_some() {
                text = fewer;
            }
        }
    }
    text
}

fn without_happenings(text: &PlanText, mut year: Year) -> Year {
    for team in 0..year.teams.len() {
        for seat in 0..year.teams[team].seats.len() {
            for happening in (0..year.teams[team].seats[seat].happenings.len()).rev() {
                let mut fewer = year.clone();
                fewer.teams[team].seats[seat].happenings.remove(happening);
                if differs(text, &fewer).is_some() {
                    year = fewer;
                }
            }
        }
    }
    year
}

fn without_seats(text: &PlanText, mut year: Year) -> Year {
    for team in 0..year.teams.len() {
        for seat in (0..year.teams[team].seats.len()).rev() {
            let mut fewer = year.clone();
            fewer.teams[team].seats.remove(seat);
            if differs(text, &fewer).is_some() {
                year = fewer;
            }
        }
    }
    year
}
