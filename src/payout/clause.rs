//! One component compiled, and what it has earned in a window.

use std::borrow::Cow;

use super::commission;
use super::conversion::Converted;
use super::curve::PayoutCurve;
use super::matrix::Grid;
use super::phase::PhaseMonths;
use super::program::TeamTerms;
use super::rep::{Rep, holds, presence_share, trailing_share};
use super::retention;
use super::step::{Working, clause};
use super::tiers::{Ladder, RateBasis};
use super::window::Span;
use crate::credit::{Gauge, Sum};
use crate::money::{Cents, Decimal6, Fraction, Rounding};
use crate::plan::{
    Against, Component, CreditCap, Measure, Pays, Quota, RecoveredAt, Target, TierMethod, Window,
};

/// A component compiled for a team.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub component: Component,
    /// Its measure.
    pub gauge: Option<Gauge>,
    /// The measure of its condition.
    pub when: Option<Gauge>,
    pub gate: Option<Gauge>,
    pub multiplier: Option<Gauge>,
    /// The curve of a target.
    pub curve: Option<PayoutCurve>,
    /// The measure of a matrix's columns.
    pub columns: Option<Gauge>,
    /// The cells of a matrix.
    pub grid: Option<Grid>,
    /// The curve of the multiplier.
    pub factor: Option<PayoutCurve>,
    /// The share of the plan's target incentive that is the component's target.
    pub weight: Fraction,
    /// In place of it, in so many first months of a new hire's tenure.
    pub of_new_hires: Option<(Fraction, i64)>,
    /// Team numbers whose results a pool counts.
    pub scope: Vec<usize>,
    /// While nothing is credited, nothing more is earned in the same window.
    pub steady: bool,
    /// The part of the year that is its.
    pub phase: Option<PhaseMonths>,
    /// It goes on with a component that is paid to a whole team.
    pub after_team: bool,
    /// The first month of the windows of another component that get what its cap cut before them.
    pub hands_on_to: Option<i64>,
    pub rounding: Rounding,
    /// What its rates earn is in the currency of sales, and pay is in another.
    pub converts: bool,
    /// Marginal tiers on the window's result and nothing else: the form of most commission.
    pub plain_commission: bool,
    /// A curve on a ratio and nothing else: the form of most pay on retention.
    pub plain_retention: bool,
}

/// What a clause has earned in a window, and how.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    /// Pay in cents.
    pub earned: Fraction,
    /// What the cap cut and the next window gets; 0 where it is lost.
    pub excess: Fraction,
    /// The result in units of the measure; none where it has no value.
    pub result: Option<Fraction>,
    /// The quota it was held against, in hundredths of the measure's unit.
    pub quota: Option<Fraction>,
}

/// What a rep's result in a window is held against; see [`Clause::frame`].
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    /// The window's quota, in hundredths of the measure's unit; none where there is none.
    pub quota: Option<Fraction>,
    /// What the cap of the window before cut and this one gets, in cents.
    pub carried: Option<Fraction>,
    pub ladder: Ladder,
    terms: Option<FrameTerms>,
    /// By level of a curve and months of target: what it pays, where that was worked out.
    pub level_pay: Vec<[Option<Cents>; 13]>,
    /// What the window's rates have earned so far, where that is converted.
    pub converted: Option<Converted>,
}

/// What a frame depends on, within one clause: reps with the same terms share a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct FrameTerms {
    target_incentive: Cents,
    yearly_quota: Cents,
    /// Units of the calendar in the span.
    quota_units: i64,
    /// Of a rep whose quota changes: the two quotas, and the units before the change.
    changed: Option<(Cents, Cents, i64)>,
}

impl Clause {
    pub fn compile(component: &Component, terms: &TeamTerms<'_>, rounding: Rounding) -> Self {
        let gauge = |measure| Gauge::compile(measure, terms.names).with_months(component.months);
        let columns = match &component.pays {
            Pays::Matrix(matrix) => Some(match gauge(&matrix.columns.measure) {
                Gauge::Sum(sum) => Gauge::Sum(sum.with_refunds(component.refunds)),
                other => other,
            }),
            _ => None,
        };
        let (when, scope) = match &component.pays {
            Pays::Amount { when, .. } => (Some(when), vec![]),
            Pays::Pool { when, scope, .. } => {
                let number = |name: &String| terms.teams.iter().position(|team| team == name);
                let scope: Vec<usize> = scope.iter().filter_map(number).collect();
                (when.as_ref(), if scope.is_empty() { vec![terms.team] } else { scope })
            }
            _ => (None, vec![]),
        };
        let when = when.map(|when| gauge(&when.measure));
        let steady = is_steady(component);
        Self {
            gauge: component.measure.as_ref().map(gauge).map(|gauge| match gauge {
                Gauge::Sum(sum) => {
                    let cap = match component.deal_cap {
                        Some(CreditCap::Amount(cap)) => Some(Fraction::from(cap)),
                        _ => None,
                    };
                    Gauge::Sum(sum.with_refunds(component.refunds).with_deal_cap(cap))
                }
                other => other,
            }),
            when,
            gate: component.gate.as_ref().map(|gate| gauge(&gate.when.measure)),
            multiplier: component.multiplier.as_ref().map(|m| gauge(&m.measure)),
            curve: match &component.pays {
                Pays::Target(curve) => Some(PayoutCurve::compile(curve)),
                _ => None,
            },
            columns,
            grid: match &component.pays {
                Pays::Matrix(matrix) => Some(Grid::compile(matrix)),
                _ => None,
            },
            factor: component.multiplier.as_ref().map(|m| PayoutCurve::compile(&m.curve)),
            weight: match component.target {
                Target::Weight(weight) => Fraction::from(weight),
                Target::Yearly(_) => Fraction::ZERO,
            },
            of_new_hires: None,
            scope,
            steady,
            phase: None,
            after_team: false,
            hands_on_to: None,
            rounding,
            converts: false,
            plain_commission: commission::is_plain(component, steady),
            plain_retention: retention::is_plain(component),
            component: component.clone(),
        }
    }

    /// The clause's additive measure for a rep: the compiled one, but where a single deal is capped by a
    /// share of the rep's own yearly quota.
    pub fn sum_for(&self, rep: &Rep<'_>) -> Option<Cow<'_, Sum>> {
        let Some(Gauge::Sum(sum)) = &self.gauge else {
            return None;
        };
        Some(match self.component.deal_cap {
            Some(CreditCap::ShareOfQuota(share)) => {
                let cap = |yearly: Cents| Fraction::from(yearly) * Fraction::from(share);
                let yearly = Self::yearly(self.component.quota, rep, i64::MIN);
                let sum = sum.clone().with_deal_cap(Some(cap(yearly)));
                Cow::Owned(match rep.stint.new_quota.filter(|_| self.is_held_to_own_quota()) {
                    Some(new) => sum.with_deal_cap_from(new.from, cap(new.yearly)),
                    None => sum,
                })
            }
            _ => Cow::Borrowed(sum),
        })
    }

    /// Pay earned in a window of a component that is nothing but marginal tiers, rounded. `credit` is in
    /// hundredths of the measure's unit.
    #[inline]
    pub fn earned_directly(
        &self,
        frame: &Frame,
        credit: i128,
        scale: i64,
        rounding: Rounding,
    ) -> Cents {
        if scale == 1 {
            return frame.ladder.marginal_cents(credit, rounding);
        }
        let credit = Fraction::new(credit, scale.into()).unwrap_or(Fraction::ZERO);
        frame.ladder.pay(TierMethod::Marginal, credit, credit).to_cents(rounding)
    }

    /// What a rep's result in a window is held against. The same for all payments of a window, unless
    /// results are held against the quota to date.
    #[inline]
    pub fn frame(&self, rep: &Rep<'_>, span: &Span, frame: &mut Frame) {
        let terms = FrameTerms {
            target_incentive: rep.target_incentive,
            yearly_quota: Self::yearly(self.component.quota, rep, span.to - 1),
            quota_units: rep.presence.quota_units(span.from, self.quota_end(span)),
            changed: rep.stint.new_quota.filter(|_| self.is_held_to_own_quota()).map(|new| {
                let before = rep.presence.quota_units(span.from, new.from as i64);
                (rep.stint.quota, new.yearly, before)
            }),
        };
        if frame.terms == Some(terms) {
            return;
        }
        frame.terms = Some(terms);
        frame.level_pay.clear();
        frame.quota = self.quota_of(self.component.quota, rep, span);
        if let Pays::Rate(tiers) = &self.component.pays {
            frame.ladder.raise(tiers, self.rate_basis(rep, frame.quota, span.to - 1));
        }
    }

    /// Pay earned in a window so far. `credit` is the clause's own additive result in it, if it has one;
    /// `deals` the credits of its single deals where tiers look at each alone. Credits are in
    /// hundredths of the measure's unit.
    #[inline]
    pub fn earned(
        &self,
        rep: &Rep<'_>,
        span: &Span,
        frame: &mut Frame,
        credit: Option<Fraction>,
        deals: impl Iterator<Item = Fraction>,
    ) -> Reading {
        let looks_at = self.gauge.as_ref().or(self.when.as_ref());
        let own_result = || looks_at.and_then(|gauge| self.value(gauge, rep, span));
        let result = credit.map(|c| c * Fraction::HUNDREDTH).or_else(own_result);
        let credit = credit.map(|credit| self.capped_credit(rep, span, credit, frame.quota));
        let counted = credit.map(|c| c * Fraction::HUNDREDTH).or(result);
        self.note_results(rep, span, frame.quota, result, counted);
        let pay = match &self.component.pays {
            Pays::Rate(tiers) => {
                let pay = self.rated(tiers, rep.notes, frame, credit, deals);
                let pay = rep.notes.change(clause::PERIOD, pay, pay * trailing_share(rep, span));
                if self.converts {
                    let paid = self.component.paid;
                    let converted = Converted::with(&mut frame.converted, pay, rep, span, paid);
                    rep.notes.change(clause::EXCHANGE, pay, converted)
                } else {
                    pay
                }
            }
            Pays::Target(_) => match (&self.curve, self.attainment(counted, frame.quota)) {
                (Some(curve), Some(attainment)) => {
                    let (payout, target) = (curve.payout(attainment), self.target(rep, span));
                    let pay = payout * target;
                    let band =
                        || Working::Band { number: curve.reached(attainment), payout, target };
                    rep.notes.pays(pay, band);
                    pay
                }
                _ => Fraction::ZERO,
            },
            Pays::PerUnit { amount, above, step } => counted.map_or(Fraction::ZERO, |units| {
                let terms = (*amount, *above, *step);
                let pay = self.by_units(terms, rep.notes, units, frame.quota);
                rep.notes.change(clause::PERIOD, pay, pay * trailing_share(rep, span))
            }),
            Pays::Amount { amount, when, .. } => {
                let value = self.when.as_ref().and_then(|gauge| self.value(gauge, rep, span));
                let (held, share) = (holds(when, value), presence_share(rep, span));
                let pay = if held { Fraction::from(*amount) * share } else { Fraction::ZERO };
                rep.notes.pays(pay, || Working::Amount { held, share });
                pay
            }
            Pays::Matrix(matrix) => {
                let row = self.attainment(counted, frame.quota);
                let pay = self.by_matrix(matrix, rep, span, row);
                rep.notes.change(clause::CELL, Fraction::ZERO, pay)
            }
            Pays::Pool { .. } | Pays::Contest(_) => Fraction::ZERO,
        };
        let (earned, excess) = self.limited(rep, span, pay, credit, frame.carried);
        Reading { earned, excess, result, quota: frame.quota }
    }

    /// Whether it is paid to the reps of the team together: what one gets depends on what the others get.
    pub fn is_of_team(&self) -> bool {
        matches!(self.component.pays, Pays::Pool { .. } | Pays::Contest(_))
            || self.component.budget.is_some()
            || self.after_team
    }

    /// Whether it may look at single events, or at other ledgers than the rep's. A clawback looks at sales to lost
    /// accounts alone, unless it works the pay out anew or refunds and losses count too.
    pub fn looks_at_events(&self) -> bool {
        let gauges = [&self.gauge, &self.when, &self.gate, &self.multiplier, &self.columns];
        let of_gauges = gauges.into_iter().flatten().any(Gauge::looks_at_events);
        let per_deal = matches!(&self.component.pays, Pays::Rate(tiers) if tiers.per_deal)
            || self.component.deal_cap.is_some();
        let of_clawback = self.component.clawback.as_ref().is_some_and(|clawback| {
            clawback.at == RecoveredAt::Recompute
                || !matches!(&self.gauge, Some(Gauge::Sum(sum)) if sum.only_adds())
        });
        of_gauges || per_deal || of_clawback || self.is_of_team() || self.phase.is_some()
    }

    /// Whether its result is an attainment: held against a quota, or a ratio or score by itself.
    pub fn has_attainment(&self) -> bool {
        let of_itself = |measure: &Measure| !measure.is_additive();
        self.component.quota.is_some() || self.component.measure.as_ref().is_some_and(of_itself)
    }

    /// Result ÷ quota or goal, rounded where the plan says so. The quota is in hundredths.
    #[inline]
    pub fn attainment(
        &self,
        result: Option<Fraction>,
        quota: Option<Fraction>,
    ) -> Option<Fraction> {
        self.attainment_by(self.component.quota, self.component.goal, result, quota)
    }

    /// The same by another quota or goal.
    #[inline]
    pub fn attainment_by(
        &self,
        by_quota: Option<Quota>,
        goal: Option<Decimal6>,
        result: Option<Fraction>,
        quota: Option<Fraction>,
    ) -> Option<Fraction> {
        let attainment = match (by_quota, goal) {
            (Some(_), _) => (result? * Fraction::whole(100)).over(quota?)?,
            (None, Some(goal)) => result?.over(Fraction::from(goal))?,
            (None, None) => result?,
        };
        Some(match self.component.round_attainment {
            Some(step) => attainment.to_multiple_of(step),
            None => attainment,
        })
    }

    /// What the tiers' rates of a rep rest on in a month, given the window's quota in hundredths.
    pub fn rate_basis(&self, rep: &Rep<'_>, quota: Option<Fraction>, month: i64) -> RateBasis {
        RateBasis {
            quota,
            target: self.yearly_target(rep),
            yearly_quota: Self::yearly(self.component.quota, rep, month),
        }
    }

    /// Whether its quota is the rep's own, which a change of territory changes.
    fn is_held_to_own_quota(&self) -> bool {
        self.component.quota == Some(Quota::Team)
    }

    /// Has it pay in its part of the year alone.
    pub fn limit_to(&mut self, phase: PhaseMonths) {
        (self.phase, self.plain_commission, self.plain_retention) = (Some(phase), false, false);
    }

    /// Has what its rates earn converted to the currency of pay.
    pub fn convert_what_rates_earn(&mut self) {
        (self.converts, self.plain_commission) = (true, false);
    }
}

/// Whether a component earns nothing more in a window while the window's credit stays the same.
fn is_steady(component: &Component) -> bool {
    let by_credit_alone = match &component.pays {
        Pays::Rate(tiers) => !tiers.per_deal,
        Pays::Target(_) | Pays::PerUnit { .. } => true,
        Pays::Amount { .. } | Pays::Matrix(_) | Pays::Pool { .. } | Pays::Contest(_) => false,
    };
    by_credit_alone
        && component.gate.is_none()
        && component.multiplier.is_none()
        && component.against == Against::Full
        && matches!(component.measured, Window::Calendar(_))
        && component.measure.as_ref().is_some_and(Measure::is_additive)
}
