//! A company file to a company: every rule checked, every finding collected.
//!
//! A function that lowers a table returns `None` where it found an error, and goes on looking: a person who
//! mends a file wants to hear of everything at once.

mod aims;
mod book;
mod bounds;
mod check;
mod crediting;
mod deals;
mod distribution;
mod exchange;
mod family;
mod funnel;
mod hand_over;
mod listed;
mod market;
mod people;
mod products;
mod score;
mod starts;
mod team;

use crate::diagnostic::{Diagnosis, Finding};
use crate::money::Decimal6;
use crate::spec::company as file;

use rust_decimal::Decimal;

use super::altered::Altered;
use super::files::Library;
use super::{Budget, Company, FiscalYearStart, MOST_YEARS, Simulation};

/// A company file on its way to a company.
pub(super) struct Lowering<'a> {
    /// Reads the files that the company file names.
    pub library: &'a mut Library,
    /// The folder of the company file, which the names of files are relative to.
    pub folder: String,
    /// Files with other values than on the disk.
    pub altered: Option<&'a Altered>,
    /// What was found in the company file.
    pub findings: Vec<Finding>,
    /// What was found in rosters and data files.
    pub others: Vec<Diagnosis>,
}

impl Lowering<'_> {
    /// The company, if nothing refuses it.
    pub fn company(&mut self, file: &file::CompanyFile) -> Option<Company> {
        self.format(file);
        let name = self.text("", "name", file.name.as_deref(), "what people call the company");
        let currency = self.currency(file);
        let fiscal_year_start = self.fiscal_year_start(file);
        let simulation = self.simulation(file.simulation.as_ref());
        let budget = self.optional(file.budget.as_ref(), Self::budget);
        let exchange =
            self.exchange(file.exchange.as_deref().unwrap_or_default(), currency.as_deref());
        let market = self.market(file.market.as_ref());
        let teams = self.teams(file);
        let hand_over =
            self.optional(file.hand_over.as_ref(), |l, table| l.hand_over(table, teams.as_deref()));
        let overlays = self.overlays(file.overlay.as_deref().unwrap_or_default(), teams.as_deref());
        let managers = self.managers(file, teams.as_deref());
        let value = self.optional(file.value.as_ref(), |l, table| l.value("value", table, file));
        let strategy =
            self.optional(file.strategy.as_ref(), |l, table| l.strategy("strategy", table, file));
        Some(Company {
            name: name?,
            currency: currency?,
            fiscal_year_start: fiscal_year_start?,
            simulation: simulation?,
            budget: budget?,
            exchange: exchange?,
            market: market?,
            teams: teams?,
            hand_over: hand_over?,
            overlays: overlays?,
            managers: managers?,
            value: value?,
            strategy: strategy?,
        })
    }

    fn format(&mut self, file: &file::CompanyFile) {
        if file.format.as_ref().is_some_and(|format| format.0 != Decimal::ONE) {
            let finding = Finding::error("format", "this version reads files of format 1");
            self.report(finding.help("write `format = 1`, or leave the key out"));
        }
    }

    fn currency(&mut self, file: &file::CompanyFile) -> Option<String> {
        let currency = self.text(
            "",
            "currency",
            file.currency.as_deref(),
            "the currency of sales, such as \"USD\"",
        )?;
        if is_currency_code(&currency) {
            return Some(currency);
        }
        let upper = currency.to_uppercase();
        let help = if is_currency_code(&upper) {
            format!("did you mean \"{upper}\"?")
        } else {
            "three capital letters, such as \"USD\" or \"EUR\"".to_owned()
        };
        self.report(
            Finding::error("currency", format!("\"{currency}\" is no currency code")).help(help),
        );
        None
    }

    /// The start of the fiscal year, where stated: `Some(None)` where not.
    fn fiscal_year_start(&mut self, file: &file::CompanyFile) -> Option<Option<FiscalYearStart>> {
        self.optional(file.fiscal_year_start.as_ref(), |lowering, text| {
            let start = FiscalYearStart::from_text(text);
            if start.is_none() {
                let finding = Finding::error(
                    "fiscal_year_start",
                    format!("\"{text}\" is no month of a year"),
                );
                lowering
                    .report(finding.help("write the first month of the plan year as \"2027-01\""));
            }
            start
        })
    }

    fn simulation(&mut self, table: Option<&file::Simulation>) -> Option<Simulation> {
        let absent = file::Simulation::default();
        let table = table.unwrap_or(&absent);
        let years =
            self.whole_or("simulation.years", table.years.as_ref(), 1, MOST_YEARS as i64, 10_000);
        let seed = self.whole_or("simulation.seed", table.seed.as_ref(), 0, i64::MAX, 1);
        let history_months =
            self.whole_or("simulation.history_months", table.history_months.as_ref(), 0, 36, 0);
        Some(Simulation {
            years: usize::try_from(years?).ok()?,
            seed: u64::try_from(seed?).ok()?,
            history_months: usize::try_from(history_months?).ok()?,
        })
    }

    fn budget(&mut self, table: &file::Budget) -> Option<Budget> {
        let variable_pay = self.optional(table.variable_pay.as_ref(), |lowering, number| {
            lowering.money("budget.variable_pay", number)
        });
        let burden = self.optional(table.burden.as_ref(), |lowering, number| {
            lowering.share_up_to(Decimal6::ONE, "budget.burden", number)
        });
        Some(Budget { variable_pay: variable_pay?, burden: burden?.unwrap_or(Decimal6::ZERO) })
    }

    fn teams(&mut self, file: &file::CompanyFile) -> Option<Vec<super::Team>> {
        let tables = file.team.as_deref().unwrap_or_default();
        if tables.is_empty() {
            let finding = Finding::error_at(1, 1, "the company has no team");
            self.report(
                finding.help("start one with `[[team]]` and give it a name, a plan and its people"),
            );
            return None;
        }
        self.team_names(tables);
        let teams: Vec<_> =
            tables.iter().enumerate().map(|(i, table)| self.team(i, table, file)).collect();
        let teams: Vec<_> = teams.into_iter().collect::<Option<_>>()?;
        self.names_can_be_told_apart(&teams).then_some(teams)
    }

    fn team_names(&mut self, tables: &[crate::spec::team::Team]) {
        for (i, name) in
            tables.iter().enumerate().filter_map(|(i, t)| Some((i, t.name.as_deref()?)))
        {
            let path = format!("team[{i}].name");
            if name.eq_ignore_ascii_case("company") {
                let message = format!(
                    "a team may not be called \"{name}\": tables use that name for all teams together"
                );
                self.report(Finding::error(path, message).help("give the team another name"));
            } else if let Some(first) =
                tables[..i].iter().position(|t| t.name.as_deref() == Some(name))
            {
                let finding = Finding::error(path, format!("two teams are called \"{name}\""))
                    .help("give each team a name of its own")
                    .related(format!("team[{first}].name"), "first used here");
                self.findings.push(finding);
            }
        }
    }
}

/// Whether a word is a three-letter code such as `USD`.
pub(super) fn is_currency_code(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase())
}
