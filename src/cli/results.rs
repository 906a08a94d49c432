//! The results of simulated years: their tables.

use anyhow::Context;
use clap::ValueEnum;

use super::failure::Failure;
use crate::company::{Company, Input};
use crate::export;
use crate::metrics::Masthead;
use crate::money::Cents;
use crate::plan::Plan;
use crate::simulate::{Outcome, Wanted};
use crate::study::alignment::{Alignment, ScoreLine};
use crate::study::{Caution, Overview, Reforecast, VarianceSplit, convergence};
use crate::tables::{CompanyRecord, InputRecord, OutputFolder};

/// A table that a simulation can write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TableName {
    /// Every figure's statistics with their intervals
    Summary,
    /// Every figure of every year
    Years,
    /// How the year's figures build up by month
    Months,
    /// Pay by attainment, rep by rep
    Payouts,
    /// What fewer years would have said, with their intervals; written only where it is named
    Convergence,
}

impl TableName {
    /// Their names, in the order in which they are written.
    pub fn names(tables: &[Self]) -> Vec<String> {
        let all = Self::value_variants().iter().filter(|table| tables.contains(table));
        all.filter_map(ValueEnum::to_possible_value).map(|it| it.get_name().to_owned()).collect()
    }

    /// Those of these names.
    pub fn of_names(names: &[String]) -> Vec<Self> {
        names.iter().filter_map(|name| Self::from_str(name, false).ok()).collect()
    }

    /// What has to be kept of the years for them.
    pub fn want(tables: &[Self]) -> Wanted {
        Wanted {
            months: tables.contains(&Self::Months),
            payouts: tables.contains(&Self::Payouts),
            rest: None,
        }
    }
}

/// Works out the statistics and writes the tables.
pub(super) fn write(
    folder: &mut OutputFolder,
    company: &Masthead,
    outcome: &Outcome,
    tables: &[TableName],
) -> Result<Overview, Failure> {
    let overview =
        Overview::new(&company.layout, outcome).context("the statistics cannot be worked out")?;
    let mut write = || -> anyhow::Result<()> {
        if tables.contains(&TableName::Summary) {
            folder.write(&export::summary(&overview, PLANS)?)?;
        }
        if tables.contains(&TableName::Years) {
            export::years(folder, &company.layout, outcome)?;
        }
        if tables.contains(&TableName::Months) {
            folder.write(&export::months(company, outcome)?)?;
        }
        if tables.contains(&TableName::Payouts) {
            folder.write(&export::payouts(company, outcome)?)?;
        }
        if tables.contains(&TableName::Convergence) {
            let rows = convergence(&company.layout, outcome)?;
            folder.write(&export::convergence(&rows, PLANS)?)?;
        }
        Ok(())
    };
    write().context("the tables could not be written")?;
    Ok(overview)
}

/// Works out and writes what a year comes to that goes on from actual results; nothing of another.
pub(super) fn write_reforecast(
    folder: &mut OutputFolder,
    company: &Masthead,
    outcome: &Outcome,
    overview: &Overview,
) -> Result<Option<Reforecast>, Failure> {
    let reforecast = Reforecast::of(company, outcome, overview)
        .context("the statistics cannot be worked out")?;
    if let Some(reforecast) = &reforecast {
        let write = |folder: &mut OutputFolder| -> anyhow::Result<()> {
            Ok(folder.write(&export::reforecast(reforecast)?)?)
        };
        write(folder).context("the tables could not be written")?;
    }
    Ok(reforecast)
}

/// Writes the tables that say where the spread comes from.
pub(super) fn write_split(folder: &mut OutputFolder, split: &VarianceSplit) -> anyhow::Result<()> {
    folder.write(&export::variance_sources(split, PLANS)?)?;
    Ok(folder.write(&export::variance_scaling(split, PLANS)?)?)
}

/// Writes the tables that say whether plans pay for what the company wants.
pub(super) fn write_alignment(
    folder: &mut OutputFolder,
    (found, pages): (&Alignment, &[ScoreLine]),
    company: &Masthead,
    plans: &[Plan],
) -> anyhow::Result<()> {
    let names = company.teams.iter().zip(plans);
    let teams: Vec<_> =
        names.map(|(team, plan)| (team.name.as_str(), plan.name.as_str())).collect();
    folder.write(&export::scorecard(pages, PLANS, &teams)?)?;
    folder.write(&export::alignment(found, PLANS, &teams)?)?;
    folder.write(&export::incentive_profile(found, PLANS, &teams)?)?;
    Ok(folder.write(&export::timing(found, PLANS, &teams)?)?)
}

/// What has to be said of the errors of the results.
pub(super) fn warnings(overview: &Overview) -> Vec<String> {
    Caution::of(overview).iter().map(Caution::to_string).collect()
}

/// Name of the plan set in the summary: the plans of the company file, as overridden.
const PLANS: &str = "current";

/// The company, for `run.json`.
pub(super) fn company(company: &Masthead) -> CompanyRecord {
    CompanyRecord {
        name: company.name.clone(),
        currency: company.currency.clone(),
        variable_pay_budget: company.budget().map(Cents::to_f64),
    }
}

/// The same of a company whose files are at hand.
pub(super) fn company_of_files(company: &Company) -> CompanyRecord {
    let budget = company.budget.and_then(|budget| budget.variable_pay);
    CompanyRecord {
        name: company.name.clone(),
        currency: company.currency.clone(),
        variable_pay_budget: budget.map(Cents::to_f64),
    }
}

/// Files that were read, for `run.json`.
pub(super) fn inputs(inputs: &[Input]) -> Vec<InputRecord> {
    let record = |input: &Input| InputRecord {
        path: input.path.clone(),
        sha256: input.sha256.clone(),
        bytes: input.bytes,
    };
    inputs.iter().map(record).collect()
}
