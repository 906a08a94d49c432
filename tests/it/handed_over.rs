//! Accounts that one team wins and another keeps, against expectations worked out on paper (each mean within
//! 4 standard errors: one seed in 16,000 would fail one), and against each other to the cent.

use std::collections::BTreeMap;

use paycurve::credit::{Gauge, Months};
use paycurve::events::{CompanyYear, Kind, Ledger, NO_ACCOUNT, Names};
use paycurve::metrics::Metric;
use paycurve::money::Cents;
use paycurve::plan::{Measure, RatioMeasure};
use paycurve::simulate::{Model, Wanted, simulate};
use paycurve::statistics::Statistic;
use paycurve::study::Overview;

use crate::sold::{Sample, company, years};

const SELLERS: usize = 4;
/// Deals a seller and month: 1,200,000 a year in deals of 30,000.
const DEALS: f64 = 40.0 / 12.0;

/// Two teams; `top` stands at the top of the file, `book` in the keepers' book.
fn text(top: &str, book: &str) -> String {
    format!(
        r#"
name = "Acme"
currency = "USD"
{top}
[[team]]
name = "AM"
plan = "plan.toml"
headcount = 3
attainment = 1.2
attainment_correlation = 0.0
  [team.book]
  accounts = 2
  arr = 10_000
  {book}

[[team]]
name = "AE"
plan = "plan.toml"
headcount = {SELLERS}
quota = 1_200_000
attainment = 1.0
attainment_correlation = 0.0
  [team.deals]
  size = 30_000
"#
    )
}

const HANDED: &str = "hand_over = { from = \"AE\", to = \"AM\", after_months = 5 }";
const BOOK: &str = r#"churn = { distribution = "beta", mean = 0.2, sd = 0.1 }
  contraction = { chance = 0.25, share = 0.4 }
  expansion = { per_year = 0.6, share = 0.2, cross_sell = 0.3 }"#;

fn with_history(months: usize) -> String {
    format!("{HANDED}\n[simulation]\nhistory_months = {months}\n")
}

/// What happened to accounts that were handed over, in all books.
fn handed(year: &CompanyYear, kind: Kind, months: std::ops::Range<u16>) -> (f64, f64) {
    let events = year.teams[0].seats.iter().flat_map(|seat| &seat.ledger.events);
    let of_kind = events.filter(|e| e.kind == kind && e.account >= 2 && months.contains(&e.month));
    of_kind.fold((0.0, 0.0), |(n, sum), e| (n + 1.0, sum + e.amount.to_f64()))
}

#[test]
fn accounts_live_on_in_the_books_of_their_keepers() {
    let loaded = company(&text(&with_history(12), BOOK));
    // The plan year is months 12 to 23. Sold in month t, joined in t + 5, renewed in t + 12.
    let sold = SELLERS as f64 * DEALS;
    let rate = 1.2 * 0.6 / 12.0;
    // Eight months of expansions up to and with the renewal, each of a fifth of 30,000.
    let due = 30_000.0 * (1.0 + 0.2 * 8.0 * rate);
    let mut open_months = 0.0;
    for t in 0..24_i32 {
        for month in (t + 5).max(12)..24 {
            open_months += if month > t + 12 { 0.8 } else { 1.0 };
        }
    }
    let expansions = sold * open_months * rate;
    let expected = [
        (Kind::Churn, 12.0 * sold * 0.2, 12.0 * sold * 0.2 * due),
        (Kind::Contraction, 12.0 * sold * 0.8 * 0.25, 12.0 * sold * 0.8 * 0.25 * 0.4 * due),
        (Kind::Upsell, 0.7 * expansions, 0.7 * expansions * 6_000.0),
        (Kind::CrossSell, 0.3 * expansions, 0.3 * expansions * 6_000.0),
    ];
    let mut numbers: [Sample; 4] = Default::default();
    let mut amounts: [Sample; 4] = Default::default();
    let (mut at_start, mut joined) = (Sample::default(), Sample::default());
    years(&loaded, 4_000, |year| {
        for (i, (kind, ..)) in expected.iter().enumerate() {
            let (number, amount) = handed(year, *kind, 12..24);
            numbers[i].add(number);
            amounts[i].add(amount);
        }
        let accounts = || {
            let seats = year.teams[0].seats.iter();
            seats.flat_map(|seat| seat.ledger.accounts.iter().skip(2))
        };
        at_start.add(accounts().filter(|a| a.opened == 12).count() as f64);
        joined.add(accounts().filter(|a| a.opened > 12).count() as f64);
    });
    for (i, (kind, number, amount)) in expected.iter().enumerate() {
        numbers[i].has_mean(*number, &format!("{kind:?}"));
        amounts[i].has_mean(*amount, &format!("{kind:?} in dollars"));
    }
    at_start.has_mean(8.0 * sold, "accounts that joined before the year or at its start");
    joined.has_mean(11.0 * sold, "accounts that joined during the year");
}

/// Every account's ARR is what was sold, added and lost; the seller is told of every loss.
#[test]
fn books_balance_and_sellers_know_what_they_lost() {
    let loaded = company(&text(&with_history(36), BOOK));
    let mut losses = 0;
    years(&loaded, 100, |year| {
        let [keepers, sellers] = &year.teams[..] else { panic!("two teams") };
        let mut lost = [Vec::new(), Vec::new()];
        for keeper in &keepers.seats {
            let ledger = &keeper.ledger;
            let told = ledger.losses.iter().filter(|loss| loss.account >= 2);
            lost[0].extend(told.map(|l| (l.month, l.lost, l.before, l.churned)));
            assert!(ledger.losses.is_sorted_by_key(|loss| loss.month));
            for (number, account) in ledger.accounts.iter().enumerate() {
                let own = ledger.events.iter().filter(|e| e.account as usize == number);
                let moved: Cents = own
                    .filter(|e| e.month >= account.opened)
                    .map(|e| if e.kind.takes_arr() { -e.amount } else { e.amount })
                    .sum();
                if account.opened < 48 {
                    assert_eq!(account.opening + moved, account.closing, "{account:?}");
                }
                assert_eq!(account.open, account.closing > Cents::ZERO, "{account:?}");
            }
        }
        for seller in &sellers.seats {
            let sold: BTreeMap<u32, u16> = (seller.ledger.events.iter())
                .filter(|e| e.kind == Kind::New)
                .map(|e| (e.account, e.month))
                .collect();
            assert!(!sold.contains_key(&NO_ACCOUNT));
            for loss in &seller.ledger.losses {
                assert_eq!((loss.month - sold[&loss.account]) % 12, 0, "a loss is at a renewal");
            }
            let told = seller.ledger.losses.iter();
            lost[1].extend(told.map(|l| (l.month, l.lost, l.before, l.churned)));
            assert!(seller.ledger.accounts.is_empty());
        }
        for lost in &mut lost {
            lost.sort_unstable();
        }
        assert_eq!(lost[0], lost[1]);
        losses += lost[0].len();
    });
    assert!(losses > 10_000, "{losses}");
}

/// An account renews every year: half of those that stayed leave at the next renewal, and those that left
/// before the plan year are in no book of it.
#[test]
fn accounts_renew_every_year() {
    let book = "churn = 0.5";
    let loaded = company(&text(&with_history(24), book));
    let yearly = 12.0 * SELLERS as f64 * DEALS;
    let (mut before, mut within, mut gone) =
        (Sample::default(), Sample::default(), Sample::default());
    years(&loaded, 4_000, |year| {
        before.add(handed(year, Kind::Churn, 12..24).0);
        within.add(handed(year, Kind::Churn, 24..36).0);
        let accounts = year.teams[0].seats.iter().flat_map(|seat| &seat.ledger.accounts);
        gone.add(accounts.filter(|account| account.opened == 36).count() as f64);
    });
    before.has_mean(0.5 * yearly, "churns in the year before");
    within.has_mean((0.5 + 0.25) * yearly, "churns in the plan year");
    gone.has_mean(0.5 * yearly, "accounts that were lost before the plan year");
}

#[test]
fn a_hand_over_moves_nothing_that_was_drawn_without_it() {
    let with = company(&text(&with_history(12), BOOK));
    let without = company(&text("[simulation]\nhistory_months = 12\n", BOOK));
    let drawn = |loaded| {
        let mut all = Vec::new();
        years(loaded, 50, |year| {
            let events = year.teams.iter().flat_map(|team| &team.seats).flat_map(|seat| {
                let book = seat.ledger.accounts.len().min(2) as u32;
                let events = seat.ledger.events.iter();
                events.filter(move |e| e.kind == Kind::New || e.account < book)
            });
            all.extend(events.map(|e| (e.month, e.kind, e.amount)));
        });
        all
    };
    assert_eq!(drawn(&with), drawn(&without));
    // Accounts that would join after the year's end are as good as not handed over.
    let late = HANDED.replace("= 5", "= 12");
    let late = company(&text(&late, BOOK));
    years(&late, 20, |year| {
        let accounts = year.teams[0].seats.iter().map(|seat| seat.ledger.accounts.len());
        assert_eq!(accounts.collect::<Vec<_>>(), [2, 2, 2]);
    });
}

#[test]
fn what_was_sold_is_kept_or_lost_to_its_seller() {
    let loaded = company(&text(&with_history(12), BOOK));
    let names = Names::default();
    let gauge = |ratio| Gauge::compile(&Measure::Ratio(ratio), &names);
    let (grr, logos) = (gauge(RatioMeasure::SoldGrr), gauge(RatioMeasure::SoldLogoRetention));
    // Of an account that contracts 0.6 × (1 + 0.2 N) is left, of what was sold at most all; N is Poisson.
    let mean: f64 = 8.0 * 1.2 * 0.6 / 12.0;
    let mut left = 0.0;
    let mut chance = (-mean).exp();
    for n in 0..20 {
        left += chance * (0.6 * (1.0 + 0.2 * f64::from(n))).min(1.0);
        chance *= mean / f64::from(n + 1);
    }
    let of_sold = 0.8 * (0.75 + 0.25 * left);
    let (mut sold, mut kept, mut open) = (Sample::default(), Sample::default(), Sample::default());
    years(&loaded, 4_000, |year| {
        let ledgers = || year.teams[1].seats.iter().map(|seat| &seat.ledger);
        let months = Months { from: 12, to: 24 };
        let parts = grr.pool(ledgers().map(|ledger: &Ledger| (ledger, months)));
        sold.add(parts.denominator as f64 / 100.0);
        kept.add(parts.numerator as f64 / 100.0 - of_sold * parts.denominator as f64 / 100.0);
        let parts = logos.pool(ledgers().map(|ledger: &Ledger| (ledger, months)));
        open.add(parts.numerator as f64 - 0.8 * parts.denominator as f64);
    });
    sold.has_mean(SELLERS as f64 * 1_200_000.0, "sold in the year before");
    kept.has_mean(0.0, "kept beyond expectation");
    open.has_mean(0.0, "accounts kept beyond expectation");
}

/// The retention of a team is that of the accounts it had at the start of the year.
#[test]
fn accounts_that_join_do_not_count_as_growth() {
    let quiet = "churn = 0.0";
    let loaded = company(&text(&with_history(12), quiet));
    let model = Model::new(&loaded.company, &loaded.plans);
    let outcome = simulate(&model, 20, 1, Wanted::default(), &|_| true).expect("nobody stops it");
    let overview = Overview::new(&model.layout, &outcome).expect("it is in memory");
    for metric in [Metric::Nrr, Metric::Grr, Metric::LogoRetention] {
        for statistic in [Statistic::Min, Statistic::Max] {
            let line = overview.line("AM", &metric).expect("the team has a book");
            let value = line.summary.get(statistic).expect("it has a value").value;
            assert_eq!(value, 1.0, "{metric:?} {statistic:?}");
        }
    }
}
