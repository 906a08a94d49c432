//! Pay in the company's currency, whatever currency it is paid in.

use super::conversion::rate_in;
use super::payments::TeamPay;
use super::rep_pay::RepPay;
use crate::events::Stint;
use crate::money::{Cents, Fraction, Rounding};

impl TeamPay {
    /// An amount of a month in the company's currency, at that month's rate.
    pub fn to_company(&self, amount: Cents, month: usize) -> Cents {
        match &self.exchange {
            None => amount,
            Some(rates) => Fraction::from(amount)
                .over(rate_in(rates, month))
                .map_or(amount, |converted| converted.to_cents(Rounding::HalfEven)),
        }
    }

    /// What is paid out in a month in the company's currency where payment lags: what reps were due the lag before,
    /// at the rate of this month; what reaches back before the timeline counts as 0. None without a lag, where
    /// pay is paid out as it accrues.
    pub fn paid_out_late(&self, month: usize) -> Option<Cents> {
        if self.payment_lag.is_none() {
            return None;
        }
        let of_month = |earned| -> Cents {
            self.reps().iter().map(|rep| self.to_company(rep.due(earned), month)).sum()
        };
        Some(self.payment_lag.earned(month).map(of_month).sum())
    }

    /// The sum of monthly amounts of some months, each at its month's rate.
    pub fn sum_to_company(
        &self,
        months: std::ops::Range<usize>,
        amount: impl Fn(usize) -> Cents,
    ) -> Cents {
        months.map(|month| self.to_company(amount(month), month)).sum()
    }

    /// A rep's base of the plan year in the company's currency: each month in seat has a like part of it.
    pub fn base_to_company(&self, rep: &RepPay, stint: &Stint, plan_year: usize) -> Cents {
        let Some(rates) = &self.exchange else {
            return rep.base;
        };
        let months = stint.start.max(plan_year)..stint.end;
        let parts = Fraction::new(1, months.len() as i128).unwrap_or(Fraction::ZERO);
        let part = Fraction::from(rep.base) * parts;
        months
            .filter_map(|month| part.over(rate_in(rates, month)))
            .fold(Fraction::ZERO, |sum, part| (sum + part).reduced())
            .to_cents(Rounding::HalfEven)
    }
}
