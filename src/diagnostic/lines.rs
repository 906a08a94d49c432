//! Where the lines of a text start, so that a place is found without reading the text again.

use std::ops::Range;

/// The starts of a text's lines [bytes].
#[derive(Debug)]
pub(super) struct Lines(Vec<usize>);

impl Lines {
    /// The lines of a text; an empty text has one.
    pub fn of(text: &str) -> Self {
        let after_newlines = text.match_indices('\n').map(|(newline, _)| newline + 1);
        Self(std::iter::once(0).chain(after_newlines).collect())
    }

    /// The line, from 1, that a byte stands in.
    pub fn number(&self, byte: usize) -> usize {
        self.0.partition_point(|&start| start <= byte)
    }

    /// Where the line of a byte starts, in bytes.
    pub fn start(&self, byte: usize) -> usize {
        self.0[self.number(byte).saturating_sub(1)]
    }

    /// The character at a line and column, both from 1; beyond a line's end, its end; none beyond the last line.
    pub fn at(&self, text: &str, line: usize, column: usize) -> Option<Range<usize>> {
        let start = *self.0.get(line.saturating_sub(1))?;
        let line = text[start..].split(['\n', '\r']).next().unwrap_or("");
        let mut chars = line.char_indices().skip(column.saturating_sub(1));
        Some(match chars.next() {
            Some((offset, c)) => start + offset..start + offset + c.len_utf8(),
            None => start + line.len()..start + line.len(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_stay_in_their_line() {
        let text = "ab\naöü,x\r\nz";
        let lines = Lines::of(text);
        let at = |line, column| lines.at(text, line, column);
        assert_eq!(&text[at(2, 5).unwrap()], "x");
        assert_eq!(&text[at(2, 3).unwrap()], "ü");
        assert_eq!(at(2, 99), Some(10..10));
        assert_eq!(at(3, 1), Some(12..13));
        assert_eq!(at(4, 1), None);
    }

    #[test]
    fn bytes_stand_in_lines() {
        let lines = Lines::of("ab\n\nc");
        assert_eq!([0, 2, 3, 4, 5].map(|byte| lines.number(byte)), [1, 1, 2, 3, 3]);
        assert_eq!([1, 3, 5].map(|byte| lines.start(byte)), [0, 3, 4]);
        assert_eq!(Lines::of("").number(0), 1);
    }
}
