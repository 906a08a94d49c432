//! Numbers as pictures write them: short, and with the unit that suits their size.

use super::spread::Stated;
use crate::digits::decimal;

/// Between a number and its unit: a blank at which no line is broken.
const BLANK: char = '\u{A0}';
/// The sign of a number below zero.
pub(super) const MINUS: &str = "\u{2212}";

/// A currency, by its code; an empty one where it is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Currency(pub String);

/// The sizes that amounts are counted in, and their names.
const SIZES: [(f64, &str); 4] =
    [(1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1e3, "thousand")];

impl Currency {
    /// An amount in words, with three digits: `$1.52 million`, `$228,000`, `−EUR 950`.
    pub fn amount(&self, amount: f64) -> String {
        let sign = if amount < 0.0 { MINUS } else { "" };
        let size = three_digits(amount.abs());
        let large = SIZES[..3].iter().find(|(unit, _)| size >= *unit);
        let text = match large {
            Some((unit, name)) => {
                let number = size / unit;
                let decimals = if number < 10.0 { 2 } else { usize::from(number < 100.0) };
                format!("{}{BLANK}{name}", grouped(number, decimals))
            }
            None if size < 10.0 && size > 0.0 => grouped(size, 2),
            None => grouped(size, 0),
        };
        self.with(&format!("{sign}{text}"))
    }

    /// A number that is written already, with the currency after its sign.
    pub fn with(&self, number: &str) -> String {
        let (mark, blank) = match self.0.as_str() {
            "USD" => ("$", ""),
            "" => ("", ""),
            code => (code, "\u{A0}"),
        };
        let (sign, size) = match number.strip_prefix(MINUS) {
            Some(size) => (MINUS, size),
            None => ("", number),
        };
        format!("{sign}{mark}{blank}{size}")
    }

    /// What an axis up to such amounts is counted in, and how its title says so: 1,000,000 and `$ million`.
    pub fn unit(&self, largest: f64) -> (f64, String) {
        let mark = if self.0 == "USD" { "$" } else { &self.0 };
        let size = SIZES.iter().find(|(unit, _)| largest >= *unit);
        match size {
            Some((unit, name)) => (*unit, format!("{mark} {name}").trim_start().to_owned()),
            None => (1.0, mark.to_owned()),
        }
    }
}

/// Decimals that an amount may have: cents below a hundred.
pub(crate) fn decimals_of_amount(amount: f64) -> usize {
    if amount.abs() < 100.0 { 2 } else { 0 }
}

/// A difference as it is written, with a sign also above zero.
pub(super) fn signed(difference: f64, stated: Stated) -> Stated {
    let is_nothing = !stated.value.contains(|digit: char| ('1'..='9').contains(&digit));
    let plus = if difference > 0.0 && !is_nothing { "+" } else { "" };
    Stated { value: plus.to_owned() + &stated.value, ..stated }
}

/// The number rounded to three digits.
fn three_digits(number: f64) -> f64 {
    if number == 0.0 || !number.is_finite() {
        return 0.0;
    }
    let step = 10_f64.powi(number.abs().log10().floor() as i32 - 2);
    (number / step).round() * step
}

/// A share in per cent, with no more decimals than it takes to see it: `29 %`, `2.9 %`, `0.03 %`.
pub(crate) fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    let decimals = match percent.abs() {
        size if size == 0.0 || size >= 9.95 => 0,
        size if size >= 0.995 => 1,
        _ => 2,
    };
    let text = grouped(percent, decimals);
    let text = if decimals == 1 { text.trim_end_matches(".0") } else { &text };
    format!("{text}{BLANK}%")
}

/// A number of things: `10,000 years`, `1 year`.
pub(crate) fn count(number: u64, one: &str, many: &str) -> String {
    let thing = if number == 1 { one } else { many };
    format!("{}{BLANK}{thing}", grouped(number as f64, 0))
}

/// A number with so many decimals and its digits in groups of three, its sign as wide as a figure.
pub(crate) fn grouped(number: f64, decimals: usize) -> String {
    decimal(number, decimals).replace('-', MINUS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_three_digits_and_a_unit() {
        let dollars = Currency("USD".into());
        for (amount, text) in [
            (1_523_300.0, "$1.52\u{A0}million"),
            (15_233_000.0, "$15.2\u{A0}million"),
            (152_330_000.0, "$152\u{A0}million"),
            (999_999.0, "$1.00\u{A0}million"),
            (228_400.0, "$228,000"),
            (12_345.0, "$12,300"),
            (950.4, "$950"),
            (0.0, "$0"),
            (2.5, "$2.50"),
            (-1_523_300.0, "−$1.52\u{A0}million"),
            (3e12, "$3.00\u{A0}trillion"),
        ] {
            assert_eq!(dollars.amount(amount), text);
        }
        assert_eq!(Currency("EUR".into()).amount(-950.0), "−EUR\u{A0}950");
        assert_eq!(Currency(String::new()).amount(950.0), "950");
    }

    #[test]
    fn axes_count_in_what_suits_their_end() {
        let unit = |code: &str, largest| Currency(code.into()).unit(largest);
        assert_eq!(unit("USD", 2.1e6), (1e6, "$ million".to_owned()));
        assert_eq!(unit("EUR", 60_000.0), (1e3, "EUR thousand".to_owned()));
        assert_eq!(unit("USD", 800.0), (1.0, "$".to_owned()));
        assert_eq!(unit("", 5e9), (1e9, "billion".to_owned()));
    }

    #[test]
    fn shares_are_seen() {
        for (share, text) in [
            (0.293, "29\u{A0}%"),
            (0.0293, "2.9\u{A0}%"),
            (0.03, "3\u{A0}%"),
            (0.000_3, "0.03\u{A0}%"),
            (0.0, "0\u{A0}%"),
            (1.0, "100\u{A0}%"),
            (-0.05, "−5\u{A0}%"),
        ] {
            assert_eq!(percent(share), text);
        }
    }

    #[test]
    fn things_are_counted() {
        assert_eq!(count(1, "year", "years"), "1\u{A0}year");
        assert_eq!(count(10_000, "year", "years"), "10,000\u{A0}years");
    }
}
