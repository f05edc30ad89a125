//! Sums over many numbers, added up in several places side by side, and the largest of them.
//!
//! That is faster than one after the other, since no addition waits for the one before and a vector
//! register takes several, and rounds less. Terms are added in the same order whatever the processor.

use crate::scalar::{Real, Scalar};

/// Places that a sum is added up in: two vector registers of single precision on every processor.
const LANES: usize = 8;

/// `Σ a b`, nothing conjugated, over the pairs of `a` and `b`; what is left of the longer counts as zero.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_core::dot(&[1.0, 2.0, 3.0], &[4.0, 5.0, 6.0]), 32.0);
/// ```
pub fn dot<T: Scalar>(a: &[T], b: &[T]) -> T {
    sum_of_pairs(a, b, |a, b| a * b)
}

/// `Σ term(x)`.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_core::sum_of(&[1.0, -2.0, 3.0], f64::abs), 6.0);
/// ```
pub fn sum_of<A: Copy, T: Scalar>(x: &[A], term: impl Fn(A) -> T) -> T {
    sum_of_pairs(x, x, |x, _| term(x))
}

/// `Σ term(a, b)` over the pairs of `a` and `b`.
///
/// # Examples
///
/// ```
/// let far = onkai_core::sum_of_pairs(&[1.0, 5.0], &[4.0, 7.0], |a: f64, b: f64| (a - b).powi(2));
/// assert_eq!(far, 13.0);
/// ```
pub fn sum_of_pairs<A: Copy, B: Copy, T: Scalar>(a: &[A], b: &[B], term: impl Fn(A, B) -> T) -> T {
    let (a_chunks, b_chunks) = (a.as_chunks::<LANES>().0, b.as_chunks::<LANES>().0);
    let mut sums = [T::zero(); LANES];
    for (a, b) in a_chunks.iter().zip(b_chunks) {
        for i in 0..LANES {
            sums[i] += term(a[i], b[i]);
        }
    }
    // The rest of the longer one may face a chunk of the other.
    let n = LANES * a_chunks.len().min(b_chunks.len());
    let pairs = a[n..].iter().zip(&b[n..]);
    let few = pairs.fold(T::zero(), |sum, (&a, &b)| sum + term(a, b));
    if n == 0 { few } else { few + total(sums) }
}

/// The largest number, none being NaN; minus infinity if there is none.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_core::largest(&[1.0, 3.0, -5.0]), 3.0);
/// ```
pub fn largest<F: Real>(x: &[F]) -> F {
    let larger = |a: F, b: F| if a < b { b } else { a };
    let (chunks, rest) = x.as_chunks::<LANES>();
    let mut places = [F::neg_infinity(); LANES];
    for chunk in chunks {
        for i in 0..LANES {
            places[i] = larger(places[i], chunk[i]);
        }
    }
    places.iter().chain(rest).fold(F::neg_infinity(), |most, &v| larger(most, v))
}

/// The sum of all places, as a tree.
///
/// A call, so that its argument goes through memory: seeing the tree, the compiler would keep the
/// places in pairs as the tree takes them, in registers half empty.
#[inline(never)]
fn total<T: Scalar>([a, b, c, d, e, f, g, h]: [T; LANES]) -> T {
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}

#[cfg(test)]
mod tests {
    use num_complex::Complex;

    use super::*;

    #[test]
    fn every_number_counts_once() {
        for n in [0, 1, 7, 8, 9, 16, 50] {
            let a: Vec<f64> = (1..=n).map(f64::from).collect();
            let n = f64::from(n);
            assert_eq!(sum_of(&a, |v| v), n * (n + 1.0) / 2.0);
            assert_eq!(dot(&a, &a), n * (n + 1.0) * (2.0 * n + 1.0) / 6.0);
        }
    }

    #[test]
    fn the_largest_may_stand_anywhere() {
        assert_eq!(largest::<f32>(&[]), f32::NEG_INFINITY);
        for n in [1, 8, 13, 40] {
            for place in 0..n {
                let mut x = vec![-7.0; n];
                x[place] = -6.0;
                assert_eq!(largest(&x), -6.0);
            }
        }
    }

    #[test]
    fn pairs_end_with_the_shorter_slice() {
        let ones = [1.0_f32; 40];
        for (n, m) in [(3, 40), (40, 9), (15, 16), (17, 8)] {
            assert_eq!(dot(&ones[..n], &ones[..m]), n.min(m) as f32);
        }
    }

    #[test]
    fn complex_numbers_are_not_conjugated() {
        let z = [Complex::new(0.0, 1.0); 11];
        assert_eq!(dot(&z, &z), Complex::from(-11.0));
    }
}
