//! Payout curves, of components and of multipliers.

use super::notes::Notes;
use crate::diagnostic::{Finding, element};
use crate::money::Decimal6;
use crate::plan::{Band, Curve};
use crate::spec::component as spec;

const BANDS: &str = "bands by rising attainment: curve = [ { at = 0.90, pays = 0.50 }, { at = 1.00, pays = 1.00 } ]";

/// The curve of the component or multiplier at a path.
pub(super) fn lower(
    bands: Option<&[spec::Band]>,
    interpolate: Option<bool>,
    path: &str,
    notes: &mut Notes,
) -> Option<Curve> {
    let specs = notes.required(path, "curve", bands, BANDS)?;
    let path = format!("{path}.curve");
    if specs.is_empty() {
        notes.push(Finding::error(&path, "a curve without bands").help(BANDS));
        return None;
    }
    let interpolate = interpolate.unwrap_or(false);
    let bands: Vec<_> =
        specs.iter().enumerate().map(|(i, spec)| band(spec, &element(&path, i), notes)).collect();
    let starts: Vec<_> = bands.iter().map(|(start, _)| *start).collect();
    notes.rising("band", &starts, |i| format!("{path}[{i}].at"));
    let bands: Vec<Band> = bands.into_iter().map(|(_, band)| band).collect::<Option<_>>()?;
    slopes(&bands, specs, interpolate, &path, notes);
    Some(Curve { bands, interpolate })
}

/// A band, and its start even where the rest is refused.
fn band(spec: &spec::Band, path: &str, notes: &mut Notes) -> (Option<Decimal6>, Option<Band>) {
    let at = notes.required(
        path,
        "at",
        spec.at,
        "the attainment at which the band starts: 90 % is `at = 0.90`",
    );
    let pays = notes.required(
        path,
        "pays",
        spec.pays,
        "what the band pays at its start, as a share: 50 % is `pays = 0.50`",
    );
    let at = at.and_then(|at| notes.decimal(&format!("{path}.at"), at));
    let pays = pays.and_then(|pays| {
        let at = format!("{path}.pays");
        notes.decimal_from_0(&at, pays)?;
        notes.times(&at, pays)
    });
    let slope = match spec.slope {
        None => Some(Decimal6::ZERO),
        Some(slope) => notes.times(&format!("{path}.slope"), slope),
    };
    let band = at.zip(pays).zip(slope).map(|((at, pays), slope)| Band { at, pays, slope });
    (at, band)
}

/// Slopes make sense, and none leads below a payout of 0.
fn slopes(bands: &[Band], specs: &[spec::Band], interpolate: bool, path: &str, notes: &mut Notes) {
    let last = bands.len() - 1;
    for (i, band) in bands.iter().enumerate() {
        let at = format!("{path}[{i}].slope");
        if interpolate && i < last && specs[i].slope.is_some() {
            notes.push(
                Finding::error(at, "with `interpolate = true` only the last band has a slope")
                    .help("between two bands the line is drawn from point to point; leave the slope out, or `interpolate`"),
            );
        } else if !interpolate && i < last && falls_below_0(band, bands[i + 1]) {
            notes.push(
                Finding::error(
                    at,
                    format!(
                        "this slope leads below a payout of 0 before the next band at {}",
                        bands[i + 1].at
                    ),
                )
                .help("end the band where the payout reaches 0"),
            );
        } else if i == last && band.slope < Decimal6::ZERO {
            notes.push(
                Finding::error(at, "the last band falls without end, to below a payout of 0")
                    .help("add a band without slope where the payout shall stop falling"),
            );
        }
    }
}

/// Whether the payout is below 0 where the next band starts.
fn falls_below_0(band: &Band, next: Band) -> bool {
    let run = i128::from(next.at.0) - i128::from(band.at.0);
    i128::from(band.pays.0) * i128::from(Decimal6::ONE.0) + i128::from(band.slope.0) * run < 0
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, with_component};

    fn nrr(keys: &str) -> String {
        with_component(&format!("pays = \"target\"\nmeasure = \"nrr\"\n{keys}"))
    }

    #[test]
    fn curves_that_are_refused() {
        check(
            nrr,
            &[
                ("", &["component[0].curve: `curve` is missing in the component \"C\""]),
                ("curve = []", &["component[0].curve: a curve without bands"]),
                ("curve = [ { at = 0.9, pays = 0.5 }, { at = 1.0, pays = 1, slope = 2 } ]", &[]),
                (
                    "curve = [ { at = 1.0, pays = -1 }, { at = 0.9, pays = 0.5 }, { pays = 1 }, { at = 2 } ]",
                    &[
                        "component[0].curve[0].pays: `pays` is -1, below 0",
                        "component[0].curve[2].at: `at` is missing",
                        "component[0].curve[3].pays: `pays` is missing",
                        "component[0].curve[1].at: a band starts at 0.9, not above the one before it at 1",
                    ],
                ),
                (
                    "interpolate = true\ncurve = [ { at = 0.9, pays = 0.5, slope = 1 }, { at = 1.0, pays = 1, slope = 2 } ]",
                    &[
                        "component[0].curve[0].slope: with `interpolate = true` only the last band has a slope",
                    ],
                ),
                (
                    "curve = [ { at = 0.5, pays = 1, slope = -2.1 }, { at = 1.0, pays = 1, slope = -1 } ]",
                    &[
                        "component[0].curve[0].slope: this slope leads below a payout of 0 before the next band at 1",
                        "component[0].curve[1].slope: the last band falls without end, to below a payout of 0",
                    ],
                ),
                ("curve = [ { at = 0.5, pays = 1, slope = -2 }, { at = 1.0, pays = 0 } ]", &[]),
                (
                    "curve = [ { at = 90, pays = 50 } ]",
                    &[
                        "component[0].curve[0].at: an attainment of 90 is 9000 %",
                        "component[0].curve[0].pays: a payout of 50 is 5000 %",
                    ],
                ),
            ],
        );
    }

    #[test]
    fn a_score_is_no_share_unless_it_has_a_goal() {
        let nps = |keys: &str| {
            with_component(&format!(
                "pays = \"target\"\nmeasure = \"nps\"\ncurve = [ {{ at = 50, pays = 1 }} ]\n{keys}"
            ))
        };
        check(
            nps,
            &[
                ("", &[]),
                ("goal = 70", &["component[0].curve[0].at: an attainment of 50 is 5000 %"]),
                (
                    "goal = 0",
                    &[
                        "component[0].goal: `goal` is 0, not above 0",
                        "component[0].curve[0].at: an attainment of 50 is 5000 %",
                    ],
                ),
                ("quota = 5", &["key component[0].quota: a score such as `nps` has no quota"]),
            ],
        );
    }
}
