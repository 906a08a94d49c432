//! A cell as people read it.

use crate::diagnostic::thousands;
use crate::digits::{decimal, grouped};
use crate::tables::{Kind, Unit, Values};

/// Decimals of a number whose unit says nothing of them.
const DECIMALS: usize = 4;

/// A cell in words, before anything is escaped.
pub(super) enum Figure<'a> {
    /// A name.
    Name(&'a str),
    /// A number, with separators of thousands.
    Number(String),
    /// A number of per cent, without the sign.
    Percent(String),
    /// Nothing.
    Empty,
}

/// Whether a column is set to the right.
pub(super) fn is_number(kind: Kind) -> bool {
    kind != Kind::Text
}

impl<'a> Figure<'a> {
    /// Amounts in whole units of currency (with cents where they are exact), shares in per cent with two decimals,
    /// counts whole.
    pub fn of(values: &'a Values, row: usize, unit: Unit) -> Self {
        match values {
            Values::Text(cells) if cells[row].is_empty() => Self::Empty,
            Values::Text(cells) => Self::Name(&cells[row]),
            Values::Integer(cells) => Self::Number(match unit {
                Unit::Ordinal => cells[row].to_string(),
                _ => thousands(cells[row]),
            }),
            Values::Money(cells) => {
                cells[row].map_or(Self::Empty, |cents| Self::Number(thousands(cents)))
            }
            Values::Number(cells) => cells[row].map_or(Self::Empty, |value| match unit {
                Unit::Currency | Unit::Count => Self::Number(grouped(value)),
                Unit::Share => Self::Percent(decimal(100.0 * value, 2)),
                Unit::Ratio | Unit::Ordinal | Unit::Plain => Self::Number(short(value)),
            }),
        }
    }
}

/// With as many decimals as it has, four at most.
fn short(value: f64) -> String {
    let text = decimal(value, DECIMALS);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Cents;

    fn said(values: &Values, unit: Unit) -> String {
        match Figure::of(values, 0, unit) {
            Figure::Name(name) => name.to_owned(),
            Figure::Number(number) => number,
            Figure::Percent(number) => number + " %",
            Figure::Empty => String::new(),
        }
    }

    #[test]
    fn as_people_read_them() {
        let number = |value| Values::Number(vec![Some(value)]);
        for (values, unit, text) in [
            (number(1_523_300.49), Unit::Currency, "1,523,300"),
            (number(-0.4), Unit::Currency, "0"),
            (number(0.420_34), Unit::Share, "42.03 %"),
            (number(0.1 + 0.2), Unit::Plain, "0.3"),
            (number(20_000.0), Unit::Plain, "20,000"),
            (number(0.000_01), Unit::Plain, "0"),
            (Values::Number(vec![None]), Unit::Share, ""),
            (Values::Integer(vec![10_000]), Unit::Count, "10,000"),
            (Values::Integer(vec![2027]), Unit::Ordinal, "2027"),
            (Values::Integer(vec![i64::MIN]), Unit::Count, "-9,223,372,036,854,775,808"),
            (Values::Money(vec![Some(Cents(-123_456_789))]), Unit::Currency, "-1,234,567.89"),
            (Values::Money(vec![None]), Unit::Currency, ""),
            (Values::text([""]), Unit::Plain, ""),
        ] {
            assert_eq!(said(&values, unit), text, "{values:?}");
        }
    }
}
