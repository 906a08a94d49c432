//! The page of a comparison, the answer first: which candidate, how much cheaper, how surely, and who loses.

use std::path::Path;
use std::time::Duration;

use comfy_table::Table;

use crate::cli::digits::{Shown, decimal, grouped, shown};
use crate::cli::screen::{aligned, money, strong};
use crate::company::Company;
use crate::diagnostic::list;
use crate::metrics::Metric;
use crate::statistics::{Estimate, Order, Statistic, Verdict};
use crate::study::compare::{
    Band, BandLine, ComparedLine, Comparison, Criterion, Effect, MeasuredBy, REP_YEARS,
};

/// What was found, for the screen.
pub(super) fn compared(
    name: &str,
    company: &Company,
    found: &Comparison,
    (rewarded, place, elapsed): (&str, &Path, Duration),
) -> String {
    let page = Page { company, found };
    let years = grouped(found.years as f64);
    let title = strong(&format!(
        "{name}: {} candidates on the same {years} synthetic years, seed {}",
        found.names.len(),
        company.simulation.seed
    ));
    let mut sentences = page.answer();
    sentences.extend(page.losers());
    let (costs, risks) = (page.costs(), page.risks());
    let (reps, losing) = (page.reps(), page.losing());
    let legend = format!(
        "Differences are from \"{}\", on the same years; ± is half the 95 % interval. Reps: change of a rep's pay, base and\n\
         variable, at the same results, in the first {} years at most; low and top are the lowest and highest fifth by\n\
         attainment, or by today's pay where there is no quota. What reps would do otherwise under another plan is not in it.",
        found.names[0],
        grouped(REP_YEARS as f64)
    );
    let (place, seconds) = (place.display(), elapsed.as_secs_f64());
    format!(
        "{title}\n\n{}\n\n{costs}\n\n{risks}\n\n{reps}\n\n{losing}\n\n{legend}{rewarded}\n\nResults: {place}   ({seconds:.1} s)\n",
        sentences.join("\n")
    )
}

struct Page<'a> {
    company: &'a Company,
    found: &'a Comparison,
}

impl Page<'_> {
    /// Which candidate, how much cheaper, how surely.
    fn answer(&self) -> Vec<String> {
        let Self { found, .. } = self;
        let choice = &found.choice;
        let years = grouped(choice.years as f64);
        let zone = self.criterion_amount(choice.indifference);
        let Some(best) = choice.chosen else {
            let left = choice.contenders.iter().zip(&found.names).filter(|(it, _)| it.is_left);
            let left = list(left.map(|(_, name)| format!("\"{name}\"")), "and");
            return vec![strong(&format!(
                "{years} years do not decide between {left} to within {zone} (--max-years, --indifference)."
            ))];
        };
        let mut sentences = vec![strong(&self.headline(best))];
        sentences.push(format!(
            "The choice is right with a probability of at least 95 %, if the best is better than all others by {zone} or \
             more;\nit took {years} years."
        ));
        sentences.extend(self.surely(best));
        sentences
    }

    fn headline(&self, best: usize) -> String {
        let name = &self.found.names[best];
        let what = match &self.found.choice.asked.criterion {
            Criterion::Cost => "costs least:".to_owned(),
            Criterion::P95 => "has the lowest 95th percentile of cost; its mean is".to_owned(),
            score => format!("has the lowest score ({score}); it costs"),
        };
        let Some(cost) = self.cost(best, Statistic::Mean) else {
            return format!("\"{name}\" {what} nothing.");
        };
        let total = self.amount(&cost.value);
        match best {
            0 => format!("\"{name}\" {what} {total} a year in total."),
            _ => format!("\"{name}\" {what} {total} a year in total, {}.", self.than_today(cost)),
        }
    }

    /// `$113,000 (± 1,200) less than "today" (2.1 %)`.
    fn than_today(&self, cost: &ComparedLine) -> String {
        let difference = &cost.difference;
        let today = &self.found.names[0];
        if difference.value == 0.0 && difference.interval.is_none() {
            return format!("exactly as much as \"{today}\"");
        }
        let word = if difference.value < 0.0 { "less" } else { "more" };
        let relative = cost
            .relative()
            .map_or(String::new(), |share| format!(" ({} %)", decimal(100.0 * share.abs(), 1)));
        format!("{} {word} than \"{today}\"{relative}", self.amount(&absolute(difference)))
    }

    /// In how many years it costs less, and what it dominates.
    fn surely(&self, best: usize) -> Vec<String> {
        let mut sentences = Vec::new();
        if let Some(larger) = self.cost(best, Statistic::Mean).and_then(|cost| cost.larger)
            && best > 0
        {
            let today = &self.found.names[0];
            let chance = percent(&larger, 1);
            let mut sentence = format!("It costs more than \"{today}\" in {chance} of years");
            if let Some(pairing) = self.cost(best, Statistic::Mean).and_then(|cost| cost.pairing) {
                sentence += &format!(
                    ";\nruns apart from each other would need {} times the years to tell the difference as surely",
                    grouped(pairing)
                );
            }
            sentences.push(sentence + ".");
        }
        for (order, words) in [
            (Order::First, "is less likely to exceed any cost than"),
            (Order::Second, "has less to fear from high costs than"),
        ] {
            let dominated = self.found.dominances.iter().filter(|pair| {
                pair.candidate == best
                    && pair.order == order
                    && pair.test.verdict == Verdict::Dominates
            });
            let names: Vec<String> =
                dominated.map(|pair| format!("\"{}\"", self.found.names[pair.other])).collect();
            if !names.is_empty() {
                let which = if order == Order::First { "first" } else { "second" };
                sentences
                    .push(format!("It {words} {} ({which}-order dominance).", list(names, "and")));
                break;
            }
        }
        sentences
    }

    /// Who loses by the chosen candidate.
    fn losers(&self) -> Vec<String> {
        let Some(best) = self.found.choice.chosen.filter(|best| *best > 0) else {
            return Vec::new();
        };
        let mut sentences = Vec::new();
        let of_all = |line: &&BandLine| line.candidate == best && line.band == Band::All;
        for line in self.found.bands.iter().filter(of_all) {
            let team = &self.company.teams[line.team].name;
            if line.losing.value == 0.0 {
                sentences.push(format!("{team}: nobody is paid less at the same results."));
                continue;
            }
            let mut sentence = format!(
                "{team}: {} of reps are paid less at the same results, {} lose more than 5 % of their pay",
                percent(&line.losing, 1),
                percent(&line.losing_hard, 1)
            );
            if let Some(stretches) = self.stretches(best, line.team) {
                sentence += &format!(".\n  {stretches}");
            }
            sentences.push(sentence + ".");
        }
        let of_company = |cost: &&crate::study::compare::HoldHarmless| {
            cost.candidate == best && cost.team.is_none() && cost.mean.value > 0.0
        };
        if let Some(cost) = self.found.hold_harmless.iter().find(of_company) {
            let mean = self.amount(&cost.mean);
            let mut sentence = format!("Topping up all who lose would cost {mean} for a year");
            if let Some(saved) = self.saved(best) {
                sentence += &format!("; pay is {} less than today", self.amount(&saved));
            }
            sentences.push(sentence + ".");
        }
        sentences
    }

    /// By how much variable pay is less than today, where base pay is the same.
    fn saved(&self, candidate: usize) -> Option<Estimate> {
        let difference = |metric| {
            self.found.of_company(candidate, &metric, Statistic::Mean).map(|line| line.difference)
        };
        let base = difference(Metric::BasePay)?;
        let same_base = base.value == 0.0 && base.interval.is_none();
        let variable = difference(Metric::VariablePay)?;
        (same_base && variable.value < 0.0).then(|| absolute(&variable))
    }

    /// `On average they gain at the lowest results, lose from 133 % of quota on`
    fn stretches(&self, candidate: usize, team: usize) -> Option<String> {
        let mut curves = self.found.curves.iter();
        let curve = curves.find(|curve| curve.candidate == candidate && curve.team == team)?;
        let unit = match curve.measured_by {
            MeasuredBy::Quota => "of quota",
            MeasuredBy::TargetPay => "of target pay",
            MeasuredBy::Nothing => return None,
        };
        let effect = |effect: Effect| match effect {
            Effect::Gains => "gain",
            Effect::Loses => "lose",
            Effect::Alike => "are paid alike",
        };
        let parts = curve.stretches.iter().map(|stretch| match stretch.from {
            None => format!("they {} at the lowest results", effect(stretch.effect)),
            Some(from) => format!(
                "{} from {} % {unit} on",
                effect(stretch.effect),
                decimal(100.0 * from.value, 0)
            ),
        });
        let parts: Vec<String> = parts.collect();
        match &parts[..] {
            [] | [_] => None,
            _ => Some(format!("On average {}", parts.join(", "))),
        }
    }

    fn costs(&self) -> Table {
        let heading = ["", "total cost", "", "than today", "", "p95 than today", ""];
        let row = |candidate: usize| {
            let difference = |statistic| {
                let line = self.cost(candidate, statistic);
                line.map_or_else(Default::default, |line| with_error(&line.difference))
            };
            let total = self.cost(candidate, Statistic::Mean).map(|line| with_error(&line.value));
            let cells = [
                total.unwrap_or_default(),
                difference(Statistic::Mean),
                difference(Statistic::P95),
            ];
            [vec![self.found.names[candidate].clone()], cells.concat()].concat()
        };
        let rows = (0..self.found.names.len()).map(row).collect();
        aligned(heading.map(str::to_owned).to_vec(), rows)
    }

    fn risks(&self) -> Table {
        let heading = ["", "costs more in %", "", "overrun in %", "", "overrun", "", "CCOS %", ""];
        let row = |candidate: usize| {
            let of = |metric, statistic, factor, decimals| {
                let line = self.found.of_company(candidate, &metric, statistic);
                line.map_or_else(Default::default, |line| {
                    with_error_in(&line.value, factor, decimals)
                })
            };
            let mean = self.cost(candidate, Statistic::Mean).filter(|_| candidate > 0);
            let larger = mean.and_then(|line| line.larger);
            let cells = [
                larger.map_or_else(Default::default, |larger| with_error_in(&larger, 100.0, 1)),
                of(Metric::BudgetOverrun, Statistic::Probability, 100.0, 1),
                of(Metric::BudgetOverrun, Statistic::Mean, 1.0, 0),
                of(Metric::Ccos, Statistic::Mean, 100.0, 2),
            ];
            [vec![self.found.names[candidate].clone()], cells.concat()].concat()
        };
        let rows = (0..self.found.names.len()).map(row).collect();
        aligned(heading.map(str::to_owned).to_vec(), rows)
    }

    fn reps(&self) -> Table {
        let heading = ["change of a rep's pay", "", "all", "", "low", "", "core", "", "top", ""];
        self.by_reps(heading.map(str::to_owned).to_vec(), |all| {
            let of = |band: Band| {
                let mut lines = self.found.bands.iter();
                let line = lines.find(|line| {
                    (line.candidate, line.team, line.band) == (all.candidate, all.team, band)
                });
                line.map_or_else(Default::default, |line| with_error(&line.change))
            };
            [with_error(&all.change), of(Band::Low), of(Band::Core), of(Band::Top)].concat()
        })
    }

    fn losing(&self) -> Table {
        let heading =
            ["reps who lose", "", "%", "", "more than 5 %, %", "", "to hold harmless", ""];
        self.by_reps(heading.map(str::to_owned).to_vec(), |all| {
            let mut costs = self.found.hold_harmless.iter();
            let cost =
                costs.find(|cost| cost.candidate == all.candidate && cost.team == Some(all.team));
            let share = |share: &Estimate| with_error_in(share, 100.0, 1);
            let cost = cost.map_or_else(Default::default, |cost| with_error(&cost.mean));
            [share(&all.losing), share(&all.losing_hard), cost].concat()
        })
    }

    /// A row for each candidate and team that it pays by another plan.
    fn by_reps(&self, heading: Vec<String>, cells: impl Fn(&BandLine) -> Vec<String>) -> Table {
        let row = |all: &BandLine| {
            let candidate = self.found.names[all.candidate].clone();
            let team = self.company.teams[all.team].name.clone();
            [vec![candidate, team], cells(all)].concat()
        };
        let all = self.found.bands.iter().filter(|line| line.band == Band::All);
        aligned(heading, all.map(row).collect())
    }

    fn cost(&self, candidate: usize, statistic: Statistic) -> Option<&ComparedLine> {
        self.found.of_company(candidate, &Metric::TotalCost, statistic)
    }

    /// `$113,000 (± 1,200)`.
    fn amount(&self, estimate: &Estimate) -> String {
        let [value, error] = with_error(estimate);
        let value = money(&value, &self.company.currency);
        if error.is_empty() { value } else { format!("{value} ({error})") }
    }

    /// An amount in the unit of the criterion.
    fn criterion_amount(&self, amount: f64) -> String {
        match self.found.choice.asked.criterion {
            Criterion::Score(_) => decimal(amount, if amount < 100.0 { 3 } else { 0 }),
            _ => money(&grouped(amount), &self.company.currency),
        }
    }
}

/// A value and half its interval; nothing beside a value that is exact.
fn with_error(estimate: &Estimate) -> [String; 2] {
    with_error_in(estimate, 1.0, 0)
}

/// The same in units of 1 ⁄ `factor`, with at most so many decimals.
fn with_error_in(estimate: &Estimate, factor: f64, decimals: usize) -> [String; 2] {
    match estimate.interval {
        None => [decimal(factor * estimate.value, decimals), String::new()],
        Some(_) => {
            let Shown { value, error } = shown(estimate, factor, decimals);
            [value, error]
        }
    }
}

fn percent(estimate: &Estimate, decimals: usize) -> String {
    match estimate.interval {
        None => format!("{} %", decimal(100.0 * estimate.value, decimals)),
        Some(_) => {
            let Shown { value, error } = shown(estimate, 100.0, decimals);
            format!("{value} % ({error})")
        }
    }
}

fn absolute(estimate: &Estimate) -> Estimate {
    let mirrored = |interval: crate::statistics::Interval| {
        crate::statistics::Interval::new(-interval.high, -interval.low)
    };
    if estimate.value >= 0.0 {
        return *estimate;
    }
    Estimate { value: -estimate.value, interval: estimate.interval.and_then(mirrored), ..*estimate }
}
