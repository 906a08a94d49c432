//! Reads workbooks back, as far as the tests need it: the zip archive, deflate, and the cells of sheets. Written apart
//! from what writes them, so that both are right or the tests fail.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A workbook: its files, by name.
pub struct Book(BTreeMap<String, String>);

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A number, and the code of its format.
    Number(f64, String),
    /// Text.
    Text(String),
    /// Anything that is worked out.
    Formula(String),
}

impl Cell {
    /// The text of a cell that holds text.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            _ => "",
        }
    }
}

impl Book {
    pub fn read(path: &Path) -> Self {
        let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self(unzipped(&bytes))
    }

    /// A file of the archive.
    pub fn file(&self, name: &str) -> &str {
        self.0.get(name).unwrap_or_else(|| panic!("there is no {name} in {:?}", self.0.keys()))
    }

    /// Names of the sheets, in order.
    pub fn sheets(&self) -> Vec<String> {
        let workbook = self.file("xl/workbook.xml");
        tags(workbook, "sheet")
            .map(|(head, _)| unescaped(attribute(head, "name").unwrap()))
            .collect()
    }

    /// The XML of a sheet.
    pub fn xml(&self, sheet: &str) -> &str {
        let number = self.sheets().iter().position(|name| name == sheet).unwrap() + 1;
        self.file(&format!("xl/worksheets/sheet{number}.xml"))
    }

    /// The charts, in order.
    pub fn charts(&self) -> Vec<&str> {
        let names = (1..).map(|number| format!("xl/charts/chart{number}.xml"));
        names.map_while(|name| self.0.get(&name)).map(String::as_str).collect()
    }

    /// The cells of a sheet, row by row; rows are as long as their last cell.
    pub fn rows(&self, sheet: &str) -> Vec<Vec<Cell>> {
        let strings = self.strings();
        let formats = self.formats();
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for (head, inner) in tags(self.xml(sheet), "c") {
            let (row, column) = place(attribute(head, "r").unwrap());
            if rows.len() <= row {
                rows.resize(row + 1, Vec::new());
            }
            if rows[row].len() <= column {
                rows[row].resize(column + 1, Cell::Empty);
            }
            let value = tags(inner, "v").next().map(|(_, value)| value);
            let style = attribute(head, "s").map_or(0, |style| style.parse().unwrap());
            rows[row][column] = match (attribute(head, "t"), value) {
                _ if inner.contains("<f>") => Cell::Formula(inner.to_owned()),
                (Some("s"), Some(at)) => Cell::Text(strings[at.parse::<usize>().unwrap()].clone()),
                (None, Some(number)) => {
                    Cell::Number(number.parse().unwrap(), formats[style].clone())
                }
                (None, None) => Cell::Empty,
                other => panic!("{sheet}: {head} {other:?}"),
            };
        }
        rows
    }

    fn strings(&self) -> Vec<String> {
        let Some(table) = self.0.get("xl/sharedStrings.xml") else { return Vec::new() };
        let of_item = |item| tags(item, "t").map(|(_, text)| unescaped(text)).collect();
        tags(table, "si").map(|(_, item)| of_item(item)).collect()
    }

    /// The codes of number formats, by the number of a cell's style.
    fn formats(&self) -> Vec<String> {
        let styles = self.file("xl/styles.xml");
        let own: BTreeMap<&str, String> = tags(styles, "numFmt")
            .map(|(head, _)| {
                let code = unescaped(attribute(head, "formatCode").unwrap());
                (attribute(head, "numFmtId").unwrap(), code)
            })
            .collect();
        let (_, cells) = tags(styles, "cellXfs").next().unwrap();
        let of_style = |head: &str| {
            let number = attribute(head, "numFmtId").unwrap();
            // ISO/IEC 29500, 18.8.30: codes that need not be written down.
            let known = match number {
                "0" => "General",
                "1" => "0",
                "3" => "#,##0",
                "4" => "#,##0.00",
                "9" => "0%",
                "10" => "0.00%",
                _ => own[number].as_str(),
            };
            known.to_owned()
        };
        tags(cells, "xf").map(|(head, _)| of_style(head)).collect()
    }
}

/// Row and column of a cell, from 0, by its name such as `B12`.
fn place(name: &str) -> (usize, usize) {
    let letters = name.chars().take_while(char::is_ascii_alphabetic);
    let column =
        letters.fold(0, |column, letter| 26 * column + (letter as usize - 'A' as usize) + 1);
    let row: usize = name.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().unwrap();
    (row - 1, column - 1)
}

/// The tags of a name: their attributes, and what is between their ends.
fn tags<'a>(xml: &'a str, name: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut rest = xml;
    std::iter::from_fn(move || {
        loop {
            let start = rest.find(&open)? + open.len();
            rest = &rest[start..];
            if !rest.starts_with([' ', '>', '/']) {
                continue;
            }
            let (head, after) = rest.split_once('>')?;
            if let Some(head) = head.strip_suffix('/') {
                rest = after;
                return Some((head, ""));
            }
            let (inner, after) = after.split_once(&close)?;
            rest = after;
            return Some((head, inner));
        }
    })
}

fn attribute<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let start = head.find(&format!(" {name}=\""))? + name.len() + 3;
    head[start..].split('"').next()
}

/// XML's entities, and Excel's own `_x000D_` of characters that XML has no room for.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let entities =
            [("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&apos;", '\''), ("&amp;", '&')];
        if let Some((entity, character)) = entities.iter().find(|(it, _)| rest.starts_with(it)) {
            out.push(*character);
            rest = &rest[entity.len()..];
            continue;
        }
        let code =
            rest.strip_prefix("_x").and_then(|it| it.get(..4).filter(|_| it[4..].starts_with('_')));
        if let Some(code) = code.and_then(|code| u32::from_str_radix(code, 16).ok()) {
            out.push(char::from_u32(code).unwrap());
            rest = &rest[7..];
            continue;
        }
        out.push(first);
        rest = &rest[first.len_utf8()..];
    }
    out
}

/// The files of a zip archive, by its directory at the end (APPNOTE.TXT, 4.3.12).
fn unzipped(bytes: &[u8]) -> BTreeMap<String, String> {
    let u16_at = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]) as usize;
    let u32_at = |at: usize| u16_at(at) + (u16_at(at + 2) << 16);
    let end = bytes.windows(4).rposition(|it| it == b"PK\x05\x06").expect("a zip archive");
    let (files, mut at) = (u16_at(end + 10), u32_at(end + 16));
    let mut found = BTreeMap::new();
    for _ in 0..files {
        assert_eq!(&bytes[at..at + 4], b"PK\x01\x02");
        let [name, extra, comment] = [28, 30, 32].map(|field| u16_at(at + field));
        let (method, packed, size) = (u16_at(at + 10), u32_at(at + 20), u32_at(at + 24));
        let local = u32_at(at + 42);
        let start = local + 30 + u16_at(local + 26) + u16_at(local + 28);
        let content = &bytes[start..start + packed];
        let content = if method == 8 { inflated(content) } else { content.to_vec() };
        assert_eq!(content.len(), size);
        let name = String::from_utf8(bytes[at + 46..at + 46 + name].to_vec()).unwrap();
        found.insert(name, String::from_utf8(content).unwrap());
        at += 46 + u16_at(at + 28) + extra + comment;
    }
    found
}

/// Bits, the lowest of a byte first.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn one(&mut self) -> usize {
        let bit = (self.bytes[self.at / 8] >> (self.at % 8)) & 1;
        self.at += 1;
        bit as usize
    }

    fn number(&mut self, bits: usize) -> usize {
        (0..bits).fold(0, |number, place| number | (self.one() << place))
    }
}

/// A Huffman code (RFC 1951, 3.2.2): how many codes there are of each length, and their symbols in order.
struct Code {
    counts: [usize; 16],
    symbols: Vec<usize>,
}

impl Code {
    fn new(lengths: &[usize]) -> Self {
        let mut counts = [0; 16];
        lengths.iter().for_each(|length| counts[*length] += 1);
        counts[0] = 0;
        let of_length = |length: usize| {
            lengths
                .iter()
                .enumerate()
                .filter(move |(_, it)| **it == length)
                .map(|(symbol, _)| symbol)
        };
        Self { counts, symbols: (1..16).flat_map(of_length).collect() }
    }

    fn symbol(&self, bits: &mut Bits<'_>) -> usize {
        let (mut code, mut first, mut index) = (0, 0, 0);
        for length in 1..16 {
            code |= bits.one();
            let count = self.counts[length];
            if code < first + count {
                return self.symbols[index + code - first];
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        panic!("no such code")
    }
}

/// Deflate (RFC 1951) undone.
fn inflated(bytes: &[u8]) -> Vec<u8> {
    let (mut bits, mut out) = (Bits { bytes, at: 0 }, Vec::new());
    loop {
        let (is_last, kind) = (bits.one() == 1, bits.number(2));
        match kind {
            0 => {
                bits.at = bits.at.next_multiple_of(8);
                let length = bits.number(16);
                bits.number(16);
                (0..length).for_each(|_| out.push(bits.number(8) as u8));
            }
            1 => {
                let lengths = [[8; 144].as_slice(), &[9; 112], &[7; 24], &[8; 8]].concat();
                block(&mut bits, &mut out, &Code::new(&lengths), &Code::new(&[5; 30]));
            }
            _ => {
                let (literals, distances) = codes(&mut bits);
                block(&mut bits, &mut out, &literals, &distances);
            }
        }
        if is_last {
            return out;
        }
    }
}

/// The codes of a block that brings its own (3.2.7).
fn codes(bits: &mut Bits<'_>) -> (Code, Code) {
    const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    let (literals, distances) = (bits.number(5) + 257, bits.number(5) + 1);
    let mut lengths = [0; 19];
    for place in &ORDER[..bits.number(4) + 4] {
        lengths[*place] = bits.number(3);
    }
    let code = Code::new(&lengths);
    let mut lengths: Vec<usize> = Vec::new();
    while lengths.len() < literals + distances {
        let (length, times) = match code.symbol(bits) {
            16 => (*lengths.last().unwrap(), bits.number(2) + 3),
            17 => (0, bits.number(3) + 3),
            18 => (0, bits.number(7) + 11),
            length => (length, 1),
        };
        lengths.extend(std::iter::repeat_n(length, times));
    }
    (Code::new(&lengths[..literals]), Code::new(&lengths[literals..]))
}

/// The symbols of a block (3.2.5).
fn block(bits: &mut Bits<'_>, out: &mut Vec<u8>, literals: &Code, distances: &Code) {
    loop {
        let symbol = literals.symbol(bits);
        let length = match symbol {
            0..256 => {
                out.push(symbol as u8);
                continue;
            }
            256 => return,
            257..265 => symbol - 254,
            285 => 258,
            _ => {
                let extra = (symbol - 261) / 4;
                (((symbol - 261) % 4 + 4) << extra) + 3 + bits.number(extra)
            }
        };
        let distance = match distances.symbol(bits) {
            near @ 0..4 => near + 1,
            far => {
                let extra = far / 2 - 1;
                ((2 + far % 2) << extra) + 1 + bits.number(extra)
            }
        };
        (0..length).for_each(|_| out.push(out[out.len() - distance]));
    }
}
