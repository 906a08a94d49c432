//! What a rep gains by moving one deal across the end of a month, quarter or half.
//!
//! For every month end within the year, and every rep who was in seat all year: the largest deal of the month that ends is pushed
//! out to the next month, or the largest of the next month is pulled in; the year is paid again, and the
//! gain is the change of the year's pay. A deal is a sale to a new account or an expansion, with the services that come with
//! it; where a team's sales are drawn as one amount a month it is that amount. Of a team that holds meetings and sells
//! nothing else it is one meeting, qualified if one was. Who else is credited with the deal is not
//! looked at. The end of the year is left out: what a deal pays next year rests on a year that is not drawn.

#[cfg(test)]
mod tests;

use super::figure::{Aspect, Definition, Figure, Unit};
use super::pooled::Pooled;
use super::rep_year::RepYear;
use super::repay::{Bench, looked_at, rounding};
use super::subject::{Seen, Subject, Tally};
use crate::events::{Event, Kind, Ledger};
use crate::money::Cents;
use crate::statistics::{Estimate, jackknife_of_sums, quantile};

/// A gain is one worth an effort from this share of the target incentive on.
const WORTH: f64 = 0.01;
/// Month ends within a year.
const ENDS: usize = 11;
/// A meeting, in hundredths.
const ONE: Cents = Cents(100);

static TEMPTED: Definition = Definition {
    name: "tempted",
    aspect: Aspect::Timing,
    unit: Unit::Share,
    label: "reps who gain by moving a deal",
    meaning: "Share of rep-years in which moving one deal across one month end would pay more than 1 % of target incentive",
    formula: "share with a gain > 0.01 × target incentive at any of the 11 month ends within the year, pushing out or pulling in",
    source: "",
};

static AT_STAKE: Definition = Definition {
    name: "timing_stake",
    aspect: Aspect::Timing,
    unit: Unit::Currency,
    label: "at stake in a year",
    meaning: "What a team's reps would gain in a year by the better of both moves at each month end, each move by itself",
    formula: "Σ over reps and month ends of max(0, gain of pushing out, gain of pulling in) ÷ years",
    source: "",
};

/// All of them.
pub(super) const DEFINITIONS: &[&Definition] = &[&TEMPTED, &AT_STAKE];

/// Which way a deal is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// From the month that ends to the next.
    PushOut,
    /// From the next month to the one that ends.
    PullIn,
}

impl Move {
    /// Both.
    pub const ALL: [Self; 2] = [Self::PushOut, Self::PullIn];

    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PushOut => "push_out",
            Self::PullIn => "pull_in",
        }
    }
}

/// What moving a deal across a month end brings.
#[derive(Clone, Debug, PartialEq)]
pub struct TimingRow {
    /// The team, by its place in the company.
    pub team: usize,
    /// The month that ends, 1–11.
    pub month: usize,
    /// Which way.
    pub way: Move,
    /// Mean gain of the reps who have a deal to move, in the company's currency.
    pub gain: Estimate,
    /// The gain that 5 % of them exceed.
    pub p95: Estimate,
    /// Share of them who gain more than the amount; none where the plan states no target incentive.
    pub above: Option<Estimate>,
    /// What a gain is held against: 1 % of the mean target incentive; none where there is none.
    pub amount: Option<f64>,
    /// What the team's reps would gain in a year, those who would lose left out.
    pub a_year: Option<Estimate>,
}

impl TimingRow {
    /// The longest period that ends with the month.
    pub const fn period(&self) -> &'static str {
        match self.month {
            6 => "half",
            3 | 9 => "quarter",
            _ => "month",
        }
    }
}

/// What is counted of one move at one month end.
#[derive(Clone, Default)]
struct Edge {
    gains: Vec<f64>,
    sum: f64,
    /// Of those with a target incentive: how many, and who gain more than the share of it.
    with_target: f64,
    above: f64,
    /// Σ of the gains above 0, each as often as the rep stands for others.
    at_stake: f64,
}

/// What is counted.
pub(super) struct Timing {
    bench: Bench,
    /// By month end, then move.
    edges: Vec<Edge>,
    years: f64,
    reps: f64,
    with_target: f64,
    targets: f64,
    tempted: f64,
    at_stake: f64,
}

impl Tally for Timing {
    fn new(_: &Subject<'_>) -> Self {
        Self {
            bench: Bench::default(),
            edges: vec![Edge::default(); 2 * ENDS],
            years: 0.0,
            reps: 0.0,
            with_target: 0.0,
            targets: 0.0,
            tempted: 0.0,
            at_stake: 0.0,
        }
    }

    fn add(&mut self, seen: &Seen<'_>) {
        self.years += 1.0;
        let reps = looked_at(seen);
        if reps.is_empty() {
            return;
        }
        // Where one rep is looked at, the rep stands for all.
        let stands_for = seen.reps.len() as f64 / reps.len() as f64;
        let subject = &seen.subject;
        // What rounding does to the two windows that a move touches.
        let rounding = rounding(subject, 4).to_f64();
        self.bench.lay_out(seen, reps);
        self.bench.pay(subject);
        let before: Vec<Cents> = reps.iter().map(|rep| self.bench.paid(subject, rep)).collect();
        let mut best = vec![[0.0_f64; ENDS]; reps.len()];
        for (number, edge) in self.edges.iter_mut().enumerate() {
            let (end, way) = (number / 2, Move::ALL[number % 2]);
            let moved: Vec<bool> =
                reps.iter().map(|rep| shift(&mut self.bench, seen, rep, end, way)).collect();
            self.bench.pay(subject);
            for (r, rep) in reps.iter().enumerate().filter(|(r, _)| moved[*r]) {
                let gain = (self.bench.paid(subject, rep) - before[r]).to_f64();
                let gain = if gain.abs() <= rounding { 0.0 } else { gain };
                edge.add(gain, rep, stands_for);
                best[r][end] = best[r][end].max(gain);
            }
        }
        for (rep, best) in reps.iter().zip(&best) {
            self.reps += 1.0;
            self.at_stake += stands_for * best.iter().sum::<f64>();
            if let Some(target) = rep.target {
                self.with_target += 1.0;
                self.targets += target;
                self.tempted += one_if(best.iter().any(|gain| *gain > WORTH * target));
            }
        }
    }

    fn merge(&mut self, later: Self) {
        self.years += later.years;
        self.reps += later.reps;
        self.with_target += later.with_target;
        self.targets += later.targets;
        self.tempted += later.tempted;
        self.at_stake += later.at_stake;
        for (edge, later) in self.edges.iter_mut().zip(later.edges) {
            edge.merge(later);
        }
    }
}

impl Edge {
    fn add(&mut self, gain: f64, rep: &RepYear, stands_for: f64) {
        self.gains.push(gain);
        self.sum += gain;
        self.at_stake += stands_for * gain.max(0.0);
        if let Some(target) = rep.target {
            self.with_target += 1.0;
            self.above += one_if(gain > WORTH * target);
        }
    }

    fn merge(&mut self, later: Self) {
        self.gains.extend(later.gains);
        self.sum += later.sum;
        self.with_target += later.with_target;
        self.above += later.above;
        self.at_stake += later.at_stake;
    }
}

impl Timing {
    pub fn figures(groups: &[&Self], subject: &Subject<'_>) -> Vec<Figure> {
        let sums: Vec<[f64; 5]> = groups
            .iter()
            .map(|group| {
                [group.years, group.reps, group.with_target, group.tempted, group.at_stake]
            })
            .collect();
        let total = |which: usize| sums.iter().map(|sums| sums[which]).sum::<f64>();
        let ratio = |over: usize, under: usize, n: usize| {
            jackknife_of_sums(&sums, total(n) as usize, |sums| {
                (sums[under] > 0.0).then(|| sums[over] / sums[under])
            })
        };
        let team = subject.number;
        let tempted = match total(2) {
            0.0 => Figure::missing(team, &TEMPTED, "the plan states no target incentive"),
            _ => Figure::new(team, &TEMPTED, ratio(3, 2, 2)),
        };
        vec![tempted, Figure::new(team, &AT_STAKE, ratio(4, 0, 1))]
    }

    /// Both moves at every month end at which some rep has a deal to move.
    pub fn rows(groups: &[&Self], subject: &Subject<'_>) -> Vec<TimingRow> {
        let total = |of: &dyn Fn(&Self) -> f64| groups.iter().map(|group| of(group)).sum::<f64>();
        let with_target = total(&|group| group.with_target);
        let amount =
            (with_target > 0.0).then(|| WORTH * total(&|group| group.targets) / with_target);
        let row = |number: usize| {
            let edges: Vec<&Edge> = groups.iter().map(|group| &group.edges[number]).collect();
            let n = edges.iter().map(|edge| edge.gains.len()).sum();
            let ratio = |of: &dyn Fn(&Self) -> [f64; 2]| {
                let sums: Vec<[f64; 2]> = groups.iter().map(|group| of(group)).collect();
                jackknife_of_sums(&sums, n, |sums| (sums[1] > 0.0).then(|| sums[0] / sums[1]))
            };
            Some(TimingRow {
                team: subject.number,
                month: number / 2 + 1,
                way: Move::ALL[number % 2],
                gain: ratio(&|group| {
                    let edge = &group.edges[number];
                    [edge.sum, edge.gains.len() as f64]
                })?,
                p95: p95(edges.iter().map(|edge| edge.gains.as_slice()))?,
                above: ratio(&|group| {
                    let edge = &group.edges[number];
                    [edge.above, edge.with_target]
                }),
                amount,
                a_year: ratio(&|group| [group.edges[number].at_stake, group.years]),
            })
        };
        (0..2 * ENDS).filter_map(row).collect()
    }
}

/// The gain that 5 % of all exceed, of groups of years: reps of a year share its market, so that years are left out and not
/// reps.
fn p95<'a>(gains: impl Iterator<Item = &'a [f64]>) -> Option<Estimate> {
    let keys = |gains: &[f64]| gains.iter().map(|gain| [*gain, 0.0, 0.0]).collect();
    let groups: Vec<Vec<[f64; 3]>> = gains.map(keys).collect();
    Pooled::new(groups.iter().map(Vec::as_slice)).figure(|rows| {
        let gains: Vec<f64> = rows.iter().map(|(gain, _)| *gain).collect();
        quantile(&gains, 0.95)
    })
}

/// Moves a rep's deal, where there is one; else leaves the rep as it was.
fn shift(bench: &mut Bench, seen: &Seen<'_>, rep: &RepYear, end: usize, way: Move) -> bool {
    let ledger = &seen.team_year().seats[rep.seat].ledger;
    let month = (seen.subject.timeline().plan_year() + end) as u16;
    let (from, to) = match way {
        Move::PushOut => (month, month + 1),
        Move::PullIn => (month + 1, month),
    };
    if let Some(deal) = largest_deal(ledger, from) {
        bench.revise(seen, rep, |place, mut event, enter| {
            let with_it = place == deal + 1 && event.kind == Kind::Implementation;
            if place == deal || (with_it && event.month == from) {
                event.month = to;
            }
            enter(event);
        });
        return true;
    }
    let sells = [Kind::New, Kind::Upsell, Kind::CrossSell].into_iter().any(|kind| ledger.has(kind));
    if sells || ledger.amounts(Kind::Meeting)[usize::from(from)] < ONE.0 {
        bench.restore(seen, rep);
        return false;
    }
    bench.revise(seen, rep, |_, mut event, enter| {
        let held = matches!(event.kind, Kind::Meeting | Kind::Qualified);
        if held && event.month == from && event.amount >= ONE {
            enter(Event { month: to, amount: ONE, ..event });
            event.amount -= ONE;
        }
        enter(event);
    });
    true
}

/// The place of the largest deal of a month; none of an account of the book that was lost, which could not have been sold
/// to at any time.
fn largest_deal(ledger: &Ledger, month: u16) -> Option<usize> {
    let is_deal = |event: &Event| {
        matches!(event.kind, Kind::New | Kind::Upsell | Kind::CrossSell)
            && event.amount > Cents::ZERO
            && ledger.accounts.get(event.account as usize).is_none_or(|account| account.open)
    };
    let deals = ledger.events.iter().enumerate();
    let deals = deals.filter(|(_, event)| event.month == month && is_deal(event));
    deals.max_by_key(|(_, event)| event.amount).map(|(place, _)| place)
}

fn one_if(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}
