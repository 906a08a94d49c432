//! Tiers and bands that change nothing: where ranges overlap or leave a gap in a table of rates, one row says again
//! what the row before it says.
//!
//! Source: gaps and overlaps in rate tables are the usual mistake of plan documents. Here a tier reaches to the
//! next one's start, so neither can be written; what remains of such a mistake is a row without effect.

use std::fmt;

use super::{Lint, What};
use crate::plan::{Band, Curve, Pays};

/// A tier or band that changes nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct IdleTier {
    /// The component.
    pub component: String,
    /// Its number, from 0.
    pub entry: usize,
    /// A band of a curve, not a tier.
    pub band: bool,
}

impl Lint<'_> {
    pub(super) fn idle_tiers(&mut self) {
        for (number, component) in self.plan.components.iter().enumerate() {
            let (list, entries, band) = match &component.pays {
                Pays::Rate(tiers) => {
                    let alike = tiers.tiers.windows(2).map(|pair| pair[0].rate == pair[1].rate);
                    ("tiers", alike.collect(), false)
                }
                Pays::Target(curve) => ("curve", idle_bands(curve), true),
                _ => continue,
            };
            for entry in
                (1..).zip(entries).filter(|(_, idle): &(usize, bool)| *idle).map(|(i, _)| i)
            {
                let what = IdleTier { component: component.name.clone(), entry, band };
                self.of_component(number, &format!("{list}[{entry}]"), What::IdleTier(what));
            }
        }
    }
}

/// Of each band after the first, whether it goes on as the band before it.
fn idle_bands(curve: &Curve) -> Vec<bool> {
    let last = curve.bands.len().saturating_sub(1);
    curve
        .bands
        .windows(2)
        .enumerate()
        .map(|(i, pair)| {
            let (before, band) = (pair[0], pair[1]);
            if curve.interpolate {
                let after = curve.bands.get(i + 2);
                // The last band keeps its own slope.
                return match after {
                    Some(after) => on_one_line(before, band, *after),
                    None => {
                        i + 1 == last
                            && goes_on(before, band, band.slope.0)
                            && band.slope == before.slope
                    }
                };
            }
            band.slope == before.slope && goes_on(before, band, before.slope.0)
        })
        .collect()
}

/// Whether a line of some slope leads from one band's start to the next one's.
fn goes_on(before: Band, band: Band, slope: i64) -> bool {
    let run = i128::from(band.at.0 - before.at.0);
    let rise = i128::from(band.pays.0 - before.pays.0) * 1_000_000;
    run * i128::from(slope) == rise
}

fn on_one_line(a: Band, b: Band, c: Band) -> bool {
    let cross = |from: Band, to: Band, x: Band, y: Band| {
        i128::from(to.at.0 - from.at.0) * i128::from(y.pays.0 - x.pays.0)
    };
    cross(a, b, b, c) == cross(b, c, a, b)
}

impl IdleTier {
    pub(super) fn advice(&self) -> String {
        "leave it out, or give it what was meant".to_owned()
    }
}

impl fmt::Display for IdleTier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, name) = (self.entry + 1, &self.component);
        if self.band {
            write!(
                f,
                "band {number} of \"{name}\" goes on as the one before it: it changes nothing"
            )
        } else {
            write!(
                f,
                "tier {number} of \"{name}\" has the rate of the one before it: it changes nothing"
            )
        }
    }
}
