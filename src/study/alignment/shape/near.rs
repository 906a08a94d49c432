//! What a little more would pay each rep where the rep ends.
//!
//! Every rep's year is paid again with 1 % of quota more, 2 % more, … up to [`REACH`] points: every sale of the year times one
//! factor. Two steps below tell what is usual there, so that the part of the first step that is a jump can
//! be told. Where a plan pays on NRR and has no quota, 100 % is the ARR of the rep's book at the start of the year, and the
//! sales are expansions of accounts that stay.

use super::super::figure::{Aspect, Definition, Figure, Unit};
use super::super::rep_year::RepYear;
use super::super::repay::{Bench, Lever, Yardstick, looked_at, rounding};
use super::super::subject::{Seen, Subject, Tally};
use super::steps::{jump, usual};
use crate::money::Cents;
use crate::statistics::jackknife_of_sums;

/// Points of quota beyond where a rep ends that are within reach.
const REACH: usize = 20;
/// Steps below where a rep ends.
const BELOW: usize = 2;

pub(super) static NEXT_PERCENT: Definition = Definition {
    name: "next_percent",
    aspect: Aspect::Shape,
    unit: Unit::Currency,
    label: "the next 1 % of quota pays",
    meaning: "What 1 % of quota more would pay a rep where the rep ends; of NRR: 1 % of the ARR that the rep's book had at the start",
    formula: "mean over rep-years of pay(a + 0.01) − pay(a), a the rep's attainment; every sale of the year times one factor, all else as it was",
    source: "",
};

pub(super) static CLIFF_SHARE: Definition = Definition {
    name: "cliff_share",
    aspect: Aspect::Shape,
    unit: Unit::Share,
    label: "of which in cliffs",
    meaning: "Share of the incentive that sits in cliffs: of what the next 1 % of quota pays, the part that is a jump",
    formula: "Σ jump ÷ Σ (pay(a + 0.01) − pay(a)); a jump is what the step pays above the mean of the usual steps below and above it, where that is more than 2 % of target incentive",
    source: "by Stein's lemma it is the part of the slope of pay on normal results that cliffs bring: C. M. Stein, Annals of Statistics 9 (1981), 1135–1151",
};

pub(super) static NOTHING_MORE: Definition = Definition {
    name: "nothing_more",
    aspect: Aspect::Shape,
    unit: Unit::Share,
    label: "reps whom 1 % more pays nothing",
    meaning: "Share of rep-years whom 1 % of quota more would pay nothing more",
    formula: "share with pay(a + 0.01) ≤ pay(a), but for what rounding does",
    source: "",
};

pub(super) static GIVES_UP: Definition = Definition {
    name: "gives_up",
    aspect: Aspect::Shape,
    unit: Unit::Share,
    label: "reps whom nothing in reach pays more",
    meaning: "Share of rep-years whom no result within 20 points of quota above their own would pay more",
    formula: "share with pay(a + x) ≤ pay(a) for x = 0.01, 0.02, … 0.20, but for what rounding does",
    source: "",
};

pub(super) static PAID_LESS: Definition = Definition {
    name: "paid_less",
    aspect: Aspect::Shape,
    unit: Unit::Share,
    label: "reps whom 1 % more pays less",
    meaning: "Share of rep-years whom 1 % of quota more would pay less",
    formula: "share with pay(a + 0.01) < pay(a), by more than rounding does",
    source: "",
};

/// What is counted.
pub(in super::super) struct Near {
    bench: Bench,
    yardstick: Result<Yardstick, &'static str>,
    lever: Lever,
    /// Rep-years, those with a target incentive among them; what the next 1 % pays, of which by jumps, and what it pays those
    /// with a target; how many it pays nothing, whom nothing in reach pays more, whom it pays less.
    sums: [f64; 8],
}

impl Tally for Near {
    fn new(subject: &Subject<'_>) -> Self {
        Self {
            bench: Bench::default(),
            yardstick: Yardstick::of(subject),
            lever: Lever::default(),
            sums: [0.0; 8],
        }
    }

    fn add(&mut self, seen: &Seen<'_>) {
        let Ok(yardstick) = &self.yardstick else {
            return;
        };
        let (bench, lever) = (&mut self.bench, &mut self.lever);
        let subject = &seen.subject;
        let sells = |rep: &&RepYear, lever: &mut Lever| {
            let found = yardstick.result_and_quota(seen, rep);
            found.is_some_and(|(result, _)| lever.grip(yardstick, seen, rep, result))
        };
        let reps: Vec<RepYear> =
            looked_at(seen).iter().filter(|rep| sells(rep, lever)).copied().collect();
        if reps.is_empty() {
            return;
        }
        bench.lay_out(seen, &reps);
        let mut pay = vec![[Cents::ZERO; BELOW + REACH + 1]; reps.len()];
        for step in 0..=BELOW + REACH {
            for rep in &reps {
                let Some((result, quota)) = yardstick.result_and_quota(seen, rep) else {
                    continue;
                };
                if step == BELOW {
                    bench.restore(seen, rep);
                    continue;
                }
                lever.grip(yardstick, seen, rep, result);
                let wanted = result + (step as i128 - BELOW as i128) * quota / 100;
                let ledger = &seen.team_year().seats[rep.seat].ledger;
                let amounts = lever.amounts_for(yardstick, ledger, wanted);
                bench.revise(seen, rep, |place, mut event, enter| {
                    event.amount = amounts[place];
                    enter(event);
                });
            }
            bench.pay(subject);
            for (rep, pay) in reps.iter().zip(&mut pay) {
                pay[step] = bench.paid(subject, rep);
            }
        }
        let rounding = rounding(subject, 12);
        for (rep, pay) in reps.iter().zip(&pay) {
            self.add_rep(rep, pay, rounding);
        }
    }

    fn merge(&mut self, later: Self) {
        for (sum, more) in self.sums.iter_mut().zip(later.sums) {
            *sum += more;
        }
    }
}

impl Near {
    fn add_rep(&mut self, rep: &RepYear, pay: &[Cents], rounding: Cents) {
        let step = |number: usize| pay[number + 1] - pay[number];
        let here = pay[BELOW];
        let next = step(BELOW);
        let below = usual(step(BELOW - 2), step(BELOW - 1)).to_f64();
        let above = usual(step(BELOW + 1), step(BELOW + 2)).to_f64();
        let in_reach = &pay[BELOW + 1..];
        let [all, with_target, of_all, of_jumps, of_those, nothing, gives_up, less] =
            &mut self.sums;
        let one_if = |holds: bool| f64::from(u8::from(holds));
        *all += 1.0;
        *of_all += next.to_f64();
        if rep.target.is_some() {
            *with_target += 1.0;
            *of_those += next.to_f64();
            *of_jumps += jump(next, f64::midpoint(below, above), rep.target).max(0.0);
        }
        *nothing += one_if(next <= rounding);
        *gives_up += one_if(in_reach.iter().all(|pay| *pay - here <= rounding));
        *less += one_if(next < Cents(-rounding.0));
    }

    pub fn figures(groups: &[&Self], subject: &Subject<'_>) -> Vec<Figure> {
        const ALL: [&Definition; 5] =
            [&NEXT_PERCENT, &CLIFF_SHARE, &NOTHING_MORE, &GIVES_UP, &PAID_LESS];
        let missing =
            |why: &str| ALL.iter().map(|what| Figure::missing(subject.number, what, why)).collect();
        if let Some(why) = groups.first().and_then(|group| group.yardstick.as_ref().err()) {
            return missing(why);
        }
        let sums: Vec<[f64; 8]> = groups.iter().map(|group| group.sums).collect();
        let total = |which: usize| sums.iter().map(|sums| sums[which]).sum::<f64>();
        if total(0) == 0.0 {
            return missing("no rep who was there all year sold anything");
        }
        let ratio = |over: usize, under: usize, n: usize| {
            jackknife_of_sums(&sums, total(n) as usize, |sums| {
                (sums[under] > 0.0).then(|| sums[over] / sums[under])
            })
        };
        let cliffs = match total(1) {
            0.0 => {
                Figure::missing(subject.number, &CLIFF_SHARE, "the plan states no target incentive")
            }
            _ => Figure::new(subject.number, &CLIFF_SHARE, ratio(3, 4, 1)),
        };
        let of_all = |what, sum| Figure::new(subject.number, what, ratio(sum, 0, 0));
        let figures = vec![
            of_all(&NEXT_PERCENT, 2),
            cliffs,
            of_all(&NOTHING_MORE, 5),
            of_all(&GIVES_UP, 6),
            of_all(&PAID_LESS, 7),
        ];
        let of_what = groups.first().and_then(|group| group.yardstick.as_ref().ok()?.of_what());
        match of_what {
            None => figures,
            Some(what) => figures.into_iter().map(|figure| figure.of(what)).collect(),
        }
    }
}
