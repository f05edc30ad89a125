//! Hadamard matrices: signs with orthogonal rows.
//!
//! Counterpart of `scipy.linalg.hadamard`.

use ndarray::Array2;
use onkai_core::{Error, Real, Result};

/// The Hadamard matrix of order `n` by Sylvester's construction.
///
/// ```text
/// A[i, j] = (-1)^(number of ones that i and j share in binary)        A · Aᵀ = n · I
/// ```
///
/// # Errors
///
/// [`Error::Parameter`] when `n` is not a power of two.
///
/// # Examples
///
/// ```
/// let a = onkai_linalg::hadamard::<f64>(2)?;
/// assert_eq!(a, ndarray::array![[1.0, 1.0], [1.0, -1.0]]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn hadamard<F: Real>(n: usize) -> Result<Array2<F>> {
    if !n.is_power_of_two() {
        return Err(Error::parameter("n", n as f64, "a power of two"));
    }
    Ok(Array2::from_shape_fn((n, n), |(i, j)| {
        if (i & j).count_ones() % 2 == 0 { F::one() } else { -F::one() }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_orders_are_refused() {
        for n in [0, 3, 12] {
            assert!(matches!(hadamard::<f32>(n), Err(Error::Parameter { name: "n", .. })));
        }
        assert_eq!(hadamard::<f32>(1).unwrap(), ndarray::array![[1.0]]);
    }
}
