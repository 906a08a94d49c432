//! Against expectations worked out by hand.
//!
//! A book of constant accounts: each is worth 10,000 and churns at its renewal with chance 0.2; it expands 0.6 times a
//! year by 1,000, of which the rep is paid 10 %. Within a month expansions come before renewals, so an account that
//! churns in month k had k + 1 months to expand in, and the churn finds expansions of 13 months: those of its own month
//! and of the twelve before.

use super::super::{Alignment, Figure, alignment};
use crate::company::{Files, Loaded, Overrides, load};
use crate::simulate::Model;

fn book(accounts: usize, plan: &'static str) -> Loaded {
    let company = format!(
        "name = \"C\"\ncurrency = \"USD\"\n[simulation]\nseed = 5\nhistory_months = 12\n[[team]]\nname = \"AM\"\n\
         plan = \"plan.toml\"\nheadcount = 10\nattainment = 1\nattainment_correlation = 0\n[team.book]\n\
         accounts = {accounts}\narr = 10_000\nchurn = 0.2\nexpansion = {{ per_year = 0.6, share = 0.1 }}\n"
    );
    let files: &'static [(&str, &str)] =
        Box::leak(Box::new([("company.toml", &*company.leak()), ("plan.toml", plan)]));
    load(Files::Embedded(files), "company.toml", &Overrides::default())
        .unwrap_or_else(|refused| panic!("{refused}"))
}

/// 10 % of upsells, with a clawback of these keys; none where there are none.
fn commission(clawback: &str) -> &'static str {
    let plan = "name = \"P\"\ncurrency = \"USD\"\npay = { base = 60_000, target_incentive = 50_000 }\n[[component]]\n\
                name = \"Upsell\"\npays = \"rate\"\nmeasure = \"upsell_acv\"\npaid = \"month\"\nmeasured = \"month\"\n\
                tiers = [ { from_amount = 0, rate = 0.10 } ]\n";
    match clawback {
        "" => plan,
        keys => format!("{plan}[component.clawback]\n{keys}\n").leak(),
    }
}

fn look(loaded: &Loaded, years: usize) -> Alignment {
    let model = Model::new(&loaded.company, &loaded.plans);
    alignment(&model, &loaded.plans, years, 2, &|_| true).unwrap()
}

fn figure<'a>(found: &'a Alignment, name: &str) -> &'a Figure {
    found.figure(0, name).unwrap_or_else(|| panic!("no figure {name}"))
}

/// Within 4 standard errors; half an interval is t₀.₉₇₅(19) = 2.093 of them.
fn near(found: &Alignment, name: &str, truth: f64) {
    let estimate = figure(found, name).estimate.unwrap_or_else(|| panic!("{name} has no value"));
    let error = estimate.interval.unwrap().half_width() / 2.093;
    let off = (estimate.value - truth).abs();
    assert!(off <= 4.0 * error, "{name}: {estimate:?}, not {truth}");
    assert!(error <= 0.05 * truth.abs(), "{name} says little: {estimate:?}");
}

/// Of 48 accounts 9.6 churn, and each takes 0.05 · 13 expansions with it: 9.6 · 0.65 · 100 = 624 of pay. All pay is
/// 48 · 0.6 · 100 · (0.8 + 0.2 · 6.5 ⁄ 12) = 2,616.
#[test]
fn pay_on_sales_that_churned() {
    let found = look(&book(48, commission("")), 400);
    near(&found, "lost_sales_pay", 624.0);
    near(&found, "lost_sales_pay_share", 624.0 / 2_616.0);
    near(&found, "lost_sales_pay_kept", 624.0);
    near(&found, "lost_sales_pay_kept_share", 624.0 / 2_616.0);
    near(&found, "sold_arr_churned", 6_240.0 / 26_160.0);
    let open = figure(&found, "clawback_exposure");
    assert_eq!((open.value(), open.note.as_deref()), (None, Some("the plan has no clawback")));
}

/// Pro rata, twelve months: a sale p months before the churn gives back (12 − p) ⁄ 12, in all 6.5 months' worth of the
/// 13, and so half. A month after the year, the 38.4 accounts left hold sales 1 to 12 months old, of which 66 ⁄ 12 = 5.5
/// months' worth could be recovered: 38.4 · 0.05 · 5.5 · 100 = 1,056. In full it is twelve months' worth, 2,304.
#[test]
fn what_clawbacks_take_back_and_could_still() {
    let keys = |months: u32, recovers: &str| {
        format!("on = [\"churn\"]\nwithin_months = {months}\nrecovers = {recovers}\nat = \"paid\"")
    };
    let pro_rata = look(&book(48, commission(&keys(12, "\"pro_rata\""))), 400);
    near(&pro_rata, "lost_sales_pay", 624.0);
    near(&pro_rata, "lost_sales_pay_kept", 312.0);
    near(&pro_rata, "clawback_exposure", 1_056.0);
    near(&pro_rata, "clawback_exposure_share", 1_056.0 / (2_616.0 - 312.0));
    let full = look(&book(48, commission(&keys(12, "\"full\""))), 400);
    assert_eq!(figure(&full, "lost_sales_pay_kept").value(), Some(0.0));
    near(&full, "clawback_exposure", 2_304.0);
    // Of 24 months, pro rata: (24 − p) ⁄ 24 for p = 0 … 12 is 9.75 months' worth. The timeline reaches back 24 months at
    // the end of the year, of which (24 − p) ⁄ 24 for p = 1 … 24 is 11.5 months' worth.
    let longer = look(&book(48, commission(&keys(24, "\"pro_rata\""))), 400);
    near(&longer, "lost_sales_pay_kept", 624.0 - 9.6 * 0.05 * 9.75 * 100.0);
    near(&longer, "clawback_exposure", 38.4 * 0.05 * 11.5 * 100.0);
    // Six months in full, then half up to twelve: 7 + 6 ⁄ 2 = 10 months' worth; a month on 6 + 6 ⁄ 2 = 9.
    let bands = "[ { within = 6, share = 1.0 }, { within = 12, share = 0.5 } ]";
    let banded = look(&book(48, commission(&keys(12, bands))), 400);
    near(&banded, "lost_sales_pay_kept", 624.0 - 9.6 * 0.05 * 10.0 * 100.0);
    near(&banded, "clawback_exposure", 38.4 * 0.05 * 9.0 * 100.0);
}

/// One account, which renews in the first month: a book shrinks where it churns then. Pay of such a rep is that of the one
/// month, 0.05 · 100 = 5, of the others 60.
///
/// What such a rep sold the year before is lost, all of it, of others nothing: retention is 0 with chance 0.2, else 1,
/// whatever was sold. With N the sales of the plan year, Poisson with 0.05 or 0.6, E\[N\] = 0.49 and E\[N²\] = 0.8 · 0.96 +
/// 0.2 · 0.0525 = 0.7785, so the correlation is 0.16 · 0.55 ⁄ √(0.5384 · 0.16) = 0.299826.
#[test]
fn pay_of_those_whose_book_shrank() {
    let found = look(&book(1, commission("")), 20_000);
    near(&found, "shrunk_book_reps", 0.2);
    near(&found, "shrunk_book_pay", 5.0);
    near(&found, "shrunk_book_pay_share", 1.0 / 49.0);
    near(&found, "shrunk_book_pay_ratio", 1.0 / 12.0);
    near(&found, "pay_retention_correlation", 0.299_826);
}

/// Paid on NRR, no pay is that of a sale; without expansions, nothing is sold that could be lost.
#[test]
fn what_cannot_be_told_says_why() {
    let nrr = "name = \"P\"\ncurrency = \"USD\"\npay = { base = 60_000, target_incentive = 50_000 }\n[[component]]\n\
               name = \"NRR\"\npays = \"target\"\nmeasure = \"nrr\"\npaid = \"year\"\nmeasured = \"year\"\n\
               curve = [ { at = 0.5, pays = 1.0 } ]\n";
    let found = look(&book(48, nrr), 40);
    for (name, begins) in [
        ("lost_sales_pay", "no component pays on single sales"),
        ("lost_sales_pay_kept_share", "no component pays on single sales"),
        ("clawback_exposure", "the plan has no clawback"),
        ("pay_retention_correlation", "pay, or the retention of what was sold, is the same"),
    ] {
        let figure = figure(&found, name);
        let note = figure.note.as_deref().unwrap_or_default();
        assert!(figure.value().is_none() && note.starts_with(begins), "{name}: {note:?}");
    }
    near(&found, "sold_arr_churned", 6_240.0 / 26_160.0);
}

/// Whatever the threads, the same bits.
#[test]
fn figures_do_not_depend_on_threads() {
    let loaded = book(
        48,
        commission("on = [\"churn\"]\nwithin_months = 6\nrecovers = \"full\"\nat = \"paid\""),
    );
    let model = Model::new(&loaded.company, &loaded.plans);
    let of = |threads| alignment(&model, &loaded.plans, 100, threads, &|_| true).unwrap().figures;
    assert_eq!(of(1), of(3));
}
