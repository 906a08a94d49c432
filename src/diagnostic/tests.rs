//! Files with faults, and what their reader is told, word for word.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::{Diagnosis, Document, Finding, Refused, Severity, keys_of, render};

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "what is read does not matter here")]
struct Shop {
    name: String,
    size: Option<u32>,
    open: Option<bool>,
    price: Option<f64>,
    colour: Option<Colour>,
    shelf: Option<Vec<Shelf>>,
    stock: Option<BTreeMap<String, u32>>,
    weights: Option<[f64; 3]>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Colour {
    Red,
    DarkBlue,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "what is read does not matter here")]
struct Shelf {
    width: u32,
    label: Option<String>,
}

/// What a shop's file is answered with.
fn answer(text: &str) -> String {
    let document = Document::new("shop.toml", text);
    match document.parse::<Shop>() {
        Ok(_) => String::new(),
        Err(findings) => Refused::from(Diagnosis::new(Arc::new(document), findings)).to_string(),
    }
}

/// The first lines of what is said of a shop's file, without places and source.
fn messages(text: &str) -> Vec<String> {
    let lines = answer(text);
    lines
        .lines()
        .filter(|line| line.starts_with("error"))
        .map(|line| line["error: ".len()..].to_owned())
        .collect()
}

#[test]
fn every_unknown_key_and_wrong_type_is_told_at_once() {
    let text = r#"
name = 5
szie = 3
price = "dear"
open = "yes"

[[shelf]]
width = -2

[[shelf]]
widht = 4
extra.thing = { a = 1 }
"#;
    assert_eq!(
        answer(text),
        r#"error: `name` must be a text in quotes, found 5
 --> shop.toml:2:8
  |
2 | name = 5
  |        ^

error: unknown key `szie`
 --> shop.toml:3:1
  |
3 | szie = 3
  | ^^^^
  |
  = help: did you mean `size`?

error: `price` must be a number, found the text "dear"
 --> shop.toml:4:9
  |
4 | price = "dear"
  |         ^^^^^^
  |
  = help: numbers stand without quotes; digits may be parted by `_` and a point starts the decimals: 60_000.50

error: `open` must be `true` or `false`, found the text "yes"
 --> shop.toml:5:8
  |
5 | open = "yes"
  |        ^^^^^

error: `width` must be a whole number, 0 or more, found -2
 --> shop.toml:8:9
  |
8 | width = -2
  |         ^^

error: unknown key `widht`
  --> shop.toml:11:1
   |
11 | widht = 4
   | ^^^^^
   |
   = help: did you mean `width`?

error: unknown key `extra`
  --> shop.toml:12:1
   |
12 | extra.thing = { a = 1 }
   | ^^^^^
   |
   = help: known here: `width` and `label`"#
    );
}

#[test]
fn values_of_every_wrong_type() {
    for (text, message) in [
        ("name = ['a']", "`name` must be a text in quotes, found a list"),
        ("name = {}", "`name` must be a text in quotes, found a table"),
        ("name = 2027-01-01", "`name` must be a text in quotes, found a date without quotes"),
        ("name = 'a'\nsize = 2.0", "`size` must be a whole number, 0 or more, found 2.0"),
        (
            "name = 'a'\nsize = 5_000_000_000",
            "`size` must be a whole number, 0 or more, found 5000000000",
        ),
        (
            "name = 'a'\nsize = 99999999999999999999",
            "`size` is too large: whole numbers are read up to 9_223_372_036_854_775_807",
        ),
        (
            "name = 'a'\nprice = nan",
            "`price` must be a finite number, found nan, which is no number",
        ),
        ("name = 'a'\nprice = -inf", "`price` must be a finite number, found -inf"),
        (
            "name = 'a'\ncolour = 'blue'",
            "`colour` must be \"red\" or \"dark_blue\", found \"blue\"",
        ),
        ("name = 'a'\ncolour = 1", "`colour` must be \"red\" or \"dark_blue\", found 1"),
        ("name = 'a'\nshelf = 3", "`shelf` must be a list `[ … ]`, found 3"),
        ("name = 'a'\nshelf = [3]", "entry 1 of `shelf` must be a table `{ … }`, found 3"),
        ("name = 'a'\nshelf = { width = 3 }", "`shelf` must be a list `[ … ]`, found a table"),
        (
            "name = 'a'\nshelf = [[3, 'x']]",
            "entry 1 of `shelf` must be a table `{ … }`, found a list",
        ),
        ("name = 'a'\nshelf = [{}]", "`width` is missing"),
        (
            "name = 'a'\nstock = { 'a b' = 'x' }",
            "`\"a b\"` must be a whole number, 0 or more, found the text \"x\"",
        ),
        ("name = 'a'\nweights = [1, 2]", "`weights` must be a list of 3, found 2"),
        ("", "`name` is missing"),
    ] {
        assert_eq!(messages(text), [message], "{text}");
    }
}

#[test]
fn lists_and_tables_are_told_apart() {
    let said = |text: &str, words: &str| assert!(answer(text).contains(words), "{}", answer(text));
    said(
        "name = 'a'\n[shelf]\nwidth = 3",
        "= help: a list of tables is written `shelf = [ { … } ]`",
    );
    said("name = 'a'\n[[stock]]\na = 3", "= help: one table is written `stock = { … }`");
}

#[test]
fn a_fault_is_told_once_and_not_again_where_it_follows() {
    assert_eq!(messages("nmae = 'a'"), ["unknown key `nmae`"]);
    assert_eq!(messages("name = 1"), ["`name` must be a text in quotes, found 1"]);
    let list = messages("name = 'a'\nweights = [1, 'x', 3]\nweights_2 = 1");
    assert_eq!(
        list,
        ["entry 2 of `weights` must be a number, found the text \"x\"", "unknown key `weights_2`"]
    );
    assert_eq!(messages("name = 'a'\nshelf = [ { width = 'x', label = 2 } ]").len(), 2);
}

#[test]
fn faults_of_syntax_in_plain_words() {
    assert_eq!(
        answer("name = 'a'\nname = 'b'\nsize = abc\nopen = \n[shelf\n"),
        r#"error: this key was given before in the same table
 --> shop.toml:2:1
  |
2 | name = 'b'
  | ^^^^
  |
  = help: keep one of them; a further component or team starts with `[[component]]` or `[[team]]`

error: this is no value
 --> shop.toml:3:8
  |
3 | size = abc
  |        ^^^
  |
  = help: a text stands in quotes: "…"; a number has digits, `_` and one point

error: this is no value
 --> shop.toml:4:8
  |
4 | open = 
  |        ^
  |
  = help: a text stands in quotes: "…"; a number has digits, `_` and one point

error: a header without its end
 --> shop.toml:5:7
  |
5 | [shelf
  |       ^
  |
  = help: a header ends with `]`"#
    );
}

#[test]
fn files_that_are_no_text() {
    let refused = |bytes: &[u8]| {
        Refused::from(Document::from_bytes("a.toml", bytes.to_vec()).unwrap_err()).to_string()
    };
    assert_eq!(
        refused(b""),
        "error: the file is empty\n--> a.toml\n \
         = help: is it the right one? A save or an export that broke off leaves an empty file"
    );
    assert_eq!(
        refused(b"\xef\xbb\xbf \r\n\t"),
        "error: the file is blank\n--> a.toml\n \
         = help: is it the right one? A save or an export that broke off leaves an empty file"
    );
    assert_eq!(
        refused(b"PK\x03\x04\x00"),
        "error: the file is not text\n--> a.toml\n \
         = help: is this a spreadsheet or another binary file? Export it as text, in UTF-8"
    );
    assert_eq!(
        refused(b"\xff\xfea\x00=\x001\x00"),
        "error: the file is text in UTF-16, not in UTF-8\n--> a.toml\n \
         = help: save the file as text in the encoding UTF-8"
    );
    assert_eq!(
        refused(b"a = 1\nb = '\xe4'"),
        "error: the file is not text in UTF-8: line 2 holds bytes that are no character\n--> a.toml\n \
         = help: save the file as text in the encoding UTF-8"
    );
    assert_eq!(
        refused(&vec![b' '; super::LARGEST_FILE + 1]),
        "error: the file has 16777217 bytes, more than the 16777216 that are read\n--> a.toml"
    );
    assert_eq!(
        Document::from_bytes("a.toml", b"\xef\xbb\xbfx = 1".to_vec()).unwrap().text(),
        "x = 1"
    );
}

#[test]
fn findings_point_at_paths_rows_and_each_other() {
    let toml = Arc::new(Document::new(
        "plan.toml",
        "[pay]\nbase = 5\n\n[[component]]\nname = \"ü\"\n[[component]]\n",
    ));
    let csv = Arc::new(Document::new("events.csv", "team,rep\r\nAE,Zoë,x\r\n"));
    let refused = Refused(vec![
        Diagnosis::new(
            toml,
            vec![
                Finding::error("component[1].tiers[0].rate", "`rate` is missing"),
                Finding::error_at_key("component[0].name", "this is a key")
                    .related("pay.base", "and this a value"),
                Finding::warning("[hold]", "nothing is there"),
            ],
        ),
        Diagnosis::new(
            csv,
            vec![
                Finding::error_at(2, 8, "three columns, and the header has two")
                    .help("take one out"),
            ],
        ),
        Diagnosis::of_file(
            "gone.toml",
            Finding::error_in_file("the file cannot be read: it does not exist"),
        ),
    ]);
    assert_eq!(
        refused.to_string(),
        r#"warning: nothing is there
--> plan.toml

error: this is a key
 --> plan.toml:5:1
  |
2 | base = 5
  |        - and this a value
...
5 | name = "ü"
  | ^^^^

error: `rate` is missing
 --> plan.toml:6:1
  |
6 | [[component]]
  | ^^^^^^^^^^^^^

error: three columns, and the header has two
 --> events.csv:2:8
  |
2 | AE,Zoë,x
  |        ^
  |
  = help: take one out

error: the file cannot be read: it does not exist
--> gone.toml"#
    );
    assert!(refused.0[0].is_refusal());
    assert!(render(&refused.0, true).contains("\u{1b}["));
}

#[test]
fn what_is_shown_ends_with_a_line_break_and_has_an_end() {
    let document = Arc::new(Document::new("a.toml", "x = 1\n"));
    let shown = |findings| render(&[Diagnosis::new(Arc::clone(&document), findings)], false);
    assert_eq!(shown(vec![]), "");
    assert!(shown(vec![Finding::error("x", "no")]).ends_with("^\n"));
    let many = shown(vec![Finding::error("x", "no"); 103]);
    assert_eq!(many.matches("error: no").count(), 100);
    assert!(many.ends_with("\n\n… and 3 more in a.toml\n"));
}

#[test]
fn a_warning_alone_refuses_nothing() {
    let finding = Finding::warning("", "look again");
    assert_eq!(finding.severity, Severity::Warning);
    assert!(!Diagnosis::of_file("a", finding).is_refusal());
}

#[test]
fn keys_come_from_the_struct_itself() {
    assert_eq!(keys_of::<Shelf>(), ["width", "label"]);
    assert_eq!(keys_of::<String>(), [""; 0]);
}
