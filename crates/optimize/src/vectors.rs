//! Products and norms of vectors.

use ndarray::{ArrayRef1, aview1};

/// The scalar product.
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    // ndarray keeps several partial sums, which a plain loop must not.
    aview1(a).dot(&aview1(b))
}

/// `y + factor · x` in place of `y`.
pub(crate) fn add_scaled(y: &mut [f64], factor: f64, x: &[f64]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y += factor * x;
    }
}

/// The Euclidean norm, by scaling where squares would overflow or vanish.
pub(crate) fn norm(x: &ArrayRef1<f64>) -> f64 {
    let square = x.dot(x);
    if (1e-280..1e280).contains(&square) || square == 0.0 && x.iter().all(|&x| x == 0.0) {
        return square.sqrt();
    }
    let scale = x.iter().fold(0.0_f64, |scale, x| scale.max(x.abs()));
    if !scale.is_finite() || square.is_nan() {
        return square.sqrt();
    }
    scale * x.iter().map(|x| (x / scale).powi(2)).sum::<f64>().sqrt()
}

/// The largest modulus; NaN if there is one.
pub(crate) fn max_norm(x: &ArrayRef1<f64>) -> f64 {
    x.iter().fold(
        0.0_f64,
        |max, x| if x.is_nan() || max.is_nan() { f64::NAN } else { max.max(x.abs()) },
    )
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn norms_of_large_and_small_numbers() {
        assert_eq!(norm(&array![3.0, 4.0]), 5.0);
        assert!((norm(&array![3e200, 4e200]) / 5e200 - 1.0).abs() < 1e-15);
        assert!((norm(&array![3e-200, 4e-200]) / 5e-200 - 1.0).abs() < 1e-15);
        assert_eq!(norm(&array![0.0, 0.0]), 0.0);
        assert_eq!(norm(&array![]), 0.0);
        assert_eq!(norm(&array![f64::INFINITY, 0.0]), f64::INFINITY);
        assert!(norm(&array![f64::NAN, 0.0]).is_nan() && max_norm(&array![f64::NAN, 0.0]).is_nan());
    }

    #[test]
    fn products_and_sums() {
        let mut y = [1.0, 2.0];
        add_scaled(&mut y, 2.0, &[3.0, -1.0]);
        assert_eq!(y, [7.0, 0.0]);
        assert_eq!(dot(&[1.0, 2.0, 3.0], &[4.0, 5.0, 6.0]), 32.0);
    }
}
