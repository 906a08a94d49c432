//! Pay in another currency than sales: what rates earn is converted as it is paid.

use super::claim::Claim;
use super::number::{Number, TooLong};
use super::payments;
use super::window::{Window, windows};
use crate::money::Decimal6;

impl Claim<'_> {
    /// What a window's rates have earned up to a payment, in the currency of pay. `earned` says what they have
    /// earned in the currency of sales where the window is seen by one of its payments: what each of them
    /// adds is converted at the rate of its own month, which later rates do not touch.
    pub fn in_pay_currency(
        &self,
        window: &Window,
        earned: impl Fn(&Window) -> Result<Number, TooLong>,
    ) -> Result<Number, TooLong> {
        let Some(rates) = self.rates.filter(|_| self.plan.converts(self.component)) else {
            return earned(window);
        };
        let (mut converted, mut before) = (Number::ZERO, Number::ZERO);
        for view in self.views_up_to(window) {
            let to_date = earned(&view)?;
            converted = converted + (to_date - before) * rate_in(rates, view.paid_in());
            before = to_date;
        }
        Ok(converted)
    }

    /// A rate on sales in money of pay, for a payment in a month.
    pub fn rate_in_pay_currency(&self, rate: Number, month: i64) -> Number {
        let rates = self.rates.filter(|_| self.plan.converts(self.component));
        rates.map_or(rate, |rates| rate * rate_in(rates, month))
    }

    /// A window as each of its payments sees it, up to this one.
    fn views_up_to(&self, window: &Window) -> impl Iterator<Item = Window> {
        let payments = payments::due(self).filter(|month| *month as i64 <= window.paid_in());
        let seen = payments.flat_map(|month| windows(self.component, month));
        seen.filter(|view| view.whole == window.whole)
    }
}

/// The rate of a month of the timeline: that of its calendar month.
pub(super) fn rate_in(rates: &[Decimal6; 12], month: i64) -> Number {
    rates[month.rem_euclid(12) as usize].into()
}
