//! Cells of tables as people read them: amounts in groups of three digits, shares in per cent.

use crate::plots::amounts::{decimals_of_amount, grouped};
use crate::plots::spread::Spread;
use crate::tables::{self, ColumnSpec, MONTH_METRICS, Table, Values, metric_column};

/// A cell, and how it stands in its column.
pub(super) fn cell(table: &Table, column: usize, row: usize) -> String {
    let spec = &table.spec().columns[column];
    match &table.columns()[column] {
        Values::Text(cells) => cells[row].to_string(),
        Values::Integer(cells) if is_label(spec) => cells[row].to_string(),
        Values::Integer(cells) => grouped(cells[row] as f64, 0),
        Values::Money(cells) => cells[row].map_or(String::new(), |cents| amount(cents.to_f64())),
        Values::Number(cells) => match cells[row] {
            None => String::new(),
            Some(number) => written(number, unit(table, spec, row)),
        },
    }
}

/// A cell with its error, which the columns of the ends of its interval give: `1,523,300 ± 5,200`.
pub(super) fn cell_with_error(table: &Table, [value, low, high]: [usize; 3], row: usize) -> String {
    let end = |column: usize| match &table.columns()[column] {
        Values::Number(cells) => cells[row],
        _ => None,
    };
    let spread =
        end(value).map(|number| Spread { value: number, interval: end(low).zip(end(high)) });
    let stated =
        spread.and_then(|it| with_error(&it, unit(table, &table.spec().columns[value], row)));
    stated.unwrap_or_else(|| cell(table, value, row))
}

/// A number and its error in a unit, rounded to two digits of the error; none without an error.
pub(super) fn with_error(spread: &Spread, unit: Unit) -> Option<String> {
    match unit {
        Unit::Currency => {
            let (value, error) = spread.rounded(1.0, decimals_of_amount(spread.value))?;
            Some(format!("{value} {error}"))
        }
        Unit::Percent => spread.percent().error.map(|_| spread.percent().beside()),
        Unit::Plain => {
            let (value, error) = spread.rounded(1.0, 4)?;
            Some(format!("{value} {error}"))
        }
    }
}

/// Whole numbers that name something, and are not grouped.
fn is_label(spec: &ColumnSpec) -> bool {
    matches!(spec.name.as_ref(), "year" | "month" | "period_end" | "order" | "rank")
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// An amount of the company's currency.
    Currency,
    /// A share or a ratio in per cent.
    Percent,
    /// Anything else.
    Plain,
}

/// A number in its unit.
pub(super) fn written(number: f64, unit: Unit) -> String {
    match unit {
        Unit::Currency => amount(number),
        Unit::Percent => percent(number),
        Unit::Plain => plain(number),
    }
}

fn amount(number: f64) -> String {
    grouped(number, if number != 0.0 && number.abs() < 100.0 { 2 } else { 0 })
}

/// A share in per cent with one decimal, two below 1 %.
pub(super) fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    let decimals = if percent != 0.0 && percent.abs() < 1.0 { 2 } else { 1 };
    format!("{}\u{A0}%", grouped(percent, decimals))
}

/// A number with three digits, whole from 100 on.
fn plain(number: f64) -> String {
    let size = number.abs();
    let decimals = match size {
        _ if number.fract() == 0.0 => 0,
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 => 2,
        size if size >= 0.001 => 3,
        _ => 6,
    };
    grouped(number, decimals)
}

/// The unit of a cell: that of its column, or what the row says it is.
fn unit(table: &Table, spec: &ColumnSpec, row: usize) -> Unit {
    let text = |name: &str| table.texts(name).and_then(|cells| cells.get(row)).map_or("", |it| it);
    match spec.unit {
        "as the metric" => match text("statistic") {
            "probability" => Unit::Percent,
            _ => metric_unit(text("metric")),
        },
        "as `unit` says" => named(text("unit")),
        "as the item" => match tables::Unit::of_item(text("item")) {
            tables::Unit::Currency => Unit::Currency,
            tables::Unit::Share => Unit::Percent,
            _ => Unit::Plain,
        },
        "as the criterion" => match text("criterion") {
            "cost" | "p95" => Unit::Currency,
            _ => Unit::Plain,
        },
        _ if spec.name.starts_with("elasticity") => Unit::Plain,
        unit => named(unit),
    }
}

fn named(unit: &str) -> Unit {
    if unit == "currency" {
        Unit::Currency
    } else if unit.starts_with("share") || unit.starts_with("ratio (") {
        Unit::Percent
    } else {
        Unit::Plain
    }
}

/// The unit of a metric.
pub(super) fn metric_unit(metric: &str) -> Unit {
    let of_months = || MONTH_METRICS.iter().find(|known| known.name == metric).cloned();
    metric_column(metric).or_else(of_months).map_or(Unit::Plain, |column| named(column.unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_their_units() {
        let cases = [
            (1_523_456.7, Unit::Currency, "1,523,457"),
            (-12.5, Unit::Currency, "\u{2212}12.50"),
            (0.0, Unit::Currency, "0"),
            (0.1234, Unit::Percent, "12.3\u{A0}%"),
            (0.0042, Unit::Percent, "0.42\u{A0}%"),
            (0.0, Unit::Percent, "0.0\u{A0}%"),
            (1.234, Unit::Plain, "1.23"),
            (0.01234, Unit::Plain, "0.012"),
            (7.0, Unit::Plain, "7"),
        ];
        for (number, unit, expected) in cases {
            assert_eq!(written(number, unit), expected);
        }
    }

    #[test]
    fn numbers_have_the_digits_that_their_error_carries() {
        let cases = [
            (1_523_456.7, 5_178.0, Unit::Currency, "1,523,500 ± 5,200"),
            (-12.5, 0.313, Unit::Currency, "\u{2212}12.50 ± 0.31"),
            (0.123_4, 0.011, Unit::Percent, "12.3 % ± 1.1"),
            (1.234_6, 0.012, Unit::Plain, "1.235 ± 0.012"),
        ];
        for (number, error, unit, expected) in cases {
            let told = with_error(&Spread::within(number, error), unit).unwrap();
            assert_eq!(told.replace('\u{A0}', " "), expected);
        }
        assert_eq!(with_error(&Spread::exact(7.0), Unit::Plain), None);
    }

    #[test]
    fn metrics_have_their_units() {
        assert_eq!(metric_unit("ccos"), Unit::Percent);
        assert_eq!(metric_unit("variable_pay"), Unit::Currency);
        assert_eq!(metric_unit("cash_paid"), Unit::Currency);
        assert_eq!(metric_unit("component:<b>"), Unit::Currency);
    }
}
