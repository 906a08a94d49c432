//! Scores that reps get.

use crate::diagnostic::{Finding, element, join, list, nearest};
use crate::plan::{Additive, Period, RatioMeasure};
use crate::spec::team as file;

use super::super::Score;
use super::Lowering;

/// The words for how often something happens.
const PERIODS: [Period; 4] = [Period::Month, Period::Quarter, Period::Half, Period::Year];

/// The largest magnitude of a score.
const MOST_SCORED: f64 = 1e6;

impl Lowering<'_> {
    /// The scores of a team; names are unique.
    pub(super) fn scores(&mut self, path: &str, tables: &[file::Score]) -> Option<Vec<Score>> {
        for (i, name) in tables.iter().enumerate().filter_map(|(i, s)| Some((i, s.name.as_ref()?)))
        {
            if let Some(first) = tables[..i].iter().position(|s| s.name.as_ref() == Some(name)) {
                let finding = Finding::error(
                    join(&element(path, i), "name"),
                    format!("two scores are called \"{name}\""),
                );
                self.report(
                    finding.related(join(&element(path, first), "name"), "first used here"),
                );
            }
        }
        let scores: Vec<_> = tables
            .iter()
            .enumerate()
            .map(|(i, table)| self.score(&element(path, i), table))
            .collect();
        scores.into_iter().collect()
    }

    fn score(&mut self, path: &str, table: &file::Score) -> Option<Score> {
        let name = self.text(
            path,
            "name",
            table.name.as_deref(),
            "what plans call the score, such as \"nps\"",
        );
        let name = name.filter(|name| self.is_score_name(&join(path, "name"), name));
        let value = self
            .required(path, "value", table.value.as_ref(), "one value of the score")
            .and_then(|value| self.distribution(&join(path, "value"), value));
        let value =
            value.filter(|value| self.rarely_beyond(MOST_SCORED, &join(path, "value"), value));
        let every = self
            .required(path, "every", table.every.as_ref(), "how often the score is taken")
            .and_then(|word| {
                let period = PERIODS.into_iter().find(|period| period.name() == word);
                if period.is_none() {
                    let words = PERIODS.map(|period| format!("\"{}\"", period.name()));
                    let message =
                        format!("`every` must be {}, found \"{word}\"", list(words, "or"));
                    let finding = Finding::error(join(path, "every"), message);
                    self.report(match nearest(word, PERIODS.map(Period::name)) {
                        Some(meant) => finding.help(format!("did you mean \"{meant}\"?")),
                        None => finding,
                    });
                }
                period
            });
        Some(Score { name: name?, value: value?, every: every? })
    }

    fn is_score_name(&mut self, path: &str, name: &str) -> bool {
        let identifier = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        let built_in =
            Additive::from_name(name).is_some() || RatioMeasure::from_name(name).is_some();
        if !identifier {
            let finding =
                Finding::error(path, format!("\"{name}\" cannot be the name of a measure"));
            self.report(
                finding
                    .help("use small letters, digits and `_`, such as \"nps\" or \"case_studies\""),
            );
        } else if built_in {
            let finding =
                Finding::error(path, format!("`{name}` is a built-in measure, not a score"));
            self.report(finding.help("give the score another name"));
        }
        identifier && !built_in
    }
}
