//! The standard normal line cut into cells: what is believed of a latent number is a mass for each of them.
//!
//! Between the outermost edges all cells are equally wide, so that a belief that is narrow is told as finely in the
//! tails as in the middle. Within a cell a belief has the shape of the prior: without evidence the prior comes back
//! as it was.

use crate::distribution::{standard_normal_cdf, standard_normal_quantile};

/// Beyond this the line is one cell on either side.
const OUTERMOST: f64 = 4.0;
/// Where such a cell is represented: about its median.
const BEYOND: f64 = 4.17;

/// The standard normal line, cut.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cells {
    /// From −∞ to ∞, one more than cells.
    edges: Vec<f64>,
    /// The number that stands for each cell.
    centres: Vec<f64>,
}

impl Cells {
    /// So many cells: one, or at least four.
    pub fn new(count: usize) -> Self {
        if count < 4 {
            return Self { edges: vec![f64::NEG_INFINITY, f64::INFINITY], centres: vec![0.0] };
        }
        let step = 2.0 * OUTERMOST / (count - 2) as f64;
        let mut edges = vec![f64::NEG_INFINITY];
        edges.extend((0..count - 1).map(|i| step * i as f64 - OUTERMOST));
        edges.push(f64::INFINITY);
        let inner = |pair: &[f64]| 0.5 * (pair[0] + pair[1]);
        let mut centres: Vec<f64> = edges.windows(2).map(inner).collect();
        (centres[0], centres[count - 1]) = (-BEYOND, BEYOND);
        Self { edges, centres }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.centres.len()
    }

    /// The number that stands for each cell.
    pub fn centres(&self) -> &[f64] {
        &self.centres
    }

    /// Where a cell begins and ends.
    pub fn ends(&self, cell: usize) -> (f64, f64) {
        (self.edges[cell], self.edges[cell + 1])
    }

    /// The mass of each cell under a normal law.
    pub fn masses(&self, law: Normal, out: &mut [f64]) {
        for (mass, edges) in out.iter_mut().zip(self.edges.windows(2)) {
            *mass = law.mass(edges[0], edges[1]);
        }
    }

    /// The two cells between whose centres a number lies, and how near it is to the second, from 0 to 1.
    pub fn around(&self, z: f64) -> (usize, usize, f64) {
        let last = self.len() - 1;
        let after = self.centres.partition_point(|centre| *centre < z);
        if after == 0 || after > last {
            return (after.min(last), after.min(last), 0.0);
        }
        let (low, high) = (self.centres[after - 1], self.centres[after]);
        (after - 1, after, (z - low) / (high - low))
    }

    /// The cell in which a number lies.
    pub fn cell_of(&self, z: f64) -> usize {
        self.edges[1..self.len()].partition_point(|edge| *edge <= z)
    }

    /// The number at which so much of the belief lies below: `masses`, of any sum, are those of the cells, and a
    /// cell's mass lies in it as that of the prior `law` does.
    pub fn at(&self, masses: &[f64], law: Normal, u: f64) -> f64 {
        let total: f64 = masses.iter().sum();
        let mut left = u * total;
        let mut cell = 0;
        // Rounding may leave something over; it is in the last cell that has a mass.
        let last = masses.iter().rposition(|mass| *mass > 0.0).unwrap_or(0);
        while cell < last && left >= masses[cell] {
            left -= masses[cell];
            cell += 1;
        }
        let within = if masses[cell] > 0.0 { (left / masses[cell]).clamp(0.0, 1.0) } else { 0.5 };
        law.within(self.ends(cell), within)
    }
}

/// A normal law.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Normal {
    pub mean: f64,
    pub sd: f64,
}

impl Normal {
    pub const STANDARD: Self = Self { mean: 0.0, sd: 1.0 };
    /// A law that has no spread is given this.
    const LEAST_SD: f64 = 1e-6;

    /// That of a rep's latent number in a team with this factor and correlation.
    pub fn of_rep(correlation: f64, factor: f64) -> Self {
        Self {
            mean: correlation.sqrt() * factor,
            sd: (1.0 - correlation).max(0.0).sqrt().max(Self::LEAST_SD),
        }
    }

    /// P(low < X < high).
    pub fn mass(self, low: f64, high: f64) -> f64 {
        let (low, high) = ((low - self.mean) / self.sd, (high - self.mean) / self.sd);
        // The nearer tail has the digits.
        if low > 0.0 {
            standard_normal_cdf(-low) - standard_normal_cdf(-high)
        } else {
            standard_normal_cdf(high) - standard_normal_cdf(low)
        }
        .max(0.0)
    }

    /// The number between two ends below which this share of the mass between them lies.
    fn within(self, (low, high): (f64, f64), share: f64) -> f64 {
        let (from, to) = ((low - self.mean) / self.sd, (high - self.mean) / self.sd);
        let between = |low: f64, high: f64, share: f64| {
            let (below, above) = (standard_normal_cdf(low), standard_normal_cdf(high));
            standard_normal_quantile(below + share * (above - below))
        };
        let z =
            if from > 0.0 { -between(-to, -from, 1.0 - share) } else { between(from, to, share) };
        let z = self.mean + self.sd * z.clamp(-12.0, 12.0);
        z.clamp(low, high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Without evidence the prior comes back: at every share the number is the prior's own quantile.
    #[test]
    fn a_belief_without_evidence_is_the_prior() {
        let cells = Cells::new(64);
        for law in [Normal::STANDARD, Normal::of_rep(0.3, 1.5), Normal::of_rep(0.3, -2.5)] {
            let mut masses = vec![0.0; cells.len()];
            cells.masses(law, &mut masses);
            assert!((masses.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            for i in 1..1000 {
                let u = f64::from(i) / 1000.0;
                let expected = law.mean + law.sd * standard_normal_quantile(u);
                let found = cells.at(&masses, law, u);
                assert!((found - expected).abs() < 1e-9, "{law:?} {u}: {found} {expected}");
            }
        }
    }

    /// Mass in one cell alone: every draw lies in it. Between −4 and 4 the cells of 10 are 1 wide.
    #[test]
    fn a_draw_lies_in_the_cell_that_has_the_mass() {
        let cells = Cells::new(10);
        for (cell, low, high) in [(1, -4.0, -3.0), (5, 0.0, 1.0), (8, 3.0, 4.0)] {
            let mut masses = [0.0; 10];
            masses[cell] = 0.3;
            for u in [1e-9, 0.25, 0.5, 1.0 - 1e-9] {
                let z = cells.at(&masses, Normal::STANDARD, u);
                assert!((low..=high).contains(&z), "{cell} {u}: {z}");
            }
            assert_eq!(cells.ends(cell), (low, high));
            assert_eq!(cells.cell_of(0.5 * (low + high)), cell);
        }
        assert_eq!(cells.around(-3.25), (1, 2, 0.25));
        assert_eq!(cells.around(-9.0), (0, 0, 0.0));
        assert_eq!(cells.around(9.0), (9, 9, 0.0));
    }
}
