//! `explain`: the account of a rep's year adds up, step by step, to what the simulation counts.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use paycurve::company::{Files, Loaded, Overrides, load};
use paycurve::events::CompanyYear;
use paycurve::metrics::Figures;
use paycurve::money::Cents;
use paycurve::payout::TeamPay;
use paycurve::payout::step::clause;
use paycurve::simulate::Model;
use paycurve::study::{Account, AccountLine, RepYear};

use crate::place::Place;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Years of each company whose reps are all explained.
const YEARS: [u64; 4] = [0, 17, 99, 4710];

fn companies() -> Vec<PathBuf> {
    let entries = fs::read_dir(format!("{ROOT}/configs/companies")).unwrap();
    let files = entries.map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|e| e == "toml")).collect();
    files.push(format!("{ROOT}/benches/reference/company.toml").into());
    files.push(format!("{ROOT}/tests/worlds/plan-level/company.toml").into());
    files.push(format!("{ROOT}/tests/worlds/plan-change/company.toml").into());
    files
}

fn loaded(path: &Path) -> Loaded {
    load(Files::Disk, &path.display().to_string(), &Overrides::default())
        .unwrap_or_else(|refused| panic!("{refused}"))
}

/// The amounts of lines add up to what their outcome says, payment by payment, and all is told by name.
fn adds_up(account: &Account, name: &str) {
    let mut total = Cents::ZERO;
    for section in &account.sections {
        for payment in &section.payments {
            let sum = |lines: &[AccountLine]| {
                lines
                    .iter()
                    .filter_map(|line| line.amount)
                    .fold(paycurve::money::Fraction::ZERO, |sum, amount| (sum + amount).reduced())
            };
            for (lines, comes_to) in
                [(&payment.steps, payment.paid), (&payment.recoveries, -payment.recovered)]
            {
                // Only a plan-level line may stand without steps.
                if !(lines.is_empty() && payment.results.is_empty()) {
                    assert_eq!(sum(lines), comes_to.into(), "{name} {}", section.name);
                }
            }
            for line in payment.lines() {
                assert_ne!(line.step, clause::FURTHER, "{name} {}: {line:?}", section.name);
            }
            total += payment.paid - payment.recovered;
        }
    }
    assert_eq!(total, account.total, "{name}");
}

/// Every rep of some years of every company: the account comes to the rep's pay, the accounts of a team to the
/// team's figure, which is its row in `years`.
#[test]
fn accounts_add_up_to_what_the_simulation_counts() {
    let none = HashMap::new();
    for path in companies() {
        let loaded = loaded(&path);
        let model = Model::new(&loaded.company, &loaded.plans);
        let timeline = model.simulator.timeline();
        let plan_year = || timeline.plan_year()..timeline.months();
        let reps: Vec<_> = loaded.company.teams.iter().map(|team| team.seats.clone()).collect();
        let (mut year, mut explained) = (CompanyYear::default(), 0);
        for number in YEARS {
            model.simulator.draw(number, &mut year);
            for (t, program) in model.programs.iter().enumerate() {
                let team = &loaded.company.teams[t];
                let (mut plain, mut noted) = (TeamPay::default(), TeamPay::default());
                program.pay(&team.seats, &year, &mut plain, None);
                let mut of_team = Cents::ZERO;
                for (place, rep) in plain.reps().iter().enumerate() {
                    let (seat, stint) = (rep.seat, rep.stint);
                    let mut payments = Vec::new();
                    let steps = program.explain(
                        &team.seats,
                        &year,
                        (seat, stint),
                        &mut noted,
                        &mut payments,
                    );
                    let rep_year = RepYear {
                        team,
                        plan: &loaded.plans[t],
                        reps: &reps,
                        seat: &team.seats[seat],
                        year: &year.teams[t].seats[seat],
                        stint,
                        timeline,
                        names: &paycurve::events::Names::default(),
                        accounts: &none,
                        market: Some(model.simulator.market(number)),
                        pay: &noted.reps()[place],
                        payments: &payments,
                        steps: &steps,
                    };
                    let name = format!("{}, {} {seat}/{stint}", path.display(), team.name);
                    let account = rep_year.account(rep.variable_over(plan_year()));
                    let account = account.unwrap_or_else(|mismatch| panic!("{name}: {mismatch}"));
                    adds_up(&account, &name);
                    of_team += account.total;
                    explained += 1;
                }
                let mut figures = Figures::default();
                figures.of_team(timeline, &year.teams[t], &plain, program.components().len());
                // An account is in the currency of pay, figures are in the company's.
                if plain.exchange.is_none() {
                    assert_eq!(of_team, figures.variable, "{} {}", path.display(), team.name);
                }
            }
        }
        assert!(explained > YEARS.len(), "{}", path.display());
    }
}

/// An account that does not come to what was counted is not shown.
#[test]
fn an_account_of_another_sum_is_refused() {
    let loaded = loaded(&companies()[0]);
    let model = Model::new(&loaded.company, &loaded.plans);
    let mut year = CompanyYear::default();
    model.simulator.draw(0, &mut year);
    let (team, mut pay, mut payments) = (&loaded.company.teams[0], TeamPay::default(), Vec::new());
    let steps = model.programs[0].explain(&team.seats, &year, (0, 0), &mut pay, &mut payments);
    let (timeline, rep) = (model.simulator.timeline(), &pay.reps()[0]);
    let counted = rep.variable_over(timeline.plan_year()..timeline.months());
    let rep_year = RepYear {
        team,
        plan: &loaded.plans[0],
        reps: &[],
        seat: &team.seats[0],
        year: &year.teams[0].seats[0],
        stint: 0,
        timeline,
        names: &paycurve::events::Names::default(),
        accounts: &HashMap::new(),
        market: None,
        pay: rep,
        payments: &payments,
        steps: &steps,
    };
    assert!(rep_year.account(counted).is_ok());
    assert!(rep_year.account(counted + Cents(1)).is_err());
}

type Row = BTreeMap<String, String>;

fn rows(text: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        headings.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// An amount of a table in cents.
fn cents(text: &str) -> i64 {
    if text.is_empty() { 0 } else { (text.parse::<f64>().unwrap() * 100.0).round() as i64 }
}

/// In every worked case: the table of a rep's account states, by component and month, what `replay` pays and
/// recovers, and its total is their sum.
#[test]
fn accounts_of_worked_cases_state_what_replay_pays() {
    let cases = fs::read_dir(format!("{ROOT}/tests/cases")).unwrap();
    let mut explained = 0;
    for case in cases.map(|entry| entry.unwrap().path()) {
        let place = Place::of_case(&case);
        place.done("replay company.toml --events events.csv --out out --quiet");
        let statements = rows(&place.read("out/tables/statements.csv"));
        let reps: BTreeSet<(&str, &str)> =
            statements.iter().map(|row| (row["team"].as_str(), row["rep"].as_str())).collect();
        // Reps are read by words parted by blanks here.
        for (team, rep) in reps.into_iter().filter(|(_, rep)| !rep.contains(' ')) {
            place.done(&format!(
                "explain company.toml --events events.csv --rep {rep} --team {team} --out a.csv --force --quiet"
            ));
            let account = rows(&place.read("a.csv"));
            let at = |row: &Row| (row["component"].clone(), row["month"].clone());
            let mut told: BTreeMap<(String, String), [i64; 2]> = BTreeMap::new();
            for row in
                account.iter().filter(|row| row["step"] == "paid" || row["step"] == "recovered")
            {
                let place = usize::from(row["step"] == "recovered");
                told.entry(at(row)).or_default()[place] += cents(&row["amount"]);
            }
            let own = |row: &&Row| row["team"] == team && row["rep"] == rep;
            let mut total = 0;
            for row in statements.iter().filter(own) {
                let stated = [cents(&row["paid"]), -cents(&row["recovered"])];
                let told = told.remove(&at(row)).unwrap_or_default();
                assert_eq!(told, stated, "{} {rep} {:?}", case.display(), at(row));
                total += stated[0] + stated[1];
            }
            assert!(told.is_empty(), "{} {rep}: {told:?}", case.display());
            let last = account.last().unwrap();
            assert_eq!((last["step"].as_str(), cents(&last["amount"])), ("total", total));
            for row in &account {
                assert_ne!(row["step"], clause::FURTHER, "{} {rep}: {row:?}", case.display());
            }
            explained += 1;
        }
    }
    assert!(explained > 40, "only {explained} reps were explained");
}

/// The statements of a whole year add up to the year's rows of a simulation.
#[test]
fn statements_of_a_simulated_year_add_up_to_its_row() {
    let place = Place::new();
    place.done("simulate --years 3 --tables years --out out --quiet");
    place.done("explain --year 2 --all --out year --quiet");
    let mut by_team: BTreeMap<String, i64> = BTreeMap::new();
    for row in rows(&place.read("year/tables/statements.csv")) {
        *by_team.entry(row["team"].clone()).or_default() +=
            cents(&row["paid"]) - cents(&row["recovered"]);
    }
    let years = rows(&place.read("out/tables/years.csv"));
    let of_year = years.iter().filter(|row| row["year"] == "2" && row["team"] != "company");
    let counted: BTreeMap<String, i64> =
        of_year.map(|row| (row["team"].clone(), cents(&row["variable_pay"]))).collect();
    assert_eq!(by_team, counted);
    assert_eq!(by_team.len(), 4);
}

#[test]
fn the_page_is_plain_narrow_and_says_the_total() {
    let place = Place::new();
    for rep in ["AE-07", "AM-03", "CSM-02", "SDR-05"] {
        let page = place.done(&format!("explain --year 4711 --rep {rep} --out {rep}.csv"));
        let total = rows(&place.read(&format!("{rep}.csv"))).pop().unwrap();
        let dollars = cents(&total["amount"]) / 100;
        let whole = match dollars {
            0..1000 => format!(" {dollars}."),
            _ => format!(",{:03}.", dollars % 1000),
        };
        assert!(page.lines().next().unwrap().contains(&whole), "{page}");
        assert!(!page.contains('\u{1b}'), "{page}");
        for line in page.lines() {
            assert!(line.chars().count() <= 100 && line == line.trim_end(), "{line:?}");
        }
        let all = place.done(&format!("explain --year 4711 --rep {rep} --all-events"));
        assert!(all.lines().count() >= page.lines().count() - 2, "{all}");
    }
    place.done("explain --year 10000000 --rep AE-01 --seed 3");
}

/// A page as a person reads it: a sale that is lost, a draw that is given back, names of accounts.
#[test]
fn a_page_to_read() {
    let mut pages = String::new();
    for case in ["draw-as-minimum-half-recovered", "clawback-of-a-contraction"] {
        let place = Place::new();
        place.copy(&Path::new(ROOT).join("tests/cases").join(case));
        pages += &place.done("explain company.toml --events events.csv --rep Ann");
        pages += "\n";
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("explain", pages));
}
