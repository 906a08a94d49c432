//! Figures outside the field's usual ranges.
//!
//! Source: guides on pay for account managers and customer success managers state base shares of 70–80 % for both
//! (account executives 50–60 %, strategic account managers 75–80 %), quotas of 4–6 times the OTE, and commission
//! rates between 5 % and 30 % of what is sold. The quota is looked at where new business is held against it; rates
//! where they are paid on the value of sales to new or existing accounts, not on services or renewals.

use std::fmt;

use super::{Lint, Role, What};
use crate::money::{Cents, Decimal6, Fraction, Rounding};
use crate::plan::figures::{amount, number, percent};
use crate::plan::{Additive, Component, Measure, Pays, Quota, TierRate};
use crate::study::pay_line::target_of;

/// Quotas are usually so many times the OTE.
const QUOTA_TO_OTE: (i64, i64) = (4, 6);
/// Commission rates are usually within these.
const RATES: (Decimal6, Decimal6) = (Decimal6(50_000), Decimal6(300_000));

/// The role's usual pay mix is another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BaseShare {
    /// The role.
    pub role: Role,
    /// Base ÷ OTE.
    pub share: Decimal6,
    /// From and to what share the role's base usually is.
    pub usual: (Decimal6, Decimal6),
}

/// The quota is small or large for the pay.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct QuotaToOte {
    /// Quota a year.
    pub quota: Cents,
    /// Base and target incentive a year.
    pub ote: Cents,
    /// Quota ÷ OTE.
    pub ratio: Decimal6,
}

/// A commission rate outside the usual range.
#[derive(Clone, Debug, PartialEq)]
pub struct UnusualRate {
    /// The component.
    pub component: String,
    /// Its rates outside the range, by tier.
    pub rates: Vec<Decimal6>,
}

impl Lint<'_> {
    pub(super) fn ranges(&mut self) {
        self.base_share();
        if !self.lives_on_others() {
            self.quota_to_ote();
            self.rates();
        }
    }

    /// Whether the plan's people are credited with what others sell: the usual ranges are of those who sell.
    fn lives_on_others(&self) -> bool {
        let role = self.plan.role.as_deref().and_then(Role::from_text);
        let team = self.of_team.as_ref().and_then(|of| of.company.teams.get(of.number));
        role.is_some_and(Role::lives_on_others) || team.is_some_and(|team| team.only_credited)
    }

    fn base_share(&mut self) {
        let Some(role) = self.plan.role.as_deref().and_then(Role::from_text) else {
            return;
        };
        let usual = match role {
            Role::AccountExecutive => (50, 60),
            Role::AccountManager | Role::CustomerSuccessManager => (70, 80),
            Role::StrategicAccountManager => (75, 80),
            Role::SalesDevelopment
            | Role::BusinessDevelopment
            | Role::SalesEngineer
            | Role::SalesManager => return,
        };
        let usual = (Decimal6(10_000 * usual.0), Decimal6(10_000 * usual.1));
        let ote = self.plan.base + self.plan.target_incentive;
        let share = share_of(self.plan.base, ote);
        if let Some(share) = share.filter(|share| *share < usual.0 || *share > usual.1)
            && self.plan.target_incentive > Cents::ZERO
            && self.plan.base > Cents::ZERO
        {
            self.of_plan("pay.base", What::BaseShare(BaseShare { role, share, usual }));
        }
    }

    fn quota_to_ote(&mut self) {
        let new_business = |measure: &Measure| matches!(measure, Measure::Sum { terms, .. } if terms.iter().any(|t| t.of == Additive::NewAcv));
        let held = self.plan.components.iter().enumerate().find(|(_, component)| {
            component.quota.is_some() && component.measure.as_ref().is_some_and(new_business)
        });
        let ote = self.plan.base + self.plan.target_incentive;
        let Some((component, quota)) = held.and_then(|(i, component)| Some((i, component.quota?)))
        else {
            return;
        };
        let team = self.of_team.as_ref();
        let quota_a_year = match quota {
            Quota::Team => team.and_then(|team| team.rep.quota),
            Quota::Yearly(quota) => Some(quota),
        };
        let Some(quota_a_year) = quota_a_year.filter(|quota| *quota > Cents::ZERO) else {
            return;
        };
        let (low, high) = QUOTA_TO_OTE;
        let unusual = quota_a_year.0 < low * ote.0 || quota_a_year.0 > high * ote.0;
        let Some(ratio) = share_of(quota_a_year, ote).filter(|_| unusual) else {
            return;
        };
        let what = What::QuotaToOte(QuotaToOte { quota: quota_a_year, ote, ratio });
        match (quota, team) {
            (Quota::Team, Some(team)) => {
                let key = if team.roster { "roster" } else { "quota" };
                self.in_company(team.number, key, what);
            }
            _ => self.of_component(component, "quota", what),
        }
    }

    fn rates(&mut self) {
        for (number, component) in self.plan.components.iter().enumerate() {
            let (Pays::Rate(tiers), Some(measure)) = (&component.pays, &component.measure) else {
                continue;
            };
            if !is_of_sales(measure) {
                continue;
            }
            let rates: Vec<(usize, Decimal6)> = tiers
                .tiers
                .iter()
                .enumerate()
                .filter_map(|(i, tier)| Some((i, self.rate(component, tier.rate)?)))
                .filter(|(_, rate)| *rate > Decimal6::ZERO && (*rate < RATES.0 || *rate > RATES.1))
                .collect();
            if let Some((first, _)) = rates.first() {
                let key = format!("tiers[{first}]");
                let rates = rates.iter().map(|(_, rate)| *rate).collect();
                let what = UnusualRate { component: component.name.clone(), rates };
                self.of_component(number, &key, What::UnusualRate(what));
            }
        }
    }

    /// A tier's rate, of a multiple the one that target ÷ quota makes it, where a real quota is known.
    fn rate(&self, component: &Component, rate: TierRate) -> Option<Decimal6> {
        match rate {
            TierRate::Rate(rate) => Some(rate),
            TierRate::Amount(_) => None,
            TierRate::Multiple(multiple) => {
                let quota = match component.quota? {
                    Quota::Team => self.of_team.as_ref()?.rep.quota?,
                    Quota::Yearly(quota) => quota,
                };
                let base =
                    Fraction::from(target_of(self.plan, component)?).over(Fraction::from(quota))?;
                millionths(base * Fraction::from(multiple))
            }
        }
    }
}

/// Whether a measure is the value of sales to new or existing accounts. One that counts a small part of each, as
/// kickers do, has the rate in its factors and comes on top of others.
fn is_of_sales(measure: &Measure) -> bool {
    use Additive::{CrossSellAcv, ExpansionAcv, NewAcv, UpgradeAcv, UpsellAcv};
    let Measure::Sum { terms, .. } = measure else {
        return false;
    };
    let sale = |of| matches!(of, NewAcv | UpgradeAcv | UpsellAcv | CrossSellAcv | ExpansionAcv);
    terms.iter().all(|term| sale(term.of)) && terms.iter().any(|term| term.factor >= Decimal6::ONE)
}

fn share_of(part: Cents, of: Cents) -> Option<Decimal6> {
    millionths(Fraction::from(part).over(Fraction::from(of))?)
}

fn millionths(fraction: Fraction) -> Option<Decimal6> {
    let rounded = (fraction * Fraction::whole(Decimal6::ONE.0.into())).round(Rounding::HalfUp);
    i64::try_from(rounded).ok().map(Decimal6)
}

/// To the tenth of a point.
fn tenths(share: Decimal6) -> Decimal6 {
    Decimal6((share.0 + 500).div_euclid(1_000) * 1_000)
}

impl BaseShare {
    pub(super) fn advice(&self) -> String {
        "change `base` or `target_incentive`; or keep the mix, if it is meant to differ".to_owned()
    }
}

impl fmt::Display for BaseShare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (low, high) = (percent(self.usual.0), percent(self.usual.1));
        let share = percent(tenths(self.share));
        write!(
            f,
            "the base is {share} of the OTE; for {} {low} to {high} is usual",
            self.role.people()
        )
    }
}

impl QuotaToOte {
    pub(super) fn advice(&self) -> String {
        let (low, high) = QUOTA_TO_OTE;
        format!(
            "usual are {low} to {high} times, here {} to {}: change the quota or the pay",
            amount(Cents(low * self.ote.0)),
            amount(Cents(high * self.ote.0))
        )
    }
}

impl fmt::Display for QuotaToOte {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = Decimal6((self.ratio.0 + 5_000).div_euclid(10_000) * 10_000);
        write!(
            f,
            "the quota of {} is {} times the OTE of {}",
            amount(self.quota),
            number(hundredths),
            amount(self.ote)
        )
    }
}

impl UnusualRate {
    pub(super) fn advice(&self) -> String {
        format!("usual are {} to {} of what is sold", percent(RATES.0), percent(RATES.1))
    }
}

impl fmt::Display for UnusualRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = |rate: &Decimal6| Decimal6((rate.0 + 50).div_euclid(100) * 100);
        let rates = self.rates.iter().map(|rate| percent(hundredths(rate)));
        let rates = crate::diagnostic::list(rates, "and");
        write!(f, "\"{}\" pays {rates} commission", self.component)
    }
}
