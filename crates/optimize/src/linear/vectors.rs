//! Sums over slices, as the solvers of linear problems need them.

use ndarray::aview1;

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

/// The Euclidean norm, without overflow on the way.
pub(crate) fn norm(x: &[f64]) -> f64 {
    let square = dot(x, x);
    if square.is_finite() && square > f64::MIN_POSITIVE / f64::EPSILON {
        return square.sqrt();
    }
    let largest = x.iter().fold(0.0_f64, |largest, x| largest.max(x.abs()));
    if largest == 0.0 || !largest.is_finite() {
        return largest;
    }
    let sum: f64 = x.iter().map(|x| (x / largest).powi(2)).sum();
    largest * sum.sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn norms_of_large_and_small_numbers() {
        assert_eq!(norm(&[3.0, 4.0]), 5.0);
        assert!((norm(&[3e200, 4e200]) / 5e200 - 1.0).abs() < 1e-15);
        assert!((norm(&[3e-200, 4e-200]) / 5e-200 - 1.0).abs() < 1e-15);
        assert_eq!(norm(&[0.0, 0.0]), 0.0);
        assert_eq!(norm(&[]), 0.0);
    }

    #[test]
    fn products_and_sums() {
        let mut y = [1.0, 2.0];
        add_scaled(&mut y, 2.0, &[3.0, -1.0]);
        assert_eq!(y, [7.0, 0.0]);
        assert_eq!(dot(&[1.0, 2.0, 3.0], &[4.0, 5.0, 6.0]), 32.0);
    }
}
