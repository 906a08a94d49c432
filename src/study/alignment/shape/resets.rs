//! What the same sales of a year would pay if they had closed in other months.
//!
//! A quota that starts anew each quarter pays for the months in which sales close, not only for how much is sold: what
//! is sold beyond one quarter's quota is paid at its higher rates although the next quarter falls short.

use super::super::figure::{Aspect, Definition, Figure, Unit};
use super::super::rep_year::RepYear;
use super::super::repay::{Bench, looked_at};
use super::super::subject::{Seen, Subject, Tally};
use crate::events::{Event, Kind, Ledger, NO_ACCOUNT};
use crate::money::Cents;
use crate::plan::{Additive, Measure, Pays, Plan, RatioMeasure};
use crate::statistics::{Estimate, jackknife_of_sums};

pub(super) static AS_TIMED: Definition = Definition {
    name: "pay_as_timed",
    aspect: Aspect::Shape,
    unit: Unit::Currency,
    label: "a year's sales pay",
    meaning: "Mean pay of a rep's year as it was, to be held against the same sales timed otherwise",
    formula: "Σ pay ÷ rep-years",
    source: "",
};

pub(super) static SPREAD_EVENLY: Definition = Definition {
    name: "pay_if_spread_evenly",
    aspect: Aspect::Shape,
    unit: Unit::Currency,
    label: "… spread evenly",
    meaning: "Mean pay of a rep's year if each sale were spread over the months as the quota is",
    formula: "Σ pay of the year so changed ÷ rep-years",
    source: "",
};

pub(super) static IN_ONE_QUARTER: Definition = Definition {
    name: "pay_if_in_one_quarter",
    aspect: Aspect::Shape,
    unit: Unit::Currency,
    label: "… all in the last quarter",
    meaning: "Mean pay of a rep's year if all its sales closed in the last quarter, each in the same month of it as of its own",
    formula: "Σ pay of the year so changed ÷ rep-years",
    source: "",
};

pub(super) static RESET_PREMIUM: Definition = Definition {
    name: "timing_premium",
    aspect: Aspect::Shape,
    unit: Unit::Share,
    label: "… paid for timing",
    meaning: "Share of pay that is for the months in which sales closed rather than for how much was sold",
    formula: "(pay_as_timed − pay_if_spread_evenly) ÷ pay_as_timed",
    source: "",
};

const BY_DEAL: &str = "the plan looks at single deals, which cannot be spread over months";

/// What is counted.
pub(in super::super) struct Resets {
    bench: Bench,
    /// Sales may be spread over months in parts.
    divisible: bool,
    /// Rep-years; their pay as it was, spread evenly, in one quarter.
    sums: [f64; 4],
}

impl Tally for Resets {
    fn new(subject: &Subject<'_>) -> Self {
        Self { bench: Bench::default(), divisible: !looks_at_deals(subject.plan), sums: [0.0; 4] }
    }

    fn add(&mut self, seen: &Seen<'_>) {
        let reps = looked_at(seen);
        if reps.is_empty() {
            return;
        }
        self.bench.lay_out(seen, reps);
        self.sums[0] += reps.len() as f64;
        self.sums[1] += self.pay(seen, reps);
        let plan_year = seen.subject.timeline().plan_year();
        let weights = seen.subject.team().seasonality.map(|weight| weight.0);
        if self.divisible {
            for rep in reps {
                let ledger = &seen.team_year().seats[rep.seat].ledger;
                self.bench.revise(seen, rep, |_, event, enter| {
                    if is_movable(ledger, &event, plan_year) {
                        spread(event, plan_year, &weights, enter);
                    } else {
                        enter(event);
                    }
                });
            }
            self.sums[2] += self.pay(seen, reps);
        }
        for rep in reps {
            let ledger = &seen.team_year().seats[rep.seat].ledger;
            self.bench.revise(seen, rep, |_, mut event, enter| {
                if is_movable(ledger, &event, plan_year) {
                    event.month = plan_year as u16 + 9 + event.month % 3;
                }
                enter(event);
            });
        }
        self.sums[3] += self.pay(seen, reps);
    }

    fn merge(&mut self, later: Self) {
        for (sum, more) in self.sums.iter_mut().zip(later.sums) {
            *sum += more;
        }
    }
}

impl Resets {
    /// What the reps on the bench are paid together.
    fn pay(&mut self, seen: &Seen<'_>, reps: &[RepYear]) -> f64 {
        self.bench.pay(&seen.subject);
        reps.iter().map(|rep| self.bench.paid(&seen.subject, rep)).sum::<Cents>().to_f64()
    }

    pub fn figures(groups: &[&Self], subject: &Subject<'_>) -> Vec<Figure> {
        let sums: Vec<[f64; 4]> = groups.iter().map(|group| group.sums).collect();
        let n: f64 = sums.iter().map(|sums| sums[0]).sum();
        let figure = |of: &dyn Fn(&[f64]) -> Option<f64>| -> Option<Estimate> {
            jackknife_of_sums(&sums, n as usize, of)
        };
        let mean = |sum: usize| figure(&|sums| (sums[0] > 0.0).then(|| sums[sum] / sums[0]));
        let premium = || figure(&|sums| (sums[1] > 0.0).then(|| (sums[1] - sums[2]) / sums[1]));
        let team = subject.number;
        let divisible = groups.iter().all(|group| group.divisible);
        let if_divisible = |what, estimate: &dyn Fn() -> Option<Estimate>| {
            if divisible {
                Figure::new(team, what, estimate())
            } else {
                Figure::missing(team, what, BY_DEAL)
            }
        };
        vec![
            Figure::new(team, &AS_TIMED, mean(1)),
            if_divisible(&SPREAD_EVENLY, &|| mean(2)),
            Figure::new(team, &IN_ONE_QUARTER, mean(3)),
            if_divisible(&RESET_PREMIUM, &premium),
        ]
    }
}

/// Whether a result of the plan year could have come in any of its months: an account of the book must have been there all
/// year for that.
fn is_movable(ledger: &Ledger, event: &Event, plan_year: usize) -> bool {
    let result = !matches!(event.kind, Kind::Renewal | Kind::Contraction | Kind::Churn);
    let account = ledger.accounts.get(event.account as usize);
    let there = event.account == NO_ACCOUNT
        || account.is_none_or(|it| it.open && usize::from(it.opened) <= plan_year);
    result && there && usize::from(event.month) >= plan_year
}

/// Enters an event in twelve parts, in proportion to the weights of the months, whole cents in all.
fn spread(event: Event, plan_year: usize, weights: &[i64; 12], enter: &mut dyn FnMut(Event)) {
    let all: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    let (mut weight, mut entered) = (0, 0);
    for (month, of_month) in weights.iter().enumerate() {
        weight += i128::from(*of_month);
        let now = (i128::from(event.amount.0) * weight / all) as i64;
        if now != entered {
            let month = (plan_year + month) as u16;
            enter(Event { month, amount: Cents(now - entered), ..event });
        }
        entered = now;
    }
}

/// Whether a plan looks at each deal by itself, or counts them.
fn looks_at_deals(plan: &Plan) -> bool {
    let of_deals = |measure: &Measure| match measure {
        Measure::Sum { terms, .. } => {
            terms.iter().any(|term| matches!(term.of, Additive::Deals | Additive::Won))
        }
        Measure::Ratio(ratio) => matches!(
            ratio,
            RatioMeasure::AverageDealSize
                | RatioMeasure::DaysToClose
                | RatioMeasure::ConversionRate
                | RatioMeasure::ExpansionRate
        ),
        _ => false,
    };
    plan.components.iter().any(|component| {
        component.deal_cap.is_some()
            || matches!(&component.pays, Pays::Rate(tiers) if tiers.per_deal)
            || component.measures().any(|(_, measure)| measure.parts().into_iter().any(of_deals))
    })
}
