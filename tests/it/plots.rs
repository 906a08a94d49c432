//! `plot`: pictures of results that were written.

use std::fs;

use crate::place::Place;

/// A place with the results of a small run of the example in `out`.
fn with_results(options: &str) -> Place {
    let place = Place::new();
    place.done(&format!("simulate --quiet --years 300 --out out {options}"));
    place
}

/// The files of a folder in it, in alphabetical order.
fn files(place: &Place, folder: &str) -> Vec<String> {
    let inside = format!("{folder}/");
    place.names().iter().filter_map(|name| name.strip_prefix(&inside).map(str::to_owned)).collect()
}

#[test]
fn all_that_the_results_have_tables_for() {
    let place = with_results(
        "--variance --variance-years 200 --tables summary,years,months,payouts,convergence",
    );
    let told = place.done("plot out");
    assert_eq!(
        files(&place, "out/plots"),
        ["accrual", "convergence", "cost", "exceedance", "payout", "scaling", "sources"]
            .map(|name| format!("{name}.svg"))
    );
    assert!(told.starts_with("cost         Variable pay costs $"), "{told}");
    assert!(told.ends_with("\nPictures: out/plots\n"), "{told}");
    let cost = place.read("out/plots/cost.svg");
    assert!(
        cost.starts_with("<svg ") && cost.contains("budget $1.65\u{A0}million"),
        "the budget is that of the file"
    );
}

#[test]
fn those_that_are_named_as_the_files_that_are_named() {
    let place = with_results("--tables years,payouts");
    assert_eq!(
        place.done("plot out --plots payout,cost --format png,svg --out pictures --quiet"),
        ""
    );
    assert_eq!(files(&place, "pictures"), ["cost.png", "cost.svg", "payout.png", "payout.svg"]);
    let png = fs::read(place.at("pictures/cost.png")).unwrap();
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    let wide = place.read("pictures/cost.svg");
    place.done("plot out --plots cost --narrow --out pictures --force");
    assert_ne!(place.read("pictures/cost.svg"), wide);
}

#[test]
fn the_same_results_give_the_same_files() {
    let place = with_results("");
    place.done("plot out --out first --format svg,png");
    place.done("plot out --out second --format svg,png");
    assert_eq!(files(&place, "first"), files(&place, "second"));
    for name in files(&place, "first") {
        let read = |folder: &str| fs::read(place.at(folder).join(&name)).unwrap();
        assert!(read("first") == read("second"), "{name}");
    }
}

#[test]
fn nothing_is_overwritten_without_force() {
    let place = with_results("--tables years");
    fs::create_dir(place.at("pictures")).unwrap();
    place.write("pictures/exceedance.svg", "mine");
    let refused = place.run("plot out --out pictures");
    assert_eq!(refused.code, Some(2));
    assert_eq!(
        refused.stderr,
        "error: the file pictures/exceedance.svg is there already; expected a new name: name another, or replace it with \
         --force\n"
    );
    assert_eq!(files(&place, "pictures"), ["exceedance.svg"], "no other was written");
    place.done("plot out --out pictures --force");
    assert!(place.read("pictures/exceedance.svg").starts_with("<svg "));
    assert_eq!(files(&place, "pictures"), ["cost.svg", "exceedance.svg"]);
}

#[test]
fn what_cannot_be_drawn_is_refused_in_words() {
    let place = with_results("--tables years");
    place.done("simulate --quiet --years 300 --out bare --tables summary");
    place.done("simulate --quiet --years 300 --out part --shard 1/2");
    place.write("file", "");
    for (command, words) in [
        (
            "plot out --plots sources",
            "is drawn from the table variance_sources, which out does not have; expected results of `paycurve simulate --variance`",
        ),
        ("plot out --plots karma", "there is no such picture; expected cost, exceedance, accrual"),
        ("plot out --format gif", "possible values: svg, png"),
        ("plot bare", "there is nothing to draw in bare: it has no table that is drawn"),
        ("plot part", "holds one part of a run"),
        ("plot nowhere", "holds no results of paycurve"),
        ("plot file", "holds no results of paycurve"),
        ("plot out --out file", "file is not a folder"),
        ("plot out --out file/pictures", "is not a folder"),
    ] {
        let refused = place.run(command);
        assert_eq!(refused.code, Some(2), "{command}: {}", refused.stderr);
        assert!(refused.stderr.contains(words), "{command}: {}", refused.stderr);
    }
    assert_eq!(files(&place, "out/plots"), Vec::<String>::new());
}

/// One year has no chance to cost otherwise: that is said, and the other pictures are drawn.
#[test]
fn a_single_year() {
    let place = Place::new();
    place.done("simulate --quiet --years 1 --out out");
    let told = place.done("plot out");
    assert!(told.contains("in the one year simulated"), "{told}");
    assert!(told.contains("No picture exceedance: the table years has one year"), "{told}");
    assert_eq!(files(&place, "out/plots"), ["accrual.svg", "cost.svg", "payout.svg"]);
}

#[test]
#[cfg(unix)]
fn a_folder_that_cannot_be_written_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let place = with_results("--tables years");
    fs::create_dir(place.at("locked")).unwrap();
    fs::set_permissions(place.at("locked"), fs::Permissions::from_mode(0o555)).unwrap();
    // The superuser may write anywhere.
    if fs::write(place.at("locked/try"), "").is_err() {
        let refused = place.run("plot out --out locked");
        assert_eq!(refused.code, Some(2));
        assert!(refused.stderr.contains("cannot write in locked"), "{}", refused.stderr);
    }
    fs::set_permissions(place.at("locked"), fs::Permissions::from_mode(0o755)).unwrap();
}
