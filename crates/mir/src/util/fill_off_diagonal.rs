//! The band about a diagonal.
//!
//! Counterpart of `librosa.util.fill_off_diagonal`.

use ndarray::ArrayRef2;
use onkai_core::{Error, Result};

/// Overwrites what lies farther from the diagonal than a band: the constraint of Sakoe and Chiba.
///
/// The band reaches `radius` times the shorter side, rounded, to either side of the diagonal; in a matrix that is
/// not square, the diagonals from corner to corner lie within.
///
/// # Errors
///
/// [`Error::Parameter`] when `radius` is negative or not finite.
///
/// # Examples
///
/// ```
/// use ndarray::{Array2, array};
/// use onkai_mir::util::fill_off_diagonal;
/// let mut x = Array2::ones((3, 3));
/// fill_off_diagonal(&mut x, 0.4, 0.0)?;
/// assert_eq!(x, Array2::<f64>::eye(3));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # References
///
/// H. Sakoe and S. Chiba, "Dynamic programming algorithm optimization for spoken word recognition", IEEE
/// Transactions on Acoustics, Speech and Signal Processing 26 (1978), <https://doi.org/10.1109/TASSP.1978.1163055>.
pub fn fill_off_diagonal<T: Clone>(x: &mut ArrayRef2<T>, radius: f64, value: T) -> Result<()> {
    if !radius.is_finite() || radius < 0.0 {
        return Err(Error::parameter("radius", radius, "at least 0 and finite"));
    }
    let (n_rows, n_columns) = x.dim();
    let reach = (radius * n_rows.min(n_columns) as f64).round_ties_even();
    let above = reach + n_columns.saturating_sub(n_rows) as f64;
    let below = reach + n_rows.saturating_sub(n_columns) as f64;
    for ((row, column), v) in x.indexed_iter_mut() {
        let right = column as f64 - row as f64;
        if above <= right || right <= -below {
            *v = value.clone();
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;

    use super::*;

    #[test]
    fn bad_radii_are_refused() {
        let mut x = Array2::<f64>::ones((2, 2));
        for bad in [-0.1, f64::NAN, f64::INFINITY] {
            let result = fill_off_diagonal(&mut x, bad, 0.0);
            assert!(matches!(result, Err(Error::Parameter { name: "radius", .. })));
        }
        fill_off_diagonal(&mut x, 0.0, 0.0).unwrap();
        assert_eq!(x, Array2::zeros((2, 2)));
    }
}
