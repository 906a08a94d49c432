//! What is wrong with a distribution's parameters, in words for the person who wrote them, and the
//! checks that every family shares. Comparisons are written so that NaN fails them.

use std::borrow::Cow;

/// The largest magnitude a parameter may have, and one over the smallest positive one. Far above any
/// amount of money, far enough from the limits of `f64` that no product of parameters overflows.
pub(super) const LARGEST: f64 = 1e60;

/// A parameter of a distribution that breaks a rule of its family.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("`{key}` must be {required} ({found} given){}", advice.as_deref().map(|a| format!("; {a}")).unwrap_or_default())]
pub struct ParameterError {
    /// The parameter's key as written in a file, such as `sd`, `alpha` or `of[2].share`.
    pub key: Cow<'static, str>,
    /// What the parameter has to be, to be read after "must be".
    pub required: String,
    /// What was given.
    pub found: String,
    /// What to write instead, where there is something to suggest.
    pub advice: Option<String>,
}

impl ParameterError {
    pub(super) fn new(
        key: impl Into<Cow<'static, str>>,
        required: impl Into<String>,
        found: impl std::fmt::Display,
    ) -> Self {
        Self { key: key.into(), required: required.into(), found: found.to_string(), advice: None }
    }

    pub(super) fn advise(mut self, advice: impl Into<String>) -> Self {
        self.advice = Some(advice.into());
        self
    }

    /// The same error, of a parameter inside a list: `share` becomes `of[2].share`.
    pub(super) fn inside(mut self, list: &str, index: usize) -> Self {
        self.key = format!("{list}[{index}].{}", self.key).into();
        self
    }
}

/// A number that may have either sign.
pub(super) fn finite(key: &'static str, value: f64) -> Result<f64, ParameterError> {
    if value.abs() <= LARGEST {
        Ok(value)
    } else {
        Err(ParameterError::new(
            key,
            format!("a number between -{LARGEST:e} and {LARGEST:e}"),
            value,
        ))
    }
}

/// A number above 0.
pub(super) fn positive(key: &'static str, value: f64) -> Result<f64, ParameterError> {
    if !(value > 0.0) {
        return Err(ParameterError::new(key, "above 0", value));
    }
    between(key, value, 1.0 / LARGEST, LARGEST)
}

/// A standard deviation: above 0, with a word on what to write for no spread at all.
pub(super) fn spread(key: &'static str, value: f64) -> Result<f64, ParameterError> {
    positive(key, value).map_err(|error| {
        if value == 0.0 {
            error.advise("for a fixed value use distribution = \"constant\"")
        } else {
            error
        }
    })
}

/// A number from `low` to `high`, both allowed.
pub(super) fn between(
    key: &'static str,
    value: f64,
    low: f64,
    high: f64,
) -> Result<f64, ParameterError> {
    if value >= low && value <= high {
        Ok(value)
    } else {
        let plain = |bound: f64| {
            if bound != 0.0 && !(1e-6..1e7).contains(&bound.abs()) {
                format!("{bound:e}")
            } else {
                format!("{bound}")
            }
        };
        Err(ParameterError::new(key, format!("from {} to {}", plain(low), plain(high)), value))
    }
}

/// A probability, 0 and 1 allowed.
pub(super) fn probability(key: &'static str, value: f64) -> Result<f64, ParameterError> {
    between(key, value, 0.0, 1.0)
}

/// Shares of a whole: each above 0, together 1 within 1e-9. `list` and `key` name them in a file.
pub(super) fn shares(
    list: &'static str,
    key: &'static str,
    values: impl Iterator<Item = f64> + Clone,
) -> Result<(), ParameterError> {
    for (index, share) in values.clone().enumerate() {
        if !(share > 0.0 && share <= 1.0 + 1e-9) {
            return Err(
                ParameterError::new(key, "above 0 and at most 1", share).inside(list, index)
            );
        }
    }
    let sum: f64 = values.sum();
    if (sum - 1.0).abs() <= 1e-9 {
        return Ok(());
    }
    Err(ParameterError::new(
        list,
        format!("a list whose `{key}` sum to 1"),
        format!("a sum of {sum}"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_as_a_sentence() {
        assert_eq!(
            spread("sd", 0.0).unwrap_err().to_string(),
            "`sd` must be above 0 (0 given); for a fixed value use distribution = \"constant\""
        );
        assert_eq!(
            probability("p", 1.5).unwrap_err().to_string(),
            "`p` must be from 0 to 1 (1.5 given)"
        );
        assert_eq!(
            shares("of", "share", [0.5, 0.4].into_iter()).unwrap_err().to_string(),
            "`of` must be a list whose `share` sum to 1 (a sum of 0.9 given)"
        );
        assert_eq!(
            shares("of", "share", [1.0, -0.5].into_iter()).unwrap_err().to_string(),
            "`of[1].share` must be above 0 and at most 1 (-0.5 given)"
        );
    }

    #[test]
    fn refuses_what_is_not_a_number() {
        for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(finite("mean", bad).is_err());
            assert!(positive("sd", bad).is_err());
            assert!(probability("p", bad).is_err());
            assert!(shares("of", "p", [bad].into_iter()).is_err());
        }
    }
}
