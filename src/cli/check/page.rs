//! Text that fits a screen: headings, sentences that wrap, tables.

use std::ops::Range;

use comfy_table::{CellAlignment, Table, presets};

/// Lines are no longer than this.
const WIDTH: usize = 96;

/// Lines to print; headings are known, so that they can be set off on a terminal.
#[derive(Debug, Default)]
pub(super) struct Page {
    lines: Vec<(bool, String)>,
}

impl Page {
    /// A heading.
    pub fn heading(&mut self, indent: usize, text: &str) {
        self.enter(indent, text, true);
    }

    /// Sentences; lines after the first are indented by two more.
    pub fn line(&mut self, indent: usize, text: &str) {
        self.enter(indent, text, false);
    }

    /// An empty line.
    pub fn space(&mut self) {
        self.lines.push((false, String::new()));
    }

    /// A table: the first column to the left, the others to the right.
    pub fn table(&mut self, indent: usize, rows: &[Vec<String>]) {
        self.columns(indent, rows, 1..usize::MAX);
    }

    /// A table: some columns to the right, the others to the left.
    pub fn columns(&mut self, indent: usize, rows: &[Vec<String>], right: Range<usize>) {
        let mut table = Table::new();
        table.load_preset(presets::NOTHING);
        table.add_rows(rows);
        for (i, column) in table.column_iter_mut().enumerate() {
            column.set_padding((0, 2));
            if right.contains(&i) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        for line in table.to_string().lines() {
            self.lines.push((false, format!("{:indent$}{}", "", line.trim_end())));
        }
    }

    /// The text; headings bold where a terminal shows it.
    pub fn text(&self, bold: bool) -> String {
        let mut text = String::new();
        for (heading, line) in &self.lines {
            if bold && *heading {
                text += &format!("\u{1b}[1m{line}\u{1b}[0m\n");
            } else {
                text += &format!("{line}\n");
            }
        }
        text
    }

    fn enter(&mut self, indent: usize, text: &str, heading: bool) {
        let mut line = format!("{:indent$}", "");
        let mut empty = true;
        for word in words(text) {
            let length = line.chars().count() + word.chars().count() + usize::from(!empty);
            if !empty && length > WIDTH {
                self.lines.push((heading, std::mem::take(&mut line)));
                line = format!("{:width$}", "", width = indent + 2);
                empty = true;
            }
            if !empty {
                line.push(' ');
            }
            line += &word;
            empty = false;
        }
        self.lines.push((heading, line));
    }
}

/// Words that stay on one line; a number and what it counts in stay together.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let bare = word.trim_end_matches([',', '.', ';', ':', ')']);
        let is_unit = matches!(bare, "%" | "×" | "÷")
            || (bare.len() == 3 && bare.chars().all(char::is_uppercase));
        match words.last_mut() {
            Some(number) if is_unit && number.ends_with(|c: char| c.is_ascii_digit()) => {
                number.push(' ');
                number.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_wrap_between_words_and_units_stay_with_their_numbers() {
        let mut page = Page::default();
        page.heading(0, "Head");
        page.line(2, &("word ".repeat(18) + "1,000 USD, 8 %."));
        assert_eq!(
            page.text(false),
            format!("Head\n  {}word\n    1,000 USD, 8 %.\n", "word ".repeat(17))
        );
        assert!(page.text(true).starts_with("\u{1b}[1mHead\u{1b}[0m\n"));
    }

    #[test]
    fn tables_line_up() {
        let mut page = Page::default();
        page.table(2, &[vec!["a".into(), "100".into()], vec!["long".into(), "5".into()]]);
        assert_eq!(page.text(false), "  a     100\n  long    5\n");
    }
}
