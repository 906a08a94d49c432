use super::context::Page;
use super::rendered;
use crate::tables::{FinishedRun, OutputFolder, RunRecord, Table, Values, schema};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// Names that a page must show as they are.
const AWKWARD: [&str; 4] =
    ["</script><script>alert(1)</script>", "\"A\" & 'B' <b>", "צוות 🚀", "{{ 7 * 7 }} {% raw %}"];

/// A run with one table whose teams are called so.
fn page() -> String {
    let folder = tempfile::tempdir().unwrap();
    let results = folder.path().join("results");
    let mut output = OutputFolder::create(Some(&results), false, "out").unwrap();
    let long = "x".repeat(200);
    let names: Vec<&str> = AWKWARD.into_iter().chain([long.as_str()]).collect();
    let rows = names.len() * 3;
    let teams = || names.iter().flat_map(|name| [*name; 3]);
    let line = |start: f64, step: f64| {
        Values::Number((0..rows).map(|row| Some(start + step * (row % 3) as f64)).collect())
    };
    let mut columns = vec![Values::text(teams()), line(0.0, 0.5), line(0.5, 0.5)];
    columns.push(Values::Integer(vec![10; rows]));
    columns.extend([1.0, 0.9, 1.1].map(|end| line(end / 3.0, 0.0)));
    // Mean, 10th percentile, median and 90th, each with its interval.
    for pay in [1000.0, 800.0, 1000.0, 1200.0] {
        columns.extend([pay, pay - 100.0, pay + 100.0].map(|end| line(0.0, end)));
    }
    output.write(&Table::new(&Arc::new(schema::payouts()), columns).unwrap()).unwrap();
    let command = ["paycurve", "simulate", "</title><script>alert(2)</script>"].map(str::to_owned);
    let (now, took) = (SystemTime::UNIX_EPOCH, Duration::from_secs(1));
    let place = output.finish(RunRecord::new(command.to_vec(), 1, now, took)).unwrap();
    rendered(&Page::of(&FinishedRun::open(&place).unwrap()).unwrap()).unwrap()
}

#[test]
fn names_are_shown_and_never_run() {
    let page = page();
    assert_eq!(page.matches("<script").count(), 2, "the data and the script of the page");
    assert_eq!(page.matches("</script>").count(), 2);
    assert!(!page.contains("alert(2)</script>"));
    assert!(page.contains("&quot;A&quot; &amp; &#x27;B&#x27; &lt;b&gt;"), "quotes are escaped");
    assert!(page.contains("<bdi>צוות 🚀</bdi>"), "a direction of its own");
    assert!(page.contains("{{ 7 * 7 }} {% raw %}"), "names are no templates");
    assert!(page.contains(&"x".repeat(200)), "a long name is whole");
}

#[test]
fn nothing_is_asked_of_a_network() {
    let page = page();
    assert!(page.contains("default-src 'none'"));
    for outside in ["src=\"http", "href=\"http", "url(http", "@import", "fetch("] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn what_has_no_table_is_left_out() {
    let page = page();
    assert!(page.contains("<section id=\"pay\">"));
    assert!(page.contains("id=\"curves-data\""));
    for absent in ["cost", "candidates", "stress", "brief", "sureness"] {
        assert!(!page.contains(&format!("<section id=\"{absent}\">")), "{absent}");
        assert!(!page.contains(&format!("href=\"#{absent}\"")), "{absent}");
    }
}
