//! `paycurve table`.

use std::path::PathBuf;

use super::failure::Failure;
use super::terminal;
use crate::tables::FinishedRun;
use crate::typeset::{Format, Selection, typeset};

/// Print a table of a run as Markdown, LaTeX or CSV
///
/// Markdown and LaTeX show numbers as people read them: amounts in whole units of the currency, shares in per cent.
/// CSV has every digit. Names are escaped: whatever is in them, it is read as text.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  paycurve table results payouts --columns team,attainment_from,share,mean_pay
  paycurve table results summary --where team=company --where statistic=mean --where statistic=p95
  paycurve table results months --where team=company --where metric=variable_pay --format latex > accrual.tex

LaTeX needs the package booktabs, and for names beyond Latin letters XeLaTeX or LuaLaTeX with a font that has them.")]
pub(super) struct Arguments {
    /// Folder of the results
    #[arg(value_name = "DIR")]
    results: PathBuf,
    /// Name of the table
    name: String,
    /// How it is set
    #[arg(long, value_enum, default_value = "markdown")]
    format: Kind,
    /// Columns, in this order [default: all]
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    columns: Vec<String>,
    /// Only rows with this value; several for one column are alternatives
    #[arg(long = "where", value_name = "COLUMN=VALUE", value_parser = column_and_value)]
    values: Vec<(String, String)>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Kind {
    /// A table of GitHub's Markdown
    Markdown,
    /// A tabular with the rules of booktabs
    Latex,
    /// Comma-separated values with every digit
    Csv,
}

fn column_and_value(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((column, value)) if !column.is_empty() => Ok((column.to_owned(), value.to_owned())),
        _ => Err(format!("expected COLUMN=VALUE, such as team=company; found `{text}`")),
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let run = FinishedRun::open(&arguments.results)?;
    let Some(table) = run.table(&arguments.name)? else {
        let known: Vec<&str> = run.record().tables.iter().map(|it| it.name.as_str()).collect();
        return Err(Failure::Unusable(format!(
            "{} has no table {:?}; expected one of {}",
            arguments.results.display(),
            arguments.name,
            known.join(", ")
        )));
    };
    let selection = Selection::of(&table, &arguments.columns, &arguments.values)
        .map_err(|error| Failure::Unusable(error.to_string()))?;
    let format = match arguments.format {
        Kind::Markdown => Format::Markdown,
        Kind::Latex => Format::Latex,
        Kind::Csv => Format::Csv,
    };
    terminal::say(&typeset(&table, &selection, format));
    Ok(())
}
