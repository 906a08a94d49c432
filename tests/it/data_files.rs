//! Data files as they come out of spreadsheets: taken where they say one thing only.

use std::fs;
use std::path::Path;

use crate::place::{Answer, Place};

const GOOD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/invalid");

const PLAIN: &str = "team,rep,month,event,amount,account\n\
    AE,\"Lee, Ann\",1,new,1200,\"Acme, Inc.\"\n\
    AE,Bo,2,new,1234567.5,b\n\
    AE,Bo,3,new,-200,b\n";

fn replay(events: &[u8]) -> (Place, Answer) {
    let place = Place::new();
    for file in ["company.toml", "plan.toml"] {
        place.copy(&Path::new(GOOD).join(file));
    }
    fs::write(place.at("events.csv"), events).unwrap();
    let answer = place.run("replay company.toml --events events.csv --out out");
    (place, answer)
}

/// What is paid, and what is said beside it.
fn paid(events: &[u8]) -> (String, String) {
    let (place, answer) = replay(events);
    assert_eq!(answer.code, Some(0), "{}", answer.stderr);
    (place.read("out/tables/statements.csv"), answer.stderr)
}

#[test]
fn files_of_spreadsheets_pay_what_plain_files_pay() {
    let (expected, said) = paid(PLAIN.as_bytes());
    assert!(expected.contains("\"Lee, Ann\",1,New business,new_acv,1200,"), "{expected}");
    assert_eq!(said, "");
    let thousands = PLAIN.replace("1234567.5", "\"1,234,567.50\"").replace(",1200,", ",\"1,200\",");
    let others = [
        ("a byte order mark", format!("\u{feff}{PLAIN}")),
        ("CRLF", PLAIN.replace('\n', "\r\n")),
        ("a byte order mark and CRLF", format!("\u{feff}{}", PLAIN.replace('\n', "\r\n"))),
        ("no line break at the end", PLAIN.trim_end().to_owned()),
        ("blank lines", format!("\n{}\n,,,,,\n", PLAIN.replace('\n', "\n\n"))),
        ("quotes around everything", quoted()),
        ("blanks around cells", PLAIN.replace(",new,", " , new ,").replace("AE,", " AE ,")),
        ("leading zeros and plus signs", PLAIN.replace(",1,new,", ",01,new,+")),
        ("thousands apart", thousands),
        ("columns in another order", in_another_order()),
    ];
    for (what, text) in others {
        let (found, said) = paid(text.as_bytes());
        assert_eq!((found, said.as_str()), (expected.clone(), ""), "{what}\n{text}");
    }
}

/// Every cell in quotes.
fn quoted() -> String {
    let rows = rows().into_iter().map(|row| {
        let cells: Vec<String> = row.iter().map(|cell| format!("\"{cell}\"")).collect();
        cells.join(",") + "\n"
    });
    rows.collect()
}

/// The columns from right to left.
fn in_another_order() -> String {
    let rows = rows().into_iter().map(|mut row| {
        row.reverse();
        let cells: Vec<String> = row.iter().map(|cell| format!("\"{cell}\"")).collect();
        cells.join(",") + "\n"
    });
    rows.collect()
}

fn rows() -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(PLAIN.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Two sales alike may be two sales: both count, and the person is told.
#[test]
fn a_row_that_is_there_twice_counts_twice_and_is_told() {
    let (expected, _) =
        paid("team,rep,month,event,amount,account\nAE,Bo,2,new,2000,b\n".as_bytes());
    let (found, said) = paid(
        "team,rep,month,event,amount,account\nAE,Bo,2,new,1000,b\nAE,Bo,2,new,1000,b\n".as_bytes(),
    );
    assert_eq!(found, expected);
    for words in [
        "events.csv:3:",
        "this row says the same as line 2; both count",
        "leave it out if it is the same event",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
}
