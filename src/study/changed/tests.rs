//! Against closed forms, and against independent runs.

use super::*;
use crate::company::altered::{Act, Change};
use crate::company::{Files, Loaded, Overrides, load};
use crate::diagnostic::{Node, Value};
use crate::metrics::{COMPANY, Metric};
use crate::statistics::{Estimate, Statistic};

/// Four reps with a quota of 100,000 who reach a lognormal attainment of mean 1 and sd 0.3, and are paid 10 % of what they
/// book; the second rate holds from quota up.
pub(in crate::study) const COMPANY_FILE: &str = "name = \"C\"\ncurrency = \"USD\"\n[simulation]\nseed = 5\n\
    [budget]\nvariable_pay = 40_000\n[[team]]\nname = \"AE\"\nplan = \"plan.toml\"\nheadcount = 4\nquota = 100_000\n\
    attainment = { distribution = \"lognormal\", mean = 1, sd = 0.3 }\nattainment_correlation = 0\n";
const PLAN: &str = "name = \"P\"\ncurrency = \"USD\"\npay = { base = 60_000, target_incentive = 10_000 }\n[[component]]\n\
    name = \"New\"\npays = \"rate\"\nmeasure = \"new_acv\"\nquota = \"team\"\npaid = \"year\"\nmeasured = \"year\"\n\
    tier_method = \"marginal\"\ntiers = [ { from = 0, rate = 0.10 }, { from = 1, rate = 0.10 } ]\n";
const DEARER: &str = "name = \"Last year\"\ncurrency = \"USD\"\npay = { base = 60_000, target_incentive = 10_000 }\n\
    [[component]]\nname = \"New\"\npays = \"rate\"\nmeasure = \"new_acv\"\nquota = \"team\"\npaid = \"year\"\nmeasured = \"year\"\n\
    tiers = [ { from = 0, rate = 0.125 } ]\n";
pub(in crate::study) const FILES: Files = Files::Embedded(&[
    ("company.toml", COMPANY_FILE),
    ("plan.toml", PLAN),
    ("dearer.toml", DEARER),
    ("last-year.toml", LAST_YEAR),
]);
const LAST_YEAR: &str = "name = \"C\"\ncurrency = \"USD\"\n[simulation]\nseed = 5\n[budget]\nvariable_pay = 40_000\n\
    [[team]]\nname = \"AE\"\nplan = \"dearer.toml\"\nheadcount = 4\nquota = 100_000\n\
    attainment = { distribution = \"lognormal\", mean = 1, sd = 0.3 }\nattainment_correlation = 0\n";

pub(in crate::study) fn base(file: &str) -> Loaded {
    load(FILES, file, &Overrides::default()).unwrap_or_else(|refused| panic!("{refused}"))
}

fn altered(base: &Loaded, files: Files, changes: &[Change]) -> Loaded {
    base.altered(files, &Overrides::default(), "test", changes)
        .unwrap_or_else(|refused| panic!("{refused}"))
        .expect("something is changed")
}

fn run(loaded: &Loaded, years: usize) -> YearFigures {
    YearFigures::run(loaded, years, 2, &|_| true).unwrap()
}

pub(in crate::study) fn error(estimate: Estimate) -> f64 {
    estimate.interval.map_or(0.0, |interval| interval.half_width() / 1.96)
}

#[test]
fn a_second_rate_costs_what_the_lognormal_says() {
    // A rate of 20 % in place of 10 % on what is above quota: 4 reps × 10,000 × E(a - 1)+. For a lognormal of mean 1 and
    // σ² = ln 1.09 that is 2 Φ(σ/2) - 1 = 0.116694: 4,667.78 a year.
    let base = base("company.toml");
    let rate = Node { span: 0..0, value: Value::Float(0.2) };
    let dearer = Change::new("plan.AE.component.New.tiers[1].rate", Act::Set(rate));
    let (of_base, of_dearer) = (run(&base, 4_000), run(&altered(&base, FILES, &[dearer]), 4_000));
    let mean = of_dearer.difference(&of_base, COMPANY, &Metric::VariablePay, Statistic::Mean);
    let mean = mean.expect("an estimate");
    assert!((mean.value - 4_667.78).abs() <= 4.0 * error(mean), "{mean:?}");
    // Paired it is known some three times as well as by two runs apart: the base's own error is much larger.
    let apart =
        of_base.estimate(COMPANY, &Metric::VariablePay, Statistic::Mean).expect("an estimate");
    assert!(error(mean) < error(apart), "{mean:?} {apart:?}");
}

#[test]
fn what_changes_nothing_differs_by_exactly_nothing() {
    let base = base("company.toml");
    let same =
        run(&altered(&base, FILES, &[Change::new("team.AE.quota", Act::Multiply(1.0))]), 500);
    let changes = same.changes_from(&run(&base, 500));
    assert_eq!(changes.len(), 8, "one of the team and seven of the company");
    for change in changes {
        assert_eq!(
            (change.difference.value, change.difference.interval),
            (0.0, None),
            "{change:?}"
        );
    }
}

#[test]
fn a_share_of_demand_is_a_share_of_pay() {
    // Pay is 10 % of results: with 0.8 times the demand it is 0.8 times as much in every year, up to a cent a rep.
    let base = base("company.toml");
    let less = Change { absent: Some(1.0), ..Change::new("market.demand", Act::Multiply(0.8)) };
    let (a, b) = (run(&altered(&base, FILES, &[less]), 100), run(&base, 100));
    let pay = |it: &YearFigures| it.values(COMPANY, &Metric::VariablePay).unwrap().to_vec();
    for (less, whole) in pay(&a).into_iter().zip(pay(&b)) {
        assert!((less - 0.8 * whole).abs() <= 0.1, "{less} {whole}");
    }
    // With 0.1 and 100,000 nothing is left in a year to overrun 40,000 that did not before: the chance falls.
    let chance = a.difference(&b, COMPANY, &Metric::BudgetOverrun, Statistic::Probability);
    assert!(chance.expect("an estimate").value < 0.0);
}

/// How much of the variance of two runs apart is left in the difference of paired ones.
#[test]
fn pairing_takes_most_of_the_error_away() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/configs/companies/mid-market.toml");
    let base = load(Files::Disk, path, &Overrides::default()).unwrap_or_else(|it| panic!("{it}"));
    let of_base = run(&base, 600);
    for (change, most) in [
        (Change::new("market.demand", Act::Multiply(0.8)), 0.15),
        (Change::new("team.AE.headcount", Act::Add(2.0)), 0.25),
        (Change::new("plan.AE.component[0].tiers[0].rate", Act::Multiply(1.1)), 0.05),
    ] {
        let changed = run(&altered(&base, Files::Disk, std::slice::from_ref(&change)), 600);
        let (pay, mean) = (&Metric::VariablePay, Statistic::Mean);
        let paired = changed.difference(&of_base, COMPANY, pay, mean).map(error).unwrap();
        let apart: f64 = [&changed, &of_base]
            .map(|it| it.estimate(COMPANY, pay, mean).map(error).unwrap().powi(2))
            .iter()
            .sum();
        let ratio = paired * paired / apart;
        println!("{}: {:.1} % of the variance of two runs apart", change.path, 100.0 * ratio);
        assert!(ratio < most, "{}: {ratio}", change.path);
    }
}
