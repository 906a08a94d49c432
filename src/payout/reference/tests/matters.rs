//! Which clauses change what is paid: a clause that a case only names, and that touches nothing in its year,
//! holds the engines to nothing.

use super::changes::treat;
use super::constructs::{Construct, Reached};
use super::years::Year;
use crate::events::CompanyYear;
use crate::money::{Cents, Rounding};
use crate::payout::{Program, TeamPay};
use crate::plan::{
    Against, AtExit, Component, MonthSet, Pays, Plan, RecoveredAt, Recovers, Refunds, Split,
    TierMethod, Treatment, TrueUp,
};

/// A plan with one construct read otherwise or left out.
type Otherwise = (Construct, fn(&mut Plan));

const OTHERWISE: [Otherwise; 41] = [
    (Construct::MethodMatters, |plan| each(plan, method)),
    (Construct::PerDealMatters, |plan| each(plan, per_deal)),
    (Construct::InterpolationMatters, |plan| each(plan, interpolation)),
    (Construct::OnceMatters, |plan| each(plan, once)),
    (Construct::SplitMatters, |plan| each(plan, split)),
    (Construct::ScopeMatters, |plan| each(plan, scope)),
    (Construct::RoundAttainmentMatters, |plan| each(plan, |c| c.round_attainment = None)),
    (Construct::GoalMatters, |plan| each(plan, |c| c.goal = None)),
    (Construct::AgainstMatters, |plan| each(plan, against)),
    (Construct::TrueUpMatters, |plan| each(plan, true_up)),
    (Construct::GateMatters, |plan| each(plan, |c| c.gate = None)),
    (Construct::MultiplierMatters, |plan| each(plan, |c| c.multiplier = None)),
    (Construct::FloorMatters, |plan| each(plan, |c| c.floor = None)),
    (Construct::CapMatters, |plan| each(plan, |c| c.cap = None)),
    (Construct::CreditCapMatters, |plan| each(plan, |c| c.credit_cap = None)),
    (Construct::DealCapMatters, |plan| each(plan, |c| c.deal_cap = None)),
    (Construct::RefundsMatter, |plan| each(plan, refunds)),
    (Construct::WithinMonthsMatter, |plan| each(plan, within_months)),
    (Construct::RecoversMatters, |plan| each(plan, recovers)),
    (Construct::RecoveredAtMatters, |plan| each(plan, recovered_at)),
    (Construct::ContractionMatters, |plan| each(plan, contraction)),
    (Construct::HurdleMatters, |plan| each(plan, |c| c.hurdle = None)),
    (Construct::RateCapMatters, |plan| each(plan, |c| c.rate_cap = None)),
    (Construct::CarryMatters, |plan| each(plan, |c| c.carry = false)),
    (Construct::BudgetMatters, |plan| each(plan, |c| c.budget = None)),
    (Construct::NonCashMatters, |plan| each(plan, |c| c.non_cash = false)),
    (Construct::ActiveMonthsMatter, |plan| each(plan, |c| c.months = MonthSet::ALL)),
    (Construct::StepMatters, |plan| each(plan, step)),
    (Construct::RoundingMatters, rounding),
    (Construct::PlanCapMatters, |plan| plan.cap = None),
    (Construct::GuaranteeMatters, |plan| plan.guarantee = None),
    (Construct::HoldMatters, |plan| plan.hold = None),
    (Construct::ExitMatters, exit),
    (Construct::RampMatters, |plan| plan.ramp = None),
    (Construct::DrawAtExitMatters, at_exit),
    (Construct::DrawMatters, |plan| plan.draw = None),
    (Construct::RecoveryShareMatters, recovery_share),
    (Construct::ChangeMatters, without_change),
    (Construct::RestartMatters, |plan| treat(plan, Treatment::Restart, Treatment::Prorate)),
    (Construct::ProrateMatters, |plan| treat(plan, Treatment::Prorate, Treatment::Restart)),
    (Construct::TakingUpMatters, |plan| treat(plan, Treatment::Carry, Treatment::Restart)),
];

/// Adds the constructs of a plan that change what it pays in a year.
pub(super) fn add(plan: &Plan, year: &Year, reached: &mut Reached) {
    let built = year.build();
    let paid = amounts(plan, year, &built);
    for (construct, otherwise) in OTHERWISE {
        let mut other = plan.clone();
        otherwise(&mut other);
        reached.add_if(other != *plan && amounts(&other, year, &built) != paid, construct);
    }
    let mut unmoved = year.clone();
    let seats = unmoved.teams.iter_mut().flat_map(|team| &mut team.seats);
    seats.flat_map(|seat| &mut seat.stints).for_each(|stint| stint.new_quota = None);
    let of_unmoved = amounts(plan, &unmoved, &unmoved.build());
    reached.add_if(of_unmoved != paid, Construct::NewQuotaMatters);
}

/// All that the engine of the program pays and recovers.
fn amounts(plan: &Plan, year: &Year, built: &CompanyYear) -> Vec<Cents> {
    let mut pay = TeamPay::default();
    year.with_terms(|terms, seats| {
        let program = Program::compile(plan, terms, year.timeline());
        program.pay(seats, built, &mut pay, None);
    });
    let months = year.timeline().months();
    let of_rep = |rep: &crate::payout::RepPay| -> Vec<Cents> {
        let components = (0..plan.components.len()).flat_map(|component| {
            (0..months).flat_map(move |month| [(component, month, true), (component, month, false)])
        });
        let of = |(component, month, paid)| {
            if paid { rep.paid(component, month) } else { rep.recovered(component, month) }
        };
        components.map(of).chain((0..months).map(|month| rep.plan_level(month))).collect()
    };
    pay.reps().iter().flat_map(of_rep).collect()
}

fn without_change(plan: &mut Plan) {
    if plan.changed.take().is_some() {
        plan.components.retain(|c| c.phase.is_some_and(|phase| !phase.is_new));
        plan.components.iter_mut().for_each(|component| component.phase = None);
    }
}

fn each(plan: &mut Plan, change: fn(&mut Component)) {
    plan.components.iter_mut().for_each(change);
}

fn method(component: &mut Component) {
    if let Pays::Rate(tiers) = &mut component.pays {
        tiers.method = match tiers.method {
            TierMethod::Marginal => TierMethod::Retroactive,
            TierMethod::Retroactive => TierMethod::Marginal,
        };
    }
}

fn per_deal(component: &mut Component) {
    if let Pays::Rate(tiers) = &mut component.pays {
        tiers.per_deal = false;
    }
}

fn interpolation(component: &mut Component) {
    if let Pays::Target(curve) = &mut component.pays {
        curve.interpolate = false;
    }
}

fn step(component: &mut Component) {
    if let Pays::PerUnit { step, .. } = &mut component.pays {
        *step = None;
    }
}

fn once(component: &mut Component) {
    if let Pays::Amount { once, .. } = &mut component.pays {
        *once = false;
    }
}

fn split(component: &mut Component) {
    if let Pays::Pool { split, .. } = &mut component.pays {
        *split = Split::Equal;
    }
}

fn scope(component: &mut Component) {
    if let Pays::Pool { scope, .. } = &mut component.pays {
        scope.clear();
    }
}

fn against(component: &mut Component) {
    component.against = match component.against {
        Against::Full => Against::ToDate,
        Against::ToDate => Against::Full,
    };
}

fn true_up(component: &mut Component) {
    component.true_up = match component.true_up {
        TrueUp::Forward => TrueUp::Both,
        TrueUp::Both => TrueUp::Forward,
    };
}

fn refunds(component: &mut Component) {
    component.refunds = match component.refunds {
        Refunds::Count => Refunds::Ignore,
        Refunds::Ignore => Refunds::Count,
    };
}

fn within_months(component: &mut Component) {
    if let Some(clawback) = &mut component.clawback {
        clawback.within_months = 60;
    }
}

fn recovers(component: &mut Component) {
    if let Some(clawback) = &mut component.clawback {
        clawback.recovers = Recovers::Full;
    }
}

fn recovered_at(component: &mut Component) {
    if let Some(clawback) = &mut component.clawback {
        clawback.at = match clawback.at {
            RecoveredAt::Paid => RecoveredAt::Recompute,
            RecoveredAt::Recompute | RecoveredAt::BaseRate => RecoveredAt::Paid,
        };
    }
}

fn contraction(component: &mut Component) {
    if let Some(clawback) = &mut component.clawback {
        clawback.on_contraction = false;
    }
}

fn rounding(plan: &mut Plan) {
    plan.rounding = match plan.rounding {
        Rounding::HalfEven => Rounding::HalfUp,
        Rounding::HalfUp => Rounding::HalfEven,
    };
}

fn exit(plan: &mut Plan) {
    if let Some(exit) = &mut plan.exit {
        (exit.forfeits, exit.recover_months) = (!exit.forfeits, 0);
    }
}

fn at_exit(plan: &mut Plan) {
    if let Some(draw) = &mut plan.draw {
        draw.at_exit = AtExit::Owed;
    }
}

fn recovery_share(plan: &mut Plan) {
    if let Some(draw) = &mut plan.draw {
        draw.recovery_share = None;
    }
}
