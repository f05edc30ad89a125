//! Norms of gradients and steps.

use ndarray::ArrayRef1;
use onkai_core::{Error, Result};

use crate::vectors;

/// `(Σ |xᵢ|ᵖ)^(1/p)`; the greatest modulus for `p = ∞`, the least for `p = −∞`. NaN if an element is.
pub(crate) fn norm(x: &ArrayRef1<f64>, order: f64) -> f64 {
    if x.iter().any(|x| x.is_nan()) {
        f64::NAN
    } else if order == f64::INFINITY {
        x.iter().fold(0.0, |most, x| x.abs().max(most))
    } else if order == f64::NEG_INFINITY {
        x.iter().fold(f64::INFINITY, |least, x| x.abs().min(least))
    } else if order == 2.0 {
        vectors::norm(x)
    } else {
        x.iter().map(|x| x.abs().powf(order)).sum::<f64>().powf(order.recip())
    }
}

/// Refuses orders of which there is no norm.
pub(crate) fn check_norm(order: f64) -> Result<()> {
    if order.is_nan() || order == 0.0 {
        return Err(Error::parameter("norm", order, "a number other than 0, or an infinity"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn norms_of_a_right_angle() {
        let x = array![3.0, -4.0];
        let norms = [1.0, 2.0, f64::INFINITY, f64::NEG_INFINITY].map(|order| norm(&x, order));
        assert_eq!(norms, [7.0, 5.0, 4.0, 3.0]);
        assert!((norm(&x, 3.0) - 91.0_f64.cbrt()).abs() < 1e-14);
        assert!(norm(&array![1.0, f64::NAN], f64::INFINITY).is_nan());
        assert!(check_norm(f64::NAN).is_err() && check_norm(1.0).is_ok());
    }
}
