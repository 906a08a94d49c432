//! The other readings of what limits pay: hurdles, caps, prizes for equal results.

use super::Reading;
use super::variants::Readings;
use crate::plan::{Component, Hurdle, Pays, PaysFrom, Period, Ties, Window};

impl Readings<'_> {
    pub(super) fn of_limits(&mut self, number: usize, component: &Component) {
        if let Some(hurdle) = component.hurdle {
            self.of_hurdle(number, hurdle);
        }
        if let Pays::Contest(contest) = &component.pays {
            self.of_ties(number, contest.ties);
        }
        if component.cap.is_some() && can_carry(component) {
            let reading =
                Reading::new("carry", component.carry.to_string(), (!component.carry).to_string());
            self.add(number, "cap.carry", reading, |component| component.carry = !component.carry);
        }
    }

    fn of_hurdle(&mut self, number: usize, hurdle: Hurdle) {
        let (pays_from, reading) = match hurdle.pays_from {
            PaysFrom::First => (PaysFrom::Above, Reading::new("pays_from", "first", "above")),
            PaysFrom::Above => (PaysFrom::First, Reading::new("pays_from", "above", "first")),
        };
        self.add(number, "hurdle.pays_from", reading, |component| {
            component.hurdle = Some(Hurdle { pays_from, ..hurdle });
        });
    }

    fn of_ties(&mut self, number: usize, ties: Ties) {
        let (other, reading) = match ties {
            Ties::Share => (Ties::All, Reading::new("ties", "share", "all")),
            Ties::All => (Ties::Share, Reading::new("ties", "all", "share")),
        };
        self.add(number, "ties", reading, |component| {
            if let Pays::Contest(contest) = &mut component.pays {
                contest.ties = other;
            }
        });
    }
}

/// Whether what a cap cuts could be carried: there is a next window of the year, and pay may leave its own.
fn can_carry(component: &Component) -> bool {
    matches!(component.measured, Window::Calendar(window) if window != Period::Year)
        && component.clawback.is_none()
        && !matches!(component.pays, Pays::Pool { .. })
}
