//! Figures of drawn plan-years, held to the cent against those of the reference engine: what accrues and what is
//! paid out by month, what a year costs, in the company's currency.

use super::{Figures, MonthMetric, MonthlyFigures};
use crate::money::Cents;
use crate::payout::reference::cash;
use crate::payout::reference::tests::{PaidCase, each_drawn};

/// Drawn plan-years that are looked at.
const CASES: u64 = 4_000;

/// How many of the cases were of a sort.
#[derive(Debug, Default)]
struct Seen {
    paid_late: usize,
    converted: usize,
    converted_and_late: usize,
    held: usize,
    recovered: usize,
    base_converted: usize,
}

#[test]
fn figures_of_drawn_plans_are_those_of_the_reference() {
    let mut seen = Seen::default();
    each_drawn(CASES, |case| look(case, &mut seen));
    let Seen { paid_late, converted, converted_and_late, held, recovered, base_converted } = seen;
    let least = [paid_late, converted, converted_and_late, held, recovered, base_converted]
        .into_iter()
        .min();
    assert!(least >= Some(100), "{seen:?}");
}

fn look(case: &PaidCase<'_>, seen: &mut Seen) {
    let &PaidCase { plan, timeline, team, rates, records, pay } = case;
    let components = plan.components.len();
    let expected = cash::months(plan, timeline, rates, records);
    let expected = &expected.unwrap()[timeline.plan_year()..];
    let months = MonthlyFigures::of_team(timeline, team, pay, components);
    let by_month = |metric: MonthMetric, expected: Vec<Cents>| {
        let dollars: Vec<f64> = months.dollars().skip(12 * metric as usize).take(12).collect();
        let expected_dollars: Vec<f64> = expected.iter().map(|amount| amount.to_f64()).collect();
        assert_eq!(dollars, expected_dollars, "{} of\n{plan:#?}", metric.name());
        expected.iter().any(|amount| *amount != Cents::ZERO)
    };
    let earned: Vec<Cents> = expected.iter().map(|month| month.earned).collect();
    let year: Cents = earned.iter().copied().sum();
    let recovered: Vec<Cents> = expected.iter().map(|month| month.recovered).collect();
    let clawback: Cents = recovered.iter().copied().sum();
    let pays = by_month(MonthMetric::VariablePay, earned);
    let recovers = by_month(MonthMetric::Clawback, recovered);
    let pays_out = by_month(MonthMetric::CashPaid, expected.iter().map(|m| m.paid_out).collect());
    let holds = by_month(MonthMetric::HeldPay, expected.iter().map(|m| m.held).collect());

    let mut figures = Figures::default();
    figures.of_team(timeline, team, pay, components);
    assert_eq!((figures.variable, figures.clawback), (year, clawback), "a year of\n{plan:#?}");
    let base = records.iter().map(|record| {
        let stint = &team.seats[record.seat].stints[record.stint];
        cash::base(timeline, rates, stint, record.base)
    });
    // Of many different rates 28 digits do not hold the base.
    if let Ok(base) = base.collect::<Result<Vec<_>, _>>() {
        assert_eq!(figures.base, base.into_iter().sum(), "base of\n{plan:#?}");
        seen.base_converted += usize::from(rates.is_some());
    }
    let late = pays_out && plan.payment_lag > 0;
    seen.paid_late += usize::from(late);
    seen.converted += usize::from(pays && rates.is_some());
    seen.converted_and_late += usize::from(late && rates.is_some());
    seen.held += usize::from(holds);
    seen.recovered += usize::from(recovers);
}
