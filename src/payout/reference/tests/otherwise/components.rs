//! What a component says: how it pays, when, within which limits.

use crate::money::Decimal6;
use crate::plan::{
    Against, Component, Pays, PaysFrom, Period, Plan, Refunds, Split, Ties, TrueUp, When, Window,
};

pub(super) fn each(plan: &mut Plan, change: fn(&mut Component)) {
    plan.components.iter_mut().for_each(change);
}

pub(super) fn matrix_in_steps(component: &mut Component) {
    if let Pays::Matrix(matrix) = &mut component.pays {
        matrix.interpolate = false;
    }
}

pub(super) fn once(component: &mut Component) {
    if let Pays::Amount { once, .. } = &mut component.pays {
        *once = false;
    }
}

pub(super) fn above(component: &mut Component) {
    if let Pays::PerUnit { above, .. } = &mut component.pays {
        *above = Decimal6::ZERO;
    }
}

pub(super) fn step(component: &mut Component) {
    if let Pays::PerUnit { step, .. } = &mut component.pays {
        *step = None;
    }
}

pub(super) fn split(component: &mut Component) {
    if let Pays::Pool { split, .. } = &mut component.pays {
        *split = Split::Equal;
    }
}

pub(super) fn scope(component: &mut Component) {
    if let Pays::Pool { scope, .. } = &mut component.pays {
        scope.clear();
    }
}

pub(super) fn ties(component: &mut Component) {
    if let Pays::Contest(contest) = &mut component.pays {
        contest.ties = match contest.ties {
            Ties::Share => Ties::All,
            Ties::All => Ties::Share,
        };
    }
}

pub(super) fn contest_least(component: &mut Component) {
    if let Pays::Contest(contest) = &mut component.pays {
        contest.at_least = None;
    }
}

pub(super) fn trailing_year(component: &mut Component) {
    if component.measured == Window::TrailingYear {
        component.measured = Window::Calendar(Period::Year);
    }
}

pub(super) fn against(component: &mut Component) {
    component.against = match component.against {
        Against::Full => Against::ToDate,
        Against::ToDate => Against::Full,
    };
}

pub(super) fn true_up(component: &mut Component) {
    component.true_up = match component.true_up {
        TrueUp::Forward => TrueUp::Both,
        TrueUp::Both => TrueUp::Forward,
    };
}

pub(super) fn gate_otherwise(component: &mut Component) {
    if let Some(gate) = &mut component.gate {
        gate.otherwise = Decimal6::ZERO;
    }
}

pub(super) fn at_most(component: &mut Component) {
    conditions(component).for_each(|when| when.at_most = None);
}

pub(super) fn conditions(component: &mut Component) -> impl Iterator<Item = &mut When> {
    let of_pay = match &mut component.pays {
        Pays::Amount { when, .. } => Some(when),
        Pays::Pool { when, .. } => when.as_mut(),
        _ => None,
    };
    of_pay.into_iter().chain(component.gate.as_mut().map(|gate| &mut gate.when))
}

pub(super) fn hurdle_pays_from(component: &mut Component) {
    if let Some(hurdle) = &mut component.hurdle {
        hurdle.pays_from = PaysFrom::First;
    }
}

pub(super) fn refunds(component: &mut Component) {
    component.refunds = match component.refunds {
        Refunds::Count => Refunds::Ignore,
        Refunds::Ignore => Refunds::Count,
    };
}
