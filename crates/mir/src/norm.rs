//! Scaling vectors to unit length.
//!
//! Counterpart of `librosa.util.normalize`.

use ndarray::{Array, ArrayRef, ArrayViewMut1, Axis, Dimension};
use num_traits::{Float, One};
use onkai_core::{Error, Real, Result, Scalar, check_finite, check_positive};

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
/// `threshold`, `fill` and all lanes at once are options of [`normalize_with`].
pub fn normalize<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    norm: Norm,
    axis: Axis,
) -> Result<Array<F, D>> {
    normalize_with(x, Some(axis), &NormalizeOptions { norm, ..Default::default() })
}

/// Scales each lane of `x` along `axis`, or all of `x` as one vector, to length 1, and does with short ones
/// what the options say.
///
/// # Shapes
///
/// `x`: any, real or complex. Returns its shape.
///
/// # Errors
///
/// [`Error::Parameter`] when `x` has no such axis, `norm` an exponent that is not positive, or the threshold is
/// not positive and finite; [`Error::Values`] when lanes are to be filled by [`Norm::NonZero`], of which no
/// constant makes a unit vector; [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_mir::{Norm, NormalizeOptions, ShortLanes, normalize_with};
///
/// let x = array![[3.0, 0.01], [4.0, 0.0], [0.0, 0.0], [0.0, 0.0]];
/// let options = NormalizeOptions {
///     norm: Norm::P(2.0),
///     threshold: Some(0.1),
///     short: ShortLanes::Fill,
/// };
/// let y = normalize_with(&x, Some(Axis(0)), &options)?;
/// assert_eq!(y, array![[0.6, 0.5], [0.8, 0.5], [0.0, 0.5], [0.0, 0.5]]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn normalize_with<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    axis: Option<Axis>,
    options: &NormalizeOptions,
) -> Result<Array<T, D>> {
    options.check()?;
    if let Some(axis) = axis
        && x.ndim() <= axis.index()
    {
        return Err(Error::parameter("axis", axis.index() as f64, "an axis of the array"));
    }
    check_finite("x", x)?;
    let mut out = x.to_owned();
    let scale = |length: T::Real, n: usize| options.scaled(length, n);
    if let Some(axis) = axis {
        for mut lane in out.lanes_mut(axis) {
            let scaled = scale(options.norm.of(lane.iter().map(|v| v.modulus())), lane.len());
            lane.map_inplace(|v| *v = scaled(*v));
        }
    } else {
        let scaled = scale(options.norm.of(out.iter().map(|v| v.modulus())), out.len());
        out.map_inplace(|v| *v = scaled(*v));
    }
    Ok(out)
}

/// Options of [`normalize_with`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NormalizeOptions {
    /// What is a vector's length. Default: [`Norm::Max`].
    pub norm: Norm,
    /// A lane shorter than this counts as short; positive. Default: `None`, meaning the smallest normal
    /// number of the type.
    pub threshold: Option<f64>,
    /// What becomes of short lanes. Default: [`ShortLanes::Keep`].
    #[doc(alias = "fill")]
    pub short: ShortLanes,
}

impl Default for NormalizeOptions {
    fn default() -> Self {
        Self { norm: Norm::Max, threshold: None, short: ShortLanes::Keep }
    }
}

/// What becomes of a lane that is too short to be scaled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ShortLanes {
    /// It stays as it is: `fill=None`.
    #[default]
    Keep,
    /// It becomes zeros: `fill=False`.
    Zero,
    /// It becomes a constant of length 1: `fill=True`.
    Fill,
}

impl NormalizeOptions {
    fn check(&self) -> Result<()> {
        self.norm.check()?;
        if let Some(threshold) = self.threshold {
            check_positive("threshold", threshold)?;
        }
        if self.short == ShortLanes::Fill && self.norm == Norm::NonZero {
            return Err(Error::Values {
                name: "short",
                requirement: "not be `Fill` with `NonZero`",
            });
        }
        Ok(())
    }

    /// What becomes of each element of a vector of this length and number of elements.
    fn scaled<T: Scalar>(&self, length: T::Real, n: usize) -> impl Fn(T) -> T {
        let threshold = self.threshold.map_or(T::Real::min_positive_value(), T::Real::of);
        let is_short = length < threshold;
        let constant = match self.short {
            ShortLanes::Zero if is_short => Some(T::zero()),
            ShortLanes::Fill if is_short => Some(T::from_real(self.norm.filling(n))),
            _ => None,
        };
        let divisor = T::from_real(if is_short { T::Real::one() } else { length });
        move |v| constant.unwrap_or(v / divisor)
    }
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
        let size = x.map(Float::abs);
        match self {
            Self::Max => size.fold(F::zero(), F::max),
            Self::Min => size.fold(F::infinity(), F::min),
            Self::NonZero => F::of_usize(size.filter(|&v| F::zero() < v).count()),
            Self::P(1.0) => size.sum(),
            Self::P(2.0) => size.map(|v| v * v).sum::<F>().sqrt(),
            Self::P(p) => size.map(|v| v.powf(F::of(p))).sum::<F>().powf(F::of(p.recip())),
        }
    }

    /// What `n` elements must be, all the same, for the length 1.
    fn filling<F: Real>(self, n: usize) -> F {
        if let Self::P(p) = self { F::of((n as f64).powf(-p.recip())) } else { F::one() }
    }

    /// Scales `x` to length 1, unless it is too short for that.
    pub(crate) fn scale_to_one<F: Real>(self, mut x: ArrayViewMut1<'_, F>) {
        let length = self.of(x.iter().copied());
        let options = NormalizeOptions { norm: self, ..Default::default() };
        let scaled = options.scaled(length, x.len());
        x.mapv_inplace(scaled);
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

    #[test]
    fn short_lanes_become_what_is_asked() {
        let x = array![[1.0, -1.0], [0.1, 0.1]];
        let run = |short, axis| {
            let options = NormalizeOptions { norm: Norm::P(1.0), threshold: Some(0.3), short };
            normalize_with(&x, axis, &options).unwrap().into_raw_vec_and_offset().0
        };
        assert_eq!(run(ShortLanes::Keep, Some(Axis(1))), [0.5, -0.5, 0.1, 0.1]);
        assert_eq!(run(ShortLanes::Zero, Some(Axis(1))), [0.5, -0.5, 0.0, 0.0]);
        assert_eq!(run(ShortLanes::Fill, Some(Axis(1))), [0.5, -0.5, 0.5, 0.5]);
        assert_eq!(run(ShortLanes::Fill, None)[0], 1.0 / 2.2);
        let z = array![num_complex::Complex::new(0.0_f32, -2.0)];
        let y = normalize_with(&z, None, &NormalizeOptions::default()).unwrap();
        assert_eq!(y[0], num_complex::Complex::new(0.0, -1.0));
    }

    #[test]
    fn bad_options_are_named() {
        let run =
            |options: NormalizeOptions| normalize_with(&array![1.0], None, &options).unwrap_err();
        let default = NormalizeOptions::default();
        for bad in [0.0, -1.0, f64::NAN] {
            let error = run(NormalizeOptions { threshold: Some(bad), ..default });
            assert!(matches!(error, Error::Parameter { name: "threshold", .. }));
        }
        let (norm, short) = (Norm::NonZero, ShortLanes::Fill);
        let error = run(NormalizeOptions { norm, short, ..default });
        assert!(matches!(error, Error::Values { name: "short", .. }));
    }
}
