//! Both engines pay the same, to the cent: drawn plans on drawn years.
//!
//! A plan is drawn as the file that a person would write and lowered like any other; a year is drawn as what
//! happens in the seats of a few teams and entered into ledgers as the simulator and `replay` do. A case
//! has a number, by which it can be drawn again; one that differs is made small and shown.
//!
//! What a plan says holds the engines to nothing unless it changes what is paid: of every construct the test counts
//! the plan-years in which it does, of clauses in every other case, of measures in the cases between. To add a
//! construct: a name in `constructs`, when it is reached in `reached`, what a plan is without it in `otherwise`,
//! the lines that say it in `components`, `further`, `measures` or `plans`, and what it waits for in
//! `occasions`.

mod changes;
mod compare;
mod components;
mod constructs;
mod dice;
mod further;
mod happenings;
mod itself;
mod ledgers;
mod matters;
mod measures;
mod occasions;
mod otherwise;
mod plans;
mod reached;
mod reduce;
mod simulated;
mod text;
mod years;

use std::sync::atomic::{AtomicU64, Ordering};

use self::compare::{lowered, pay};
use self::constructs::Coverage;
use self::dice::Dice;
use self::occasions::Occasions;
use self::text::PlanText;
use self::years::Year;
use super::Record;
use crate::events::{TeamYear, Timeline};
use crate::money::Decimal6;
use crate::payout::TeamPay;
use crate::plan::Plan;

/// Plan-years of the test where nothing else is asked for.
const PLAN_YEARS: u64 = 20_000;

/// What came of some cases.
#[derive(Debug, Default)]
struct Tally {
    coverage: Coverage,
    /// Plan-years that both engines paid.
    paid: u64,
    /// Plans that the language refuses, or whose numbers 28 digits do not hold.
    refused: u64,
    too_long: u64,
    /// What differs, each made small.
    differences: Vec<String>,
}

/// The plan and the year of a case.
fn drawn(case: u64) -> (PlanText, Year) {
    let dice = &mut Dice::of_case(case);
    let teams = dice.pick(&[1, 2, 2, 3]);
    let plan = plans::draw(dice, teams);
    let year = Year::draw(dice, teams, Occasions::of(&plan));
    (changes::draw(dice, plan, teams), year)
}

fn pay_case(case: u64, memory: &mut TeamPay, tally: &mut Tally) {
    let (text, year) = drawn(case);
    let plan = match lowered(&text) {
        Ok(plan) => plan,
        Err(why) => {
            if std::env::var_os("PAYCURVE_SHOW_REFUSED").is_some() {
                println!("{text}\n{why}");
            }
            tally.refused += 1;
            return;
        }
    };
    let paid = pay(plan, &year, memory);
    let Ok(records) = paid.records else {
        tally.too_long += 1;
        return;
    };
    if let Some(difference) = paid.difference {
        let (small, small_year, still) = reduce::smaller(text, year.clone());
        tally.differences.push(format!(
            "case {case}: {difference}\n\nin small: {still}\n\n{small}\n{small_year}"
        ));
    }
    tally.paid += 1;
    let mut reached = reached::by(&paid.plan, &year, &records);
    changes::reached(&paid.plan, &mut reached);
    if case.is_multiple_of(2) {
        matters::add(&paid.plan, &year, memory, &mut reached);
    } else {
        matters::add_measures(&paid.plan, &year, memory, &mut reached);
    }
    tally.coverage.count(&reached);
}

/// A drawn plan-year as both engines pay it.
pub(crate) struct PaidCase<'a> {
    pub plan: &'a Plan,
    pub timeline: Timeline,
    pub team: &'a TeamYear,
    /// Units of the currency of pay for one of the company's, by calendar month; none where they are the same.
    pub rates: Option<&'a [Decimal6; 12]>,
    /// By the reference.
    pub records: &'a [Record],
    /// By the engine of the program.
    pub pay: &'a TeamPay,
}

/// Shows the first so many drawn plan-years that both engines can pay.
pub(crate) fn each_drawn(number: u64, mut look: impl FnMut(&PaidCase<'_>)) {
    let memory = &mut TeamPay::default();
    for (text, year) in (0..number).map(drawn) {
        let Ok(plan) = lowered(&text) else { continue };
        let paid = pay(plan, &year, memory);
        let Ok(records) = paid.records else { continue };
        look(&PaidCase {
            plan: &paid.plan,
            timeline: year.timeline(),
            team: &year.build().teams[year.paid_team],
            rates: years::exchange_of(&paid.plan).map(|number| &year.rates[number]),
            records: &records,
            pay: memory,
        });
    }
}

/// Pays cases until so many plan-years are paid, on all processors.
fn pay_cases(plan_years: u64) -> Tally {
    const AT_ONCE: u64 = 100;
    /// Differences after which nothing more is paid.
    const ENOUGH: usize = 3;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    // A batch is paid whole, so that which cases are paid does not depend on the threads.
    let batches = AtomicU64::new(0);
    let work = || {
        let (mut tally, mut memory) = (Tally::default(), TeamPay::default());
        loop {
            let batch = batches.fetch_add(1, Ordering::Relaxed);
            if batch * AT_ONCE >= plan_years || tally.differences.len() >= ENOUGH {
                return tally;
            }
            let (mut paid, mut case) = (tally.paid + AT_ONCE, batch << 32);
            paid = paid.min(tally.paid + plan_years - batch * AT_ONCE);
            while tally.paid < paid {
                pay_case(case, &mut memory, &mut tally);
                case += 1;
            }
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().fold(Tally::default(), |mut all, worker| {
            let one = worker.join().unwrap_or_else(|why| std::panic::resume_unwind(why));
            all.coverage.add(&one.coverage);
            all.paid += one.paid;
            all.refused += one.refused;
            all.too_long += one.too_long;
            all.differences.extend(one.differences);
            all
        })
    })
}

/// Beyond the plan-years that the suite pays: a cap that carries, and a change of plan in the middle of its window.
#[test]
fn a_case_that_only_a_longer_run_found() {
    let (mut tally, mut memory) = (Tally::default(), TeamPay::default());
    pay_case(1_554_778_161_153, &mut memory, &mut tally);
    assert_eq!((tally.differences.join("\n").as_str(), tally.paid), ("", 1));
}

#[test]
fn both_engines_pay_drawn_plans_alike() {
    let asked = std::env::var("PAYCURVE_PLAN_YEARS").ok();
    let plan_years = asked.map_or(PLAN_YEARS, |number| number.parse().unwrap());
    let tally = pay_cases(plan_years);
    println!(
        "{} plan-years paid alike; {} plans refused, {} too long for 28 digits\n{}",
        tally.paid, tally.refused, tally.too_long, tally.coverage
    );
    assert!(tally.differences.is_empty(), "{}", tally.differences.join("\n\n"));
    assert!(tally.paid >= plan_years);
    assert!(tally.too_long * 50 < tally.paid, "{} cases are too long", tally.too_long);
    assert!(tally.refused * 5 < tally.paid, "{} plans are refused", tally.refused);
    // What changes pay is looked for in half of the cases: 80 of the usual ones stand for 160. Fewer plan-years
    // than usual leave too much to chance.
    let least = if plan_years < PLAN_YEARS { 0 } else { plan_years / 250 };
    let rare = tally.coverage.rare(least as usize);
    assert!(rare.is_empty(), "hardly reached: {rare:?}");
}
