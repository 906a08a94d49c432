//! A component's pay as a function of one result: the payout engine itself, asked anywhere.
//!
//! Every window of the year has the same result, months count alike, and what depends on other results is left
//! out: so the pay of a year has a jump, a flat stretch or a fall exactly where the clause has one.

use super::ratio::most;
use super::sum::is_of_whole_events;
use super::trial::Trial;
use super::{RepTerms, alone, stand_in};
use crate::money::{Cents, Decimal6, Fraction, Rounding};
use crate::plan::{
    Against, BoundsIn, Cap, Component, Measure, Pays, Period, Plan, Quota, TrueUp, Window,
};

/// Every month alike.
const EVEN: [Decimal6; 12] = [Decimal6::ONE; 12];
/// A cent, or a hundredth of another unit.
const HUNDREDTH: i64 = 10_000;
/// A whole unit.
const UNIT: i64 = Decimal6::ONE.0;
/// The least difference of ratios that shows in the accounts that they are made of.
const OF_RATIO: i64 = 100;

/// What changes at a clause's own points, so that pay can be asked for on both sides of each.
pub(in crate::study) struct Shape<'a> {
    plan: &'a Plan,
    component: Component,
    measure: Measure,
    quota: Option<Cents>,
    /// The window that the component adds results up in.
    window: Period,
}

impl<'a> Shape<'a> {
    /// The shape of a component; none where its pay is not a function of one result.
    pub fn of(plan: &'a Plan, component: &Component, quota: Option<Cents>) -> Option<Self> {
        let measure = component.measure.clone()?;
        if !matches!(component.pays, Pays::Rate(_) | Pays::Target(_) | Pays::PerUnit { .. }) {
            return None;
        }
        let (mut component, _) = alone(component);
        component.round_attainment = None;
        component.deal_cap = None;
        component.clawback = None;
        component.against = Against::Full;
        component.true_up = TrueUp::Both;
        let (window, caps) = match component.measured {
            Window::Calendar(window) => (window, window),
            // Each payment pays its share of the year.
            Window::TrailingYear => (Period::Year, component.paid),
        };
        if let (Measure::Ratio(_), Pays::Target(_)) = (&measure, &component.pays) {
            over_one_year(&mut component, windows_of(caps));
        } else if component.measured != Window::TrailingYear {
            component.paid = window;
        }
        let quota = match component.quota {
            Some(Quota::Team) => Some(quota?),
            Some(Quota::Yearly(quota)) => Some(quota),
            None => None,
        };
        Some(Self { plan, component, measure, quota, window })
    }

    /// Asks the engine for pay at results.
    pub fn ask<T>(&self, ask: impl FnOnce(&Pay<'_>) -> T) -> T {
        let terms = RepTerms { quota: self.quota, seasonality: &EVEN, deal_size: None, reps: None };
        let trial = Trial::new(self.plan, &self.component, &terms);
        ask(&Pay { trial, shape: self })
    }

    /// The measure that pay is a function of.
    pub fn measure(&self) -> &Measure {
        &self.measure
    }

    /// The window; of a trailing year the year.
    pub fn window(&self) -> Period {
        self.window
    }

    /// Windows of the year.
    pub fn windows(&self) -> i64 {
        windows_of(self.window)
    }

    /// The results of a window, rounded up, at which the clause changes, with the number of the tier or band
    /// that starts there.
    pub fn starts(&self) -> Vec<(usize, Decimal6)> {
        let starts: Vec<Decimal6> = match &self.component.pays {
            Pays::Rate(tiers) => tiers
                .tiers
                .iter()
                .map(|tier| match tiers.bounds {
                    BoundsIn::Quota => self.of_full(tier.from),
                    BoundsIn::Amount => tier.from,
                })
                .collect(),
            Pays::Target(curve) => curve.bands.iter().map(|band| self.of_full(band.at)).collect(),
            Pays::PerUnit { above, .. } => vec![*above],
            _ => Vec::new(),
        };
        starts.into_iter().enumerate().filter(|(_, start)| *start >= Decimal6::ZERO).collect()
    }

    /// The result of a window that is so much of its quota or goal; the number itself where it has neither.
    pub fn of_full(&self, share: Decimal6) -> Decimal6 {
        let exact = match (self.quota, self.component.goal) {
            (Some(quota), _) => {
                Fraction::from(quota)
                    * Fraction::from(share)
                    * Fraction::new(1, 100 * i128::from(self.windows())).unwrap_or(Fraction::ONE)
            }
            (None, Some(goal)) => Fraction::from(goal) * Fraction::from(share),
            (None, None) => Fraction::from(share),
        };
        let step = self.step();
        let steps = exact * Fraction::new(UNIT.into(), step.into()).unwrap_or(Fraction::ONE);
        let up = (steps.numerator() + steps.denominator() - 1).div_euclid(steps.denominator());
        Decimal6(i64::try_from(up).unwrap_or(i64::MAX / step).saturating_mul(step))
    }

    /// Result ÷ quota or goal, to the hundredth of a point; none where it has neither.
    pub fn share_of_full(&self, result: Decimal6) -> Option<Decimal6> {
        let full = match (self.quota, self.component.goal) {
            (Some(quota), _) => {
                Fraction::from(quota) * Fraction::new(1, 100 * i128::from(self.windows()))?
            }
            (None, goal) => Fraction::from(goal?),
        };
        let shares = Fraction::from(result).over(full)? * Fraction::whole(10_000);
        i64::try_from(shares.round(Rounding::HalfUp)).ok().map(|share| Decimal6(100 * share))
    }

    /// Whether results are held against a quota.
    pub fn has_quota(&self) -> bool {
        self.quota.is_some()
    }

    /// The least by which two results differ, in millionths.
    pub fn step(&self) -> i64 {
        match &self.measure {
            measure if is_of_whole_events(measure) => UNIT,
            Measure::Sum { .. } => HUNDREDTH,
            Measure::Ratio(_) => OF_RATIO,
            Measure::Score(_) | Measure::Attainments { .. } => OF_RATIO,
        }
    }

    /// The most that the measure can be, where there is a limit to it.
    pub fn most(&self) -> Option<Decimal6> {
        match &self.measure {
            Measure::Ratio(ratio) => most(*ratio),
            measure => stand_in::most(measure),
        }
    }
}

fn windows_of(window: Period) -> i64 {
    12 / i64::try_from(window.months()).unwrap_or(12)
}

/// The same component measured over one year: the whole accounts of a ratio can be split into it as finely as need
/// be, and what a year pays is the same. So many caps and floors make up the year's.
fn over_one_year(component: &mut Component, caps: i64) {
    component.measured = Window::Calendar(Period::Year);
    component.paid = Period::Year;
    if let Some(Cap::Amount(cap)) = &mut component.cap {
        cap.0 = cap.0.saturating_mul(caps);
    }
    if let Some(floor) = &mut component.floor {
        floor.0 = floor.0.saturating_mul(caps);
    }
}

/// Pay of a year in which every window has the same result.
pub(in crate::study) struct Pay<'a> {
    trial: Trial<'a>,
    shape: &'a Shape<'a>,
}

impl Pay<'_> {
    /// At a result; none where no year could be made that has it.
    pub fn at(&self, result: Decimal6) -> Option<Cents> {
        if result < Decimal6::ZERO {
            return None;
        }
        let ledger = self.trial.every_window(&self.shape.measure, result)?;
        match &self.shape.measure {
            Measure::Sum { .. } => self.trial.pay(&ledger),
            _ => self.trial.pay_if_result_is(&ledger, result),
        }
    }
}
