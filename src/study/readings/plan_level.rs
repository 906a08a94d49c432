//! The other readings of clauses on a plan's pay as a whole.

use super::Reading;
use super::clauses::Clauses;
use crate::money::{Cents, Decimal6, Fraction, Rounding};
use crate::plan::{AtExit, Draw, DrawKind, Exit, Guarantee, Hold, Most, Period, PlanCap, figures};
use crate::spec::Number;
use crate::spec::plan as file;
use crate::spec::plan_level as spec;

impl Clauses<'_> {
    pub(super) fn of_plan(&mut self) {
        let plan = self.plan;
        if let Some(cap) = plan.cap {
            self.of_cap(cap);
        }
        if let Some(guarantee) = plan.guarantee {
            self.of_guarantee(guarantee);
        }
        if let Some(draw) = plan.draw {
            self.of_draw(draw);
        }
        if let Some(hold) = plan.hold {
            self.of_hold(hold);
        }
        if self.people_leave() {
            self.of_exit(plan.exit);
        }
        self.of_rounding();
    }

    /// By the month and by the year, with an amount in proportion.
    fn of_cap(&mut self, cap: PlanCap) {
        for per in [Period::Month, Period::Year] {
            if per == cap.per {
                continue;
            }
            let (amount, word) = match cap.most {
                Most::ShareOfTarget(_) => (None, per.name().to_owned()),
                Most::Amount(amount) => {
                    let amount = in_proportion(amount, cap.per, per);
                    (Some(amount), format!("{} ({} each)", per.name(), figures::amount(amount)))
                }
            };
            let reading = Reading::new("per", cap.per.name(), word);
            self.read_of_plan("cap.per", reading, |file| {
                if let Some(cap) = &mut file.cap {
                    cap.per = Some(spec_of(per));
                    cap.amount = amount.map(|amount| Number(amount.to_decimal())).or(cap.amount);
                }
            });
        }
    }

    fn of_guarantee(&mut self, guarantee: Guarantee) {
        for per in [Period::Month, Period::Year] {
            if per != guarantee.per && guarantee.months > 1 {
                let reading = Reading::new("per", guarantee.per.name(), per.name());
                self.read_of_plan("guarantee.per", reading, |file| {
                    if let Some(guarantee) = &mut file.guarantee {
                        guarantee.per = Some(spec_of(per));
                    }
                });
            }
        }
        let (other, reading) = if guarantee.new_hires_only {
            (spec::GuaranteedFor::All, Reading::new("for", "new_hires", "all"))
        } else {
            (spec::GuaranteedFor::NewHires, Reading::new("for", "all", "new_hires"))
        };
        self.read_of_plan("guarantee.for", reading, |file| {
            if let Some(guarantee) = &mut file.guarantee {
                guarantee.r#for = Some(other);
            }
        });
    }

    fn of_draw(&mut self, draw: Draw) {
        let mut with = |key: &str, reading: Reading, change: &dyn Fn(&mut spec::Draw)| {
            self.read_of_plan(&Self::within("draw", key), reading, |file| {
                if let Some(draw) = &mut file.draw {
                    change(draw);
                }
            });
        };
        let (kind, reading) = match draw.kind {
            DrawKind::Minimum => {
                (spec::DrawKind::Advance, Reading::new("kind", "minimum", "advance"))
            }
            DrawKind::Advance => {
                (spec::DrawKind::Minimum, Reading::new("kind", "advance", "minimum"))
            }
        };
        with("kind", reading, &|draw| draw.kind = Some(kind));
        let Some(share) = draw.recovery_share else {
            let reading = Reading::new("recoverable", "false", "true (recovery_share 1)");
            with("recoverable", reading, &|draw| {
                draw.recoverable = Some(true);
                draw.recovery_share = Some(Number(Decimal6::ONE.to_decimal()));
            });
            return;
        };
        with("recoverable", Reading::new("recoverable", "true", "false"), &|draw| {
            draw.recoverable = Some(false);
            (draw.recovery_share, draw.recovery_start) = (None, None);
            draw.forgiven_at_exit = None;
        });
        let half = Decimal6(Decimal6::ONE.0 / 2);
        let other = if share == Decimal6::ONE { half } else { Decimal6::ONE };
        let reading = Reading::new("recovery_share", share.to_string(), other.to_string());
        with("recovery_share", reading, &|draw| {
            draw.recovery_share = Some(Number(other.to_decimal()));
        });
        let ended = draw.months.min(11);
        let (start, word) = match draw.recovery_start {
            0 => (ended, format!("{ended}, when the draw has ended")),
            _ => (0, "0".to_owned()),
        };
        let reading = Reading::new("recovery_start", draw.recovery_start.to_string(), word);
        with("recovery_start", reading, &|draw| draw.recovery_start = Some(i64::from(start)));
        let exits = [
            (AtExit::Owed, None, "none"),
            (AtExit::Forgiven, Some(true), "true"),
            (AtExit::Collected, Some(false), "false"),
        ];
        let own = exits.iter().find(|(at_exit, ..)| *at_exit == draw.at_exit);
        let own = own.map_or("none", |(.., word)| word);
        let leave = self.team.turnover.is_some()
            || self.team.seats.iter().any(|seat| seat.end_month.is_some());
        for (at_exit, forgiven, word) in exits {
            if leave && at_exit != draw.at_exit {
                let reading = Reading::new("forgiven_at_exit", own, word);
                self.read_of_plan("draw.forgiven_at_exit", reading, |file| {
                    if let Some(draw) = &mut file.draw {
                        draw.forgiven_at_exit = forgiven;
                    }
                });
            }
        }
    }

    /// Months counted after the month of the booking, or with it.
    fn of_hold(&mut self, hold: Hold) {
        let Some(fewer) = hold.after_months.checked_sub(1).filter(|fewer| *fewer > 0) else {
            return;
        };
        let other = format!("{}, the month of the booking being the first", hold.after_months);
        let reading = Reading::new("after_months", hold.after_months.to_string(), other);
        self.read_of_plan("hold.rest.after_months", reading, |file| {
            if let Some(rest) = file.hold.as_mut().and_then(|hold| hold.rest.as_mut()) {
                rest.after_months = Some(i64::from(fewer));
            }
        });
    }

    /// What a leaver is owed and owes; without `[exit]` windows are settled, and nothing is recovered afterwards.
    fn of_exit(&mut self, stated: Option<Exit>) {
        let exit = stated.unwrap_or(Exit { forfeits: false, recover_months: 0 });
        let spec = |exit: Exit| spec::Exit {
            owed: Some(if exit.forfeits { spec::Owed::Forfeited } else { spec::Owed::Paid }),
            recover_months: Some(i64::from(exit.recover_months)),
        };
        let path = |key: &str| match stated {
            Some(_) => Self::within("exit", key),
            None => "exit".to_owned(),
        };
        let (own, other) = match (stated, exit.forfeits) {
            (None, _) => ("not stated: paid", "forfeited"),
            (Some(_), false) => ("paid", "forfeited"),
            (Some(_), true) => ("forfeited", "paid"),
        };
        let longer_periods = self.plan.components.iter().any(|it| it.paid > Period::Month);
        if longer_periods || self.plan.hold.is_some() {
            let forfeits = Exit { forfeits: !exit.forfeits, ..exit };
            self.read_of_plan(&path("owed"), Reading::new("owed", own, other), |file| {
                file.exit = Some(spec(forfeits));
            });
        }
        let clawbacks = self.plan.components.iter().filter_map(|it| it.clawback.as_ref());
        let Some(longest) = clawbacks.map(|clawback| clawback.within_months.min(12)).max() else {
            return;
        };
        let months = if exit.recover_months == 0 { longest } else { 0 };
        let own = match stated {
            Some(exit) => exit.recover_months.to_string(),
            None => "not stated: 0".to_owned(),
        };
        let reading = Reading::new("recover_months", own, months.to_string());
        self.read_of_plan(&path("recover_months"), reading, |file| {
            file.exit = Some(spec(Exit { recover_months: months, ..exit }));
        });
    }

    fn of_rounding(&mut self) {
        if self.plan.components.is_empty() {
            return;
        }
        let (other, reading) = match self.plan.rounding {
            Rounding::HalfEven => {
                (file::Rounding::HalfUp, Reading::new("rounding", "half_even", "half_up"))
            }
            Rounding::HalfUp => {
                (file::Rounding::HalfEven, Reading::new("rounding", "half_up", "half_even"))
            }
        };
        self.read_of_plan("rounding", reading, |file| file.rounding = Some(other));
    }
}

/// An amount a period, as one a period of another length, to the cent.
fn in_proportion(amount: Cents, from: Period, to: Period) -> Cents {
    let lengths = Fraction::new(to.months() as i128, from.months() as i128);
    (Fraction::from(amount) * lengths.unwrap_or(Fraction::ONE)).to_cents(Rounding::HalfUp)
}

const fn spec_of(period: Period) -> crate::spec::component::Period {
    use crate::spec::component::Period as Spec;
    match period {
        Period::Month => Spec::Month,
        Period::Quarter => Spec::Quarter,
        Period::Half => Spec::Half,
        Period::Year => Spec::Year,
    }
}
