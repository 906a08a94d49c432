//! What the company values, and its strategy.

use std::collections::BTreeMap;

use crate::diagnostic::{Finding, join, named, suggestion, thousands};
use crate::plan::{Additive, Measure, RatioMeasure};
use crate::spec::Number;
use crate::spec::company::CompanyFile;

use super::super::{Aim, MeasureGroup, Strategy, ValueWeights};
use super::Lowering;
use super::check::{as_float, in_percent};
use super::listed::sum_of_shares;

/// The most that one unit of a result is worth, in dollars.
const MOST_WORTH: f64 = 1e9;

/// Tables that name measures, as they are written.
type Weights = BTreeMap<String, Number>;

impl Lowering<'_> {
    /// What results are worth.
    pub(super) fn value(
        &mut self,
        path: &str,
        table: &Weights,
        file: &CompanyFile,
    ) -> Option<ValueWeights> {
        if table.is_empty() {
            let finding = Finding::error(path, "no result is worth anything");
            self.report(finding.help("name a measure, such as `net_new_arr = 1.0`"));
            return None;
        }
        let weights: Vec<_> = table
            .iter()
            .map(|(name, weight)| {
                let path = join(path, name);
                let measure = self.valued(&path, name, file);
                let worth = self.worth(&path, weight);
                Some((measure?, worth?))
            })
            .collect();
        Some(ValueWeights { weights: weights.into_iter().collect::<Option<_>>()? })
    }

    fn valued(&mut self, path: &str, name: &str, file: &CompanyFile) -> Option<Measure> {
        if let Some(sum) = Additive::from_name(name) {
            return Some(Measure::additive(sum));
        }
        let ratio = RatioMeasure::from_name(name);
        if let Some(ratio) = ratio.filter(|ratio| ValueWeights::takes_ratio(*ratio)) {
            return Some(Measure::Ratio(ratio));
        }
        if let Some(ratio) = ratio {
            let message =
                format!("`{name}` is a rate, which is worth nothing without what it is of");
            let instead = amount_instead(ratio);
            self.report(Finding::error_at_key(path, message).help(format!("weight {instead}")));
            return None;
        }
        if scores(file).any(|score| score == name) {
            return Some(Measure::Score(name.to_owned()));
        }
        let sums = Additive::ALL.iter().map(|sum| sum.name());
        let kept = RatioMeasure::ALL.iter().filter(|ratio| ValueWeights::takes_ratio(**ratio));
        let kept = kept.map(|ratio| ratio.name());
        let known: Vec<&str> = sums.chain(kept).chain(scores(file)).collect();
        let message = format!("no result is called `{name}`");
        self.report(Finding::error_at_key(path, message).help(suggestion(name, &known)));
        None
    }

    fn worth(&mut self, path: &str, weight: &Number) -> Option<f64> {
        let worth = as_float(weight.0);
        if worth == 0.0 {
            let finding = Finding::error(path, format!("{} is worth nothing", named(path)));
            self.report(finding.help("leave it out, or say what one unit of it is worth"));
            return None;
        }
        let within = worth.abs() <= MOST_WORTH;
        if !within {
            let most = thousands(MOST_WORTH as i64);
            let message = format!("{} must be from -{most} to {most}, found {weight}", named(path));
            self.error(path, message);
        }
        within.then_some(worth)
    }

    /// How pay should be spread.
    pub(super) fn strategy(
        &mut self,
        path: &str,
        table: &Weights,
        file: &CompanyFile,
    ) -> Option<Strategy> {
        let aims: Vec<_> = table
            .iter()
            .map(|(name, share)| {
                let path = join(path, name);
                let aim = self.aim(&path, name, file);
                let share = self.share_of_pay(&path, share);
                Some((aim?, share?))
            })
            .collect();
        let aims: Vec<(Aim, f64)> = aims.into_iter().collect::<Option<_>>()?;
        let sum: f64 = aims.iter().map(|(_, share)| share).sum();
        let whole = (sum - 1.0).abs() <= 1e-9;
        if !whole {
            self.report(sum_of_shares(path, "the shares of pay", sum));
        }
        whole.then_some(Strategy { aims })
    }

    fn aim(&mut self, path: &str, name: &str, file: &CompanyFile) -> Option<Aim> {
        if let Some(group) = MeasureGroup::from_name(name) {
            return Some(Aim::Group(group));
        }
        let sums = Additive::ALL.iter().map(|sum| sum.name());
        let ratios = RatioMeasure::ALL.iter().map(|ratio| ratio.name());
        let measures: Vec<&str> = sums.chain(ratios).chain(scores(file)).collect();
        if measures.contains(&name) {
            return Some(Aim::Measure(name.to_owned()));
        }
        let groups = MeasureGroup::ALL.map(MeasureGroup::name);
        let known: Vec<&str> = groups.into_iter().chain(measures).collect();
        let message = format!("neither a group of measures nor a measure is called `{name}`");
        self.report(Finding::error_at_key(path, message).help(suggestion(name, &known)));
        None
    }

    fn share_of_pay(&mut self, path: &str, written: &Number) -> Option<f64> {
        let share = as_float(written.0);
        let within = share > 0.0 && share <= 1.0;
        if !within {
            let message = format!("{} must be above 0 and at most 1, found {written}", named(path));
            let finding = in_percent(Finding::error(path, message), share);
            let help = "the share of variable pay that should be for it".to_owned();
            self.report(Finding { help: finding.help.clone().or(Some(help)), ..finding });
        }
        within.then_some(share)
    }
}

/// What to weight in place of a rate.
const fn amount_instead(ratio: RatioMeasure) -> &'static str {
    match ratio {
        RatioMeasure::RenewalRate => "what is renewed, `renewal_acv`",
        RatioMeasure::ExpansionRate => "what accounts grow by, `expansion_acv`",
        RatioMeasure::AverageDealSize => "what is sold, `new_acv`",
        RatioMeasure::ConversionRate => "what is won, `won_acv`",
        _ => "an amount that it leads to, such as `new_acv`",
    }
}

/// The names of all scores of the file.
fn scores(file: &CompanyFile) -> impl Iterator<Item = &str> {
    let teams = file.team.iter().flatten();
    let scores = teams.flat_map(|team| team.score.iter().flatten());
    scores.filter_map(|score| score.name.as_deref())
}
