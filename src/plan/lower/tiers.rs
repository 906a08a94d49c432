//! Tiers: rates by what was sold.

use super::made_of::{MadeOf, is_count, is_made_of_deals};
use super::notes::{Notes, percent_hint};
use super::{amounts, percent};
use crate::diagnostic::{Finding, element, list};
use crate::money::Decimal6;
use crate::plan::{BoundsIn, Measure, Tier, TierMethod, TierRate, Tiers};
use crate::spec::Number;
use crate::spec::component as spec;

const TIERS: &str =
    "the rates by rising start; one flat rate is tiers = [ { from = 0.0, rate = 0.08 } ]";
const RATE: &str = "state `rate` (8 % is 0.08), or `multiple`, times the base rate target ÷ quota, or `amount`, paid in \
    proportion to how far the tier is filled";
const METHOD: &str = "with two tiers or more the outcome depends on it: \"marginal\" pays each tier's rate on what falls into \
    it, \"retroactive\" the reached tier's rate on all";

/// The tiers of the component at a path.
pub(super) fn lower(
    spec: &spec::Component,
    measure: Option<&Measure>,
    path: &str,
    notes: &mut Notes,
) -> Option<Tiers> {
    let per_deal = spec.per == Some(spec::Per::Deal);
    if per_deal {
        deals_only(measure, path, notes);
    }
    let specs = notes.required(path, "tiers", spec.tiers.as_deref(), TIERS)?;
    let method = method(spec, specs, path, notes);
    let at = format!("{path}.tiers");
    if specs.is_empty() {
        notes.push(Finding::error(&at, "`tiers` is empty").help(TIERS));
        return None;
    }
    let bounds = bounds(specs, &at, notes);
    let counts = measure.is_some_and(|measure| measure.all(is_count));
    let tiers: Vec<_> = specs
        .iter()
        .enumerate()
        .map(|(i, tier)| self::tier(tier, counts, &element(&at, i), notes))
        .collect();
    let starts: Vec<_> = tiers.iter().map(|(start, _)| *start).collect();
    if bounds.is_some() {
        notes.rising("tier", &starts, |i| format!("{at}[{i}].{}", start_key(&specs[i])));
    }
    let tiers: Vec<Tier> = tiers.into_iter().map(|(_, tier)| tier).collect::<Option<_>>()?;
    let end = amounts::end(spec, specs, &tiers, &at, notes)?;
    let bounds = quota_for(spec, &tiers, bounds?, &at, notes)?;
    match bounds {
        BoundsIn::Quota => percent::doubt_tiers(&tiers, &at, notes),
        BoundsIn::Amount => warn_of_idle_rounding(spec, path, notes),
    }
    Some(Tiers { bounds, tiers, method: method?, per_deal, end })
}

fn method(
    spec: &spec::Component,
    tiers: &[spec::Tier],
    path: &str,
    notes: &mut Notes,
) -> Option<TierMethod> {
    let method = if tiers.len() >= 2 {
        notes.required(path, "tier_method", spec.tier_method, METHOD)?
    } else {
        spec.tier_method.unwrap_or(spec::TierMethod::Marginal)
    };
    Some(match method {
        spec::TierMethod::Marginal => TierMethod::Marginal,
        spec::TierMethod::Retroactive => TierMethod::Retroactive,
    })
}

fn deals_only(measure: Option<&Measure>, path: &str, notes: &mut Notes) {
    if let Some(measure) = measure.filter(|measure| !measure.all(is_made_of_deals)) {
        let message = format!(
            "`per = \"deal\"` looks at single deals, and {} is not made of deals",
            measure.others(is_made_of_deals)
        );
        notes.push(
            Finding::error(format!("{path}.per"), message)
                .related(format!("{path}.measure"), "the measure")
                .help("leave `per` out, so that the tiers look at the window's sum"),
        );
    }
}

/// Tiers that start at amounts look up no attainment.
fn warn_of_idle_rounding(spec: &spec::Component, path: &str, notes: &mut Notes) {
    if spec.round_attainment.is_some() {
        notes.push(
            Finding::warning(format!("{path}.round_attainment"), "`round_attainment` changes nothing here")
                .help("these tiers start at amounts; only tiers that start at shares of quota look up an attainment"),
        );
    }
}

/// In what the tiers start: all of them alike.
fn bounds(specs: &[spec::Tier], path: &str, notes: &mut Notes) -> Option<BoundsIn> {
    let mut first: Option<(usize, BoundsIn)> = None;
    let mut sound = true;
    for (i, spec) in specs.iter().enumerate() {
        let at = element(path, i);
        let here = match (spec.from, spec.from_amount) {
            (Some(_), None) => BoundsIn::Quota,
            (None, Some(_)) => BoundsIn::Amount,
            (given, _) => {
                let message = if given.is_some() {
                    "a tier with both `from` and `from_amount`"
                } else {
                    "a tier without a start"
                };
                notes.push(Finding::error(at, message).help(
                    "state `from`, a share of quota, or `from_amount`, in units of the measure",
                ));
                sound = false;
                continue;
            }
        };
        let (one, meant) = *first.get_or_insert((i, here));
        if meant != here {
            notes.push(
                Finding::error(at, "some tiers start at shares of quota (`from`) and some at amounts (`from_amount`)")
                    .related(element(path, one), "starts in the other way")
                    .help("state all starts of a component in one way"),
            );
            sound = false;
        }
    }
    first.map(|(_, bounds)| bounds).filter(|_| sound)
}

fn start_key(spec: &spec::Tier) -> &'static str {
    if spec.from.is_some() { "from" } else { "from_amount" }
}

/// A tier, and its start even where the rest is refused.
fn tier(
    spec: &spec::Tier,
    counts: bool,
    path: &str,
    notes: &mut Notes,
) -> (Option<Decimal6>, Option<Tier>) {
    let start = spec.from.or(spec.from_amount);
    let from =
        start.and_then(|from| notes.decimal_from_0(&format!("{path}.{}", start_key(spec)), from));
    let rate = match (spec.rate, spec.multiple, spec.amount) {
        (Some(rate), None, None) => {
            self::rate(rate, counts, &format!("{path}.rate"), notes).map(TierRate::Rate)
        }
        (None, None, Some(amount)) => {
            notes.amount_from_0(&format!("{path}.amount"), amount).map(TierRate::Amount)
        }
        (None, Some(multiple), None) => notes
            .decimal_from_0(&format!("{path}.multiple"), multiple)
            .and_then(|_| notes.times(&format!("{path}.multiple"), multiple))
            .map(TierRate::Multiple),
        (None, None, None) => {
            notes.push(Finding::error(path, "a tier without a rate").help(RATE));
            None
        }
        (rate, multiple, amount) => {
            let given = [("rate", rate), ("multiple", multiple), ("amount", amount)];
            let given = given.iter().filter(|(_, given)| given.is_some());
            let both = list(given.map(|(key, _)| format!("`{key}`")), "and");
            notes.push(Finding::error(path, format!("a tier with both {both}")).help(RATE));
            None
        }
    };
    (from, from.zip(rate).map(|(from, rate)| Tier { from, rate }))
}

/// A rate on money is a share; a rate on a count is an amount a unit.
fn rate(rate: Number, counts: bool, path: &str, notes: &mut Notes) -> Option<Decimal6> {
    let read = notes.decimal_from_0(path, rate)?;
    if read > Decimal6::ONE && !counts {
        return notes.refuse(path, rate, "above 1: more than the whole sale", &percent_hint(rate));
    }
    Some(read)
}

/// The bounds, if the quota that they and the rates need is there. One flat rate from 0 up needs none.
fn quota_for(
    spec: &spec::Component,
    tiers: &[Tier],
    bounds: BoundsIn,
    path: &str,
    notes: &mut Notes,
) -> Option<BoundsIn> {
    if spec.quota.is_some() {
        return Some(bounds);
    }
    let multiple = tiers.iter().position(|tier| matches!(tier.rate, TierRate::Multiple(_)));
    let flat = matches!(tiers, [only] if only.from == Decimal6::ZERO);
    let (at, message) = match (multiple, bounds) {
        (Some(i), _) => (
            format!("{path}[{i}].multiple"),
            "a multiple of the base rate target ÷ quota needs a quota, and the component has none",
        ),
        (None, BoundsIn::Quota) if !flat => (
            path.to_owned(),
            "tiers that start at shares of quota need a quota, and the component has none",
        ),
        _ => return Some(BoundsIn::Amount),
    };
    notes.push(
        Finding::error(at, message)
            .help("add `quota = \"team\"` (the quota in the company file) or a number a year; or start the tiers at `from_amount`"),
    );
    None
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, plan, with_component};
    use super::*;

    fn new_acv(keys: &str) -> String {
        with_component(&format!("pays = \"rate\"\nmeasure = \"new_acv\"\n{keys}"))
    }

    #[test]
    fn tiers_that_are_refused() {
        check(
            new_acv,
            &[
                ("", &["component[0].tiers: `tiers` is missing in the component \"C\""]),
                ("tiers = []", &["component[0].tiers: `tiers` is empty"]),
                (
                    "quota = \"team\"\ntiers = [ { from = 0, rate = 0.1 }, { from = 1, rate = 0.2 } ]",
                    &["component[0].tier_method: `tier_method` is missing in the component \"C\""],
                ),
                (
                    "quota = \"team\"\ntier_method = \"marginal\"\ntiers = [ { from = 0.5, rate = 8 }, { from = 0.5, rate = 0.2 }, { from = -1, rate = -0.1 } ]",
                    &[
                        "component[0].tiers[0].rate: `rate` is 8, above 1: more than the whole sale",
                        "component[0].tiers[2].from: `from` is -1, below 0",
                        "component[0].tiers[2].rate: `rate` is -0.1, below 0",
                        "component[0].tiers[1].from: a tier starts at 0.5, not above the one before it at 0.5",
                    ],
                ),
                (
                    "tier_method = \"marginal\"\ntiers = [ { from_amount = 0, rate = 0.1 }, { from = 1, rate = 0.1 }, { rate = 0.1 }, { from = 1, from_amount = 1, rate = 1 }, { from_amount = 9 } ]",
                    &[
                        "component[0].tiers[1]: some tiers start at shares of quota (`from`) and some at amounts (`from_amount`)",
                        "component[0].tiers[2]: a tier without a start",
                        "component[0].tiers[3]: a tier with both `from` and `from_amount`",
                        "component[0].tiers[4]: a tier without a rate",
                    ],
                ),
                (
                    "tiers = [ { from_amount = 0, multiple = 1.5 } ]",
                    &[
                        "component[0].tiers[0].multiple: a multiple of the base rate target ÷ quota needs a quota, and the component has none",
                    ],
                ),
                (
                    "round_attainment = 0.01\ntiers = [ { from_amount = 0, rate = 0.1 } ]",
                    &["component[0].round_attainment: `round_attainment` changes nothing here"],
                ),
                (
                    "tiers = [ { from = 0.5, rate = 0.1 } ]",
                    &[
                        "component[0].tiers: tiers that start at shares of quota need a quota, and the component has none",
                    ],
                ),
                (
                    "quota = \"team\"\ntier_method = \"marginal\"\ntiers = [ { from = 0, rate = 0.1 }, { from = 100, rate = 0.1 } ]",
                    &["component[0].tiers[1].from: an attainment of 100 is 10000 %"],
                ),
            ],
        );
    }

    #[test]
    fn a_rate_needs_something_to_be_paid_on() {
        let tiers = "tiers = [ { from_amount = 0, rate = 50 } ]\npays = \"rate\"\n";
        let plan = |keys: &str| with_component(&format!("{tiers}{keys}"));
        check(
            plan,
            &[
                ("measure = \"meetings\"", &[]),
                ("measure = \"deals\"\nper = \"deal\"", &[]),
                (
                    "measure = \"nrr\"",
                    &[
                        "component[0].measure: a rate is paid on an amount or a count, and `nrr` is a ratio",
                        "component[0].tiers[0].rate: `rate` is 50, above 1: more than the whole sale",
                    ],
                ),
                (
                    "measure = \"meetings\"\nper = \"deal\"",
                    &[
                        "component[0].per: `per = \"deal\"` looks at single deals, and `meetings` is not made of deals",
                    ],
                ),
                (
                    "",
                    &[
                        "component[0].measure: `measure` is missing in the component \"C\"",
                        "component[0].tiers[0].rate: `rate` is 50, above 1: more than the whole sale",
                    ],
                ),
            ],
        );
    }

    #[test]
    fn one_flat_rate_needs_no_quota() {
        let plan = plan(&new_acv("tiers = [ { from = 0.0, rate = 0.08 } ]"));
        let flat = Tier { from: Decimal6::ZERO, rate: TierRate::Rate(Decimal6(80_000)) };
        let expected = Tiers {
            bounds: BoundsIn::Amount,
            tiers: vec![flat],
            method: TierMethod::Marginal,
            per_deal: false,
            end: None,
        };
        assert_eq!(plan.components[0].pays, crate::plan::Pays::Rate(expected));
    }
}
