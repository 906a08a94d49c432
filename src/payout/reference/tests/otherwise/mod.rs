//! Plans and years with one construct left out or read otherwise.

mod clawbacks;
mod components;
mod measures;
mod rates;
mod whole_pay;
mod years;

use super::changes::{months_from, treat, without_change};
use super::constructs::Construct;
use super::years::Year;
use crate::money::Decimal6;
use crate::plan::{AtExit, MonthSet, Plan, Treatment};

use clawbacks::{bands, base_rate, clawbacks, pro_rata, recompute};
use components::{
    above, against, at_most, contest_least, each, gate_otherwise, hurdle_pays_from,
    matrix_in_steps, once, refunds, scope, split, step, ties, trailing_year, true_up,
};
use measures::{attainment_cap, measures, terms};
use rates::{curves, first_tier, method, multiple, slopes, tiers};
use whole_pay::{
    at_exit, draw, draw_kind, exit, guarantee_of_all, guarantee_per, plan_cap_per, ramp, rounding,
};
use years::{away, new_quota, own_target, quota_ramp, rates_by_month, seasons};

pub(super) use measures::{without_ratio, without_score, without_sum};

/// What makes a plan another one; a plan without the construct stays as it is.
type Otherwise = (Construct, fn(&mut Plan));

/// What makes a year another one, and says whether it has.
type OtherYear = (Construct, fn(&mut Year) -> bool);

pub(super) const PLANS: [Otherwise; 77] = [
    // How a component pays.
    (Construct::MethodMatters, |plan| tiers(plan, method)),
    (Construct::PerDealMatters, |plan| tiers(plan, |tiers| tiers.per_deal = false)),
    (Construct::FirstTierMatters, |plan| tiers(plan, first_tier)),
    (Construct::MultipleMatters, |plan| tiers(plan, multiple)),
    (Construct::SlopesMatters, |plan| curves(plan, slopes)),
    (Construct::InterpolationMatters, |plan| curves(plan, |curve| curve.interpolate = false)),
    (Construct::MatrixInterpolationMatters, |plan| each(plan, matrix_in_steps)),
    (Construct::OnceMatters, |plan| each(plan, once)),
    (Construct::AboveMatters, |plan| each(plan, above)),
    (Construct::StepMatters, |plan| each(plan, step)),
    (Construct::SplitMatters, |plan| each(plan, split)),
    (Construct::ScopeMatters, |plan| each(plan, scope)),
    (Construct::TiesMatters, |plan| each(plan, ties)),
    (Construct::ContestLeastMatters, |plan| each(plan, contest_least)),
    // Quota, target, time.
    (Construct::RoundAttainmentMatters, |plan| each(plan, |c| c.round_attainment = None)),
    (Construct::GoalMatters, |plan| each(plan, |c| c.goal = None)),
    (Construct::TrailingYearMatters, |plan| each(plan, trailing_year)),
    (Construct::AgainstMatters, |plan| each(plan, against)),
    (Construct::TrueUpMatters, |plan| each(plan, true_up)),
    (Construct::ActiveMonthsMatters, |plan| each(plan, |c| c.months = MonthSet::ALL)),
    // Limits.
    (Construct::GateMatters, |plan| each(plan, |c| c.gate = None)),
    (Construct::GateOtherwiseMatters, |plan| each(plan, gate_otherwise)),
    (Construct::AtMostMatters, |plan| each(plan, at_most)),
    (Construct::MultiplierMatters, |plan| each(plan, |c| c.multiplier = None)),
    (Construct::FloorMatters, |plan| each(plan, |c| c.floor = None)),
    (Construct::CapMatters, |plan| each(plan, |c| c.cap = None)),
    (Construct::CarryMatters, |plan| each(plan, |c| c.carry = false)),
    (Construct::RateCapMatters, |plan| each(plan, |c| c.rate_cap = None)),
    (Construct::CreditCapMatters, |plan| each(plan, |c| c.credit_cap = None)),
    (Construct::DealCapMatters, |plan| each(plan, |c| c.deal_cap = None)),
    (Construct::HurdleMatters, |plan| each(plan, |c| c.hurdle = None)),
    (Construct::HurdlePaysFromMatters, |plan| each(plan, hurdle_pays_from)),
    (Construct::BudgetMatters, |plan| each(plan, |c| c.budget = None)),
    (Construct::NonCashMatters, |plan| each(plan, |c| c.non_cash = false)),
    // Measures.
    (Construct::FactorMatters, |plan| terms(plan, |term| term.factor = Decimal6::ONE)),
    (Construct::MonthsOfTermMatters, |plan| terms(plan, |term| term.months = MonthSet::ALL)),
    (Construct::ContractTermMatters, |plan| {
        terms(plan, |term| term.condition.term_months_at_least = None)
    }),
    (Construct::ProductMatters, |plan| terms(plan, |term| term.condition.products.clear())),
    (Construct::ActivityMatters, |plan| terms(plan, |term| term.condition.activities.clear())),
    (Construct::OutboundMatters, |plan| terms(plan, |term| term.condition.outbound = None)),
    (Construct::PrepaidMatters, |plan| terms(plan, |term| term.condition.prepaid = None)),
    (Construct::MarginMatters, |plan| terms(plan, |term| term.condition.margin_at_least = None)),
    (Construct::DaysMatters, |plan| {
        terms(plan, |term| term.condition.days_to_close_at_most = None)
    }),
    (Construct::AttainmentCapMatters, |plan| measures(plan, attainment_cap)),
    (Construct::RefundsMatters, |plan| each(plan, refunds)),
    // Clawback.
    (Construct::ClawbackMatters, |plan| each(plan, |c| c.clawback = None)),
    (Construct::ChurnMatters, |plan| clawbacks(plan, |clawback| clawback.on_churn = false)),
    (Construct::ContractionMatters, |plan| {
        clawbacks(plan, |clawback| clawback.on_contraction = false)
    }),
    (Construct::WithinMonthsMatters, |plan| {
        clawbacks(plan, |clawback| clawback.within_months = 60)
    }),
    (Construct::ProRataMatters, |plan| clawbacks(plan, pro_rata)),
    (Construct::BandsMatters, |plan| clawbacks(plan, bands)),
    (Construct::RecomputeMatters, |plan| clawbacks(plan, recompute)),
    (Construct::BaseRateMatters, |plan| clawbacks(plan, base_rate)),
    // The plan.
    (Construct::RoundingMatters, rounding),
    (Construct::PlanCapMatters, |plan| plan.cap = None),
    (Construct::PlanCapPerMatters, plan_cap_per),
    (Construct::GuaranteeMatters, |plan| plan.guarantee = None),
    (Construct::GuaranteePerMatters, guarantee_per),
    (Construct::GuaranteeOfNewHiresMatters, guarantee_of_all),
    (Construct::DrawMatters, |plan| plan.draw = None),
    (Construct::DrawKindMatters, draw_kind),
    (Construct::RecoveryShareMatters, |plan| draw(plan, |draw| draw.recovery_share = None)),
    (Construct::RecoveryStartMatters, |plan| draw(plan, |draw| draw.recovery_start = 0)),
    (Construct::ForgivenMatters, |plan| at_exit(plan, AtExit::Forgiven)),
    (Construct::CollectedMatters, |plan| at_exit(plan, AtExit::Collected)),
    (Construct::HoldMatters, |plan| plan.hold = None),
    (Construct::ForfeitsMatters, |plan| exit(plan, |exit| exit.forfeits = false)),
    (Construct::RecoverMonthsMatters, |plan| exit(plan, |exit| exit.recover_months = 0)),
    (Construct::RampQuotaMatters, |plan| ramp(plan, |ramp| ramp.quota.clear())),
    (Construct::RampWeightsMatters, |plan| ramp(plan, |ramp| ramp.weights.clear())),
    (Construct::PayCurrencyMatters, |plan| plan.other_pay_currency = None),
    (Construct::PaymentLagMatters, |plan| plan.payment_lag = 0),
    (Construct::ChangeMatters, without_change),
    (Construct::RestartMatters, |plan| treat(plan, Treatment::Restart, Treatment::Prorate)),
    (Construct::ProrateMatters, |plan| treat(plan, Treatment::Prorate, Treatment::Restart)),
    (Construct::TakingUpMatters, |plan| treat(plan, Treatment::Carry, Treatment::Restart)),
    (Construct::MonthsFromMatters, months_from),
];

pub(super) const YEARS: [OtherYear; 6] = [
    (Construct::NewQuotaMatters, new_quota),
    (Construct::OwnTargetMatters, own_target),
    (Construct::AwayMatters, away),
    (Construct::SeasonsMatters, seasons),
    (Construct::QuotaRampMatters, quota_ramp),
    (Construct::RatesByMonthMatters, rates_by_month),
];
