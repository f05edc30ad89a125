//! Which share of each bin belongs to a part.
//!
//! Counterpart of `librosa.util.softmask`.

use ndarray::{Array, ArrayRef, Dimension, Zip};
use onkai_core::{Error, Real, Result, check_finite};

/// The share of `x` where it competes with `x_ref`.
///
/// ```text
/// M = x^p / (x^p + x_ref^p)
/// ```
///
/// for an infinite `p` whether `x > x_ref`, as 1 or 0.
///
/// # Shapes
///
/// `x`, `x_ref`: the same, which is also the result's.
///
/// # Errors
///
/// [`Error::Shape`] when the shapes differ, [`Error::NotFinite`], [`Error::Values`] for negative
/// elements, [`Error::Parameter`] for a `power` that is not positive.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::decompose::{SoftmaskOptions, softmask};
///
/// let mask = softmask(&array![1.0, 3.0], &array![1.0, 1.0], &SoftmaskOptions::default())?;
/// assert_eq!(mask, array![0.5, 0.75]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// An infinite power gives numbers, not booleans.
pub fn softmask<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    x_ref: &ArrayRef<F, D>,
    options: &SoftmaskOptions,
) -> Result<Array<F, D>> {
    let share = Share::<F>::new(options)?;
    if x.shape() != x_ref.shape() {
        let (expected, actual) = (x.shape().to_vec(), x_ref.shape().to_vec());
        return Err(Error::Shape { name: "x_ref", expected, actual });
    }
    for (name, values) in [("x", x), ("x_ref", x_ref)] {
        check_finite(name, values)?;
        if values.iter().any(|&v| v < F::zero()) {
            return Err(Error::Values { name, requirement: "not be negative anywhere" });
        }
    }
    Ok(Zip::from(x).and(x_ref).map_collect(|&x, &other| share.of(x, other)))
}

/// Options of [`softmask`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SoftmaskOptions {
    /// The exponent, positive; may be infinite. Default: `1`.
    pub power: f64,
    /// Whether both get half where both are zero, rather than nothing. Default: `false`.
    pub split_zeros: bool,
}

impl Default for SoftmaskOptions {
    fn default() -> Self {
        Self { power: 1.0, split_zeros: false }
    }
}

/// Checked [`SoftmaskOptions`].
#[derive(Clone, Copy)]
pub(super) struct Share<F> {
    power: F,
    of_nothing: F,
}

impl<F: Real> Share<F> {
    pub(super) fn new(options: &SoftmaskOptions) -> Result<Self> {
        if options.power.is_nan() || options.power <= 0.0 {
            return Err(Error::parameter("power", options.power, "positive"));
        }
        let of_nothing = F::of(if options.split_zeros { 0.5 } else { 0.0 });
        Ok(Self { power: F::of(options.power), of_nothing })
    }

    /// The share of `x` beside `other`, both finite and not negative.
    pub(super) fn of(self, x: F, other: F) -> F {
        if self.power == F::infinity() {
            return if other < x { F::one() } else { F::zero() };
        }
        let larger = F::max(x, other);
        if larger < F::min_positive_value() {
            return self.of_nothing;
        }
        let (x, other) = (self.raise(x / larger), self.raise(other / larger));
        x / (x + other)
    }

    fn raise(self, ratio: F) -> F {
        // The usual powers, without a logarithm.
        if self.power == F::one() {
            ratio
        } else if self.power == F::of(2.0) {
            ratio * ratio
        } else {
            ratio.powf(self.power)
        }
    }
}
