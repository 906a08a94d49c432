//! What the number in a cell is a number of, so that it can be shown as people read it.

use std::sync::Arc;

use super::column::{ColumnSpec, Kind};
use super::metric::{CURRENCY, MONTH_METRICS, metric_column};
use super::schema::{AS_METRIC, COUNT};
use super::table::Table;

/// How a cell is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// An amount, in whole units of a currency.
    Currency,
    /// A share or a ratio: 1 is 100 %.
    Share,
    /// A ratio that is no share: how many times something else.
    Ratio,
    /// How many of something there are.
    Count,
    /// A whole number that names something: a month, a year, a line of a file.
    Ordinal,
    /// Anything else: names, and numbers whose unit only the row says.
    Plain,
}

impl Unit {
    /// Of a column whose cells all have the unit that is declared.
    fn declared(column: &ColumnSpec) -> Self {
        Self::in_words(column.unit).unwrap_or(match column.kind {
            Kind::Integer => Self::Ordinal,
            _ => Self::Plain,
        })
    }

    /// Of an item of the table `brief`, by its name.
    pub fn of_item(item: &str) -> Self {
        let of_share = ["attainment", "overrun_probability", "ccos"];
        if item.starts_with("heads") {
            Self::Plain
        } else if of_share.iter().any(|it| item.starts_with(it)) || item.ends_with("_share") {
            Self::Share
        } else {
            Self::Currency
        }
    }

    /// Of a unit as the data dictionary words it; none for what is said otherwise.
    fn in_words(words: &str) -> Option<Self> {
        match words {
            CURRENCY => Some(Self::Currency),
            COUNT => Some(Self::Count),
            _ if words.contains("(1 = 100 %)") => Some(Self::Share),
            _ => words.starts_with("ratio").then_some(Self::Ratio),
        }
    }
}

/// The units of a table's cells: of most columns one for all rows, of some another in every row.
#[derive(Debug)]
pub struct Units<'a> {
    columns: Vec<OfColumn>,
    metrics: &'a [Arc<str>],
    statistics: &'a [Arc<str>],
    units: &'a [Arc<str>],
    items: &'a [Arc<str>],
    criteria: &'a [Arc<str>],
}

#[derive(Clone, Copy, Debug)]
enum OfColumn {
    Same(Unit),
    /// The row's metric has it.
    OfMetric,
    /// The row's column `unit` says it.
    OfRow,
    /// The row's column `item` says what it is.
    OfItem,
    /// The row's column `criterion` says by what was chosen.
    OfCriterion,
}

impl<'a> Units<'a> {
    /// Of a table.
    pub fn of(table: &'a Table) -> Self {
        let names = |column| table.texts(column).unwrap_or_default();
        let of_column = |column: &ColumnSpec| match column.unit {
            AS_METRIC => OfColumn::OfMetric,
            "as `unit` says" => OfColumn::OfRow,
            "as the item" => OfColumn::OfItem,
            "as the criterion" => OfColumn::OfCriterion,
            _ => OfColumn::Same(Unit::declared(column)),
        };
        Self {
            columns: table.spec().columns.iter().map(of_column).collect(),
            metrics: names("metric"),
            statistics: names("statistic"),
            units: names("unit"),
            items: names("item"),
            criteria: names("criterion"),
        }
    }

    /// Of the cell of a column and a row, both from 0.
    pub fn at(&self, column: usize, row: usize) -> Unit {
        let name = |names: &'a [Arc<str>]| names.get(row).map_or("", |name| name.as_ref());
        match self.columns.get(column) {
            Some(OfColumn::Same(unit)) => *unit,
            // Whatever the metric is, how often it is above 0 is a share.
            Some(OfColumn::OfMetric) if name(self.statistics) == "probability" => Unit::Share,
            Some(OfColumn::OfMetric) => of_metric(name(self.metrics)),
            Some(OfColumn::OfRow) => match name(self.units) {
                "share" => Unit::Share,
                words => Unit::in_words(words).unwrap_or(Unit::Plain),
            },
            Some(OfColumn::OfItem) => Unit::of_item(name(self.items)),
            Some(OfColumn::OfCriterion) => match name(self.criteria) {
                "cost" | "p95" => Unit::Currency,
                _ => Unit::Plain,
            },
            None => Unit::Plain,
        }
    }
}

/// The unit of a metric, by its name.
fn of_metric(name: &str) -> Unit {
    let monthly = || MONTH_METRICS.iter().find(|metric| metric.name == name).cloned();
    metric_column(name).or_else(monthly).map_or(Unit::Plain, |column| Unit::declared(&column))
}

#[cfg(test)]
mod tests {
    use super::super::schema::{statements, summary, years};
    use super::super::table::Values;
    use super::*;

    #[test]
    fn a_metric_has_its_unit_and_a_probability_is_a_share() {
        let rows = [
            ("variable_pay", "mean", Unit::Currency),
            ("ccos", "p95", Unit::Share),
            ("component:New business", "sd", Unit::Currency),
            ("budget_overrun", "mean", Unit::Currency),
            ("budget_overrun", "probability", Unit::Share),
            ("cash_paid", "mean", Unit::Currency),
            ("of another version", "mean", Unit::Plain),
        ];
        let text = |of: fn(&(&'static str, &'static str, Unit)) -> &'static str| {
            Values::text(rows.iter().map(of))
        };
        let none = || Values::Number(vec![None; rows.len()]);
        let columns = vec![
            text(|_| "current"),
            text(|_| "AE"),
            text(|row| row.0),
            text(|row| row.1),
            none(),
            none(),
            none(),
            Values::Integer(vec![1; rows.len()]),
        ];
        let table = Table::new(&Arc::new(summary()), columns).unwrap();
        let units = Units::of(&table);
        for (row, (metric, statistic, unit)) in rows.iter().enumerate() {
            assert_eq!(units.at(4, row), *unit, "{metric} {statistic}");
            assert_eq!(units.at(5, row), *unit, "its interval");
            assert_eq!(units.at(7, row), Unit::Count);
            assert_eq!(units.at(2, row), Unit::Plain);
        }
    }

    /// Rows that say themselves what their numbers are.
    #[test]
    fn a_row_says_what_its_numbers_are() {
        let table = |spec: crate::tables::TableSpec, name: &str, said: &'static str| {
            let column = |column: &ColumnSpec| match column.kind {
                Kind::Text => Values::text([if column.name == name { said } else { "" }]),
                Kind::Integer => Values::Integer(vec![1]),
                Kind::Money => Values::Money(vec![None]),
                Kind::Number => Values::Number(vec![Some(0.5)]),
            };
            let columns = spec.columns.iter().map(column).collect();
            Table::new(&Arc::new(spec), columns).unwrap()
        };
        use super::super::schema::{alignment, brief, choice};
        let of = |table: &Table| {
            let value = table.spec().columns.iter().position(|column| column.name == "value");
            Units::of(table).at(value.unwrap(), 0)
        };
        for (said, unit) in [
            ("share", Unit::Share),
            ("currency", Unit::Currency),
            ("count", Unit::Count),
            ("ratio", Unit::Ratio),
            ("currency per unit of value", Unit::Plain),
        ] {
            assert_eq!(of(&table(alignment(), "unit", said)), unit, "{said}");
        }
        for (item, unit) in [
            ("budget_p50", Unit::Currency),
            ("overrun_probability_difference", Unit::Share),
            ("heads_before", Unit::Plain),
            ("variable_pay_difference", Unit::Currency),
        ] {
            assert_eq!(of(&table(brief(), "item", item)), unit, "{item}");
        }
        for (criterion, unit) in [("cost", Unit::Currency), ("total_cost=1", Unit::Plain)] {
            assert_eq!(of(&table(choice(), "criterion", criterion)), unit, "{criterion}");
        }
    }

    #[test]
    fn of_columns_as_they_are_declared() {
        let of = |columns: Vec<ColumnSpec>| -> Vec<Unit> {
            columns.iter().map(Unit::declared).collect()
        };
        use Unit::{Currency, Ordinal, Plain, Share};
        let years = years(["nrr", "quota", "logo_retention"]).unwrap();
        assert_eq!(of(years.columns), [Ordinal, Plain, Share, Currency, Share]);
        assert_eq!(
            of(statements().columns),
            [
                Plain, Plain, Ordinal, Plain, Plain, Plain, Currency, Share, Currency, Currency,
                Currency
            ]
        );
    }
}
