//! Against closed forms.

use super::super::example::{ANY, company, show, show_year, with_books};
use super::super::subject::Tally;
use super::super::{Alignment, Figure, alignment};
use super::*;
use crate::company::Loaded;
use crate::distribution::Distribution;
use crate::events::{CompanyYear, Event, Kind, Traits};
use crate::money::Cents;
use crate::random::{Address, open_unit};
use crate::simulate::Model;
use crate::statistics::Estimate;

/// Attainment is normal with mean 0.9 and standard deviation 0.36.
const NORMAL: &str = "attainment = { distribution = \"normal\", mean = 0.9, sd = 0.36 }";
const TARGET: f64 = 100_000.0;

/// Pays 0.5, 1.5 and 2 points of target a point of quota on [0, 0.5], [0.5, 1] and [1, 1.5], then nothing more; and so much
/// at once at 100 %.
fn layers(cliff: f64) -> Loaded {
    let curve = format!(
        "pays = \"target\"\npaid = \"year\"\nmeasured = \"year\"\ncurve = [ {{ at = 0, pays = 0, slope = 0.5 }}, \
         {{ at = 0.5, pays = 0.25, slope = 1.5 }}, {{ at = 1.0, pays = {}, slope = 2.0 }}, {{ at = 1.5, pays = {} }} ]",
        1.0 + cliff,
        2.0 + cliff
    );
    company(50, 1_000_000, NORMAL, 100_000, &curve)
}

/// Expected pay of the layers in points of target where the mean attainment is `mean`: E min(max(X − a, 0), b − a) is the
/// integral of 1 − F from a to b.
fn expected(mean: f64) -> f64 {
    let normal = Distribution::normal(0.0, 1.0).unwrap();
    let density = |z: f64| (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
    let above = |a: f64| {
        let z = (mean - a) / 0.36;
        (mean - a) * normal.cdf(z) + 0.36 * density(z)
    };
    let layer = |a, b| above(a) - above(b);
    0.5 * layer(0.0, 0.5) + 1.5 * layer(0.5, 1.0) + 2.0 * layer(1.0, 1.5)
}

fn found(loaded: &Loaded, years: usize) -> Alignment {
    let model = Model::new(&loaded.company, &loaded.plans);
    alignment(&model, &loaded.plans, years, 2, &|_| true).unwrap()
}

fn estimate(found: &Alignment, name: &str) -> Estimate {
    found.figure(0, name).and_then(|figure| figure.estimate).unwrap_or_else(|| panic!("{name}"))
}

/// Within 4 standard errors of 20 groups (Student's t is 2.093): one seed in 1,300 would fail.
fn near(estimate: Estimate, truth: f64, what: &str) {
    let error = estimate.interval.map_or(0.0, |interval| interval.half_width() / 2.093);
    let off = (estimate.value - truth).abs();
    assert!(off <= 4.0 * error, "{what}: {estimate:?}, not {truth}");
}

fn of<'a>(found: &'a Alignment, name: &str) -> Vec<(&'a str, &'a Figure)> {
    let figures = found.figures.iter().filter(|figure| figure.definition.name == name);
    figures.map(|figure| (figure.of.as_deref().unwrap_or_default(), figure)).collect()
}

/// Outside numbers (integrals of the normal distribution, and Stein's lemma): expected pay 0.909813, slope of pay on results
/// 1.463350 without a cliff and 1.729908 with one of 0.25 at 100 %, so that 15.4 % of the incentive sits in it.
#[test]
fn the_incentive_of_layers_and_of_a_cliff() {
    assert!((expected(0.9) - 0.909_813).abs() < 1e-6, "{}", expected(0.9));
    let slope = (expected(0.9 + 1e-5) - expected(0.9 - 1e-5)) / 2e-5;
    assert!((slope - 1.463_350).abs() < 1e-6, "{slope}");
    let normal = Distribution::normal(0.9, 0.36).unwrap();
    // Who sells nothing (attainments below 0) cannot be brought to another result.
    let sells = 1.0 - normal.cdf(0.0);
    // The chance to be within 1 % of quota below the cliff.
    let at_cliff = normal.cdf(1.0) - normal.cdf(0.99);
    let next = expected(0.91) - expected(0.9);

    let smooth = found(&layers(0.0), 400);
    near(estimate(&smooth, "next_percent"), TARGET * next / sells, "next 1 %");
    assert_eq!(
        estimate(&smooth, "cliff_share"),
        Estimate::exact(0.0, estimate(&smooth, "cliff_share").n).unwrap()
    );
    assert!(of(&smooth, "cliff").is_empty() && of(&smooth, "fall").is_empty());
    let capped = 1.0 - normal.cdf(1.5);
    near(estimate(&smooth, "nothing_more"), capped / sells, "above the top");
    near(estimate(&smooth, "gives_up"), capped / sells, "nothing in reach above the top");
    assert_eq!(estimate(&smooth, "paid_less").value, 0.0);
    let [(place, dead)] = of(&smooth, "dead_zone")[..] else { panic!("one dead zone") };
    assert_eq!(place, "from 150 %");
    near(dead.estimate.unwrap(), capped, "who end on it");

    let cliff = found(&layers(0.25), 400);
    near(estimate(&cliff, "next_percent"), TARGET * (next + 0.25 * at_cliff) / sells, "next 1 %");
    let share: f64 = 1.0 - 1.463_350 / 1.729_908;
    assert!((share - 0.154).abs() < 5e-4);
    near(estimate(&cliff, "cliff_share"), share, "15.4 % of the incentive sits in the cliff");
    let [(place, jump)] = of(&cliff, "cliff")[..] else { panic!("one cliff") };
    assert_eq!(place, "100 %");
    assert!((jump.value().unwrap() - 25_000.0).abs() < 0.1, "{jump:?}");
}

/// The profile of the layers: pay and the next 1 % at attainments of each layer, by hand, and who ends where.
#[test]
fn the_profile_of_layers() {
    let found = found(&layers(0.25), 40);
    assert_eq!(found.profile.len(), 201);
    for (percent, pay, next) in [
        (0, 0.0, 500.0),
        (20, 10_000.0, 500.0),
        (50, 25_000.0, 1_500.0),
        (99, 98_500.0, 26_500.0),
        (100, 125_000.0, 2_000.0),
        (149, 223_000.0, 2_000.0),
        (150, 225_000.0, 0.0),
        (200, 225_000.0, 0.0),
    ] {
        let row = &found.profile[percent];
        assert_eq!(row.percent, percent);
        assert!((row.pay.value - pay).abs() < 0.05, "{percent}: {row:?}");
        assert!((row.next.value - next).abs() < 0.05, "{percent}: {row:?}");
        assert_eq!(row.pay.n, 40, "one rep a year");
    }
    let ends: f64 = found.profile.iter().map(|row| row.share.value).sum();
    assert!((ends - 1.0).abs() < 1e-12, "{ends}");
    let jumps: Vec<usize> =
        found.profile.iter().filter(|r| r.cliff.value != 0.0).map(|r| r.percent).collect();
    assert_eq!(jumps, [99]);
}

/// Pay that falls: 1 point of target a point of quota up to 120 %, from there 1.0 again. Reps end at 110 % and 119.5 %.
#[test]
fn pay_that_falls() {
    let component = "pays = \"target\"\npaid = \"year\"\nmeasured = \"year\"\n\
                     curve = [ { at = 0, pays = 0, slope = 1 }, { at = 1.2, pays = 1.0 } ]";
    let loaded = company(2, 100_000, ANY, 100_000, component);
    let model = Model::new(&loaded.company, &loaded.plans);
    show(&model, &loaded, &[vec![(4, 110_000.0)], vec![(4, 119_500.0)]], |seen| {
        let mut close = Near::new(&seen.subject);
        close.add(seen);
        let figures = Near::figures(&[&close], &seen.subject);
        let value = |name: &str| {
            figures.iter().find(|f| f.definition.name == name).and_then(Figure::value).unwrap()
        };
        // 1,000 more at 110 %; at 119.5 % the next point leads to 100,000 in place of 119,500.
        assert_eq!(value("next_percent"), (1_000.0 - 19_500.0) / 2.0);
        assert_eq!(value("paid_less"), 0.5);
        assert_eq!(value("nothing_more"), 0.5);
        assert_eq!(value("gives_up"), 0.5, "the other can still reach 119 %");
        let mut curve = Curve::new(&seen.subject);
        curve.add(seen);
        let figures = Curve::figures(&[&curve], &seen.subject);
        let told: Vec<_> = figures
            .iter()
            .map(|f| (f.definition.name, f.of.as_deref().unwrap(), f.value().unwrap()))
            .collect();
        // From 119,000 to 100,000; the jump is a usual step of 1,000 more.
        assert_eq!(
            told,
            [
                ("cliff", "120 %", -20_000.0),
                ("dead_zone", "from 120 %", 0.0),
                ("fall", "119–120 %", 19_000.0)
            ]
        );
    });
}

/// Half the target of 30,000 from 90 % NRR, all of it from 100 %, each point beyond 110 % at 1.5 times the rate. Two books of
/// 100,000: one that lost 3,000 and sold 2,000, and one that sold 2,000.
#[test]
fn bands_of_net_retention() {
    let component = "pays = \"target\"\nmeasure = \"nrr\"\npaid = \"year\"\nmeasured = \"year\"\n\
                     curve = [ { at = 0.9, pays = 0.5 }, { at = 1.0, pays = 1.0 }, { at = 1.1, pays = 1.0, slope = 1.5 } ]";
    let loaded = with_books(2, component);
    let model = Model::new(&loaded.company, &loaded.plans);
    let mut year = CompanyYear::default();
    model.simulator.draw(0, &mut year);
    let mut enter = |seat: usize, kind: Kind, dollars: i64| {
        let ledger = &mut year.teams[0].seats[seat].ledger;
        let (traits, amount) = (Traits::NONE, Cents(100 * dollars));
        ledger.enter(Event { month: 5, kind, term_months: 0, traits, account: 0, amount });
    };
    enter(0, Kind::Contraction, 3_000);
    enter(0, Kind::Upsell, 2_000);
    enter(1, Kind::Upsell, 2_000);
    show_year(&model, &loaded, 0, 0, &year, |seen| {
        assert_eq!(seen.reps.iter().map(|rep| rep.pay).collect::<Vec<_>>(), [15_000.0, 30_000.0]);
        let mut close = Near::new(&seen.subject);
        close.add(seen);
        let figures = Near::figures(&[&close], &seen.subject);
        assert!(figures.iter().all(|figure| figure.of.as_deref() == Some("NRR")));
        let told: Vec<_> =
            figures.iter().map(|f| (f.definition.name, f.value().unwrap())).collect();
        assert_eq!(
            told,
            [
                // From 99 % to 100 %: 15,000 more. From 102 % to 103 %: nothing.
                ("next_percent", 7_500.0),
                ("cliff_share", 1.0),
                ("nothing_more", 0.5),
                // From 111 % on the other is paid more.
                ("gives_up", 0.0),
                ("paid_less", 0.0)
            ]
        );
        let mut curve = Curve::new(&seen.subject);
        curve.add(seen);
        assert_eq!(Curve::rows(&[&curve], &seen.subject), [], "no quota, no profile");
    });
}

/// Outside numbers: a quarter's quota of 1, twice the rate above it, four independent quarters N(1, 0.3²). As they are,
/// 4 (1 + 0.3 φ(0)) = 4.478731; spread evenly, 4 + 0.6 φ(0) = 4.239365, which is what the year's quota pays; all in one quarter,
/// 2 × 4 − 1 = 7, in units of what a quarter's quota pays: 5,000.
#[test]
fn quarters_that_start_anew() {
    let component = "pays = \"rate\"\npaid = \"quarter\"\nmeasured = \"quarter\"\ntier_method = \"marginal\"\n\
                     tiers = [ { from = 0, rate = 0.5 }, { from = 1, rate = 1.0 } ]";
    let loaded = company(500, 40_000, ANY, 40_000, component);
    let model = Model::new(&loaded.company, &loaded.plans);
    let normal = Distribution::normal(10_000.0, 3_000.0).unwrap();
    let mut stream = Address::year(4, 0).open_design();
    let mut groups = Vec::new();
    for _ in 0..20 {
        let quarters =
            |_| (0..4).map(|q| (3 * q + 2, normal.quantile(open_unit(&mut stream)))).collect();
        let deals: Vec<Vec<(u16, f64)>> = (0..500).map(quarters).collect();
        show(&model, &loaded, &deals, |seen| {
            let mut resets = Resets::new(&seen.subject);
            resets.add(seen);
            groups.push(resets);
        });
    }
    let groups: Vec<&Resets> = groups.iter().collect();
    show(&model, &loaded, &[], |seen| {
        let figures = Resets::figures(&groups, &seen.subject);
        for (figure, truth) in figures.iter().zip([4.478_731, 4.239_365, 7.0]) {
            near(figure.estimate.unwrap(), 5_000.0 * truth, figure.definition.name);
        }
        near(figures[3].estimate.unwrap(), 1.0 - 4.239_365 / 4.478_731, "paid for timing");
    });
}
