//! The dogleg method in a box.

use ndarray::{Array1, ArrayRef1, Axis, Zip};
use onkai_core::Result;
use onkai_linalg::{LstsqOptions, lstsq};

use super::model::{Quadratic, Trial};
use super::problem::{Current, LeastSquaresResult, LeastSquaresStatus, Task};
use super::region::way_to_bounds;
use crate::minimize::Bounds;
use crate::vectors::{max_norm, norm};

/// The model of the variables that are free to move.
struct Free {
    /// Which they are.
    indices: Vec<usize>,
    jacobian: ndarray::Array2<f64>,
    gradient: Array1<f64>,
    newton: Array1<f64>,
    /// How far the model falls along the gradient.
    cauchy: super::model::Parabola,
}

/// C. Voglis, I. E. Lagaris, "A rectangular trust region dogleg approach for unconstrained and bound
/// constrained nonlinear optimization", WSEAS Int. Conf. on Applied Mathematics, 2004.
pub(super) fn dogbox(task: &mut Task<'_, '_>, x0: &ArrayRef1<f64>) -> Result<LeastSquaresResult> {
    let mut at = task.start(x0.to_owned())?;
    let mut delta = max_norm(&(&at.x / &at.scale));
    if delta == 0.0 {
        delta = 1.0;
    }
    let mut on_bound = Zip::from(&at.x)
        .and(&task.bounds.lower)
        .and(&task.bounds.upper)
        .map_collect(|x, lower, upper| i8::from(x == upper) - i8::from(x == lower));
    let (mut nit, mut status) = (0, None);
    let optimality = loop {
        let is_free = |i: &usize| f64::from(on_bound[*i]) * at.gradient[*i] >= 0.0;
        let indices: Vec<usize> = (0..at.x.len()).filter(is_free).collect();
        let optimality = indices.iter().fold(0.0_f64, |max, &i| max.max(at.gradient[i].abs()));
        if !at.is_finite() {
            status = Some(LeastSquaresStatus::NotFinite);
        } else if optimality < task.options.gtol || indices.is_empty() {
            status = Some(LeastSquaresStatus::SmallGradient);
        }
        if status.is_some() || task.is_exhausted() {
            break optimality;
        }
        let free = Free::new(&at, indices)?;
        loop {
            let leg = free.dogleg(&at, delta, &task.bounds);
            let mut step = Array1::zeros(at.x.len());
            free.indices.iter().zip(&leg.step).for_each(|(&i, &s)| step[i] = s);
            let mut x = &at.x + &step;
            task.bounds.clip(&mut x);
            let fx = task.function.value(&x)?;
            let scaled_norm = max_norm(&(&step / &at.scale));
            if fx.iter().any(|f| !f.is_finite()) {
                delta = 0.25 * scaled_norm;
            } else {
                let actual = at.cost - task.cost(&fx);
                let predicted = -free.model().value(&leg.step);
                let trial = Trial { actual, predicted, step_norm: norm(&step) };
                delta = trial.radius(delta, scaled_norm, leg.is_at_edge);
                let tolerances = (task.options.ftol, task.options.xtol);
                status = trial.verdict((at.cost, norm(&at.x)), tolerances);
                if actual > 0.0 {
                    free.indices.iter().zip(&leg.hits).for_each(|(&i, &hit)| on_bound[i] = hit);
                    put_on_bounds(&mut x, &on_bound, &task.bounds);
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
    Ok(task.result(at, on_bound, (optimality, nit, status)))
}

fn put_on_bounds(x: &mut ArrayRef1<f64>, on_bound: &ArrayRef1<i8>, bounds: &Bounds) {
    for (i, &side) in on_bound.iter().enumerate() {
        match side {
            -1 => x[i] = bounds.lower[i],
            1 => x[i] = bounds.upper[i],
            _ => {}
        }
    }
}

/// A step of the free variables.
struct Leg {
    step: Array1<f64>,
    /// Which of them it puts on a bound.
    hits: Array1<i8>,
    /// Whether it ends at the edge of the trust region.
    is_at_edge: bool,
}

impl Free {
    fn new(at: &Current, indices: Vec<usize>) -> Result<Self> {
        let jacobian = at.jacobian.select(Axis(1), &indices);
        let gradient = at.gradient.select(Axis(0), &indices);
        let newton = lstsq(&jacobian, &(-&at.weighted), &LstsqOptions::default())?.x;
        let model = Quadratic { jacobian: &jacobian, gradient: &gradient, diag: None };
        let cauchy = model.along(&(-&gradient), &Array1::zeros(indices.len()));
        Ok(Self { indices, jacobian, gradient, newton, cauchy })
    }

    fn model(&self) -> Quadratic<'_> {
        Quadratic { jacobian: &self.jacobian, gradient: &self.gradient, diag: None }
    }

    /// The path to the gradient's minimum and on to Newton's step, as far as the box allows.
    fn dogleg(&self, at: &Current, delta: f64, bounds: &Bounds) -> Leg {
        let n = self.indices.len();
        let pick = |values: &ArrayRef1<f64>| values.select(Axis(0), &self.indices);
        let (x, region) = (pick(&at.x), pick(&at.scale) * delta);
        let (lower, upper) = (pick(&bounds.lower) - &x, pick(&bounds.upper) - &x);
        let total = Bounds {
            lower: Zip::from(&lower).and(&region).map_collect(|l, r| l.max(-r)),
            upper: Zip::from(&upper).and(&region).map_collect(|u, &r| u.min(r)),
        };
        if total.contains(&self.newton) {
            return Leg { step: self.newton.clone(), hits: Array1::zeros(n), is_at_edge: false };
        }
        let (to_bounds, _) = way_to_bounds(&Array1::zeros(n), &(-&self.gradient), &total);
        let cauchy = &self.gradient * -self.cauchy.lowest(0.0, to_bounds);
        let rest = &self.newton - &cauchy;
        let (stride, ends) = way_to_bounds(&cauchy, &rest, &total);
        let mut hits = Array1::zeros(n);
        let mut is_at_edge = false;
        for i in 0..n {
            let (is_bound, is_edge) = match ends[i] {
                -1 => (total.lower[i] == lower[i], total.lower[i] == -region[i]),
                1 => (total.upper[i] == upper[i], total.upper[i] == region[i]),
                _ => (false, false),
            };
            if is_bound {
                hits[i] = ends[i];
            }
            is_at_edge |= is_edge;
        }
        Leg { step: cauchy + rest * stride, hits, is_at_edge }
    }
}
