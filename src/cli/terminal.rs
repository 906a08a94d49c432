//! What the person at the terminal can see.

use std::io::{IsTerminal, Write, stderr, stdout};

use crate::diagnostic::{Diagnosis, render};

fn colours_wanted() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Whether messages may be coloured.
pub(super) fn colours_stderr() -> bool {
    colours_wanted() && stderr().is_terminal()
}

/// Whether results may be coloured.
pub(super) fn colours_stdout() -> bool {
    colours_wanted() && stdout().is_terminal()
}

/// Tells of what was found in files that are taken all the same, unless nothing is to be said.
pub(super) fn warn(found: &[Diagnosis], quiet: bool) {
    if !quiet && !found.is_empty() {
        eprint!("{}", render(found, colours_stderr()));
    }
}

/// Prints a result. Where nobody reads on (a closed pipe) that is no failure of the command.
pub(super) fn say(text: &str) {
    let mut stdout = stdout().lock();
    // There is nowhere left to tell of it.
    let _ = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
}

/// The widest that prose is set where there is room for more, and where nobody sees lines.
const PROSE: usize = 112;
/// Below this a width is taken for a wrong one.
const NARROWEST: usize = 20;

/// How many characters a line of results has room for; none where they go to a file or a pipe.
pub(super) fn width() -> Option<usize> {
    let width = comfy_table::Table::new().width().map(usize::from);
    width.filter(|width| *width >= NARROWEST)
}

/// Prose, its lines broken at blanks so that they fit into a width.
pub(super) fn prose(text: &str, width: Option<usize>) -> String {
    let room = width.unwrap_or(PROSE).min(PROSE);
    let lines: Vec<String> = text.split('\n').map(|line| broken(line, room)).collect();
    lines.join("\n")
}

/// A line, broken at blanks, but not after a `±`. A word that is longer than the room stands alone.
fn broken(line: &str, room: usize) -> String {
    let (mut text, mut taken) = (String::new(), 0);
    let line = line.replace("± ", "±\u{a0}");
    for word in line.split(' ') {
        let length = seen(word);
        if taken > 0 && taken + 1 + length > room {
            text.push('\n');
            taken = 0;
        } else if taken > 0 {
            text.push(' ');
            taken += 1;
        }
        text += word;
        taken += length;
    }
    text.replace("±\u{a0}", "± ")
}

/// How many characters of a word are seen: escape codes are not.
fn seen(word: &str) -> usize {
    let mut hidden = false;
    let is_seen = |character: &char| {
        let was_hidden = hidden;
        hidden = match character {
            '\u{1b}' => true,
            'm' if hidden => false,
            _ => hidden,
        };
        !(was_hidden || hidden)
    };
    word.chars().filter(is_seen).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_broken_at_blanks() {
        for (text, width, broken) in [
            ("one two three", 20, "one two three"),
            ("one two three four five six", 20, "one two three four\nfive six"),
            ("one\ntwo", 20, "one\ntwo"),
            // Exactly as wide as there is room.
            ("ten and ten and five and", 20, "ten and ten and five\nand"),
            (
                "a-word-that-is-longer-than-all-the-room then",
                20,
                "a-word-that-is-longer-than-all-the-room\nthen",
            ),
            (
                "\u{1b}[1mtwelve seen\u{1b}[0m and more",
                20,
                "\u{1b}[1mtwelve seen\u{1b}[0m and more",
            ),
            (
                "\u{1b}[1mtwelve seen\u{1b}[0m and more!",
                20,
                "\u{1b}[1mtwelve seen\u{1b}[0m and\nmore!",
            ),
            // A number stays with its error's sign.
            ("lies between 1 (± 2)", 20, "lies between 1 (± 2)"),
            ("it lies between 10 (± 2)", 20, "it lies between 10\n(± 2)"),
            ("", 20, ""),
        ] {
            assert_eq!(prose(text, Some(width)), broken);
        }
    }

    #[test]
    fn without_a_terminal_prose_is_as_wide_as_a_page() {
        let words = "word ".repeat(100);
        let lines = prose(words.trim_end(), None);
        // 22 words of four letters and the blanks between them are 109 characters, 23 are 114.
        assert!(lines.lines().all(|line| line.len() <= 112));
        assert_eq!(lines.lines().next().map(str::len), Some(109));
    }
}
