//! How strongly pay follows what the company values.

use super::figure::{Aspect, Definition, Figure, Unit};
use super::pairs::Pairs;
use super::pooled::{Pooled, between, first_over_second};
use super::subject::{Seen, Subject, Tally};
use crate::statistics::jackknife_of_sums;

static VALUE_SLOPE: Definition = Definition {
    name: "value_slope",
    aspect: Aspect::Strength,
    unit: Unit::PerValue,
    label: "pay for a unit of value",
    meaning: "What one more unit of the value that the company states brings a rep in variable pay",
    formula: "Σ (value − mean) (pay − mean) ÷ Σ (value − mean)², over rep-years: the slope of the regression of a year's pay \
              on the year's value",
    source: "least squares",
};

static VALUE_CORRELATION: Definition = Definition {
    name: "value_correlation",
    aspect: Aspect::Strength,
    unit: Unit::Ratio,
    label: "pay follows value",
    meaning: "How closely a rep's pay of a year follows the value of it: 1 along a straight line, 0 not at all",
    formula: "Σ (value − mean) (pay − mean) ÷ √(Σ (value − mean)² Σ (pay − mean)²), over rep-years",
    source: "Pearson's correlation",
};

static ATTAINMENT_SLOPE: Definition = Definition {
    name: "attainment_slope",
    aspect: Aspect::Strength,
    unit: Unit::Ratio,
    label: "pay for attainment",
    meaning: "Points of target incentive that one more point of attainment (bookings ÷ quota) pays on average",
    formula: "slope of the regression of pay ÷ target incentive on attainment, over rep-years",
    source: "for normal attainment it is the mean slope of the pay curve, cliffs included (C. Stein, Annals of \
             Statistics 9 (1981), 1135–1151, lemma 1)",
};

static LEVERAGE: Definition = Definition {
    name: "leverage",
    aspect: Aspect::Strength,
    unit: Unit::Ratio,
    label: "leverage",
    meaning: "Pay at the 90th percentile of attainment as a multiple of target incentive",
    formula: "Σ pay ÷ Σ target over the rep-years whose attainment lies between the 88th and the 92nd percentile",
    source: "excellence as the result that one rep of ten reaches, as practitioners design for",
};

static PAY_TO_TARGET: Definition = Definition {
    name: "pay_to_target",
    aspect: Aspect::Strength,
    unit: Unit::Share,
    label: "pay by target",
    meaning: "Variable pay as a share of target incentive",
    formula: "Σ pay ÷ Σ target, over rep-years",
    source: "",
};

static UPSIDE_SHARE: Definition = Definition {
    name: "upside_share",
    aspect: Aspect::Strength,
    unit: Unit::Share,
    label: "pay above target",
    meaning: "Share of variable pay that is above the reps' target incentive",
    formula: "Σ max(0, pay − target) ÷ Σ pay, over rep-years",
    source: "",
};

/// All of them.
pub(super) const DEFINITIONS: &[&Definition] = &[
    &VALUE_SLOPE,
    &VALUE_CORRELATION,
    &ATTAINMENT_SLOPE,
    &PAY_TO_TARGET,
    &LEVERAGE,
    &UPSIDE_SHARE,
];

/// What is counted.
pub(super) struct Strength {
    /// Value and pay.
    value: Pairs,
    /// Attainment and pay as a multiple of target.
    attainment: Pairs,
    /// Attainment, pay, target.
    reps: Vec<[f64; 3]>,
    /// Rep-years with a target; their pay; their pay above target; their target.
    upside: [f64; 4],
}

impl Tally for Strength {
    fn new(_: &Subject<'_>) -> Self {
        Self {
            value: Pairs::default(),
            attainment: Pairs::default(),
            reps: Vec::new(),
            upside: [0.0; 4],
        }
    }

    fn add(&mut self, seen: &Seen<'_>) {
        for rep in seen.reps {
            if let Some(value) = rep.value {
                self.value.add(value, rep.pay);
            }
            let Some(target) = rep.target else { continue };
            if let Some(attainment) = rep.attainment() {
                self.attainment.add(attainment, rep.pay / target);
                self.reps.push([attainment, rep.pay, target]);
            }
            self.upside[0] += 1.0;
            self.upside[1] += rep.pay;
            self.upside[2] += (rep.pay - target).max(0.0);
            self.upside[3] += target;
        }
    }

    fn merge(&mut self, later: Self) {
        self.value.merge(&later.value);
        self.attainment.merge(&later.attainment);
        self.reps.extend(later.reps);
        for (sum, more) in self.upside.iter_mut().zip(later.upside) {
            *sum += more;
        }
    }
}

impl Strength {
    /// The figures of all groups of years, in the order of their definitions.
    pub fn figures(groups: &[&Self], subject: &Subject<'_>) -> Vec<Figure> {
        let told = |definition, estimate, why: &str| {
            Figure::told(subject.number, definition, estimate, why)
        };
        let value: Vec<Pairs> = groups.iter().map(|group| group.value).collect();
        let attainment: Vec<Pairs> = groups.iter().map(|group| group.attainment).collect();
        let upside: Vec<[f64; 4]> = groups.iter().map(|group| group.upside).collect();
        let reps = Pooled::new(groups.iter().map(|group| group.reps.as_slice()));
        let of = |pairs: &[Pairs], figure: fn(&Pairs) -> Option<f64>| {
            jackknife_of_sums(pairs, Pairs::count(pairs), |sums| figure(&Pairs::of(sums)?))
        };
        let no_value = match subject.prepared.value {
            None => Self::NO_VALUE,
            Some(_) => "the value of the reps' years does not vary, or neither does their pay",
        };
        let no_target = match subject.plan.target_incentive.0 {
            0 => "the plan has no target incentive: state [pay] target_incentive",
            _ => "no rep holds a seat of the team all year, or nothing is paid",
        };
        let no_attainment = match subject.team().has_quota() {
            false => "the team has no quota: state quota in its [[team]]",
            true => no_target,
        };
        let n = upside.iter().map(|sums| sums[0]).sum::<f64>() as usize;
        let above =
            jackknife_of_sums(&upside, n, |sums| (sums[1] > 0.0).then(|| sums[2] / sums[1]));
        let to_target =
            jackknife_of_sums(&upside, n, |sums| (sums[3] > 0.0).then(|| sums[1] / sums[3]));
        let leverage = reps.figure(|rows| first_over_second(between(rows, 0.88, 0.92)));
        vec![
            told(&VALUE_SLOPE, of(&value, Pairs::slope), no_value),
            told(&VALUE_CORRELATION, of(&value, Pairs::correlation), no_value),
            told(&ATTAINMENT_SLOPE, of(&attainment, Pairs::slope), no_attainment),
            told(&PAY_TO_TARGET, to_target, no_target),
            told(&LEVERAGE, leverage, no_attainment),
            told(&UPSIDE_SHARE, above, no_target),
        ]
    }

    /// Of a team whose results nobody says the worth of.
    pub(super) const NO_VALUE: &'static str = "nobody says what the team's results are worth: add [value] to the \
        company file, such as net_new_arr = 1.0";
}
