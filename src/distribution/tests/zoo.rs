//! The distributions that the tests go through: every family, every branch of its algorithms.

use crate::distribution::{Distribution, ParameterError};

/// A distribution of the zoo.
pub struct Specimen {
    pub name: &'static str,
    pub law: Distribution,
    /// Its variance is finite, and so is its fourth moment: sample moments can be compared.
    pub light_tailed: bool,
}

impl Specimen {
    /// Whether no value has a probability of its own.
    pub fn is_continuous(&self) -> bool {
        use crate::distribution::law::Law;
        self.law.next_atom(f64::NEG_INFINITY).is_none()
    }
}

fn truncated_normal(mean: f64, sd: f64, min: f64) -> Distribution {
    Distribution::normal(mean, sd).unwrap().truncated(Some(min), None).unwrap()
}

pub fn zoo() -> Vec<Specimen> {
    let mut zoo = Vec::new();
    let mut add = |name, law: Result<Distribution, ParameterError>| {
        zoo.push(Specimen {
            name,
            law: law.unwrap_or_else(|error| panic!("{name}: {error}")),
            light_tailed: true,
        });
    };
    let truncated = |law: Result<Distribution, ParameterError>, min, max| {
        law.and_then(|law| law.truncated(min, max))
    };
    type D = Distribution;

    add("constant", D::constant(7.5));
    add("uniform", D::uniform(-2.0, 3.0));
    add("triangular", D::triangular(1.0, 2.0, 6.0));
    add("triangular, mode = low", D::triangular(1.0, 1.0, 6.0));
    add("triangular, mode = high", D::triangular(1.0, 6.0, 6.0));
    add("pert", D::pert(1.0, 2.0, 6.0));
    add("pert, mode = high", D::pert(0.0, 1.0, 1.0));
    add("normal", D::normal(0.95, 0.2));
    add("lognormal", D::lognormal(30_000.0, 27_000.0));
    add("gamma, shape 0.3", D::gamma(0.3, 2.0));
    add("gamma, shape 1", D::gamma(1.0, 2.0));
    add("gamma, shape 7.5", D::gamma(7.5, 0.1));
    add("gamma, shape 400", D::gamma(400.0, 3.0));
    add("beta, hump", D::beta_mean(0.10, 0.06));
    add("beta, U", D::beta(0.4, 0.7));
    add("beta, one side", D::beta(0.5, 3.0));
    add("beta, narrow", D::beta(40_000.0, 9_000.0));
    add("beta, lopsided", D::beta(3.0, 50_000.0));
    add("weibull, falling hazard", D::weibull(0.7, 2.0));
    add("weibull, rising hazard", D::weibull(3.0, 2.0));
    add("exponential", D::exponential(45.0));
    add("pareto, shape 6", D::pareto(10_000.0, 6.0));
    add("student_t, df 9", D::student_t(1.0, 0.2, 9.0));
    add("student_t, df 300", D::student_t(-1.0, 2.0, 300.0));
    add("poisson, mean 0.2", D::poisson(0.2));
    add("poisson, mean 11", D::poisson(11.0));
    add("poisson, mean 40", D::poisson(40.0));
    add("poisson, mean 5000", D::poisson(5000.0));
    add("negative_binomial, mild", D::negative_binomial(12.0, 0.5));
    add("negative_binomial, wild", D::negative_binomial(3.0, 8.0));
    add("binomial, np < 10", D::binomial(20, 0.3));
    add("binomial, np ≥ 10", D::binomial(60, 0.4));
    add("binomial, p > 0.5", D::binomial(1000, 0.9));
    add("bernoulli", D::bernoulli(0.3));
    add("geometric", D::geometric(0.15));
    add("geometric, p = 1", D::geometric(1.0));
    add("discrete", D::discrete(vec![(12.0, 0.5), (24.0, 0.3), (36.0, 0.15), (12.0, 0.05)]));
    add("empirical", D::empirical(vec![3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0]));

    add("truncated normal, by rejection", Ok(truncated_normal(0.5, 0.2, 0.0)));
    add("truncated normal, by quantile", Ok(truncated_normal(-0.5, 0.2, 0.0)));
    add("truncated normal, far out", Ok(truncated_normal(0.0, 1.0, 6.0)));
    add(
        "truncated normal, both sides",
        truncated(D::normal(55.0, 60.0), Some(-100.0), Some(100.0)),
    );
    add("truncated lognormal", truncated(D::lognormal(1.0, 0.5), Some(0.5), Some(2.0)));
    add("truncated lognormal, above", truncated(D::lognormal(1.0, 0.5), None, Some(0.9)));
    add("truncated gamma", truncated(D::gamma(2.0, 1.0), Some(3.0), None));
    add("truncated beta", truncated(D::beta(0.4, 0.7), Some(0.1), Some(0.8)));
    add("truncated triangular", truncated(D::triangular(1.0, 2.0, 6.0), Some(1.5), Some(3.0)));
    add("truncated student_t", truncated(D::student_t(0.0, 1.0, 9.0), Some(-1.0), None));
    add("truncated pareto", truncated(D::pareto(1.0, 0.8), Some(2.0), Some(50.0)));
    add("truncated poisson", truncated(D::poisson(4.0), Some(1.0), None));
    add("truncated binomial", truncated(D::binomial(20, 0.3), Some(2.5), Some(7.5)));
    add("truncated negative binomial", truncated(D::negative_binomial(3.0, 8.0), None, Some(20.0)));

    let normal = |mean, sd| D::normal(mean, sd).unwrap();
    add(
        "mixture of attainments",
        D::mixture(vec![
            (0.2, normal(1.4, 0.2)),
            (0.6, normal(0.95, 0.2)),
            (0.2, truncated_normal(0.5, 0.2, 0.0)),
        ]),
    );
    add(
        "mixture far apart",
        D::mixture(vec![
            (0.5, D::lognormal(1.0, 0.2).unwrap()),
            (0.5, D::lognormal(1e6, 2e5).unwrap()),
        ]),
    );
    add(
        "mixture with a gap",
        D::mixture(vec![
            (0.3, D::uniform(0.0, 1.0).unwrap()),
            (0.7, D::uniform(5.0, 6.0).unwrap()),
        ]),
    );
    add(
        "mixture with a fixed value",
        D::mixture(vec![(0.4, D::constant(0.0).unwrap()), (0.6, normal(0.5, 1.0))]),
    );
    add(
        "mixture of counts and others",
        D::mixture(vec![
            (0.5, D::poisson(3.0).unwrap()),
            (0.3, D::discrete(vec![(0.5, 0.5), (2.0, 0.5)]).unwrap()),
            (0.2, D::gamma(2.0, 1.0).unwrap()),
        ]),
    );
    let inner = D::mixture(vec![(0.5, normal(0.0, 1.0)), (0.5, normal(3.0, 1.0))]).unwrap();
    add("mixture in a mixture", D::mixture(vec![(0.5, inner.clone()), (0.5, normal(9.0, 0.5))]));
    add("truncated mixture", truncated(Ok(inner), Some(0.0), Some(4.0)));

    let mut add_heavy = |name, law: Result<Distribution, ParameterError>| {
        zoo.push(Specimen { name, law: law.unwrap(), light_tailed: false });
    };
    add_heavy("pareto, shape 2.5", D::pareto(1.0, 2.5));
    add_heavy("pareto, shape 0.8", D::pareto(1.0, 0.8));
    add_heavy("student_t, df 1.5", D::student_t(0.0, 1.0, 1.5));
    add_heavy("lognormal, sigma 2", D::lognormal_log(0.0, 2.0));
    zoo
}
