//! Tables that a terminal has room for.

use std::ops::Range;

use comfy_table::Table;

use super::screen::aligned;

/// A table that fits into a width: of columns that may go, one after the other does until it does.
pub(super) fn fitting(
    width: Option<usize>,
    heading: Vec<String>,
    rows: Vec<Vec<String>>,
    may_go: &[Range<usize>],
) -> Table {
    let without = |gone: &[Range<usize>]| {
        let stays = |row: &Vec<String>| -> Vec<String> {
            let cells = row.iter().enumerate();
            let stays = cells.filter(|(place, _)| !gone.iter().any(|range| range.contains(place)));
            stays.map(|(_, cell)| cell.clone()).collect()
        };
        aligned(stays(&heading), rows.iter().map(stays).collect())
    };
    let fits = |table: &Table| {
        let mut lengths = table.lines().map(|line| line.trim_end().chars().count());
        width.is_none_or(|width| lengths.all(|length| length <= width))
    };
    let tables = (0..=may_go.len()).map(|gone| without(&may_go[..gone]));
    tables.clone().find(fits).unwrap_or_else(|| without(may_go))
}

/// Characters of a name that a table of the screen has room for.
const NAME: usize = 32;

/// A name that a table of the screen has room for.
pub(super) fn shortened(name: &str) -> String {
    if name.chars().count() <= NAME {
        return name.to_owned();
    }
    name.chars().take(NAME - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_go_until_the_table_fits() {
        let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
        let fitted = |width| {
            let rows = vec![row(["AE", "1,000,000", "± 5,000", "24"])];
            let heading = row(["team", "mean", "", "seats"]);
            let table = fitting(width, heading, rows, &[3..4, 1..3]).to_string();
            table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(fitted(None)[1], "AE   1,000,000 ± 5,000    24");
        assert_eq!(fitted(Some(28))[1], "AE   1,000,000 ± 5,000    24");
        assert_eq!(fitted(Some(27)), ["team      mean", "AE   1,000,000 ± 5,000"]);
        assert_eq!(fitted(Some(10)), ["team", "AE"]);
        assert_eq!(fitted(Some(1)), ["team", "AE"], "the name always stays");
    }

    #[test]
    fn long_names_are_cut_short() {
        assert_eq!(shortened("AE"), "AE");
        assert_eq!(shortened(&"ж".repeat(32)), "ж".repeat(32));
        assert_eq!(shortened(&"ж".repeat(200)), "ж".repeat(31) + "…");
    }
}
