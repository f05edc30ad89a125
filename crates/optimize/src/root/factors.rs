//! A Jacobian matrix in orthogonal and triangular factors, which a rank-one correction changes.

use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2, s};
use onkai_core::Result;
use onkai_linalg::{QrForm, qr};

/// Factors of a Jacobian matrix: `jac = q · r`, for `lm` with the columns `p` of `jac`.
#[derive(Clone, Debug, PartialEq)]
pub struct QrFactors {
    /// Orthonormal columns, `[m, n]`.
    pub q: Array2<f64>,
    /// Upper triangular, `[n, n]`.
    pub r: Array2<f64>,
    /// The column of `jac` that each column of `q · r` is, `[n]`.
    pub p: Vec<usize>,
    /// `qᵀ · fun`, `[n]`.
    pub qtf: Array1<f64>,
}

impl QrFactors {
    pub(super) fn of_square(jacobian: &ArrayRef2<f64>, fx: &ArrayRef1<f64>) -> Result<Self> {
        let factors = qr(jacobian, QrForm::Full)?;
        let qtf = factors.q.t().dot(fx);
        Ok(Self { q: factors.q, r: factors.r, p: (0..fx.len()).collect(), qtf })
    }

    /// Factors of `q (r + u vᵀ)`, by rotations of neighbouring rows: first those that leave of `u`
    /// its first element, then those that make the rest triangular again.
    pub(super) fn correct(&mut self, mut u: Array1<f64>, v: &ArrayRef1<f64>) {
        let n = u.len();
        for i in (1..n).rev() {
            if u[i] != 0.0 {
                let rotation = Rotation::onto_first(u[i - 1], u[i]);
                (u[i - 1], u[i]) = rotation.apply(u[i - 1], u[i]);
                self.rotate(rotation, i, i - 1);
            }
        }
        self.r.row_mut(0).scaled_add(u[0], v);
        for i in 1..n {
            if self.r[[i, i - 1]] != 0.0 {
                let rotation = Rotation::onto_first(self.r[[i - 1, i - 1]], self.r[[i, i - 1]]);
                self.rotate(rotation, i, i - 1);
                self.r[[i, i - 1]] = 0.0;
            }
        }
    }

    /// Rotates rows `i - 1` and `i` of `r`, from column `from` on, and what belongs to them.
    fn rotate(&mut self, rotation: Rotation, i: usize, from: usize) {
        let (mut above, mut below) = self.r.multi_slice_mut((s![i - 1, from..], s![i, from..]));
        for (a, b) in above.iter_mut().zip(&mut below) {
            (*a, *b) = rotation.apply(*a, *b);
        }
        let (mut left, mut right) = self.q.multi_slice_mut((s![.., i - 1], s![.., i]));
        for (a, b) in left.iter_mut().zip(&mut right) {
            (*a, *b) = rotation.apply(*a, *b);
        }
        let (a, b) = rotation.apply(self.qtf[i - 1], self.qtf[i]);
        (self.qtf[i - 1], self.qtf[i]) = (a, b);
    }
}

/// A rotation of two elements.
#[derive(Clone, Copy)]
pub(crate) struct Rotation {
    cos: f64,
    sin: f64,
}

impl Rotation {
    /// The one that turns `(a, b)` into `(±√(a² + b²), 0)`.
    pub(crate) fn onto_first(a: f64, b: f64) -> Self {
        let modulus = a.hypot(b);
        if modulus == 0.0 {
            Self { cos: 1.0, sin: 0.0 }
        } else {
            Self { cos: a / modulus, sin: b / modulus }
        }
    }

    pub(crate) fn apply(self, a: f64, b: f64) -> (f64, f64) {
        (self.cos * a + self.sin * b, self.cos * b - self.sin * a)
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Axis, array};

    use super::*;

    #[test]
    fn a_correction_gives_factors_of_the_corrected_matrix() {
        let a = array![[2.0, -1.0, 0.5], [1.0, 3.0, -2.0], [0.0, 1.0, 4.0]];
        let f = array![1.0, -2.0, 3.0];
        let mut factors = QrFactors::of_square(&a, &f).unwrap();
        let (u, v) = (array![0.3, -1.0, 2.0], array![1.0, 0.5, -0.25]);
        let correction = factors.q.dot(&u).insert_axis(Axis(1)).dot(&v.view().insert_axis(Axis(0)));
        factors.correct(u, &v);
        let difference = factors.q.dot(&factors.r) - a - correction;
        assert!(difference.iter().all(|e| e.abs() < 1e-14), "{difference}");
        assert!((factors.q.t().dot(&f) - &factors.qtf).iter().all(|e| e.abs() < 1e-14));
        assert!(
            factors.r[[1, 0]] == 0.0 && factors.r[[2, 0]] == 0.0 && factors.r[[2, 1]].abs() < 1e-15
        );
    }
}
