//! Every form of every distribution, and every way to write one that is refused.

use super::said;
use crate::company::{Overrides, Source};

/// What is said of a company whose deals have this size.
fn of_size(table: &str) -> String {
    said(&[(
        "size = { distribution = \"lognormal\", mean = 30_000, sd = 27_000 }",
        &format!("size = {table}"),
    )])
}

#[test]
fn every_form_gives_the_distribution_that_it_says() {
    for (table, mean, sd) in [
        ("30_000", 30_000.0, 0.0),
        ("{ distribution = \"constant\", value = 30_000 }", 30_000.0, 0.0),
        (
            "{ distribution = \"uniform\", low = 10_000, high = 40_000 }",
            25_000.0,
            30_000.0 / 12_f64.sqrt(),
        ),
        (
            "{ distribution = \"triangular\", low = 10_000, mode = 20_000, high = 60_000 }",
            30_000.0,
            10_801.234_497_346_43,
        ),
        (
            "{ distribution = \"pert\", low = 10_000, mode = 20_000, high = 60_000 }",
            25_000.0,
            15_000.0 * (35.0_f64 / 15.0 / 7.0).sqrt(),
        ),
        ("{ distribution = \"normal\", mean = 30_000, sd = 10, min = 0 }", 30_000.0, 10.0),
        ("{ distribution = \"normal\", mean = 30_000, cv = 0.01, min = 0 }", 30_000.0, 300.0),
        ("{ distribution = \"lognormal\", mean = 30_000, cv = 0.9 }", 30_000.0, 27_000.0),
        (
            "{ distribution = \"lognormal\", mu = 10, sigma = 0.5 }",
            10.125_f64.exp(),
            10.125_f64.exp() * (0.25_f64.exp() - 1.0).sqrt(),
        ),
        ("{ distribution = \"gamma\", mean = 30_000, sd = 15_000 }", 30_000.0, 15_000.0),
        ("{ distribution = \"gamma\", mean = 30_000, cv = 0.5 }", 30_000.0, 15_000.0),
        ("{ distribution = \"gamma\", shape = 4, scale = 7_500 }", 30_000.0, 15_000.0),
        ("{ distribution = \"beta\", alpha = 2, beta = 2 }", 0.5, 0.05_f64.sqrt()),
        ("{ distribution = \"beta\", mean = 0.5, sd = 0.1 }", 0.5, 0.1),
        ("{ distribution = \"beta\", mean = 0.5, cv = 0.2 }", 0.5, 0.1),
        ("{ distribution = \"weibull\", shape = 1, scale = 30_000 }", 30_000.0, 30_000.0),
        ("{ distribution = \"exponential\", mean = 30_000 }", 30_000.0, 30_000.0),
        (
            "{ distribution = \"pareto\", scale = 10_000, shape = 3 }",
            15_000.0,
            75_000_000_f64.sqrt(),
        ),
        (
            "{ distribution = \"student_t\", mean = 30_000, scale = 1, df = 9, min = 29_000, max = 31_000 }",
            30_000.0,
            (9.0_f64 / 7.0).sqrt(),
        ),
        ("{ distribution = \"poisson\", mean = 400 }", 400.0, 20.0),
        ("{ distribution = \"negative_binomial\", mean = 300, dispersion = 2 }", 300.0, 30.0),
        ("{ distribution = \"binomial\", n = 400, p = 0.5 }", 200.0, 10.0),
        ("{ distribution = \"bernoulli\", p = 0.5 }", 0.5, 0.5),
        (
            "{ distribution = \"discrete\", of = [ { value = 10_000, p = 0.5 }, { value = 30_000, p = 0.5 } ] }",
            20_000.0,
            10_000.0,
        ),
        ("{ distribution = \"empirical\", values = [ 10_000, 30_000 ] }", 20_000.0, 10_000.0),
        ("{ distribution = \"empirical\", file = \"nps.csv\", column = \"score\" }", 62.5, 7.5),
        (
            "{ distribution = \"mixture\", of = [ { name = \"small\", share = 0.5, distribution = \"constant\", value = 10_000 },\n\
             { share = 0.5, distribution = \"constant\", value = 30_000 } ] }",
            20_000.0,
            10_000.0,
        ),
    ] {
        let loaded = super::with(
            &[(
                "size = { distribution = \"lognormal\", mean = 30_000, sd = 27_000 }",
                &format!("size = {table}"),
            )],
            &Overrides::default(),
        );
        let loaded = loaded.unwrap_or_else(|message| panic!("{message}"));
        let size = &loaded.company.teams[0].deals.as_ref().unwrap().size;
        let (found_mean, found_sd) = (size.mean(), size.variance().sqrt());
        // Truncation at 3,000 standard deviations and moments by quadrature move the eighth digit at most.
        assert!((found_mean / mean - 1.0).abs() < 1e-7, "{table}: mean {found_mean}");
        assert!((found_sd - sd).abs() <= 1e-7 * mean.max(sd), "{table}: sd {found_sd}");
        loaded.agree(Source::Simulated).unwrap();
    }
}

#[test]
fn two_quantiles_say_a_distribution() {
    for family in ["uniform", "normal", "lognormal", "gamma", "weibull", "pareto"] {
        let table = format!(
            "{{ distribution = \"{family}\", p25 = 20_000, p75 = 40_000, min = 1, max = 50_000 }}"
        );
        assert_eq!(of_size(&table), "", "{family}");
    }
    assert_eq!(of_size("{ distribution = \"beta\", p10 = 0.2, p90 = 0.8 }"), "");
    let loaded = super::with(
        &[(
            "size = { distribution = \"lognormal\", mean = 30_000, sd = 27_000 }",
            "size = { distribution = \"lognormal\", p05 = 10_000, p95 = 40_000 }",
        )],
        &Overrides::default(),
    );
    let size = loaded.unwrap().company.teams[0].deals.clone().unwrap().size;
    assert!(
        (size.quantile(0.05) / 10_000.0 - 1.0).abs() < 1e-9
            && (size.quantile(0.95) / 40_000.0 - 1.0).abs() < 1e-9
    );
}

#[test]
fn what_does_not_say_a_distribution_is_answered_with_what_would() {
    for (table, expected) in [
        ("\"big\"", "`size` must be a number or a"),
        ("[1, 2]", "`size` must be a number or a"),
        ("{ mean = 30_000, sd = 5 }", "`distribution` is missing: the family"),
        ("{ distribution = \"lognorml\", mean = 1, sd = 1 }", "did you mean `lognormal`?"),
        ("{ distribution = \"cauchy\" }", "no distribution is called \"cauchy\""),
        (
            "{ distribution = \"uniform\", mean = 1, sd = 1 }",
            "`uniform` takes `low` and `high`, or two quantiles",
        ),
        ("{ distribution = \"uniform\", mean = 1, sd = 1 }", "`sd` is none of its keys"),
        ("{ distribution = \"uniform\", low = 1 }", "`uniform` lacks `high`"),
        ("{ distribution = \"uniform\" }", "`uniform` lacks `low` and `high`"),
        (
            "{ distribution = \"normal\", mean = 1 }",
            "`mean` alone does not say which `normal` is meant",
        ),
        (
            "{ distribution = \"normal\", mean = 1, sd = 1, cv = 1 }",
            "`mean`, `sd` and `cv` do not go together in a `normal`",
        ),
        (
            "{ distribution = \"normal\", mean = 1, p10 = 1 }",
            "`p10` stands beside `mean`: one distribution is said twice",
        ),
        (
            "{ distribution = \"normal\", p10 = 1 }",
            "`p10` alone does not say which `normal` is meant",
        ),
        (
            "{ distribution = \"normal\", p10 = 1, p50 = 2, p90 = 3 }",
            "`p10`, `p50` and `p90` do not go together in a `normal`",
        ),
        (
            "{ distribution = \"pert\", p10 = 1, p90 = 2 }",
            "`p10` and `p90` do not go together in a `pert`",
        ),
        ("{ distribution = \"normal\", p10 = 2, p90 = 1 }", "`p90` must be above `p10`"),
        ("{ distribution = \"normal\", p15 = 2, p90 = 1 }", "unknown key `p15`"),
        ("{ distribution = \"normal\", mean = 1, sd = -1 }", "`sd` must be above 0 (-1 given)"),
        (
            "{ distribution = \"normal\", mean = 1, cv = -1 }",
            "with `cv`, `cv` must be above 0, found -1",
        ),
        (
            "{ distribution = \"lognormal\", mean = -1, cv = 1 }",
            "with `cv`, `mean` must be above 0, found -1",
        ),
        (
            "{ distribution = \"normal\", mean = nan, sd = 1 }",
            "`mean` must be a finite number, found nan",
        ),
        (
            "{ distribution = \"normal\", mean = inf, sd = 1 }",
            "`mean` must be a finite number, found inf",
        ),
        (
            "{ distribution = \"normal\", mean = 1, sd = 1, min = 5, max = 2 }",
            "`max` must be at least `min`, which is 5",
        ),
        ("{ distribution = \"normal\", mean = 1, sd = 1 }", "give `min = 0`"),
        ("{ distribution = \"pareto\", scale = 1, shape = 0.9 }", "`size` has no finite mean"),
        ("{ distribution = \"constant\", value = 0 }", "`size` is 0 on average"),
        ("-5", "`size` must be 0 or more, found -5"),
        (
            "{ distribution = \"constant\", value = 1e12 }",
            "`size` must not be above 100,000,000,000, found 1000000000000",
        ),
        (
            "{ distribution = \"binomial\", n = 2.5, p = 0.5 }",
            "`n` must be a whole number of trials",
        ),
        ("{ distribution = \"bernoulli\", p = 1.5 }", "`p` must be from 0 to 1 (1.5 given)"),
        ("{ distribution = \"discrete\" }", "`discrete` lacks `of`"),
        ("{ distribution = \"discrete\", of = [] }", "`of` must be"),
        (
            "{ distribution = \"discrete\", of = [ { value = 1 } ] }",
            "`p` is missing: the probability of this value",
        ),
        (
            "{ distribution = \"discrete\", of = [ { value = 1, p = 0.4 } ] }",
            "the probabilities `p` must sum to 1",
        ),
        (
            "{ distribution = \"discrete\", of = [ { value = 1, share = 1 } ] }",
            "`share` is none of its keys",
        ),
        ("{ distribution = \"empirical\", values = [] }", "`values` must be"),
        ("{ distribution = \"empirical\", file = \"nps.csv\" }", "`empirical` lacks `column`"),
        (
            "{ distribution = \"empirical\", file = \"nps.csv\", column = \"who\" }",
            "\"a\" is no number",
        ),
        (
            "{ distribution = \"mixture\", of = [ { distribution = \"constant\", value = 1 } ] }",
            "`share` is missing",
        ),
        (
            "{ distribution = \"mixture\", of = [ { share = 1, distribution = \"constant\" } ] }",
            "`constant` lacks `value`",
        ),
        (
            "{ distribution = \"mixture\", of = [ { share = 0.5, distribution = \"constant\", value = 1 } ] }",
            "the shares of the mixture must sum to 1",
        ),
        (
            "{ distribution = \"constant\", value = 1, share = 1 }",
            "`share` belongs to a part of a `mixture`",
        ),
    ] {
        let shown = of_size(table);
        assert!(
            shown.contains(expected) && shown.contains(".csv:") | shown.contains("company.toml:"),
            "{table}\n\nshould say: {expected}\n\n{shown}"
        );
    }
}
