//! The trust region reflective method for least squares within bounds.
//!
//! Counterpart of `scipy.optimize.lsq_linear(method="trf")`.

use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2, Zip, s};
use onkai_core::Result;
use onkai_linalg::{LstsqOptions, Qr, QrForm, lstsq, qr};

use super::problem::{LsqLinear, LsqLinearStatus, Problem, half_square};
use crate::minimize::Bounds;

pub(super) fn solve(
    problem: &Problem<'_>,
    unbounded: &ArrayRef1<f64>,
    max_iter: usize,
) -> Result<LsqLinear> {
    let bounds = problem.bounds;
    let start = interior(&reflected(unbounded, bounds), bounds, 0.1);
    let mut fit = problem.fit(start);
    // `½ ‖A s + r‖²` and `½ ‖R s + Qᵀ r‖²` differ by a constant, and `R` has fewer rows.
    let Qr { q, r } = qr(problem.a, QrForm::Economic)?;
    for _ in 0..max_iter {
        let gradient = problem.gradient(&fit.fun);
        let (distance, slope) = scaling(&fit.x, &gradient, bounds);
        fit.optimality =
            gradient.iter().zip(&distance).fold(0.0, |most, (g, v)| most.max((g * v).abs()));
        if fit.optimality < problem.tol {
            fit.status = LsqLinearStatus::SmallOptimality;
            break;
        }
        fit.nit += 1;
        let curve = &gradient * &slope;
        let root = distance.mapv(f64::sqrt);
        let model = Model {
            matrix: &problem.a.view() * &root,
            gradient: &root * &gradient,
            curve,
            theta: 1.0 - fit.optimality.min(0.005),
            root,
        };
        let newton = model.newton(&r, &q.t().dot(&fit.fun))?;
        let step = model.step(&fit.x, &newton, bounds);
        let slope = step.newton.dot(&gradient);
        let expected = -quadratic(problem.a, &gradient, &step.chosen);
        let next = if expected < 0.0 {
            backtrack(problem, (&fit.x, &gradient), (&step.newton, slope), model.theta)
        } else {
            interior(&(&fit.x + &step.chosen), bounds, 0.0)
        };
        let cost = fit.cost;
        let nit = fit.nit;
        let optimality = fit.optimality;
        fit = problem.fit(next);
        (fit.nit, fit.optimality) = (nit, optimality);
        if slope > 0.0 {
            fit.status = LsqLinearStatus::NoDescent;
            break;
        }
        if cost - fit.cost < problem.tol * cost {
            fit.status = LsqLinearStatus::SmallReduction;
            break;
        }
    }
    fit.active_mask = active(&fit.x, bounds, problem.tol);
    Ok(fit)
}

/// The problem in variables that are scaled by the roots of the distances to the bounds.
struct Model {
    matrix: Array2<f64>,
    gradient: Array1<f64>,
    curve: Array1<f64>,
    root: Array1<f64>,
    /// How far towards a bound a step may go.
    theta: f64,
}

/// A step, and the one of Newton from which it was made.
struct Step {
    chosen: Array1<f64>,
    newton: Array1<f64>,
}

impl Model {
    /// The minimum of the model in the scaled variables.
    fn newton(&self, triangle: &ArrayRef2<f64>, right: &ArrayRef1<f64>) -> Result<Array1<f64>> {
        let (k, n) = triangle.dim();
        let mut matrix = Array2::zeros((k + n, n));
        matrix.slice_mut(s![..k, ..]).assign(&(&triangle.view() * &self.root));
        matrix.slice_mut(s![k.., ..]).diag_mut().assign(&self.curve.mapv(f64::sqrt));
        let mut stacked = Array1::zeros(k + n);
        stacked.slice_mut(s![..k]).assign(right);
        Ok(-lstsq(&matrix, &stacked, &LstsqOptions::default())?.x)
    }

    /// Half the curvature along `direction`, and the slope where `from` has been gone.
    fn along(&self, direction: &Array1<f64>, from: Option<&Array1<f64>>) -> (f64, f64) {
        let image = self.matrix.dot(direction);
        let bent = direction * &self.curve;
        let mut slope = self.gradient.dot(direction);
        if let Some(from) = from {
            slope += self.matrix.dot(from).dot(&image) + bent.dot(from);
        }
        (0.5 * (image.dot(&image) + bent.dot(direction)), slope)
    }

    fn value(&self, at: &Array1<f64>) -> f64 {
        quadratic(&self.matrix, &self.gradient, at) + 0.5 * (at * &self.curve).dot(at)
    }

    /// The best of three: Newton's step, shortened; then reflected at the bound; the steepest descent.
    fn step(&self, x: &Array1<f64>, newton: &Array1<f64>, bounds: &Bounds) -> Step {
        let full = &self.root * newton;
        if bounds.contains(&(x + &full)) {
            return Step { chosen: full.clone(), newton: full };
        }
        let (stride, hits) = stride_to_bound(x, &full, bounds);
        let mut reflected = newton.clone();
        for j in hits {
            reflected[j] = -reflected[j];
        }
        let to_bound = newton * stride;
        let on_bound = x + &(&full * stride);
        let (room, _) = stride_to_bound(&on_bound, &(&self.root * &reflected), bounds);
        let mut candidates = vec![&to_bound * self.theta];
        if room > 0.0 {
            let (bend, slope) = self.along(&reflected, Some(&to_bound));
            let length = lowest(bend, slope, ((1.0 - self.theta) * room, self.theta * room));
            candidates.push(&to_bound + &(&reflected * length));
        }
        let steepest = -&self.gradient;
        let (room, _) = stride_to_bound(x, &(&self.root * &steepest), bounds);
        let (bend, slope) = self.along(&steepest, None);
        candidates.push(&steepest * lowest(bend, slope, (0.0, self.theta * room)));
        let mut best = (f64::INFINITY, to_bound);
        for candidate in candidates {
            let value = self.value(&candidate);
            if value < best.0 {
                best = (value, candidate);
            }
        }
        Step { chosen: &self.root * &best.1, newton: full }
    }
}

/// Halves the step until it lowers the cost enough; Newton's direction must go down.
fn backtrack(
    problem: &Problem<'_>,
    (x, gradient): (&Array1<f64>, &Array1<f64>),
    (newton, slope): (&Array1<f64>, f64),
    theta: f64,
) -> Array1<f64> {
    let bounds = problem.bounds;
    let at = |length: f64| reflected(&(x + &(newton * length)), bounds);
    let mut length = 1.0;
    // In vain where rounding rules: 2⁻⁶⁰ of a step is none.
    while length > 1e-18 {
        let next = at(length);
        if -quadratic(problem.a, gradient, &(&next - x)) > -0.1 * length * slope {
            if active(&next, bounds, 1e-10).iter().all(|&side| side == 0) {
                return next;
            }
            return interior(&at(theta * length), bounds, 0.0);
        }
        length *= 0.5;
    }
    x.clone()
}

/// `½ ‖a s‖² + g · s`.
fn quadratic(a: &ArrayRef2<f64>, gradient: &ArrayRef1<f64>, step: &ArrayRef1<f64>) -> f64 {
    half_square(&a.dot(step)) + gradient.dot(step)
}

/// Where `bend · t² + slope · t` is least within `limits`.
fn lowest(bend: f64, slope: f64, limits: (f64, f64)) -> f64 {
    let value = |t: f64| t * (bend * t + slope);
    let mut best = if value(limits.1) < value(limits.0) { limits.1 } else { limits.0 };
    let extremum = -0.5 * slope / bend;
    if limits.0 < extremum && extremum < limits.1 && value(extremum) < value(best) {
        best = extremum;
    }
    best
}

/// Each element of `x`, mirrored at its bounds.
fn reflected(x: &ArrayRef1<f64>, bounds: &Bounds) -> Array1<f64> {
    let all = Zip::from(x).and(&bounds.lower).and(&bounds.upper);
    all.map_collect(|&x, &lower, &upper| reflect(x, lower, upper))
}

/// `y`, mirrored at the bounds until it lies within.
fn reflect(y: f64, lower: f64, upper: f64) -> f64 {
    match (lower.is_finite(), upper.is_finite()) {
        _ if lower <= y && y <= upper => y,
        (true, true) => {
            let width = upper - lower;
            let t = (y - lower).rem_euclid(2.0 * width);
            lower + t.min(2.0 * width - t)
        }
        (true, false) => y.max(2.0 * lower - y),
        (false, true) => y.min(2.0 * upper - y),
        (false, false) => y,
    }
}

/// Which bound each variable touches: the nearer one, if within `tolerance` of its size.
fn active(x: &ArrayRef1<f64>, bounds: &Bounds, tolerance: f64) -> Array1<i8> {
    Zip::from(x).and(&bounds.lower).and(&bounds.upper).map_collect(|&x, &lower, &upper| {
        let (below, above) = (x - lower, upper - x);
        if lower.is_finite() && below <= above.min(tolerance * lower.abs().max(1.0)) {
            -1
        } else {
            i8::from(upper.is_finite() && above <= below.min(tolerance * upper.abs().max(1.0)))
        }
    })
}

/// Moves what touches a bound inside, by `share` of its size, or to the next number.
fn interior(x: &ArrayRef1<f64>, bounds: &Bounds, share: f64) -> Array1<f64> {
    let sides = active(x, bounds, share);
    let mut inside = x.to_owned();
    for (j, x) in inside.iter_mut().enumerate() {
        let (lower, upper) = (bounds.lower[j], bounds.upper[j]);
        *x = match sides[j] {
            -1 if share == 0.0 => lower.next_up(),
            -1 => lower + share * lower.abs().max(1.0),
            1 if share == 0.0 => upper.next_down(),
            1 => upper - share * upper.abs().max(1.0),
            _ => *x,
        };
        if *x < lower || *x > upper {
            *x = 0.5 * (lower + upper);
        }
    }
    inside
}

/// Coleman and Li's distances to the bounds that the gradient pulls towards, and their slopes.
fn scaling(
    x: &ArrayRef1<f64>,
    gradient: &ArrayRef1<f64>,
    bounds: &Bounds,
) -> (Array1<f64>, Array1<f64>) {
    let of = |j: usize| {
        let (lower, upper) = (bounds.lower[j], bounds.upper[j]);
        if gradient[j] < 0.0 && upper.is_finite() {
            (upper - x[j], -1.0)
        } else if gradient[j] > 0.0 && lower.is_finite() {
            (x[j] - lower, 1.0)
        } else {
            (1.0, 0.0)
        }
    };
    ((0..x.len()).map(|j| of(j).0).collect(), (0..x.len()).map(|j| of(j).1).collect())
}

/// How often `step` can be made until it meets a bound, and which variables meet theirs then.
fn stride_to_bound(x: &Array1<f64>, step: &Array1<f64>, bounds: &Bounds) -> (f64, Vec<usize>) {
    let stride = |j: usize| match step[j] {
        0.0 => f64::INFINITY,
        s => ((bounds.lower[j] - x[j]) / s).max((bounds.upper[j] - x[j]) / s),
    };
    let least = (0..x.len()).map(stride).fold(f64::INFINITY, f64::min);
    (least, (0..x.len()).filter(|&j| stride(j) == least).collect())
}
