//! Median and rank filters with zeros beyond the ends.
//!
//! Counterpart of `scipy.signal.medfilt`, `medfilt2d` and `order_filter`.

use ndarray::{Array, ArrayRef, Dimension};
use onkai_core::{Error, Real, Result};
use onkai_ndimage::{Boundary, FilterOptions, median_filter, rank_filter};

/// The median of the samples about each sample; beyond the ends stand zeros.
///
/// # Shapes
///
/// `x`: any. `kernel_size`: an odd number for each axis, or one for all. Returns the shape of `x`.
///
/// # Errors
///
/// [`Error::Parameter`] when a size is even, [`Error::Shape`] when there are neither one nor as many as
/// axes.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let x = array![1.0, 1.0, 9.0, 1.0, 2.0];
/// assert_eq!(onkai_signal::medfilt(&x, &[3])?, array![1.0, 1.0, 1.0, 2.0, 1.0]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// A window that contains NaN gives NaN; SciPy's result is then undefined. `medfilt2d` is this function
/// on images. Other rules for what lies beyond the ends are in `onkai_ndimage::median_filter`.
#[doc(alias = "medfilt2d")]
pub fn medfilt<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    kernel_size: &[usize],
) -> Result<Array<F, D>> {
    let sizes = kernel_shape(kernel_size, x.ndim())?;
    if let Some(&even) = sizes.iter().find(|&&size| size % 2 == 0) {
        return Err(Error::parameter("kernel_size", even as f64, "odd"));
    }
    if x.is_empty() || x.ndim() == 0 {
        return Ok(x.to_owned());
    }
    median_filter(x, &sizes[..], &zeros_beyond())
}

/// The sample of a given rank among those about each sample that `domain` marks; beyond the ends stand
/// zeros.
///
/// # Shapes
///
/// `x`: any. `domain`: as many axes, of odd lengths; its middle is where the result goes. Returns the
/// shape of `x`.
///
/// # Errors
///
/// [`Error::Values`] when a length of `domain` is even or it marks nothing, [`Error::Parameter`] when
/// it marks not more than `rank` samples.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let (x, domain) = (array![3.0, 1.0, 4.0, 1.0], array![true, false, true]);
/// // The smaller one of both neighbours.
/// assert_eq!(onkai_signal::order_filter(&x, &domain, 0)?, array![0.0, 3.0, 1.0, 0.0]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// A window that contains NaN gives NaN; SciPy's result is then undefined.
pub fn order_filter<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    domain: &ArrayRef<bool, D>,
    rank: usize,
) -> Result<Array<F, D>> {
    if domain.ndim() != x.ndim() || domain.shape().iter().any(|len| len % 2 == 0) {
        let requirement = "have an odd length along each axis of `x`";
        return Err(Error::Values { name: "domain", requirement });
    }
    let marked = domain.iter().filter(|&&marked| marked).count();
    if marked == 0 {
        return Err(Error::Values { name: "domain", requirement: "mark a sample" });
    }
    if marked <= rank {
        let requirement = "less than the number of samples that `domain` marks";
        return Err(Error::parameter("rank", rank as f64, requirement));
    }
    if x.is_empty() {
        return Ok(x.to_owned());
    }
    rank_filter(x, rank.cast_signed(), domain.to_owned(), &zeros_beyond())
}

/// One size for each axis.
pub(super) fn kernel_shape(sizes: &[usize], n_dim: usize) -> Result<Vec<usize>> {
    match sizes {
        [size] => Ok(vec![*size; n_dim]),
        sizes if sizes.len() == n_dim => Ok(sizes.to_vec()),
        sizes => {
            let (expected, actual) = (vec![n_dim], vec![sizes.len()]);
            Err(Error::Shape { name: "kernel_size", expected, actual })
        }
    }
}

fn zeros_beyond<F: Real>() -> FilterOptions<F> {
    FilterOptions { boundary: Boundary::Constant(F::zero()), ..Default::default() }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn bad_kernels_are_named() {
        let x = array![1.0, 2.0, 3.0];
        let message = |sizes: &[usize]| medfilt(&x, sizes).unwrap_err().to_string();
        assert_eq!(message(&[4]), "`kernel_size` is 4, but must be odd");
        assert_eq!(message(&[0]), "`kernel_size` is 0, but must be odd");
        assert_eq!(message(&[3, 3]), "`kernel_size` has shape [2], but must have [1]");
        assert!(order_filter(&x, &array![true, true], 0).is_err());
        assert!(order_filter(&x, &array![false], 0).is_err());
        assert!(order_filter(&x, &array![true, true, true], 3).is_err());
    }

    #[test]
    fn no_samples_have_no_median() {
        let none = Array1::<f32>::zeros(0);
        assert_eq!(medfilt(&none, &[3]).unwrap(), none);
        assert_eq!(medfilt(&array![2.0], &[3]).unwrap(), array![0.0]);
    }
}
