//! What the amount of an event says: money, a count, or the value of a score.

use std::str::FromStr;

use rust_decimal::Decimal;

use crate::events::Kind;
use crate::money::{Cents, Decimal6};
use crate::spec::cell;

use super::entry::What;

/// What is wrong with an amount, and what would be right.
pub(super) type Refusal = (String, String);

/// The amount of an event: cents, hundredths of a count, or millionths of a score.
pub(super) fn of(cell: &str, what: What) -> Result<i64, Refusal> {
    match what {
        What::Score(_) => score_value(cell),
        What::Of(Kind::Meeting | Kind::Qualified) if cell.is_empty() => Ok(100),
        _ => money(cell, what),
    }
}

/// An amount in cents, or a count in hundredths.
fn money(cell: &str, what: What) -> Result<i64, Refusal> {
    let word = what.name();
    let holds = match what {
        What::Of(Kind::Activity) => "how many",
        What::Of(Kind::Meeting | Kind::Qualified) => "1, or how many",
        What::Of(Kind::Won) => "the deal's ACV",
        What::Open => "the account's ARR at the start of the month",
        _ => "an amount with at most two decimals",
    };
    let help = || format!("the amount of `{word}` is {holds}");
    let written = decimal(cell).map_err(|why| (why, help()))?;
    let cents = Cents::from_decimal(written).map_err(|error| (error.to_string(), help()))?;
    let may_be_negative = matches!(
        what,
        What::Of(Kind::New | Kind::Upgrade | Kind::Upsell | Kind::CrossSell | Kind::Implementation)
    );
    if cents < Cents::ZERO && !may_be_negative {
        let lost = matches!(what, What::Of(Kind::Contraction | Kind::Churn));
        let help =
            if lost { "what is lost is a positive number" } else { "a refund is a negative `new`" };
        return Err((format!("the amount of `{word}` is negative: {cell}"), help.to_owned()));
    }
    Ok(cents.0)
}

/// An exact amount. Powers of ten are refused, since a spreadsheet that writes them has dropped digits; so are
/// commas behind a point, which separate decimals in other countries.
fn decimal(cell: &str) -> Result<Decimal, String> {
    let of_digits = cell.bytes().all(|b| b.is_ascii_digit() || b"+-.,eE_".contains(&b));
    let behind_point = cell.split_once('.').map_or("", |(_, decimals)| decimals);
    if behind_point.contains(',') {
        Err(format!(
            "\"{cell}\" can be read in two ways: write decimals with a point, and no commas"
        ))
    } else if of_digits && cell.contains(['e', 'E', '_']) {
        Err(format!("\"{cell}\" is no amount: write all its digits"))
    } else {
        cell::amount(cell)
    }
}

/// The value of a score in millionths.
fn score_value(cell: &str) -> Result<i64, Refusal> {
    let help = || "a score is a number with at most six decimals, such as 55 or 0.875".to_owned();
    let plain = cell.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'-' | b'+'));
    let written = Decimal::from_str(cell.strip_prefix('+').unwrap_or(cell)).ok().filter(|_| plain);
    let written = written.ok_or_else(|| {
        let why = if cell.is_empty() {
            "the value of the score is empty".to_owned()
        } else {
            format!("\"{cell}\" is no number")
        };
        (why, help())
    })?;
    Decimal6::from_decimal(written)
        .map(|value| value.0)
        .map_err(|error| (error.to_string(), help()))
}
