//! How much of the spread of pay is the rep's own doing.
//!
//! Beside each year stand two hybrids of it with its twin, an independent year. In the one the reps' own attainments are
//! those of the year and all else is the twin's; in the other the market is the year's. So the year and the first share
//! skill alone, the year and the second the market alone, and the two hybrids share what is neither: luck. With y, y₁,
//! y₂ the pay of one rep in the three,
//!
//! ```text
//! skill = Cov(y, y₁) ⁄ Var(y)     market = Cov(y, y₂) ⁄ Var(y)     luck = Cov(y₁, y₂) ⁄ Var(y)
//! ```
//!
//! Skill is what the stream of a rep's own attainment decides, and what a roster states of the rep. The market is what
//! reps share: demand, churn, expansion, the team's common factor, rates of exchange. Luck is all else: which deals come
//! and how large, which accounts churn or grow, scores, and the quota that is drawn, the territory. Turnover is the same in
//! all three, since only reps who stayed are looked at. Of those who are paid for what others do (managers, overlays, pools,
//! contests) the skill of all these others counts as skill, too. What two of them do only together is in none of the
//! three, so they sum to at most 1.

use super::figure::{Aspect, Definition, Figure, Unit};
use super::pairs::varies;
use super::rep_year::RepYear;
use super::subject::Subject;
use crate::random::{Purpose, Purposes};
use crate::statistics::jackknife_of_sums;
use crate::study::Source;

static SKILL_SHARE: Definition = Definition {
    name: "skill_share",
    aspect: Aspect::Fairness,
    unit: Unit::Share,
    label: "skill in the spread of pay",
    meaning: "Share of the variance of reps' pay that their own attainment explains by itself",
    formula: "first-order index: covariance of pay with that of the same rep where all but the rep's own attainment is \
              drawn anew ÷ variance of pay",
    source: "I. M. Sobol, Mathematical Modelling and Computational Experiment 1 (1993), 407–414; estimator of A. Janon et \
             al., ESAIM: Probability and Statistics 18 (2014), 342–364",
};

static MARKET_SHARE: Definition = Definition {
    name: "market_share",
    aspect: Aspect::Fairness,
    unit: Unit::Share,
    label: "market in the spread of pay",
    meaning: "Share of the variance of reps' pay that market, team factor and exchange, which all share, explain by \
              themselves",
    formula: "first-order index of the shared factors together, as skill_share",
    source: "as skill_share",
};

static LUCK_SHARE: Definition = Definition {
    name: "luck_share",
    aspect: Aspect::Fairness,
    unit: Unit::Share,
    label: "luck in the spread of pay",
    meaning: "Share of the variance of reps' pay that neither skill nor market but deals, accounts, scores and drawn \
              quotas explain by themselves",
    formula: "first-order index of all draws but the reps' own attainment and the shared factors, as skill_share",
    source: "as skill_share",
};

static WINDFALL_SHARE: Definition = Definition {
    name: "windfall_share",
    aspect: Aspect::Fairness,
    unit: Unit::Share,
    label: "windfall in the spread of pay",
    meaning: "Share of the variance of reps' pay that their own attainment does not explain by itself",
    formula: "1 − skill_share",
    source: "as skill_share",
};

/// All of them.
pub(super) const DEFINITIONS: &[&Definition] =
    &[&SKILL_SHARE, &MARKET_SHARE, &LUCK_SHARE, &WINDFALL_SHARE];

/// What the two hybrids of a year take from its twin.
pub(super) fn hybrids() -> [Purposes; 2] {
    let without = |kept: &[Source]| {
        Purposes::of(Purpose::ALL.into_iter().filter(|purpose| {
            let source = Source::of(*purpose);
            source != Source::Turnover && !kept.contains(&source)
        }))
    };
    let shared: Vec<Source> = Source::ALL.into_iter().filter(|source| source.is_shared()).collect();
    [without(&[Source::Attainment]), without(&shared)]
}

/// Sums over rep-years of 1, y, y₁, y₂, y² + y₁² + y₂², y y₁, y y₂, y₁ y₂, where y is pay as a multiple of target.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Luck([f64; 8]);

impl Luck {
    /// Adds the reps of a year and those of its hybrids.
    pub fn add(&mut self, year: &[RepYear], hybrids: [&[RepYear]; 2]) {
        let [skill, market] = hybrids;
        for ((year, skill), market) in year.iter().zip(skill).zip(market) {
            debug_assert!(
                year.seat == skill.seat && year.seat == market.seat,
                "the same reps stay"
            );
            self.enter([year, skill, market].map(RepYear::pay_to_target_or_pay));
        }
    }

    fn enter(&mut self, [y, y1, y2]: [f64; 3]) {
        let squares = y * y + y1 * y1 + y2 * y2;
        let terms = [1.0, y, y1, y2, squares, y * y1, y * y2, y1 * y2];
        for (sum, term) in self.0.iter_mut().zip(terms) {
            *sum += term;
        }
    }

    pub fn merge(&mut self, later: &Self) {
        for (sum, more) in self.0.iter_mut().zip(later.0) {
            *sum += more;
        }
    }

    pub fn figures(groups: &[Self], subject: &Subject<'_>) -> Vec<Figure> {
        let n = groups.iter().map(|group| group.0[0]).sum::<f64>() as usize;
        let why =
            if n == 0 { "no rep holds a seat of the team all year" } else { "pay does not vary" };
        let told = |definition, figure: fn(&[f64]) -> Option<f64>| {
            Figure::told(subject.number, definition, jackknife_of_sums(groups, n, figure), why)
        };
        vec![
            told(&SKILL_SHARE, |sums| index(sums, 0, 1)),
            told(&MARKET_SHARE, |sums| index(sums, 0, 2)),
            told(&LUCK_SHARE, |sums| index(sums, 1, 2)),
            told(&WINDFALL_SHARE, |sums| index(sums, 0, 1).map(|skill| 1.0 - skill)),
        ]
    }
}

/// The covariance of two of the three years, by their places, ÷ the variance. Each product is held against the mean of its
/// own two years, so that what moves both cancels.
fn index(sums: &[f64], first: usize, second: usize) -> Option<f64> {
    let &[n, y, y1, y2, squares, ref products @ ..] = sums else { return None };
    let means = [y, y1, y2].map(|sum| sum / n);
    let variance = (squares - n * means.iter().map(|mean| mean * mean).sum::<f64>()) / 3.0;
    let mean = 0.5 * (means[first] + means[second]);
    let covariance = products[first + second - 1] - n * mean * mean;
    varies(variance, squares / 3.0).then(|| covariance / variance)
}

impl AsRef<[f64]> for Luck {
    fn as_ref(&self) -> &[f64] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Address;
    use crate::statistics::Estimate;
    use rand_distr::{Distribution as _, StandardNormal};

    /// Results of 0.95 + 0.2 × skill + 0.3 × luck, both standard normal. Linear pay: skill explains 0.04 ⁄ 0.13. Paid all
    /// or nothing at quota: the chance given skill is Φ((0.2 s − 0.05) ⁄ 0.3), and its variance over s by p (1 − p) with
    /// p = Φ(−0.05 ⁄ √0.13) is 0.198218.
    #[test]
    fn skill_and_luck_of_normal_results() {
        let linear = run(|result| result);
        let cliff = run(|result| f64::from(result >= 1.0));
        for (estimate, skill) in [(linear, 0.307_692), (cliff, 0.198_218)] {
            let half = estimate.interval.unwrap().half_width();
            assert!(half < 0.01, "{estimate:?} says something");
            assert!((estimate.value - skill).abs() < 4.0 * half / 2.093, "{estimate:?}, {skill}");
        }
    }

    fn run(pay: impl Fn(f64) -> f64) -> Estimate {
        let mut stream = Address::year(11, 1).open_design();
        let mut groups = [Luck::default(); 20];
        for group in &mut groups {
            for _ in 0..10_000 {
                let [skill, luck, other_skill, other_luck]: [f64; 4] =
                    std::array::from_fn(|_| StandardNormal.sample(&mut stream));
                let result = |skill: f64, luck: f64| pay(0.95 + 0.2 * skill + 0.3 * luck);
                // There is no market: the hybrid that keeps it has all from the twin.
                let year = result(skill, luck);
                group.enter([year, result(skill, other_luck), result(other_skill, other_luck)]);
            }
        }
        jackknife_of_sums(&groups, 200_000, |sums| index(sums, 0, 1)).unwrap()
    }

    #[test]
    fn hybrids_exchange_every_draw_but_what_they_keep() {
        let [skill, market] = hybrids();
        for purpose in Purpose::ALL {
            let source = Source::of(purpose);
            let kept_in_both = source == Source::Turnover;
            assert_eq!(skill.contains(purpose), source != Source::Attainment && !kept_in_both);
            assert_eq!(market.contains(purpose), !source.is_shared() && !kept_in_both);
        }
    }

    #[test]
    fn pay_that_does_not_vary_has_no_shares() {
        let mut sums = Luck::default();
        for _ in 0..5 {
            sums.enter([0.1; 3]);
        }
        assert_eq!(index(&sums.0, 0, 1), None);
    }
}
