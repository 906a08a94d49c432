//! Distributions: the keys of a table to a sound distribution of its family.

use crate::diagnostic::{Finding, join, suggestion};
use crate::distribution::{Distribution, Family, ParameterError};
use crate::spec::NumberOr;
use crate::spec::distribution as file;

use super::Lowering;
use super::check::as_float;
use super::family::{in_words, is_by_quantiles, is_given_by, lacking, takes, usage};

impl Lowering<'_> {
    /// A distribution; a number alone is one that always draws it.
    pub(super) fn distribution(
        &mut self,
        path: &str,
        written: &NumberOr<file::Distribution>,
    ) -> Option<Distribution> {
        match written {
            NumberOr::Number(number) => {
                self.sound(path, Distribution::constant(as_float(number.0)))
            }
            NumberOr::Table(table) => {
                self.no_part_keys(path, table);
                self.table(path, table)
            }
        }
    }

    /// A table of a distribution, or of a part of a mixture.
    pub(super) fn table(&mut self, path: &str, table: &file::Distribution) -> Option<Distribution> {
        let name = self.required(
            path,
            "distribution",
            table.distribution.as_deref(),
            "the family, such as \"normal\" or \"lognormal\"",
        )?;
        let Ok(family) = name.parse::<Family>() else {
            let known = Family::ALL.map(Family::name);
            let finding = Finding::error(
                join(path, "distribution"),
                format!("no distribution is called \"{name}\""),
            );
            self.report(finding.help(suggestion(name, &known)));
            return None;
        };
        let whole = self.family(path, table, family)?;
        if table.min.is_none() && table.max.is_none() {
            return Some(whole);
        }
        self.sound(path, whole.truncated(table.min, table.max))
    }

    /// The distribution before truncation.
    fn family(
        &mut self,
        path: &str,
        table: &file::Distribution,
        family: Family,
    ) -> Option<Distribution> {
        let keys = parameter_keys(table);
        let wrong: Vec<_> = keys.iter().copied().filter(|key| !takes(family, key)).collect();
        for key in &wrong {
            let message = format!("{}; `{key}` is none of its keys", usage(family));
            self.report(Finding::error_at_key(join(path, key), message));
        }
        let quantiles: Vec<_> = table.quantiles().collect();
        if !wrong.is_empty() {
            return None;
        }
        if keys.is_empty() && !quantiles.is_empty() {
            return self.by_quantiles(path, family, &quantiles);
        }
        if let [(key, ..), ..] = quantiles[..] {
            let message = format!(
                "`{key}` stands beside {}: one distribution is said twice",
                in_words(&keys)
            );
            self.report(Finding::error_at_key(join(path, key), message).help(usage(family)));
            return None;
        }
        if !is_given_by(family, &keys) {
            self.report(ill_given(path, family, &keys));
            return None;
        }
        match family {
            Family::Discrete => self.discrete(path, table),
            Family::Mixture => self.mixture(path, table),
            Family::Empirical => self.empirical(path, table),
            _ => self.by_parameters(path, table, family),
        }
    }

    /// A family that numbers say; the keys are known to be one of its forms.
    fn by_parameters(
        &mut self,
        path: &str,
        table: &file::Distribution,
        family: Family,
    ) -> Option<Distribution> {
        let has = |key: &str| table.numbers().any(|(given, _)| given == key);
        let of = |key: &str| {
            table.numbers().find(|(given, _)| *given == key).map_or(f64::NAN, |(_, number)| number)
        };
        let mean = of("mean");
        let sd = if has("cv") { of("cv") * mean } else { of("sd") };
        if has("cv") && !(of("cv") > 0.0 && mean > 0.0) {
            let (key, found) = if of("cv") > 0.0 { ("mean", mean) } else { ("cv", of("cv")) };
            self.error(
                join(path, key),
                format!("with `cv`, `{key}` must be above 0, found {found}"),
            );
            return None;
        }
        let made = match family {
            Family::Constant => Distribution::constant(of("value")),
            Family::Uniform => Distribution::uniform(of("low"), of("high")),
            Family::Triangular => Distribution::triangular(of("low"), of("mode"), of("high")),
            Family::Pert => Distribution::pert(of("low"), of("mode"), of("high")),
            Family::Normal => Distribution::normal(mean, sd),
            Family::Lognormal if has("mu") => Distribution::lognormal_log(of("mu"), of("sigma")),
            Family::Lognormal => Distribution::lognormal(mean, sd),
            Family::Gamma if has("shape") => Distribution::gamma(of("shape"), of("scale")),
            Family::Gamma => Distribution::gamma_mean(mean, sd),
            Family::Beta if has("alpha") => Distribution::beta(of("alpha"), of("beta")),
            Family::Beta => Distribution::beta_mean(mean, sd),
            Family::Weibull => Distribution::weibull(of("shape"), of("scale")),
            Family::Exponential => Distribution::exponential(mean),
            Family::Pareto => Distribution::pareto(of("scale"), of("shape")),
            Family::StudentT => Distribution::student_t(mean, of("scale"), of("df")),
            Family::Poisson => Distribution::poisson(mean),
            Family::NegativeBinomial => Distribution::negative_binomial(mean, of("dispersion")),
            Family::Binomial => Distribution::binomial(self.trials(path, of("n"))?, of("p")),
            Family::Bernoulli => Distribution::bernoulli(of("p")),
            Family::Geometric => Distribution::geometric(of("p")),
            Family::Discrete | Family::Empirical | Family::Mixture => return None,
        };
        self.sound(path, made)
    }

    fn trials(&mut self, path: &str, n: f64) -> Option<u64> {
        let whole = n.fract() == 0.0 && (0.0..=1e9).contains(&n);
        if !whole {
            self.error(
                join(path, "n"),
                format!("`n` must be a whole number of trials up to 1e9, found {n}"),
            );
        }
        whole.then_some(n as u64)
    }

    fn by_quantiles(
        &mut self,
        path: &str,
        family: Family,
        quantiles: &[(&'static str, f64, f64)],
    ) -> Option<Distribution> {
        match quantiles {
            [(_, u1, x1), (_, u2, x2)] if is_by_quantiles(family) => {
                self.sound(path, Distribution::by_quantiles(family, (*u1, *x1), (*u2, *x2)))
            }
            _ => {
                let keys: Vec<_> = quantiles.iter().map(|(key, ..)| *key).collect();
                self.report(ill_given(path, family, &keys));
                None
            }
        }
    }

    /// `name` and `share` mean something in a part of a mixture only.
    fn no_part_keys(&mut self, path: &str, table: &file::Distribution) {
        for (key, given) in [("name", table.name.is_some()), ("share", table.share.is_some())] {
            if given {
                let message = format!("`{key}` belongs to a part of a `mixture`");
                self.report(Finding::error_at_key(join(path, key), message).help("leave it out"));
            }
        }
    }

    /// What a constructor made, or its complaint at the key it is about.
    pub(super) fn sound(
        &mut self,
        path: &str,
        made: Result<Distribution, ParameterError>,
    ) -> Option<Distribution> {
        made.map_err(|mut error| {
            // A quantile below 10 % has a key of two digits in files.
            if let Some(digit @ ("1" | "5")) = error.key.strip_prefix('p') {
                error.key = format!("p0{digit}").into();
            }
            self.error(format!("{path}.{}", error.key), error.to_string());
        })
        .ok()
    }
}

/// The keys that were given and are parameters of a family: neither quantiles nor those of every family.
pub(super) fn parameter_keys(table: &file::Distribution) -> Vec<&'static str> {
    let lists = [
        ("of", table.of.is_some()),
        ("values", table.values.is_some()),
        ("file", table.file.is_some()),
        ("column", table.column.is_some()),
    ];
    let lists = lists.into_iter().filter_map(|(key, given)| given.then_some(key));
    table.numbers().map(|(key, _)| key).chain(lists).collect()
}

fn ill_given(path: &str, family: Family, keys: &[&str]) -> Finding {
    let name = family.name();
    let message = match (lacking(family, keys), keys) {
        (Some(lacking), _) => format!("this `{name}` lacks {}", in_words(&lacking)),
        (None, []) => format!("this `{name}` has no parameters"),
        (None, [only]) => format!("`{only}` alone does not say which `{name}` is meant"),
        (None, _) => format!("{} do not go together in a `{name}`", in_words(keys)),
    };
    Finding::error(path, message).help(usage(family))
}
