//! Clauses on the whole pay.

use crate::money::Rounding;
use crate::plan::{AtExit, Draw, DrawKind, Exit, Most, Period, Plan, Ramp};

pub(super) fn rounding(plan: &mut Plan) {
    plan.rounding = match plan.rounding {
        Rounding::HalfEven => Rounding::HalfUp,
        Rounding::HalfUp => Rounding::HalfEven,
    };
}

pub(super) fn plan_cap_per(plan: &mut Plan) {
    if let Some(cap) = plan.cap.as_mut().filter(|cap| matches!(cap.most, Most::ShareOfTarget(_))) {
        cap.per = if cap.per == Period::Year { Period::Month } else { Period::Year };
    }
}

pub(super) fn guarantee_per(plan: &mut Plan) {
    if let Some(guarantee) = &mut plan.guarantee {
        guarantee.per = Period::Month;
    }
}

pub(super) fn guarantee_of_all(plan: &mut Plan) {
    if let Some(guarantee) = &mut plan.guarantee {
        guarantee.new_hires_only = false;
    }
}

pub(super) fn draw(plan: &mut Plan, change: fn(&mut Draw)) {
    plan.draw.iter_mut().for_each(change);
}

pub(super) fn draw_kind(plan: &mut Plan) {
    draw(plan, |draw| {
        draw.kind = match draw.kind {
            DrawKind::Minimum => DrawKind::Advance,
            DrawKind::Advance => DrawKind::Minimum,
        };
    });
}

/// Has a draw that at exit is forgiven, or collected, stay owed.
pub(super) fn at_exit(plan: &mut Plan, at_exit: AtExit) {
    if let Some(draw) = plan.draw.as_mut().filter(|draw| draw.at_exit == at_exit) {
        draw.at_exit = AtExit::Owed;
    }
}

pub(super) fn exit(plan: &mut Plan, change: fn(&mut Exit)) {
    plan.exit.iter_mut().for_each(change);
}

pub(super) fn ramp(plan: &mut Plan, change: fn(&mut Ramp)) {
    plan.ramp.iter_mut().for_each(change);
}
