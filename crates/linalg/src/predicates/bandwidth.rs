//! How far a matrix reaches from its diagonal.
//!
//! Counterpart of `scipy.linalg.bandwidth`.

use ndarray::ArrayRef2;
use onkai_core::Scalar;

/// How many diagonals of a matrix are taken up on either side of the main one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bandwidth {
    /// Below: 0 for an upper triangular matrix.
    pub lower: usize,
    /// Above: 0 for a lower triangular matrix.
    pub upper: usize,
}

/// How far the elements of `a` that are not zero lie from its diagonal.
///
/// # Shapes
///
/// `a`: `[m, n]`.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let width = onkai_linalg::bandwidth(&array![[1.0, 2.0, 3.0], [0.0, 4.0, 5.0], [0.0, 6.0, 7.0]]);
/// assert_eq!((width.lower, width.upper), (1, 2));
/// ```
pub fn bandwidth<T: Scalar>(a: &ArrayRef2<T>) -> Bandwidth {
    let mut width = Bandwidth::default();
    for (i, row) in a.rows().into_iter().enumerate() {
        if let Some(j) = row.iter().take(i).position(|&v| v != T::zero()) {
            width.lower = width.lower.max(i - j);
        }
        // Only what lies beyond the width found so far can add to it.
        let beyond = (i + width.upper + 1).min(row.len());
        if let Some(j) = row.iter().skip(beyond).rposition(|&v| v != T::zero()) {
            width.upper = beyond + j - i;
        }
    }
    width
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    #[test]
    fn both_sides_are_measured_in_all_rows() {
        let mut a = Array2::<f64>::zeros((4, 6));
        assert_eq!(bandwidth(&a), Bandwidth { lower: 0, upper: 0 });
        a[[1, 5]] = 1.0;
        a[[3, 1]] = f64::NAN;
        assert_eq!(bandwidth(&a), Bandwidth { lower: 2, upper: 4 });
        assert_eq!(bandwidth(&a.t()), Bandwidth { lower: 4, upper: 2 });
        assert_eq!(bandwidth(&array![[0.0], [0.0], [1.0]]), Bandwidth { lower: 2, upper: 0 });
        let one_sided = Array2::from_shape_fn((6, 6), |(i, j)| f64::from(u8::from(i <= j + 3)));
        assert_eq!(bandwidth(&one_sided), Bandwidth { lower: 3, upper: 5 });
        assert_eq!(bandwidth(&one_sided.t()), Bandwidth { lower: 5, upper: 3 });
    }
}
