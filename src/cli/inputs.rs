//! From the company argument to a loaded company.

use super::example;
use super::failure::Failure;
use super::terminal;
use crate::company::{Files, Loaded, Overrides, Source, load};
use crate::money::Decimal6;

/// Loads a company file, or the embedded example where none is given, and checks that its plans suit its
/// teams. Warnings are told.
pub(super) fn load_company(
    path: Option<&str>,
    overrides: &Overrides,
    source: Source,
    quiet: bool,
) -> Result<Loaded, Failure> {
    let loaded = match path {
        Some(path) => load(Files::Disk, path, overrides)?,
        None => load(example::FILES, example::COMPANY, overrides)?,
    };
    let mut warnings = loaded.agree(source)?;
    warnings.splice(0..0, loaded.warnings.iter().cloned());
    terminal::warn(&warnings, quiet);
    Ok(loaded)
}

/// `TEAM=FILE` of the command line.
pub(super) fn team_and_file(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((team, file)) if !team.is_empty() && !file.is_empty() => {
            Ok((team.to_owned(), file.to_owned()))
        }
        _ => {
            Err(format!("expected TEAM=FILE, such as AE=plans/ae-accelerated.toml; found `{text}`"))
        }
    }
}

/// A number of years of the command line; the company's rules say which are taken.
pub(super) fn years(text: &str) -> Result<usize, String> {
    whole(text, 0, u64::MAX, "from 1 to 10,000,000")
}

/// The number of one year of the command line, as the `years` table counts them.
pub(super) fn year(text: &str) -> Result<usize, String> {
    whole(text, 1, crate::company::MOST_YEARS as u64, "from 1 to 10,000,000")
}

/// A seed of the command line.
pub(super) fn seed(text: &str) -> Result<u64, String> {
    whole(text, 0, u64::MAX, "0 or more")
}

/// A number of threads of the command line.
pub(super) fn threads(text: &str) -> Result<u16, String> {
    whole(text, 1, 1024, "from 1 to 1024")
}

/// A share of the command line: `0.02`, or `2%`.
pub(super) fn share(text: &str) -> Result<Decimal6, String> {
    let (digits, percent) = match text.strip_suffix('%') {
        Some(digits) => (digits.trim(), true),
        None => (text, false),
    };
    let number = digits.parse().ok().and_then(|number| Decimal6::from_decimal(number).ok());
    number
        .map(|number| if percent { Decimal6(number.0 / 100) } else { number })
        .filter(|share| (Decimal6::ZERO..=Decimal6::ONE).contains(share))
        .ok_or_else(|| "expected a share from 0 to 1, such as 0.02 or 2%".to_owned())
}

/// A whole number within bounds; its digits may be parted by `_`, as in files.
pub(super) fn whole<N: TryFrom<u64>>(
    text: &str,
    least: u64,
    most: u64,
    which: &str,
) -> Result<N, String> {
    let number = text.replace('_', "").parse().ok();
    number
        .filter(|number| (least..=most).contains(number))
        .and_then(|number| N::try_from(number).ok())
        .ok_or_else(|| format!("expected a whole number, {which}"))
}
