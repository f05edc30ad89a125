//! The Jacobian matrix of a vector function from differences of its values.
//!
//! Counterpart of `approx_derivative`, which SciPy's `least_squares` uses.

use ndarray::{Array1, Array2, ArrayRef1};
use onkai_core::{Error, Result, check_finite};

use super::gradient::{Differences, Move};
use crate::minimize::Bounds;

/// The Jacobian matrix of `f` at `x` by differences of its values, within bounds if there are any.
///
/// # Shapes
///
/// `x`: `[n]`; `f` gives `[m]`; the result: `[m, n]`, `∂fᵢ/∂xⱼ` in row `i`, column `j`.
///
/// # Errors
///
/// [`Error::TooShort`] if `x` is empty, [`Error::NotFinite`], [`Error::Parameter`] for a step that is
/// not positive, [`Error::Shape`] and [`Error::Values`] for bounds that do not fit or if `f` changes
/// its length.
///
/// # Examples
///
/// ```
/// use ndarray::{ArrayRef1, array};
/// use onkai_optimize::{DifferenceStep, Differences, Scheme, approx_derivative};
/// let f = |x: &ArrayRef1<f64>| array![x[0] * x[1].sin(), x[0] * x[1].cos()];
/// let central = Differences { scheme: Scheme::ThreePoint, step: DifferenceStep::Automatic };
/// let jacobian = approx_derivative(f, &array![1.0, 0.0], &central, None)?;
/// assert!((jacobian - array![[0.0, 1.0], [1.0, 0.0]]).iter().all(|e| e.abs() < 1e-9));
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
pub fn approx_derivative<F>(
    mut f: F,
    x: &ArrayRef1<f64>,
    differences: &Differences,
    bounds: Option<&Bounds>,
) -> Result<Array2<f64>>
where
    F: FnMut(&ArrayRef1<f64>) -> Array1<f64>,
{
    if x.is_empty() {
        return Err(Error::TooShort { name: "x", expected: 1, actual: 0 });
    }
    check_finite("x", x)?;
    differences.check()?;
    if let Some(bounds) = bounds {
        bounds.check(x.len())?;
        if !bounds.contains(x) {
            return Err(Error::Values { name: "x", requirement: "lie within `bounds`" });
        }
    }
    let fx = f(x);
    differences.jacobian(&mut f, (x, &fx), bounds)
}

impl Differences {
    /// The Jacobian matrix of `f` at `x`, where its value is `fx`.
    pub(crate) fn jacobian(
        &self,
        f: &mut dyn FnMut(&ArrayRef1<f64>) -> Array1<f64>,
        (x, fx): (&ArrayRef1<f64>, &ArrayRef1<f64>),
        bounds: Option<&Bounds>,
    ) -> Result<Array2<f64>> {
        let mut jacobian = Array2::zeros((fx.len(), x.len()));
        let mut moved = x.to_owned();
        for j in 0..x.len() {
            let at = x[j];
            let limits =
                bounds.map_or((f64::NEG_INFINITY, f64::INFINITY), |b| (b.lower[j], b.upper[j]));
            let mut value = |xj: f64| {
                moved[j] = xj;
                let value = f(&moved);
                moved[j] = at;
                check_len("fun", &value, fx.len())?;
                Ok::<_, Error>(value)
            };
            let column = match self.movement(at, limits) {
                Move::Fixed => continue,
                Move::OneSided(h) => (value(at + h)? - fx) / ((at + h) - at),
                Move::Central(h) => {
                    let (below, above) = (value(at - h)?, value(at + h)?);
                    (above - below) / ((at + h) - (at - h))
                }
                Move::Skewed(h) => {
                    let (near, far) = (value(at + h)?, value(at + 2.0 * h)?);
                    (4.0 * near - 3.0 * fx - far) / ((at + 2.0 * h) - at)
                }
            };
            jacobian.column_mut(j).assign(&column);
        }
        Ok(jacobian)
    }
}

/// Refuses a vector that a caller's function gave in another length than expected.
pub(crate) fn check_len(name: &'static str, value: &ArrayRef1<f64>, n: usize) -> Result<()> {
    if value.len() == n {
        Ok(())
    } else {
        Err(Error::Shape { name, expected: vec![n], actual: vec![value.len()] })
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::super::gradient::{DifferenceStep, Scheme};
    use super::*;

    #[test]
    fn both_schemes_respect_bounds() {
        let bounds = Bounds::uniform(2, 0.0, 1.0).unwrap();
        for scheme in [Scheme::TwoPoint, Scheme::ThreePoint] {
            let differences = Differences { scheme, step: DifferenceStep::Automatic };
            let f = |x: &ArrayRef1<f64>| {
                assert!(bounds.contains(x), "{x}");
                array![x[0] * x[0], x[0] * x[1], x[1]]
            };
            for x in [array![1.0, 0.0], array![0.0, 1.0], array![0.5, 1.0]] {
                let jacobian = approx_derivative(f, &x, &differences, Some(&bounds)).unwrap();
                let exact = array![[2.0 * x[0], 0.0], [x[1], x[0]], [0.0, 1.0]];
                assert!((jacobian - exact).iter().all(|e| e.abs() < 1e-7));
            }
        }
    }

    #[test]
    fn bad_input_is_refused() {
        let default = Differences::default();
        let f = |x: &ArrayRef1<f64>| x.to_owned();
        let error = approx_derivative(f, &array![], &default, None).unwrap_err();
        assert!(matches!(error, Error::TooShort { name: "x", .. }));
        let error = approx_derivative(f, &array![f64::NAN], &default, None).unwrap_err();
        assert!(matches!(error, Error::NotFinite { name: "x", .. }));
        let bounds = Bounds::uniform(1, 0.0, 1.0).unwrap();
        let error = approx_derivative(f, &array![2.0], &default, Some(&bounds)).unwrap_err();
        assert!(matches!(error, Error::Values { name: "x", .. }));
        let mut n = 0;
        let fickle = |_: &ArrayRef1<f64>| {
            n += 1;
            Array1::zeros(n)
        };
        let error = approx_derivative(fickle, &array![2.0], &default, None).unwrap_err();
        assert!(matches!(error, Error::Shape { name: "fun", .. }));
    }
}
