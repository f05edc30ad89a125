//! Sums, means, extremes and centres of labelled regions.
//!
//! Counterpart of `scipy.ndimage.sum_labels`, `mean`, `minimum`, `maximum` and `center_of_mass`.

use ndarray::{Array2, ArrayRef, Dimension};
use onkai_core::{Error, Real, Result};

use crate::grid::{elements, strides};

/// The sum of the samples of `x` with each label of `index`; 0 for a label that no sample has.
///
/// # Shapes
///
/// `x`, `labels`: the same, any. Returns a sum for each element of `index`.
///
/// # Errors
///
/// [`Error::Shape`] when `labels` has another shape than `x`.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::sum_labels;
/// assert_eq!(sum_labels(&array![1.0, 2.0, 4.0], &array![1, 2, 1], &[1, 2, 3])?, [5.0, 2.0, 0.0]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
#[doc(alias = "sum")]
pub fn sum_labels<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    labels: &ArrayRef<u32, D>,
    index: &[u32],
) -> Result<Vec<F>> {
    let sums = fold(x, labels, index, 0.0_f64, |sum, v, _| *sum += v.as_f64())?;
    Ok(sums.into_iter().map(F::of).collect())
}

/// The mean of the samples of `x` with each label of `index`; NaN for a label that no sample has.
///
/// # Shapes
///
/// `x`, `labels`: the same, any. Returns a mean for each element of `index`.
///
/// # Errors
///
/// As [`sum_labels`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::mean_labels;
/// assert_eq!(mean_labels(&array![1.0, 2.0, 4.0], &array![1, 2, 1], &[1, 2])?, [2.5, 2.0]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
#[doc(alias = "mean")]
pub fn mean_labels<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    labels: &ArrayRef<u32, D>,
    index: &[u32],
) -> Result<Vec<F>> {
    let sums = fold(x, labels, index, (0.0, 0_usize), |(sum, n), v, _| {
        *sum += v.as_f64();
        *n += 1;
    })?;
    Ok(sums.into_iter().map(|(sum, n)| F::of(sum / n as f64)).collect())
}

/// The smallest of the samples of `x` with each label of `index`; 0 for a label that no sample has, and
/// NaN if one of the samples is.
///
/// # Shapes
///
/// `x`, `labels`: the same, any. Returns a sample for each element of `index`.
///
/// # Errors
///
/// As [`sum_labels`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::minimum_labels;
/// assert_eq!(minimum_labels(&array![1.0, 2.0, 4.0], &array![1, 2, 1], &[1, 2])?, [1.0, 2.0]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// SciPy passes over NaN here, but not in `maximum`.
#[doc(alias = "minimum")]
pub fn minimum_labels<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    labels: &ArrayRef<u32, D>,
    index: &[u32],
) -> Result<Vec<F>> {
    pick(x, labels, index, |a, b| b < a)
}

/// The largest of the samples of `x` with each label of `index`; 0 for a label that no sample has, and
/// NaN if one of the samples is.
///
/// # Shapes
///
/// `x`, `labels`: the same, any. Returns a sample for each element of `index`.
///
/// # Errors
///
/// As [`sum_labels`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::maximum_labels;
/// assert_eq!(maximum_labels(&array![1.0, 2.0, 4.0], &array![1, 2, 1], &[1, 2])?, [4.0, 2.0]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
#[doc(alias = "maximum")]
pub fn maximum_labels<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    labels: &ArrayRef<u32, D>,
    index: &[u32],
) -> Result<Vec<F>> {
    pick(x, labels, index, |a, b| a < b)
}

/// The centre of mass of the samples of `x` with each label of `index`, in units of samples; NaN where
/// the masses add up to zero.
///
/// ```text
/// centre = Σ x[i] · i / Σ x[i]        over the samples i of the label
/// ```
///
/// # Shapes
///
/// `x`, `labels`: the same, any. Returns `[index.len(), x.ndim()]`.
///
/// # Errors
///
/// As [`sum_labels`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::center_of_mass;
/// let centres = center_of_mass(&array![[1.0, 1.0], [0.0, 2.0]], &array![[1, 1], [1, 1]], &[1])?;
/// assert_eq!(centres, array![[0.5, 0.75]]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn center_of_mass<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    labels: &ArrayRef<u32, D>,
    index: &[u32],
) -> Result<Array2<F>> {
    let n_axes = x.ndim();
    // The moment along each axis, then the mass.
    let places = strides(x.shape());
    let moments = fold(x, labels, index, vec![0.0; n_axes + 1], |moments, v, i| {
        let mass = v.as_f64();
        for (axis, stride) in places.iter().enumerate() {
            moments[axis] += mass * (i / stride % x.shape()[axis]) as f64;
        }
        moments[n_axes] += mass;
    })?;
    Ok(Array2::from_shape_fn((index.len(), n_axes), |(i, axis)| {
        F::of(moments[i][axis] / moments[i][n_axes])
    }))
}

/// The sample that is preferred to all others.
fn pick<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    labels: &ArrayRef<u32, D>,
    index: &[u32],
    is_worse: impl Fn(F, F) -> bool,
) -> Result<Vec<F>> {
    let best = fold(x, labels, index, None, |best: &mut Option<F>, v, _| {
        if best.is_none_or(|best| v.is_nan() || is_worse(best, v)) {
            *best = Some(v);
        }
    })?;
    Ok(best.into_iter().map(|best| best.unwrap_or(F::zero())).collect())
}

/// Takes every sample, with its index in the order of rows, into what is gathered for its label.
fn fold<F: Real, D: Dimension, A: Clone>(
    x: &ArrayRef<F, D>,
    labels: &ArrayRef<u32, D>,
    index: &[u32],
    begin: A,
    take: impl Fn(&mut A, F, usize),
) -> Result<Vec<A>> {
    if x.shape() != labels.shape() {
        let (expected, actual) = (x.shape().to_vec(), labels.shape().to_vec());
        return Err(Error::Shape { name: "labels", expected, actual });
    }
    let mut wanted = index.to_vec();
    wanted.sort_unstable();
    wanted.dedup();
    let mut gathered = vec![begin; wanted.len()];
    // Labels are mostly few and small: those get a table.
    let largest = wanted.last().map_or(0, |&label| label as usize);
    let mut table = vec![usize::MAX; if largest <= 2 * x.len() { largest + 1 } else { 0 }];
    let place_of = |label: u32| wanted.binary_search(&label).ok();
    let has_table = !table.is_empty();
    if has_table {
        wanted.iter().enumerate().for_each(|(place, &label)| table[label as usize] = place);
    }
    for (i, (&v, &label)) in elements(x).iter().zip(elements(labels).iter()).enumerate() {
        let place = if has_table { table.get(label as usize).copied() } else { place_of(label) };
        if let Some(gathered) = place.and_then(|place| gathered.get_mut(place)) {
            take(gathered, v, i);
        }
    }
    let of = |&label: &u32| place_of(label).map(|place| gathered[place].clone());
    Ok(index.iter().filter_map(of).collect())
}
