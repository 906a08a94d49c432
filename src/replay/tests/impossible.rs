//! Data files whose rows contradict each other.

use super::recorded_with;
use super::refused::refused;

#[test]
fn accounts() {
    for (rows, expected) in [
        (
            "AM,r1,1,open,40000,a,,\nAM,r1,2,upsell,100000,a,,\nAM,r1,9,churn,130000,a,,\n",
            &[
                "account \"a\" churns with 130000.00, and its ARR is 140000.00 by then",
                "events.csv:4:15",
            ][..],
        ),
        (
            "AM,r1,2,upsell,10,y,,\nAM,r1,9,churn,11,y,,\n",
            &["churns with 11.00, and its ARR is 10.00", "told by `open`"],
        ),
        (
            "AM,r1,5,upsell,1,a,,\nAM,r1,1,open,9,a,,\nAM,r1,4,churn,9,a,,\n",
            &[
                "account \"a\" churned in line 4, nothing follows a churn",
                "events.csv:2:9",
                "it churned here",
            ],
        ),
        (
            "AM,r1,1,open,9,a,,\nAM,r1,4,churn,9,a,,\nAE,x,5,new,9,a,,\n",
            &["account \"a\" churned in line 3"],
        ),
        (
            "AM,r1,1,open,9,a,,\nAM,r1,4,open,9,a,,\n",
            &["account \"a\" is opened a second time, first in line 2", "events.csv:3:9"],
        ),
        ("AM,r1,1,open,9,a,,\nAM,r2,1,open,9,a,,\n", &["account \"a\" is opened a second time"]),
        (
            "AM,r1,1,open,9,a,,\nAE,x,4,upsell,9,a,,\n",
            &[
                "account \"a\" is in the book of \"r1\" of team \"AM\", whose `upsell` this would be",
                "events.csv:3:4",
            ],
        ),
        (
            "AM,r1,1,open,9,a,,\nAM,r1,4,contraction,10,a,,\n",
            &["this `contraction` of 10.00 takes more than account \"a\" has: its ARR is 9.00"],
        ),
        (
            "AM,r1,1,open,9,a,,\nAM,r1,4,upsell,-10,a,,\n",
            &["this `upsell` of -10.00 takes more than"],
        ),
    ] {
        refused(rows, expected);
    }
}

#[test]
fn dates() {
    let text = |rows: &str| format!("team,rep,month,date,event,amount,account,term_months\n{rows}");
    let shown = recorded_with(
        "company.toml",
        &text("AE,r,,2026-08-01,new,1,,\nAE,r,,2026-09-01,new,1,,\n"),
    )
    .map(|_| ())
    .unwrap_err();
    assert_eq!(shown.matches("write `fiscal_year_start = \"2027-01\"`").count(), 1, "{shown}");
    for (row, expected) in [
        ("AE,r,8,2026-08-01,new,1,,", "month 8 and the date 2026-08-01 contradict each other"),
        (
            "AE,r,8,2026-08-01,new,1,,",
            "months count from 2026-07, the start of the fiscal year: that date is in month 2",
        ),
        ("AE,r,,01/08/2026,new,1,,", "\"01/08/2026\" is no date such as 2027-03-31"),
        ("AE,r,,2027-07-01,new,1,,", "2027-07-01 is after the plan year, which ends with 2027-06"),
        ("AE,r,,2023-06-30,new,1,,", "events from 2023-07 on are read"),
        ("AE,r,,,new,1,,", "the month is empty"),
    ] {
        let shown = recorded_with("dated.toml", &text(row)).map(|_| ()).unwrap_err();
        assert!(shown.contains(expected), "{expected}\n\n{shown}");
    }
}
