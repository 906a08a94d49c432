//! The figures that accrue by month.

use crate::events::{Kind, TeamYear, Timeline};
use crate::money::Cents;
use crate::payout::TeamPay;

/// A figure of one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthMetric {
    /// Paid − recovered, draws included, in dollars.
    VariablePay,
    /// Recovered by clawbacks, in dollars.
    Clawback,
    /// New + upgrade + expansion ACV, in dollars.
    Bookings,
    /// Paid out: variable pay of the month that lies the plan's payment lag before, in dollars.
    CashPaid,
    /// Held back for reps at the end of the month, in dollars.
    HeldPay,
}

impl MonthMetric {
    /// All of them, in the order of tables.
    pub const ALL: [Self; 5] =
        [Self::VariablePay, Self::Clawback, Self::Bookings, Self::CashPaid, Self::HeldPay];

    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::VariablePay => "variable_pay",
            Self::Clawback => "clawback",
            Self::Bookings => "bookings",
            Self::CashPaid => "cash_paid",
            Self::HeldPay => "held_pay",
        }
    }
}

/// A team's twelve months: by metric, then month of the plan year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MonthlyFigures([[Cents; 12]; MonthMetric::ALL.len()]);

impl MonthlyFigures {
    /// Reads a team's months off its events and pay.
    pub fn of_team(timeline: Timeline, team: &TeamYear, pay: &TeamPay, components: usize) -> Self {
        let year = timeline.plan_year();
        let [mut variable, mut recovered, mut bookings, mut held] = [[Cents::ZERO; 12]; 4];
        for seat in &team.seats {
            for kind in Kind::ALL.into_iter().filter(|kind| kind.adds_arr()) {
                let amounts = &seat.ledger.amounts(kind)[year..];
                for (m, (sum, amount)) in bookings.iter_mut().zip(amounts).enumerate() {
                    *sum += Cents(amount - seat.ledger.extra(kind, year + m..year + m + 1));
                }
            }
        }
        // Month by month within a rep, as pay stands in memory.
        let add = |sums: &mut [Cents; 12], by_month: &[Cents]| {
            let of_year = by_month.get(year..).unwrap_or_default();
            if pay.exchange.is_none() {
                sums.iter_mut().zip(of_year).for_each(|(sum, amount)| *sum += *amount);
            } else {
                for (m, (sum, amount)) in sums.iter_mut().zip(of_year).enumerate() {
                    *sum += pay.to_company(*amount, year + m);
                }
            }
        };
        for rep in pay.reps() {
            for component in 0..components {
                add(&mut variable, rep.paid_by_month(component));
                add(&mut recovered, rep.recovered_by_month(component));
            }
            add(&mut variable, rep.plan_level_by_month());
            add(&mut held, rep.held_by_month());
        }
        variable.iter_mut().zip(&recovered).for_each(|(paid, recovered)| *paid -= *recovered);
        let paid_out = std::array::from_fn(|m| pay.paid_out_late(year + m).unwrap_or(variable[m]));
        Self([variable, recovered, bookings, paid_out, held])
    }

    /// Variable pay of a month of the plan year, from 0, in the company's currency.
    pub fn variable_pay(&self, month: usize) -> Cents {
        self.0[0][month]
    }

    /// Puts the first `over` months down as they were paid, when it was not known yet who will leave. What a leaver
    /// was owed more, or less, by the time then known comes with the month after them.
    pub fn paid_as(&mut self, so_far: &Self, over: usize) {
        let metrics = MonthMetric::ALL.into_iter().zip(&mut self.0).zip(&so_far.0);
        for ((metric, months), so_far) in metrics {
            let mut owed = Cents::ZERO;
            for (month, so_far) in months.iter_mut().zip(so_far).take(over) {
                owed += std::mem::replace(month, *so_far) - *so_far;
            }
            if let Some(next) = months.get_mut(over).filter(|_| metric != MonthMetric::HeldPay) {
                *next += owed;
            }
        }
    }

    /// Adds a team's months to the company's.
    pub fn add(&mut self, team: &Self) {
        for (sums, metric) in self.0.iter_mut().zip(team.0) {
            for (sum, amount) in sums.iter_mut().zip(metric) {
                *sum += amount;
            }
        }
    }

    /// All amounts in dollars, by metric, then month.
    pub fn dollars(&self) -> impl Iterator<Item = f64> {
        self.0.iter().flatten().map(|amount| amount.to_f64())
    }
}
