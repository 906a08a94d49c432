//! Matrices: a target by two attainments.

use super::component::{Clause, Held};
use super::notes::Notes;
use super::{percent, quota};
use crate::diagnostic::{Finding, element, join};
use crate::money::Decimal6;
use crate::plan::{Columns, Matrix, Measure};
use crate::spec::Number;
use crate::spec::matrix::Axis;

const ROWS: &str = "the measure of the rows, and where each row starts: rows = { measure = \"new_acv\", quota = \"team\", at = [0.8, 1.0] }";
const COLUMNS: &str = "the measure of the columns, and where each column starts: columns = { measure = \"nrr\", at = [0.9, 1.0] }";
const GRID: &str =
    "payout by row and column, as shares of the target: grid = [ [0.5, 0.8], [0.9, 1.2] ]";
const MEASURE: &str = "the measure or score that decides, such as \"new_acv\" or \"nrr\"";
const AT: &str = "where each row or column starts, by rising attainment: at = [0.8, 1.0]";

/// The measure of the rows, and what it is held against.
pub(super) fn rows(clause: &Clause<'_>, notes: &mut Notes) -> Held {
    match notes.required(clause.path, "rows", clause.spec.rows.as_ref(), ROWS) {
        Some(rows) => held(rows, &clause.at("rows"), clause, notes),
        None => Held { measure: None, quota: None, goal: None },
    }
}

/// The matrix of a clause whose rows look at a measure.
pub(super) fn lower(
    clause: &Clause<'_>,
    measure: Option<&Measure>,
    notes: &mut Notes,
) -> Option<Matrix> {
    // That the rows are missing is told with their measure.
    let of_rows = clause.spec.rows.as_ref();
    let rows = of_rows.and_then(|rows| starts(rows, "row", &clause.at("rows"), measure, notes));
    let of_columns = notes.required(clause.path, "columns", clause.spec.columns.as_ref(), COLUMNS);
    let columns = of_columns.map(|columns| {
        let path = clause.at("columns");
        let held = held(columns, &path, clause, notes);
        let looked_at = held.measure.as_ref().and_then(Option::as_ref);
        let at = starts(columns, "column", &path, looked_at, notes);
        (held, at)
    });
    let count = |axis: Option<&Axis>| axis.and_then(|axis| axis.at.as_ref()).map(Vec::len);
    let grid = grid(clause, (count(of_rows), count(of_columns)), notes);
    let (Held { measure, quota, goal }, at) = columns?;
    let columns = Columns { measure: measure??, quota: quota?, goal: goal?, at: at? };
    let interpolate = clause.spec.interpolate.unwrap_or(false);
    Some(Matrix { rows: rows?, columns, grid: grid?, interpolate })
}

/// The measure of rows or columns, and what it is held against.
fn held(axis: &Axis, path: &str, clause: &Clause<'_>, notes: &mut Notes) -> Held {
    let name = notes.required(path, "measure", axis.measure.as_deref(), MEASURE);
    let measure = name.and_then(|name| clause.measures.named(name, &join(path, "measure"), notes));
    let quota = quota::lower(axis.quota, measure.as_ref(), true, path, notes);
    let goal = quota::goal(axis.goal, measure.as_ref(), path, notes);
    Held { measure: measure.map(Some), quota, goal }
}

/// Where the rows or columns start.
fn starts(
    axis: &Axis,
    what: &str,
    path: &str,
    measure: Option<&Measure>,
    notes: &mut Notes,
) -> Option<Vec<Decimal6>> {
    let specs = notes.required(path, "at", axis.at.as_ref(), AT)?;
    let path = join(path, "at");
    if specs.is_empty() {
        notes.push(Finding::error(&path, "`at` is empty").help(AT));
        return None;
    }
    let starts = numbers(specs, &path, notes, Notes::decimal);
    notes.rising(what, &starts, |i| element(&path, i));
    if measure.is_some_and(|measure| percent::is_share(measure, axis.goal.is_some())) {
        percent::doubt_starts(&starts, &path, notes);
    }
    starts.into_iter().collect()
}

fn numbers(
    specs: &[Number],
    path: &str,
    notes: &mut Notes,
    read: impl Fn(&mut Notes, &str, Number) -> Option<Decimal6>,
) -> Vec<Option<Decimal6>> {
    specs.iter().enumerate().map(|(i, spec)| read(notes, &element(path, i), *spec)).collect()
}

/// The cells: as many rows as there are starts of rows, each with as many cells as there are columns.
fn grid(
    clause: &Clause<'_>,
    (rows, columns): (Option<usize>, Option<usize>),
    notes: &mut Notes,
) -> Option<Vec<Vec<Decimal6>>> {
    let specs = notes.required(clause.path, "grid", clause.spec.grid.as_ref(), GRID)?;
    let path = clause.at("grid");
    let mut sound = true;
    if let Some(rows) = rows.filter(|rows| *rows != specs.len()) {
        let message =
            format!("the grid has {}, and there {}", counted(specs.len(), "row"), starts_of(rows));
        notes.push(
            Finding::error_at_key(&path, message)
                .related(join(&clause.at("rows"), "at"), "where the rows start")
                .help("one row of the grid for each start of `rows`"),
        );
        sound = false;
    }
    for (i, row) in specs.iter().enumerate() {
        if let Some(columns) = columns.filter(|columns| *columns != row.len()) {
            let message = format!(
                "this row has {}, and there {}",
                counted(row.len(), "cell"),
                starts_of(columns)
            );
            notes.push(
                Finding::error(element(&path, i), message)
                    .related(join(&clause.at("columns"), "at"), "where the columns start")
                    .help("one cell in each row for each start of `columns`"),
            );
            sound = false;
        }
    }
    let cell = |notes: &mut Notes, path: &str, number: Number| {
        notes.decimal_from_0(path, number)?;
        notes.times(path, number)
    };
    let cells: Vec<Option<Vec<Decimal6>>> = specs
        .iter()
        .enumerate()
        .map(|(i, row)| numbers(row, &element(&path, i), notes, cell).into_iter().collect())
        .collect();
    cells.into_iter().collect::<Option<_>>().filter(|_| sound)
}

fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

fn starts_of(n: usize) -> String {
    if n == 1 { "is 1 start".to_owned() } else { format!("are {n} starts") }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, with_component};

    fn matrix(keys: &str) -> String {
        with_component(&format!("pays = \"matrix\"\n{keys}"))
    }

    #[test]
    fn matrices_that_are_refused() {
        let rows = "rows = { measure = \"new_acv\", quota = \"team\", at = [0.8, 1.0] }\n";
        let columns = "columns = { measure = \"nps\", goal = 50, at = [1] }\n";
        check(
            matrix,
            &[
                (&format!("{rows}{columns}grid = [[0.5], [1]]\ninterpolate = true"), &[]),
                (
                    "",
                    &[
                        "component[0].rows: `rows` is missing in the component \"C\"",
                        "component[0].columns: `columns` is missing in the component \"C\"",
                        "component[0].grid: `grid` is missing in the component \"C\"",
                    ],
                ),
                (
                    &format!("{rows}{columns}grid = [[0.5, 1], [-1], [2000]]\nmeasure = \"nrr\""),
                    &[
                        "key component[0].measure: `measure` belongs to pays = \"rate\", \"target\", \"amount\", \"per_unit\", \"pool\" or \"contest\"; this component pays \"matrix\"",
                        "key component[0].grid: the grid has 3 rows, and there are 2 starts",
                        "component[0].grid[0]: this row has 2 cells, and there is 1 start",
                        "component[0].grid[1][0]: `grid[1][0]` is -1, below 0",
                        "component[0].grid[2][0]: `grid[2][0]` is 2000, beyond 1000 times",
                    ],
                ),
                (
                    &format!("rows = {{ at = [] }}\n{columns}grid = []"),
                    &[
                        "component[0].rows.measure: `measure` is missing",
                        "component[0].rows.at: `at` is empty",
                    ],
                ),
                (
                    "rows = { measure = \"new_acv\", at = [1, 0.5], goal = 2 }\ncolumns = { measure = \"nrr\", quota = 5, at = [90] }\ngrid = [[1], [1]]",
                    &[
                        "component[0].rows: `quota` is missing",
                        "key component[0].rows.goal: `goal` is for ratios and scores; a sum is held against a quota",
                        "component[0].rows.at[1]: a row starts at 0.5, not above the one before it at 1",
                        "key component[0].columns.quota: a ratio such as `nrr` has no quota",
                        "component[0].columns.at[0]: an attainment of 90 is 9000 %",
                    ],
                ),
            ],
        );
    }
}
