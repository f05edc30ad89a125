//! The minimum of the quadratic model in the trust region, by the Hessian's eigenvalues.

use ndarray::Array1;
use onkai_core::Result;
use onkai_linalg::{EighOptions, eigh};

use super::model::{Eigen, Model, Step, Walls};
use crate::minimize::Problem;

/// How near the wall, relatively, a step on it must lie.
const ACCURACY: f64 = 1e-10;
/// Newton's method takes a handful of steps; this many never.
const MAX_STEPS: usize = 100;

/// The step `p = −(H + λ I)⁻¹ g` with the least `λ ≥ 0` that makes the matrix positive semidefinite and
/// the step no longer than `radius`.
///
/// With the eigenvalues `μᵢ` and the gradient's parts `γᵢ` along the eigenvectors, the length is
/// `(Σ γᵢ² / (μᵢ + λ)²)^½`. If it stays below the radius up to `λ = −μ₀` (the hard case), a multiple of
/// the first eigenvector leads on to the wall.
///
/// # References
///
/// J. J. Moré, D. C. Sorensen, *Computing a trust region step*, SIAM J. Sci. Stat. Comput. 4 (1983)
/// 553–572, doi:10.1137/0904038.
pub(super) fn solve(
    model: &mut Model,
    _problem: &mut Problem<'_>,
    radius: f64,
) -> Result<Option<Step>> {
    if model.eigen.is_none() {
        let Some(hessian) = &model.hessian else { return Ok(None) };
        let symmetric = (hessian + &hessian.t()) * 0.5;
        let parts = eigh(&symmetric, &EighOptions::default())?;
        let gradient = parts.v.t().dot(&model.gradient);
        model.eigen = Some(Eigen { values: parts.w, vectors: parts.v, gradient });
    }
    let Some(eigen) = &model.eigen else { return Ok(None) };
    let least = eigen.values[0];
    if least > 0.0 {
        let newton = eigen.step(0.0);
        if length(&newton) <= radius {
            return Ok(Some(Step { p: eigen.vectors.dot(&newton), walls: Walls::Free }));
        }
    }
    let parts = eigen.step_to_wall(radius);
    Ok(Some(Step { p: eigen.vectors.dot(&parts), walls: Walls::Hit }))
}

impl Eigen {
    /// The step for a shift, along the eigenvectors; no part where the shifted eigenvalue is zero.
    fn step(&self, shift: f64) -> Array1<f64> {
        let part = |(&value, &gradient): (&f64, &f64)| {
            let shifted = value + shift;
            if shifted > 0.0 { -gradient / shifted } else { 0.0 }
        };
        self.values.iter().zip(&self.gradient).map(part).collect()
    }

    /// The step of the length `radius`, along the eigenvectors.
    fn step_to_wall(&self, radius: f64) -> Array1<f64> {
        let least = (-self.values[0]).max(0.0);
        // The whole gradient along the first eigenvector would be this far out.
        let mut bounds = (least, least + length(&self.gradient) / radius);
        let scale = self.values.iter().fold(f64::MIN_POSITIVE, |most, v| v.abs().max(most));
        let mut shift = bounds.0 + f64::EPSILON * scale;
        let mut step = self.step(shift);
        if length(&step) < radius {
            // The hard case.
            let rest = radius * radius - step.dot(&step) + step[0] * step[0];
            let sign = if self.gradient[0] > 0.0 { -1.0 } else { 1.0 };
            step[0] = sign * rest.max(0.0).sqrt();
            return step;
        }
        for _ in 0..MAX_STEPS {
            let size = length(&step);
            if (size - radius).abs() <= ACCURACY * radius {
                break;
            }
            if size > radius {
                bounds.0 = shift;
            } else {
                bounds.1 = shift;
            }
            // Newton's step for 1/‖p‖ = 1/radius, which is nearly linear in the shift.
            let slope: f64 = self
                .values
                .iter()
                .zip(&step)
                .filter(|(value, _)| **value + shift > 0.0)
                .map(|(value, p)| p * p / (value + shift))
                .sum();
            let next = shift + (size * size / slope) * (size - radius) / radius;
            let is_within = next > bounds.0 && next < bounds.1;
            shift = if is_within { next } else { 0.5 * (bounds.0 + bounds.1) };
            step = self.step(shift);
        }
        step
    }
}

fn length(v: &Array1<f64>) -> f64 {
    v.dot(v).sqrt()
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;

    use super::*;

    fn eigen(values: [f64; 3], gradient: [f64; 3]) -> Eigen {
        Eigen {
            values: Array1::from_iter(values),
            vectors: Array2::eye(3),
            gradient: Array1::from_iter(gradient),
        }
    }

    #[test]
    fn a_step_on_the_wall_is_stationary_there() {
        let cases = [
            ([1.0, 2.0, 50.0], [3.0, -4.0, 1.0], 0.5),
            ([-5.0, 2.0, 3.0], [1.0, 1.0, 1.0], 0.01),
            ([-5.0, -5.0, 3e4], [1e-9, 2.0, -7.0], 100.0),
        ];
        for (values, gradient, radius) in cases {
            let eigen = eigen(values, gradient);
            let step = eigen.step_to_wall(radius);
            assert!((length(&step) / radius - 1.0).abs() < 1e-9, "{step}");
            // H p + g = −λ p with one λ that is large enough.
            let rest = &eigen.values * &step + &eigen.gradient;
            let shift = -rest.dot(&step) / step.dot(&step);
            assert!(shift >= -values[0] - 1e-9);
            let wrong = (&rest + &(&step * shift)).mapv(f64::abs).sum();
            assert!(wrong < 1e-6 * length(&eigen.gradient), "{rest} {step} {shift}");
        }
    }

    #[test]
    fn the_hard_case_goes_on_along_the_first_eigenvector() {
        let step = eigen([-1.0, 1.0, 2.0], [0.0, 1.0, 0.0]).step_to_wall(5.0);
        assert!((length(&step) - 5.0).abs() < 1e-12 && (step[1] + 0.5).abs() < 1e-12);
        let straight = eigen([-1.0, 1.0, 2.0], [0.0, 0.0, 0.0]).step_to_wall(2.0);
        assert_eq!(straight[0].abs(), 2.0);
    }
}
