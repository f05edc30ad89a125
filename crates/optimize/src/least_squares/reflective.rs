//! The trust-region reflective method.

use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2, Axis, concatenate};
use onkai_core::Result;
use onkai_linalg::{SvdVectors, svd};

use super::model::{Quadratic, Spectrum, Trial};
use super::problem::{Current, LeastSquaresResult, LeastSquaresStatus, Task};
use super::region::{active, coleman_li, into_interior, way_to_bounds};
use crate::minimize::Bounds;
use crate::vectors::{max_norm, norm};

/// A step and what the model promises of it.
struct Step {
    original: Array1<f64>,
    /// In the variables in which the trust region is a ball.
    scaled: Array1<f64>,
    predicted: f64,
}

/// The model in scaled variables, where the nearness of bounds makes steps short.
struct Scaled {
    jacobian: Array2<f64>,
    gradient: Array1<f64>,
    /// Curvature by the bounds.
    diag: Array1<f64>,
    /// Original by scaled variables.
    d: Array1<f64>,
    spectrum: Spectrum,
}

/// M. A. Branch, T. F. Coleman, Y. Li, "A subspace, interior, and conjugate gradient method for
/// large-scale bound-constrained minimization problems", SIAM J. Sci. Comput. 21, 1999.
/// <https://doi.org/10.1137/S1064827595289108>
pub(super) fn trf(task: &mut Task<'_, '_>, x0: &ArrayRef1<f64>) -> Result<LeastSquaresResult> {
    let x0 = into_interior(x0, &task.bounds, 1e-10);
    let mut at = task.start(x0)?;
    let (v, sign) = coleman_li(&at.x, &at.gradient, &task.bounds);
    let v = in_scale(&v, &sign, &at.scale);
    let mut delta = norm(&(&at.x / &at.scale / &v.mapv(f64::sqrt)));
    if delta == 0.0 {
        delta = 1.0;
    }
    let (mut alpha, mut nit) = (0.0, 0);
    let mut status = None;
    let optimality = loop {
        let (v, sign) = coleman_li(&at.x, &at.gradient, &task.bounds);
        let optimality = max_norm(&(&at.gradient * &v));
        if !at.is_finite() {
            status = Some(LeastSquaresStatus::NotFinite);
        } else if optimality < task.options.gtol {
            status = Some(LeastSquaresStatus::SmallGradient);
        }
        if status.is_some() || task.is_exhausted() {
            break optimality;
        }
        let scaled = Scaled::new(&at, &in_scale(&v, &sign, &at.scale), &sign)?;
        let theta = 0.995_f64.max(1.0 - optimality);
        loop {
            let ball = scaled.spectrum.step(delta, &mut alpha);
            let step = scaled.select(&at.x, ball, (delta, theta), &task.bounds);
            let x = into_interior(&(&at.x + &step.original), &task.bounds, 0.0);
            let fx = task.function.value(&x)?;
            let scaled_norm = norm(&step.scaled);
            if fx.iter().any(|f| !f.is_finite()) {
                delta = 0.25 * scaled_norm;
            } else {
                let cost = task.cost(&fx);
                let (actual, step_norm) = (at.cost - cost, norm(&step.original));
                let trial = Trial { actual, predicted: step.predicted, step_norm };
                let radius = trial.radius(delta, scaled_norm, scaled_norm > 0.95 * delta);
                let tolerances = (task.options.ftol, task.options.xtol);
                status = trial.verdict((at.cost, norm(&at.x)), tolerances);
                alpha *= delta / radius;
                delta = radius;
                if actual > 0.0 {
                    task.advance(&mut at, x, fx)?;
                    break;
                }
                if status.is_some() {
                    break;
                }
            }
            if task.is_exhausted() {
                break;
            }
        }
        nit += 1;
    };
    let mask = active(&at.x, &task.bounds, task.options.xtol);
    Ok(task.result(at, mask, (optimality, nit, status)))
}

/// Distances from bounds in the scale of the variables.
fn in_scale(v: &ArrayRef1<f64>, sign: &ArrayRef1<f64>, scale: &ArrayRef1<f64>) -> Array1<f64> {
    Array1::from_shape_fn(v.len(), |i| if sign[i] == 0.0 { v[i] } else { v[i] / scale[i] })
}

impl Scaled {
    fn new(at: &Current, v: &ArrayRef1<f64>, sign: &ArrayRef1<f64>) -> Result<Self> {
        let d = v.mapv(f64::sqrt) * &at.scale;
        let diag = &*at.gradient * sign * &at.scale;
        let jacobian = &at.jacobian * &d;
        let gradient = &at.gradient * &d;
        let spectrum = if diag.iter().all(|&c| c == 0.0) {
            spectrum(&jacobian, &at.weighted)?
        } else {
            let below = Array2::from_diag(&diag.mapv(f64::sqrt));
            let tall = concatenate![Axis(0), jacobian, below];
            spectrum(&tall, &at.weighted)?
        };
        Ok(Self { jacobian, gradient, diag, d, spectrum })
    }

    /// The best of three: the step cut at its first bound, the step reflected there, and steepest
    /// descent.
    fn select(
        &self,
        x: &ArrayRef1<f64>,
        mut ball: Array1<f64>,
        (delta, theta): (f64, f64),
        bounds: &Bounds,
    ) -> Step {
        let (gradient, diag) = (&self.gradient, Some(&*self.diag));
        let model = Quadratic { jacobian: &self.jacobian, gradient, diag };
        let whole = &self.d * &ball;
        if bounds.contains(&(x + &*whole)) {
            return Step { predicted: -model.value(&ball), original: whole, scaled: ball };
        }
        let origin = Array1::zeros(x.len());
        let (stride, hits) = way_to_bounds(x, &whole, bounds);
        let mut reflected = ball.clone();
        for (r, &hit) in reflected.iter_mut().zip(&hits) {
            if hit != 0 {
                *r = -*r;
            }
        }
        ball *= stride;
        let on_bound = x + &*(&whole * stride);
        let to_region = exit(&ball, &reflected, delta);
        let (to_bound, _) = way_to_bounds(&on_bound, &(&reflected * &self.d), bounds);
        let farthest = to_bound.min(to_region);
        let mut candidates = Vec::with_capacity(3);
        if farthest > 0.0 {
            let low = (1.0 - theta) * stride / farthest;
            let high = if farthest == to_bound { theta * to_bound } else { to_region };
            if low <= high {
                let parabola = model.along(&reflected, &ball);
                let t = parabola.lowest(low, high);
                candidates.push((parabola.at(t), &ball + &(&reflected * t)));
            }
        }
        let cut = &ball * theta;
        candidates.push((model.value(&cut), cut));
        let descent = -&self.gradient;
        let to_region = delta / norm(&descent);
        let (to_bound, _) = way_to_bounds(x, &(&descent * &self.d), bounds);
        let high = if to_bound < to_region { theta * to_bound } else { to_region };
        let parabola = model.along(&descent, &origin);
        let t = parabola.lowest(0.0, high);
        candidates.push((parabola.at(t), descent * t));
        let best = candidates.into_iter().min_by(|a, b| a.0.total_cmp(&b.0));
        let (value, scaled) = best.unwrap_or((0.0, origin));
        Step { original: &scaled * &self.d, predicted: -value, scaled }
    }
}

/// Where `from + t · direction` leaves the ball of radius `delta`, `t ≥ 0`.
fn exit(from: &ArrayRef1<f64>, direction: &ArrayRef1<f64>, delta: f64) -> f64 {
    let (a, b) = (direction.dot(direction), from.dot(direction));
    // Rounding may put the point outside by a little.
    let c = (from.dot(from) - delta * delta).min(0.0);
    if a == 0.0 {
        return 0.0;
    }
    let root = (b * b - a * c).max(0.0).sqrt();
    let q = -(b + root.copysign(b));
    if q == 0.0 { 0.0 } else { (q / a).max(c / q) }
}

fn spectrum(jacobian: &ArrayRef2<f64>, f: &ArrayRef1<f64>) -> Result<Spectrum> {
    let parts = svd(jacobian, SvdVectors::Thin)?;
    // Rows below the residuals' are those of bounds, with nothing on the right side.
    let uf = parts.u.slice(ndarray::s![..f.len(), ..]).t().dot(f);
    Ok(Spectrum { uf, s: parts.s, vt: parts.vt, m: jacobian.nrows() })
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn the_exit_lies_on_the_ball() {
        let (from, direction) = (array![0.3, -0.2], array![1.0, 2.0]);
        let t = exit(&from, &direction, 1.5);
        assert!(t > 0.0 && (norm(&(&from + &(&direction * t))) - 1.5).abs() < 1e-14);
    }
}
