//! The least value on a grid, and the minimum near it.
//!
//! Counterpart of `scipy.optimize.brute`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Result};

use crate::minimize::{Method, MinimizeOptions, NelderMeadOptions, minimize};

/// The points of one variable.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum GridAxis {
    /// [`BruteOptions::n_points`] of them, from the first number to the second, both included.
    Range(f64, f64),
    /// From `start` in steps to before `stop`.
    Slice {
        /// The first point.
        start: f64,
        /// Where the points have ended.
        stop: f64,
        /// Their distance.
        step: f64,
    },
}

/// What [`brute`] may be told; the defaults are those of SciPy.
#[derive(Clone, Debug, PartialEq)]
pub struct BruteOptions {
    /// Points of a [`GridAxis::Range`], at least 1; default 20.
    pub n_points: usize,
    /// How the best point is polished; default Nelder and Mead's method. `None` for not at all.
    pub finish: Option<MinimizeOptions>,
}

impl Default for BruteOptions {
    fn default() -> Self {
        let method = Some(Method::NelderMead(NelderMeadOptions::default()));
        let finish = Some(MinimizeOptions { method, ..Default::default() });
        Self { n_points: 20, finish }
    }
}

/// The least value found.
#[derive(Clone, Debug, PartialEq)]
pub struct BruteResult {
    /// Where it is, `[n]`.
    pub x: Array1<f64>,
    /// The value.
    pub fun: f64,
    /// The points of each variable.
    pub axes: Vec<Array1<f64>>,
    /// The values at all points, the last variable fastest.
    pub values: Array1<f64>,
    /// Evaluations.
    pub nfev: usize,
    /// Whether polishing converged, if it was asked for.
    pub success: bool,
}

/// The minimum of `fun` near the least of its values on a grid.
///
/// # Shapes
///
/// `axes`: one for each variable.
///
/// # Errors
///
/// [`Error::TooShort`] if there are no axes or one has no points, [`Error::Parameter`] if an axis has
/// an end that is not finite or a step that is not or is 0, or if `n_points` is 0; [`Error::Values`]
/// if no value on the grid is a number.
///
/// # Examples
///
/// ```
/// use ndarray::ArrayRef1;
/// use onkai_optimize::{BruteOptions, GridAxis, brute};
/// let f = |x: &ArrayRef1<f64>| x[0] * x[0] + 10.0 * x[0].sin();
/// let axis = GridAxis::Slice { start: -10.0, stop: 10.0, step: 0.1 };
/// let result = brute(f, &[axis], &BruteOptions::default())?;
/// assert!((result.x[0] + 1.30644).abs() < 1e-3 && result.values.len() == 200);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
pub fn brute<F>(mut fun: F, axes: &[GridAxis], options: &BruteOptions) -> Result<BruteResult>
where
    F: FnMut(&ArrayRef1<f64>) -> f64,
{
    let axes: Vec<_> = axes.iter().map(|a| a.points(options.n_points)).collect::<Result<_>>()?;
    if axes.is_empty() {
        return Err(Error::TooShort { name: "axes", expected: 1, actual: 0 });
    }
    let n_values = axes.iter().map(Array1::len).product();
    let mut x = Array1::zeros(axes.len());
    let mut values = Array1::zeros(n_values);
    let mut best: Option<(f64, Array1<f64>)> = None;
    for (index, value) in values.iter_mut().enumerate() {
        let mut rest = index;
        for (x, axis) in x.iter_mut().zip(&axes).rev() {
            *x = axis[rest % axis.len()];
            rest /= axis.len();
        }
        *value = fun(&x);
        if !value.is_nan() && best.as_ref().is_none_or(|(least, _)| *value < *least) {
            best = Some((*value, x.clone()));
        }
    }
    let Some((value, at)) = best else {
        let requirement = "give a number somewhere on the grid";
        return Err(Error::Values { name: "fun", requirement });
    };
    let mut result = BruteResult { x: at, fun: value, axes, values, nfev: n_values, success: true };
    if let Some(finish) = &options.finish {
        let polished = minimize(&mut fun, &result.x, finish)?;
        result.nfev += polished.nfev;
        result.success = polished.success();
        if polished.fun <= result.fun {
            (result.x, result.fun) = (polished.x, polished.fun);
        }
    }
    Ok(result)
}

impl GridAxis {
    fn points(&self, n_points: usize) -> Result<Array1<f64>> {
        let (ends, step) = match *self {
            Self::Range(low, high) => ([low, high], 1.0),
            Self::Slice { start, stop, step } => ([start, stop], step),
        };
        if let Some(&end) = ends.iter().find(|end| !end.is_finite()) {
            return Err(Error::parameter("axes", end, "finite"));
        }
        if !step.is_finite() || step == 0.0 {
            return Err(Error::parameter("step", step, "finite and not 0"));
        }
        let points = match self {
            Self::Range(..) if n_points == 0 => {
                return Err(Error::parameter("n_points", 0.0, "at least 1"));
            }
            Self::Range(low, high) => Array1::linspace(*low, *high, n_points),
            Self::Slice { start, stop, .. } => {
                let n = ((stop - start) / step).ceil().max(0.0) as usize;
                Array1::from_shape_fn(n, |i| start + i as f64 * step)
            }
        };
        if points.is_empty() {
            return Err(Error::TooShort { name: "axes", expected: 1, actual: 0 });
        }
        Ok(points)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grid_is_looked_at_in_order() {
        let axes =
            [GridAxis::Range(0.0, 1.0), GridAxis::Slice { start: 0.0, stop: 3.0, step: 1.0 }];
        let options = BruteOptions { n_points: 2, finish: None };
        let result = brute(|x| 10.0 * x[0] - x[1], &axes, &options).unwrap();
        assert_eq!(result.values.to_vec(), [0.0, -1.0, -2.0, 10.0, 9.0, 8.0]);
        assert_eq!((result.x.to_vec(), result.fun, result.nfev), (vec![0.0, 2.0], -2.0, 6));
    }

    #[test]
    fn bad_input_is_refused() {
        let default = BruteOptions::default();
        let run = |axes: &[GridAxis]| brute(|x| x[0], axes, &default).unwrap_err();
        assert!(matches!(run(&[]), Error::TooShort { name: "axes", .. }));
        let empty = GridAxis::Slice { start: 1.0, stop: 0.0, step: 1.0 };
        assert!(matches!(run(&[empty]), Error::TooShort { name: "axes", .. }));
        let stuck = GridAxis::Slice { start: 0.0, stop: 1.0, step: 0.0 };
        assert!(matches!(run(&[stuck]), Error::Parameter { name: "step", .. }));
        let open = GridAxis::Range(0.0, f64::INFINITY);
        assert!(matches!(run(&[open]), Error::Parameter { name: "axes", .. }));
        let none = BruteOptions { n_points: 0, finish: None };
        let error = brute(|x| x[0], &[GridAxis::Range(0.0, 1.0)], &none).unwrap_err();
        assert!(matches!(error, Error::Parameter { name: "n_points", .. }));
        let error = brute(|_| f64::NAN, &[GridAxis::Range(0.0, 1.0)], &default).unwrap_err();
        assert!(matches!(error, Error::Values { name: "fun", .. }));
    }
}
