//! Teams drawn as a whole against the same teams drawn seat by seat.

use crate::company::{Company, Files, Loaded, Overrides, load};
use crate::events::{
    Account, CompanyYear, Event, Kind, Ledger, Listed, LostSale, SeatYear, Simulator, Sums,
    UnlistedBook, YearsInSums,
};
use crate::wide::tests::in_each_width;

const PLAN: &str = r#"
name = "Plan"
currency = "USD"
[pay]
base = 60_000
target_incentive = 40_000
[[component]]
name = "Commission"
pays = "rate"
measure = "new_acv"
paid = "month"
measured = "year"
against = "full"
true_up = "both"
tier_method = "marginal"
tiers = [ { from_amount = 0, rate = 0.10 } ]
"#;

/// Teams of every form that is drawn as a whole: deals, one amount a month, books, both, meetings; reps who share a
/// factor, some of whom more is known, some who leave or come, whose seats are drawn one by one; months without a
/// season; scores and activities; a history of two years.
const COMPANY: &str = r#"
name = "Whole"
currency = "USD"
[simulation]
years = 10
seed = 11
history_months = 24
[market]
demand = { distribution = "lognormal", mean = 1.0, sd = 0.2 }
churn = { distribution = "lognormal", mean = 1.0, sd = 0.8 }
[[team]]
name = "Deals"
plan = "plan.toml"
headcount = 9
quota = { distribution = "uniform", low = 300_000, high = 900_000 }
attainment = { distribution = "normal", mean = 0.8, sd = 0.6 }
attainment_correlation = 0.4
seasonality = [ 0, 7, 10, 6, 8, 11, 6, 7, 11, 7, 8, 0 ]
  [team.deals]
  size = { distribution = "normal", mean = 30_000, sd = 20_000, min = 0 }
[[team]]
name = "Amounts"
plan = "plan.toml"
roster = "reps.csv"
quota = 400_000
attainment = { distribution = "lognormal", mean = 1.0, sd = 0.4 }
attainment_correlation = 0.0
[[team]]
name = "Book"
plan = "plan.toml"
headcount = 5
quota = 0
attainment = { distribution = "lognormal", mean = 1.0, sd = 0.4 }
attainment_correlation = 0.0
  [team.book]
  accounts = 29
  arr = { distribution = "lognormal", mean = 30_000, sd = 25_000 }
  churn = { distribution = "beta", mean = 0.25, sd = 0.15 }
  contraction = { chance = 0.3, share = { distribution = "uniform", low = 0.0, high = 0.40 } }
  expansion = { per_year = 1.5, share = { distribution = "lognormal", mean = 0.20, sd = 0.15 }, cross_sell = 0.3 }
[[team]]
name = "Both"
plan = "plan.toml"
headcount = 3
quota = 200_000
attainment = { distribution = "lognormal", mean = 1.0, sd = 0.4 }
attainment_correlation = 0.0
  [team.deals]
  size = { distribution = "pareto", scale = 10_000, shape = 1.5 }
  [team.book]
  accounts = 7
  arr = 20_000
  churn = 0.1
[[team]]
name = "Leavers"
plan = "plan.toml"
headcount = 11
quota = 400_000
attainment = { distribution = "lognormal", mean = 1.0, sd = 0.4 }
attainment_correlation = 0.2
turnover = { yearly = 0.4, vacant_months = 1 }
ramp = { quota = [0.0, 0.5], productivity = [0.1, 0.6] }
  [team.deals]
  size = { distribution = "lognormal", mean = 30_000, sd = 27_000 }
  [[team.score]]
  name = "nps"
  value = { distribution = "normal", mean = 55, sd = 20, min = -100, max = 100 }
  every = "quarter"
[[team]]
name = "Meetings"
plan = "plan.toml"
headcount = 4
quota = 0
attainment = { distribution = "lognormal", mean = 1.0, sd = 0.4 }
attainment_correlation = 0.0
turnover = { yearly = 0.2, vacant_months = 3 }
  [team.funnel]
  meetings = 13
  qualified = 0.6
  won = 0.2
  lag_months = 2
  size = { distribution = "lognormal", mean = 26_000, sd = 23_000 }
  [[team.activity]]
  name = "calls"
  per_month = 490
"#;

const REPS: &str = "rep,attainment,quota,start_month\nAda,0.9,,\nBob,,500000,\nCleo,,,5\nDan,,,\n";

fn years(company: &Company, whole: bool, listed: &[Listed]) -> Vec<CompanyYear> {
    let mut simulator = Simulator::new(company);
    assert!(simulator.whole.iter().all(Option::is_some), "all of its teams can be drawn so");
    if !whole {
        simulator.whole.iter_mut().for_each(|team| *team = None);
    }
    let mut year = CompanyYear::default();
    let years = (0..60).map(|number| {
        simulator.draw_listed(number, listed, &mut year);
        year.clone()
    });
    years.collect()
}

/// Everything but lists: totals, losses, scores, and where accounts are not listed, what they are in all.
fn totals(seat: &SeatYear) -> String {
    let ledger = &seat.ledger;
    let kinds: Vec<_> = Kind::ALL
        .into_iter()
        .map(|kind| (ledger.has(kind), ledger.amounts(kind), ledger.counts(kind)))
        .collect();
    let moved = (ledger.opening_arr(), ledger.movements(), ledger.has_refunds(), ledger.book());
    format!("{:?} {kinds:?} {moved:?} {:?} {:?}", seat.stints, ledger.losses, ledger.scores)
}

fn ordered(mut events: Vec<Event>) -> Vec<Event> {
    events.sort_by_key(|event| (event.month, event.account, event.kind, event.amount));
    events
}

/// Sales to accounts that are lost.
fn exposed(ledger: &Ledger) -> Vec<Event> {
    let is_lost = |event: &&Event| ledger.losses.iter().any(|loss| loss.account == event.account);
    let sales = ledger.events.iter().filter(|event| event.kind.adds_arr());
    ordered(sales.filter(is_lost).copied().collect())
}

fn loaded() -> Loaded {
    let files =
        Files::Embedded(&[("company.toml", COMPANY), ("plan.toml", PLAN), ("reps.csv", REPS)]);
    load(files, "company.toml", &Overrides::default()).unwrap_or_else(|refused| panic!("{refused}"))
}

#[test]
fn teams_at_once_have_the_years_that_they_have_seat_by_seat() {
    let loaded = loaded();
    let by_seat = years(&loaded.company, false, &[]);
    for whole in in_each_width(|| years(&loaded.company, true, &[])) {
        for (whole, by_seat) in whole.iter().zip(&by_seat) {
            for (whole, by_seat) in seats(whole).zip(seats(by_seat)) {
                assert_eq!(totals(whole), totals(by_seat));
                assert_eq!(whole.ledger.accounts, by_seat.ledger.accounts);
                let listed = |seat: &SeatYear| ordered(seat.ledger.events.clone());
                assert_eq!(listed(whole), listed(by_seat));
            }
        }
    }
    let few = years(&loaded.company, true, &[Listed::OfLostAccounts; 6]);
    let mut fewer = 0;
    for (few, by_seat) in few.iter().zip(&by_seat) {
        for (few, by_seat) in seats(few).zip(seats(by_seat)) {
            assert_eq!(totals(few), totals(by_seat));
            let of_lost_accounts = exposed(&few.ledger);
            assert_eq!(of_lost_accounts, exposed(&by_seat.ledger));
            // Meetings and activities, and seats that are drawn one by one, are listed all the same.
            fewer += by_seat.ledger.events.len() - few.ledger.events.len();
            let Some(unlisted) = few.ledger.unlisted else { continue };
            assert_eq!(few.ledger.events.len(), of_lost_accounts.len());
            let accounts = &by_seat.ledger.accounts;
            let in_all = (unlisted.closing, unlisted.kept, unlisted.open);
            let closing = accounts.iter().map(|a| a.closing.0).sum();
            let kept = accounts.iter().map(|a| a.closing.0.min(a.opening.0)).sum();
            let open = accounts.iter().filter(|a| a.open).count();
            assert_eq!(in_all, (closing, kept, open));
        }
    }
    assert!(fewer > 20_000, "{fewer}");
}

/// A year in sums is the sums of the year seat by seat.
#[test]
fn sums_are_those_of_the_seats() {
    let mut company = loaded().company;
    company.simulation.history_months = 0;
    let by_seat = years(&company, false, &[]);
    for in_sums in in_each_width(|| years(&company, true, &[Listed::ForFigures; 6])) {
        let mut found = [0; 6];
        for (in_sums, by_seat) in in_sums.iter().zip(&by_seat) {
            for (t, (in_sums, by_seat)) in in_sums.teams.iter().zip(&by_seat.teams).enumerate() {
                if in_sums.is_in_sums {
                    assert_eq!(in_sums.sums, sums_of(&by_seat.seats));
                    found[t] += 1;
                }
            }
        }
        // One team has a rep who comes later; of others somebody leaves in most years.
        assert_eq!((&found[..1], found[1], &found[2..4]), (&[60][..], 0, &[60, 60][..]));
        assert!((1..60).contains(&found[5]), "{found:?}");
    }
}

/// Years side by side are the years one by one.
#[test]
fn years_at_once_are_those_one_by_one() {
    let mut company = loaded().company;
    company.simulation.history_months = 0;
    // Reps who share a factor, quotas that are drawn, books, both; the others have somebody who comes or leaves.
    company.teams.retain(|team| ["Deals", "Book", "Both"].contains(&&*team.name));
    let listed = [Listed::ForFigures; 3];
    let simulator = Simulator::new(&company);
    // A year takes 17 seats, 5 × 29 accounts that grow 1.5 times and 3 × 7 that do not, and some 9 × 20 + 3 × 7 deals.
    assert!(simulator.years_at_once(&listed).is_some_and(|years| (15..19).contains(&years)));
    assert_eq!(simulator.years_at_once(&[Listed::OfLostAccounts; 3]), None);
    let one_by_one = years(&company, true, &listed);
    for at_once in in_each_width(|| {
        let mut years = YearsInSums::default();
        // More, then fewer, from the middle of the run.
        [3..17, 40..42].map(|numbers| {
            simulator.draw_in_sums(numbers, &mut years);
            years.teams.clone()
        })
    }) {
        for (numbers, teams) in [3..17, 40..42].into_iter().zip(at_once) {
            for (t, sums) in teams.into_iter().enumerate() {
                let one_by_one = one_by_one[numbers.clone()].iter().map(|year| &year.teams[t].sums);
                assert_eq!(sums, side_by_side(one_by_one));
            }
        }
    }
}

fn side_by_side<'a>(years: impl Iterator<Item = &'a Sums>) -> Sums {
    let mut all = Sums::default();
    for year in years {
        let before = all.quotas.len();
        all.quotas.extend(&year.quotas);
        all.new.extend(&year.new);
        all.expansions.extend(&year.expansions);
        all.movements.extend(&year.movements);
        all.books.extend(&year.books);
        let lost = year.lost_sales.iter();
        all.lost_sales
            .extend(lost.map(|lost| LostSale { seat: lost.seat + before as u32, ..*lost }));
    }
    all
}

/// The sums of seats whose ledgers list everything.
fn sums_of(seats: &[SeatYear]) -> Sums {
    let row = |amounts: &[i64]| std::array::from_fn(|m| amounts.get(m).copied().unwrap_or(0));
    let mut sums = Sums::default();
    for (number, seat) in seats.iter().enumerate() {
        let SeatYear { stints, ledger } = seat;
        sums.quotas.push(stints[0].quota);
        sums.new.push(ledger.amounts(Kind::New).iter().sum());
        if ledger.accounts.is_empty() {
            continue;
        }
        sums.expansions.push([Kind::Upsell, Kind::CrossSell].map(|k| row(ledger.amounts(k))));
        sums.movements.push(row(ledger.movements()));
        let of = |part: &dyn Fn(&Account) -> i64| ledger.accounts.iter().map(part).sum::<i64>();
        sums.books.push(UnlistedBook {
            opened: 0,
            accounts: ledger.accounts.len(),
            opening: of(&|account| account.opening.0),
            closing: of(&|account| account.closing.0),
            kept: of(&|account| account.closing.0.min(account.opening.0)),
            open: of(&|account| i64::from(account.open)) as usize,
        });
        // Nobody loses an account twice in a year.
        let loss_of = |sale: &Event| {
            let of_account = ledger.losses.iter().find(|loss| loss.account == sale.account);
            of_account.filter(|loss| loss.month >= sale.month)
        };
        let lost = ledger.events.iter().filter(|event| event.kind.adds_arr());
        let lost = lost.filter_map(|sale| Some((*sale, *loss_of(sale)?)));
        sums.lost_sales.extend(lost.map(|(sale, loss)| LostSale {
            seat: number as u32,
            kind: sale.kind,
            sold: sale.month as u8,
            gone: loss.month as u8,
            churned: loss.churned,
            amount: sale.amount.0,
            lost: loss.lost.0,
            before: loss.before.0,
        }));
    }
    sums
}

fn seats(year: &CompanyYear) -> impl Iterator<Item = &SeatYear> {
    year.teams.iter().flat_map(|team| &team.seats)
}
