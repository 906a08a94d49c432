//! Tables as text that people paste: Markdown, LaTeX, CSV.

use crate::place::Place;

/// Real results of one rep: 20,000 of a quota of 500,000 in January, 8 % of it paid; and 300,000 in March.
fn statements() -> Place {
    let place = Place::new();
    for file in ["company.toml", "plan.toml"] {
        place.copy(format!("{}/tests/invalid/{file}", env!("CARGO_MANIFEST_DIR")).as_ref());
    }
    place.write(
        "events.csv",
        "team,rep,month,event,amount,account\nAE,Ann_1,1,new,20000,Acme\nAE,Ann_1,3,new,300000,Acme\n",
    );
    place.done("replay company.toml --events events.csv --out out --quiet");
    place
}

const OPTIONS: &str =
    "--columns rep,month,attainment,quota,paid,balance --where month=1 --where month=3";

#[test]
fn markdown_shows_numbers_as_people_read_them() {
    let said = statements().done(&format!("table out statements {OPTIONS}"));
    // 320,000 ÷ 500,000 is 64 %, and 8 % of 300,000 is 24,000.
    let expected = "\
| rep    | month | attainment |      quota |      paid | balance |
| :----- | ----: | ---------: | ---------: | --------: | ------: |
| Ann\\_1 |     1 |     4.00 % | 500,000.00 |  1,600.00 |         |
| Ann\\_1 |     3 |    64.00 % | 500,000.00 | 24,000.00 |         |
";
    assert_eq!(said, expected);
}

#[test]
fn latex_is_ready_to_be_set() {
    let said = statements().done(&format!("table out statements {OPTIONS} --format latex"));
    let expected = "\
% \\usepackage{booktabs}
\\begin{tabular}{lrrrrr}
\\toprule
rep & month & attainment & quota & paid & balance \\\\
\\midrule
Ann\\_1 & 1 & 4.00\\,\\% & 500,000.00 & 1,600.00 &  \\\\
Ann\\_1 & 3 & 64.00\\,\\% & 500,000.00 & 24,000.00 &  \\\\
\\bottomrule
\\end{tabular}
";
    assert_eq!(said, expected);
}

#[test]
fn csv_has_every_digit_and_the_whole_table_is_the_runs_own_file() {
    let place = statements();
    let said = place.done(&format!("table out statements {OPTIONS} --format csv"));
    let expected = "\
rep,month,attainment,quota,paid,balance
Ann_1,1,0.04,500000.00,1600.00,
Ann_1,3,0.64,500000.00,24000.00,
";
    assert_eq!(said, expected);
    let whole = place.done("table out statements --format csv");
    assert_eq!(whole, place.read("out/tables/statements.csv"));
}

/// A row of the company is asked for by several values: of one column any of them, of several columns all.
#[test]
fn rows_by_their_values() {
    let place = Place::new();
    place.done("simulate --years 30 --out out --quiet");
    let said = place.done(
        "table out summary --format csv --columns team,metric,statistic \
         --where team=company --where metric=nrr --where statistic=mean --where statistic=p95",
    );
    assert_eq!(said, "team,metric,statistic\ncompany,nrr,mean\ncompany,nrr,p95\n");
}

#[test]
fn what_is_not_there_is_refused_in_words() {
    let place = statements();
    for (command, words) in [
        ("table out summary", "out has no table \"summary\"; expected one of statements"),
        (
            "table out statements --columns rep,pay",
            "the table statements has no column \"pay\"; expected one of team, rep",
        ),
        ("table out statements --where pay=1", "the table statements has no column \"pay\""),
        ("table out statements --where month=13", "no row of statements has month=13"),
        ("table out statements --where month=march", "no row of statements has month=march"),
        (
            "table out statements --where paid=1600",
            "expected a column of names or whole numbers, such as team, rep",
        ),
        ("table out statements --format word", "[possible values: markdown, latex, csv]"),
    ] {
        let answer = place.run(command);
        assert_eq!((answer.code, answer.stdout.as_str()), (Some(2), ""), "{command}");
        assert!(answer.stderr.contains(words), "{command}\n{}", answer.stderr);
    }
    std::fs::write(place.at("out/tables/statements.parquet"), "nothing").unwrap();
    let answer = place.run("table out statements");
    assert_eq!(answer.code, Some(2));
    assert!(answer.stderr.contains("statements.parquet is not the table"), "{}", answer.stderr);
}

/// The folder of a run with a table gone, or out of reach, whoever reads it.
#[test]
fn a_table_that_is_gone_is_told_without_the_systems_numbers() {
    let place = statements();
    std::fs::remove_file(place.at("out/tables/statements.parquet")).unwrap();
    for command in ["table out statements", "workbook out"] {
        let answer = place.run(command);
        assert_eq!((answer.code, answer.stdout.as_str()), (Some(2), ""), "{command}");
        let words = "statements.parquet is not there, and run.json names it among the tables of the run; expected a \
                     whole folder of results";
        assert!(answer.stderr.contains(words), "{command}\n{}", answer.stderr);
        assert!(!answer.stderr.contains("os error"), "{command}\n{}", answer.stderr);
    }
}
