//! The gradient of a scalar function from differences of its values.
//!
//! Counterpart of `scipy.optimize.approx_fprime` and `check_grad`, and of what `minimize` does
//! where no gradient is given.

use ndarray::{Array1, ArrayRef1, Zip};
use onkai_core::{Error, Result, check_finite, check_positive};

use crate::minimize::Bounds;

/// How many points a difference takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    /// `(f(x + h) − f(x)) / h`: one more value per variable, error `O(h)`.
    #[default]
    TwoPoint,
    /// `(f(x + h) − f(x − h)) / 2h`: two more values per variable, error `O(h²)`. Where a bound is
    /// nearer than `h`, three points on its other side.
    ThreePoint,
}

/// How far the points of a difference lie apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DifferenceStep {
    /// This step for every variable.
    Absolute(f64),
    /// This multiple of each variable's modulus; the automatic step where that is nothing.
    Relative(f64),
    /// `ε^(1/2)` (two points) or `ε^(1/3)` (three) times the variable's modulus, at least times 1,
    /// where `ε = 2⁻⁵²`; away from zero.
    Automatic,
}

/// How derivatives are computed from values; the default is SciPy's for `jac=None`.
///
/// # Examples
///
/// ```
/// use onkai_optimize::{DifferenceStep, Differences, Scheme};
/// let central = Differences { scheme: Scheme::ThreePoint, step: DifferenceStep::Automatic };
/// assert_ne!(central, Differences::default());
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Differences {
    /// How many points a difference takes.
    pub scheme: Scheme,
    /// How far they lie apart.
    pub step: DifferenceStep,
}

impl Default for Differences {
    fn default() -> Self {
        Self { scheme: Scheme::TwoPoint, step: DifferenceStep::Absolute(f64::EPSILON.sqrt()) }
    }
}

/// Where a variable goes for its derivative.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Move {
    /// Nowhere: its bounds coincide.
    Fixed,
    /// `x + h`.
    OneSided(f64),
    /// `x − h` and `x + h`.
    Central(f64),
    /// `x + h` and `x + 2h`.
    Skewed(f64),
}

impl Differences {
    /// Refuses steps that are not positive and finite.
    pub(crate) fn check(&self) -> Result<()> {
        match self.step {
            DifferenceStep::Absolute(step) | DifferenceStep::Relative(step) => {
                check_positive("step", step)
            }
            DifferenceStep::Automatic => Ok(()),
        }
    }

    /// The gradient of `f` at `x`, where its value is `fx`; `x` is moved about and put back.
    ///
    /// Points stay within `bounds`. The derivative of a variable that the bounds fix is 0.
    pub(crate) fn gradient_into(
        &self,
        f: &mut dyn FnMut(&ArrayRef1<f64>) -> f64,
        (x, fx): (&mut Array1<f64>, f64),
        bounds: Option<&Bounds>,
        out: &mut ArrayRef1<f64>,
    ) {
        for i in 0..x.len() {
            let at = x[i];
            let limits =
                bounds.map_or((f64::NEG_INFINITY, f64::INFINITY), |b| (b.lower[i], b.upper[i]));
            let mut value = |xi: f64| {
                x[i] = xi;
                let value = f(x);
                x[i] = at;
                value
            };
            // Dividing by the distance of the rounded points keeps rounding of `x` out of it.
            out[i] = match self.movement(at, limits) {
                Move::Fixed => 0.0,
                Move::OneSided(h) => (value(at + h) - fx) / ((at + h) - at),
                Move::Central(h) => {
                    let (below, above) = (value(at - h), value(at + h));
                    (above - below) / ((at + h) - (at - h))
                }
                Move::Skewed(h) => {
                    let (near, far) = (value(at + h), value(at + 2.0 * h));
                    (4.0 * near - 3.0 * fx - far) / ((at + 2.0 * h) - at)
                }
            };
        }
    }

    fn movement(&self, x: f64, limits: (f64, f64)) -> Move {
        if limits.0 == limits.1 {
            return Move::Fixed;
        }
        let (below, above) = (x - limits.0, limits.1 - x);
        let h = self.step_at(x);
        match self.scheme {
            Scheme::TwoPoint if (limits.0..=limits.1).contains(&(x + h)) => Move::OneSided(h),
            Scheme::TwoPoint if h.abs() <= below.max(above) => Move::OneSided(-h),
            Scheme::TwoPoint if above >= below => Move::OneSided(above),
            Scheme::TwoPoint => Move::OneSided(-below),
            Scheme::ThreePoint => {
                let h = h.abs();
                if below >= h && above >= h {
                    return Move::Central(h);
                }
                let room = if above >= below { above } else { -below };
                let skewed = h.min(0.5 * room.abs());
                if skewed <= below.min(above) {
                    Move::Central(below.min(above))
                } else {
                    Move::Skewed(skewed.copysign(room))
                }
            }
        }
    }

    fn step_at(&self, x: f64) -> f64 {
        let sign = if x >= 0.0 { 1.0 } else { -1.0 };
        let unit = match self.scheme {
            Scheme::TwoPoint => f64::EPSILON.sqrt(),
            Scheme::ThreePoint => f64::EPSILON.cbrt(),
        };
        let automatic = unit * sign * x.abs().max(1.0);
        let step = match self.step {
            DifferenceStep::Absolute(step) => step,
            DifferenceStep::Relative(step) => step * sign * x.abs(),
            DifferenceStep::Automatic => automatic,
        };
        if (x + step) - x == 0.0 { automatic } else { step }
    }
}

/// The gradient of `f` at `x` by [`Differences`] of its values.
///
/// ```text
/// ∂f/∂xᵢ ≈ (f(x + h eᵢ) − f(x)) / h
/// ```
///
/// # Shapes
///
/// `x`: `[n]`; the result: `[n]`.
///
/// # Errors
///
/// [`Error::TooShort`] if `x` is empty, [`Error::NotFinite`], [`Error::Parameter`] for a step that is
/// not positive.
///
/// # Examples
///
/// ```
/// use ndarray::{ArrayRef1, array};
/// use onkai_optimize::{Differences, approx_fprime};
/// let f = |x: &ArrayRef1<f64>| 3.0 * x[0] * x[0] + x[1];
/// let gradient = approx_fprime(f, &array![1.0, 2.0], &Differences::default())?;
/// assert!((gradient[0] - 6.0).abs() < 1e-6 && (gradient[1] - 1.0).abs() < 1e-6);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
///
/// # References
///
/// J. Nocedal, S. J. Wright, *Numerical Optimization*, 2nd ed., section 8.1.
pub fn approx_fprime<F>(
    mut f: F,
    x: &ArrayRef1<f64>,
    differences: &Differences,
) -> Result<Array1<f64>>
where
    F: FnMut(&ArrayRef1<f64>) -> f64,
{
    if x.is_empty() {
        return Err(Error::TooShort { name: "x", expected: 1, actual: 0 });
    }
    check_finite("x", x)?;
    differences.check()?;
    let mut gradient = Array1::zeros(x.len());
    let fx = f(x);
    differences.gradient_into(&mut f, (&mut x.to_owned(), fx), None, &mut gradient);
    Ok(gradient)
}

/// How far a gradient lies from the differences of values: `‖gradient(x) − approx_fprime(f, x)‖₂`.
///
/// # Shapes
///
/// `x`: `[n]`; `gradient` must give `[n]`.
///
/// # Errors
///
/// As [`approx_fprime`]; [`Error::Shape`] if the gradient has another length than `x`.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::{Differences, check_grad, rosen, rosen_der};
/// let distance = check_grad(rosen, rosen_der, &array![1.3, 0.7], &Differences::default())?;
/// assert!(distance < 1e-4);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
pub fn check_grad<F, G>(
    f: F,
    mut gradient: G,
    x: &ArrayRef1<f64>,
    differences: &Differences,
) -> Result<f64>
where
    F: FnMut(&ArrayRef1<f64>) -> f64,
    G: FnMut(&ArrayRef1<f64>) -> Array1<f64>,
{
    let approximate = approx_fprime(f, x, differences)?;
    let exact = gradient(x);
    if exact.len() != x.len() {
        let (expected, actual) = (vec![x.len()], vec![exact.len()]);
        return Err(Error::Shape { name: "gradient", expected, actual });
    }
    let squares = Zip::from(&exact).and(&approximate).fold(0.0, |sum, a, b| sum + (a - b).powi(2));
    Ok(squares.sqrt())
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn square(x: &ArrayRef1<f64>) -> f64 {
        x.iter().map(|x| x * x).sum()
    }

    #[test]
    fn central_differences_of_a_square_are_exact_up_to_rounding() {
        let central = Differences { scheme: Scheme::ThreePoint, step: DifferenceStep::Automatic };
        let gradient = approx_fprime(square, &array![3.0, -2.0], &central).unwrap();
        assert!((gradient - array![6.0, -4.0]).iter().all(|e| e.abs() < 1e-9));
    }

    #[test]
    fn points_stay_within_bounds() {
        let bounds = Bounds::new(array![0.0, -1.0, 2.0], array![1.0, 0.0, 2.0]).unwrap();
        for scheme in [Scheme::TwoPoint, Scheme::ThreePoint] {
            for step in [1e-8, 0.4, 5.0] {
                let differences = Differences { scheme, step: DifferenceStep::Absolute(step) };
                for x in [array![1.0, 0.0, 2.0], array![0.0, -1.0, 2.0], array![0.3, -0.3, 2.0]] {
                    let mut f = |x: &ArrayRef1<f64>| {
                        assert!(bounds.contains(x), "{x}");
                        x[0] * x[0] + 3.0 * x[1]
                    };
                    let (mut gradient, mut at) = (Array1::zeros(3), x.clone());
                    let fx = f(&x);
                    differences.gradient_into(&mut f, (&mut at, fx), Some(&bounds), &mut gradient);
                    assert_eq!(at, x);
                    assert_eq!(gradient[2], 0.0);
                    assert!((gradient[1] - 3.0).abs() < 1e-6);
                    let slack =
                        if scheme == Scheme::TwoPoint { step.min(1.0) + 1e-6 } else { 1e-6 };
                    assert!((gradient[0] - 2.0 * x[0]).abs() <= slack, "{gradient}");
                }
            }
        }
    }

    #[test]
    fn bad_input_is_refused() {
        let default = Differences::default();
        let refused = |x: Array1<f64>| approx_fprime(square, &x, &default).unwrap_err();
        assert!(matches!(refused(array![]), Error::TooShort { name: "x", .. }));
        assert!(matches!(refused(array![1.0, f64::NAN]), Error::NotFinite { index: 1, .. }));
        for step in [DifferenceStep::Absolute(0.0), DifferenceStep::Relative(f64::NAN)] {
            let differences = Differences { step, ..default };
            let error = approx_fprime(square, &array![1.0], &differences).unwrap_err();
            assert!(matches!(error, Error::Parameter { name: "step", .. }));
        }
        let error = check_grad(square, |_| array![1.0], &array![1.0, 2.0], &default).unwrap_err();
        assert!(matches!(error, Error::Shape { name: "gradient", .. }));
    }

    #[test]
    fn a_step_that_is_lost_in_rounding_is_replaced() {
        let gradient = approx_fprime(square, &array![1e12], &Differences::default()).unwrap();
        assert!((gradient[0] / 2e12 - 1.0).abs() < 1e-6, "{gradient}");
        let relative = Differences { step: DifferenceStep::Relative(1e-7), ..Default::default() };
        let gradient = approx_fprime(square, &array![0.0], &relative).unwrap();
        assert!(gradient[0].abs() < 1e-7);
    }
}
