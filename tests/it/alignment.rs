//! `simulate --alignment`, held against closed forms.

use std::collections::BTreeMap;

use crate::place::Place;

/// A figure's value, half its interval (0 where it is exact), rep-years and note.
struct Row {
    value: Option<f64>,
    half: f64,
    n: u64,
    note: String,
}

impl Row {
    /// Within four standard errors, and precise enough to say something.
    fn near(&self, truth: f64, most: f64, what: &str) {
        let value = self.value.unwrap_or_else(|| panic!("{what}: {}", self.note));
        assert!(self.half < most, "{what}: ± {} says something", self.half);
        // The intervals are Student's of 20 groups: 2.093 standard errors.
        let off = (value - truth).abs() / (self.half / 2.093);
        assert!(off <= 4.0, "{what}: {value} ± {}, not {truth}", self.half);
    }
}

/// The rows of the table by team, figure and what it is of. Names of plans have no comma here.
fn figures(place: &Place) -> BTreeMap<(String, String, String), Row> {
    let table = place.read("out/tables/alignment.csv");
    let number = |cell: &str| -> Option<f64> { (!cell.is_empty()).then(|| cell.parse().unwrap()) };
    let row = |line: &str| {
        let cells: Vec<&str> = line.splitn(12, ',').map(|cell| cell.trim_matches('"')).collect();
        let [value, low, high] = [6, 7, 8].map(|column| number(cells[column]));
        let half = low.zip(high).map_or(0.0, |(low, high)| (high - low) / 2.0);
        let key = [1, 4, 5].map(|column| cells[column].to_owned());
        let row = Row { value, half, n: cells[10].parse().unwrap(), note: cells[11].to_owned() };
        (<(String, String, String)>::from(key), row)
    };
    table.lines().skip(1).map(row).collect()
}

/// Figures of a company of one team of 20, without history, turnover or market, on a plan that pays this curve once a year.
fn run(
    attainment: &str,
    more: &str,
    curve: &str,
    years: u32,
) -> BTreeMap<(String, String, String), Row> {
    let place = Place::new();
    place.write(
        "company.toml",
        &format!(
            "name = \"C\"\ncurrency = \"USD\"\n[simulation]\nyears = 1\nseed = 20\n[[team]]\nname = \"AE\"\n\
             plan = \"plan.toml\"\nheadcount = 20\nquota = 1_000_000\nattainment = {attainment}\n{more}\n"
        ),
    );
    place.write(
        "plan.toml",
        &format!(
            "name = \"P\"\ncurrency = \"USD\"\npay = {{ base = 60_000, target_incentive = 100_000 }}\n[[component]]\n\
             name = \"New\"\npays = \"target\"\nmeasure = \"new_acv\"\nquota = \"team\"\npaid = \"year\"\n\
             measured = \"year\"\n{curve}\n"
        ),
    );
    place.done(&format!(
        "simulate company.toml --quiet --alignment --alignment-years {years} --out out"
    ));
    figures(&place)
}

fn key(figure: &str) -> (String, String, String) {
    ("AE".to_owned(), figure.to_owned(), String::new())
}

/// Points of target for a point of quota: 0.5 up to half the quota, 1.5 up to all of it, 2 up to one and a half.
const LAYERS: &str = "curve = [ { at = 0.0, pays = 0.0, slope = 0.5 }, { at = 0.5, pays = 0.25, slope = 1.5 }, \
                      { at = 1.0, pays = 1.0, slope = 2.0 }, { at = 1.5, pays = 2.0 } ]";

const INDEPENDENT: &str = "attainment_correlation = 0";

/// Expected payouts of layers by limited expected values, of attainment with the mean 0.9 and cv 0.4.
#[test]
fn layers_pay_what_limited_expected_values_say() {
    for (law, expected) in [("lognormal", 0.869_194), ("gamma", 0.882_480), ("normal", 0.909_813)] {
        let attainment = format!("{{ distribution = \"{law}\", mean = 0.9, cv = 0.4 }}");
        let found = run(&attainment, INDEPENDENT, LAYERS, 1_000);
        found[&key("pay_to_target")].near(expected, 0.01, law);
        assert_eq!(found[&key("pay_to_target")].n, 20_000);
    }
}

/// The slope of the regression of layered pay on normal sales x ~ N(0.9, 0.36²) is the mean slope of the curve (Stein):
/// 1.463350. The program sells nothing where x < 0, which has the chance 0.6 % and changes moments so: with
/// a = E[x⁻] = 0.36 (φ(2.5) − 2.5 Φ(−2.5)) = 0.000721444 and E[x²; x < 0] = 0.000155544, the variance 0.1296 becomes
/// 0.9396 − 0.000155544 − 0.900721444² = 0.128145, and the covariance 1.463350 × 0.1296 − 0.909813 × 0.000721444
/// = 0.188994. So the slope is 1.474841.
#[test]
fn pay_follows_normal_sales_by_the_mean_slope_of_the_curve() {
    let normal = "{ distribution = \"normal\", mean = 0.9, cv = 0.4 }";
    let found = run(normal, INDEPENDENT, LAYERS, 1_000);
    found[&key("attainment_slope")].near(1.474_841, 0.02, "slope");
}

/// Skill with sd 0.2 and luck with sd 0.3 about 0.95: of the latent normal of attainment, luck is what the team shares, so
/// the team factor has the part 0.09 ⁄ 0.13 of the variance. Linear pay: skill explains 0.04 ⁄ 0.13 of its variance, the
/// shared factor the rest. Paid all or nothing at quota: 0.198218. (Sales below 0 are none, with a chance of 0.4 %, which
/// is within the error.)
#[test]
fn windfall_is_what_skill_does_not_explain() {
    let attainment = "{ distribution = \"normal\", mean = 0.95, sd = 0.36055512754639896 }";
    let shared = "attainment_correlation = 0.6923076923076923";
    let linear = "curve = [ { at = 0.0, pays = 0.0, slope = 1.0 } ]";
    let found = run(attainment, shared, linear, 2_000);
    found[&key("windfall_share")].near(1.0 - 0.307_692, 0.04, "linear");
    found[&key("skill_share")].near(0.307_692, 0.04, "linear");
    found[&key("market_share")].near(1.0 - 0.307_692, 0.08, "linear");
    found[&key("luck_share")].near(0.0, 0.04, "linear");
    let cliff = "curve = [ { at = 1.0, pays = 1.0 } ]";
    let found = run(attainment, shared, cliff, 2_000);
    found[&key("windfall_share")].near(1.0 - 0.198_218, 0.04, "cliff");
}

/// Lognormal pay at σ = 0.5: Gini's coefficient 2 Φ(σ ⁄ √2) − 1 = 0.276326, P90 ÷ P10 exp(2 × 1.281552 × σ) = 3.602224.
#[test]
fn pay_as_unequal_as_lognormal_results() {
    let lognormal = "{ distribution = \"lognormal\", mu = 0.0, sigma = 0.5 }";
    let linear = "curve = [ { at = 0.0, pays = 0.0, slope = 1.0 } ]";
    let found = run(lognormal, INDEPENDENT, linear, 1_000);
    found[&key("gini")].near(0.276_326, 0.005, "Gini");
    found[&key("p90_to_p10")].near(3.602_224, 0.1, "P90 to P10");
    // Linear pay on results follows them exactly; half of all reach quota, and with it target pay.
    let slope = &found[&key("attainment_slope")];
    assert!((slope.value.unwrap() - 1.0).abs() < 1e-6, "{:?}", slope.value);
    found[&key("target_reach")].near(0.5, 0.01, "target");
    found[&key("skill_share")].near(1.0, 0.03, "nothing but skill");
    // Nobody says what results are worth or how pay should be spread: that is said, and the rest is there.
    for (figure, missing) in [("value_slope", "[value]"), ("strategy_gap", "[strategy]")] {
        let row = &found[&key(figure)];
        assert_eq!((row.value, row.n), (None, 0), "{figure}");
        assert!(row.note.contains(missing), "{figure}: {}", row.note);
    }
}

/// Two territories, of 500,000 and 1,500,000 by a roster, and sales that are known: the same sales pay the rep of the
/// smaller quota more. Pay = 100,000 × sales ÷ quota; sales are 500,000, 1,500,000, 500,000, 1,500,000 on quotas of
/// 500,000 (attainments 1 and 3) and 1,500,000 (⅓ and 1): pay 100,000, 300,000, 33,333, 100,000. A million more of quota
/// costs 200,000 − 66,667 = 133,333, so its standard deviation of 500,000 costs half of the mean pay of 133,333.
#[test]
fn the_same_sales_in_two_territories() {
    let place = Place::new();
    place.write(
        "company.toml",
        "name = \"C\"\ncurrency = \"USD\"\n[simulation]\nyears = 1\nseed = 20\n[value]\nnew_acv = 1\n[[team]]\nname = \"AE\"\n\
         plan = \"plan.toml\"\nroster = \"reps.csv\"\nattainment = { distribution = \"constant\", value = 1 }\n\
         attainment_correlation = 0\n",
    );
    place.write(
        "reps.csv",
        "rep,quota,attainment\nA,500000,1\nB,500000,3\nC,1500000,0.3333333333333333\nD,1500000,1\n",
    );
    place.write(
        "plan.toml",
        "name = \"P\"\ncurrency = \"USD\"\npay = { base = 60_000, target_incentive = 100_000 }\n[[component]]\n\
         name = \"New\"\npays = \"target\"\nmeasure = \"new_acv\"\nquota = \"team\"\npaid = \"year\"\nmeasured = \"year\"\n\
         curve = [ { at = 0.0, pays = 0.0, slope = 1.0 } ]\n",
    );
    place.done("simulate company.toml --quiet --alignment --alignment-years 20 --out out");
    let found = figures(&place);
    let is = |figure: &str, truth: f64| {
        let value = found[&key(figure)].value.unwrap();
        assert!((value - truth).abs() < 1e-4, "{figure}: {value}, not {truth}");
    };
    is("territory_effect", -0.5);
    // Value 500,000 and 1,500,000: 66,667 and 200,000 on average, so 133,333 for a million.
    is("value_slope", 0.133_333);
    // Pay by target 1, 3, ⅓, 1: above target is 2 of 5⅓.
    is("upside_share", 0.375);
    is("target_reach", 0.75);
}

/// Growth at 9 % of variable pay, where leaders say that it matters as much as retention: at target pay the plan is
/// 0.41 off that, and the figures show it.
#[test]
fn growth_at_nine_per_cent_of_pay_shows() {
    let place = Place::new();
    let shipped =
        |file: &str| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("configs").join(file);
    std::fs::create_dir(place.at("companies")).unwrap();
    std::fs::create_dir(place.at("plans")).unwrap();
    for file in [
        "companies/renewal-and-growth.toml",
        "plans/am-retention-and-growth.toml",
        "plans/am-single-metric.toml",
    ] {
        std::fs::copy(shipped(file), place.at(file)).unwrap();
    }
    let screen = place.done(
        "simulate companies/renewal-and-growth.toml --years 50 --alignment --alignment-years 100 --out out",
    );
    assert!(screen.contains("Does the plan pay for what the company wants?"), "{screen}");
    let table = place.read("out/tables/alignment.csv");
    let of = |plan: &str, figure: &str, end: &str| -> f64 {
        let is_it =
            |line: &&str| line.contains(plan) && line.contains(&format!(",{figure},{end},"));
        let line = table.lines().find(is_it).unwrap_or_else(|| panic!("{plan}: {figure}"));
        let (_, rest) = line.split_once(&format!(",{figure},{end},")).unwrap();
        rest.split(',').next().unwrap().parse().unwrap()
    };
    let plan = "growth 9 %";
    let growth = of(plan, "pay_share", "growth");
    assert!((0.05..0.15).contains(&growth), "{growth}");
    let gap = of(plan, "strategy_gap", "\"\"");
    assert!((gap - (0.5 - growth)).abs() < 1e-9, "{gap} and {growth}");
    assert!(of(plan, "marginal_strategy_gap", "\"\"") > 0.3);
}

#[test]
fn the_number_of_threads_changes_no_byte_and_other_tables_stay() {
    let place = Place::new();
    let asked = "simulate --quiet --years 50 --alignment --alignment-years 45";
    for (out, threads) in [("one", 1), ("three", 3)] {
        place.done(&format!("{asked} --threads {threads} --out {out}"));
    }
    place.done("simulate --quiet --years 50 --out plain");
    for table in ["alignment", "incentive_profile", "timing"] {
        let [one, three] =
            ["one", "three"].map(|out| place.read(&format!("{out}/tables/{table}.csv")));
        assert!(one == three, "{table}");
    }
    for table in ["summary", "years", "months", "payouts"] {
        let [one, plain] =
            ["one", "plain"].map(|out| place.read(&format!("{out}/tables/{table}.csv")));
        assert!(one == plain, "{table}");
    }
}

#[test]
fn what_is_asked_for_amiss_is_refused() {
    let place = Place::new();
    for wrong in [
        "simulate --alignment-years 100",
        "simulate --alignment --alignment-years 19",
        "simulate --alignment --alignment-years -5",
        "simulate --alignment --alignment-years many",
        "simulate --alignment --shard 1/2",
    ] {
        assert_eq!(place.run(wrong).code, Some(2), "{wrong}");
    }
    assert!(place.names().is_empty(), "nothing is left behind");
}
