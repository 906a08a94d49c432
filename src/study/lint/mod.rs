//! What a plan designer should look at again: doubts about a plan that is sound as it stands, never a refusal.
//!
//! ```text
//! plan (+ its team and company) ─► one rule a file ─► doubts, as data ─► findings with file and line
//! ```
//!
//! Each rule's file says what it looks for and where the usual range comes from: the design rules that the
//! field's own guides state. Where pay itself matters (jumps, flat stretches, falls), the payout engine is
//! asked, so that the doubt is about what would be paid, not about how the clause is written.

mod at;
mod jumps;
mod measures;
mod ranges;
mod role;
mod sight;
mod slopes;
mod targets;
#[cfg(test)]
mod tests;
mod tiers;
mod windows;

pub use at::At;
pub use jumps::{By, Jump, Jumps};
pub use measures::{HardToInfluence, LittleRetention, ManyMeasures};
pub use ranges::{BaseShare, QuotaToOte, UnusualRate};
pub use role::Role;
pub use slopes::{Falls, Flat, FlatTop};
pub use targets::{OffTarget, TargetsDoNotAddUp};
pub use tiers::IdleTier;
pub use windows::{ClawbackBeyondHistory, YearlyThreshold};

use std::fmt;

use super::pay_line::{RepTerms, assumed_quota};
use crate::company::Company;
use crate::diagnostic::{Finding, element, join};
use crate::money::{Cents, Decimal6};
use crate::plan::Plan;

/// What counts as much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Pay that jumps by more than this share of the target incentive at one point is a cliff.
    pub cliff: Decimal6,
}

impl Default for Limits {
    /// 2 %: of a target incentive of 40,000 the 800 for which a rep waits with a signature.
    fn default() -> Self {
        Self { cliff: Decimal6(20_000) }
    }
}

/// A doubt, and the clause that raises it.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    /// The file that holds the clause.
    pub file: InFile,
    /// The clause's dotted path in it.
    pub path: String,
    /// What is doubted.
    pub what: What,
}

/// Which of a team's files holds a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InFile {
    /// The plan.
    Plan,
    /// The company.
    Company,
}

/// What is doubted.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Pay at 100 % is not the target.
    OffTarget(OffTarget),
    /// The components' targets are not the target incentive.
    TargetsDoNotAddUp(TargetsDoNotAddUp),
    /// A tier or band that changes nothing.
    IdleTier(IdleTier),
    /// Points at which pay jumps.
    Jumps(Jumps),
    /// A stretch between paying ones on which more results pay nothing more.
    Flat(Flat),
    /// More results pay nothing more from a point on.
    FlatTop(FlatTop),
    /// Pay falls as results get better.
    Falls(Falls),
    /// More measures than people keep in mind.
    ManyMeasures(ManyMeasures),
    /// The role's usual pay mix is another.
    BaseShare(BaseShare),
    /// The quota is small or large for the pay.
    QuotaToOte(QuotaToOte),
    /// A commission rate outside the usual range.
    UnusualRate(UnusualRate),
    /// Most of a keeper's variable pay is on something else.
    LittleRetention(LittleRetention),
    /// A measure that the role does not decide.
    HardToInfluence(HardToInfluence),
    /// A short window held against what looks like a year's number.
    YearlyThreshold(YearlyThreshold),
    /// A clawback reaches back beyond the simulated history.
    ClawbackBeyondHistory(ClawbackBeyondHistory),
}

impl What {
    /// What to do about it.
    pub fn advice(&self) -> String {
        match self {
            Self::OffTarget(it) => it.advice(),
            Self::TargetsDoNotAddUp(it) => it.advice(),
            Self::IdleTier(it) => it.advice(),
            Self::Jumps(it) => it.advice(),
            Self::Flat(it) => it.advice(),
            Self::FlatTop(it) => it.advice(),
            Self::Falls(it) => it.advice(),
            Self::ManyMeasures(it) => it.advice(),
            Self::BaseShare(it) => it.advice(),
            Self::QuotaToOte(it) => it.advice(),
            Self::UnusualRate(it) => it.advice(),
            Self::LittleRetention(it) => it.advice(),
            Self::HardToInfluence(it) => it.advice(),
            Self::YearlyThreshold(it) => it.advice(),
            Self::ClawbackBeyondHistory(it) => it.advice(),
        }
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OffTarget(it) => it.fmt(f),
            Self::TargetsDoNotAddUp(it) => it.fmt(f),
            Self::IdleTier(it) => it.fmt(f),
            Self::Jumps(it) => it.fmt(f),
            Self::Flat(it) => it.fmt(f),
            Self::FlatTop(it) => it.fmt(f),
            Self::Falls(it) => it.fmt(f),
            Self::ManyMeasures(it) => it.fmt(f),
            Self::BaseShare(it) => it.fmt(f),
            Self::QuotaToOte(it) => it.fmt(f),
            Self::UnusualRate(it) => it.fmt(f),
            Self::LittleRetention(it) => it.fmt(f),
            Self::HardToInfluence(it) => it.fmt(f),
            Self::YearlyThreshold(it) => it.fmt(f),
            Self::ClawbackBeyondHistory(it) => it.fmt(f),
        }
    }
}

impl Doubt {
    /// The doubt as a warning at its clause.
    pub fn finding(&self) -> Finding {
        Finding::warning(&self.path, self.what.to_string()).help(self.what.advice())
    }
}

/// Doubts about a plan by itself: what depends on a team's quota is left for [`doubts_of_team`].
pub fn doubts_of_plan(plan: &Plan, limits: Limits) -> Vec<Doubt> {
    let quota = assumed_quota(plan).map(|assumed| assumed.quota());
    Lint { plan, limits, quota, of_team: None, doubts: Vec::new() }.all()
}

/// Doubts about a plan as the plan of a team, by its place in the company.
pub fn doubts_of_team(company: &Company, team: usize, plan: &Plan, limits: Limits) -> Vec<Doubt> {
    let Some(of) = company.teams.get(team) else {
        return Vec::new();
    };
    let rep = RepTerms::of_team(of);
    let of_team = OfTeam { rep, number: team, company, roster: of.roster && of.quota.is_none() };
    let quota = rep.quota.filter(|quota| *quota > Cents::ZERO);
    Lint { plan, limits, quota, of_team: Some(of_team), doubts: Vec::new() }.all()
}

/// A plan while it is looked at.
struct Lint<'a> {
    plan: &'a Plan,
    limits: Limits,
    /// The team's quota a year; of a plan by itself one that is assumed.
    quota: Option<Cents>,
    of_team: Option<OfTeam<'a>>,
    doubts: Vec<Doubt>,
}

/// The team that a plan is looked at for.
struct OfTeam<'a> {
    rep: RepTerms<'a>,
    number: usize,
    company: &'a Company,
    /// Quotas stand in the roster alone.
    roster: bool,
}

impl Lint<'_> {
    fn all(mut self) -> Vec<Doubt> {
        self.targets();
        self.idle_tiers();
        self.pay_by_result();
        self.ranges();
        self.measures();
        self.windows();
        self.doubts
    }

    /// Notes a doubt about a key of a component.
    fn of_component(&mut self, component: usize, key: &str, what: What) {
        let at = element("component", component);
        let path = if key.is_empty() { at } else { join_all(&at, key) };
        self.doubts.push(Doubt { file: InFile::Plan, path, what });
    }

    /// Notes a doubt about another key of the plan.
    fn of_plan(&mut self, path: &str, what: What) {
        self.doubts.push(Doubt { file: InFile::Plan, path: path.to_owned(), what });
    }

    /// Notes a doubt about a key of the team in the company file.
    fn in_company(&mut self, team: usize, key: &str, what: What) {
        let path = join(&element("team", team), key);
        self.doubts.push(Doubt { file: InFile::Company, path, what });
    }
}

/// A path below another, dotted already.
fn join_all(parent: &str, path: &str) -> String {
    format!("{parent}.{path}")
}
