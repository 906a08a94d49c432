//! Data files that are refused, and why.

use super::{HEADER, recorded, recorded_with};

/// The text under the usual header is refused, and all of these are said.
pub(super) fn refused(rows: &str, expected: &[&str]) {
    let shown = recorded(rows).map(|_| rows).unwrap_err();
    for words in expected {
        assert!(shown.contains(words), "{words}\n\n{shown}");
    }
}

#[test]
fn headers() {
    for (text, expected) in [
        (
            "team,rep,mnth,event,amount\nAE,r,1,new,1\n",
            &["unknown column \"mnth\"", "did you mean `month`?", "events.csv:1:10"][..],
        ),
        (
            "team,rep,event\nAE,r,new\n",
            &["the columns `month` and `amount` are missing", "`month` (or `date`)"],
        ),
        (
            "team,rep,month,event,amount\nAM,r,1,upsell,1\n",
            &["the column `account` is missing: the plan \"Retention\" looks at `nrr`"],
        ),
        (
            "team,rep,month,event,amount,account\nAM,r,1,upsell,1,a\n",
            &["the column `term_months` is missing: the plan \"Commission\" looks at `credited`"],
        ),
        ("team,rep,month,month\n", &["two columns are called \"month\""]),
        ("team;rep;month;event;amount\nAE;r;1;new;1\n", &["separate columns by commas"]),
        (HEADER, &["the file holds no event"]),
        ("", &["the file is empty"]),
        ("\0\0", &["not text"]),
        (
            "team,rep,month,event,amount\nAE,r,1,new,1,200\n",
            &["this row has 6 cells, the header has 5"],
        ),
    ] {
        let shown = recorded_with("company.toml", text).map(|_| ()).unwrap_err();
        for words in expected {
            assert!(shown.contains(words), "{words}\n\n{shown}");
        }
    }
}

#[test]
fn cells() {
    for (row, expected) in [
        (
            "EA,r,1,new,1,,,",
            &["the company has no team \"EA\"", "did you mean `AE`?", "events.csv:2:1"][..],
        ),
        (",r,1,new,1,,,", &["the team is empty"]),
        ("AE,,1,new,1,,,", &["the rep is empty"]),
        ("AE,\"a\nb\",1,new,1,,,", &["characters that do not print"]),
        (
            "CSM,Anne,1,upsell,1,a,,",
            &[
                "\"Anne\" is not on the roster of team \"CSM\"",
                "did you mean \"Ann\"?",
                "events.csv:2:5",
            ],
        ),
        (
            "CSM,Zebulon,1,upsell,1,a,,",
            &["\"Zebulon\" is not on the roster", "add the rep to the roster"],
        ),
        (
            "CSM,Bo,3,upsell,1,a,,",
            &["\"Bo\" starts in month 7 by the roster, after this event", "events.csv:2:8"],
        ),
        ("AE,r,13,new,1,,,", &["\"13\" is no month of the plan year, 1 to 12", "events.csv:2:6"]),
        ("AE,r,,new,1,,,", &["the month is empty"]),
        (
            "AE,r,1,upsel,1,,,",
            &["unknown event \"upsel\"", "did you mean `upsell`?", "events.csv:2:8"],
        ),
        ("AE,r,1,,1,,,", &["the event is empty"]),
        (
            "AE,r,1,new,,,,",
            &["the cell is empty, a number is needed", "an amount with at most two decimals"],
        ),
        ("AE,r,1,new,1.0055,,,", &["1.0055 has more than 2 decimals", "events.csv:2:12"]),
        ("AE,r,1,new,1.005,,,", &["may be thousands or thousandths"]),
        ("AE,r,1,new,\"1,20\",,,", &["can be read in two ways"]),
        ("AE,r,1,new,\"1.200,50\",,,", &["can be read in two ways", "events.csv:2:12"]),
        ("AE,r,1,new,\"1.2,3\",,,", &["can be read in two ways"]),
        ("AE,r,1,new,$5,,,", &["\"$5\" is no number"]),
        ("AE,r,1,new,NaN,,,", &["\"NaN\" is no number"]),
        ("AE,r,1,new,1e5,,,", &["\"1e5\" is no amount: write all its digits"]),
        ("AE,r,1,new,100000000000.01,,,", &["is beyond 100000000000"]),
        ("AM,r,1,churn,-5,a,,", &["the amount of `churn` is negative: -5", "a positive number"]),
        (
            "AE,r,1,meeting,-1,,,",
            &["the amount of `meeting` is negative", "a refund is a negative `new`"],
        ),
        ("AE,r,1,activity,,,,", &["the cell is empty", "the amount of `activity` is how many"]),
        (
            "AE,r,1,new,1,,12.5,",
            &["\"12.5\" is no contract term in months, 1 to 1200", "events.csv:2:15"],
        ),
        ("AE,r,1,new,1,,0,", &["\"0\" is no contract term"]),
        (
            "AE,r,1,upgrade,1,,,",
            &["the term of this `upgrade` is empty: the plan \"Commission\" looks at `credited`"],
        ),
        ("AE,r,1,score,1,,,", &["a score needs a name"]),
        ("AE,r,1,score,9%,,,nps", &["\"9%\" is no number", "at most six decimals"]),
        ("AE,r,1,score,0.1234567,,,nps", &["has more than 6 decimals"]),
        ("AE,r,1,open,5,,,", &["`open` gives the ARR of an account, and names none"]),
        (
            "AM,r,1,upsell,5,,,",
            &[
                "this `upsell` names no account: the component \"Upsell\" of the plan \"Clawback\" has a clawback",
            ],
        ),
        ("AE,r,1,churn,5,,,", &["this `churn` names no account: the component \"Upsell\""]),
        (
            "CSM,Ann,1,contraction,5,,,",
            &["this `contraction` names no account: the plan \"Retention\" looks at `nrr`"],
        ),
    ] {
        refused(&format!("{row}\n"), expected);
    }
}

#[test]
fn everything_is_told_at_once_and_long_lists_end() {
    // An account with a faulty row is not judged further; others are.
    let rows = "AM,r1,1,open,40,a,,\nAM,r1,2,upsell,1O,a,,\nAM,r1,9,churn,50,a,,\nAM,r1,1,open,5,b,,\nAM,r1,2,churn,6,b,,\nAM,r1,0,upsell,x,c,z,\n";
    let shown = recorded(rows).map(|_| ()).unwrap_err();
    for words in [
        "\"1O\" is no number",
        "account \"b\" churns",
        "\"0\" is no month",
        "\"x\" is no number",
        "\"z\" is no contract term",
    ] {
        assert!(shown.contains(words), "{words}\n\n{shown}");
    }
    assert!(!shown.contains("account \"a\""), "{shown}");
    let shown = recorded(&"AE,r,13,new,1,,,\n".repeat(50)).map(|_| ()).unwrap_err();
    assert_eq!(shown.matches("is no month").count(), 20);
    assert!(
        shown.contains("and 30 more like these") && shown.contains("events.csv:22:6"),
        "{shown}"
    );
    // The same unknown name is told once.
    let shown = recorded(&"EA,r,1,new,1,,,\n".repeat(50)).map(|_| ()).unwrap_err();
    assert_eq!(shown.matches("error").count(), 1, "{shown}");
}
