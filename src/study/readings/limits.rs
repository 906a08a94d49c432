//! The other readings of what limits pay: hurdles, caps, prizes for equal results.

use super::Reading;
use super::clauses::{Clauses, yes_or_no};
use crate::money::{Decimal6, Fraction, Rounding};
use crate::plan::{Component, CreditCap, Hurdle, PaysFrom, Period, Ties, Window};
use crate::spec::Number;
use crate::spec::component as spec;
use crate::spec::hurdle as hurdle_spec;
use crate::spec::number_or::NumberOr;

impl Clauses<'_> {
    pub(super) fn of_limits(&mut self, number: usize, component: &Component) {
        if let Some(hurdle) = component.hurdle {
            self.of_hurdle(number, hurdle);
        }
        if component.cap.is_some() {
            let carries = component.carry;
            let reading = Reading::new("carry", yes_or_no(carries), yes_or_no(!carries));
            self.read(number, "cap.carry", reading, |component| {
                if let Some(cap) = &mut component.cap {
                    cap.carry = Some(!carries);
                }
            });
        }
        if let (Some(CreditCap::ShareOfQuota(share)), Window::Calendar(window)) =
            (component.deal_cap, component.measured)
        {
            self.of_deal_cap(number, share, window);
        }
    }

    fn of_hurdle(&mut self, number: usize, hurdle: Hurdle) {
        let (pays_from, reading) = match hurdle.pays_from {
            PaysFrom::First => {
                (hurdle_spec::PaysFrom::Above, Reading::new("pays_from", "first", "above"))
            }
            PaysFrom::Above => {
                (hurdle_spec::PaysFrom::First, Reading::new("pays_from", "above", "first"))
            }
        };
        self.read(number, "hurdle.pays_from", reading, |component| {
            if let Some(hurdle) = &mut component.hurdle {
                hurdle.pays_from = Some(pays_from);
            }
        });
    }

    /// A share of the year's quota, or of the window's: taken as its months' part of the year's.
    fn of_deal_cap(&mut self, number: usize, share: Decimal6, window: Period) {
        if window == Period::Year {
            return;
        }
        let part = Fraction::new(window.months() as i128, 12).unwrap_or(Fraction::ONE);
        let millionths = Fraction::from(share) * part * Fraction::whole(1_000_000);
        let Ok(of_window) = i64::try_from(millionths.round(Rounding::HalfUp)) else {
            return;
        };
        let own = format!("{share} of the year's quota");
        let other = format!("{share} of the {}'s", window.name());
        self.read(number, "deal_cap", Reading::new("deal_cap", own, other), |component| {
            let share_of_quota = Some(Number(Decimal6(of_window).to_decimal()));
            let cap = spec::CreditCap { share_of_quota, amount: None };
            component.deal_cap = Some(NumberOr::Table(cap));
        });
    }

    pub(super) fn of_ties(&mut self, number: usize, ties: Ties) {
        let (other, reading) = match ties {
            Ties::Share => (spec::Ties::All, Reading::new("ties", "share", "all")),
            Ties::All => (spec::Ties::Share, Reading::new("ties", "all", "share")),
        };
        self.read(number, "ties", reading, |component| component.ties = Some(other));
    }
}
