//! Every clause of a plan that practitioners read in two ways, read the other way: the plan as it is understood is
//! changed, not its text.

use super::Reading;
use crate::company::{Company, Team};
use crate::diagnostic::{element, join};
use crate::money::{Decimal6, Rounding};
use crate::plan::{
    Additive, Against, BoundsIn, Clawback, Component, Draw, DrawKind, Measure, Pays, Plan,
    RecoveredAt, Recovers, Refunds, TierMethod, Tiers, TrueUp, Window,
};

/// To the point: the step to which attainments are usually rounded.
const A_POINT: Decimal6 = Decimal6(10_000);

/// A plan with one clause read the other way.
#[derive(Clone, Debug)]
pub(super) struct Variant {
    pub team: usize,
    pub component: Option<String>,
    pub path: String,
    pub reading: Reading,
    pub plan: Plan,
}

/// The variants of all teams' plans, in the order of teams and files.
pub(super) fn variants(company: &Company, plans: &[Plan]) -> Vec<Variant> {
    let mut variants = Vec::new();
    for (number, (team, plan)) in company.teams.iter().zip(plans).enumerate() {
        let mut readings = Readings { number, team, plan, variants: Vec::new() };
        for component in 0..plan.components.len() {
            readings.of_component(component);
        }
        readings.of_the_draw();
        readings.of_rounding();
        variants.extend(readings.variants);
    }
    variants
}

/// The readings of a team's plan while they are collected.
pub(super) struct Readings<'a> {
    number: usize,
    team: &'a Team,
    plan: &'a Plan,
    variants: Vec<Variant>,
}

impl Readings<'_> {
    /// Adds a variant of a component; `key` is dotted within it.
    pub(super) fn add(
        &mut self,
        component: usize,
        key: &str,
        reading: Reading,
        change: impl FnOnce(&mut Component),
    ) {
        let mut plan = self.plan.clone();
        change(&mut plan.components[component]);
        self.variants.push(Variant {
            team: self.number,
            component: Some(plan.components[component].name.clone()),
            path: format!("{}.{key}", element("component", component)),
            reading,
            plan,
        });
    }

    /// Adds a variant of a clause of the whole plan.
    fn add_of_plan(&mut self, path: &str, reading: Reading, change: impl FnOnce(&mut Plan)) {
        let mut plan = self.plan.clone();
        change(&mut plan);
        let path = path.to_owned();
        self.variants.push(Variant { team: self.number, component: None, path, reading, plan });
    }

    fn of_component(&mut self, number: usize) {
        let component = &self.plan.components[number];
        if let Pays::Rate(tiers) = &component.pays {
            self.of_tiers(number, component, tiers);
        }
        self.of_timing(number, component);
        self.of_limits(number, component);
        self.of_rounded_attainment(number, component);
        if let Pays::Amount { once, .. } = component.pays
            && component.paid.months() < 12
        {
            let reading = Reading::new("once", once.to_string(), (!once).to_string());
            self.add(number, "once", reading, |component| {
                if let Pays::Amount { once, .. } = &mut component.pays {
                    *once = !*once;
                }
            });
        }
        if component.measure.as_ref().is_some_and(Measure::is_additive) {
            let (other, reading) = match component.refunds {
                Refunds::Count => (Refunds::Ignore, Reading::new("refunds", "count", "ignore")),
                Refunds::Ignore => (Refunds::Count, Reading::new("refunds", "ignore", "count")),
            };
            self.add(number, "refunds", reading, |component| component.refunds = other);
        }
        if let Some(clawback) = &component.clawback {
            self.of_clawback(number, component, clawback);
        }
    }

    fn of_tiers(&mut self, number: usize, component: &Component, tiers: &Tiers) {
        let flat = matches!(&tiers.tiers[..], [only] if only.from == Decimal6::ZERO);
        if flat {
            return;
        }
        let (other, reading) = match tiers.method {
            TierMethod::Marginal => {
                (TierMethod::Retroactive, Reading::new("tier_method", "marginal", "retroactive"))
            }
            TierMethod::Retroactive => {
                (TierMethod::Marginal, Reading::new("tier_method", "retroactive", "marginal"))
            }
        };
        let tiers_of = |component: &mut Component, change: &dyn Fn(&mut Tiers)| {
            if let Pays::Rate(tiers) = &mut component.pays {
                change(tiers);
            }
        };
        self.add(number, "tier_method", reading, |component| {
            tiers_of(component, &|tiers| tiers.method = other);
        });
        if tiers.per_deal {
            let reading = Reading::new("per", "deal", "window");
            self.add(number, "per", reading, |component| {
                tiers_of(component, &|tiers| tiers.per_deal = false);
            });
        } else if tiers.bounds == BoundsIn::Amount
            && component.credit_cap.is_none()
            && self.sells_single_deals(component)
        {
            let reading = Reading::new("per", "window", "deal");
            self.add(number, "per", reading, |component| {
                tiers_of(component, &|tiers| tiers.per_deal = true);
            });
        }
    }

    /// Whether the results of a component come in deals that can be looked at alone.
    fn sells_single_deals(&self, component: &Component) -> bool {
        use Additive::{
            CrossSellAcv, Deals, ExpansionAcv, NewAcv, UpgradeAcv, UpsellAcv, Won, WonAcv,
        };
        let Some(Measure::Sum { terms, .. }) = &component.measure else {
            return false;
        };
        terms.iter().all(|term| match term.of {
            NewAcv | UpgradeAcv | Deals => self.team.deals.is_some(),
            UpsellAcv | CrossSellAcv | ExpansionAcv | Won | WonAcv => true,
            _ => false,
        })
    }

    /// What depends on payments falling within the window.
    fn of_timing(&mut self, number: usize, component: &Component) {
        let within =
            matches!(component.measured, Window::Calendar(window) if component.paid < window);
        if !within {
            return;
        }
        let by_quota_or_target = match component.pays {
            Pays::Rate(_) => component.quota.is_some(),
            Pays::Target(_) | Pays::PerUnit { .. } | Pays::Matrix(_) => true,
            Pays::Amount { .. } | Pays::Pool { .. } | Pays::Contest(_) => false,
        };
        if by_quota_or_target {
            let (other, reading) = match component.against {
                Against::Full => (Against::ToDate, Reading::new("against", "full", "to_date")),
                Against::ToDate => (Against::Full, Reading::new("against", "to_date", "full")),
            };
            self.add(number, "against", reading, |component| component.against = other);
        }
        let (other, reading) = match component.true_up {
            TrueUp::Forward => (TrueUp::Both, Reading::new("true_up", "forward", "both")),
            TrueUp::Both => (TrueUp::Forward, Reading::new("true_up", "both", "forward")),
        };
        self.add(number, "true_up", reading, |component| component.true_up = other);
    }

    /// Where an attainment is looked up: under marginal tiers nothing is.
    fn of_rounded_attainment(&mut self, number: usize, component: &Component) {
        let looked_up = match &component.pays {
            Pays::Rate(tiers) => {
                tiers.bounds == BoundsIn::Quota && tiers.method == TierMethod::Retroactive
            }
            Pays::Target(_) => true,
            _ => false,
        };
        let is_share = component.goal.is_some()
            || !matches!(component.measure, Some(Measure::Score(_)) | None);
        if !looked_up || !is_share {
            return;
        }
        let (other, reading) = match component.round_attainment {
            None => (Some(A_POINT), Reading::new("round_attainment", "none", A_POINT.to_string())),
            Some(step) => (None, Reading::new("round_attainment", step.to_string(), "none")),
        };
        self.add(number, "round_attainment", reading, |component| {
            component.round_attainment = other;
        });
    }

    fn of_clawback(&mut self, number: usize, component: &Component, clawback: &Clawback) {
        let mut with = |key: &str, reading: Reading, other: Clawback| {
            let key = join("clawback", key);
            self.add(number, &key, reading, |component| component.clawback = Some(other.clone()));
        };
        let own = match &clawback.recovers {
            Recovers::Full => "full",
            Recovers::ProRata => "pro_rata",
            Recovers::Bands(_) => "bands",
        };
        for (recovers, word) in [(Recovers::Full, "full"), (Recovers::ProRata, "pro_rata")] {
            if recovers != clawback.recovers {
                let reading = Reading::new("recovers", own, word);
                with("recovers", reading, Clawback { recovers, ..clawback.clone() });
            }
        }
        let by_rate = matches!(component.pays, Pays::Rate(_));
        for at in [RecoveredAt::Paid, RecoveredAt::Recompute, RecoveredAt::BaseRate] {
            if at != clawback.at && (at != RecoveredAt::BaseRate || by_rate) {
                let reading = Reading::new("at", word(clawback.at), word(at));
                with("at", reading, Clawback { at, ..clawback.clone() });
            }
        }
        let contracts = self.team.book.as_ref().is_some_and(|book| book.contraction.is_some());
        let losses = |churn: bool, contraction: bool| match (churn, contraction) {
            (true, true) => "churn and contraction",
            (false, _) => "contraction",
            (true, false) => "churn",
        };
        let now = losses(clawback.on_churn, clawback.on_contraction);
        let other = match (clawback.on_churn, clawback.on_contraction) {
            (true, on) if contracts => Clawback { on_contraction: !on, ..clawback.clone() },
            (false, _) => Clawback { on_churn: true, ..clawback.clone() },
            _ => return,
        };
        let then = losses(other.on_churn, other.on_contraction);
        let key = join("clawback", "on");
        let reading = Reading::new("on", now, then);
        self.add(number, &key, reading, |component| component.clawback = Some(other.clone()));
    }

    fn of_the_draw(&mut self) {
        let Some(draw) = self.plan.draw else {
            return;
        };
        let (kind, reading) = match draw.kind {
            DrawKind::Minimum => (DrawKind::Advance, Reading::new("kind", "minimum", "advance")),
            DrawKind::Advance => (DrawKind::Minimum, Reading::new("kind", "advance", "minimum")),
        };
        self.add_of_plan("draw.kind", reading, |plan| {
            plan.draw = Some(Draw { kind, ..draw });
        });
        let (recovery_share, reading) = match draw.recovery_share {
            Some(_) => (None, Reading::new("recoverable", "true", "false")),
            None => (Some(Decimal6::ONE), Reading::new("recoverable", "false", "true")),
        };
        self.add_of_plan("draw.recoverable", reading, |plan| {
            plan.draw = Some(Draw { recovery_share, ..draw });
        });
    }

    fn of_rounding(&mut self) {
        if self.plan.components.is_empty() {
            return;
        }
        let (other, reading) = match self.plan.rounding {
            Rounding::HalfEven => {
                (Rounding::HalfUp, Reading::new("rounding", "half_even", "half_up"))
            }
            Rounding::HalfUp => {
                (Rounding::HalfEven, Reading::new("rounding", "half_up", "half_even"))
            }
        };
        self.add_of_plan("rounding", reading, |plan| plan.rounding = other);
    }
}

const fn word(at: RecoveredAt) -> &'static str {
    match at {
        RecoveredAt::Paid => "paid",
        RecoveredAt::Recompute => "recompute",
        RecoveredAt::BaseRate => "base_rate",
    }
}
