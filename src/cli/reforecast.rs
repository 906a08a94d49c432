//! `simulate --actuals`: a year that goes on from actual results.

use std::path::PathBuf;

use super::digits::{Shown, decimal, grouped, shown};
use super::failure::Failure;
use super::inputs::whole;
use super::replay::open_events;
use super::screen::{aligned, cents, money, strong};
use super::terminal;
use crate::company::{Input, Loaded, Source};
use crate::diagnostic::{Diagnosis, Refused};
use crate::events::SoFar;
use crate::metrics::Masthead;
use crate::replay::{SoFarRead, so_far};
use crate::statistics::{Estimate, Statistic};
use crate::study::{Reforecast, RepForecast};

/// Where the year goes on from.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Going on from actual results")]
pub(super) struct Options {
    /// Go on from what happened: a data file as `paycurve replay` reads it
    ///
    /// The months up to --through are paid from the file, alike in every synthetic year. The rest is drawn given
    /// what happened: how many deals, meetings and expansions each rep had so far says how able the rep is, and all
    /// together what the year's market is like. Writes the table `reforecast`.
    #[arg(long, value_name = "FILE", requires = "through", conflicts_with_all = ["variance", "alignment"])]
    actuals: Option<PathBuf>,
    /// The last month that is over, 1 to 11; rows of later months are left out
    #[arg(long, value_name = "MONTH", requires = "actuals", value_parser = month, allow_negative_numbers = true)]
    through: Option<usize>,
}

fn month(text: &str) -> Result<usize, String> {
    whole(text, 1, 11, "the last month that is over, from 1 to 11")
}

/// The months that are over, and their file; none where the year begins with its first month.
pub(super) fn read(
    options: &Options,
    loaded: &Loaded,
    quiet: bool,
) -> Result<Option<(SoFar, Input)>, Failure> {
    let (Some(path), Some(months)) = (&options.actuals, options.through) else {
        return Ok(None);
    };
    loaded.goes_on()?;
    loaded.agree(Source::Replayed)?;
    let (document, file) = open_events(path)?;
    let read = so_far(&document, &loaded.company, &loaded.plans, months);
    let SoFarRead { so_far, warnings } =
        read.map_err(|findings| Refused(vec![Diagnosis::new(document.clone(), findings)]))?;
    if !warnings.is_empty() {
        terminal::warn(&[Diagnosis::new(document, warnings)], quiet);
    }
    Ok(Some((so_far, Input { path: file.path, sha256: file.sha256, bytes: file.bytes })))
}

/// The answer in sentences: what was paid, what is to come, what the year comes to, whether the budget holds.
pub(super) fn answer(company: &Masthead, reforecast: &Reforecast) -> Vec<String> {
    let currency = &company.currency;
    let exact = |amount: &str| money(amount, currency);
    let with_error = |estimate: &Estimate| {
        if estimate.interval.is_none() && estimate.n > 1 {
            return money(&grouped(estimate.value), currency);
        }
        let Shown { value, error } = shown(estimate, 1.0, 0);
        format!("{} ({error})", money(&value, currency))
    };
    let mut sentences = vec![strong(&format!(
        "By the end of month {} variable pay of {} was paid.",
        reforecast.months,
        exact(&cents(reforecast.paid))
    ))];
    let get = |statistic| reforecast.rest.get(statistic);
    if let (Some(mean), Some(low), Some(high)) =
        (get(Statistic::Mean), get(Statistic::P05), get(Statistic::P95))
    {
        sentences.push(format!(
            "The rest of the year costs {} on average, in 9 years of 10 between {}\nand {}.",
            with_error(&mean),
            with_error(&low),
            with_error(&high)
        ));
    }
    let get = |statistic| reforecast.year.get(statistic);
    if let (Some(mean), Some(half), Some(high)) =
        (get(Statistic::Mean), get(Statistic::P50), get(Statistic::P90))
    {
        sentences.push(format!(
            "The whole year costs {} on average; half of all years more than {},\n1 in 10 more than {}.",
            with_error(&mean),
            with_error(&half),
            with_error(&high)
        ));
    }
    if let (Some(budget), Some((left, holds))) = (company.budget(), &reforecast.budget) {
        let Shown { value, error } = shown(holds, 100.0, 1);
        let budget = money(&grouped(budget.to_f64()), currency);
        sentences.push(if left.0 >= 0 {
            format!(
                "Of the budget of {budget} {} is left. It holds with a chance of {value} % ({error}).",
                exact(&cents(*left))
            )
        } else {
            format!(
                "The budget of {budget} is overrun by {} already. It holds with a chance of {value} % ({error}).",
                exact(&cents(-*left))
            )
        });
    }
    sentences
}

/// So many reps are shown.
const MOST_MOVERS: usize = 6;

/// Those whose results so far say most against the company file's attainment; nothing where they move nobody.
pub(super) fn movers(reforecast: &Reforecast) -> Option<String> {
    let movers = reforecast.movers(MOST_MOVERS);
    if movers.is_empty() {
        return None;
    }
    let heading =
        ["moved most", "team", "count", "assumed %", "now %", "p10", "p90", "paid", "rest", ""];
    let percent = |value: f64| decimal(100.0 * value, 0);
    let row = |rep: &&RepForecast| {
        let of = |statistic| rep.attainment.get(statistic).map(|it| percent(it.value));
        let rest = rep.rest.get(Statistic::Mean);
        let Shown { value, error } = rest.map_or_else(
            || Shown { value: String::new(), error: String::new() },
            |mean| shown(&mean, 1.0, 0),
        );
        vec![
            rep.so_far.rep.clone(),
            rep.team.clone(),
            rep.so_far.count.map_or_else(|| "-".to_owned(), |count| grouped(count as f64)),
            percent(rep.so_far.prior_attainment()),
            of(Statistic::Mean).unwrap_or_default(),
            of(Statistic::P10).unwrap_or_default(),
            of(Statistic::P90).unwrap_or_default(),
            grouped(rep.so_far.paid().to_f64()),
            value,
            error,
        ]
    };
    let table = aligned(heading.map(str::to_owned).to_vec(), movers.iter().map(row).collect());
    Some(format!(
        "{table}\n\nAssumed and now: mean attainment in a market of 1 by the company file, and given the results so far; \
         p10\nand p90 of the latter. The table reforecast has every rep."
    ))
}
