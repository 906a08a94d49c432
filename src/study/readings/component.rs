//! The other readings of a component: what it looks up, how often it pays, who shares it.

use super::Reading;
use super::clauses::{Clauses, yes_or_no};
use crate::money::{Cents, Decimal6, Fraction};
use crate::plan::{BoundsIn, Component, Measure, Pays, Refunds, Split, TierMethod};
use crate::spec::Number;
use crate::spec::component as spec;

/// To the point: the step to which attainments are usually rounded.
const A_POINT: Decimal6 = Decimal6(10_000);

impl Clauses<'_> {
    pub(super) fn of_component(&mut self, number: usize) {
        let component = &self.plan.components[number];
        if let Pays::Rate(tiers) = &component.pays {
            self.of_tiers(number, component, tiers);
        }
        self.of_timing(number, component);
        self.of_limits(number, component);
        self.of_rounded_attainment(number, component);
        self.of_lines(number, component);
        match &component.pays {
            Pays::Amount { once, .. } if component.paid.months() < 12 => {
                let once = *once;
                let reading = Reading::new("once", yes_or_no(once), yes_or_no(!once));
                self.read(number, "once", reading, |component| component.once = Some(!once));
            }
            Pays::PerUnit { amount, step: Some(step), .. } => self.of_steps(number, *amount, *step),
            Pays::Pool { split, .. } => self.of_split(number, *split),
            Pays::Contest(contest) => self.of_ties(number, contest.ties),
            _ => {}
        }
        if component.measure.as_ref().is_some_and(Measure::is_additive) {
            let (other, reading) = match component.refunds {
                Refunds::Count => {
                    (spec::Refunds::Ignore, Reading::new("refunds", "count", "ignore"))
                }
                Refunds::Ignore => {
                    (spec::Refunds::Count, Reading::new("refunds", "ignore", "count"))
                }
            };
            self.read(number, "refunds", reading, |component| component.refunds = Some(other));
        }
        if let Some(clawback) = &component.clawback {
            self.of_clawback(number, component, clawback);
        }
        let plan = self.plan;
        let on_cash = plan.cap.is_some() || plan.guarantee.is_some() || plan.draw.is_some();
        if component.non_cash && on_cash {
            let reading = Reading::new("non_cash", "true", "false");
            self.read(number, "non_cash", reading, |component| component.non_cash = Some(false));
        }
    }

    /// Where an attainment is looked up: under marginal tiers nothing is.
    fn of_rounded_attainment(&mut self, number: usize, component: &Component) {
        let looked_up = match &component.pays {
            Pays::Rate(tiers) => {
                tiers.bounds == BoundsIn::Quota && tiers.method == TierMethod::Retroactive
            }
            Pays::Target(_) | Pays::Matrix(_) => true,
            _ => false,
        };
        let is_share = component.goal.is_some()
            || !matches!(component.measure, Some(Measure::Score(_)) | None);
        if !looked_up || !is_share {
            return;
        }
        let (other, reading) = match component.round_attainment {
            None => (
                Some(Number(A_POINT.to_decimal())),
                Reading::new("round_attainment", "none", A_POINT.to_string()),
            ),
            Some(step) => (None, Reading::new("round_attainment", step.to_string(), "none")),
        };
        self.read(number, "round_attainment", reading, |component| {
            component.round_attainment = other;
        });
    }

    /// Steps from point to point, or straight lines.
    fn of_lines(&mut self, number: usize, component: &Component) {
        let lines = match &component.pays {
            Pays::Target(curve) if curve.bands.len() > 1 => Some(curve.interpolate),
            Pays::Matrix(matrix) if matrix.rows.len() > 1 || matrix.columns.at.len() > 1 => {
                Some(matrix.interpolate)
            }
            _ => None,
        };
        if let Some(lines) = lines {
            let reading = Reading::new("interpolate", yes_or_no(lines), yes_or_no(!lines));
            self.read(number, "interpolate", reading, |component| {
                component.interpolate = Some(!lines);
            });
        }
        let multiplier = component.multiplier.as_ref().map(|multiplier| &multiplier.curve);
        if let Some(curve) = multiplier.filter(|curve| curve.bands.len() > 1) {
            let lines = curve.interpolate;
            let reading = Reading::new("interpolate", yes_or_no(lines), yes_or_no(!lines));
            self.read(number, "multiplier.interpolate", reading, |component| {
                if let Some(multiplier) = &mut component.multiplier {
                    multiplier.interpolate = Some(!lines);
                }
            });
        }
    }

    /// Full steps of units, or every unit: where a unit's part of the amount is whole cents.
    fn of_steps(&mut self, number: usize, amount: Cents, step: Decimal6) {
        let unit = Fraction::from(amount).over(Fraction::from(step)).map(Fraction::reduced);
        let whole = unit.filter(|unit| unit.denominator() == 1);
        let Some(unit) = whole.and_then(|unit| i64::try_from(unit.numerator()).ok()) else {
            return;
        };
        let own = format!("full steps of {step}");
        let reading = Reading::new("step", own, "parts of a step as well");
        self.read(number, "step", reading, |component| {
            (component.step, component.amount) = (None, Some(Number(Cents(unit).to_decimal())));
        });
    }

    fn of_split(&mut self, number: usize, split: Split) {
        let (other, reading) = match split {
            Split::Equal => (spec::Split::ProRata, Reading::new("split", "equal", "pro_rata")),
            Split::ProRata => (spec::Split::Equal, Reading::new("split", "pro_rata", "equal")),
        };
        self.read(number, "split", reading, |component| component.split = Some(other));
    }
}
