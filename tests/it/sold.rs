//! What is drawn of deals and activities, against expectations worked out on paper.
//!
//! Each mean must lie within 4 standard errors of the known value (one seed in 16,000 would fail one); the
//! errors are those of the years drawn.

use paycurve::company::{Files, Loaded, Overrides, load};
use paycurve::credit::{Gauge, Months};
use paycurve::events::{CompanyYear, Event, Kind, Ledger, Names, Simulator};
use paycurve::money::Decimal6;
use paycurve::plan::{Additive, Condition, Measure, RatioMeasure, Term};

const PLAN: &str = r#"
name = "Commission"
currency = "USD"
[pay]
base = 60_000
target_incentive = 40_000
[[component]]
name = "New business"
pays = "rate"
measure = "new_acv"
tiers = [ { from_amount = 0, rate = 0.10 } ]
paid = "month"
measured = "month"
"#;

const TEAM: &str = r#"
name = "Acme"
currency = "USD"
[[team]]
name = "AE"
plan = "plan.toml"
headcount = 1
quota = 1_200_000
attainment = 1.0
attainment_correlation = 0.0
"#;

/// Deals of 24,000 on average, 50 a year.
const DEALS: &str = r#"
  [team.deals]
  size = { distribution = "lognormal", mean = 30_000, sd = 20_000 }
  term_months = { 12 = 0.5, 24 = 0.5 }
  products = [
    { name = "core", share = 0.6, margin = 0.8 },
    { name = "add-on", share = 0.4, margin = { distribution = "beta", mean = 0.5, sd = 0.1 }, size_factor = 0.5 },
  ]
  days_to_close = { distribution = "lognormal", mean = 60, sd = 30 }
  outbound = 0.3
  prepaid = 0.25
  implementation = { chance = 0.5, share = { distribution = "uniform", low = 0.05, high = 0.15 }, margin = 0.3 }
  upgrade = { chance = 0.4, share = 0.2, within_months = 4 }
"#;

pub fn company(text: &str) -> Loaded {
    let files: &'static [(&str, &str)] = Box::leak(Box::new([
        ("company.toml", &*Box::leak(text.to_owned().into_boxed_str())),
        ("plan.toml", PLAN),
    ]));
    load(Files::Embedded(files), "company.toml", &Overrides::default())
        .unwrap_or_else(|refused| panic!("{refused}"))
}

/// Draws a company's years and hands each over.
pub fn years(loaded: &Loaded, number: u64, mut look: impl FnMut(&CompanyYear)) {
    let simulator = Simulator::new(&loaded.company);
    let mut year = CompanyYear::default();
    for number in 0..number {
        simulator.draw(number, &mut year);
        look(&year);
    }
}

/// Values of many years, one figure each.
#[derive(Default)]
pub struct Sample(Vec<f64>);

impl Sample {
    pub fn add(&mut self, value: f64) {
        self.0.push(value);
    }

    fn moments(&self) -> (f64, f64, f64) {
        let n = self.0.len() as f64;
        let mean = self.0.iter().sum::<f64>() / n;
        let variance = self.0.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0);
        (n, mean, variance)
    }

    /// The mean is as expected.
    pub fn has_mean(&self, expected: f64, what: &str) {
        let (n, mean, variance) = self.moments();
        let error = (variance / n).sqrt();
        assert!(error > 0.0, "{what} does not vary");
        let off = (mean - expected).abs() / error;
        assert!(off <= 4.0, "{what}: {mean} instead of {expected}, {off:.1} standard errors off");
    }

    /// The variance is that of a Poisson number with this mean.
    fn is_poisson(&self, expected: f64, what: &str) {
        self.has_mean(expected, what);
        let (n, _, variance) = self.moments();
        let error = expected * (2.0 / n + 1.0 / (n * expected)).sqrt();
        let off = (variance - expected).abs() / error;
        assert!(off <= 4.0, "{what}: variance {variance} instead of {expected}, {off:.1} off");
    }
}

fn dollars(events: impl Iterator<Item = Event>) -> f64 {
    events.map(|event| event.amount.to_f64()).sum()
}

fn of(ledger: &Ledger, kind: Kind) -> impl Iterator<Item = Event> + '_ {
    ledger.events.iter().copied().filter(move |event| event.kind == kind)
}

#[test]
fn deals_come_as_the_keys_say() {
    let loaded = company(&format!("{TEAM}{DEALS}"));
    let core = |event: &Event| event.traits.name() == Some(0);
    let (outbound, prepaid) = (|e: &Event| e.traits.outbound(), |e: &Event| e.traits.prepaid());
    // By name: what is looked at in a year, and its mean.
    // Upgrades come 1 to 4 months after the sale: of those of a month, (12 − k) of 12 fall into the year.
    let upgrades = 0.4 * 0.2 * 1_200_000.0 * (11.0 + 10.0 + 9.0 + 8.0) / 48.0;
    let margins = 900_000.0 * 0.8 + 300_000.0 * 0.5;
    type Look<'a> = &'a dyn Fn(&Ledger) -> f64;
    let figures: [(&str, f64, Look<'_>); 12] = [
        ("new ACV", 1_200_000.0, &|l| dollars(of(l, Kind::New))),
        ("deals", 50.0, &|l| of(l, Kind::New).count() as f64),
        ("core deals", 30.0, &|l| of(l, Kind::New).filter(core).count() as f64),
        ("core ACV", 900_000.0, &|l| dollars(of(l, Kind::New).filter(core))),
        ("outbound deals", 15.0, &|l| of(l, Kind::New).filter(outbound).count() as f64),
        ("outbound and prepaid deals", 3.75, &|l| {
            of(l, Kind::New).filter(outbound).filter(prepaid).count() as f64
        }),
        ("days to close beyond 60", 0.0, &|l| {
            of(l, Kind::New).map(|e| f64::from(e.traits.days().unwrap()) - 60.0).sum()
        }),
        ("services", 0.5 * 0.1 * 1_200_000.0, &|l| dollars(of(l, Kind::Implementation))),
        ("deals with services", 25.0, &|l| of(l, Kind::Implementation).count() as f64),
        ("upgrades", upgrades, &|l| dollars(of(l, Kind::Upgrade))),
        ("upgraded accounts", 20.0 * 38.0 / 48.0, &|l| of(l, Kind::Upgrade).count() as f64),
        ("margin", margins, &|l| {
            let of_deal = |e: Event| e.amount.to_f64() * f64::from(e.traits.margin().unwrap());
            of(l, Kind::New).map(of_deal).sum::<f64>() / 1e6
        }),
    ];
    let mut samples: Vec<Sample> = figures.iter().map(|_| Sample::default()).collect();
    years(&loaded, 20_000, |year| {
        for (sample, (.., look)) in samples.iter_mut().zip(&figures) {
            sample.add(look(&year.teams[0].seats[0].ledger));
        }
    });
    for (sample, (name, expected, _)) in samples.iter().zip(&figures) {
        sample.has_mean(*expected, name);
    }
}

#[test]
fn measures_see_what_deals_state() {
    let loaded = company(&format!("{TEAM}{DEALS}"));
    let names = Names::of(&loaded.company);
    let term = |of: Additive, condition: Condition| {
        let terms = vec![Term { condition, ..Term::whole(of) }];
        Gauge::compile(&Measure::Sum { name: "m".into(), terms }, &names)
    };
    let all = Condition::default;
    let gauges = [
        // Upgrades have their deal's margin; services their own.
        (term(Additive::GrossMargin, all()), 870_000.0 * (1.0 + 0.08 * 38.0 / 48.0) + 18_000.0),
        (term(Additive::Deals, Condition { prepaid: Some(true), ..all() }), 12.5),
        (term(Additive::Deals, Condition { prepaid: Some(false), ..all() }), 37.5),
        (
            term(
                Additive::NewAcv,
                Condition {
                    products: vec!["add-on".into()],
                    outbound: Some(true),
                    term_months_at_least: Some(24),
                    ..all()
                },
            ),
            300_000.0 * 0.3 * 0.5,
        ),
        (
            term(
                Additive::ImplementationRevenue,
                Condition { products: vec!["core".into()], ..all() },
            ),
            45_000.0,
        ),
        (term(Additive::NetNewArr, all()), 1_200_000.0 * (1.0 + 0.08 * 38.0 / 48.0)),
    ];
    let mut samples: Vec<Sample> = gauges.iter().map(|_| Sample::default()).collect();
    let days = Gauge::compile(&Measure::Ratio(RatioMeasure::DaysToClose), &names);
    years(&loaded, 5_000, |year| {
        let ledger = &year.teams[0].seats[0].ledger;
        let months = Months { from: 0, to: 12 };
        for (sample, (gauge, _)) in samples.iter_mut().zip(&gauges) {
            sample.add(gauge.read(ledger, months).value().unwrap().to_f64());
        }
        let stated: Vec<u16> = of(ledger, Kind::New).filter_map(|e| e.traits.days()).collect();
        let mean = stated.iter().map(|d| i128::from(*d)).sum::<i128>();
        let parts = days.read(ledger, months);
        assert_eq!((parts.numerator, parts.denominator), (mean, stated.len() as i128));
    });
    for (number, (sample, (_, expected))) in samples.iter().zip(&gauges).enumerate() {
        sample.has_mean(*expected, &format!("gauge {number}"));
    }
}

/// 100 accounts of 10,000; 2 expansions each of a tenth of that, two in five of an add-on that is half as large:
/// 120 × 1,000 + 80 × 500 = 160,000 a year.
const BOOK: &str = r#"
  [team.book]
  accounts = 100
  arr = 10_000
  churn = 0.0
  expansion = { per_year = 2, share = 0.1, cross_sell = 0.25, products = [
    { name = "seats", share = 0.6, margin = 0.9 },
    { name = "add-on", share = 0.4, margin = { distribution = "beta", mean = 0.5, sd = 0.1 }, size_factor = 0.5 },
  ] }
"#;

#[test]
fn a_book_expands_by_products() {
    let loaded = company(&format!("{TEAM}{DEALS}{BOOK}"));
    let names = Names::of(&loaded.company);
    let term = |of: Additive, condition: Condition| {
        let terms = vec![Term { condition, ..Term::whole(of) }];
        Gauge::compile(&Measure::Sum { name: "m".into(), terms }, &names)
    };
    let of_product = |name: &str| Condition { products: vec![name.into()], ..Condition::default() };
    let at_margin = Condition { margin_at_least: Some(Decimal6(850_000)), ..Condition::default() };
    let sold = 870_000.0 * (1.0 + 0.08 * 38.0 / 48.0) + 18_000.0;
    let gauges = [
        (term(Additive::ExpansionAcv, Condition::default()), 160_000.0),
        (term(Additive::UpsellAcv, of_product("seats")), 90_000.0),
        (term(Additive::CrossSellAcv, of_product("add-on")), 10_000.0),
        (term(Additive::ExpansionAcv, at_margin), 120_000.0),
        // "add-on" is sold in deals too: one name, wherever it is sold.
        (
            term(Additive::NetNewArr, of_product("add-on")),
            300_000.0 * (1.0 + 0.08 * 38.0 / 48.0) + 40_000.0,
        ),
        (
            term(Additive::GrossMargin, Condition::default()),
            sold + 120_000.0 * 0.9 + 40_000.0 * 0.5,
        ),
    ];
    let mut samples: Vec<Sample> = gauges.iter().map(|_| Sample::default()).collect();
    years(&loaded, 5_000, |year| {
        let ledger = &year.teams[0].seats[0].ledger;
        for (sample, (gauge, _)) in samples.iter_mut().zip(&gauges) {
            let value = gauge.read(ledger, Months { from: 0, to: 12 }).value();
            sample.add(value.unwrap().to_f64());
        }
    });
    for (number, (sample, (_, expected))) in samples.iter().zip(&gauges).enumerate() {
        sample.has_mean(*expected, &format!("gauge {number}"));
    }
}

/// Products are drawn beside the expansions: when they come, for which account and of which kind stays.
#[test]
fn what_a_book_expands_by_does_not_move_it() {
    let plain = BOOK.split_once(", products").map(|(before, _)| format!("{before} }}\n")).unwrap();
    let (plain, more) = (company(&format!("{TEAM}{plain}")), company(&format!("{TEAM}{BOOK}")));
    let expansions = |loaded: &Loaded| {
        let mut all = Vec::new();
        years(loaded, 20, |year| {
            let events = year.teams[0].seats[0].ledger.events.iter();
            let grown = events.filter(|e| matches!(e.kind, Kind::Upsell | Kind::CrossSell));
            all.extend(grown.map(|e| (e.month, e.kind, e.account)));
        });
        all
    };
    assert!(expansions(&plain).len() > 3_000);
    assert_eq!(expansions(&plain), expansions(&more));
}

/// A key more in the company file decides what it says, and moves nothing else.
#[test]
fn what_else_is_drawn_of_deals_does_not_move_them() {
    let size = "size = { distribution = \"lognormal\", mean = 30_000, sd = 20_000 }\n  term_months = { 12 = 0.5, 24 = 0.5 }";
    let plain = company(&format!("{TEAM}  [team.deals]\n  {size}\n"));
    let more = company(&format!(
        "{TEAM}  [team.deals]\n  {size}\n  days_to_close = 30\n  outbound = 0.5\n  prepaid = 0.1\n  \
         implementation = {{ chance = 0.5, share = 0.1 }}\n  upgrade = {{ chance = 0.5, share = 0.1, within_months = 3 }}\n  \
         products = [ {{ name = \"one\", share = 1.0, margin = 0.5 }} ]\n[[team.activity]]\nname = \"calls\"\nper_month = 9\n"
    ));
    let deals = |loaded: &Loaded| {
        let mut all = Vec::new();
        years(loaded, 50, |year| {
            let deals = of(&year.teams[0].seats[0].ledger, Kind::New);
            all.extend(deals.map(|e| (e.month, e.term_months, e.amount)));
        });
        all
    };
    assert!(deals(&plain).len() > 1_000);
    assert_eq!(deals(&plain), deals(&more));
}

#[test]
fn activities_are_counted_month_by_month() {
    let loaded = company(&format!(
        "{TEAM}ramp = {{ productivity = [ 0.0, 0.5 ] }}\nstarts = [ 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0 ]\n\
         [[team.activity]]\nname = \"calls\"\nper_month = 20\n[[team.activity]]\nname = \"mails\"\nper_month = 3.5\n"
    ));
    let (mut calls, mut mails) = (Sample::default(), Sample::default());
    let mut of_new_hire = Sample::default();
    let names = Names::of(&loaded.company);
    let only_mails = Gauge::compile(
        &Measure::Sum {
            name: "m".into(),
            terms: vec![Term {
                condition: Condition { activities: vec!["mails".into()], ..Condition::default() },
                ..Term::whole(Additive::Activities)
            }],
        },
        &names,
    );
    years(&loaded, 20_000, |year| {
        let [seasoned, hired] = &year.teams[0].seats[..] else { panic!("two seats") };
        let count = |ledger: &Ledger, month: u16| {
            let of_month = of(ledger, Kind::Activity).filter(|e| e.month == month);
            let calls = of_month.filter(|e| e.traits.name() == Some(0));
            calls.map(|e| e.amount.0 as f64 / 100.0).sum::<f64>()
        };
        calls.add(count(&seasoned.ledger, 7));
        of_new_hire.add(count(&hired.ledger, 10));
        assert_eq!(count(&hired.ledger, 9), 0.0);
        let months = Months { from: 3, to: 6 };
        mails.add(only_mails.read(&seasoned.ledger, months).value().unwrap().to_f64());
    });
    calls.is_poisson(20.0, "calls of a month");
    mails.is_poisson(10.5, "mails of a quarter");
    of_new_hire.is_poisson(10.0, "calls of the second month of a new rep");
}

/// Without deals and with a known attainment nothing is left to chance.
#[test]
fn hires_of_the_year_take_seats_of_their_own() {
    let text = "ramp = { productivity = [ 0.0, 0.5 ], quota = [ 0.0, 0.0, 0.5 ] }\nstarts = [ 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1 ]\n";
    let loaded = company(&format!("{TEAM}{text}"));
    let names: Vec<&str> =
        loaded.company.teams[0].seats.iter().map(|seat| seat.rep.as_str()).collect();
    assert_eq!(names, ["AE-01", "AE-02", "AE-03", "AE-04"]);
    years(&loaded, 1, |year| {
        let seats = &year.teams[0].seats;
        let starts: Vec<(usize, bool)> =
            seats.iter().map(|seat| (seat.stints[0].start, seat.stints[0].newly_hired)).collect();
        assert_eq!(starts, [(0, false), (2, true), (2, true), (11, true)]);
        let booked: Vec<f64> = seats.iter().map(|s| dollars(of(&s.ledger, Kind::New))).collect();
        assert_eq!(booked, [1_200_000.0, 850_000.0, 850_000.0, 0.0]);
    });
}

/// What a plan speaks of has one number in the ledgers of all teams: a pool reads those of several.
#[test]
fn names_are_the_same_in_the_ledgers_of_all_teams() {
    let second = TEAM.replace("name = \"Acme\"\ncurrency = \"USD\"\n", "").replace("AE", "KAM");
    let deals =
        |products: &str| format!("  [team.deals]\n  size = 30_000\n  products = [ {products} ]\n");
    let product = |name: &str| format!("{{ name = \"{name}\", share = 0.5 }}");
    let first = deals(&format!("{}, {}", product("core"), product("add-on")));
    let other = deals(&format!("{}, {}", product("add-on"), product("services")));
    let score = |name: &str, value: i32| {
        format!("  [[team.score]]\n  name = \"{name}\"\n  value = {value}\n  every = \"year\"\n")
    };
    let (nps, both) = (score("nps", 1), score("csat", 2) + &score("nps", 3));
    let loaded = company(&format!("{TEAM}{first}{nps}{second}{other}{both}"));
    let names = Names::of(&loaded.company);
    assert_eq!(names.products, ["core", "add-on", "services"]);
    assert_eq!(names.scores, ["nps", "csat"]);
    let nps = Gauge::compile(&Measure::Score("nps".into()), &names);
    let mut seen = [[0; 3]; 2];
    years(&loaded, 20, |year| {
        for (team, seen) in year.teams.iter().zip(&mut seen) {
            for deal in of(&team.seats[0].ledger, Kind::New) {
                seen[deal.traits.name().unwrap()] += 1;
            }
        }
        let months = Months { from: 0, to: 12 };
        let ledgers = year.teams.iter().map(|team| (&team.seats[0].ledger, months));
        assert_eq!(nps.pool(ledgers).value().unwrap().to_f64(), 2.0);
    });
    assert!(seen[0][0] > 0 && seen[0][1] > 0 && seen[0][2] == 0, "{seen:?}");
    assert!(seen[1][0] == 0 && seen[1][1] > 0 && seen[1][2] > 0, "{seen:?}");
}
