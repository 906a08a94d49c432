//! The names of the families of distributions, as written in files.

use std::fmt;
use std::str::FromStr;

/// A family of distributions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// A fixed number: `constant`.
    Constant,
    /// `uniform`.
    Uniform,
    /// `triangular`.
    Triangular,
    /// `pert`.
    Pert,
    /// `normal`.
    Normal,
    /// `lognormal`.
    Lognormal,
    /// `gamma`.
    Gamma,
    /// `beta`.
    Beta,
    /// `weibull`.
    Weibull,
    /// `exponential`.
    Exponential,
    /// `pareto`.
    Pareto,
    /// `student_t`.
    StudentT,
    /// `poisson`.
    Poisson,
    /// `negative_binomial`.
    NegativeBinomial,
    /// `binomial`.
    Binomial,
    /// `bernoulli`.
    Bernoulli,
    /// `geometric`.
    Geometric,
    /// Listed values with probabilities: `discrete`.
    Discrete,
    /// Observed values, resampled: `empirical`.
    Empirical,
    /// A population of parts: `mixture`.
    Mixture,
}

impl Family {
    /// Every family, in the order of the documentation.
    pub const ALL: [Self; 20] = [
        Self::Constant,
        Self::Uniform,
        Self::Triangular,
        Self::Pert,
        Self::Normal,
        Self::Lognormal,
        Self::Gamma,
        Self::Beta,
        Self::Weibull,
        Self::Exponential,
        Self::Pareto,
        Self::StudentT,
        Self::Poisson,
        Self::NegativeBinomial,
        Self::Binomial,
        Self::Bernoulli,
        Self::Geometric,
        Self::Discrete,
        Self::Empirical,
        Self::Mixture,
    ];

    /// The name as written in files, such as `student_t`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Constant => "constant",
            Self::Uniform => "uniform",
            Self::Triangular => "triangular",
            Self::Pert => "pert",
            Self::Normal => "normal",
            Self::Lognormal => "lognormal",
            Self::Gamma => "gamma",
            Self::Beta => "beta",
            Self::Weibull => "weibull",
            Self::Exponential => "exponential",
            Self::Pareto => "pareto",
            Self::StudentT => "student_t",
            Self::Poisson => "poisson",
            Self::NegativeBinomial => "negative_binomial",
            Self::Binomial => "binomial",
            Self::Bernoulli => "bernoulli",
            Self::Geometric => "geometric",
            Self::Discrete => "discrete",
            Self::Empirical => "empirical",
            Self::Mixture => "mixture",
        }
    }
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// There is no family of this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no distribution called `{0}`")]
pub struct UnknownFamily(pub String);

impl FromStr for Family {
    type Err = UnknownFamily;

    fn from_str(name: &str) -> Result<Self, UnknownFamily> {
        Self::ALL
            .into_iter()
            .find(|family| family.name() == name)
            .ok_or_else(|| UnknownFamily(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for family in Family::ALL {
            assert_eq!(family.name().parse(), Ok(family));
        }
        assert!("gaussian".parse::<Family>().is_err());
    }
}
