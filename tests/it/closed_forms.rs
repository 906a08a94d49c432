//! The reference workload against closed forms: means that can be worked out on paper.
//!
//! Each mean must lie within 4 standard errors of the known value (one seed in 16,000 would fail one); the
//! error is the run's own, from its 95 % interval.

use paycurve::company::{Files, Overrides, load};
use paycurve::metrics::Metric;
use paycurve::simulate::{Model, Wanted, simulate};
use paycurve::statistics::Statistic;
use paycurve::study::Overview;

const YEARS: usize = 6_000;

#[test]
fn means_of_the_reference_workload() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/reference/company.toml");
    let loaded = load(Files::Disk, path, &Overrides::default())
        .unwrap_or_else(|refused| panic!("{refused}"));
    let model = Model::new(&loaded.company, &loaded.plans);
    let outcome =
        simulate(&model, YEARS, 2, Wanted::default(), &|_| true).expect("nobody stops it");
    let overview = Overview::new(&model.layout, &outcome).expect("it is in memory");

    // Attainment: the mean of three normals truncated at 0, by their shares; times market 1.
    let attainment = 0.950_706_1;
    // 12 reps × 40 accounts × 0.5 expansions of 20 % of 30,000, less those of the months after a churn: an
    // account that renews in month r (0-based) and churns then, with chance 0.1, misses 11 − r of 12.
    let expansion = 1_369_200.0;
    for (team, metric, known) in [
        ("AE", Metric::Attainment, attainment),
        ("AE", Metric::Bookings, 24.0 * 500_000.0 * attainment),
        ("AM", Metric::Bookings, expansion),
        ("AM", Metric::Component(1, "Upsell".into()), 0.7 * 0.1 * expansion),
        ("AM", Metric::LogoRetention, 0.9),
        // An upsell up to the month of its account's churn is taken back.
        ("AM", Metric::Clawback, 5_124.0),
        ("AE", Metric::BasePay, 24.0 * 60_000.0),
        ("AE", Metric::Quota, 24.0 * 500_000.0),
    ] {
        let line = overview.line(team, &metric).unwrap_or_else(|| panic!("no {team} {metric:?}"));
        let mean = line.summary.get(Statistic::Mean).expect("a mean");
        let error = mean.interval.map_or(0.0, |interval| interval.half_width() / 1.96);
        let off = (mean.value - known).abs();
        assert!(
            off <= 4.0 * error + 1e-6 * known,
            "{team} {metric:?}: {} instead of {known}, {:.1} standard errors off",
            mean.value,
            off / error
        );
    }
}
