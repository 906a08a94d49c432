//! The example company, part of the program: what `simulate` runs without a file and `init` writes.

use crate::company::Files;

macro_rules! embedded {
    ($($path:literal),+ $(,)?) => {
        &[$(($path, include_str!(concat!("../../configs/", $path)))),+]
    };
}

/// The company file.
pub(super) const COMPANY: &str = "companies/mid-market.toml";

/// Every file that it needs, by its path below `configs/`.
pub(super) const TEXTS: &[(&str, &str)] = embedded![
    "companies/mid-market.toml",
    "plans/ae-accelerated.toml",
    "plans/am-nrr-upsell.toml",
    "plans/csm-retention-expansion.toml",
    "plans/sdr-meetings.toml",
];

/// The same, as a place to load from.
pub(super) const FILES: Files = Files::Embedded(TEXTS);
