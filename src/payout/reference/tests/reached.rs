//! Which constructs a case reaches: what its plan says, what happens in its year, what comes of it.

use super::constructs::{Construct, Reached};
use super::years::{Year, exchange_of, happens};
use crate::money::{Cents, Decimal6, Rounding};
use crate::payout::reference::Record;
use crate::plan::{
    Additive, Against, AtExit, BoundsIn, Cap, Component, Condition, CreditCap, Curve, DrawKind,
    Measure, MonthSet, Most, Pays, PaysFrom, Period, Plan, Quota, RatioMeasure, RecoveredAt,
    Recovers, Refunds, Split, Target, TierMethod, TierRate, Tiers, Ties, TrueUp, When, Window,
};

/// All that a case reaches.
pub(super) fn by(plan: &Plan, year: &Year, records: &[Record]) -> Reached {
    let mut reached = Reached::default();
    for component in &plan.components {
        pays(component, &mut reached);
        time(component, &mut reached);
        limits(component, &mut reached);
        clawback(component, &mut reached);
    }
    plan_level(plan, &mut reached);
    exchange(plan, year, &mut reached);
    happened(year, &mut reached);
    new_quotas(plan, year, &mut reached);
    paid(plan, records, &mut reached);
    reached
}

fn pays(component: &Component, reached: &mut Reached) {
    let by_weight = matches!(component.target, Target::Weight(weight) if weight != Decimal6::ONE);
    let of_year = matches!(component.target, Target::Yearly(_));
    match &component.pays {
        Pays::Rate(tiers) => rate(tiers, component.quota, reached),
        Pays::Target(curve) => {
            reached.add(match &component.measure {
                Some(Measure::Ratio(_)) => Construct::TargetOnRatio,
                Some(Measure::Score(_)) => Construct::TargetOnScore,
                _ => Construct::TargetOnSum,
            });
            self::curve(curve, reached);
            reached.add_if(by_weight, Construct::TargetByWeight);
            reached.add_if(of_year, Construct::TargetOfYear);
        }
        Pays::Amount { when, once, .. } => {
            reached.add(if *once { Construct::AmountOnce } else { Construct::Amount });
            condition(when, reached);
        }
        Pays::Matrix(matrix) => {
            let joined = matrix.interpolate;
            reached.add(if joined { Construct::MatrixJoined } else { Construct::MatrixStepped });
            measure(&matrix.columns.measure, reached);
        }
        Pays::Contest(contest) => reached.add(match contest.ties {
            Ties::Share => Construct::ContestShared,
            Ties::All => Construct::ContestAll,
        }),
        Pays::PerUnit { above, step, .. } => {
            reached.add_if(step.is_some(), Construct::FullSteps);
            let all = *above == Decimal6::ZERO;
            reached.add(if all { Construct::PerUnit } else { Construct::PerUnitAbove });
        }
        Pays::Pool { when, split, scope, .. } => {
            reached.add(match split {
                Split::Equal => Construct::PoolEqual,
                Split::ProRata => Construct::PoolProRata,
            });
            reached.add_if(scope.len() > 1, Construct::PoolOfTeams);
            match when {
                Some(when) => condition(when, reached),
                None => reached.add(Construct::PoolUnconditional),
            }
        }
    }
    match component.quota {
        Some(Quota::Team) => reached.add(Construct::QuotaOfTeam),
        Some(Quota::Yearly(_)) => reached.add(Construct::QuotaOfPlan),
        None => {}
    }
    if let Some(measure) = &component.measure {
        self::measure(measure, reached);
    }
    reached.add_if(component.goal.is_some(), Construct::Goal);
    reached.add_if(component.round_attainment.is_some(), Construct::RoundAttainment);
}

fn rate(tiers: &Tiers, quota: Option<Quota>, reached: &mut Reached) {
    reached.add(match (tiers.method, tiers.per_deal) {
        (TierMethod::Marginal, false) => Construct::RateMarginal,
        (TierMethod::Retroactive, false) => Construct::RateRetroactive,
        (TierMethod::Marginal, true) => Construct::RatePerDeal,
        (TierMethod::Retroactive, true) => Construct::RatePerDealRetroactive,
    });
    reached.add(match tiers.bounds {
        BoundsIn::Quota => Construct::TiersByQuota,
        BoundsIn::Amount => Construct::TiersByAmount,
    });
    let late = tiers.tiers.first().is_some_and(|first| first.from > Decimal6::ZERO);
    reached.add_if(late, Construct::FirstTierAboveZero);
    reached.add_if(quota.is_none(), Construct::NoQuota);
    let multiple = tiers.tiers.iter().any(|tier| matches!(tier.rate, TierRate::Multiple(_)));
    reached.add_if(multiple, Construct::Multiple);
    let amounts = tiers.tiers.iter().any(|tier| matches!(tier.rate, TierRate::Amount(_)));
    reached.add_if(amounts, Construct::TierAmounts);
}

fn curve(curve: &Curve, reached: &mut Reached) {
    let slopes = curve.bands.iter().any(|band| band.slope != Decimal6::ZERO);
    reached.add(match (curve.interpolate, slopes) {
        (true, _) => Construct::Interpolated,
        (false, true) => Construct::Slopes,
        (false, false) => Construct::Steps,
    });
}

fn condition(when: &When, reached: &mut Reached) {
    measure(&when.measure, reached);
    match (when.at_least, when.at_most) {
        (None, Some(_)) => reached.add(Construct::AtMost),
        (Some(_), Some(_)) => reached.add(Construct::AtLeastAndAtMost),
        _ => {}
    }
}

fn measure(measure: &Measure, reached: &mut Reached) {
    match measure {
        Measure::Ratio(ratio) => reached.add(match ratio {
            RatioMeasure::Nrr => Construct::Nrr,
            RatioMeasure::Grr => Construct::Grr,
            RatioMeasure::LogoRetention => Construct::LogoRetention,
            RatioMeasure::RenewalRate => Construct::RenewalRate,
            RatioMeasure::ExpansionRate => Construct::ExpansionRate,
            RatioMeasure::AverageDealSize => Construct::AverageDealSize,
            RatioMeasure::ConversionRate => Construct::ConversionRate,
            RatioMeasure::DaysToClose => Construct::DaysToClose,
            RatioMeasure::SoldGrr => Construct::SoldGrr,
            RatioMeasure::SoldLogoRetention => Construct::SoldLogoRetention,
        }),
        Measure::Score(_) => reached.add(Construct::Score),
        Measure::Attainments { .. } => reached.add(Construct::WeightedAttainments),
        Measure::Sum { name, terms } => {
            reached.add_if(Additive::from_name(name).is_none(), Construct::OwnMeasure);
            for term in terms {
                reached.add_if(term.factor != Decimal6::ONE, Construct::Factor);
                let all_year = (0..12).all(|month| term.months.contains(month));
                reached.add_if(!all_year, Construct::MonthsOfTerm);
                self::term(&term.condition, reached);
                match term.of {
                    Additive::Meetings
                    | Additive::Qualified
                    | Additive::Won
                    | Additive::Activities => reached.add(Construct::Counts),
                    Additive::GrossMargin => reached.add(Construct::GrossMargin),
                    Additive::Deals => reached.add(Construct::Deals),
                    Additive::RenewalAcv => reached.add(Construct::Renewals),
                    Additive::NetNewArr => reached.add(Construct::NetNew),
                    Additive::ContractionArr | Additive::ChurnedArr => {
                        reached.add(Construct::Losses);
                    }
                    _ => {}
                }
            }
        }
    }
}

fn term(condition: &Condition, reached: &mut Reached) {
    reached.add_if(condition.term_months_at_least.is_some(), Construct::TermMonths);
    reached.add_if(!condition.products.is_empty(), Construct::Product);
    reached.add_if(!condition.activities.is_empty(), Construct::WhichActivity);
    reached.add_if(condition.outbound.is_some(), Construct::Outbound);
    reached.add_if(condition.prepaid.is_some(), Construct::Prepaid);
    reached.add_if(condition.margin_at_least.is_some(), Construct::MarginAtLeast);
    reached.add_if(condition.days_to_close_at_most.is_some(), Construct::DaysAtMost);
}

fn time(component: &Component, reached: &mut Reached) {
    reached.add(match component.paid {
        Period::Month => Construct::Monthly,
        Period::Quarter => Construct::Quarterly,
        Period::Half => Construct::HalfYearly,
        Period::Year => Construct::Yearly,
    });
    let Window::Calendar(window) = component.measured else {
        return reached.add(Construct::TrailingYear);
    };
    reached.add_if(component.paid > window, Construct::PaidOverWindows);
    if component.paid < window {
        reached.add(Construct::PaidWithinWindow);
        reached.add_if(component.against == Against::ToDate, Construct::AgainstToDate);
        reached.add(match component.true_up {
            TrueUp::Forward => Construct::TrueUpForward,
            TrueUp::Both => Construct::TrueUpBoth,
        });
    }
}

fn limits(component: &Component, reached: &mut Reached) {
    if let Some(gate) = &component.gate {
        condition(&gate.when, reached);
        let shut = gate.otherwise == Decimal6::ZERO;
        reached.add(if shut { Construct::Gate } else { Construct::GateOtherwise });
    }
    if let Some(multiplier) = &component.multiplier {
        reached.add(Construct::Multiplier);
        measure(&multiplier.measure, reached);
    }
    reached.add_if(component.floor.is_some(), Construct::Floor);
    match component.hurdle.map(|hurdle| hurdle.pays_from) {
        Some(PaysFrom::First) => reached.add(Construct::HurdleFromFirst),
        Some(PaysFrom::Above) => reached.add(Construct::HurdleAbove),
        None => {}
    }
    reached.add_if(component.rate_cap.is_some(), Construct::RateCap);
    reached.add_if(component.carry, Construct::Carry);
    reached.add_if(component.budget.is_some(), Construct::Budget);
    reached.add_if(component.non_cash, Construct::NonCash);
    reached.add_if(component.months != MonthSet::ALL, Construct::ActiveMonths);
    match component.cap {
        Some(Cap::ShareOfTarget(_)) => reached.add(Construct::CapOfTarget),
        Some(Cap::Amount(_)) => reached.add(Construct::CapByAmount),
        None => {}
    }
    match component.credit_cap {
        Some(CreditCap::ShareOfQuota(_)) => reached.add(Construct::CreditCapOfQuota),
        Some(CreditCap::Amount(_)) => reached.add(Construct::CreditCapByAmount),
        None => {}
    }
    match component.deal_cap {
        Some(CreditCap::ShareOfQuota(_)) => reached.add(Construct::DealCapOfQuota),
        Some(CreditCap::Amount(_)) => reached.add(Construct::DealCapByAmount),
        None => {}
    }
}

fn clawback(component: &Component, reached: &mut Reached) {
    reached.add_if(component.refunds == Refunds::Ignore, Construct::RefundsIgnored);
    let Some(clawback) = &component.clawback else {
        return;
    };
    reached.add_if(clawback.on_contraction, Construct::OnContraction);
    reached.add(match (clawback.at, &clawback.recovers) {
        (_, Recovers::Bands(_)) => Construct::RecoveryBands,
        (RecoveredAt::Paid, Recovers::Full) => Construct::PaidFull,
        (RecoveredAt::Paid, Recovers::ProRata) => Construct::PaidProRata,
        (RecoveredAt::Recompute, Recovers::Full) => Construct::RecomputeFull,
        (RecoveredAt::Recompute, Recovers::ProRata) => Construct::RecomputeProRata,
        (RecoveredAt::BaseRate, Recovers::Full) => Construct::BaseRateFull,
        (RecoveredAt::BaseRate, Recovers::ProRata) => Construct::BaseRateProRata,
    });
}

fn plan_level(plan: &Plan, reached: &mut Reached) {
    reached.add_if(plan.rounding == Rounding::HalfUp, Construct::HalfUp);
    if let Some(draw) = plan.draw {
        reached.add(match draw.kind {
            DrawKind::Minimum => Construct::DrawMinimum,
            DrawKind::Advance => Construct::DrawAdvance,
        });
        reached.add_if(draw.recovery_share.is_none(), Construct::DrawGift);
        reached.add_if(draw.recovery_start > 0, Construct::DrawLater);
        match draw.at_exit {
            AtExit::Owed => {}
            AtExit::Forgiven => reached.add(Construct::DrawForgiven),
            AtExit::Collected => reached.add(Construct::DrawCollected),
        }
    }
    match plan.cap.map(|cap| cap.most) {
        Some(Most::Amount(_)) => reached.add(Construct::PlanCapByAmount),
        Some(Most::ShareOfTarget(_)) => reached.add(Construct::PlanCapOfTarget),
        None => {}
    }
    match plan.guarantee.map(|guarantee| guarantee.new_hires_only) {
        Some(true) => reached.add(Construct::GuaranteeOfNewHires),
        Some(false) => reached.add(Construct::GuaranteeOfAll),
        None => {}
    }
    reached.add_if(plan.hold.is_some(), Construct::Hold);
    if let Some(exit) = plan.exit {
        reached.add(if exit.forfeits { Construct::ExitForfeits } else { Construct::ExitPays });
        reached.add_if(exit.recover_months > 0, Construct::RecoveredAfterExit);
    }
    if let Some(ramp) = &plan.ramp {
        reached.add_if(!ramp.quota.is_empty(), Construct::RampQuota);
        reached.add_if(!ramp.weights.is_empty(), Construct::RampWeights);
    }
}

/// Pay in another currency, by the sort of its rates, and later than it is earned.
fn exchange(plan: &Plan, year: &Year, reached: &mut Reached) {
    reached.add_if(plan.payment_lag > 0, Construct::PaymentLag);
    reached.add_if(plan.components.iter().any(|c| plan.converts(c)), Construct::Converted);
    let Some(rates) = exchange_of(plan).map(|number| year.rates[number]) else {
        return;
    };
    reached.add(Construct::OtherCurrency);
    let moves = rates.iter().any(|rate| *rate != rates[0]);
    let in_hundredths = rates[0].0 % 10_000 == 0;
    reached.add(match (moves, in_hundredths) {
        (true, _) => Construct::RateByMonth,
        (false, true) => Construct::RateFixed,
        (false, false) => Construct::RateDrawn,
    });
}

fn happened(year: &Year, reached: &mut Reached) {
    let team = &year.teams[year.paid_team];
    reached.add_if(year.history_months > 0, Construct::History);
    reached.add_if(happens(year, |happening| happening.is_refund()), Construct::Refund);
    let weights = &team.seasonality;
    reached.add_if(weights.iter().any(|weight| *weight != weights[0]), Construct::Seasons);
    for seat in &team.seats {
        reached.add_if(seat.closed_book, Construct::ClosedBook);
        reached.add_if(seat.roster.leave.is_some(), Construct::Away);
        for stint in &seat.stints {
            reached.add_if(stint.end < year.timeline().months(), Construct::Leaver);
            reached.add_if(stint.newly_hired, Construct::NewHire);
            let ramps = stint.newly_hired && !team.quota_ramp.is_empty();
            reached.add_if(ramps, Construct::NewHireRamp);
            reached.add_if(stint.quota == Cents::ZERO, Construct::WithoutQuota);
        }
    }
}

/// Quotas that change, as clauses see them.
fn new_quotas(plan: &Plan, year: &Year, reached: &mut Reached) {
    let stints = year.teams[year.paid_team].seats.iter().flat_map(|seat| &seat.stints);
    for (stint, new) in stints.filter_map(|stint| Some((stint, stint.new_quota?))) {
        reached.add(Construct::NewQuota);
        let of_rep = plan.components.iter().filter(|c| c.quota == Some(Quota::Team));
        for component in of_rep.filter(|_| stint.holds(new.from)) {
            let within = matches!(component.measured, Window::Calendar(window) if !new.from.is_multiple_of(window.months()));
            reached.add_if(within, Construct::NewQuotaInWindow);
            let multiple = |tier: &crate::plan::Tier| matches!(tier.rate, TierRate::Multiple(_));
            let by_multiple =
                matches!(&component.pays, Pays::Rate(tiers) if tiers.tiers.iter().any(multiple));
            reached.add_if(within && by_multiple, Construct::NewQuotaOfMultiple);
        }
    }
}

fn paid(plan: &Plan, records: &[Record], reached: &mut Reached) {
    for record in records {
        let amounts = || record.paid.iter().flatten();
        reached.add_if(amounts().any(|amount| *amount > Cents::ZERO), Construct::Pay);
        reached.add_if(amounts().any(|amount| *amount < Cents::ZERO), Construct::NegativePay);
        let mut recoveries = record.recovered.iter().flatten();
        reached.add_if(recoveries.any(|amount| *amount > Cents::ZERO), Construct::Recovery);
        let gives_back = record.lines.iter().any(|lines| lines.draw_recovered > Cents::ZERO);
        reached.add_if(gives_back, Construct::DrawRecovered);
    }
    for (number, component) in plan.components.iter().enumerate() {
        let gives_back =
            records.iter().any(|record| record.recovered[number].iter().any(|back| back.0 > 0));
        if let Some(clawback) = component.clawback.as_ref().filter(|_| gives_back) {
            reached.add(match clawback.at {
                RecoveredAt::Paid => Construct::RecoveredPaid,
                RecoveredAt::Recompute => Construct::RecoveredRecomputed,
                RecoveredAt::BaseRate => Construct::RecoveredBaseRate,
            });
        }
        let pays = |record: &Record| record.paid[number].iter().any(|paid| *paid != Cents::ZERO);
        let kind = match component.pays {
            Pays::Rate(_) => Construct::PaidByRate,
            Pays::Target(_) => Construct::PaidByTarget,
            Pays::Amount { .. } => Construct::PaidByAmount,
            Pays::PerUnit { .. } => Construct::PaidByUnit,
            Pays::Matrix(_) => Construct::PaidByMatrix,
            Pays::Pool { .. } => Construct::PaidByPool,
            Pays::Contest(_) => Construct::PaidByContest,
        };
        reached.add_if(records.iter().any(pays), kind);
        let served = |record: &&Record| record.paid[number].iter().any(|paid| paid.0 > 0);
        let many = records.iter().filter(served).count() > 1;
        let is_pool = matches!(component.pays, Pays::Pool { .. });
        reached.add_if(is_pool && many, Construct::PoolPaid);
    }
}
