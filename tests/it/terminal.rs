//! What a person at a terminal sees, by way of `script` of util-linux, which gives a program one.

use std::process::Command;

use crate::place::Place;

const PROGRAM: &str = env!("CARGO_BIN_EXE_paycurve");

/// What the program shows on a terminal of so many columns; none where there is no `script`.
fn shown(columns: u16, environment: &str, arguments: &str) -> Option<String> {
    let place = Place::new();
    let line = format!("stty cols {columns} rows 50 && {environment} exec {PROGRAM} {arguments}");
    let mut script = Command::new("script");
    script.current_dir(place.at("")).args(["--quiet", "--return", "--command", &line, "/dev/null"]);
    // Both would speak for the person who runs the tests.
    script.env_remove("NO_COLOR").env("TERM", "xterm");
    let Ok(output) = script.output() else {
        eprintln!("skipped: there is no `script`, which gives a program a terminal");
        return None;
    };
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    Some(text.replace("\r\n", "\n"))
}

/// The text without escape codes.
fn plain(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| {
        let end = part.find(|c: char| c.is_ascii_alphabetic()).map_or(part.len(), |end| end + 1);
        plain + &part[end..]
    })
}

/// The screen, from its title on: what the progress bar showed before is gone.
fn screen(text: &str) -> String {
    let plain = plain(text);
    let start = plain.find("Mid-market").unwrap_or_else(|| panic!("{plain:?}"));
    plain[start..].to_owned()
}

const SIMULATE: &str = "simulate --years 300 --out out";

#[test]
fn a_terminal_is_told_in_bold_unless_no_color_is_set() {
    let Some(bold) = shown(120, "", SIMULATE) else { return };
    assert!(bold.contains("\u{1b}[1m"), "{bold:?}");
    let none = shown(120, "NO_COLOR=1", SIMULATE).unwrap();
    assert!(!none.contains("\u{1b}[1m"), "{none:?}");
    let empty = shown(120, "NO_COLOR=", SIMULATE).unwrap();
    assert!(empty.contains("\u{1b}[1m"), "an empty one does not count");
    assert_eq!(
        screen(&bold).lines().take(4).collect::<Vec<_>>(),
        screen(&none).lines().take(4).collect::<Vec<_>>()
    );
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for columns in [120, 100, 80, 60, 40] {
        let Some(text) = shown(columns, "", SIMULATE) else { return };
        let screen = screen(&text);
        // The folder is named whole, so that it can be copied.
        let lines = screen.lines().filter(|line| !line.starts_with("Results: "));
        let widest = lines.map(|line| line.chars().count()).max();
        assert!(widest <= Some(columns as usize), "{columns}\n{screen}");
        assert!(screen.contains("company") && screen.contains("mean"), "{columns}\n{screen}");
        assert_eq!(
            screen.contains('█'),
            columns >= 60,
            "the skyline takes what room it needs\n{screen}"
        );
    }
}

#[test]
fn a_wide_terminal_shows_what_a_pipe_gets() {
    let Some(text) = shown(150, "", SIMULATE) else { return };
    let piped = Place::new().done(SIMULATE);
    let without_time = |text: &str| text.split("Results:").next().unwrap().to_owned();
    assert_eq!(without_time(&screen(&text)), without_time(&piped));
}
