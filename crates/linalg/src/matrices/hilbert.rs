//! Hilbert matrices, the classic of ill-conditioning.
//!
//! Counterpart of `scipy.linalg.hilbert` and `invhilbert`.

use ndarray::Array2;
use onkai_core::Real;

/// The Hilbert matrix of order `n`.
///
/// ```text
/// A[i, j] = 1 / (i + j + 1)
/// ```
///
/// # Examples
///
/// ```
/// let a = onkai_linalg::hilbert::<f64>(2);
/// assert_eq!(a, ndarray::array![[1.0, 1.0 / 2.0], [1.0 / 2.0, 1.0 / 3.0]]);
/// ```
pub fn hilbert<F: Real>(n: usize) -> Array2<F> {
    Array2::from_shape_fn((n, n), |(i, j)| F::of_usize(i + j + 1).recip())
}

/// The inverse of the Hilbert matrix of order `n`, which consists of whole numbers.
///
/// ```text
/// A[i, j] = (-1)^(i + j) (i + j + 1) C(n + i, n - j - 1) C(n + j, n - i - 1) C(i + j, i)²
/// ```
///
/// Every element is the rounded exact value as long as it is below 2¹²⁸ (that is, `n ≤ 25`), and
/// right to a few units in the last place after that.
///
/// # Examples
///
/// ```
/// let a = onkai_linalg::invhilbert::<f64>(2);
/// assert_eq!(a, ndarray::array![[4.0, -6.0], [-6.0, 12.0]]);
/// ```
///
/// # References
///
/// M.-D. Choi, "Tricks or treats with the Hilbert matrix", Amer. Math. Monthly 90 (1983),
/// doi:10.2307/2975779.
pub fn invhilbert<F: Real>(n: usize) -> Array2<F> {
    Array2::from_shape_fn((n, n), |(i, j)| {
        let factors = [
            Some((i + j + 1) as u128),
            binomial(n + i, n - j - 1),
            binomial(n + j, n - i - 1),
            binomial(i + j, i),
            binomial(i + j, i),
        ];
        let exact = factors
            .into_iter()
            .try_fold(1_u128, |product, factor| product.checked_mul(factor?))
            .map(|product| product as f64);
        let size = exact.unwrap_or_else(|| {
            let c = float_binomial(i + j, i);
            (i + j + 1) as f64
                * float_binomial(n + i, n - j - 1)
                * float_binomial(n + j, n - i - 1)
                * c
                * c
        });
        F::of(if (i + j) % 2 == 0 { size } else { -size })
    })
}

/// The binomial coefficient, if no step on the way overflows.
fn binomial(n: usize, k: usize) -> Option<u128> {
    let k = k.min(n - k);
    // After step `i` the product is C(n - k + i, i), so the division leaves no remainder.
    (1..=k).try_fold(1_u128, |c, i| Some(c.checked_mul((n - k + i) as u128)? / i as u128))
}

fn float_binomial(n: usize, k: usize) -> f64 {
    binomial(n, k).map_or_else(
        || {
            let k = k.min(n - k);
            (1..=k).fold(1.0, |c, i| c * (n - k + i) as f64 / i as f64)
        },
        |exact| exact as f64,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inverse_is_the_inverse_in_whole_numbers() {
        // Row i of the Hilbert matrix times lcm(1 .. 2n) is whole, so the product can be exact.
        let n = 9;
        let lcm = 12252240_i128;
        let inverse = invhilbert::<f64>(n);
        for i in 0..n {
            for j in 0..n {
                let sum: i128 =
                    (0..n).map(|k| lcm / (i + k + 1) as i128 * inverse[[k, j]] as i128).sum();
                assert_eq!(sum, if i == j { lcm } else { 0 });
            }
        }
    }

    #[test]
    fn binomials_beyond_128_bits_are_close() {
        assert_eq!(binomial(200, 100), None);
        assert!((float_binomial(200, 100) / 9.054851465610328e58 - 1.0).abs() < 1e-14);
    }
}
