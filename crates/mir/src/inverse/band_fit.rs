//! Non-negative least squares for overlapping bands.
//!
//! Bands are fewer than bins, so that many spectra have the same bands; what is sought is the one of
//! least norm. With a small `δ` that is the `x ≥ 0` of least `‖A x - b‖² + δ ‖x‖²`, for which a number
//! `λ` for each band exists with
//!
//! ```text
//! x = max(0, Aᵀ λ)        δ λ + A max(0, Aᵀ λ) = b
//! ```
//!
//! The second equation is piecewise linear, and its solution the minimum of a convex function: Newton's
//! method with a line search ends after a few steps. Only neighbours among bands overlap, so that each
//! step solves a tridiagonal system.
//!
//! O. L. Mangasarian, "A finite Newton method for classification", Optim. Methods Softw. 17(5), 2002,
//! doi:10.1080/1055678021000028375.

use std::ops::Range;

/// `δ`, as a share of the largest diagonal element of `A Aᵀ`: what is left of `b` is about this share
/// where there is an exact solution.
const SHARE: f64 = 1e-8;
/// More steps than ever needed: most frames take fewer than ten.
const MAX_STEPS: usize = 200;

/// The bands, ready to be undone.
#[derive(Clone, Debug)]
pub(super) struct BandFit {
    n_bins: usize,
    /// Those that have bins, and their places among all.
    bands: Vec<(usize, Band)>,
    delta: f64,
}

/// A row of `A` from its first weight to its last.
#[derive(Clone, Debug)]
pub(super) struct Band {
    pub(super) bins: Range<usize>,
    pub(super) weights: Vec<f64>,
}

/// The state of a search, used again for the next.
#[derive(Clone, Debug)]
pub(super) struct BandScratch {
    b: Vec<f64>,
    lambda: Vec<f64>,
    /// `Aᵀ λ`.
    x: Vec<f64>,
    /// What is missing of each band, and the step that Newton's method takes for that.
    missing: Vec<f64>,
    step: Vec<f64>,
    /// `Aᵀ step`.
    x_step: Vec<f64>,
    diagonal: Vec<f64>,
    beside: Vec<f64>,
}

impl BandFit {
    /// Bands of which only neighbours overlap.
    pub(super) fn new(n_bins: usize, bands: impl Iterator<Item = Band>) -> Self {
        let bands: Vec<_> = bands.enumerate().filter(|(_, band)| !band.bins.is_empty()).collect();
        let square = |(_, band): &(usize, Band)| band.weights.iter().map(|w| w * w).sum::<f64>();
        let delta = SHARE * bands.iter().map(square).fold(0.0, f64::max);
        Self { n_bins, bands, delta }
    }

    pub(super) fn make_scratch(&self) -> BandScratch {
        let (m, n) = (self.bands.len(), self.n_bins);
        let of = |len| vec![0.0; len];
        BandScratch {
            b: of(m),
            lambda: of(m),
            x: of(n),
            missing: of(m),
            step: of(m),
            x_step: of(n),
            diagonal: of(m),
            beside: of(m),
        }
    }

    /// The spectrum for bands `b(band)`, not negative.
    pub(super) fn solve<'a>(
        &self,
        b: impl Fn(usize) -> f64,
        scratch: &'a mut BandScratch,
    ) -> &'a [f64] {
        let mut largest = 0.0_f64;
        for (right, (place, _)) in scratch.b.iter_mut().zip(&self.bands) {
            *right = b(*place);
            largest = largest.max(*right);
        }
        scratch.x.fill(0.0);
        if 0.0 < largest {
            scratch.b.iter_mut().for_each(|b| *b /= largest);
            self.search(scratch);
        }
        scratch.x.iter_mut().for_each(|x| *x = largest * x.max(0.0));
        &scratch.x
    }

    fn search(&self, scratch: &mut BandScratch) {
        scratch.lambda.fill(0.0);
        // From zero, the first step treats all bins as if they were positive.
        let mut is_first = true;
        for _ in 0..MAX_STEPS {
            self.missing(scratch);
            if scratch.missing.iter().all(|v| v.abs() < 1e-13) {
                return;
            }
            self.newton_step(scratch, is_first);
            let fraction = if is_first { 1.0 } else { self.line_search(scratch) };
            let BandScratch { lambda, x, step, x_step, .. } = scratch;
            for (lambda, step) in lambda.iter_mut().zip(step) {
                *lambda += fraction * *step;
            }
            let mut signs_change = false;
            for (x, step) in x.iter_mut().zip(x_step) {
                let before = *x;
                *x += fraction * *step;
                signs_change |= (0.0 < before) != (0.0 < *x);
            }
            // Within a piece that is linear, a whole step is exact.
            if !is_first && fraction == 1.0 && !signs_change {
                return;
            }
            is_first = false;
        }
    }

    /// `b - δ λ - A max(0, x)`.
    fn missing(&self, scratch: &mut BandScratch) {
        let BandScratch { b, lambda, x, missing, .. } = scratch;
        for (i, (_, band)) in self.bands.iter().enumerate() {
            let bins = band.weights.iter().zip(&x[band.bins.clone()]);
            let sum: f64 = bins.map(|(w, x)| w * x.max(0.0)).sum();
            missing[i] = b[i] - self.delta * lambda[i] - sum;
        }
    }

    /// Solves `(A D Aᵀ + δ I) step = missing`, where `D` chooses the positive bins.
    fn newton_step(&self, scratch: &mut BandScratch, all: bool) {
        let BandScratch { x, missing, step, x_step, diagonal, beside, .. } = scratch;
        let chosen = |x: f64| if all || 0.0 < x { 1.0 } else { 0.0 };
        let n_bands = self.bands.len();
        for (i, (_, band)) in self.bands.iter().enumerate() {
            let bins = band.weights.iter().zip(&x[band.bins.clone()]);
            diagonal[i] = self.delta + bins.map(|(w, &x)| w * w * chosen(x)).sum::<f64>();
            let Some((_, next)) = self.bands.get(i + 1) else { break };
            let common = next.bins.start..band.bins.end.max(next.bins.start);
            let above = &band.weights[common.start.min(band.bins.end) - band.bins.start..];
            let pairs = above.iter().zip(&next.weights).zip(&x[common]);
            beside[i] = pairs.map(|((a, b), &x)| a * b * chosen(x)).sum();
        }
        // Elimination needs no pivots, as the matrix is positive definite.
        step.copy_from_slice(missing);
        for i in 1..n_bands {
            let factor = beside[i - 1] / diagonal[i - 1];
            diagonal[i] -= factor * beside[i - 1];
            step[i] -= factor * step[i - 1];
        }
        for i in (0..n_bands).rev() {
            let after = if i + 1 < n_bands { beside[i] * step[i + 1] } else { 0.0 };
            step[i] = (step[i] - after) / diagonal[i];
        }
        x_step.fill(0.0);
        for (&step, (_, band)) in step.iter().zip(&self.bands) {
            let bins = x_step[band.bins.clone()].iter_mut().zip(&band.weights);
            bins.for_each(|(x, w)| *x += step * w);
        }
    }

    /// How far along the step the convex function is about least; 1 where that is good enough.
    fn line_search(&self, scratch: &BandScratch) -> f64 {
        let BandScratch { b, lambda, x, missing, step, x_step, .. } = scratch;
        // The slope is linear in between the places where a bin changes its sign.
        let products = step.iter().zip(lambda).zip(b);
        let constant: f64 = products.map(|((s, l), b)| s * (self.delta * l - b)).sum();
        let growth = self.delta * step.iter().map(|s| s * s).sum::<f64>();
        let slope_at = |t: f64| {
            let (mut slope, mut curvature) = (constant + t * growth, growth);
            for (x, step) in x.iter().zip(x_step) {
                let at = x + t * step;
                let step = if 0.0 < at { *step } else { 0.0 };
                slope += step * at;
                curvature += step * step;
            }
            (slope, curvature)
        };
        let first: f64 = -step.iter().zip(missing).map(|(s, m)| s * m).sum::<f64>();
        let (mut low, mut high, mut t) = (0.0, f64::INFINITY, 1.0);
        for _ in 0..60 {
            let (slope, curvature) = slope_at(t);
            if slope.abs() <= 0.1 * first.abs() {
                break;
            }
            if slope < 0.0 {
                low = t;
            } else {
                high = t;
            }
            t -= slope / curvature;
            if !(low < t && t < high) {
                t = if high.is_finite() { f64::midpoint(low, high) } else { 2.0 * low };
            }
        }
        t
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2, s};
    use onkai_testing::{assert_close, noise};

    use super::*;

    /// Triangles of different widths over 60 bins.
    fn triangles() -> (BandFit, Array2<f64>) {
        let edges = [0, 3, 6, 9, 15, 24, 40, 59];
        let mut dense = Array2::zeros((6, 60));
        for (triangle, mut row) in edges.windows(3).zip(dense.rows_mut()) {
            for k in triangle[0]..=triangle[2] {
                let (left, peak, right) =
                    (triangle[0] as f64, triangle[1] as f64, triangle[2] as f64);
                let k_f = k as f64;
                row[k] = ((k_f - left) / (peak - left)).min((right - k_f) / (right - peak));
            }
        }
        let bands = dense.rows().into_iter().zip(edges.windows(3)).map(|(row, edges)| {
            let bins = edges[0] + 1..edges[2];
            Band { weights: row.slice(s![bins.clone()]).to_vec(), bins }
        });
        (BandFit::new(60, bands), dense)
    }

    /// By the definition: least squares with `δ`, rows added to the matrix.
    fn exact(fit: &BandFit, dense: &Array2<f64>, b: &Array1<f64>) -> Array1<f64> {
        let below = Array2::eye(60) * fit.delta.sqrt();
        let a = ndarray::concatenate![ndarray::Axis(0), *dense, below];
        let b = ndarray::concatenate![ndarray::Axis(0), *b, Array1::zeros(60)];
        let solution = onkai_optimize::nnls(&a, &b, Some(10_000)).unwrap();
        assert!(solution.converged);
        solution.x
    }

    #[test]
    fn it_is_the_solution_of_least_norm() {
        let (fit, dense) = triangles();
        let mut scratch = fit.make_scratch();
        for seed in 0..40 {
            // Bands that a spectrum has, and bands that none can have.
            let power = noise(60, seed).mapv(|v| (v + 0.2).max(0.0).powi(3));
            let steep = noise(6, seed).mapv(|v| (v.abs() + 0.01).powi(6));
            for b in [dense.dot(&power), steep] {
                let x = Array1::from(fit.solve(|i| b[i], &mut scratch).to_vec());
                let expected = exact(&fit, &dense, &b);
                let largest = expected.iter().copied().fold(0.0, f64::max);
                assert_close!(x, expected, 0.0, 1e-6 * largest, "seed {seed}");
                let rest = |x: &Array1<f64>| (dense.dot(x) - &b).mapv(|v| v * v).sum();
                assert!(rest(&x) <= rest(&expected) + 1e-12 * b.mapv(|v| v * v).sum());
            }
        }
    }

    #[test]
    fn silence_stays_silent() {
        let (fit, _) = triangles();
        assert!(fit.solve(|_| 0.0, &mut fit.make_scratch()).iter().all(|&x| x == 0.0));
    }

    #[test]
    fn bands_without_bins_are_left_out() {
        let empty = Band { bins: 2..2, weights: vec![] };
        let full = Band { bins: 1..3, weights: vec![1.0, 2.0] };
        let fit = BandFit::new(4, [empty, full].into_iter());
        let x = fit.solve(|i| [7.0, 5.0][i], &mut fit.make_scratch()).to_vec();
        assert_close!(Array1::from(x), ndarray::array![0.0, 1.0, 2.0, 0.0], 1e-7, 0.0);
    }
}
