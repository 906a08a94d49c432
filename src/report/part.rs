//! The parts of a section: a picture with its table, a table, or a scorecard.

use minijinja::Value;
use serde::Serialize;

use super::context::Figure;
use super::listing::{Listing, View};
use super::scorecards::Scorecard;
use crate::plots::{Found, Kind, Width};
use crate::tables::{FinishedRun, ReadError};

/// One part.
#[derive(Debug, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub(super) enum Part {
    /// A picture.
    Figure(Figure),
    /// Why there is no picture.
    NoPicture { heading: String, why: String },
    /// A table without a picture.
    Listed { heading: String, listing: Listing },
    /// What a team's plan rewards.
    Scorecard(Scorecard),
}

impl Part {
    /// A picture and its table; none where the run has no table for it.
    pub fn figure(run: &FinishedRun, name: &str, view: &View) -> Result<Option<Self>, ReadError> {
        let Some(kind) = Kind::from_name(name) else { return Ok(None) };
        let heading = capitalised(kind.about);
        Ok(match kind.of(run)? {
            Found::NoTable => None,
            Found::Nothing(why) => Some(Self::NoPicture { heading, why }),
            Found::Picture(picture) => {
                let element = |width| Value::from_safe_string(picture.svg_element(width));
                Some(Self::Figure(Figure {
                    heading,
                    wide: element(Width::Wide),
                    narrow: element(Width::Narrow),
                    listing: view.of(run)?,
                }))
            }
        })
    }

    /// A table without a picture; none where the run has none, or it has no rows.
    pub fn listed(
        run: &FinishedRun,
        heading: &str,
        view: &View,
    ) -> Result<Option<Self>, ReadError> {
        let listing = view.of(run)?.filter(|listing| !listing.rows.is_empty());
        Ok(listing.map(|listing| Self::Listed { heading: heading.to_owned(), listing }))
    }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
