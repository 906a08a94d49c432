//! What pictures say beside their table: whose results these are, and in which currency.

use super::amounts::{Currency, count};
use super::letters::isolated;
use crate::tables::{RunRecord, Table};

/// What is known of a run beside its tables.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Facts {
    /// The company's name, where the run says it.
    pub company: Option<String>,
    /// The currency of the figures.
    pub currency: Currency,
    /// The budget of variable pay a year, where there is one.
    pub budget: Option<f64>,
    /// Synthetic years.
    pub years: Option<u64>,
    seed: Option<u64>,
}

impl Facts {
    /// Those of a run.
    pub fn of(record: &RunRecord) -> Self {
        let company = record.company.as_ref();
        Self {
            company: company.map(|company| company.name.clone()),
            currency: Currency(company.map_or(String::new(), |company| company.currency.clone())),
            budget: company.and_then(|company| company.variable_pay_budget),
            years: record.years,
            seed: record.seed,
        }
    }

    /// Where a picture comes from, for its foot.
    pub fn source(&self, table: &str) -> String {
        let years = self.years.map(|years| count(years, "synthetic year", "synthetic years"));
        let seed = self.seed.map(|seed| format!("seed {seed}"));
        let table = format!("table {table}");
        let company = self.company.as_deref().map(isolated);
        let parts = [company, years, seed, Some(table)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

/// The rows of a table in which columns of names hold these.
pub(crate) fn rows_with<'a>(
    table: &'a Table,
    names: &'a [(&'a str, &'a str)],
) -> impl Iterator<Item = usize> + 'a {
    (0..table.rows()).filter(move |&row| {
        names.iter().all(|(column, name)| {
            table
                .texts(column)
                .and_then(|cells| cells.get(row))
                .is_some_and(|cell| &**cell == *name)
        })
    })
}

/// A number of a table; none where the cell is empty.
pub(crate) fn number(table: &Table, column: &str, row: usize) -> Option<f64> {
    table.numbers(column)?.get(row).copied().flatten()
}

/// A name of a table; an empty one where there is no such column.
pub(crate) fn name<'a>(table: &'a Table, column: &str, row: usize) -> &'a str {
    table.texts(column).and_then(|cells| cells.get(row)).map_or("", |cell| cell)
}

/// A column's different names in the order in which they come.
pub(crate) fn names<'a>(table: &'a Table, column: &str) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for cell in table.texts(column).unwrap_or_default() {
        // Tables name a team in a stretch of rows: the last name is nearly always the same.
        if names.last() != Some(&&**cell) && !names.contains(&&**cell) {
            names.push(cell);
        }
    }
    names
}

/// The teams of a table, of each set of plans: the names by which their rows are known, and what they are called. A
/// team that has the same plan in several sets is there once.
pub(crate) fn teams_of_plans(table: &Table) -> Vec<(&str, &str, String)> {
    let mut found: Vec<(&str, &str, &str)> = Vec::new();
    for row in 0..table.rows() {
        let [plans, team, plan] = ["plans", "team", "plan"].map(|column| name(table, column, row));
        let same = |known: &&(&str, &str, &str)| (known.1, known.2) == (team, plan);
        if !found.iter().rev().any(|known| same(&known)) {
            found.push((plans, team, plan));
        }
    }
    let several = |team: &str| found.iter().filter(|known| known.1 == team).count() > 1;
    found
        .iter()
        .map(|&(plans, team, _)| (plans, team, called(plans, team, several(team))))
        .collect()
}

/// A team, with its set of plans where it is not the only one.
fn called(plans: &str, team: &str, one_of_several: bool) -> String {
    match one_of_several {
        true => format!("{}: {}", isolated(plans), isolated(team)),
        false => team.to_owned(),
    }
}
