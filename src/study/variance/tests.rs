//! Against closed forms, and against runs of a larger company.

use super::*;
use crate::company::{Files, Loaded, Overrides, load};
use crate::metrics::COMPANY;
use crate::random::Purpose;
use crate::simulate::{Wanted, simulate};
use crate::statistics::{Estimate, Scratch, Statistic, summarise};

/// Reps who are paid 10 % of deals, 50,000 ± 50,000 each, on a quota of 500,000.
fn commission(heads: usize, market: &str, correlation: &str) -> Loaded {
    let company = format!(
        "name = \"C\"\ncurrency = \"USD\"\n[simulation]\nyears = 4_000\nseed = 5\n{market}\n[[team]]\nname = \"AE\"\n\
         plan = \"plan.toml\"\nheadcount = {heads}\nquota = 500_000\nattainment_correlation = {correlation}\n\
         attainment = {{ distribution = \"uniform\", low = 0.5, high = 1.5 }}\n[team.deals]\n\
         size = {{ distribution = \"lognormal\", mean = 50_000, sd = 50_000 }}\n"
    );
    let plan = "name = \"P\"\ncurrency = \"USD\"\npay = { base = 60_000, target_incentive = 50_000 }\n[[component]]\n\
        name = \"New\"\npays = \"rate\"\nmeasure = \"new_acv\"\nquota = \"team\"\npaid = \"month\"\nmeasured = \"year\"\n\
        against = \"full\"\ntrue_up = \"forward\"\ntiers = [ { from = 0, rate = 0.10 } ]\n";
    let files: &'static [(&str, &str)] =
        Box::leak(Box::new([("company.toml", &*company.leak()), ("plan.toml", plan)]));
    load(Files::Embedded(files), "company.toml", &Overrides::default())
        .unwrap_or_else(|refused| panic!("{refused}"))
}

fn split(loaded: &Loaded, years: usize, threads: usize) -> VarianceSplit {
    let model = Model::new(&loaded.company, &loaded.plans);
    variance_split(&model, years, threads, &|_| true).unwrap()
}

fn error(estimate: Estimate) -> f64 {
    estimate.interval.map_or(0.0, |interval| interval.half_width() / 1.96)
}

/// Within 4 standard errors: one seed in 16,000 would fail.
fn near(estimate: Estimate, truth: f64, what: &str) {
    assert!(
        (estimate.value - truth).abs() <= 4.0 * error(estimate),
        "{what}: {estimate:?}, not {truth}"
    );
}

#[test]
fn every_draw_belongs_to_one_source() {
    for purpose in Purpose::ALL {
        let holds = |source: &&Source| source.purposes().contains(purpose);
        assert_eq!(Source::ALL.iter().filter(holds).count(), 1, "{purpose:?}");
    }
}

/// Sources that are left out decide nothing: taken from the twin or not, a year's figures are the same.
#[test]
fn what_is_left_out_decides_nothing() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/configs/companies");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let loaded = load(Files::Disk, path.to_str().unwrap(), &Overrides::default())
            .unwrap_or_else(|refused| panic!("{refused}"));
        let model = Model::new(&loaded.company, &loaded.plans);
        let laboratory = Laboratory { layout: model.layout.clone(), ..Laboratory::new(&model) };
        let left_out =
            Source::ALL.into_iter().filter(|source| !laboratory.sources.contains(source));
        let left_out = left_out.fold(Purposes::NONE, |all, source| all.with(source.purposes()));
        let all = laboratory.purposes(Subset::of(0..laboratory.sources.len()));
        let mut desk = Desk::default();
        let width = laboratory.layout.columns.len();
        let mut row = |number, from_twin| -> Vec<u64> {
            desk.values.resize(width, 0.0);
            laboratory.run(number, from_twin, 0..width, &mut desk);
            desk.values.iter().map(|value| value.to_bits()).collect()
        };
        for number in 0..5 {
            let plain = row(number, Purposes::NONE);
            assert_eq!(row(number, left_out), plain, "{}", path.display());
            assert_ne!(row(number, all), plain, "{}", path.display());
        }
    }
}

/// Eight reps a, independent: pay is 10 % of a Poisson number of deals with mean 10 a, so of one rep's variance
/// (50,000)² ⁄ 12 is attainment and 10 · E[size²] ⁄ 100 = 5 · 10⁸ the deals, of which Var(size) ⁄ 10 = 2.5 · 10⁸ stays when
/// their number is known: 7.0833 · 10⁸ in all. Nothing is shared.
#[test]
fn independent_reps_by_closed_form() {
    let loaded = commission(8, "", "0.0");
    let found = split(&loaded, 2_000, 2);
    assert_eq!(found.sources, [Source::Attainment, Source::DealCount, Source::DealSize]);
    let pay = found.figure(COMPANY, &Metric::VariablePay).unwrap();
    let [attainment, count, size] = &pay.effects.inputs[..] else { panic!("three sources") };
    near(attainment.first, 2.5 / 8.5, "attainment alone");
    near(size.total, 3.0 / 8.5, "sizes when all else is known");
    for effect in [attainment, count, size] {
        assert!(error(effect.shapley) < 0.02 && effect.shapley.value > 0.0, "{effect:?}");
    }
    let now = pay.with_heads(1.0).unwrap();
    assert_eq!(now.systematic, Estimate { value: 0.0, interval: None, n: 2_000 });
    for heads in HEADS {
        let relative_sd = pay.with_heads(heads).unwrap().relative_sd.unwrap();
        let truth = (8.0 * heads * 8.5e9 / 12.0).sqrt() / (8.0 * heads * 50_000.0);
        near(relative_sd, truth, "the spread of a sum of independent reps");
    }
}

/// Nothing but the market: pay is quota × demand × 10 %, without deals, for every rep alike.
#[test]
fn a_market_alone_does_not_diversify() {
    let market = "[market]\ndemand = { distribution = \"lognormal\", mean = 1.0, sd = 0.1 }";
    let loaded = commission(8, market, "0.0");
    let mut company = loaded.company.clone();
    company.teams[0].deals = None;
    company.teams[0].attainment = crate::distribution::Distribution::constant(1.0).unwrap();
    let model = Model::new(&company, &loaded.plans);
    let found = variance_split(&model, 500, 2, &|_| true).unwrap();
    assert_eq!(found.sources, [Source::Market]);
    let pay = found.figure(COMPANY, &Metric::VariablePay).unwrap();
    assert_eq!(pay.effects.inputs[0].shapley.value, 1.0);
    for heads in [0.5, 10.0, f64::INFINITY] {
        let scaled = pay.with_heads(heads).unwrap();
        assert_eq!(scaled.systematic.value, 1.0);
        near(scaled.relative_sd.unwrap(), 0.1, "the market's own");
    }
}

/// What is said of twice the heads is what a company of twice the heads shows; and of the same heads the same.
#[test]
fn twice_the_heads_as_simulated() {
    let market = "[market]\ndemand = { distribution = \"lognormal\", mean = 1.0, sd = 0.15 }";
    let found = split(&commission(6, market, "0.1"), 3_000, 2);
    let pay = found.figure(COMPANY, &Metric::VariablePay).unwrap();
    for (heads, company) in [(1.0, 6), (2.0, 12), (10.0, 60)] {
        let loaded = commission(company, market, "0.1");
        let model = Model::new(&loaded.company, &loaded.plans);
        let outcome = simulate(&model, 4_000, 2, Wanted::default(), &|_| true).unwrap();
        let column = model.layout.find(COMPANY, &Metric::VariablePay).unwrap();
        let mut values = Vec::new();
        outcome.figure(column, &mut values).unwrap();
        let summary = summarise(&values, &mut Scratch::default());
        let (mean, sd) =
            (summary.get(Statistic::Mean).unwrap(), summary.get(Statistic::Sd).unwrap());
        let said = pay.with_heads(heads).unwrap().relative_sd.unwrap();
        let (seen, seen_error) =
            (sd.value / mean.value, (error(sd) + error(mean) * 0.2) / mean.value);
        let apart = (said.value - seen).abs();
        assert!(apart <= 4.0 * error(said).hypot(seen_error), "{heads}: {said:?}, seen {seen}");
        assert!(apart < 0.1 * seen, "{heads}: {said:?}, seen {seen}");
    }
}

#[test]
fn the_same_bits_at_any_number_of_threads() {
    let loaded = commission(3, "", "0.1");
    let (one, three) = (split(&loaded, 100, 1), split(&loaded, 100, 3));
    for (one, three) in one.figures.iter().zip(&three.figures) {
        assert_eq!(one.effects, three.effects);
    }
    assert_eq!(one.figures.len(), 4, "variable pay and total cost of the team and the company");
}
