//! Sums over the bins of a frame.

use onkai_core::Real;

/// `Σ term(a, b)` over the pairs of `a` and `b`.
///
/// It is added up in sixteen places at once, which is faster and rounds less than one after the other.
pub(crate) fn sum_of<F: Real>(a: &[F], b: &[F], term: impl Fn(F, F) -> F) -> F {
    let (a_chunks, a_rest) = a.as_chunks::<16>();
    let (b_chunks, b_rest) = b.as_chunks::<16>();
    let mut sums = [F::zero(); 16];
    for (a, b) in a_chunks.iter().zip(b_chunks) {
        for i in 0..16 {
            sums[i] += term(a[i], b[i]);
        }
    }
    for width in [8, 4, 2, 1] {
        for i in 0..width {
            sums[i] += sums[i + width];
        }
    }
    a_rest.iter().zip(b_rest).fold(sums[0], |sum, (&a, &b)| sum + term(a, b))
}

/// `Σ x`.
pub(crate) fn sum<F: Real>(x: &[F]) -> F {
    sum_of(x, x, |x, _| x)
}

/// `Σ a b`.
pub(crate) fn dot<F: Real>(a: &[F], b: &[F]) -> F {
    sum_of(a, b, |a, b| a * b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_counts_once() {
        for n in [0, 1, 15, 16, 17, 50] {
            let a: Vec<f64> = (1..=n).map(f64::from).collect();
            let n = f64::from(n);
            assert_eq!(sum(&a), n * (n + 1.0) / 2.0);
            assert_eq!(dot(&a, &a), n * (n + 1.0) * (2.0 * n + 1.0) / 6.0);
        }
    }
}
