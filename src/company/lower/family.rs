//! Which keys say a distribution of a family.

use crate::diagnostic::list;
use crate::distribution::Family;

/// Keys that say a distribution together.
type Form = &'static [&'static str];

/// The sets of keys that say a distribution of a family, each on its own enough.
pub(super) const fn forms(family: Family) -> &'static [Form] {
    match family {
        Family::Constant => &[&["value"]],
        Family::Uniform => &[&["low", "high"]],
        Family::Triangular | Family::Pert => &[&["low", "mode", "high"]],
        Family::Normal => &[&["mean", "sd"], &["mean", "cv"]],
        Family::Lognormal => &[&["mean", "sd"], &["mean", "cv"], &["mu", "sigma"]],
        Family::Gamma => &[&["shape", "scale"], &["mean", "sd"], &["mean", "cv"]],
        Family::Beta => &[&["alpha", "beta"], &["mean", "sd"], &["mean", "cv"]],
        Family::Weibull => &[&["shape", "scale"]],
        Family::Exponential | Family::Poisson => &[&["mean"]],
        Family::Pareto => &[&["scale", "shape"]],
        Family::StudentT => &[&["mean", "scale", "df"]],
        Family::NegativeBinomial => &[&["mean", "dispersion"]],
        Family::Binomial => &[&["n", "p"]],
        Family::Bernoulli | Family::Geometric => &[&["p"]],
        Family::Discrete | Family::Mixture => &[&["of"]],
        Family::Empirical => &[&["values"], &["file", "column"]],
    }
}

/// Whether two quantiles say a distribution of the family as well.
pub(super) const fn is_by_quantiles(family: Family) -> bool {
    matches!(
        family,
        Family::Uniform
            | Family::Normal
            | Family::Lognormal
            | Family::Gamma
            | Family::Beta
            | Family::Weibull
            | Family::Pareto
    )
}

/// Whether a key says something of the family.
pub(super) fn takes(family: Family, key: &str) -> bool {
    forms(family).iter().any(|form| form.contains(&key))
}

/// Whether these keys, and no others, say a distribution of the family.
pub(super) fn is_given_by(family: Family, keys: &[&str]) -> bool {
    forms(family)
        .iter()
        .any(|form| form.len() == keys.len() && form.iter().all(|key| keys.contains(key)))
}

/// The keys still to be given beside these, where they can only be completed in one way.
pub(super) fn lacking(family: Family, keys: &[&str]) -> Option<Vec<&'static str>> {
    let mut fitting = forms(family).iter().filter(|form| keys.iter().all(|key| form.contains(key)));
    let form = fitting.next()?;
    fitting
        .next()
        .is_none()
        .then(|| form.iter().copied().filter(|key| !keys.contains(key)).collect())
}

/// What the family takes, in words: `` `uniform` takes `low` and `high` ``.
pub(super) fn usage(family: Family) -> String {
    let mut ways: Vec<String> = forms(family).iter().map(|form| in_words(form)).collect();
    if is_by_quantiles(family) {
        ways.push("two quantiles such as `p10` and `p90`".to_owned());
    }
    format!("`{}` takes {}", family.name(), ways.join(", or "))
}

/// `` `a`, `b` and `c` ``.
pub(super) fn in_words(keys: &[&str]) -> String {
    list(keys.iter().map(|key| format!("`{key}`")), "and")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usage_reads_as_a_sentence() {
        assert_eq!(
            usage(Family::Uniform),
            "`uniform` takes `low` and `high`, or two quantiles such as `p10` and `p90`"
        );
        assert_eq!(usage(Family::Pert), "`pert` takes `low`, `mode` and `high`");
        assert_eq!(usage(Family::Empirical), "`empirical` takes `values`, or `file` and `column`");
    }

    #[test]
    fn forms_are_told_by_their_keys() {
        assert!(is_given_by(Family::Normal, &["sd", "mean"]));
        assert!(!is_given_by(Family::Normal, &["mean"]));
        assert_eq!(lacking(Family::Normal, &["mean"]), None, "`sd` or `cv`");
        assert_eq!(lacking(Family::Pert, &["mode"]), Some(vec!["low", "high"]));
    }
}
