//! The workbook of a run: the same values as its tables, typed, and a word for all that is not there.

use std::fs;
#[cfg(target_os = "linux")]
use std::process::Command;

use crate::place::Place;
use crate::xlsx::{Book, Cell};

#[cfg(target_os = "linux")]
const PROGRAM: &str = env!("CARGO_BIN_EXE_paycurve");

/// The rows of a table as its CSV file has them, heading first.
fn csv(place: &Place, out: &str, table: &str) -> Vec<Vec<String>> {
    let text = place.read(&format!("{out}/tables/{table}.csv"));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let owned = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    reader.records().map(|record| owned(record.unwrap())).collect()
}

/// Whether a cell of the workbook is what the CSV file says, to the last bit.
fn is_the_same(cell: Option<&Cell>, text: &str) -> bool {
    match cell {
        None | Some(Cell::Empty) => text.is_empty(),
        Some(Cell::Text(name)) => name == text,
        Some(Cell::Number(number, _)) => {
            text.parse::<f64>().is_ok_and(|value| value.to_bits() == number.to_bits())
        }
        Some(Cell::Formula(_)) => false,
    }
}

/// Every cell of every table of a run.
fn assert_same_values(place: &Place, out: &str, tables: &[&str]) {
    let book = Book::read(&place.at(&format!("{out}/workbook.xlsx")));
    for table in tables {
        let (sheet, file) = (book.rows(table), csv(place, out, table));
        assert_eq!(sheet.len(), file.len(), "{table}");
        for (row, cells) in file.iter().enumerate() {
            for (column, text) in cells.iter().enumerate() {
                let cell = sheet[row].get(column);
                assert!(is_the_same(cell, text), "{table}, row {row}: {cell:?} is not {text:?}");
            }
        }
        // Parquet, which the workbook is made of, says the same as CSV, byte by byte.
        let printed = place.done(&format!("table {out} {table} --format csv"));
        assert!(printed == place.read(&format!("{out}/tables/{table}.csv")), "{table}");
    }
}

#[test]
fn values_are_the_same_in_csv_parquet_and_workbook() {
    let place = Place::new();
    let tables = "summary,years,months,payouts,convergence";
    place.done(&format!(
        "simulate --years 250 --variance --variance-years 40 --tables {tables} --out out --xlsx --quiet"
    ));
    let mut all: Vec<&str> = tables.split(',').collect();
    all.extend(["variance_sources", "variance_scaling"]);
    assert_same_values(&place, "out", &all);
    let book = Book::read(&place.at("out/workbook.xlsx"));
    let charts = ["read_me", "chart_cost", "chart_accrual", "chart_pay_by_attainment"];
    assert_eq!(book.sheets(), [charts.as_slice(), &all].concat());
}

#[test]
fn statements_are_the_same_too() {
    let place = Place::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/invalid");
    for file in ["company.toml", "plan.toml", "events.csv"] {
        place.copy(format!("{folder}/{file}").as_ref());
    }
    place.done("replay company.toml --events events.csv --out out --quiet");
    let answer = place.run("workbook out");
    assert_eq!(answer.stdout, "Workbook: out/workbook.xlsx\n");
    for (chart, table) in [
        ("chart_cost", "years"),
        ("chart_accrual", "months"),
        ("chart_pay_by_attainment", "payouts"),
    ] {
        let note = format!("note: There is no sheet {chart}: the run has no table {table}");
        assert!(answer.stderr.contains(&note), "{}", answer.stderr);
    }
    assert_same_values(&place, "out", &["statements"]);
    let book = Book::read(&place.at("out/workbook.xlsx"));
    // Ann sold 20,000 of a quota of 500,000, and was paid 8 % of it.
    let first = &book.rows("statements")[1];
    let number = |value, format: &str| Cell::Number(value, format.to_owned());
    assert_eq!(first[0], Cell::Text("AE".into()));
    assert_eq!(first[2], number(1.0, "0"), "a month");
    assert_eq!(first[5], number(20_000.0, "General"), "a result, whose unit only its measure says");
    assert_eq!(first[6], number(500_000.0, "#,##0.00"));
    assert_eq!(first[7], number(0.04, "0.0%"));
    assert_eq!(first[8], number(1_600.0, "#,##0.00"));
    assert!(first.get(10).is_none_or(|cell| *cell == Cell::Empty), "no balance");
}

/// Whatever a command wrote becomes a workbook: a sheet for each of its tables, none for what it has not.
#[test]
fn the_results_of_every_command_become_a_workbook() {
    let place = Place::new();
    place.copy(concat!(env!("CARGO_MANIFEST_DIR"), "/configs").as_ref());
    for command in [
        "simulate --years 40 --alignment --alignment-years 30",
        "compare --years 40 --max-years 100 --candidate flat:AE=plans/ae-flat.toml",
        "stress --years 20 --stress recession",
        "sensitivity --years 20 --on market.demand.mean",
        "brief --years 20",
    ] {
        let out = &format!("out-of-{}", command.split(' ').next().unwrap());
        place.done(&format!("{command} --out {out} --quiet"));
        place.done(&format!("workbook {out} --quiet"));
        let record: serde_json::Value =
            serde_json::from_str(&place.read(&format!("{out}/run.json"))).unwrap();
        let tables = record["tables"].as_array().unwrap().iter();
        let tables: Vec<&str> = tables.map(|table| table["name"].as_str().unwrap()).collect();
        assert!(!tables.is_empty());
        assert_same_values(&place, out, &tables);
        let sheets = Book::read(&place.at(&format!("{out}/workbook.xlsx"))).sheets();
        assert!(sheets.ends_with(&tables.iter().map(|&it| it.to_owned()).collect::<Vec<_>>()));
    }
}

/// In the summary the row says what a number is a number of.
#[test]
fn numbers_have_the_format_of_their_unit() {
    let place = Place::new();
    place.done("simulate --years 60 --out out --xlsx --quiet");
    let book = Book::read(&place.at("out/workbook.xlsx"));
    let summary = book.rows("summary");
    for (team, metric, statistic, format) in [
        ("AE", "variable_pay", "mean", "#,##0"),
        ("company", "ccos", "p95", "0.0%"),
        ("company", "budget_overrun", "probability", "0.0%"),
        ("company", "budget_overrun", "mean", "#,##0"),
    ] {
        let is_it = |row: &&Vec<Cell>| {
            [&row[1], &row[2], &row[3]].map(Cell::text) == [team, metric, statistic]
        };
        let row = summary.iter().find(is_it).unwrap();
        let Cell::Number(_, found) = &row[4] else { panic!("{row:?}") };
        assert_eq!(found, format, "{metric} {statistic}");
        assert_eq!(row[7], Cell::Number(60.0, "#,##0".into()), "years are counted");
    }
    let xml = book.xml("summary");
    assert!(xml.contains("ySplit=\"1\"") && xml.contains("state=\"frozen\""), "the heading stays");
    let rows = summary.len();
    assert!(xml.contains(&format!("<autoFilter ref=\"A1:H{rows}\"")), "every column has a filter");
}

#[test]
fn charts_are_native_and_say_what_is_found() {
    let place = Place::new();
    place.done("simulate --years 200 --out out --xlsx --quiet");
    let book = Book::read(&place.at("out/workbook.xlsx"));
    let charts = book.charts();
    assert_eq!(charts.len(), 3);
    let row = |table: &str, start: &[&str]| {
        let rows = csv(&place, "out", table);
        rows.into_iter().find(|row| row.iter().zip(start).all(|(cell, it)| cell == it)).unwrap()
    };
    // The chart's title has the mean of the summary, in whole units.
    let mean: f64 =
        row("summary", &["current", "company", "variable_pay", "mean"])[4].parse().unwrap();
    let whole = format!("{:.0}", mean);
    let (thousands, rest) = whole.split_at(whole.len() - 3);
    let (millions, thousands) = thousands.split_at(thousands.len() - 3);
    let title = format!("Variable pay costs {millions},{thousands},{rest} a year on average");
    assert!(charts[0].contains("<c:barChart>") && charts[0].contains(&title), "{title}");
    assert!(charts[1].contains("<c:barChart>") && charts[1].contains("<c:lineChart>"));
    assert!(
        charts[2].contains("<c:scatterChart>")
            && charts[2].contains("In AE an attainment from 100 to")
    );
    // Every year is in a column of the chart, or beside it.
    let years: f64 = book.rows("chart_cost")[1..]
        .iter()
        .map(|row| if let Cell::Number(years, _) = row[2] { years } else { panic!("{row:?}") })
        .sum();
    assert_eq!(years, 200.0);
    let last = book.rows("chart_cost").len();
    assert!(
        charts[0].contains(&format!("<c:f>chart_cost!$D$2:$D${last}</c:f>")),
        "all figures are shown"
    );
    // The accrual of the company adds up to its year.
    let accrual: f64 = book.rows("chart_accrual")[1..]
        .iter()
        .map(|row| if let Cell::Number(mean, _) = row[1] { mean } else { panic!("{row:?}") })
        .sum();
    assert!((accrual - mean).abs() < 1e-9 * mean, "{accrual} {mean}");
}

#[test]
fn the_read_me_sheet_says_what_made_it() {
    let place = Place::new();
    place.done("simulate --years 70 --seed 18446744073709551615 --out out --quiet");
    place.done("workbook out --quiet");
    let book = Book::read(&place.at("out/workbook.xlsx"));
    let rows = book.rows("read_me");
    let said = |label: &str| {
        let row = rows.iter().find(|row| row.first().is_some_and(|cell| cell.text() == label));
        row.unwrap_or_else(|| panic!("{label}"))[1].clone()
    };
    assert!(rows[0][0].text().starts_with("Mid-market, land and expand: results of paycurve"));
    assert!(said("command").text().contains("simulate --years 70"));
    assert_eq!(said("synthetic years"), Cell::Number(70.0, "#,##0".into()));
    assert_eq!(said("seed"), Cell::Text("18446744073709551615".into()), "all of its digits");
    assert_eq!(said("the company's currency"), Cell::Text("USD".into()));
    let inputs =
        rows.iter().filter(|row| row.get(1).is_some_and(|it| it.text().contains("SHA-256 ")));
    assert_eq!(inputs.count(), 5, "a company and four plans");
    let explained =
        |name: &str| rows.iter().any(|row| row.get(1).is_some_and(|it| it.text() == name));
    assert!(explained("ci_low") && explained("attainment_from") && explained("nrr"));
    let links = book.xml("read_me");
    assert!(links.contains("location=\"'summary'!A1\""), "sheets are a click away");
}

#[test]
fn a_table_with_more_rows_than_a_sheet_is_cut_with_a_word() {
    let place = Place::new();
    place.done("simulate --years 30 --out out --quiet");
    let answer = place.run("workbook out --rows 40");
    let word =
        "The sheet years holds the first 40 of 150 rows; all are in tables/years.csv and .parquet.";
    assert!(answer.stderr.contains(&format!("note: {word}")), "{}", answer.stderr);
    let book = Book::read(&place.at("out/workbook.xlsx"));
    let years = book.rows("years");
    assert_eq!(years.len(), 1 + 40 + 1);
    assert_eq!(years[41][0], Cell::Text(word.into()));
    assert!(
        book.xml("years").contains("<autoFilter ref=\"A1:") && book.xml("years").contains("41\"")
    );
    assert!(book.rows("read_me").iter().flatten().any(|cell| cell.text() == word));
    // What is cut is the sheet: the chart is of all years.
    let counted: f64 = book.rows("chart_cost")[1..]
        .iter()
        .map(|row| if let Cell::Number(years, _) = row[2] { years } else { 0.0 })
        .sum();
    assert_eq!(counted, 30.0);
}

/// Names that other programs would read as something else.
const NAMES: [&str; 5] = [
    "=HYPERLINK(\"http://x\")",
    "<script>alert('x')</script>",
    "🚀, \"A\" & co",
    "فريق المبيعات",
    "-1+_x000D_|*",
];

fn company_of(names: &[String]) -> String {
    let team = |name: &String| {
        format!(
            "[[team]]\nname = '''{name}'''\nplan = 'plan.toml'\nheadcount = 2\nquota = 500_000\n\
             attainment = {{ distribution = 'normal', mean = 1.0, sd = 0.2, min = 0.0 }}\nattainment_correlation = 0.1\n"
        )
    };
    let teams: String = names.iter().map(team).collect();
    format!("name = '''{}'''\ncurrency = 'USD'\n{teams}", NAMES[1])
}

#[test]
fn names_are_text_whatever_is_in_them() {
    let place = Place::new();
    place.copy(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/invalid/plan.toml").as_ref());
    let mut names: Vec<String> = NAMES.iter().map(|&name| name.to_owned()).collect();
    names.push("ж".repeat(200));
    place.write("company.toml", &company_of(&names));
    place.done("simulate company.toml --years 40 --out out --xlsx --quiet");
    assert_same_values(&place, "out", &["summary", "years", "months", "payouts"]);
    let book = Book::read(&place.at("out/workbook.xlsx"));
    for sheet in book.sheets() {
        let formula =
            book.rows(&sheet).into_iter().flatten().find(|it| matches!(it, Cell::Formula(_)));
        assert_eq!(formula, None, "{sheet}");
    }
    // Edited and left again, a cell that begins like a formula stays text.
    assert!(book.file("xl/styles.xml").contains("quotePrefix=\"1\""));
    let heading = &book.rows("chart_pay_by_attainment")[0];
    assert_eq!(heading[1].text(), NAMES[0], "a chart's series is called by its team");
}

#[test]
fn what_shows_nothing_is_left_out_with_a_word() {
    let place = Place::new();
    place.copy(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/invalid/plan.toml").as_ref());
    let steady = "name = 'Steady'\ncurrency = 'USD'\n[[team]]\nname = 'AE'\nplan = 'plan.toml'\nheadcount = 3\n\
                  quota = 500_000\nattainment = 1.2\nattainment_correlation = 0.0\n";
    place.write("company.toml", steady);
    for (out, years) in [("equal", 20), ("single", 1)] {
        place.done(&format!("simulate company.toml --years {years} --out {out} --quiet"));
        let answer = place.run(&format!("workbook {out}"));
        assert_eq!(answer.code, Some(0), "{}", answer.stderr);
        assert!(
            answer.stderr.contains("note: There is no sheet chart_cost: "),
            "{}",
            answer.stderr
        );
        let book = Book::read(&place.at(&format!("{out}/workbook.xlsx")));
        assert_eq!(book.sheets()[..3], ["read_me", "chart_accrual", "chart_pay_by_attainment"]);
        assert_same_values(&place, out, &["summary", "years", "months", "payouts"]);
    }
}

/// No team of that company has a quota, so none has an attainment.
#[test]
fn a_table_without_rows_has_its_heading() {
    let place = Place::new();
    let company = concat!(env!("CARGO_MANIFEST_DIR"), "/configs/companies/account-managers.toml");
    place.done(&format!("simulate {company} --years 20 --out out --quiet"));
    let answer = place.run("workbook out");
    let word =
        "note: There is no sheet chart_pay_by_attainment: no team has an attainment in any year.";
    assert!(answer.stderr.contains(word), "{}", answer.stderr);
    assert_eq!(csv(&place, "out", "payouts").len(), 1, "a heading");
    assert_same_values(&place, "out", &["summary", "payouts"]);
    for (format, lines) in [("markdown", 2), ("latex", 7), ("csv", 1)] {
        let said = place.done(&format!("table out payouts --format {format}"));
        assert_eq!(said.lines().count(), lines, "{said}");
    }
}

#[test]
fn a_workbook_is_always_the_same_file() {
    let place = Place::new();
    place.done("simulate --years 100 --out out --quiet");
    for file in ["one.xlsx", "two.xlsx"] {
        place.done(&format!("workbook out --out {file} --quiet"));
    }
    assert!(fs::read(place.at("one.xlsx")).unwrap() == fs::read(place.at("two.xlsx")).unwrap());
}

#[test]
fn nothing_of_others_is_replaced() {
    let place = Place::new();
    place.done("simulate --years 20 --out out --quiet --tables summary");
    place.done("workbook out --quiet");
    place.write("notes.xlsx", "not a workbook");
    let names = place.names();
    for (command, words) in [
        ("workbook out", "workbook.xlsx is there already; expected a new name"),
        (
            "workbook out --out notes.xlsx",
            "notes.xlsx is there already, and is not one that --force",
        ),
        (
            "workbook out --out notes.xlsx --force",
            "and is not one that --force replaces: name another",
        ),
        ("workbook out --out book.ods", "expected one that ends in .xlsx"),
        ("workbook out --out nowhere/book.xlsx", "there is no folder nowhere"),
        ("workbook out --out notes.xlsx/book.xlsx", "is not a folder"),
        ("workbook notes.xlsx", "notes.xlsx holds no results of paycurve"),
    ] {
        let answer = place.run(command);
        assert_eq!(answer.code, Some(2), "{command}\n{}", answer.stderr);
        assert!(answer.stderr.contains(words), "{command}\n{}", answer.stderr);
        assert_eq!(place.names(), names, "{command}");
    }
    assert_eq!(place.read("notes.xlsx"), "not a workbook");
    place.done("workbook out --force --quiet");
    assert_eq!(place.names(), names);
}

/// A file that may not grow beyond some kilobytes stands for a full disk.
#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_leaves_nothing_half_written() {
    let place = Place::new();
    place.done("simulate --years 100 --out out --quiet");
    let names = place.names();
    let limited = format!("trap '' XFSZ; ulimit -f 8; exec {PROGRAM} workbook out");
    let output =
        Command::new("sh").args(["-c", &limited]).current_dir(place.at("")).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("cannot write out/workbook.xlsx"), "{told}");
    assert_eq!(place.names(), names);
}
