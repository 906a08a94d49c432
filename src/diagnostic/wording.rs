//! Words for people: what was found, what was expected, what was probably meant.

use std::fmt::Display;
use std::io::{self, ErrorKind};

use serde::de::{Expected, Unexpected};

/// Longer words are no slips of known ones.
const LONGEST_WORD: usize = 64;

/// The known word that was probably meant, if any is close.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST_WORD {
        return None;
    }
    let word = word.to_lowercase();
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&word, &candidate.to_lowercase()), candidate))
        .filter(|&(distance, candidate)| distance <= allowance(&word, candidate))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// How many slips of the pen a word may hold: a third of it. Two words as short as AE and AM are two words, unless
/// one is the other turned round.
fn allowance(word: &str, candidate: &str) -> usize {
    let (one, other) = (word.chars().count(), candidate.chars().count());
    match (one.min(other), one.max(other)) {
        (2, 2) => usize::from(word.chars().rev().eq(candidate.to_lowercase().chars())),
        (..=1, _) => 0,
        (2, _) => 1,
        (letters, _) => (letters / 3).clamp(1, 3),
    }
}

/// The help for an unknown word: the one that was probably meant, or else all that are known.
pub fn suggestion(word: &str, known: &[&str]) -> String {
    match nearest(word, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None if known.is_empty() => "nothing is known here; leave it out".to_owned(),
        None => {
            format!("known here: {}", list(known.iter().map(|word| format!("`{word}`")), "and"))
        }
    }
}

/// `a, b and c`.
pub fn list(words: impl IntoIterator<Item = impl Into<String>>, last: &str) -> String {
    let mut words: Vec<String> = words.into_iter().map(Into::into).collect();
    match words.pop() {
        None => String::new(),
        Some(only) if words.is_empty() => only,
        Some(end) => format!("{} {last} {end}", words.join(", ")),
    }
}

/// Why a file is not read, in words that go on after its name.
pub fn unread(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename => {
            "is not there".to_owned()
        }
        ErrorKind::IsADirectory => "is a folder".to_owned(),
        ErrorKind::PermissionDenied => "may not be read: permission denied".to_owned(),
        _ => {
            let words = error.to_string();
            // The system's number for it helps nobody.
            let words = words.split(" (os error").next().unwrap_or(&words);
            format!("cannot be read: {words}")
        }
    }
}

/// A number as it is written, its whole digits in groups of three: `-1,234.50`.
pub fn thousands(number: impl Display) -> String {
    let number = number.to_string();
    let (sign, digits) = number.strip_prefix('-').map_or(("", &*number), |digits| ("-", digits));
    let whole = digits.find('.').unwrap_or(digits.len());
    let mut grouped = sign.to_owned();
    for (place, digit) in digits.chars().enumerate() {
        if (1..whole).contains(&place) && (whole - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// What a value is, said to a person.
pub(super) fn found(value: Unexpected<'_>) -> String {
    match value {
        Unexpected::Bool(truth) => truth.to_string(),
        Unexpected::Unsigned(n) => n.to_string(),
        Unexpected::Signed(n) => n.to_string(),
        Unexpected::Float(x) => format!("{x:?}"),
        Unexpected::Str(text) => format!("the text {text:?}"),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a table".to_owned(),
        Unexpected::Other(what) => what.to_owned(),
        other => other.to_string(),
    }
}

/// What a reader of values waits for, said to a person.
pub(super) fn expected(reader: &dyn Expected) -> String {
    let reader = reader.to_string();
    match reader.as_str() {
        "f32" | "f64" => "a number".to_owned(),
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => "a whole number".to_owned(),
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => "a whole number, 0 or more".to_owned(),
        "a boolean" => "`true` or `false`".to_owned(),
        "a string" | "string" | "a borrowed string" => "a text in quotes".to_owned(),
        "a sequence" => "a list `[ … ]`".to_owned(),
        "a map" => "a table `{ … }`".to_owned(),
        other if other.starts_with("struct ") => "a table `{ … }`".to_owned(),
        other if other.starts_with("enum ") => "a word in quotes".to_owned(),
        other => match other.strip_prefix("an array of length ") {
            Some(length) => format!("a list of {length}"),
            None => other.to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_forgiven_and_other_words_are_not() {
        for (word, known, meant) in [
            ("mesure", &["measure", "measured"][..], Some("measure")),
            ("Month", &["month", "quarter"], Some("month")),
            ("bands", &["curve", "tiers"], None),
            ("sd", &["cv", "mean"], None),
            ("AM", &["AE", "SDR"], None),
            ("EA", &["AM", "AE"], Some("AE")),
            ("An", &["Ann", "Bo"], Some("Ann")),
            ("ocne", &["once", "on"], Some("once")),
        ] {
            assert_eq!(nearest(word, known.iter().copied()), meant, "{word}");
        }
    }

    #[test]
    fn lists_read_as_sentences() {
        assert_eq!(list(["a", "b", "c"], "or"), "a, b or c");
        assert_eq!(list(["a"], "or"), "a");
        assert_eq!(list([""; 0], "or"), "");
        assert_eq!(suggestion("zzzz", &["rate", "curve"]), "known here: `rate` and `curve`");
    }
    /// 5 is the number of a fault of the device, everywhere but on Windows.
    #[cfg(unix)]
    #[test]
    fn files_that_are_not_read() {
        let of = |kind: ErrorKind| unread(&kind.into());
        assert_eq!(of(ErrorKind::NotFound), "is not there");
        assert_eq!(of(ErrorKind::PermissionDenied), "may not be read: permission denied");
        let device = unread(&io::Error::from_raw_os_error(5));
        assert!(device.starts_with("cannot be read: "), "{device}");
        assert!(!device.contains("os error"), "{device}");
    }

    #[test]
    fn thousands_are_apart() {
        for (number, text) in [
            ("0", "0"),
            ("999", "999"),
            ("1000", "1,000"),
            ("-100", "-100"),
            ("-1234567", "-1,234,567"),
            ("1234.5678", "1,234.5678"),
            ("0.25", "0.25"),
        ] {
            assert_eq!(thousands(number), text);
        }
        assert_eq!(thousands(i64::MIN), "-9,223,372,036,854,775,808");
    }
}
