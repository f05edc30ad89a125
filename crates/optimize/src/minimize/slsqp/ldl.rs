//! A positive definite matrix as `L D Lᵀ`, and how it changes.

use ndarray::{Array1, Array2, ArrayRef1};

/// The factors of a positive definite matrix: `L` has a unit diagonal.
pub(super) struct Ldl {
    pub(super) l: Array2<f64>,
    pub(super) d: Array1<f64>,
}

impl Ldl {
    pub(super) fn identity(n: usize) -> Self {
        Self { l: Array2::eye(n), d: Array1::ones(n) }
    }

    /// The product of the matrix with `v`.
    pub(super) fn product(&self, v: &ArrayRef1<f64>) -> Array1<f64> {
        self.l.dot(&(self.l.t().dot(v) * &self.d))
    }

    /// `√D Lᵀ`, whose square is the matrix.
    pub(super) fn root(&self) -> Array2<f64> {
        &self.l.t() * &self.d.mapv(f64::sqrt).insert_axis(ndarray::Axis(1))
    }

    /// `D^(−1/2) L⁻¹ v`.
    pub(super) fn root_solve(&self, v: &ArrayRef1<f64>) -> Array1<f64> {
        let mut x = v.to_owned();
        for i in 0..x.len() {
            for k in 0..i {
                x[i] -= self.l[[i, k]] * x[k];
            }
        }
        x / self.d.mapv(f64::sqrt)
    }

    /// Adds `sigma · z zᵀ`, which must leave the matrix positive definite; Fletcher and Powell's
    /// composite t-method, which does so in spite of rounding.
    pub(super) fn add(&mut self, sigma: f64, mut z: Array1<f64>) {
        let n = z.len();
        if sigma == 0.0 || n == 0 {
            return;
        }
        let mut t = 1.0 / sigma;
        let mut later = Array1::zeros(0);
        if sigma < 0.0 {
            later.clone_from(&z);
            for i in 0..n {
                let v = later[i];
                t += v * v / self.d[i];
                for j in i + 1..n {
                    later[j] -= v * self.l[[j, i]];
                }
            }
            if t >= 0.0 {
                t = f64::EPSILON / sigma;
            }
            for i in (0..n).rev() {
                let v = later[i];
                later[i] = t;
                t -= v * v / self.d[i];
            }
        }
        for i in 0..n {
            let v = z[i];
            let delta = v / self.d[i];
            let next = if sigma < 0.0 { later[i] } else { t + delta * v };
            let alpha = next / t;
            self.d[i] *= alpha;
            let beta = delta / next;
            let gamma = t / next;
            for j in i + 1..n {
                let old = self.l[[j, i]];
                // Two forms of the same: which one loses less depends on the growth.
                if alpha <= 4.0 {
                    z[j] -= v * old;
                    self.l[[j, i]] = old + beta * z[j];
                } else {
                    self.l[[j, i]] = gamma * old + beta * z[j];
                    z[j] -= v * old;
                }
            }
            t = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn rank_one_changes_add_up() {
        let mut factors = Ldl::identity(3);
        let mut matrix = Array2::<f64>::eye(3);
        for (sigma, z) in [
            (2.0, array![1.0, -2.0, 0.5]),
            (100.0, array![3.0, 0.0, 1.0]),
            (-0.3, array![0.5, 0.5, 0.25]),
        ] {
            factors.add(sigma, z.clone());
            let column = z.clone().insert_axis(ndarray::Axis(1));
            matrix += &(sigma * column.dot(&column.t()));
            let made = factors.root().t().dot(&factors.root());
            assert!((&made - &matrix).iter().all(|e| e.abs() < 1e-12), "{made}");
            assert!((factors.product(&z) - matrix.dot(&z)).iter().all(|e| e.abs() < 1e-11));
        }
        let v = array![1.0, 2.0, 3.0];
        let back = factors.root().t().dot(&factors.root_solve(&v));
        assert!((back - v).iter().all(|e| e.abs() < 1e-12));
    }

    #[test]
    fn what_would_become_singular_stays_positive() {
        let mut factors = Ldl::identity(2);
        factors.add(-1.0, array![1.0, 0.0]);
        assert!(factors.d.iter().all(|&d| d > 0.0));
    }
}
