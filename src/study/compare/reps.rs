//! Who wins and who loses: every rep's change in pay at the same results.
//!
//! A rep-year is a rep's part of a synthetic year in seat. Its pay is base and variable pay together, so that a move of
//! pay from the one to the other is no change. Its performance is what today's plans say of it: attainment of
//! quota; of teams without a quota variable pay as a share of the target incentive for the months in seat. The
//! bands are the team's lowest fifth, highest fifth and the rest. Where pay itself is the yardstick, the highest fifth was
//! lucky under today's plan, which another plan need not repeat: they lose a little by any change.

use super::pass::{Paid, Pass, TeamReps};
use crate::metrics::COMPANY;
use crate::statistics::{Estimate, Scratch, Statistic, quantile, ratio_of_sums, summarise};

/// A loss beyond this share of today's pay is a hard one.
const HARD: f64 = 0.05;

/// How a team's performance is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasuredBy {
    /// Credited results ÷ quota.
    Quota,
    /// Today's variable pay ÷ target incentive for the months in seat.
    TargetPay,
    /// Not at all: there is neither quota nor target incentive.
    Nothing,
}

impl MeasuredBy {
    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quota => "quota",
            Self::TargetPay => "target_pay",
            Self::Nothing => "nothing",
        }
    }
}

/// A band of performance under today's plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// Every rep-year.
    All,
    /// The lowest fifth.
    Low,
    /// The three fifths between.
    Core,
    /// The highest fifth.
    Top,
}

impl Band {
    /// All of them, in the order of tables.
    pub const ALL: [Self; 4] = [Self::All, Self::Low, Self::Core, Self::Top];

    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Low => "low",
            Self::Core => "core",
            Self::Top => "top",
        }
    }
}

/// What a candidate changes for the reps of a team in a band.
#[derive(Clone, Debug, PartialEq)]
pub struct BandLine {
    /// Which candidate.
    pub candidate: usize,
    /// The team, by its place in the company.
    pub team: usize,
    /// The band.
    pub band: Band,
    /// What makes the band.
    pub measured_by: MeasuredBy,
    /// Rep-years in it.
    pub rep_years: usize,
    /// Mean pay of a rep-year today.
    pub today: f64,
    /// Mean change of a rep-year's pay.
    pub change: Estimate,
    /// The change that 10 %, 50 % and 90 % of rep-years stay below.
    pub quantiles: [f64; 3],
    /// The share of rep-years that are paid less than today.
    pub losing: Estimate,
    /// The share of rep-years that lose more than 5 % of today's pay.
    pub losing_hard: Estimate,
    /// The share of rep-years that are paid more than today.
    pub gaining: Estimate,
}

/// What it costs to top up all who are paid less than today, for a year.
#[derive(Clone, Debug, PartialEq)]
pub struct HoldHarmless {
    /// Which candidate.
    pub candidate: usize,
    /// The team, by its place in the company; none for all together.
    pub team: Option<usize>,
    /// Its name, or `company`.
    pub team_name: String,
    /// Mean over years, employer's charges apart.
    pub mean: Estimate,
    /// The 95th percentile over years.
    pub p95: Estimate,
}

impl TeamReps {
    /// By rep-year its performance, and how it is measured; `target_incentive` is of a whole year today.
    pub fn performance(&self, target_incentive: f64) -> (MeasuredBy, Vec<f64>) {
        if self.attainment.iter().any(|attainment| !attainment.is_nan()) {
            return (MeasuredBy::Quota, self.attainment.clone());
        }
        if !(target_incentive > 0.0) {
            return (MeasuredBy::Nothing, vec![f64::NAN; self.len()]);
        }
        let paid = self.variable[0].iter().zip(&self.months);
        let share =
            |(pay, months): (&f64, &u8)| pay / (target_incentive * f64::from(*months) / 12.0);
        (MeasuredBy::TargetPay, paid.map(share).collect())
    }
}

/// All lines, by candidate, team, band; of teams whose plan the candidate changes.
pub(super) fn bands(pass: &Pass<'_>, paid: &Paid) -> Vec<BandLine> {
    let mut lines = Vec::new();
    for candidate in 1..pass.candidates() {
        for (team, reps) in paid.reps.iter().enumerate() {
            if !pass.changes(candidate, team) {
                continue;
            }
            let (measured_by, performance) = reps.performance(pass.target_incentive(team));
            let bounds = fifths(&performance);
            for band in Band::ALL {
                let is_in = |rep: &usize| match (band, bounds) {
                    (Band::All, _) => true,
                    (_, None) => false,
                    (Band::Low, Some((low, _))) => performance[*rep] < low,
                    (Band::Top, Some((_, high))) => performance[*rep] > high,
                    (Band::Core, Some((low, high))) => (low..=high).contains(&performance[*rep]),
                };
                let members: Vec<usize> = (0..reps.len()).filter(is_in).collect();
                lines.extend(line(reps, &members, (candidate, team, band, measured_by)));
            }
        }
    }
    lines
}

/// The 20th and 80th percentile of what is known.
fn fifths(performance: &[f64]) -> Option<(f64, f64)> {
    let mut known: Vec<f64> = performance.iter().copied().filter(|value| !value.is_nan()).collect();
    known.sort_unstable_by(f64::total_cmp);
    Some((quantile(&known, 0.2)?, quantile(&known, 0.8)?))
}

fn line(
    reps: &TeamReps,
    members: &[usize],
    (candidate, team, band, measured_by): (usize, usize, Band, MeasuredBy),
) -> Option<BandLine> {
    let change = |rep: usize| reps.change(candidate, rep);
    let over = |of: &dyn Fn(usize) -> f64| by_year(reps, members, of);
    let count = over(&|_| 1.0);
    let share = |of: &dyn Fn(usize) -> bool| {
        ratio_of_sums(&over(&|rep| f64::from(u8::from(of(rep)))), &count)
    };
    let mut changes: Vec<f64> = members.iter().map(|rep| change(*rep)).collect();
    changes.sort_unstable_by(f64::total_cmp);
    let today: f64 = members.iter().map(|rep| reps.pay(0, *rep)).sum();
    Some(BandLine {
        candidate,
        team,
        band,
        measured_by,
        rep_years: members.len(),
        today: today / members.len() as f64,
        change: ratio_of_sums(&over(&change), &count)?,
        quantiles: [quantile(&changes, 0.1)?, quantile(&changes, 0.5)?, quantile(&changes, 0.9)?],
        losing: share(&|rep| change(rep) < 0.0)?,
        losing_hard: share(&|rep| change(rep) < -HARD * reps.pay(0, rep))?,
        gaining: share(&|rep| change(rep) > 0.0)?,
    })
}

/// A sum over some rep-years, by synthetic year.
fn by_year(reps: &TeamReps, members: &[usize], of: &dyn Fn(usize) -> f64) -> Vec<f64> {
    let years = reps.year.last().map_or(0, |last| *last as usize + 1);
    let mut sums = vec![0.0; years];
    for rep in members {
        sums[reps.year[*rep] as usize] += of(*rep);
    }
    sums
}

/// By candidate: the cost of holding losers harmless, of each team whose plan it changes and of the company.
pub(super) fn hold_harmless(pass: &Pass<'_>, paid: &Paid) -> Vec<HoldHarmless> {
    let mut costs = Vec::new();
    let mut scratch = Scratch::default();
    let years = paid.figures[0].first().map_or(0, Vec::len).min(super::REP_YEARS);
    for candidate in 1..pass.candidates() {
        let mut of_company = vec![0.0; years];
        let mut note = |team: Option<usize>, team_name: &str, by_year: &[f64]| {
            let summary = summarise(by_year, &mut scratch);
            let found = summary.get(Statistic::Mean).zip(summary.get(Statistic::P95));
            costs.extend(found.map(|(mean, p95)| HoldHarmless {
                candidate,
                team,
                team_name: team_name.to_owned(),
                mean,
                p95,
            }));
        };
        for (team, reps) in paid.reps.iter().enumerate() {
            if pass.changes(candidate, team) {
                let mut sums = vec![0.0; years];
                for rep in 0..reps.len() {
                    sums[reps.year[rep] as usize] += (-reps.change(candidate, rep)).max(0.0);
                }
                note(Some(team), &pass.company().teams[team].name, &sums);
                of_company.iter_mut().zip(&sums).for_each(|(all, sum)| *all += sum);
            }
        }
        note(None, COMPANY, &of_company);
    }
    costs
}
