//! What is refused, and in which words.

use crate::distribution::{Distribution, Family, ParameterError};

type D = Distribution;

fn words(refused: Result<Distribution, ParameterError>) -> String {
    refused.unwrap_err().to_string()
}

#[test]
fn says_what_is_wrong_with_which_key() {
    let cases = [
        (
            D::normal(1.0, 0.0),
            "`sd` must be above 0 (0 given); for a fixed value use distribution = \"constant\"",
        ),
        (D::normal(1.0, -2.0), "`sd` must be above 0 (-2 given)"),
        (D::lognormal(-1.0, 2.0), "`mean` must be above 0 (-1 given)"),
        (D::uniform(3.0, 2.0), "`high` must be above `low`, which is 3 (2 given)"),
        (D::pert(1.0, 9.0, 6.0), "`mode` must be from `low` to `high`, 1 to 6 (9 given)"),
        (
            D::beta_mean(0.1, 0.4),
            "`sd` must be below 0.300000, which is √(mean·(1 − mean)): no share of mean 0.1 spreads wider (0.4 given)",
        ),
        (D::beta_mean(1.2, 0.1), "`mean` must be above 0 and below 1 (1.2 given)"),
        (D::beta(0.0, 1.0), "`alpha` must be above 0 (0 given)"),
        (D::bernoulli(30.0), "`p` must be from 0 to 1 (30 given)"),
        (D::binomial(0, 0.5), "`n` must be a whole number from 1 to 1e9 (0 given)"),
        (
            D::student_t(0.0, 1.0, 1.0),
            "`df` must be above 1 (1 given); with fewer degrees of freedom there is no mean",
        ),
        (
            D::poisson(0.0),
            "`mean` must be above 0 (0 given); for none at all use distribution = \"constant\"",
        ),
        (
            D::negative_binomial(3.0, 0.0),
            "`dispersion` must be above 0 (0 given); for a variance equal to the mean use distribution = \"poisson\"",
        ),
        (
            D::mixture(vec![(0.5, D::constant(1.0).unwrap()), (0.4, D::constant(2.0).unwrap())]),
            "`of` must be a list whose `share` sum to 1 (a sum of 0.9 given)",
        ),
        (
            D::discrete(vec![(1.0, 1.5), (2.0, -0.5)]),
            "`of[0].p` must be above 0 and at most 1 (1.5 given)",
        ),
        (D::discrete(vec![]), "`of` must be a list of at least one value (none given)"),
        (D::empirical(vec![]), "`values` must be a list of at least one number (none given)"),
        (
            D::by_quantiles(Family::Normal, (0.1, 5.0), (0.9, 4.0)),
            "`p90` must be above `p10`, which is 5 (4 given)",
        ),
        (
            D::by_quantiles(Family::Lognormal, (0.1, -5.0), (0.9, 4.0)),
            "`p10` must be above 0 (-5 given)",
        ),
        (
            D::by_quantiles(Family::Beta, (0.1, 0.2), (0.9, 1.5)),
            "`p90` must be below 1 (1.5 given)",
        ),
    ];
    for (refused, expected) in cases {
        assert_eq!(words(refused), expected);
    }
    assert!(
        words(D::by_quantiles(Family::Poisson, (0.1, 1.0), (0.9, 4.0))).contains("two quantiles")
    );
}

/// Every number of every constructor, one at a time.
#[test]
fn refuses_nan_and_infinity_everywhere() {
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let refused = [
            D::constant(bad),
            D::uniform(bad, 1.0),
            D::uniform(0.0, bad),
            D::triangular(bad, 1.0, 2.0),
            D::triangular(0.0, bad, 2.0),
            D::triangular(0.0, 1.0, bad),
            D::pert(bad, 1.0, 2.0),
            D::pert(0.0, bad, 2.0),
            D::pert(0.0, 1.0, bad),
            D::normal(bad, 1.0),
            D::normal(0.0, bad),
            D::lognormal(bad, 1.0),
            D::lognormal(1.0, bad),
            D::lognormal_log(bad, 1.0),
            D::lognormal_log(0.0, bad),
            D::gamma(bad, 1.0),
            D::gamma(1.0, bad),
            D::gamma_mean(bad, 1.0),
            D::gamma_mean(1.0, bad),
            D::beta(bad, 1.0),
            D::beta(1.0, bad),
            D::beta_mean(bad, 0.1),
            D::beta_mean(0.5, bad),
            D::weibull(bad, 1.0),
            D::weibull(1.0, bad),
            D::exponential(bad),
            D::pareto(bad, 1.0),
            D::pareto(1.0, bad),
            D::student_t(bad, 1.0, 5.0),
            D::student_t(0.0, bad, 5.0),
            D::student_t(0.0, 1.0, bad),
            D::poisson(bad),
            D::negative_binomial(bad, 1.0),
            D::negative_binomial(1.0, bad),
            D::binomial(3, bad),
            D::bernoulli(bad),
            D::geometric(bad),
            D::discrete(vec![(bad, 1.0)]),
            D::discrete(vec![(1.0, bad)]),
            D::empirical(vec![1.0, bad]),
            D::mixture(vec![(bad, D::constant(1.0).unwrap())]),
            D::normal(0.0, 1.0).and_then(|law| law.truncated(Some(bad), None)),
            D::normal(0.0, 1.0).and_then(|law| law.truncated(None, Some(bad))),
            D::by_quantiles(Family::Normal, (bad, 0.0), (0.9, 1.0)),
            D::by_quantiles(Family::Normal, (0.1, bad), (0.9, 1.0)),
        ];
        for (row, refused) in refused.into_iter().enumerate() {
            assert!(refused.is_err(), "row {row} accepts {bad}");
        }
    }
}
