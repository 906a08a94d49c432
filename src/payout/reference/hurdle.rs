//! Hurdles, and units in full steps.

use super::claim::Claim;
use super::number::{Number, TooLong};
use super::window::Window;
use crate::money::Decimal6;
use crate::plan::{CreditCap, PaysFrom};

impl Claim<'_> {
    /// Above what a window's result is paid: 0 where all of it is; none where it is below the hurdle.
    pub fn past_hurdle(&self, window: &Window, result: Number) -> Result<Option<Number>, TooLong> {
        let Some(hurdle) = self.component.hurdle else {
            return Ok(Some(Number::ZERO));
        };
        let at = match hurdle.at {
            CreditCap::Amount(amount) => amount.into(),
            CreditCap::ShareOfQuota(share) => {
                let quota = self.quota(window);
                if quota.is_zero() {
                    return Ok(None);
                }
                quota * share.into()
            }
        };
        if !result.reaches(at)? {
            return Ok(None);
        }
        Ok(Some(match hurdle.pays_from {
            PaysFrom::First => Number::ZERO,
            PaysFrom::Above => at,
        }))
    }

    /// The units of a window that are paid, or the full steps of them.
    pub fn paid_units(
        &self,
        window: &Window,
        units: Number,
        above: Decimal6,
        step: Option<Decimal6>,
    ) -> Result<Number, TooLong> {
        let Some(hurdle) = self.past_hurdle(window, units)? else {
            return Ok(Number::ZERO);
        };
        let free = Number::from(above).at_least(hurdle);
        let paid = (units - free).at_least(Number::ZERO);
        Ok(match step {
            Some(step) => (paid / step.into()).floor(),
            None => paid,
        })
    }
}
