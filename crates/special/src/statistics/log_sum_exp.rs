//! Sums of exponentials of arrays, without overflow.
//!
//! Counterpart of `scipy.special.logsumexp`, `softmax` and `log_softmax`.

use ndarray::{Array, ArrayRef, Axis, Dimension, RemoveAxis};
use onkai_core::{Error, Real, Result, map_lanes};

/// The logarithm of the sum of the exponentials of all elements of `x`.
///
/// ```text
/// ln Σ b exp(x)        b = 1 without weights
/// ```
///
/// NaN where weights make the sum negative, -∞ for an empty array.
///
/// # Shapes
///
/// `x`: any; `weights`: the same.
///
/// # Errors
///
/// [`Error::Shape`] when the weights have another shape.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_special::logsumexp;
/// let x = array![1000.0, 1000.0];
/// assert_eq!(logsumexp(&x, None)?, 1000.0 + 2.0_f64.ln());
/// assert_eq!(logsumexp(&x, Some(&array![1.0, 0.0]))?, 1000.0);
/// # Ok::<(), onkai_special::Error>(())
/// ```
pub fn logsumexp<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    weights: Option<&ArrayRef<F, D>>,
) -> Result<F> {
    let Some(b) = weights else {
        return Ok(log_sum(x.iter().map(|x| (x.as_f64(), 1.0))));
    };
    check_shape(x, b)?;
    Ok(log_sum(x.iter().zip(b).map(|(x, b)| (x.as_f64(), b.as_f64()))))
}

/// [`logsumexp`] of each lane along an axis.
///
/// # Shapes
///
/// `x`: any; `weights`: the same. Returns the shape of `x` without the axis.
///
/// # Errors
///
/// [`Error::Parameter`] when `x` has no such axis, [`Error::Shape`] when the weights have another
/// shape.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_special::logsumexp_axis;
/// let x = array![[0.0, 0.0], [1e4, -1e4]];
/// assert_eq!(logsumexp_axis(&x, Axis(1), None)?, array![2.0_f64.ln(), 1e4]);
/// # Ok::<(), onkai_special::Error>(())
/// ```
pub fn logsumexp_axis<F: Real, D: RemoveAxis>(
    x: &ArrayRef<F, D>,
    axis: Axis,
    weights: Option<&ArrayRef<F, D>>,
) -> Result<Array<F, D::Smaller>> {
    let Some(b) = weights else {
        let sums = map_lanes(x, axis, 1, |lane, mut sum| {
            sum[0] = log_sum(lane.iter().map(|x| (x.as_f64(), 1.0)));
            Ok(())
        })?;
        return Ok(sums.index_axis_move(axis, 0));
    };
    check_shape(x, b)?;
    let mut pairs = Array::from_elem(x.raw_dim(), (0.0, 0.0));
    ndarray::Zip::from(&mut pairs).and(x).and(b).for_each(|pair, x, b| {
        *pair = (x.as_f64(), b.as_f64());
    });
    let sums = map_lanes(&pairs, axis, 1, |lane, mut sum| {
        sum[0] = log_sum(lane.iter().copied());
        Ok(())
    })?;
    Ok(sums.index_axis_move(axis, 0))
}

fn check_shape<F, D: Dimension>(x: &ArrayRef<F, D>, weights: &ArrayRef<F, D>) -> Result<()> {
    if x.shape() == weights.shape() {
        return Ok(());
    }
    let (expected, actual) = (x.shape().to_vec(), weights.shape().to_vec());
    Err(Error::Shape { name: "weights", expected, actual })
}

/// The logarithm of Σ b exp(x) over pairs (x, b).
fn log_sum<F: Real>(pairs: impl Iterator<Item = (f64, f64)> + Clone) -> F {
    // Terms without weight count for nothing, be their exponents infinite.
    let pairs = pairs.filter(|&(_, b)| b != 0.0);
    let largest = pairs.clone().fold(f64::NEG_INFINITY, |largest, (x, _)| {
        if x.is_nan() || largest.is_nan() { f64::NAN } else { largest.max(x) }
    });
    if largest.is_infinite() || largest.is_nan() {
        return F::of(largest);
    }
    // The largest terms are kept apart, as ln(1 + small) has more digits than ln of the sum.
    let (mut leading, mut others) = (0.0, 0.0);
    for (x, b) in pairs {
        if x == largest { leading += b } else { others += b * (x - largest).exp() }
    }
    let sum = if leading == 1.0 { others.ln_1p() } else { (leading + others).ln() };
    F::of(largest + sum)
}

/// Exponentials of all elements, divided by their sum.
///
/// # Shapes
///
/// `x`: any. Returns the same shape.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_special::softmax;
/// assert_eq!(softmax(&array![1000.0, 1000.0]), array![0.5, 0.5]);
/// ```
pub fn softmax<F: Real, D: Dimension>(x: &ArrayRef<F, D>) -> Array<F, D> {
    let scale = scale(x.iter());
    x.mapv(|x| scale.share(x))
}

/// [`softmax`] of each lane along an axis.
///
/// # Shapes
///
/// `x`: any. Returns the same shape.
///
/// # Errors
///
/// [`Error::Parameter`] when `x` has no such axis.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_special::softmax_axis;
/// assert_eq!(softmax_axis(&array![[1.0, 1.0], [0.0, 800.0]], Axis(1))?, array![[0.5, 0.5], [0.0, 1.0]]);
/// # Ok::<(), onkai_special::Error>(())
/// ```
pub fn softmax_axis<F: Real, D: Dimension>(x: &ArrayRef<F, D>, axis: Axis) -> Result<Array<F, D>> {
    map_lanes(x, axis, axis_len(x, axis), |lane, mut out| {
        let scale = scale(lane.iter());
        out.zip_mut_with(&lane, |out, &x| *out = scale.share(x));
        Ok(())
    })
}

/// The logarithm of [`softmax`], finite where that underflows.
///
/// # Shapes
///
/// `x`: any. Returns the same shape.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_special::log_softmax;
/// assert_eq!(log_softmax(&array![1000.0, 0.0]), array![0.0, -1000.0]);
/// ```
pub fn log_softmax<F: Real, D: Dimension>(x: &ArrayRef<F, D>) -> Array<F, D> {
    let scale = scale(x.iter());
    x.mapv(|x| scale.log_share(x))
}

/// [`log_softmax`] of each lane along an axis.
///
/// # Shapes
///
/// `x`: any. Returns the same shape.
///
/// # Errors
///
/// [`Error::Parameter`] when `x` has no such axis.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_special::log_softmax_axis;
/// let x = array![[1000.0, 0.0], [0.0, 0.0]];
/// let ln_2 = std::f64::consts::LN_2;
/// assert_eq!(log_softmax_axis(&x, Axis(1))?, array![[0.0, -1000.0], [-ln_2, -ln_2]]);
/// # Ok::<(), onkai_special::Error>(())
/// ```
pub fn log_softmax_axis<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    axis: Axis,
) -> Result<Array<F, D>> {
    map_lanes(x, axis, axis_len(x, axis), |lane, mut out| {
        let scale = scale(lane.iter());
        out.zip_mut_with(&lane, |out, &x| *out = scale.log_share(x));
        Ok(())
    })
}

/// The length along an axis; any length for one that is not there, which [`map_lanes`] refuses.
fn axis_len<T, D: Dimension>(x: &ArrayRef<T, D>, axis: Axis) -> usize {
    x.shape().get(axis.index()).copied().unwrap_or(0)
}

/// The largest element, and the sum of the exponentials of all elements less it.
#[derive(Clone, Copy)]
struct Scale {
    largest: f64,
    sum: f64,
}

impl Scale {
    fn share<F: Real>(self, x: F) -> F {
        F::of((x.as_f64() - self.largest).exp() / self.sum)
    }

    fn log_share<F: Real>(self, x: F) -> F {
        F::of(x.as_f64() - self.largest - self.sum.ln())
    }
}

fn scale<'a, F: Real>(x: impl Iterator<Item = &'a F> + Clone) -> Scale {
    let largest = x.clone().fold(f64::NEG_INFINITY, |largest, x| largest.max(x.as_f64()));
    // Lanes of -∞ alone have no shares, as 0 / 0 has no value.
    Scale { largest, sum: x.map(|x| (x.as_f64() - largest).exp()).sum() }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn infinities_nan_and_emptiness_have_their_values() {
        let inf = f64::INFINITY;
        assert_eq!(logsumexp(&array![1.0, inf], None), Ok(inf));
        assert_eq!(logsumexp(&array![-inf, -inf], None), Ok(-inf));
        assert_eq!(logsumexp(&Array1::<f64>::zeros(0), None), Ok(-inf));
        assert!(logsumexp(&array![1.0, f64::NAN, inf], None).unwrap().is_nan());
        assert!(logsumexp(&array![1.0, 1.0], Some(&array![1.0, -2.0_f64])).unwrap().is_nan());
        assert!(softmax(&array![f64::NAN, 1.0]).iter().all(|v| v.is_nan()));
    }

    #[test]
    fn small_sums_beside_the_largest_are_not_lost() {
        let value: f64 = logsumexp(&array![0.0, -50.0], None).unwrap();
        assert!((value / (-50.0_f64).exp() - 1.0).abs() < 1e-14);
    }

    #[test]
    fn wrong_shapes_and_axes_are_named() {
        let x = array![[1.0, 2.0]];
        let error = logsumexp(&x, Some(&array![[1.0]])).unwrap_err();
        assert_eq!(error.to_string(), "`weights` has shape [1, 1], but must have [1, 2]");
        for error in [
            logsumexp_axis(&x, Axis(2), None).unwrap_err(),
            softmax_axis(&x, Axis(2)).unwrap_err(),
            log_softmax_axis(&x, Axis(2)).unwrap_err(),
        ] {
            assert_eq!(error, Error::parameter("axis", 2.0, "an axis of the array"));
        }
    }
}
