//! Correlated normal numbers: the Gaussian copula that couples draws of different distributions.
//!
//! Correlations are Pearson's, of the latent normal numbers; [`super::Distribution::at_normal`] turns
//! each of them into a draw.

/// Correlations that no set of numbers can have.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum CorrelationError {
    /// A correlation that is not between −1 and 1 (or NaN).
    #[error("the correlation of {first} and {second} must be from -1 to 1 ({rho} given)")]
    OutOfRange {
        /// Index of the first variable.
        first: usize,
        /// Index of the second variable.
        second: usize,
        /// The correlation given.
        rho: f64,
    },
    /// A pair with an index out of range, or of a variable with itself.
    #[error("there is no pair of {first} and {second} among {variables} variables")]
    NoSuchPair {
        /// Index of the first variable.
        first: usize,
        /// Index of the second variable.
        second: usize,
        /// The number of variables.
        variables: usize,
    },
    /// Correlations that contradict each other.
    #[error(
        "these correlations contradict each other: no variables can have them all at once \
         (smallest eigenvalue {smallest_eigenvalue:.6}, must not be below 0); bring them nearer to 0"
    )]
    Contradiction {
        /// The smallest eigenvalue of the correlation matrix.
        smallest_eigenvalue: f64,
    },
}

/// The Cholesky factor of a correlation matrix: turns independent standard normal numbers into
/// correlated ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Correlation {
    size: usize,
    /// The lower triangle, row by row.
    factor: Box<[f64]>,
}

impl Correlation {
    /// The factor of the matrix with 1 on the diagonal, `rho` at every listed pair `(i, j, rho)` and
    /// 0 elsewhere. A pair given twice counts as given last.
    ///
    /// Perfect correlation is allowed: the matrix has to be positive semi-definite, up to rounding.
    pub fn new(size: usize, pairs: &[(usize, usize, f64)]) -> Result<Self, CorrelationError> {
        let mut matrix = vec![vec![0.0; size]; size];
        for (i, row) in matrix.iter_mut().enumerate() {
            row[i] = 1.0;
        }
        for &(first, second, rho) in pairs {
            if first >= size || second >= size || first == second {
                return Err(CorrelationError::NoSuchPair { first, second, variables: size });
            }
            if !(rho.abs() <= 1.0) {
                return Err(CorrelationError::OutOfRange { first, second, rho });
            }
            matrix[first][second] = rho;
            matrix[second][first] = rho;
        }
        // Correlations written with a few decimals may miss the edge by their own rounding.
        const ROUNDING: f64 = 1e-9;
        let smallest_eigenvalue = smallest_eigenvalue(matrix.clone());
        if smallest_eigenvalue < -ROUNDING {
            return Err(CorrelationError::Contradiction { smallest_eigenvalue });
        }
        Ok(Self { size, factor: cholesky(&matrix) })
    }

    /// The number of variables.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Writes to `out` the correlated numbers made of as many independent standard normal ones. The
    /// first stays as it is. Surplus entries of either slice are left alone.
    pub fn correlate(&self, independent: &[f64], out: &mut [f64]) {
        let mut row = &self.factor[..];
        for (i, slot) in out.iter_mut().enumerate().take(self.size) {
            let (weights, rest) = row.split_at(i + 1);
            *slot = weights.iter().zip(independent).map(|(weight, z)| weight * z).sum();
            row = rest;
        }
    }
}

/// The lower triangular L with `L Lᵀ` = the matrix, row by row. A pivot of 0 (a variable that the
/// ones before determine) leaves a column of zeros.
fn cholesky(matrix: &[Vec<f64>]) -> Box<[f64]> {
    let size = matrix.len();
    let mut rows: Vec<Vec<f64>> = Vec::with_capacity(size);
    for (i, given) in matrix.iter().enumerate() {
        let mut row = vec![0.0; i + 1];
        for j in 0..i {
            let done: f64 = (0..j).map(|k| row[k] * rows[j][k]).sum();
            let pivot = rows[j][j];
            // Below this a pivot is rounding; so is what would be divided by it.
            row[j] = if pivot > 1e-7 { (given[j] - done) / pivot } else { 0.0 };
        }
        let explained: f64 = row.iter().map(|x| x * x).sum();
        if explained > 1.0 {
            // Rounding at the edge: keep the variance at exactly 1.
            row.iter_mut().for_each(|x| *x /= explained.sqrt());
        }
        row[i] = (1.0 - explained).max(0.0).sqrt();
        rows.push(row);
    }
    rows.concat().into()
}

/// The smallest eigenvalue of a symmetric matrix by Jacobi's rotations; +∞ of an empty one.
fn smallest_eigenvalue(mut matrix: Vec<Vec<f64>>) -> f64 {
    let size = matrix.len();
    for _sweep in 0..100 {
        let mut off_diagonal = 0.0;
        for p in 0..size {
            for q in p + 1..size {
                let element = matrix[p][q];
                off_diagonal += element * element;
                if element == 0.0 {
                    continue;
                }
                // The smaller rotation that makes the element vanish.
                let theta = (matrix[q][q] - matrix[p][p]) / (2.0 * element);
                let t = theta.signum() / (theta.abs() + theta.hypot(1.0));
                let cos = 1.0 / t.hypot(1.0);
                let sin = t * cos;
                for row in &mut matrix {
                    (row[p], row[q]) = (cos * row[p] - sin * row[q], sin * row[p] + cos * row[q]);
                }
                let (above, below) = matrix.split_at_mut(q);
                for (a, b) in above[p].iter_mut().zip(&mut below[0]) {
                    (*a, *b) = (cos * *a - sin * *b, sin * *a + cos * *b);
                }
            }
        }
        if off_diagonal < 1e-26 {
            break;
        }
    }
    (0..size).map(|i| matrix[i][i]).fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reproduces_the_matrix() {
        let pairs = [(0, 1, 0.5), (0, 2, -0.3), (1, 2, 0.2)];
        let correlation = Correlation::new(3, &pairs).unwrap();
        // Columns of the factor: what each independent number alone gives.
        let columns: Vec<Vec<f64>> = (0..3)
            .map(|i| {
                let mut unit = [0.0; 3];
                unit[i] = 1.0;
                let mut out = vec![0.0; 3];
                correlation.correlate(&unit, &mut out);
                out
            })
            .collect();
        let product = |i: usize, j: usize| columns.iter().map(|c| c[i] * c[j]).sum::<f64>();
        for (i, j, rho) in pairs {
            assert!((product(i, j) - rho).abs() < 1e-15);
        }
        for i in 0..3 {
            assert!((product(i, i) - 1.0).abs() < 1e-15);
        }
    }

    #[test]
    fn perfect_correlation_works() {
        let correlation = Correlation::new(3, &[(0, 1, 1.0), (0, 2, -1.0), (1, 2, -1.0)]).unwrap();
        let mut out = [0.0; 3];
        correlation.correlate(&[0.7, 5.0, -3.0], &mut out);
        assert_eq!(out, [0.7, 0.7, -0.7]);
    }

    #[test]
    fn refuses_contradictions_with_the_eigenvalue() {
        // All three at −0.8: eigenvalues 1 + 2·(−0.8) = −0.6 and twice 1.8.
        let error = Correlation::new(3, &[(0, 1, -0.8), (0, 2, -0.8), (1, 2, -0.8)]).unwrap_err();
        let CorrelationError::Contradiction { smallest_eigenvalue } = error else {
            panic!("{error}")
        };
        assert!((smallest_eigenvalue + 0.6).abs() < 1e-12, "{smallest_eigenvalue}");
    }

    #[test]
    fn refuses_impossible_pairs() {
        assert!(matches!(
            Correlation::new(2, &[(0, 1, 1.5)]),
            Err(CorrelationError::OutOfRange { .. })
        ));
        assert!(matches!(
            Correlation::new(2, &[(0, 1, f64::NAN)]),
            Err(CorrelationError::OutOfRange { .. })
        ));
        assert!(matches!(
            Correlation::new(2, &[(0, 2, 0.5)]),
            Err(CorrelationError::NoSuchPair { .. })
        ));
        assert!(matches!(
            Correlation::new(2, &[(1, 1, 1.0)]),
            Err(CorrelationError::NoSuchPair { .. })
        ));
    }

    #[test]
    fn equicorrelation_down_to_its_bound() {
        // n variables can have a common correlation from −1 ∕ (n − 1) on.
        let pairs = |rho: f64| {
            [(0, 1, rho), (0, 2, rho), (0, 3, rho), (1, 2, rho), (1, 3, rho), (2, 3, rho)]
        };
        assert!(Correlation::new(4, &pairs(-1.0 / 3.0)).is_ok());
        assert!(Correlation::new(4, &pairs(-0.334)).is_err());
        assert!(Correlation::new(0, &[]).is_ok());
    }
}
