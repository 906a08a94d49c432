//! Whom pay sets apart, and by how much.

use super::figure::{Aspect, Definition, Figure, Unit};
use super::pairs::varies;
use super::pooled::{Pooled, between, first_over_second, gini, mean_key, quantile_ratio};
use super::subject::{Seen, Subject, Tally};
use crate::statistics::jackknife_of_sums;

static P90_TO_P10: Definition = Definition {
    name: "p90_to_p10",
    aspect: Aspect::Fairness,
    unit: Unit::Ratio,
    label: "P90 to P10 of pay",
    meaning: "The 90th percentile of reps' variable pay of a year as a multiple of the 10th",
    formula: "quantiles (type 7) of the pay of all rep-years together",
    source: "for lognormal pay exp(2 × 1.281552 σ)",
};

static TOP_TO_MIDDLE: Definition = Definition {
    name: "top_to_middle_fifth",
    aspect: Aspect::Fairness,
    unit: Unit::Ratio,
    label: "top fifth to middle",
    meaning: "Mean pay of the best paid fifth of rep-years as a multiple of that of the middle fifth",
    formula: "mean pay above the 80th percentile ÷ mean pay between the 40th and the 60th",
    source: "",
};

static GINI: Definition = Definition {
    name: "gini",
    aspect: Aspect::Fairness,
    unit: Unit::Ratio,
    label: "Gini coefficient of pay",
    meaning: "Inequality of variable pay: 0 where all are paid alike, towards 1 where one is paid all",
    formula: "Σ (2 i − n − 1) pay of the i-th in rising order ÷ (n Σ pay), over rep-years",
    source: "C. Gini, Variabilità e mutabilità (1912); for lognormal pay 2 Φ(σ ÷ √2) − 1",
};

static LOW_PERFORMER_PAY: Definition = Definition {
    name: "low_performer_pay",
    aspect: Aspect::Fairness,
    unit: Unit::Share,
    label: "pay of low performers",
    meaning: "Share of target incentive that the fifth of rep-years with the least value (else the least attainment) is \
              paid",
    formula: "Σ pay ÷ Σ target over the rep-years below the 20th percentile of value",
    source: "",
};

static TERRITORY_EFFECT: Definition = Definition {
    name: "territory_effect",
    aspect: Aspect::Fairness,
    unit: Unit::Share,
    label: "pay for the same sales, by quota",
    meaning: "What a quota one standard deviation larger changes in pay at the same bookings, as a share of mean pay",
    formula: "coefficient of quota in the regression of pay on bookings and quota × standard deviation of quota ÷ mean pay",
    source: "least squares",
};

/// All of them.
pub(super) const DEFINITIONS: &[&Definition] =
    &[&P90_TO_P10, &TOP_TO_MIDDLE, &GINI, &LOW_PERFORMER_PAY, &TERRITORY_EFFECT];

/// What is counted.
pub(super) struct Fairness {
    /// Pay.
    pay: Vec<[f64; 3]>,
    /// Value (else attainment), pay, target.
    results: Vec<[f64; 3]>,
    territories: Territories,
}

impl Tally for Fairness {
    fn new(_: &Subject<'_>) -> Self {
        Self { pay: Vec::new(), results: Vec::new(), territories: Territories::default() }
    }

    fn add(&mut self, seen: &Seen<'_>) {
        for rep in seen.reps {
            self.pay.push([rep.pay, 0.0, 0.0]);
            if let (Some(result), Some(target)) = (rep.value.or(rep.attainment()), rep.target) {
                self.results.push([result, rep.pay, target]);
            }
            if let Some(quota) = rep.quota {
                self.territories.add(rep.booked, quota, rep.pay);
            }
        }
    }

    fn merge(&mut self, later: Self) {
        self.pay.extend(later.pay);
        self.results.extend(later.results);
        self.territories.merge(&later.territories);
    }
}

impl Fairness {
    /// The figures of all groups of years, in the order of their definitions.
    pub fn figures(groups: &[&Self], subject: &Subject<'_>) -> Vec<Figure> {
        let told = |definition, estimate, why: &str| {
            Figure::told(subject.number, definition, estimate, why)
        };
        let pay = Pooled::new(groups.iter().map(|group| group.pay.as_slice()));
        let results = Pooled::new(groups.iter().map(|group| group.results.as_slice()));
        let territories: Vec<Territories> = groups.iter().map(|group| group.territories).collect();
        let n = territories.iter().map(|group| group.0[0]).sum::<f64>() as usize;
        let top_to_middle = |rows: &[(f64, [f64; 2])]| {
            let middle = mean_key(between(rows, 0.4, 0.6)).filter(|middle| *middle > 0.0)?;
            Some(mean_key(between(rows, 0.8, 1.0))? / middle)
        };
        let no_reps = "no rep holds a seat of the team all year";
        let nothing = |what: &str| match pay.is_empty() {
            true => no_reps.to_owned(),
            false => format!("{what} is paid nothing"),
        };
        vec![
            told(
                &P90_TO_P10,
                pay.figure(|rows| quantile_ratio(rows, 0.9, 0.1)),
                &nothing("the rep at the 10th percentile"),
            ),
            told(&TOP_TO_MIDDLE, pay.figure(top_to_middle), &nothing("the middle fifth")),
            told(&GINI, pay.figure(gini), &nothing("the team")),
            told(
                &LOW_PERFORMER_PAY,
                results.figure(|rows| first_over_second(between(rows, 0.0, 0.2))),
                match subject.plan.target_incentive.0 {
                    0 => "the plan has no target incentive: state [pay] target_incentive",
                    _ if pay.is_empty() => no_reps,
                    _ => {
                        "who performs is not known: add [value] to the company file, or a quota to the team"
                    }
                },
            ),
            told(
                &TERRITORY_EFFECT,
                jackknife_of_sums(&territories, n, Territories::effect),
                match n {
                    0 => "the team has no quota: state quota in its [[team]]",
                    _ => "the reps' quotas do not differ, or they book nothing",
                },
            ),
        ]
    }
}

/// Sums over rep-years with a quota: 1, bookings b, quota q, pay y, and b², bq, q², by, qy.
#[derive(Clone, Copy, Default)]
struct Territories([f64; 9]);

impl Territories {
    fn add(&mut self, b: f64, q: f64, y: f64) {
        for (sum, term) in self.0.iter_mut().zip([1.0, b, q, y, b * b, b * q, q * q, b * y, q * y])
        {
            *sum += term;
        }
    }

    fn merge(&mut self, more: &Self) {
        for (sum, more) in self.0.iter_mut().zip(more.0) {
            *sum += more;
        }
    }

    /// See [`TERRITORY_EFFECT`]; none where quotas or bookings do not vary, apart from each other.
    fn effect(sums: &[f64]) -> Option<f64> {
        let &[n, b, q, y, bb, bq, qq, by, qy] = sums else { return None };
        let about = |product: f64, one: f64, other: f64| product - one * other / n;
        let (s_bb, s_bq, s_qq) = (about(bb, b, b), about(bq, b, q), about(qq, q, q));
        let (s_by, s_qy) = (about(by, b, y), about(qy, q, y));
        let both = s_bb * s_qq - s_bq * s_bq;
        let sound = varies(s_bb, bb) && varies(s_qq, qq) && varies(both, s_bb * s_qq) && y > 0.0;
        let coefficient = (s_bb * s_qy - s_bq * s_by) / both;
        sound.then(|| coefficient * (s_qq / n).sqrt() / (y / n))
    }
}

impl AsRef<[f64]> for Territories {
    fn as_ref(&self) -> &[f64] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pay = 10 + 0.1 × bookings − 0.02 × quota: quotas 100 and 300 have the standard deviation 100, which costs 2 of a
    /// mean pay of 10 + 0.1 × 200 − 0.02 × 200 = 26.
    #[test]
    fn the_same_sales_against_other_quotas() {
        let mut sums = Territories::default();
        for (booked, quota) in [(100.0, 100.0), (300.0, 100.0), (100.0, 300.0), (300.0, 300.0)] {
            sums.add(booked, quota, 10.0 + 0.1 * booked - 0.02 * quota);
        }
        let effect = Territories::effect(&sums.0).unwrap();
        assert!((effect + 2.0 / 26.0).abs() < 1e-12, "{effect}");
        let mut alike = Territories::default();
        [(1.0, 5.0), (2.0, 6.0)].into_iter().for_each(|(b, y)| alike.add(b, 7.0, y));
        assert_eq!(Territories::effect(&alike.0), None);
        // Quotas that always are half the bookings tell nothing apart.
        let mut bound = Territories::default();
        [(1.0, 5.0), (2.0, 6.0), (4.0, 7.0)]
            .into_iter()
            .for_each(|(b, y)| bound.add(b, b / 2.0, y));
        assert_eq!(Territories::effect(&bound.0), None);
    }
}
