//! The quadratic model of a sum of squares, and steps that make it small.

use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2};

use super::problem::LeastSquaresStatus;
use crate::vectors::norm;

/// `m(p) = ½ pᵀ (JᵀJ + diag) p + gᵀ p`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quadratic<'a> {
    pub(super) jacobian: &'a ArrayRef2<f64>,
    pub(super) gradient: &'a ArrayRef1<f64>,
    pub(super) diag: Option<&'a ArrayRef1<f64>>,
}

/// `a t² + b t + c`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parabola {
    pub(super) a: f64,
    pub(super) b: f64,
    pub(super) c: f64,
}

impl Quadratic<'_> {
    pub(super) fn value(&self, p: &ArrayRef1<f64>) -> f64 {
        let image = self.jacobian.dot(p);
        0.5 * (image.dot(&image) + self.weighted(p, p)) + self.gradient.dot(p)
    }

    /// The model along `from + t · direction`.
    pub(super) fn along(&self, direction: &ArrayRef1<f64>, from: &ArrayRef1<f64>) -> Parabola {
        let (v, u) = (self.jacobian.dot(direction), self.jacobian.dot(from));
        Parabola {
            a: 0.5 * (v.dot(&v) + self.weighted(direction, direction)),
            b: self.gradient.dot(direction) + u.dot(&v) + self.weighted(from, direction),
            c: 0.5 * (u.dot(&u) + self.weighted(from, from)) + self.gradient.dot(from),
        }
    }

    fn weighted(&self, p: &ArrayRef1<f64>, q: &ArrayRef1<f64>) -> f64 {
        self.diag.map_or(0.0, |diag| p.iter().zip(diag).zip(q).map(|((p, d), q)| p * d * q).sum())
    }
}

impl Parabola {
    pub(super) fn at(&self, t: f64) -> f64 {
        t * (self.a * t + self.b) + self.c
    }

    /// Where between the limits it is least.
    pub(super) fn lowest(&self, low: f64, high: f64) -> f64 {
        let vertex = -0.5 * self.b / self.a;
        let ends = if self.at(high) < self.at(low) { high } else { low };
        if low < vertex && vertex < high && self.at(vertex) < self.at(ends) { vertex } else { ends }
    }
}

/// The singular value decomposition of a Jacobian matrix, with `Uᵀ f`.
#[derive(Debug)]
pub(super) struct Spectrum {
    pub(super) uf: Array1<f64>,
    pub(super) s: Array1<f64>,
    pub(super) vt: Array2<f64>,
    /// Rows of the matrix without those that only regularize.
    pub(super) m: usize,
}

impl Spectrum {
    /// The step that minimizes `‖J p + f‖` with `‖p‖ ≤ Δ`; `alpha` is the parameter that it took
    /// the last time, and is set to what it took now.
    ///
    /// J. J. Moré, "The Levenberg-Marquardt algorithm: implementation and theory", Lecture Notes in
    /// Mathematics 630, 1978. <https://doi.org/10.1007/BFb0067700>
    pub(super) fn step(&self, delta: f64, alpha: &mut f64) -> Array1<f64> {
        let (n, largest) = (self.vt.ncols(), self.s[0]);
        let suf = &self.s * &self.uf;
        let gradient_norm = norm(&suf);
        if gradient_norm == 0.0 {
            *alpha = 0.0;
            return Array1::zeros(n);
        }
        let is_full_rank =
            self.m >= n && self.s[self.s.len() - 1] > f64::EPSILON * self.m as f64 * largest;
        if is_full_rank {
            let newton = -self.vt.t().dot(&(&self.uf / &self.s));
            if norm(&newton) <= delta {
                *alpha = 0.0;
                return newton;
            }
        }
        // How much longer than Δ the step is, with its derivative by the parameter.
        let excess = |alpha: f64| {
            let denominator = self.s.mapv(|s| s * s + alpha);
            let length = norm(&(&suf / &denominator));
            let slope: f64 = suf.iter().zip(&denominator).map(|(u, d)| u * u / d.powi(3)).sum();
            (length - delta, -slope / length)
        };
        let mut upper = gradient_norm / delta;
        let mut lower = 0.0;
        if is_full_rank {
            let (phi, slope) = excess(0.0);
            lower = -phi / slope;
        }
        let inside = |lower: f64, upper: f64| (1e-3 * upper).max((lower * upper).sqrt());
        if !is_full_rank && *alpha == 0.0 {
            *alpha = inside(lower, upper);
        }
        for _ in 0..10 {
            if *alpha < lower || *alpha > upper {
                *alpha = inside(lower, upper);
            }
            let (phi, slope) = excess(*alpha);
            if phi < 0.0 {
                upper = *alpha;
            }
            let ratio = phi / slope;
            lower = lower.max(*alpha - ratio);
            *alpha -= (phi + delta) * ratio / delta;
            if phi.abs() < 0.01 * delta {
                break;
            }
        }
        let step = -self.vt.t().dot(&(&suf / &self.s.mapv(|s| s * s + *alpha)));
        let length = norm(&step);
        step * (delta / length)
    }
}

/// What a tried step means for the trust region.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trial {
    pub(super) actual: f64,
    pub(super) predicted: f64,
    pub(super) step_norm: f64,
}

impl Trial {
    pub(super) fn ratio(&self) -> f64 {
        if self.predicted > 0.0 {
            self.actual / self.predicted
        } else if self.predicted == 0.0 && self.actual == 0.0 {
            1.0
        } else {
            0.0
        }
    }

    /// The next radius, where the last step had the length `scaled` in the region's norm.
    pub(super) fn radius(&self, delta: f64, scaled: f64, is_at_edge: bool) -> f64 {
        let ratio = self.ratio();
        if ratio < 0.25 {
            0.25 * scaled
        } else if ratio > 0.75 && is_at_edge {
            2.0 * delta
        } else {
            delta
        }
    }

    /// Whether the changes are so small that it is over.
    pub(super) fn verdict(
        &self,
        (cost, x_norm): (f64, f64),
        (ftol, xtol): (f64, f64),
    ) -> Option<LeastSquaresStatus> {
        let small_reduction = self.actual < ftol * cost && self.ratio() > 0.25;
        let small_step = self.step_norm < xtol * (xtol + x_norm);
        match (small_reduction, small_step) {
            (true, true) => Some(LeastSquaresStatus::SmallReductionAndStep),
            (true, false) => Some(LeastSquaresStatus::SmallReduction),
            (false, true) => Some(LeastSquaresStatus::SmallStep),
            (false, false) => None,
        }
    }
}
