//! `--precision`: what has to be precise, by name, and what a run for it came to, in words.

use super::digits::grouped;
use super::failure::Failure;
use super::inputs::year;
use crate::diagnostic::suggestion;
use crate::metrics::{COMPANY, Layout, Metric};
use crate::simulate::{Precise, Shard, Target};
use crate::statistics::{Precision, Statistic};
use crate::tables::{PreciseRecord, PrecisionRecord};

/// Years that may be spent where nothing else is said.
const MOST: usize = 1_000_000;

/// What is precise where nothing else is named.
const DEFAULT: [&str; 2] = ["company:variable_pay:mean", "company:variable_pay:p95"];

/// How precise a run is to be.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// Run until half the 95 % interval is at most this share of the value, such as 0.5%; in place of --years
    #[arg(long, value_name = "SHARE", value_parser = share, allow_hyphen_values = true)]
    precision: Option<f64>,
    /// What has to be so precise: a list of TEAM:METRIC:STATISTIC, such as AE:ccos:mean [default: mean and p95 of
    /// company:variable_pay]
    #[arg(long, value_name = "LIST", requires = "precision")]
    precision_of: Vec<String>,
    /// Most years to spend on it [default: 1000000]
    #[arg(long, value_name = "N", requires = "precision", value_parser = year, allow_negative_numbers = true)]
    max_years: Option<usize>,
}

/// A precision that is asked for, of which statistics.
#[derive(Debug)]
pub(super) struct Asked {
    pub precision: Precision,
    named: Vec<Named>,
}

/// A statistic by name.
#[derive(Clone, Debug, PartialEq)]
struct Named {
    team: String,
    metric: String,
    target: Target,
}

impl Options {
    /// Whether the rest of the command line agrees with it.
    pub fn agree(&self, years: Option<usize>, shard: Option<Shard>) -> Result<(), Failure> {
        let words = match (self.precision, years, shard) {
            (Some(_), Some(_), _) => {
                "--precision finds how many years it takes; leave out --years, or say the most that it may take with \
                 --max-years"
            }
            (Some(_), _, Some(_)) => {
                "--precision looks at all years, and a shard has only its own; give --shard a number of --years"
            }
            _ => return Ok(()),
        };
        Err(Failure::Unusable(words.to_owned()))
    }

    /// What is asked for, if anything.
    pub fn asked(&self, layout: &Layout) -> Result<Option<Asked>, Failure> {
        let most = self.max_years.unwrap_or(MOST);
        let Some(precision) = self.precision.and_then(|share| Precision::new(share, most)) else {
            return Ok(None);
        };
        let unusable = |words| Failure::Unusable(format!("--precision-of: {words}"));
        let mut named = Vec::new();
        for list in &self.precision_of {
            named.extend(listed(list, layout).map_err(unusable)?);
        }
        if named.is_empty() {
            for name in DEFAULT {
                named.push(find(name, layout).map_err(unusable)?);
            }
        }
        Ok(Some(Asked { precision, named }))
    }
}

impl Asked {
    /// What the run looks at.
    pub fn targets(&self) -> Vec<Target> {
        self.named.iter().map(|named| named.target).collect()
    }

    /// What the run came to, in a sentence.
    pub fn told(&self, found: &Precise, years: usize) -> String {
        let asked = percent(self.precision.relative());
        let errors: Vec<String> =
            self.named.iter().zip(&found.errors).map(|(named, error)| named.told(*error)).collect();
        let errors = errors.join(", ");
        if found.reached {
            format!("It took {} years to be sure within {asked}: {errors}.", grouped(years as f64))
        } else {
            format!(
                "the precision of {asked} is not reached in the {} years allowed (--max-years): {errors}",
                grouped(years as f64)
            )
        }
    }

    /// The same for `run.json`.
    pub fn record(&self, found: &Precise) -> PrecisionRecord {
        let of = self.named.iter().zip(&found.errors).map(|(named, error)| PreciseRecord {
            team: named.team.clone(),
            metric: named.metric.clone(),
            statistic: named.target.statistic.name().to_owned(),
            relative: error.is_finite().then_some(*error),
        });
        PrecisionRecord {
            relative: self.precision.relative(),
            max_years: self.precision.most() as u64,
            reached: found.reached,
            of: of.collect(),
        }
    }
}

impl Named {
    fn told(&self, error: f64) -> String {
        let error = match error {
            0.0 => "exact".to_owned(),
            error if error.is_finite() => format!("± {}", percent(error)),
            _ => "± ?".to_owned(),
        };
        format!("{} {} {} {error}", self.team, self.metric, self.target.statistic)
    }
}

/// A share above 0 and below 1: `0.005`, or `0.5%`.
fn share(text: &str) -> Result<f64, String> {
    let (digits, hundred) = match text.strip_suffix('%') {
        Some(digits) => (digits.trim_end(), 100.0),
        None => (text, 1.0),
    };
    let number: Option<f64> = digits.parse().ok();
    let share = number.map(|number| number / hundred);
    // Only the years matter here, and whether a share is one.
    share.filter(|share| Precision::new(*share, 1).is_some()).ok_or_else(|| {
        "expected a share above 0 and below 1, such as 0.005 or 0.5%: half the 95 % interval in relation to the \
         value"
            .to_owned()
    })
}

/// Names parted by commas; one name may have commas itself, as components do.
fn listed(list: &str, layout: &Layout) -> Result<Vec<Named>, String> {
    match find(list, layout) {
        Ok(named) => Ok(vec![named]),
        Err(words) if !list.contains(',') => Err(words),
        Err(_) => list.split(',').map(|name| find(name.trim(), layout)).collect(),
    }
}

fn find(name: &str, layout: &Layout) -> Result<Named, String> {
    let parts = name.split_once(':').and_then(|(team, rest)| {
        let (metric, statistic) = rest.rsplit_once(':')?;
        Some((team, metric, statistic))
    });
    let Some((team, metric, statistic)) = parts else {
        return Err(format!(
            "expected TEAM:METRIC:STATISTIC, such as {}; found `{name}`",
            DEFAULT[1]
        ));
    };
    let mut teams: Vec<&str> = layout.columns.iter().map(|c| c.team_name.as_str()).collect();
    teams.dedup();
    if !teams.contains(&team) {
        return Err(format!("there is no team `{team}`; {}", suggestion(team, &teams)));
    }
    let metrics: Vec<(usize, &Metric)> = layout
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.team_name == team)
        .map(|(place, column)| (place, &column.metric))
        .collect();
    let Some((column, found)) = metrics.iter().find(|(_, known)| known.name() == metric) else {
        let names: Vec<String> = metrics.iter().map(|(_, known)| known.name()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        return Err(format!("{team} has no metric `{metric}`; {}", suggestion(metric, &names)));
    };
    let chance = team == COMPANY && **found == Metric::BudgetOverrun;
    let known: Vec<&str> = Statistic::ALL
        .into_iter()
        .filter(|statistic| statistic.fewest_for_error().is_some())
        .chain(chance.then_some(Statistic::Probability))
        .map(Statistic::name)
        .collect();
    match Statistic::from_name(statistic).filter(|statistic| known.contains(&statistic.name())) {
        Some(statistic) => Ok(Named {
            team: team.to_owned(),
            metric: metric.to_owned(),
            target: Target { column: *column, statistic },
        }),
        None => Err(format!(
            "{metric} has no statistic `{statistic}` with an error; {}",
            suggestion(statistic, &known)
        )),
    }
}

/// A share in per cent with two significant digits.
fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    let decimals = (1 - percent.log10().floor() as i32).clamp(0, 9) as usize;
    let text = format!("{percent:.decimals$}");
    let text =
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    format!("{text} %")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Column;

    fn layout() -> Layout {
        let column = |team: &str, metric| Column {
            team: (team != COMPANY).then_some(0),
            team_name: team.to_owned(),
            metric,
        };
        let columns = vec![
            column("AE", Metric::VariablePay),
            column("AE", Metric::Component(0, "New, \"big\": deals".to_owned())),
            column("AE", Metric::Ccos),
            column(COMPANY, Metric::VariablePay),
            column(COMPANY, Metric::BudgetOverrun),
        ];
        Layout { columns }
    }

    fn places(list: &str) -> Vec<(usize, Statistic)> {
        let named = listed(list, &layout()).unwrap_or_else(|words| panic!("{words}"));
        named.iter().map(|named| (named.target.column, named.target.statistic)).collect()
    }

    #[test]
    fn statistics_by_name() {
        assert_eq!(
            places("company:variable_pay:p95, AE:ccos:mean"),
            [(3, Statistic::P95), (2, Statistic::Mean)]
        );
        assert_eq!(places("AE:component:New, \"big\": deals:cvar95"), [(1, Statistic::Cvar95)]);
        assert_eq!(places("company:budget_overrun:probability"), [(4, Statistic::Probability)]);
    }

    #[test]
    fn what_is_not_known_is_refused_with_what_is() {
        for (name, words) in [
            (
                "p95",
                "expected TEAM:METRIC:STATISTIC, such as company:variable_pay:p95; found `p95`",
            ),
            ("compnay:variable_pay:p95", "there is no team `compnay`; did you mean `company`?"),
            ("AE:cos:mean", "AE has no metric `cos`; did you mean `ccos`?"),
            (
                "company:karma:mean",
                "company has no metric `karma`; known here: `variable_pay` and `budget_overrun`",
            ),
            (
                "AE:ccos:max",
                "ccos has no statistic `max` with an error; known here: `mean`, `sd`, `p01`, `p05`, `p10`, `p25`, \
                 `p50`, `p75`, `p90`, `p95`, `p99`, `cvar95` and `cvar05`",
            ),
            (
                "AE:ccos:cvar59,AE:ccos:mean",
                "ccos has no statistic `cvar59` with an error; did you mean `cvar95`?",
            ),
        ] {
            assert_eq!(listed(name, &layout()).unwrap_err(), words);
        }
    }

    #[test]
    fn shares_above_nothing_and_below_all() {
        for (text, number) in
            [("0.5%", 0.005), ("0.005", 0.005), ("12.5 %", 0.125), ("5e-3", 0.005)]
        {
            assert_eq!(share(text), Ok(number));
        }
        for wrong in ["0", "0%", "1", "100%", "200%", "-1%", "nan", "much", "%", ""] {
            assert!(share(wrong).is_err_and(|words| words.contains("0.5%")), "{wrong}");
        }
    }

    #[test]
    fn what_was_reached_in_words() {
        let asked = Asked {
            precision: Precision::new(0.005, 1_000_000).unwrap(),
            named: listed("company:variable_pay:mean,AE:ccos:p95", &layout()).unwrap(),
        };
        let reached = Precise { reached: true, errors: vec![0.003_141, 0.0] };
        assert_eq!(
            asked.told(&reached, 27_000),
            "It took 27,000 years to be sure within 0.5 %: company variable_pay mean ± 0.31 %, AE ccos p95 exact."
        );
        let spent = Precise { reached: false, errors: vec![0.021_4, f64::INFINITY] };
        assert_eq!(
            asked.told(&spent, 2_000),
            "the precision of 0.5 % is not reached in the 2,000 years allowed (--max-years): company variable_pay \
             mean ± 2.1 %, AE ccos p95 ± ?"
        );
        assert_eq!(asked.record(&spent).of[1].relative, None);
        for (share, text) in
            [(0.1, "10 %"), (0.5, "50 %"), (0.000_123, "0.012 %"), (0.999, "100 %")]
        {
            assert_eq!(percent(share), text);
        }
    }
}
