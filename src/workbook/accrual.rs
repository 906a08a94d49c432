//! How variable pay accrues over the months of the year.

use rust_xlsxwriter::{Chart, ChartLineDashType, ChartMarker, Color};

use super::picture::{Drawn, Figures, Picture, cells, filled, line};
use crate::digits::{decimal, grouped};
use crate::metrics::COMPANY;
use crate::tables::{FinishedRun, ReadError, Table, Unit};

const SHEET: &str = "chart_accrual";
/// The statistics that are shown.
const SHOWN: [&str; 4] = ["mean", "p05", "p50", "p95"];

/// The months by the company's variable pay.
pub(super) fn picture(run: &FinishedRun) -> Result<Picture, ReadError> {
    let Some(months) = run.table("months")? else {
        return Ok(Picture::missing(
            "There is no sheet chart_accrual: the run has no table months, which its chart is made of.",
        ));
    };
    let rows = rows_of(&months);
    let column = |name| {
        let values = months.numbers(name).unwrap_or_default();
        rows.iter().map(|row| values.get(*row).copied().flatten()).collect::<Vec<_>>()
    };
    let number = months.integers("month").unwrap_or_default();
    let mean = column("mean");
    let Some(finding) = finding(&mean) else {
        return Ok(Picture::missing(
            "There is no sheet chart_accrual: nothing is paid in any month.",
        ));
    };
    let month = rows.iter().map(|row| number.get(*row).map(|month| *month as f64));
    let mut columns = vec![Figures::new("month", Unit::Ordinal, month)];
    columns.extend(SHOWN.map(|name| Figures::new(name, Unit::Currency, column(name))));

    let mut chart = Chart::new_column();
    let all = 0..rows.len();
    chart
        .add_series()
        .set_name("mean")
        .set_categories(cells(SHEET, 0, all.clone()))
        .set_values(cells(SHEET, 1, all.clone()))
        .set_gap(40)
        .set_format(&mut filled());
    let mut range = Chart::new_line();
    for (place, name, dash) in [
        (2, "p05: 1 year of 20 is below", ChartLineDashType::Dash),
        (4, "p95: 1 year of 20 is above", ChartLineDashType::Solid),
    ] {
        let mut line = line(Color::Black, 1.5);
        line.set_dash_type(dash);
        range
            .add_series()
            .set_name(name)
            .set_categories(cells(SHEET, 0, all.clone()))
            .set_values(cells(SHEET, place, all.clone()))
            .set_marker(ChartMarker::new().set_none())
            .set_format(&mut line);
    }
    chart.combine(&range);
    chart.x_axis().set_name("month of the plan year");
    chart.y_axis().set_name("variable pay of the month").set_num_format("#,##0");
    Ok(Picture::Drawn(Box::new(Drawn {
        sheet: SHEET,
        finding,
        holds: "The company's variable pay by the month in which it accrues: a chart and its figures.",
        columns,
        chart,
    })))
}

/// The rows of the company's variable pay, by month.
fn rows_of(months: &Table) -> Vec<usize> {
    let names = |column| months.texts(column).unwrap_or_default();
    let metrics = names("team").iter().zip(names("metric")).enumerate();
    let is_it = |team: &str, metric: &str| team == COMPANY && metric == "variable_pay";
    metrics.filter(|(_, (team, metric))| is_it(team, metric)).map(|(row, _)| row).collect()
}

/// Which month brings most, in a sentence; none where no month brings anything.
fn finding(mean: &[Option<f64>]) -> Option<String> {
    let paid = mean.iter().enumerate().filter_map(|(month, mean)| Some((month + 1, (*mean)?)));
    let year: f64 = paid.clone().map(|(_, mean)| mean).sum();
    let (month, most) = paid.max_by(|a, b| a.1.total_cmp(&b.1))?;
    (year > 0.0).then(|| {
        let share = decimal(100.0 * most / year, 1);
        format!(
            "Most accrues in month {month}: {} on average, {share} % of the year's variable pay",
            grouped(most)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_month_that_brings_most() {
        let found = finding(&[Some(1_000.0), None, Some(3_000.0)]);
        let said = "Most accrues in month 3: 3,000 on average, 75.0 % of the year's variable pay";
        assert_eq!(found.as_deref(), Some(said));
        assert_eq!(finding(&[Some(0.0), Some(0.0)]), None);
        assert_eq!(finding(&[]), None);
    }
}
