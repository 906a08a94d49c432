//! Which of several systems has the smallest mean, with a guarantee.

/// How surely the smallest is to be found, and from which difference on that matters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guarantee {
    /// The least chance of a right choice, above 0 and below 1.
    pub confidence: f64,
    /// The indifference zone, above 0, in the unit of the values: differences below it do not matter.
    pub indifference: f64,
    /// Rounds before the first look, at least 2: they say how much the differences vary.
    pub first: usize,
}

/// A sequential choice of the system with the smallest mean, which drops systems as soon as they are surely not it.
///
/// Each round gives one value of every system that is left, from common random numbers; rounds are independent. After
/// `n₀` rounds the variances `S²` of the differences of each two systems are known. From then on, after each round `r`, a
/// system `i` stays while for every other `l` that is left
///
/// ```text
/// mean i ≤ mean l + max(0, δ ⁄ 2r · (h² S²ᵢₗ ⁄ δ² − r)),      h² = (n₀ − 1) · ((2α ⁄ (k − 1))^(−2 ⁄ (n₀ − 1)) − 1)
/// ```
///
/// with `δ` the indifference zone, `1 − α` the confidence and `k` systems. Where only ties are left when the margin has
/// shrunk to 0, the smallest mean is chosen. If values are normal and the smallest mean is at least `δ` below all
/// others, it is chosen with probability at least `1 − α`. The variances are those of *differences*: what
/// the systems of a round share makes the choice faster.
///
/// S.-H. Kim and B. L. Nelson, "A fully sequential procedure for indifference-zone selection in simulation", ACM TOMACS
/// 11 (2001), 251–273, with c = 1; it allows for common random numbers.
#[derive(Clone, Debug)]
pub struct Selection {
    guarantee: Guarantee,
    /// h².
    width: f64,
    rounds: usize,
    /// Sum of each system's values; those of systems dropped stay as they were.
    sums: Vec<f64>,
    /// By round, then system, until the first look.
    opening: Vec<Vec<f64>>,
    /// S², by system, then system; empty before the first look.
    variances: Vec<Vec<f64>>,
    left: Vec<usize>,
    /// The round after which each was dropped.
    dropped: Vec<Option<usize>>,
}

impl Selection {
    /// Among so many systems, at least 1.
    pub fn among(systems: usize, guarantee: Guarantee) -> Self {
        let Guarantee { confidence, first, .. } = guarantee;
        let (rivals, degrees) = (systems.saturating_sub(1).max(1) as f64, (first - 1) as f64);
        let width = degrees * ((2.0 * (1.0 - confidence) / rivals).powf(-2.0 / degrees) - 1.0);
        Self {
            guarantee,
            width,
            rounds: 0,
            sums: vec![0.0; systems],
            opening: Vec::new(),
            variances: Vec::new(),
            left: (0..systems).collect(),
            dropped: vec![None; systems],
        }
    }

    /// The systems that are left, in rising order.
    pub fn left(&self) -> &[usize] {
        &self.left
    }

    /// Rounds so far.
    pub fn rounds(&self) -> usize {
        self.rounds
    }

    /// After which round a system was dropped; none while it is left.
    pub fn dropped(&self, system: usize) -> Option<usize> {
        self.dropped[system]
    }

    /// The mean of a system's values so far.
    pub fn mean(&self, system: usize) -> f64 {
        self.sums[system] / self.dropped[system].unwrap_or(self.rounds).max(1) as f64
    }

    /// The choice, once it is made.
    pub fn chosen(&self) -> Option<usize> {
        match self.left[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    /// Takes a round: one value of each system that is left, in their order.
    ///
    /// # Panics
    ///
    /// If there are more or fewer values.
    pub fn round(&mut self, values: &[f64]) {
        assert_eq!(values.len(), self.left.len(), "one value of each system that is left");
        self.rounds += 1;
        for (system, value) in self.left.iter().zip(values) {
            self.sums[*system] += value;
        }
        if self.variances.is_empty() {
            self.opening.push(values.to_vec());
        }
        if self.rounds == self.guarantee.first {
            self.variances = variances(&std::mem::take(&mut self.opening), self.sums.len());
        }
        if self.rounds >= self.guarantee.first {
            self.drop_losers();
        }
    }

    fn drop_losers(&mut self) {
        let stays = |i: &usize| {
            self.left.iter().all(|l| self.mean(*i) <= self.mean(*l) + self.margin(*i, *l))
        };
        let mut stay: Vec<usize> = self.left.iter().copied().filter(stays).collect();
        let is_open = stay.iter().any(|i| stay.iter().any(|l| self.margin(*i, *l) > 0.0));
        if !is_open {
            // Nobody is dropped from here on: those left are as good as each other.
            stay.sort_by(|i, l| self.mean(*i).total_cmp(&self.mean(*l)));
            stay.truncate(1);
        }
        for system in self.left.iter().filter(|system| !stay.contains(system)) {
            self.dropped[*system] = Some(self.rounds);
        }
        self.left = stay;
    }

    fn margin(&self, i: usize, l: usize) -> f64 {
        let (delta, rounds) = (self.guarantee.indifference, self.rounds as f64);
        let until = self.width * self.variances[i][l] / (delta * delta);
        (delta / (2.0 * rounds) * (until - rounds)).max(0.0)
    }
}

/// The variances of the differences of each two systems.
fn variances(rounds: &[Vec<f64>], systems: usize) -> Vec<Vec<f64>> {
    let variance = |i: usize, l: usize| {
        let differences = || rounds.iter().map(|values| values[i] - values[l]);
        let mean = differences().sum::<f64>() / rounds.len() as f64;
        differences().map(|d| (d - mean) * (d - mean)).sum::<f64>() / (rounds.len() - 1) as f64
    };
    (0..systems).map(|i| (0..systems).map(|l| variance(i, l)).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::rngs::Xoshiro256PlusPlus as Generator;
    use rand::{RngExt as _, SeedableRng};
    use statrs::distribution::{ContinuousCDF, Normal};

    const GUARANTEE: Guarantee = Guarantee { confidence: 0.95, indifference: 1.0, first: 20 };

    /// Rounds of a choice until it is made.
    fn choose(
        systems: usize,
        guarantee: Guarantee,
        mut round: impl FnMut() -> Vec<f64>,
    ) -> (usize, Vec<usize>) {
        let mut selection = Selection::among(systems, guarantee);
        loop {
            let all = round();
            let values: Vec<f64> = selection.left().iter().map(|system| all[*system]).collect();
            selection.round(&values);
            if let Some(chosen) = selection.chosen() {
                let spent = |system| selection.dropped(system).unwrap_or(selection.rounds());
                return (chosen, (0..systems).map(spent).collect());
            }
        }
    }

    #[test]
    fn the_width_by_hand() {
        // k = 3, α = 0.05, n₀ = 3: h² = 2 · ((0.1 ⁄ 2)^(−1) − 1) = 38.
        let selection = Selection::among(3, Guarantee { first: 3, ..GUARANTEE });
        assert!((selection.width - 38.0).abs() < 1e-9, "{}", selection.width);
    }

    #[test]
    fn what_always_differs_by_the_same_is_told_at_the_first_look() {
        let mut common = 0.0;
        let (chosen, spent) = choose(3, GUARANTEE, || {
            common += 17.0;
            vec![common + 0.5, common, common + 3.0]
        });
        assert_eq!((chosen, spent), (1, vec![20, 20, 20]));
    }

    #[test]
    fn of_two_that_are_the_same_the_first_is_chosen() {
        let mut common = 0.0;
        let (chosen, spent) = choose(2, GUARANTEE, || {
            common += 17.0;
            vec![common, common]
        });
        assert_eq!((chosen, spent), (0, vec![20, 20]));
    }

    /// Five systems with a known best, the others just so far off that it matters (the hardest case): 1,000 choices each. How
    /// many are wrong must be within four standard errors of the 50 that are allowed at most, and pairing must pay.
    #[test]
    fn wrong_choices_of_a_thousand() {
        const CHOICES: usize = 1_000;
        let most = 0.05 * CHOICES as f64 + 4.0 * (0.05_f64 * 0.95 * CHOICES as f64).sqrt();
        let mut generator = Generator::seed_from_u64(20_010_001);
        let mut spent_alone = 0.0;
        for (name, shared, skewed) in
            [("unpaired", 0.0, false), ("paired", 0.9, false), ("paired, skewed", 0.9, true)]
        {
            let (mut wrong, mut spent) = (0, 0);
            for _ in 0..CHOICES {
                let mut draw =
                    || Normal::standard().inverse_cdf(generator.random_range(1e-12..1.0));
                let (chosen, years) = choose(5, GUARANTEE, || {
                    let common = draw();
                    let mut value = |system: usize| {
                        let own = f64::sqrt(shared) * common + f64::sqrt(1.0 - shared) * draw();
                        // With the same variance, a mean of batches of what is lognormal: a little skewed.
                        let own = if skewed { ((0.2 * own).exp() - 1.0202) / 0.2102 } else { own };
                        5.0 * own + if system == 2 { 0.0 } else { 1.0 }
                    };
                    (0..5).map(&mut value).collect()
                });
                wrong += usize::from(chosen != 2);
                spent += years.iter().sum::<usize>();
            }
            let mean = spent as f64 / (5 * CHOICES) as f64;
            println!("{name:14}: {wrong:2} of {CHOICES} choices wrong, {mean:.0} rounds a system");
            assert!(wrong as f64 <= most, "{name}: {wrong}");
            if shared == 0.0 {
                spent_alone = mean;
            } else {
                // Differences vary a tenth as much.
                assert!(mean < spent_alone / 5.0, "{name}: {mean} against {spent_alone}");
            }
        }
    }

    /// The same of quantiles: a round is the p95 of 200 lognormal years. That of all others is 0.4 % larger than the
    /// best one's, and a little less is the zone: 0.39 % of exp(0.15 · 1.645).
    #[test]
    fn wrong_choices_of_a_thousand_by_quantile() {
        use rand_distr::{Distribution as _, StandardNormal};
        const CHOICES: usize = 1_000;
        let most = 0.05 * CHOICES as f64 + 4.0 * (0.05_f64 * 0.95 * CHOICES as f64).sqrt();
        let mut generator = Generator::seed_from_u64(20_010_002);
        let indifference = 0.0039 * (0.15_f64 * 1.645).exp();
        let (mut wrong, mut spent) = (0, 0);
        for _ in 0..CHOICES {
            let (chosen, rounds) = choose(4, Guarantee { indifference, ..GUARANTEE }, || {
                let mut years = vec![Vec::new(); 4];
                for _ in 0..200 {
                    let common: f64 = StandardNormal.sample(&mut generator);
                    for (system, years) in years.iter_mut().enumerate() {
                        let own: f64 = StandardNormal.sample(&mut generator);
                        let scale = if system == 1 { 1.0 } else { 1.004 };
                        let z = 0.95_f64.sqrt() * common + 0.05_f64.sqrt() * own;
                        years.push(scale * (0.15 * z).exp());
                    }
                }
                let p95 = |mut years: Vec<f64>| {
                    years.sort_unstable_by(f64::total_cmp);
                    super::super::quantile(&years, 0.95).unwrap()
                };
                years.into_iter().map(p95).collect()
            });
            wrong += usize::from(chosen != 1);
            spent += rounds.iter().sum::<usize>();
        }
        let mean = spent as f64 / (4 * CHOICES) as f64;
        println!("p95 of 200    : {wrong:2} of {CHOICES} choices wrong, {mean:.0} rounds a system");
        assert!(wrong as f64 <= most, "{wrong}");
    }
}
