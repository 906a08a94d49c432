//! `paycurve brief`.

use anyhow::Context;

use super::digits::{Shown, decimal, grouped, shown};
use super::failure::Failure;
use super::screen::{money, strong};
use super::studied::{Options, Studied};
use crate::company::{Files, Loaded, Overrides, load};
use crate::export;
use crate::metrics::COMPANY;
use crate::statistics::Estimate;
use crate::study::{Brief, BriefError, HARD, Question};

/// Answer the questions that are always asked of a plan
///
/// Which budget to set and which reserve; the cost at 5 % over target; the cost of 10 % more sellers with smaller
/// territories; the cost against last year's plans and any role that is hit hard; the attainment that was assumed. All on
/// the same synthetic years. Writes the table `brief`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  paycurve brief
  paycurve brief company.toml --last-year last-year/company.toml
  paycurve brief company.toml --last-year AE=last-year/ae.toml,AM=last-year/am.toml")]
pub(super) struct Arguments {
    #[command(flatten)]
    options: Options,
    /// Last year's plans: a company file, whose teams of the same names have them, or TEAM=FILE for each
    #[arg(long, value_name = "COMPANY|TEAM=FILE,…")]
    last_year: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let options = &arguments.options;
    let studied = options.open(None)?;
    let last_year = match &arguments.last_year {
        Some(last_year) => Some(on_last_years_plans(options, &studied, last_year)?),
        None => None,
    };
    let runs = if last_year.is_some() { 4 } else { 3 };
    let progress = studied.progress(runs);
    let brief = Brief::new(
        &studied.loaded,
        (studied.files, &studied.overrides),
        last_year.as_ref(),
        (studied.years, studied.threads),
        &|done| progress.proceed(done),
    );
    progress.finish();
    let brief = brief.map_err(|error| match error {
        BriefError::Changed(error) => Failure::from(error),
        BriefError::Refused(refused) => Failure::from(refused),
    })?;
    let table = export::brief(&brief).context("the answers do not fit their table")?;
    let page = page(&studied, &brief, last_year.is_some());
    studied.finish(&table, &page)
}

/// This company on last year's plans: those of the teams of another company file, or those that are named.
fn on_last_years_plans(
    options: &Options,
    studied: &Studied,
    last_year: &str,
) -> Result<Loaded, Failure> {
    let mut plans = Vec::new();
    if last_year.contains('=') {
        for part in last_year.split(',') {
            plans.push(super::inputs::team_and_file(part.trim()).map_err(Failure::Unusable)?);
        }
    } else {
        let then = load(Files::Disk, last_year, &Overrides::default())?;
        for (team, document) in then.company.teams.iter().zip(&then.plan_documents) {
            if studied.loaded.company.teams.iter().any(|now| now.name == team.name) {
                plans.push((team.name.clone(), document.name().to_owned()));
            }
        }
        if plans.is_empty() {
            return Err(Failure::Unusable(format!(
                "no team of {last_year} has the name of a team of this company"
            )));
        }
    }
    for (team, file) in &studied.overrides.plans {
        if !plans.iter().any(|(named, _)| named == team) {
            plans.push((team.clone(), file.clone()));
        }
    }
    options.load(&Overrides { plans, ..studied.overrides.clone() })
}

/// The answers as a page.
fn page(studied: &Studied, brief: &Brief, has_last_year: bool) -> String {
    let company = &studied.loaded.company;
    let says = Says { brief, currency: &company.currency };
    let title = strong(&format!(
        "{}: the questions in brief, {} synthetic years, seed {}",
        company.name,
        grouped(brief.years as f64),
        company.simulation.seed
    ));
    let mut parts = vec![title];
    for question in Question::ALL {
        let lines = match question {
            Question::Budget => says.budget(),
            Question::OverTarget => says.against(question, "At 5 % over target in every team"),
            Question::MoreSellers => says.more_sellers(),
            Question::LastYear if !has_last_year => {
                vec!["Not asked: --last-year names last year's plans.".to_owned()]
            }
            Question::LastYear => {
                says.against(question, "This plan, on the same results as last year's,")
            }
            Question::HitHard if !has_last_year => Vec::new(),
            Question::HitHard => says.hit_hard(),
            Question::Assumed => says.assumed(),
        };
        if !lines.is_empty() {
            parts.push(format!("{}\n{}", strong(asked(question)), lines.join("\n")));
        }
    }
    parts.push(
        "± is half the 95 % interval. Differences are of the same synthetic years.".to_owned(),
    );
    parts.join("\n\n") + "\n"
}

const fn asked(question: Question) -> &'static str {
    match question {
        Question::Budget => "Which budget, and which reserve?",
        Question::OverTarget => "What does it cost if we end up 5 % over target?",
        Question::MoreSellers => "What do 10 % more sellers with smaller territories cost?",
        Question::LastYear => "What does it cost against last year's plan?",
        Question::HitHard => "Is any role hit hard?",
        Question::Assumed => "Which attainment was assumed?",
    }
}

struct Says<'a> {
    brief: &'a Brief,
    currency: &'a str,
}

impl Says<'_> {
    fn of(&self, question: Question, item: &str) -> Option<Estimate> {
        self.brief.answer(question, COMPANY, item)
    }

    fn amount(&self, estimate: &Estimate) -> String {
        let Shown { value, error } = shown(estimate, 1.0, 0);
        let sign = if value.starts_with('-') { "-" } else { "" };
        let amount = money(value.trim_start_matches('-'), self.currency);
        let is_exact = estimate.interval.is_none() && (estimate.n == 0 || estimate.value == 0.0);
        if is_exact { format!("{sign}{amount}") } else { format!("{sign}{amount} ({error})") }
    }

    fn budget(&self) -> Vec<String> {
        let of = |item| self.of(Question::Budget, item);
        let mut lines = Vec::new();
        if let (Some(middle), Some(reserve)) = (of("budget_p50"), of("reserve_p90_less_p50")) {
            lines.push(format!(
                "Set {}, the cost of a middle year, and hold a reserve of {}: that is enough in 9 years of 10.",
                self.amount(&middle),
                self.amount(&reserve)
            ));
        }
        if let (Some(stated), Some(chance)) = (of("budget_stated"), of("overrun_probability")) {
            let Shown { value, error } = shown(&chance, 100.0, 1);
            lines.push(format!(
                "The budget that is stated, {}, is overrun in {value} % ({error}) of years.",
                self.amount(&stated)
            ));
        }
        lines
    }

    fn against(&self, question: Question, subject: &str) -> Vec<String> {
        let of = |item| self.of(question, item);
        let mut lines = Vec::new();
        if let (Some(pay), Some(more)) = (of("variable_pay"), of("variable_pay_difference")) {
            lines.push(format!(
                "{subject} variable pay costs {}: a difference of {}.",
                self.amount(&pay),
                self.amount(&more)
            ));
        }
        if let (Some(ccos), Some(more)) = (of("ccos"), of("ccos_difference")) {
            let (ccos, more) = (shown(&ccos, 100.0, 2), shown(&more, 100.0, 2));
            lines.push(format!(
                "CCOS is {} % ({}), a difference of {} points ({}).",
                ccos.value, ccos.error, more.value, more.error
            ));
        }
        if let Some(chance) = of("overrun_probability") {
            let Shown { value, error } = shown(&chance, 100.0, 1);
            lines.push(format!("The budget is overrun in {value} % ({error}) of years."));
        }
        lines
    }

    fn more_sellers(&self) -> Vec<String> {
        let question = Question::MoreSellers;
        let teams =
            self.brief.answers.iter().filter(|it| it.question == question && it.item == "heads");
        let heads: Vec<String> = teams
            .filter_map(|after| {
                let before = self.brief.answer(question, &after.team, "heads_before")?;
                Some(format!(
                    "{} {} in place of {}",
                    after.team,
                    grouped(after.estimate.value),
                    grouped(before.value)
                ))
            })
            .collect();
        if heads.is_empty() {
            return vec![
                "No team has a headcount, a quota, and neither book nor funnel: nobody to add."
                    .to_owned(),
            ];
        }
        let mut lines = vec![format!("{}; the quotas sum to what they did.", heads.join(", "))];
        if let Some(cost) = self.of(question, "total_cost_difference") {
            lines.push(format!(
                "Total cost, base pay included, changes by {} a year.",
                self.amount(&cost)
            ));
        }
        lines.extend(self.against(question, "With them"));
        lines
    }

    fn hit_hard(&self) -> Vec<String> {
        let question = Question::HitHard;
        let answers = self.brief.answers.iter().filter(|it| it.question == question);
        let shares = answers.filter(|it| it.item == "variable_pay_change_share");
        shares
            .filter_map(|it| {
                let amount = self.brief.answer(question, &it.team, "variable_pay_difference")?;
                let Shown { value, error } = shown(&it.estimate, 100.0, 1);
                let verdict = match it.estimate.interval {
                    Some(interval) if interval.high < -HARD => ": hit hard",
                    Some(interval) if interval.low < -HARD => ": perhaps hit hard",
                    None if it.estimate.value < -HARD => ": hit hard",
                    _ => "",
                };
                let error = if error == "± ?" { String::new() } else { format!(" ({error})") };
                Some(format!(
                    "{}: {value} %{error}, {} a year for the team{verdict}.",
                    it.team,
                    self.amount(&amount)
                ))
            })
            .collect()
    }

    fn assumed(&self) -> Vec<String> {
        let question = Question::Assumed;
        let teams = self
            .brief
            .answers
            .iter()
            .filter(|it| it.question == question && it.item == "attainment_mean");
        let line = |it: &crate::study::Answer| {
            let of = |item| self.brief.answer(question, &it.team, item).map_or(0.0, |it| it.value);
            let percent = |item| decimal(100.0 * of(item), 0);
            format!(
                "{}: mean {} % of quota (skill, of a book), 8 reps of 10 between {} % and {} %, correlation between reps {}.",
                it.team,
                percent("attainment_mean"),
                percent("attainment_p10"),
                percent("attainment_p90"),
                decimal(of("attainment_correlation"), 2)
            )
        };
        teams.map(line).collect()
    }
}
