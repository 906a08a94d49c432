//! Data files that are taken with a warning.

use super::recorded;

#[test]
fn what_is_odd_is_told() {
    for (rows, expected) in [
        (
            "AE,r,1,new,5,a,12,\nAE,r,1,new,5,a,12,\n",
            Some("this row says the same as line 2; both count"),
        ),
        ("AE,r,1,new,5,a,12,\nAE,r,1,new,5,a,24,\n", None),
        ("AE,r,1,new,5,,,\nAE,r,1,new,5,,,\nAE,r,1,meeting,1,a,,\nAE,r,1,meeting,1,a,,\n", None),
        (
            "AE,ann lee,1,new,5,a,,\nAE,Ann  Lee,1,new,6,b,,\n",
            Some("\"Ann  Lee\" and \"ann lee\" are taken as two reps of team \"AE\""),
        ),
        ("AE,Ann,1,new,5,x,,\nAM,ann,1,new,5,y,,\n", None),
        (
            "AM,r,1,open,9,a,,\nAM,r,2,renewal,8,a,,\n",
            Some("account \"a\" renews at 8.00, and its ARR is 9.00 by then"),
        ),
        ("AM,r,1,open,9,a,,\nAM,r,2,renewal,8,a,,\nAM,r,2,contraction,1,a,,\n", None),
        (
            "AM,r,1,open,9,a,,\nAE,x,2,new,8,a,,\n",
            Some("account \"a\" is open since line 2: this `new` counts as a sale"),
        ),
        ("AE,x,1,new,8,a,,\nAM,r,2,open,9,a,,\n", None),
    ] {
        let warnings = recorded(rows).unwrap().warnings;
        let of_rows: Vec<&str> = warnings
            .iter()
            .map(|warning| warning.message.as_str())
            .filter(|message| {
                !message.contains("distribution") && !message.contains("no row gives")
            })
            .collect();
        assert!(of_rows.len() == expected.iter().count(), "{rows}: {of_rows:?}");
        assert!(
            expected.is_none_or(|expected| of_rows[0].contains(expected)),
            "{rows}: {of_rows:?}"
        );
    }
}

#[test]
fn quotas_and_scores_that_are_not_stated_are_told() {
    let messages = |rows: &str| -> Vec<(String, String)> {
        let warnings = recorded(rows).unwrap().warnings;
        warnings
            .into_iter()
            .map(|warning| (warning.message, warning.help.unwrap_or_default()))
            .collect()
    };
    let warnings = messages("AM,r,1,upsell,9,a,,\nCSM,Ann,3,score,9,,,npss\n");
    assert_eq!(warnings.len(), 2, "{warnings:?}");
    assert_eq!(
        warnings[0].0,
        "no row gives a score \"nps\" of team \"CSM\", which its plan looks at"
    );
    assert_eq!(warnings[0].1, "is \"npss\" meant?");
    assert_eq!(
        warnings[1].0,
        "the quota of team \"AM\" is a distribution: its mean is taken as the quota of each rep"
    );
    assert!(messages("CSM,Ann,3,score,9,,,nps\n").is_empty());
}
