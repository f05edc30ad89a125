//! Helmert matrices: contrasts of each value with the mean of those before it.
//!
//! Counterpart of `scipy.linalg.helmert`.

use ndarray::{Array2, s};
use onkai_core::{Error, Real, Result};

/// The Helmert matrix of order `n`, with or without its first, constant row.
///
/// Row `i ≥ 1` begins with `i` elements `1 / √(i (i + 1))`, followed by `-i / √(i (i + 1))`; row 0 is
/// `1 / √n` throughout. The full matrix is orthogonal.
///
/// # Shapes
///
/// Returns `[n, n]` if `full`, else `[n - 1, n]`.
///
/// # Errors
///
/// [`Error::Parameter`] when `n` is zero.
///
/// # Examples
///
/// ```
/// let h = onkai_linalg::helmert::<f64>(5, true)?;
/// assert!((h.dot(&h.t()) - ndarray::Array2::<f64>::eye(5)).iter().all(|d: &f64| d.abs() < 1e-15));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn helmert<F: Real>(n: usize, full: bool) -> Result<Array2<F>> {
    if n == 0 {
        return Err(Error::parameter("n", 0.0, "at least 1"));
    }
    let h = Array2::from_shape_fn((n, n), |(i, j)| {
        let value = match (i, j) {
            (0, _) => (n as f64).sqrt().recip(),
            _ if j < i => ((i * (i + 1)) as f64).sqrt().recip(),
            _ if j == i => -(i as f64) / ((i * (i + 1)) as f64).sqrt(),
            _ => 0.0,
        };
        F::of(value)
    });
    Ok(if full { h } else { h.slice_move(s![1.., ..]) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_orders() {
        assert!(matches!(helmert::<f64>(0, true), Err(Error::Parameter { name: "n", .. })));
        assert_eq!(helmert::<f64>(1, false).unwrap().shape(), [0, 1]);
        assert_eq!(helmert::<f64>(1, true).unwrap(), ndarray::array![[1.0]]);
    }
}
