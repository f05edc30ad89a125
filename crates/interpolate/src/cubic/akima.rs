//! Akima's piecewise cubic, which looks as if drawn by hand.
//!
//! Counterpart of `scipy.interpolate.Akima1DInterpolator`.

use ndarray::{ArrayRef, ArrayRef1, Axis, RemoveAxis};
use onkai_core::{Real, Result};

use super::curve::{Samples, is_a_piecewise_polynomial};
use crate::extrapolation::Extrapolation;
use crate::ppoly::PPoly;

/// Akima's piecewise cubic through given points; a [`PPoly`] with all its methods.
///
/// The slope at a point is a mean of those of the secants beside it, `m₂` and `m₃`, weighted by how
/// little the secants beyond bend:
///
/// ```text
/// d = (w₂ m₂ + w₁ m₃) / (w₁ + w₂),   w₁ = |m₂ - m₁|,  w₂ = |m₄ - m₃|        (Akima)
/// w₁ = |m₂ - m₁| + |m₂ + m₁| / 2,    w₂ = |m₄ - m₃| + |m₄ + m₃| / 2         (modified)
/// ```
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, Axis, array};
/// use onkai_interpolate::{Akima1DInterpolator, AkimaMethod};
/// let x = Array1::<f64>::linspace(1.0, 7.0, 7);
/// let y = array![-1.0, -1.0, -1.0, 0.0, 1.0, 1.0, 1.0];
/// let curve = Akima1DInterpolator::new(&x, &y, Axis(0), AkimaMethod::Modified)?;
/// assert_eq!(curve.at(&array![1.5, 6.5]), array![-1.0, 1.0]);
/// assert!(curve.at(&array![7.5])[0].is_nan());
/// # Ok::<(), onkai_interpolate::Error>(())
/// ```
///
/// # References
///
/// H. Akima: A new method of interpolation and smooth curve fitting based on local procedures.
/// J. ACM 17(4), 1970, <https://doi.org/10.1145/321607.321609>. Modified: C. Moler, C. Ionita: Makima
/// piecewise cubic interpolation. 2019,
/// <https://blogs.mathworks.com/cleve/2019/04/29/makima-piecewise-cubic-interpolation/>
#[derive(Clone, Debug, PartialEq)]
pub struct Akima1DInterpolator<T, D>(PPoly<T, D>);

is_a_piecewise_polynomial!(Akima1DInterpolator);

/// How [`Akima1DInterpolator`] weighs secants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AkimaMethod {
    /// As Akima did it.
    #[default]
    Akima,
    /// As "makima" does: flat stretches stay flat, and there is less overshoot.
    Modified,
}

/// Weights less than this times the greatest ones say nothing; the secants' plain mean is taken.
const LEAST_WEIGHT: f64 = 1e-9;

impl<T: Real, D: RemoveAxis> Akima1DInterpolator<T, D> {
    /// Lays the curve, which by default has no values beyond its range.
    ///
    /// # Shapes
    ///
    /// `x`: `[n]`, strictly ascending; `y`: any shape with length `n` along `axis`.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`](crate::Error::TooShort) for fewer than two points,
    /// [`Error::Shape`](crate::Error::Shape), [`Error::NotFinite`](crate::Error::NotFinite),
    /// [`Error::Values`](crate::Error::Values) when `x` does not ascend,
    /// [`Error::Parameter`](crate::Error::Parameter) when `y` has no such axis.
    pub fn new(
        x: &ArrayRef1<T>,
        y: &ArrayRef<T, D>,
        axis: Axis,
        method: AkimaMethod,
    ) -> Result<Self> {
        let samples = Samples::new(x, y, axis)?;
        let slopes = mean_slopes(&samples.secants(), samples.layout.n_lanes(), method);
        Ok(Self(samples.curve(&slopes).with_extrapolation(Extrapolation::None)))
    }
}

/// The slopes at all points, as rows of `r` lanes.
fn mean_slopes<T: Real>(secants: &[T], r: usize, method: AkimaMethod) -> Vec<T> {
    if secants.len() == r {
        return [secants, secants].concat();
    }
    // Two more secants at either end, as on a parabola.
    let n_secants = secants.len() / r.max(1);
    let mut m = vec![T::zero(); secants.len() + 4 * r];
    m[2 * r..secants.len() + 2 * r].copy_from_slice(secants);
    for lane in 0..r {
        for i in [1, 0] {
            m[i * r + lane] = T::of(2.0) * m[(i + 1) * r + lane] - m[(i + 2) * r + lane];
        }
        for i in [n_secants + 2, n_secants + 3] {
            m[i * r + lane] = T::of(2.0) * m[(i - 1) * r + lane] - m[(i - 2) * r + lane];
        }
    }
    let weight = |place: usize| {
        let (a, b) = (m[place], m[place + r]);
        let bend = (b - a).abs();
        if method == AkimaMethod::Akima { bend } else { bend + T::of(0.5) * (a + b).abs() }
    };
    let n_slopes = secants.len() + r;
    let sum = |place: usize| weight(place) + weight(place + 2 * r);
    let greatest = (0..n_slopes).map(sum).fold(T::zero(), T::max);
    (0..n_slopes)
        .map(|place| {
            let (m1, m2, m3, m4) = (m[place], m[place + r], m[place + 2 * r], m[place + 3 * r]);
            let both = sum(place);
            if both <= T::of(LEAST_WEIGHT) * greatest {
                T::of(0.5) * (m1 + m4)
            } else {
                m2 + weight(place) / both * (m3 - m2)
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn few_points() {
        let (x, y) = (array![0.0, 2.0], array![1.0, 5.0]);
        let line = Akima1DInterpolator::new(&x, &y, Axis(0), AkimaMethod::Akima).unwrap();
        assert_eq!(line.at(&array![0.5]), array![2.0]);
        let new = |x: &ndarray::Array1<f64>, y: &ndarray::Array1<f64>| {
            Akima1DInterpolator::new(x, y, Axis(0), AkimaMethod::Akima)
        };
        let error = new(&array![0.0], &array![0.0]).unwrap_err();
        assert_eq!(error.to_string(), "`x` has length 1, but needs at least 2");
        let error = new(&x, &array![0.0, f64::NAN]).unwrap_err();
        assert_eq!(error.to_string(), "`y` is not finite: element 1 is NaN");
    }
}
