//! Rows that line up: words to the left, numbers to the right, amounts by their decimal points, and text
//! across that wraps.

/// Lines are no longer than this.
const WIDTH: usize = 100;

/// Blanks between columns.
const GAP: usize = 2;

/// How the cells of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    /// Words; the one such column that is too wide wraps.
    Left,
    /// Numbers.
    Right,
    /// Amounts, one below the other by their points.
    Point,
}

/// Rows below each other.
#[derive(Debug)]
pub(super) struct Sheet {
    indent: usize,
    columns: Vec<Align>,
    rows: Vec<Row>,
}

#[derive(Debug)]
enum Row {
    /// A cell a column.
    Cells(Vec<String>),
    /// Text from a column on to the line's end, with the cells before it.
    Across(Vec<String>, String),
}

impl Sheet {
    pub fn new(indent: usize, columns: &[Align]) -> Self {
        Self { indent, columns: columns.to_vec(), rows: Vec::new() }
    }

    /// A row with a cell for each column.
    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(Row::Cells(cells.into()));
    }

    /// Cells of the first columns, and text from there to the end of the line.
    pub fn across<const N: usize>(&mut self, cells: [String; N], text: impl Into<String>) {
        self.rows.push(Row::Across(cells.into(), text.into()));
    }

    /// The lines, each with its end.
    pub fn text(mut self) -> String {
        self.line_points_up();
        let mut widths = vec![0; self.columns.len()];
        for row in &self.rows {
            let (Row::Cells(cells) | Row::Across(cells, _)) = row;
            for (width, cell) in widths.iter_mut().zip(cells) {
                *width = (*width).max(count(cell));
            }
        }
        self.narrow(&mut widths);
        let mut text = String::new();
        for row in &self.rows {
            match row {
                Row::Cells(cells) => self.cells(cells, &widths, &mut text),
                Row::Across(cells, words) => {
                    let mut start = format!("{:1$}", "", self.indent);
                    for (number, cell) in cells.iter().enumerate() {
                        start += &pad(cell, widths[number], self.columns[number]);
                        start += &" ".repeat(GAP);
                    }
                    let hang = count(&start) + 2;
                    push_wrapped(&start, hang, words, &mut text);
                }
            }
        }
        text
    }

    fn cells(&self, cells: &[String], widths: &[usize], text: &mut String) {
        let wrapped: Vec<Vec<String>> = cells
            .iter()
            .zip(widths)
            .zip(&self.columns)
            .map(|((cell, width), align)| match align {
                Align::Left => wrap(cell, *width),
                _ => vec![cell.clone()],
            })
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let mut whole = format!("{:1$}", "", self.indent);
            for (number, (lines, width)) in wrapped.iter().zip(widths).enumerate() {
                // A number behind words stands beside their last line.
                let behind = wrapped[..number].iter().map(Vec::len).max().unwrap_or(1);
                let cell = match self.columns[number] {
                    Align::Left => lines.get(line),
                    _ if line + 1 == behind => lines.last(),
                    _ => None,
                };
                let cell = cell.map_or("", String::as_str);
                whole += &pad(cell, *width, self.columns[number]);
                whole += &" ".repeat(GAP);
            }
            text.push_str(whole.trim_end());
            text.push('\n');
        }
    }

    /// Fills amounts up behind their decimals, so that the points stand below each other.
    fn line_points_up(&mut self) {
        for (number, _) in
            self.columns.iter().enumerate().filter(|(_, align)| **align == Align::Point)
        {
            let decimals = |cell: &str| cell.split_once('.').map_or(0, |(_, part)| part.len() + 1);
            let cells = || {
                self.rows.iter().filter_map(|row| match row {
                    Row::Cells(cells) => cells.get(number),
                    Row::Across(..) => None,
                })
            };
            let most = cells().map(|cell| decimals(cell)).max().unwrap_or(0);
            for row in &mut self.rows {
                if let Row::Cells(cells) = row
                    && let Some(cell) = cells.get_mut(number).filter(|cell| !cell.is_empty())
                {
                    let missing = most - decimals(cell);
                    cell.push_str(&" ".repeat(missing));
                }
            }
        }
    }

    /// Takes from the widest column of words what the line has too much.
    fn narrow(&self, widths: &mut [usize]) {
        let all = self.indent + widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
        let words = self.columns.iter().enumerate().filter(|(_, align)| **align == Align::Left);
        let widest = words.map(|(number, _)| number).max_by_key(|number| widths[*number]);
        if let (Some(widest), true) = (widest, all > WIDTH) {
            widths[widest] = widths[widest].saturating_sub(all - WIDTH).max(20);
        }
    }
}

/// Text that wraps, the lines after the first indented by `hang`.
pub(super) fn push_wrapped(start: &str, hang: usize, words: &str, text: &mut String) {
    let mut start = start.to_owned();
    let room = WIDTH.saturating_sub(hang).max(20);
    for line in wrap(words, room) {
        text.push_str(format!("{start}{line}").trim_end());
        text.push('\n');
        start = " ".repeat(hang);
    }
}

fn pad(cell: &str, width: usize, align: Align) -> String {
    let blanks = " ".repeat(width.saturating_sub(count(cell)));
    match align {
        Align::Left => format!("{cell}{blanks}"),
        Align::Right | Align::Point => format!("{blanks}{cell}"),
    }
}

fn count(text: &str) -> usize {
    text.chars().count()
}

/// Lines of at most so many characters, broken between words; a longer word stays whole. Blanks at the
/// start are kept on each line.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let indent = " ".repeat(text.len() - text.trim_start().len());
    let mut lines = Vec::new();
    let mut line = indent.clone();
    let mut empty = true;
    for word in text.split_whitespace() {
        if !empty && count(&line) + 1 + count(word) > width {
            lines.push(std::mem::replace(&mut line, indent.clone() + "  "));
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_stand_below_each_other() {
        let mut sheet = Sheet::new(1, &[Align::Right, Align::Left, Align::Point]);
        let row = |sheet: &mut Sheet, cells: [&str; 3]| sheet.row(cells.map(str::to_owned));
        row(&mut sheet, ["1", "tier", "1,872.896"]);
        row(&mut sheet, ["12", "rounded", "0.004"]);
        row(&mut sheet, ["", "paid", "1,872.90"]);
        assert_eq!(
            sheet.text(),
            "  1  tier     1,872.896\n 12  rounded      0.004\n     paid     1,872.90\n"
        );
    }

    #[test]
    fn nothing_is_wider_than_the_page() {
        let mut sheet = Sheet::new(2, &[Align::Right, Align::Left, Align::Point]);
        sheet.row(["12".to_owned(), "word ".repeat(40), "1.00".to_owned()]);
        sheet.across(["12".to_owned()], "word ".repeat(40));
        let text = sheet.text();
        assert!(text.lines().all(|line| count(line) <= WIDTH), "{text}");
        assert!(text.lines().nth(2).is_some_and(|line| line.ends_with("1.00")), "{text}");
    }
}
