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
}

impl MonthMetric {
    /// All of them, in the order of tables.
    pub const ALL: [Self; 3] = [Self::VariablePay, Self::Clawback, Self::Bookings];

    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::VariablePay => "variable_pay",
            Self::Clawback => "clawback",
            Self::Bookings => "bookings",
        }
    }
}

/// A team's twelve months: by metric, then month of the plan year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MonthlyFigures([[Cents; 12]; MonthMetric::ALL.len()]);

impl MonthlyFigures {
    /// Reads a team's months off its events and pay.
    pub fn of_team(timeline: Timeline, team: &TeamYear, pay: &TeamPay, components: usize) -> Self {
        let mut months = Self::default();
        for m in 0..12 {
            let month = timeline.plan_year() + m;
            for seat in &team.seats {
                for kind in Kind::ALL.into_iter().filter(|kind| kind.adds_arr()) {
                    let extra = seat.ledger.extra(kind, month..month + 1);
                    months.0[2][m] += Cents(seat.ledger.amounts(kind)[month] - extra);
                }
            }
            for rep in pay.reps() {
                for component in 0..components {
                    months.0[0][m] += rep.paid(component, month) - rep.recovered(component, month);
                    months.0[1][m] += rep.recovered(component, month);
                }
                months.0[0][m] += rep.draw(month);
            }
        }
        months
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
