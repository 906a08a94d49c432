//! Clauses on the pay of a whole plan that cannot both be meant.

use super::notes::Notes;
use crate::diagnostic::Finding;
use crate::plan::figures::amount;
use crate::plan::{Draw, DrawKind, Guarantee, Most, Period, Plan, PlanCap};

/// Tells the clauses that would take each other's effect.
pub(super) fn tell(plan: &Plan, notes: &mut Notes) {
    if let Some(cap) = &plan.cap {
        promised_above_cap(plan, cap, notes);
        floors_above_cap(plan, cap, notes);
    }
    if let (Some(guarantee), Some(draw)) = (&plan.guarantee, &plan.draw) {
        draw_without_effect(guarantee, draw, notes);
    }
}

/// A guarantee and a draw pay more within a window than the cap allows.
fn promised_above_cap(plan: &Plan, cap: &PlanCap, notes: &mut Notes) {
    let Some(most) = most_in_cents(plan, cap) else {
        return;
    };
    let promised: i128 = (0..cap.per.months() as u32)
        .map(|month| {
            let guaranteed = plan
                .guarantee
                .filter(|guarantee| month < guarantee.months)
                .map_or(0, |guarantee| guarantee.amount.0);
            let drawn = plan.draw.filter(|draw| month < draw.months);
            let paid = match drawn.map(|draw| (draw.kind, draw.amount.0)) {
                None => guaranteed,
                Some((DrawKind::Minimum, amount)) => guaranteed.max(amount),
                Some((DrawKind::Advance, amount)) => guaranteed + amount,
            };
            i128::from(paid)
        })
        .sum();
    if promised <= most {
        return;
    }
    let (who, at) = match (plan.guarantee, plan.draw) {
        (Some(_), Some(_)) => ("the guarantee and the draw together pay", "guarantee.amount"),
        (Some(_), None) => ("the guarantee pays", "guarantee.amount"),
        (None, _) => ("the draw pays", "draw.amount"),
    };
    let cents = crate::money::Cents(i64::try_from(promised).unwrap_or(i64::MAX));
    let message = format!(
        "{who} {} {} within the first {}, more than the cap allows",
        amount(cents),
        plan.pay_currency(),
        window(cap.per)
    );
    let mut finding = Finding::error(at, message).related(cap_path(cap), "the cap on pay");
    if plan.guarantee.is_some() && plan.draw.is_some() {
        finding = finding.related("draw.amount", "the draw");
    }
    notes.push(finding.help("raise the cap, or lower what is paid whatever is earned"));
}

/// A component's floor is above what the plan may pay.
fn floors_above_cap(plan: &Plan, cap: &PlanCap, notes: &mut Notes) {
    let Some(most) = most_in_cents(plan, cap) else {
        return;
    };
    for (i, component) in plan.components.iter().enumerate() {
        let window = match component.measured {
            crate::plan::Window::Calendar(period) => period.months(),
            crate::plan::Window::TrailingYear => component.paid.months(),
        };
        let Some(floor) = component.floor else { continue };
        if i128::from(floor.0) * cap.per.months() as i128 > most * window as i128 {
            let message = format!(
                "the floor of {} is above what the cap lets the whole plan pay in that time",
                amount(floor)
            );
            notes.push(
                Finding::error(format!("component[{i}].floor"), message)
                    .related(cap_path(cap), "the cap on pay")
                    .help(
                        "a floor is paid whatever the result, so the cap has to leave room for it",
                    ),
            );
        }
    }
}

/// A draw that tops pay up to no more than what is guaranteed in all its months never pays.
fn draw_without_effect(guarantee: &Guarantee, draw: &Draw, notes: &mut Notes) {
    let covered = guarantee.per == Period::Month
        && !guarantee.new_hires_only
        && guarantee.months >= draw.months;
    if draw.kind == DrawKind::Minimum && covered && guarantee.amount >= draw.amount {
        notes.push(
            Finding::error(
                "draw.amount",
                "this draw never pays: in all its months no less is guaranteed",
            )
            .related("guarantee.amount", "guaranteed a month")
            .help("leave one of them out; a draw above the guarantee, or after it, has an effect"),
        );
    }
}

/// The most that a window pays to a rep who is there all along, rounded down.
fn most_in_cents(plan: &Plan, cap: &PlanCap) -> Option<i128> {
    match cap.most {
        Most::Amount(most) => Some(most.0.into()),
        Most::ShareOfTarget(share) => {
            let yearly = i128::from(plan.target_incentive.0) * i128::from(share.0);
            (yearly * cap.per.months() as i128).checked_div(12 * 1_000_000)
        }
    }
}

const fn cap_path(cap: &PlanCap) -> &'static str {
    match cap.most {
        Most::Amount(_) => "cap.amount",
        Most::ShareOfTarget(_) => "cap.share_of_target",
    }
}

const fn window(period: Period) -> &'static str {
    match period {
        Period::Month => "month",
        Period::Quarter => "quarter",
        Period::Half => "half year",
        Period::Year => "year",
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{around, check, with_component};

    #[test]
    fn what_is_promised_stays_within_the_cap() {
        let cap =
            |clauses: &str| around(&format!("[cap]\namount = 9_000\nper = \"quarter\"\n{clauses}"));
        let guarantee = "[guarantee]\nmonths = 6\nfor = \"all\"\n";
        let draw = "[draw]\nmonths = 2\nkind = \"advance\"\nrecoverable = false\n";
        check(
            cap,
            &[
                (&format!("{guarantee}amount = 3_000"), &[]),
                (
                    &format!("{guarantee}amount = 3_000.01"),
                    &[
                        "guarantee.amount: the guarantee pays 9,000.03 USD within the first quarter, more than the cap allows",
                    ],
                ),
                (&format!("{draw}amount = 4_500"), &[]),
                (
                    &format!("{draw}amount = 4_501"),
                    &[
                        "draw.amount: the draw pays 9,002 USD within the first quarter, more than the cap allows",
                    ],
                ),
                (
                    &format!("{guarantee}amount = 2_000\n{draw}amount = 1_501"),
                    &[
                        "guarantee.amount: the guarantee and the draw together pay 9,002 USD within the first quarter, more than the cap allows",
                    ],
                ),
            ],
        );
    }

    #[test]
    fn a_floor_stays_within_the_cap() {
        let floor = |floor: &str| {
            with_component(&format!(
                "pays = \"target\"\nmeasure = \"nrr\"\ncurve = [ {{ at = 1, pays = 1 }} ]\nfloor = {floor}\n\
                 [cap]\nshare_of_target = 0.6\nper = \"half\""
            ))
        };
        check(
            floor,
            &[
                ("24_000", &[]),
                (
                    "24_001",
                    &[
                        "component[0].floor: the floor of 24,001 is above what the cap lets the whole plan pay in that time",
                    ],
                ),
            ],
        );
    }

    #[test]
    fn a_draw_below_a_guarantee_never_pays() {
        let both = |months: &str| {
            around(&format!(
                "[guarantee]\namount = 2_000\nmonths = {months}\nfor = \"all\"\n[draw]\namount = 2_000\nmonths = 3\n\
                 kind = \"minimum\"\nrecoverable = false"
            ))
        };
        let never = "draw.amount: this draw never pays: in all its months no less is guaranteed";
        check(both, &[("2", &[]), ("3", &[never])]);
    }
}
