//! Scaling vectors to unit length.
//!
//! Counterpart of `librosa.util.normalize`.

use ndarray::{Array, ArrayRef, ArrayViewMut1, Axis, Dimension};
use onkai_core::{Error, Real, Result, check_finite, check_positive};

/// Scales each lane of `x` along `axis` to length 1 in the sense of `norm`.
///
/// A lane shorter than the smallest normal number is left as it is.
///
/// # Shapes
///
/// Returns the shape of `x`.
///
/// # Errors
///
/// [`Error::Parameter`] when `x` has no such axis or `norm` an exponent that is not positive,
/// [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_mir::{Norm, normalize};
///
/// let x = array![[3.0, 4.0], [0.0, -2.0]];
/// assert_eq!(normalize(&x, Norm::P(2.0), Axis(1))?, array![[0.6, 0.8], [0.0, -1.0]]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// There is no `threshold` and no `fill`: short lanes stay as they are.
pub fn normalize<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    norm: Norm,
    axis: Axis,
) -> Result<Array<F, D>> {
    if x.ndim() <= axis.index() {
        return Err(Error::parameter("axis", axis.index() as f64, "an axis of the array"));
    }
    norm.check()?;
    check_finite("x", x)?;
    let mut out = x.to_owned();
    out.lanes_mut(axis).into_iter().for_each(|lane| norm.scale_to_one(lane));
    Ok(out)
}

/// A length of a vector.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Norm {
    /// The largest absolute value.
    Max,
    /// The smallest absolute value.
    Min,
    /// How many elements are not zero.
    NonZero,
    /// `(Σ |x|^p)^(1/p)`; `p` must be positive.
    P(f64),
}

impl Norm {
    pub(crate) fn check(self) -> Result<()> {
        if let Self::P(p) = self { check_positive("norm", p) } else { Ok(()) }
    }

    /// The length of `x`.
    pub(crate) fn of<F: Real>(self, x: impl Iterator<Item = F>) -> F {
        let size = x.map(num_traits::Float::abs);
        match self {
            Self::Max => size.fold(F::zero(), F::max),
            Self::Min => size.fold(F::infinity(), F::min),
            Self::NonZero => F::of_usize(size.filter(|&v| F::zero() < v).count()),
            Self::P(1.0) => size.sum(),
            Self::P(2.0) => size.map(|v| v * v).sum::<F>().sqrt(),
            Self::P(p) => size.map(|v| v.powf(F::of(p))).sum::<F>().powf(F::of(p.recip())),
        }
    }

    /// Scales `x` to length 1, unless it is too short for that.
    pub(crate) fn scale_to_one<F: Real>(self, mut x: ArrayViewMut1<'_, F>) {
        let length = self.of(x.iter().copied());
        if F::min_positive_value() <= length {
            x.mapv_inplace(|v| v / length);
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn each_norm_makes_unit_vectors() {
        let x = array![1.0_f32, -4.0, 2.0];
        for norm in [Norm::Max, Norm::Min, Norm::P(1.0), Norm::P(2.0), Norm::P(3.0)] {
            let y = normalize(&x, norm, Axis(0)).unwrap();
            let length = norm.of(y.iter().copied());
            assert!((length - 1.0).abs() < 1e-6, "{norm:?}: {length}");
        }
        assert_eq!(normalize(&x, Norm::NonZero, Axis(0)).unwrap()[1], -4.0 / 3.0);
    }

    #[test]
    fn zeros_stay_and_bad_arguments_are_named() {
        let zeros = Array1::<f64>::zeros(4);
        assert_eq!(normalize(&zeros, Norm::Max, Axis(0)).unwrap(), zeros);
        assert!(normalize(&zeros, Norm::P(0.0), Axis(0)).is_err());
        assert!(normalize(&zeros, Norm::Max, Axis(1)).is_err());
        assert!(normalize(&array![f64::NAN], Norm::Max, Axis(0)).is_err());
    }
}
