//! A table of GitHub's Markdown.

use super::figure::{Figure, is_number};
use super::selection::Selection;
use crate::tables::{Table, Units};

/// One line a row, the columns as wide as their widest cell.
pub(super) fn typeset(table: &Table, selection: &Selection) -> String {
    let (units, spec) = (Units::of(table), table.spec());
    let columns: Vec<Column> = selection
        .columns
        .iter()
        .map(|place| {
            let values = &table.columns()[*place];
            let cell = |row: &usize| in_words(&Figure::of(values, *row, units.at(*place, *row)));
            let mut cells = vec![escaped(&spec.columns[*place].name)];
            cells.extend(selection.rows.iter().map(cell));
            // GitHub wants three dashes at least below a heading.
            let width = cells.iter().map(|cell| cell.chars().count()).fold(3, usize::max);
            Column { to_the_right: is_number(spec.columns[*place].kind), width, cells }
        })
        .collect();
    let mut text = line(columns.iter().map(|column| column.padded(0)));
    text += &line(columns.iter().map(Column::rule));
    for row in 0..selection.rows.len() {
        text += &line(columns.iter().map(|column| column.padded(row + 1)));
    }
    text
}

struct Column {
    to_the_right: bool,
    width: usize,
    /// The heading, then the rows.
    cells: Vec<String>,
}

impl Column {
    fn padded(&self, row: usize) -> String {
        let (cell, width) = (&self.cells[row], self.width);
        if self.to_the_right { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
    }

    fn rule(&self) -> String {
        let dashes = "-".repeat(self.width - 1);
        if self.to_the_right { dashes + ":" } else { format!(":{dashes}") }
    }
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.collect();
    format!("| {} |\n", cells.join(" | "))
}

fn in_words(figure: &Figure<'_>) -> String {
    match figure {
        Figure::Name(name) => escaped(name),
        Figure::Number(number) => number.clone(),
        Figure::Percent(number) => format!("{number} %"),
        Figure::Empty => String::new(),
    }
}

/// A name as plain text: nothing in it is read as a tag, a link, emphasis or the end of a cell.
fn escaped(name: &str) -> String {
    let mut text = String::new();
    let mut characters = name.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '&' => text += "&amp;",
            '<' => text += "&lt;",
            '>' => text += "&gt;",
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' | '\n' => text += "<br>",
            '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '~' | '$' | '#' | '!' => {
                text.push('\\');
                text.push(character);
            }
            other if other.is_control() => text.push(' '),
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_text() {
        for (name, text) in [
            ("Sales, \"East\"", "Sales, \"East\""),
            ("a|b", "a\\|b"),
            ("<script>alert('x')</script>", "&lt;script&gt;alert('x')&lt;/script&gt;"),
            ("**bold** _x_ `c`", "\\*\\*bold\\*\\* \\_x\\_ \\`c\\`"),
            ("[link](http://x)", "\\[link\\](http://x)"),
            ("&lt;", "&amp;lt;"),
            ("line\r\nbreak\rand\nmore", "line<br>break<br>and<br>more"),
            ("back\\slash", "back\\\\slash"),
            ("🚀 فريق", "🚀 فريق"),
            ("tab\there", "tab here"),
        ] {
            assert_eq!(escaped(name), text);
        }
    }
}
