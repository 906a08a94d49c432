//! Clauses of a component that cannot both be meant.

use super::notes::Notes;
use super::{contest, hurdle};
use crate::diagnostic::{Finding, join};
use crate::plan::{self, Measure};
use crate::spec::component::{self as spec, Pays};

/// Tells the clauses of a component that would take each other's effect.
pub(super) fn tell(spec: &spec::Component, path: &str, notes: &mut Notes) {
    if spec.pays == Some(Pays::Pool) && spec.cap.is_some_and(|cap| cap.share_of_target.is_some()) {
        notes.push(
            Finding::error(
                join(&join(path, "cap"), "share_of_target"),
                "a pool is the team's and has no target of which a share could be the cap",
            )
            .help("cap it by `amount`"),
        );
    }
    if spec.per == Some(spec::Per::Deal) && spec.credit_cap.is_some() {
        notes.push(
            Finding::error_at_key(
                join(path, "credit_cap"),
                "`credit_cap` limits the window's sum, and with `per = \"deal\"` no sum is looked at",
            )
            .help("`deal_cap` limits what a single deal counts for")
            .related(join(path, "per"), "each deal is looked at alone"),
        );
    }
    hurdle::contradictions(spec, path, notes);
    carry(spec, path, notes);
    contest::contradictions(spec, path, notes);
    prize(spec, path, notes);
    if spec.clawback.is_some() && spec.measured == Some(spec::Window::TrailingYear) {
        notes.push(
            Finding::error_at_key(
                join(path, "clawback"),
                "pay on a trailing year cannot be clawed back by this version: a sale is in the \
                 windows of many payments",
            )
            .help("measure the component over a calendar period, or leave the clawback out")
            .related(join(path, "measured"), "each payment looks at the twelve months before it"),
        );
    }
}

/// What is no cash is not taken back from pay.
fn prize(spec: &spec::Component, path: &str, notes: &mut Notes) {
    if spec.non_cash == Some(true) && spec.clawback.is_some() {
        notes.push(
            Finding::error_at_key(
                join(path, "non_cash"),
                "a prize that is no cash is not taken back",
            )
            .related(join(path, "clawback"), "takes back what was paid")
            .help("leave the clawback out, or pay in cash"),
        );
    }
}

/// A cap that carries needs a next window, and pay that stays with its window.
fn carry(spec: &spec::Component, path: &str, notes: &mut Notes) {
    if spec.cap.and_then(|cap| cap.carry) != Some(true) {
        return;
    }
    let at = join(&join(path, "cap"), "carry");
    if let Some(spec::Window::Year | spec::Window::TrailingYear) = spec.measured {
        notes.push(
            Finding::error_at_key(&at, "there is no next window of the year to carry into")
                .related(join(path, "measured"), "one window a year")
                .help(
                    "measure the component over months, quarters or halves; or leave `carry` out",
                ),
        );
    }
    if spec.clawback.is_some() {
        notes.push(
            Finding::error_at_key(
                &at,
                "what was paid on a sale cannot be told where its pay is carried into other windows",
            )
            .related(join(path, "clawback"), "takes back what was paid on a sale")
            .help("leave the clawback or `carry` out"),
        );
    }
    if spec.pays == Some(Pays::Pool) {
        notes.push(
            Finding::error_at_key(&at, "a pool is not carried: who shares it changes by window")
                .related(join(path, "pays"), "shared by those in seat at a window's end")
                .help("leave `carry` out"),
        );
    }
}

/// Refuses results of a rep's own where the team's are looked at.
pub(super) fn tell_of_team(component: &plan::Component, path: &str, notes: &mut Notes) {
    let plan::Pays::Pool { .. } = component.pays else {
        return;
    };
    for (place, measure) in component.measures() {
        if matches!(measure, Measure::Attainments { .. }) {
            let message = format!(
                "a pool looks at the team's result, and `{}` is made of each rep's attainments",
                measure.name()
            );
            notes.push(
                Finding::error(format!("{path}.{place}"), message)
                    .related(join(path, "pays"), "the team's")
                    .help("let it look at a sum, a ratio or a score"),
            );
        }
    }
}
