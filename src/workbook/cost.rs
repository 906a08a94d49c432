//! What variable pay costs: the years by their cost, as columns.

use rust_xlsxwriter::Chart;

use super::picture::{Drawn, Figures, Picture, cells, filled};
use crate::digits::grouped;
use crate::metrics::COMPANY;
use crate::statistics::{Histogram, Scratch, Statistic, summarise};
use crate::tables::{FinishedRun, ReadError, Unit};

const SHEET: &str = "chart_cost";
/// Columns of the chart, at most.
const BINS: usize = 40;

/// The years of a run by the company's variable pay.
pub(super) fn picture(run: &FinishedRun) -> Result<Picture, ReadError> {
    let Some(pay) = run.figure(COMPANY, "variable_pay")? else {
        return Ok(Picture::missing(
            "There is no sheet chart_cost: the run has no table years, which its chart is made of.",
        ));
    };
    let Some(histogram) = Histogram::of(&pay, BINS) else {
        return Ok(Picture::missing(
            "There is no sheet chart_cost: the company's variable pay is the same in every year, or there is one year only.",
        ));
    };
    let bins = histogram.counts.len();
    let edges = |shift: usize| (0..bins).map(move |bin| bin + shift);
    let years = histogram.counts.iter().map(|count| *count as f64);
    let all = pay.len() as f64;
    let columns = vec![
        Figures::new(
            "variable pay from",
            Unit::Currency,
            edges(0).map(|b| Some(histogram.edge(b))),
        ),
        Figures::new("below", Unit::Currency, edges(1).map(|b| Some(histogram.edge(b)))),
        Figures::new("years", Unit::Count, years.clone().map(Some)),
        Figures::new("share of years", Unit::Share, years.map(|years| Some(years / all))),
    ];
    let mut chart = Chart::new_column();
    chart
        .add_series()
        .set_categories(cells(SHEET, 0, 0..bins))
        .set_values(cells(SHEET, 3, 0..bins))
        .set_gap(5)
        .set_format(&mut filled());
    chart.x_axis().set_name("variable pay of a year, from").set_num_format("#,##0");
    chart.y_axis().set_name("share of years").set_num_format("0%");
    chart.legend().set_hidden();
    Ok(Picture::Drawn(Box::new(Drawn {
        sheet: SHEET,
        finding: finding(&pay),
        holds: "The years by the company's variable pay: a chart and its figures. Of a thousand years one at most is \
                beside the columns at either end.",
        columns,
        chart,
    })))
}

/// What it costs, in a sentence.
fn finding(pay: &[f64]) -> String {
    let summary = summarise(pay, &mut Scratch::default());
    let value = |statistic| summary.get(statistic).map(|estimate| grouped(estimate.value));
    let mean = value(Statistic::Mean).unwrap_or_default();
    match (value(Statistic::P05), value(Statistic::P95)) {
        (Some(low), Some(high)) => format!(
            "Variable pay costs {mean} a year on average; in 9 years of 10 between {low} and {high}"
        ),
        _ => format!("Variable pay costs {mean} a year on average"),
    }
}
