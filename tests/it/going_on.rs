//! A year that goes on from actual results, as people run it.

use std::fs;
use std::path::Path;

use paycurve::events::CompanyYear;
use paycurve::simulate::Model;
use serde_json::Value;

use crate::place::Place;
use crate::reforecast::{WORLD, told, world};

/// The world of the property test with a data file of its model, and the months that the file tells.
fn place_with_actuals(months: u16) -> Place {
    let place = Place::new();
    place.copy(Path::new(WORLD).parent().unwrap());
    let loaded = world(77);
    let model = Model::new(&loaded.company, &loaded.plans);
    let mut year = CompanyYear::default();
    // The first year in which nobody leaves.
    let stays = |year: &CompanyYear| year.teams[0].seats.iter().all(|seat| seat.stints.len() == 1);
    let number = (0..100).find(|number| {
        model.simulator.draw(*number, &mut year);
        stays(&year)
    });
    assert!(number.is_some());
    let text = told(&loaded, &year);
    let month = |row: &str| row.split(',').nth(2).unwrap().parse::<u16>().ok();
    let rows = text.lines().filter(|row| month(row).is_none_or(|month| month <= months));
    place.write("events.csv", &(rows.collect::<Vec<_>>().join("\n") + "\n"));
    place
}

const GO_ON: &str = "simulate company.toml --years 200 --actuals events.csv --through 5";

/// Cells of a table by row, without its heading.
fn cells(place: &Place, table: &str) -> Vec<Vec<String>> {
    let text = place.read(table);
    text.lines().skip(1).map(|row| row.split(',').map(str::to_owned).collect()).collect()
}

#[test]
fn the_months_that_are_over_are_paid_as_replay_pays_them() {
    let place = place_with_actuals(12);
    let screen = place.done(&format!("{GO_ON} --out on"));
    place.done("replay company.toml --events events.csv --out paid --quiet");
    let cents = |text: &str| (100.0 * text.parse::<f64>().unwrap_or(0.0)).round() as i64;
    let statements = cells(&place, "paid/tables/statements.csv");
    let mut all = 0;
    let reps = cells(&place, "on/tables/reforecast.csv");
    for row in &reps {
        let of_rep = statements.iter().filter(|s| s[0] == row[0] && s[1] == row[1]);
        let by_then = of_rep.filter(|s| s[2].parse::<u16>().unwrap() <= 5);
        let paid: i64 = by_then.map(|s| cents(&s[8]) - cents(&s[9])).sum();
        assert_eq!(cents(&row[10]), paid, "{row:?}");
        all += paid;
    }
    assert_eq!(reps.len(), 10);
    assert!(screen.contains("By the end of month 5 variable pay of $"), "{screen}");
    let amount = format!("{}.{:02} was paid", all / 100 % 1000, all % 100);
    assert!(screen.contains(&amount), "{amount}\n{screen}");
    for words in [
        "The rest of the year costs $",
        "The whole year costs $",
        "It holds with a chance of",
        "moved most",
    ] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
}

#[test]
fn rows_of_later_months_are_left_out_with_a_word() {
    let tables = |months, words: Option<&str>| {
        let place = place_with_actuals(months);
        let answer = place.run(&format!("{GO_ON} --out on"));
        assert_eq!(answer.code, Some(0), "{}", answer.stderr);
        assert_eq!(answer.stderr.contains("of months after month 5 are left out"), words.is_some());
        ["reforecast", "years", "months", "payouts", "summary"]
            .map(|table| place.read(&format!("on/tables/{table}.csv")))
    };
    assert_eq!(tables(5, None), tables(12, Some("rows")));
}

#[test]
fn the_same_bits_at_any_number_of_threads_and_in_parts() {
    let place = place_with_actuals(5);
    for (options, out) in [
        ("--threads 1", "one"),
        ("--threads 2", "two"),
        ("--checkpoint-after 0 --memory 130MB", "kept"),
    ] {
        place.done(&format!("{GO_ON} {options} --out {out} --quiet"));
    }
    for part in ["1/2", "2/2"] {
        place.done(&format!("{GO_ON} --shard {part} --out parts/{} --quiet", &part[..1]));
    }
    let screen = place.done("merge parts/1 parts/2 --out merged");
    assert!(screen.contains("By the end of month 5"), "{screen}");
    let read = |out: &str, table: &str| place.read(&format!("{out}/tables/{table}.csv"));
    for table in ["reforecast", "years", "months", "payouts", "summary"] {
        for out in ["two", "kept", "merged"] {
            assert_eq!(read("one", table), read(out, table), "{table} {out}");
        }
    }
    let record = |out: &str| -> Value {
        serde_json::from_str(&place.read(&format!("{out}/run.json"))).unwrap()
    };
    for out in ["one", "merged"] {
        let record = record(out);
        assert_eq!(record["through"], 5);
        assert_eq!(record["inputs"].as_array().unwrap().last().unwrap()["path"], "events.csv");
    }

    place.done(&format!(
        "{} --shard 2/2 --out parts/3 --quiet",
        GO_ON.replace("through 5", "through 4")
    ));
    let refused = place.run("merge parts/1 parts/3 --out never");
    assert_eq!(refused.code, Some(2));
    let words = "goes on after month 4 of the year, and this one goes on after month 5 of the year";
    assert!(refused.stderr.contains(words), "{}", refused.stderr);
    fs::write(place.at("events.csv"), place.read("events.csv") + "AE,AE-01,5,new,1000,,\n")
        .unwrap();
    place.done(&format!("{GO_ON} --shard 2/2 --out parts/4 --quiet"));
    let refused = place.run("merge parts/1 parts/4 --out never");
    assert!(refused.stderr.contains("events.csv reads otherwise there"), "{}", refused.stderr);
}

/// What happened is in every year as it was: the months that are over do not vary, whoever leaves after them.
#[test]
fn what_is_over_does_not_vary() {
    let place = place_with_actuals(5);
    place.done(&format!("{GO_ON} --out on --quiet"));
    let months = cells(&place, "on/tables/months.csv");
    let (over, left): (Vec<_>, Vec<_>) =
        months.iter().partition(|row| row[0].parse::<u16>().unwrap() <= 5);
    // Each statistic has the ends of its interval after it: the mean is the fourth column, p05 the seventh, p95 the
    // nineteenth.
    let varies = over.iter().find(|row| row[6] != row[18] || row[3] != row[6] || row[4] != row[5]);
    assert!(varies.is_none(), "the mean is p05 and p95: {varies:?}");
    assert!(left.iter().any(|row| row[6] != row[18]));
    assert_eq!(over.len(), 5 * 5 * 6);
}

#[test]
fn what_cannot_be_gone_on_from_is_refused_with_its_reason() {
    let shared = "team,rep,month,event,amount,account,name,deal,share,credit\n\
        AE,AE-01,1,new,1000,,,D,0.5,\nAE,AE-02,1,new,1000,,,D,0.5,co_seller\n";
    let many = |text: &str| {
        text.to_owned()
            + "AE,Zoe,2,new,1000,,\nAE,Yan,2,new,1000,,\nAE,Max,2,new,1000,,\nAE,Lea,2,new,1000,,\n"
    };
    let no_open = |text: &str| -> String {
        let kept = text.lines().filter(|row| !row.starts_with("AM,AM-02"));
        kept.collect::<Vec<_>>().join("\n") + "\nAM,AM-02,2,upsell,1000,elsewhere,\n"
    };
    let untold = |event: &'static str| {
        move |text: &str| -> String {
            let kept = text.lines().filter(|row| !row.contains(event));
            kept.collect::<Vec<_>>().join("\n") + "\n"
        }
    };
    type Change<'a> = &'a dyn Fn(&str) -> String;
    let cases: [(Change<'_>, &str); 6] = [
        (
            &|_| shared.to_owned(),
            "a deal that several reps are credited with cannot be gone on from",
        ),
        (&many, "is rep 4 of team \"AE\", which has 3 seats"),
        (&no_open, "no `open` row gives an account of \"AM-02\", whose team \"AM\" keeps a book"),
        (
            &|text| text.to_owned() + "AE,AE-01,1,open,1000,mine,\n",
            "\"AE-01\" keeps accounts, and the model of team \"AE\" has no book in which they could renew",
        ),
        (
            &untold(",meeting,"),
            "no row records a meeting of team \"SDR\", of which its model expects some 80 by month 5",
        ),
        (&untold(",qualified,"), "no row records a qualified meeting of team \"SDR\""),
    ];
    let place = place_with_actuals(5);
    let text = place.read("events.csv");
    for (change, words) in cases {
        place.write("events.csv", &change(&text));
        let refused = place.run(&format!("{GO_ON} --out never"));
        assert_eq!(refused.code, Some(2), "{words}: {}", refused.stdout);
        assert!(refused.stderr.contains(words), "{words}\n{}", refused.stderr);
    }
    place.write("events.csv", &text);
    let company = place.read("company.toml");
    for (from, to, words) in [
        (
            "size = { distribution = \"lognormal\", mean = 25_000, sd = 20_000 }\n",
            "size = 25_000\n  upgrade = { chance = 0.2, share = 0.3, within_months = 6 }\n",
            "which of the deals so far may still be upgraded is not in a data file",
        ),
        (
            "[budget]",
            "[hand_over]\nfrom = \"AE\"\nto = \"AM\"\nafter_months = 3\n\n[budget]",
            "which accounts are still to pass on, and when, is not in a data file",
        ),
    ] {
        place.write("company.toml", &company.replacen(from, to, 1));
        let refused = place.run(&format!("{GO_ON} --out never"));
        assert_eq!(refused.code, Some(2), "{words}: {}", refused.stdout);
        assert!(refused.stderr.contains(words), "{words}\n{}", refused.stderr);
    }
    place.write("company.toml", &company);
    for (command, words) in [
        (GO_ON.replace("--through 5", ""), "--through <MONTH>"),
        (GO_ON.replace("through 5", "through 12"), "from 1 to 11"),
        (format!("{GO_ON} --variance"), "cannot be used with"),
        (GO_ON.replace("events.csv", "nowhere.csv"), "nowhere.csv"),
    ] {
        let refused = place.run(&command);
        assert_eq!(refused.code, Some(2), "{command}");
        assert!(refused.stderr.contains(words), "{command}\n{}", refused.stderr);
    }
}
