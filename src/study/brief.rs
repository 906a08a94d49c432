//! The questions that are always asked of a plan, answered with numbers.

use super::changed::{ChangedError, YearFigures};
use crate::company::altered::{Act, Change};
use crate::company::{Company, Files, Loaded, Overrides, Team};
use crate::diagnostic::{Node, Refused, Value};
use crate::metrics::{COMPANY, Metric};
use crate::statistics::{Estimate, Statistic, difference_within, ratio_of_sums};

/// How far over target the second question goes: 5 %.
const OVER: f64 = 1.05;
/// How many sellers the third question adds: 10 %.
const MORE_SELLERS: f64 = 1.1;
/// A role whose pay falls by more than this share is hit hard: 5 %.
pub const HARD: f64 = 0.05;

/// The answers.
#[derive(Clone, Debug)]
pub struct Brief {
    /// Years of each run.
    pub years: usize,
    /// One number an answer, question by question.
    pub answers: Vec<Answer>,
}

/// A number that answers a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The question.
    pub question: Question,
    /// A team's name, or `company`.
    pub team: String,
    /// What the number is.
    pub item: &'static str,
    /// The number, with its interval where it is an estimate.
    pub estimate: Estimate,
}

/// A question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Question {
    /// Which budget to set: the cost of a middle year, and the reserve above it.
    Budget,
    /// What it costs when results are 5 % over target.
    OverTarget,
    /// What 10 % more sellers cost, who share the same territories.
    MoreSellers,
    /// What the plan costs against last year's, on the same results.
    LastYear,
    /// Which role is hit hard by the change from last year's plan.
    HitHard,
    /// Which attainment was assumed.
    Assumed,
}

impl Question {
    /// All, in the order in which they are answered.
    pub const ALL: [Self; 6] = [
        Self::Budget,
        Self::OverTarget,
        Self::MoreSellers,
        Self::LastYear,
        Self::HitHard,
        Self::Assumed,
    ];

    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Budget => "budget",
            Self::OverTarget => "over_target",
            Self::MoreSellers => "more_sellers",
            Self::LastYear => "last_year",
            Self::HitHard => "hit_hard",
            Self::Assumed => "assumed_attainment",
        }
    }
}

/// Why there are no answers.
#[derive(Debug)]
pub enum BriefError {
    /// Years could not be run.
    Changed(ChangedError),
    /// A company that a question supposes is refused.
    Refused(Refused),
}

impl From<ChangedError> for BriefError {
    fn from(error: ChangedError) -> Self {
        Self::Changed(error)
    }
}

impl From<Refused> for BriefError {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl Brief {
    /// Answers the questions. `files` and `overrides` are those that the company was loaded with; `last_year` is the same
    /// company on last year's plans. `proceed` is told how many years of all runs are done, and stops by answering
    /// `false`.
    ///
    /// # Errors
    /// Years cannot be run, or a company that a question supposes is refused.
    pub fn new(
        base: &Loaded,
        (files, overrides): (Files, &Overrides),
        last_year: Option<&Loaded>,
        (years, threads): (usize, usize),
        proceed: &(dyn Fn(usize) -> bool + Sync),
    ) -> Result<Self, BriefError> {
        let run = |loaded: &Loaded, number: usize| {
            YearFigures::run(loaded, years, threads, &|done| proceed(number * years + done))
        };
        let of_base = run(base, 0)?;
        let mut brief = Self { years, answers: Vec::new() };
        brief.budget(&base.company, &of_base);
        let changed = |what: &str, changes: &[Change]| match changes {
            [] => Ok(None),
            changes => base.altered(files, overrides, what, changes),
        };
        if let Some(loaded) = changed("5 % over target", &over_target(&base.company))? {
            brief.against(Question::OverTarget, &run(&loaded, 1)?, &of_base);
        }
        if let Some(loaded) = changed("10 % more sellers", &more_sellers(&base.company))? {
            brief.heads(&base.company, &loaded.company);
            brief.against(Question::MoreSellers, &run(&loaded, 2)?, &of_base);
        }
        if let Some(last_year) = last_year {
            let of_last_year = run(last_year, 3)?;
            brief.against(Question::LastYear, &of_base, &of_last_year);
            brief.roles(&base.company, &of_base, &of_last_year);
        }
        brief.assumed(&base.company);
        Ok(brief)
    }

    /// The number that answers a question; `team` is a team's name or `company`.
    pub fn answer(&self, question: Question, team: &str, item: &str) -> Option<Estimate> {
        let is_it = |answer: &&Answer| {
            answer.question == question && answer.team == team && answer.item == item
        };
        self.answers.iter().find(is_it).map(|answer| answer.estimate)
    }

    fn say(
        &mut self,
        question: Question,
        team: &str,
        item: &'static str,
        estimate: Option<Estimate>,
    ) {
        let team = team.to_owned();
        self.answers.extend(estimate.map(|estimate| Answer { question, team, item, estimate }));
    }

    fn budget(&mut self, company: &Company, base: &YearFigures) {
        let pay = &Metric::VariablePay;
        let mut say = |item, estimate| self.say(Question::Budget, COMPANY, item, estimate);
        for (item, statistic) in [
            ("variable_pay_mean", Statistic::Mean),
            ("budget_p50", Statistic::P50),
            ("variable_pay_p90", Statistic::P90),
        ] {
            say(item, base.estimate(COMPANY, pay, statistic));
        }
        let reserve = base
            .values(COMPANY, pay)
            .and_then(|pay| difference_within(pay, Statistic::P90, Statistic::P50));
        say("reserve_p90_less_p50", reserve);
        let stated = company.budget.and_then(|budget| budget.variable_pay);
        say("budget_stated", stated.and_then(|budget| Estimate::exact(budget.to_f64(), 0)));
        let overrun = base.estimate(COMPANY, &Metric::BudgetOverrun, Statistic::Probability);
        say("overrun_probability", overrun);
    }

    /// The figures of a company, and their differences from another, on the same years.
    fn against(&mut self, question: Question, now: &YearFigures, other: &YearFigures) {
        for (metric, value, difference) in [
            (Metric::VariablePay, "variable_pay", "variable_pay_difference"),
            (Metric::TotalCost, "total_cost", "total_cost_difference"),
            (Metric::Bookings, "bookings", "bookings_difference"),
            (Metric::Ccos, "ccos", "ccos_difference"),
        ] {
            let mean = Statistic::Mean;
            self.say(question, COMPANY, value, now.estimate(COMPANY, &metric, mean));
            let less = now.difference(other, COMPANY, &metric, mean);
            self.say(question, COMPANY, difference, less);
        }
        let chance = (Metric::BudgetOverrun, Statistic::Probability);
        self.say(
            question,
            COMPANY,
            "overrun_probability",
            now.estimate(COMPANY, &chance.0, chance.1),
        );
        let less = now.difference(other, COMPANY, &chance.0, chance.1);
        self.say(question, COMPANY, "overrun_probability_difference", less);
    }

    /// Heads of the sellers before and after.
    fn heads(&mut self, before: &Company, after: &Company) {
        for (before, after) in before.teams.iter().zip(&after.teams) {
            if before.seats.len() != after.seats.len() {
                let count = |team: &Team| Estimate::exact(team.seats.len() as f64, 0);
                self.say(Question::MoreSellers, &before.name, "heads_before", count(before));
                self.say(Question::MoreSellers, &before.name, "heads", count(after));
            }
        }
    }

    /// The pay of each team against last year's plan, at the same results.
    fn roles(&mut self, company: &Company, now: &YearFigures, last_year: &YearFigures) {
        let pay = &Metric::VariablePay;
        for team in &company.teams {
            let less = now.difference(last_year, &team.name, pay, Statistic::Mean);
            self.say(Question::HitHard, &team.name, "variable_pay_difference", less);
            let columns = now.values(&team.name, pay).zip(last_year.values(&team.name, pay));
            let share = columns.and_then(|(now, then)| {
                let less: Vec<f64> = now.iter().zip(then).map(|(now, then)| now - then).collect();
                ratio_of_sums(&less, then)
            });
            self.say(Question::HitHard, &team.name, "variable_pay_change_share", share);
        }
    }

    /// The attainment that was assumed of each team.
    fn assumed(&mut self, company: &Company) {
        for team in company.teams.iter().filter(|team| !team.only_credited) {
            let mut say = |item, value| {
                self.say(Question::Assumed, &team.name, item, Estimate::exact(value, 0));
            };
            say("attainment_mean", team.attainment.mean());
            say("attainment_sd", team.attainment.variance().sqrt());
            for (item, p) in
                [("attainment_p10", 0.1), ("attainment_p50", 0.5), ("attainment_p90", 0.9)]
            {
                say(item, team.attainment.quantile(p));
            }
            say("attainment_correlation", team.attainment_correlation);
        }
    }
}

/// Every team's attainment times what brings its mean to 5 % over target. Reps of a roster count with their own.
fn over_target(company: &Company) -> Vec<Change> {
    let change = |(place, team): (usize, &Team)| {
        let of_seats =
            team.seats.iter().map(|seat| seat.attainment.unwrap_or(team.attainment.mean()));
        let mean = of_seats.sum::<f64>() / team.seats.len() as f64;
        let path = format!("team[{place}].attainment");
        (!team.only_credited && mean > 0.0).then(|| Change::new(path, Act::Multiply(OVER / mean)))
    };
    company.teams.iter().enumerate().filter_map(change).collect()
}

/// A tenth more sellers with smaller territories: quotas fall so that they sum to what they did. Sellers are teams with a
/// headcount and a quota and neither a book nor a funnel; one head more at least.
fn more_sellers(company: &Company) -> Vec<Change> {
    let mut changes = Vec::new();
    for (place, team) in company.teams.iter().enumerate() {
        let keeps = team.book.is_some() || team.funnel.is_some();
        if team.roster || team.quota.is_none() || team.only_credited || keeps {
            continue;
        }
        let hired_later = team.seats.iter().filter(|seat| seat.start_month.is_some()).count();
        let heads = (team.seats.len() - hired_later) as f64;
        let more = (heads * MORE_SELLERS).round().max(heads + 1.0);
        let count = Node { span: 0..0, value: Value::Whole(Some(more as i64)) };
        changes.push(Change::new(format!("team[{place}].headcount"), Act::Set(count)));
        changes.push(Change::new(format!("team[{place}].quota"), Act::Multiply(heads / more)));
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::super::changed::tests::{FILES, base, error};
    use super::*;

    /// Pay is 10 % of results: four reps with a quota of 100,000, of which they reach 100 % on average.
    fn brief() -> Brief {
        let (now, then) = (base("company.toml"), base("last-year.toml"));
        let overrides = Overrides::default();
        Brief::new(&now, (FILES, &overrides), Some(&then), (2_000, 2), &|_| true)
            .unwrap_or_else(|_| panic!("the questions can be answered"))
    }

    #[test]
    fn answers_that_are_known() {
        let brief = brief();
        let of = |question, team: &str, item: &str| {
            brief.answer(question, team, item).unwrap_or_else(|| panic!("{item}"))
        };
        // 40,000 a year, and 5 % more at 5 % over target.
        let over = of(Question::OverTarget, COMPANY, "variable_pay_difference");
        let mean = of(Question::Budget, COMPANY, "variable_pay_mean");
        assert!((mean.value - 40_000.0).abs() <= 4.0 * error(mean), "{mean:?}");
        assert!((over.value - 0.05 * mean.value).abs() < 0.1, "{over:?}");
        // Five heads with quotas of 80,000: pay is as much on average, base pay is 60,000 more.
        assert_eq!(of(Question::MoreSellers, "AE", "heads").value, 5.0);
        let pay = of(Question::MoreSellers, COMPANY, "variable_pay_difference");
        assert!(pay.value.abs() <= 4.0 * error(pay), "{pay:?}");
        let cost = of(Question::MoreSellers, COMPANY, "total_cost_difference");
        assert!((cost.value - pay.value - 60_000.0).abs() < 1e-6, "{cost:?}");
        // 12.5 % last year: a fifth less now, whatever the results.
        let share = of(Question::HitHard, "AE", "variable_pay_change_share");
        assert!((share.value + 0.2).abs() < 1e-6, "{share:?}");
        let less = of(Question::LastYear, COMPANY, "variable_pay_difference");
        assert!((less.value + 0.25 * mean.value).abs() < 0.1, "{less:?}");
        // The reserve is the 90 % quantile less the median.
        let [p50, p90, reserve] = ["budget_p50", "variable_pay_p90", "reserve_p90_less_p50"]
            .map(|item| of(Question::Budget, COMPANY, item).value);
        assert!((p90 - p50 - reserve).abs() < 1e-6);
        // A lognormal of mean 1 and sd 0.3: its median is 1 / √1.09.
        let median = of(Question::Assumed, "AE", "attainment_p50").value;
        assert!((median - 1.0 / 1.09_f64.sqrt()).abs() < 1e-9, "{median}");
    }
}
