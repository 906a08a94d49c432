//! The cells that state properties of an event: contract term, product, margin and the like.

use std::str::FromStr;

use rust_decimal::Decimal;

use crate::events::{Kind, Names, Traits};
use crate::money::Decimal6;

use super::entry::What;
use super::property::{Property, Stated};
use super::row::Rows;

/// The longest contract term that is read [months].
const LONGEST_TERM: u16 = 1200;

/// What a row states of its event.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Properties {
    /// Contract term in months; 0 where unknown.
    pub term_months: u16,
    pub traits: Traits,
    pub stated: Stated,
}

impl Rows<'_> {
    /// What a row states of its event; none where a cell does not say what its column holds.
    pub(super) fn properties(&mut self, row: usize, what: Option<What>) -> Option<Properties> {
        let mut properties = Properties::default();
        let mut sound = true;
        for property in Property::ALL {
            let column = self.columns.of(property);
            let cell = self.cell(row, column);
            // The name of anything but an activity is not a property of it.
            let of_activity = what == Some(What::Of(Kind::Activity));
            let other = match property {
                Property::Activity => !of_activity,
                Property::Product => of_activity,
                _ => false,
            };
            let (Some(column), false, false) = (column, cell.is_empty(), other) else {
                continue;
            };
            match properties.read(property, cell, &mut self.entries.names) {
                Ok(()) => properties.stated.note(property),
                Err((why, help)) => {
                    self.faults.report_with_help(self.place(row, column), why, help);
                    sound = false;
                }
            }
        }
        sound.then_some(properties)
    }
}

impl Properties {
    /// Reads a cell that is not empty.
    fn read(
        &mut self,
        property: Property,
        cell: &str,
        names: &mut Names,
    ) -> Result<(), super::amount::Refusal> {
        let help = |help: &'static str| move |why: String| (why, help.to_owned());
        let traits = self.traits;
        match property {
            Property::Term => {
                self.term_months = whole(cell, 1, LONGEST_TERM)
                    .ok_or_else(|| {
                        format!("\"{cell}\" is no contract term in months, 1 to {LONGEST_TERM}")
                    })
                    .map_err(help("a contract term is in whole months, such as 24"))?;
            }
            Property::Product | Property::Activity => {
                let names = match property {
                    Property::Product => &mut names.products,
                    _ => &mut names.activities,
                };
                let place = place_of(cell, names)
                    .map_err(help("names of which no plan speaks can be left out"))?;
                self.traits = traits.with_name(place);
            }
            Property::Margin => {
                let margin = margin(cell)
                    .map_err(help("a margin is a share from -1 to 1, such as 0.35 for 35 %"))?;
                self.traits = traits.with_margin(margin);
            }
            Property::Days => {
                let most = Traits::MOST_DAYS;
                let days = whole(cell, 0, most)
                    .ok_or_else(|| {
                        format!("\"{cell}\" is no whole number of days to close, 0 to {most}")
                    })
                    .map_err(help("whole days are counted from first contact to signature"))?;
                self.traits = traits.with_days(days);
            }
            Property::Outbound => {
                let outbound = yes_or_no(cell).map_err(help("write `true` or `false`"))?;
                self.traits = traits.with_outbound(outbound);
            }
            Property::Prepaid => {
                let prepaid = yes_or_no(cell).map_err(help("write `true` or `false`"))?;
                self.traits = traits.with_prepaid(prepaid);
            }
        }
        Ok(())
    }
}

fn whole(cell: &str, least: u16, most: u16) -> Option<u16> {
    let digits = cell.bytes().all(|b| b.is_ascii_digit());
    cell.parse().ok().filter(|number| digits && (least..=most).contains(number))
}

/// The place of a name among those known, where it joins if it is new.
fn place_of(name: &str, known: &mut Vec<String>) -> Result<usize, String> {
    if name.chars().any(char::is_control) {
        return Err("this name holds characters that do not print".to_owned());
    }
    if let Some(place) = known.iter().position(|known| known == name) {
        return Ok(place);
    }
    if known.len() == Traits::MOST_NAMES - 1 {
        return Err(format!("at most {} names of a kind are told apart", Traits::MOST_NAMES - 1));
    }
    known.push(name.to_owned());
    Ok(known.len() - 1)
}

/// A margin in millionths.
fn margin(cell: &str) -> Result<i32, String> {
    let plain = cell.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'-' | b'+'));
    let written = Decimal::from_str(cell.strip_prefix('+').unwrap_or(cell)).ok();
    let written = written.filter(|_| plain).ok_or_else(|| format!("\"{cell}\" is no number"))?;
    let margin = Decimal6::from_decimal(written).map_err(|error| error.to_string())?;
    let most = i64::from(Traits::MOST_MARGIN);
    i32::try_from(margin.0)
        .ok()
        .filter(|margin| i64::from(*margin).abs() <= most)
        .ok_or_else(|| format!("{cell} is beyond what a margin can be"))
}

/// `true` or `false`, as spreadsheets write them.
fn yes_or_no(cell: &str) -> Result<bool, String> {
    let is = |words: [&str; 3]| words.iter().any(|word| cell.eq_ignore_ascii_case(word));
    if is(["true", "yes", "1"]) {
        Ok(true)
    } else if is(["false", "no", "0"]) {
        Ok(false)
    } else {
        Err(format!("\"{cell}\" is neither true nor false"))
    }
}
