//! The equations of natural cubic smoothing splines, in their second derivatives.

use ndarray::{Array1, Array2};
use onkai_core::{Real, Result};
use onkai_linalg::{CholeskyBanded, LinalgScalar, cho_solve_banded, cholesky_banded};

/// Reinsch's system for data of `n` points: with `γ` the second derivatives at the inner ones,
///
/// ```text
/// (R + λ Qᵀ W⁻¹ Q) γ = Qᵀ y,    fitted values  g = y - λ W⁻¹ Q γ
/// ```
///
/// `Qᵀ y` are differences of secants' slopes; `R` is tridiagonal, the product with five diagonals.
pub(super) struct Reinsch<'a, T> {
    widths: Vec<T>,
    w: Option<&'a [T]>,
    /// Diagonals of `R` and of `Qᵀ W⁻¹ Q`, each `[3, n - 2]`: main, first below, second below.
    bending: Array2<T>,
    roughness: Array2<T>,
}

impl<'a, T: Real + LinalgScalar> Reinsch<'a, T> {
    pub(super) fn new(x: &[T], w: Option<&'a [T]>) -> Self {
        let widths: Vec<T> = x.windows(2).map(|x| x[1] - x[0]).collect();
        let n = x.len() - 2;
        let mut reinsch =
            Self { widths, w, bending: Array2::zeros((3, n)), roughness: Array2::zeros((3, n)) };
        for j in 0..n {
            let (h0, h1) = (reinsch.widths[j], reinsch.widths[j + 1]);
            reinsch.bending[[0, j]] = (h0 + h1) / T::of(3.0);
            reinsch.bending[[1, j]] = h1 / T::of(6.0);
            let column = reinsch.column(j);
            for d in 0..3.min(n - j) {
                let other = reinsch.column(j + d);
                let terms = (d..3).map(|a| column[a] * other[a - d] * reinsch.spread(j + a));
                reinsch.roughness[[d, j]] = terms.sum();
            }
        }
        reinsch
    }

    /// The three numbers of a column of `Q`, in rows `j` to `j + 2`.
    fn column(&self, j: usize) -> [T; 3] {
        let (a, b) = (self.widths[j].recip(), self.widths[j + 1].recip());
        [a, -a - b, b]
    }

    /// The inverse of a point's weight.
    fn spread(&self, i: usize) -> T {
        self.w.map_or(T::one(), |w| w[i].recip())
    }

    /// The factors of the system for one `λ`.
    pub(super) fn factored(&self, lam: T) -> Result<CholeskyBanded<T>> {
        let system = &self.bending + &self.roughness.mapv(|b| lam * b);
        cholesky_banded(&system, true)
    }

    /// What is taken off the values of one lane: `λ W⁻¹ Q γ`.
    pub(super) fn correction(&self, y: &[T], lam: T, factor: &CholeskyBanded<T>) -> Result<Vec<T>> {
        let n = self.widths.len() - 1;
        let bends =
            (0..n).map(|j| self.column(j).iter().zip(&y[j..j + 3]).map(|(q, y)| *q * *y).sum());
        let gamma = cho_solve_banded(factor, &bends.collect::<Array1<T>>())?;
        let mut correction = vec![T::zero(); y.len()];
        for (j, gamma) in gamma.iter().enumerate() {
            for (a, q) in self.column(j).iter().enumerate() {
                correction[j + a] += lam * self.spread(j + a) * *q * *gamma;
            }
        }
        Ok(correction)
    }

    /// The trace of `I - A(λ)`, `A` being the matrix that makes fitted values of data.
    ///
    /// It is `λ` times the trace of the system's inverse times `Qᵀ W⁻¹ Q`, for which only the inverse's
    /// diagonals near the main one are needed; they follow from the factors, last row first.
    ///
    /// M. F. Hutchinson, F. R. de Hoog: Smoothing noisy data with spline functions. Numer. Math. 47,
    /// 1985, <https://doi.org/10.1007/BF01389878>
    pub(super) fn residual_trace(&self, lam: T, factor: &CholeskyBanded<T>) -> T {
        let l = &factor.factor;
        let n = l.ncols();
        // Diagonals of the inverse of the row below and of the one below that.
        let (mut below, mut second) = ([T::zero(); 2], T::zero());
        let mut trace = T::zero();
        for i in (0..n).rev() {
            let pivot = l[[0, i]];
            let (l1, l2) = (l[[1, i]] / pivot, l[[2, i]] / pivot);
            let [main_below, first_below] = below;
            let first = -l1 * main_below - l2 * first_below;
            let far = -l1 * first_below - l2 * second;
            let main = (pivot * pivot).recip() - l1 * first - l2 * far;
            let rough = |d: usize| self.roughness[[d, i]];
            trace += main * rough(0) + T::of(2.0) * (first * rough(1) + far * rough(2));
            (below, second) = ([main, first], main_below);
        }
        lam * trace
    }
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;

    use super::*;

    #[test]
    fn the_trace_is_that_of_the_matrix() {
        let x: Vec<f64> = vec![0.0, 0.5, 1.5, 2.0, 3.5, 4.0, 5.5];
        let w = [1.0, 2.0, 0.5, 1.0, 3.0, 1.0, 0.7];
        let reinsch = Reinsch::new(&x, Some(&w));
        let factor = reinsch.factored(0.3).unwrap();
        let mut rest = Array2::zeros((7, 7));
        for i in 0..7 {
            let mut unit = vec![0.0; 7];
            unit[i] = 1.0;
            let correction = reinsch.correction(&unit, 0.3, &factor).unwrap();
            rest.column_mut(i).assign(&Array1::from(correction));
        }
        let trace = reinsch.residual_trace(0.3, &factor);
        assert!((rest.diag().sum() - trace).abs() < 1e-13);
    }
}
