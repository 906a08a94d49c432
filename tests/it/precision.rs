//! As many years as a precision takes, and what is said of errors that are not good enough.

use std::fs;

use crate::place::Place;

/// The value of a key in `run.json`, as JSON.
fn run_json(place: &Place, folder: &str, key: &str) -> serde_json::Value {
    let text = place.read(&format!("{folder}/run.json"));
    let record: serde_json::Value = serde_json::from_str(&text).unwrap();
    record[key].clone()
}

/// Cells of a CSV file without quoted commas, with the heading first.
fn rows(text: &str) -> Vec<Vec<&str>> {
    text.lines().map(|line| line.split(',').collect()).collect()
}

#[test]
fn a_run_for_a_precision_writes_what_a_run_of_as_many_years_writes() {
    let place = Place::new();
    let tables = "--tables summary,years,months,payouts,convergence";
    let screen = place.done(&format!("simulate --precision 2% {tables} --out found"));
    let years = run_json(&place, "found", "years").as_u64().unwrap();
    assert!(years >= 2_000, "{years}");
    assert!(
        screen.contains("years to be sure within 2 %: company variable_pay mean ±"),
        "{screen}"
    );
    place.done(&format!("simulate --years {years} {tables} --out asked --quiet --threads 1"));
    for table in ["summary", "years", "months", "payouts", "convergence"] {
        for ending in ["csv", "parquet"] {
            let of = |run| fs::read(place.at(&format!("{run}/tables/{table}.{ending}"))).unwrap();
            assert!(of("found") == of("asked"), "{table}.{ending}");
        }
    }
    let precision = run_json(&place, "found", "precision");
    assert_eq!((&precision["relative"], &precision["reached"]), (&0.02.into(), &true.into()));
    let of = precision["of"].as_array().unwrap();
    assert_eq!(of.len(), 2);
    assert!(of.iter().all(|named| named["relative"].as_f64().unwrap() <= 0.02), "{precision}");
    assert_eq!(run_json(&place, "asked", "precision"), serde_json::Value::Null);
}

/// The interval of the summary is the one that the run stopped for.
#[test]
fn what_is_named_gets_as_precise_as_asked() {
    let place = Place::new();
    place.done(
        "simulate --precision 3% --precision-of SDR:variable_pay:cvar95,company:budget_overrun:probability \
         --precision-of AE:ccos:sd --tables summary --out out",
    );
    let summary = place.read("out/tables/summary.csv");
    for (team, metric, statistic) in [
        ("SDR", "variable_pay", "cvar95"),
        ("company", "budget_overrun", "probability"),
        ("AE", "ccos", "sd"),
    ] {
        let table = rows(&summary);
        let row = table.iter().find(|row| row[1..4] == [team, metric, statistic]).unwrap();
        let number = |cell: usize| row[cell].parse::<f64>().unwrap();
        let relative = (number(6) - number(5)) / 2.0 / number(4);
        assert!(relative <= 0.03, "{team} {metric} {statistic}: {relative}");
    }
}

#[test]
fn the_most_years_end_it_with_a_warning_and_the_results() {
    let place = Place::new();
    let screen =
        place.done("simulate --precision 0.1% --max-years 1500 --tables summary --out out");
    let words = "the precision of 0.1 % is not reached in the 1,500 years allowed (--max-years): company variable_pay \
                 mean ± ";
    assert!(unfolded(&screen).contains(&format!("warning: {words}")), "{screen}");
    assert!(run_json(&place, "out", "warnings")[0].as_str().unwrap().starts_with(words));
    assert_eq!(run_json(&place, "out", "years"), 1_500);
    assert_eq!(run_json(&place, "out", "precision")["reached"], false);
}

#[test]
fn a_precision_that_cannot_be_had_is_refused_and_nothing_is_written() {
    let place = Place::new();
    for (options, words) in [
        ("--precision 0", "expected a share above 0 and below 1, such as 0.005 or 0.5%"),
        ("--precision 200%", "expected a share above 0 and below 1, such as 0.005 or 0.5%"),
        ("--precision -1%", "expected a share above 0 and below 1, such as 0.005 or 0.5%"),
        ("--precision 1% --years 500", "leave out --years, or say the most"),
        ("--precision 1% --shard 1/3", "a shard has only its own"),
        ("--precision 1% --max-years 0", "from 1 to 10,000,000"),
        ("--max-years 500", "--precision <SHARE>"),
        ("--precision-of AE:ccos:mean", "--precision <SHARE>"),
        ("--precision 1% --precision-of p95", "expected TEAM:METRIC:STATISTIC"),
        ("--precision 1% --precision-of EA:ccos:mean", "no team `EA`; did you mean `AE`?"),
        ("--precision 1% --precision-of AE:cos:mean", "no metric `cos`; did you mean `ccos`?"),
        ("--precision 1% --precision-of AE:ccos:mn", "no statistic `mn` with an error"),
        ("--precision 1% --precision-of AE:ccos:probability", "no statistic `probability`"),
    ] {
        let answer = place.run(&format!("simulate {options}"));
        assert_eq!(answer.code, Some(2), "{options}");
        assert!(answer.stderr.contains(words), "{options}: {}", answer.stderr);
    }
    assert_eq!(place.names(), [""; 0]);
}

/// A screen's words in one line: it is folded at blanks.
fn unfolded(screen: &str) -> String {
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn few_years_are_said_to_be_few() {
    let place = Place::new();
    let screen = place.done("simulate --years 50 --tables summary --out few");
    let words = "50 years are too few to know the error of p01, p99 (368 years); cvar95, cvar05 (100 years); p05, \
                 p95 (72 years)";
    assert!(unfolded(&screen).contains(&format!("warning: {words}")), "{screen}");
    assert_eq!(run_json(&place, "few", "warnings")[0], words);
    place.done("simulate --years 5000 --tables summary --out many");
    assert_eq!(run_json(&place, "many", "warnings"), serde_json::json!([]));
}

/// Every number on the screen that has an error ends where the error's second digit stands.
#[test]
fn the_screen_shows_no_digits_that_the_error_swallows() {
    for years in [100, 1_000] {
        let screen = Place::new().done(&format!("simulate --years {years} --tables summary"));
        let money = screen.lines().filter(|line| line.starts_with("total cost"));
        let numbers: Vec<f64> = money
            .flat_map(|line| line.split_whitespace())
            .filter_map(|word| word.replace(',', "").parse().ok())
            .collect();
        assert_eq!(numbers.len(), 8, "{screen}");
        for pair in numbers.chunks_exact(2) {
            let place = 10_f64.powi(pair[1].log10().floor() as i32 - 1);
            assert!(pair[0] % place == 0.0 && pair[1] % place == 0.0, "{pair:?}\n{screen}");
        }
    }
}

#[test]
fn the_convergence_table_ends_with_the_summary() {
    let place = Place::new();
    place.done("simulate --years 700 --tables summary,convergence --out out --quiet");
    let (summary, convergence) =
        (place.read("out/tables/summary.csv"), place.read("out/tables/convergence.csv"));
    let (summary, convergence) = (rows(&summary), rows(&convergence));
    assert_eq!(
        convergence[0].join(","),
        "plans,team,metric,statistic,years,value,ci_low,ci_high,n"
    );
    let mut years: Vec<u32> = convergence[1..].iter().map(|row| row[4].parse().unwrap()).collect();
    years.sort_unstable();
    years.dedup();
    assert_eq!(years, [100, 200, 500, 700]);
    let mut last = 0;
    for row in convergence.iter().filter(|row| row[4] == "700") {
        let same = [&row[..4], &row[5..]].concat();
        assert!(summary.contains(&same), "{row:?}");
        last += 1;
    }
    let main = ["mean", "sd", "p05", "p50", "p95", "p99", "cvar95", "probability"];
    assert_eq!(last, summary.iter().filter(|row| main.contains(&row[3])).count());
}
