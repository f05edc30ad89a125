//! Sums whose rounding errors stay small, in double precision whatever the samples are.

use ndarray::ArrayRef1;
use onkai_core::{Real, as_contiguous};

/// Terms that are added in strands before halves are added to each other: the error grows with the
/// logarithm of the length then.
const BLOCK: usize = 512;
const N_STRANDS: usize = 8;

/// The sum of `f` over the values.
pub(crate) fn sum_by<T: Real>(x: &ArrayRef1<T>, f: impl Fn(T) -> f64 + Copy) -> f64 {
    sums_by(x, |v| [f(v)])[0]
}

/// Several sums in one pass.
pub(crate) fn sums_by<T: Real, const N: usize>(
    x: &ArrayRef1<T>,
    f: impl Fn(T) -> [f64; N] + Copy,
) -> [f64; N] {
    pairwise(&as_contiguous(x), f)
}

/// The sum of a slice.
pub(crate) fn sum(x: &[f64]) -> f64 {
    pairwise(x, |v| [v])[0]
}

/// The sum of `f` over a slice.
pub(crate) fn slice_sum_by<T: Real>(x: &[T], f: impl Fn(f64) -> f64 + Copy) -> f64 {
    pairwise(x, |v| [f(v.as_f64())])[0]
}

/// The mean of `f` over a slice; NaN if it is empty.
pub(crate) fn mean_by<T: Real>(x: &[T], f: impl Fn(f64) -> f64 + Copy) -> f64 {
    slice_sum_by(x, f) / x.len() as f64
}

/// The mean of a slice; NaN if it is empty.
pub(crate) fn mean_of(x: &[f64]) -> f64 {
    sum(x) / x.len() as f64
}

/// The sum of squared distances from the mean.
pub(crate) fn squares_of(x: &[f64]) -> f64 {
    let mean = mean_of(x);
    pairwise(x, |v| [(v - mean) * (v - mean)])[0]
}

/// The variance with `ddof` fewer degrees of freedom than values.
pub(crate) fn variance_of(x: &[f64], ddof: f64) -> f64 {
    squares_of(x) / (x.len() as f64 - ddof)
}

fn pairwise<T: Copy, const N: usize>(x: &[T], f: impl Fn(T) -> [f64; N] + Copy) -> [f64; N] {
    if BLOCK < x.len() {
        let (left, right) = x.split_at(x.len() / 2 / N_STRANDS * N_STRANDS);
        let (left, right) = (pairwise(left, f), pairwise(right, f));
        return std::array::from_fn(|i| left[i] + right[i]);
    }
    let mut strands = [[0.0; N_STRANDS]; N];
    let chunks = x.chunks_exact(N_STRANDS);
    let rest = chunks.remainder();
    for chunk in chunks {
        for (k, &v) in chunk.iter().enumerate() {
            let terms = f(v);
            for (strand, term) in strands.iter_mut().zip(terms) {
                strand[k] += term;
            }
        }
    }
    let mut total = totals(&strands);
    for &v in rest {
        for (total, term) in total.iter_mut().zip(f(v)) {
            *total += term;
        }
    }
    total
}

/// The sums of all strands.
///
/// A call, for the reason that [`onkai_core::dot`] has: seeing the tree, the compiler would leave half
/// of each vector register empty.
#[inline(never)]
fn totals<const N: usize>(strands: &[[f64; N_STRANDS]; N]) -> [f64; N] {
    strands.map(|s| ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_tenths_add_up() {
        assert!((sum(&vec![0.1; 1_000_003]) - 100_000.3).abs() < 1e-9);
        assert_eq!(sum(&[]), 0.0);
    }

    #[test]
    fn strides_do_not_matter() {
        let x = ndarray::Array1::from_iter((0..2001).map(f64::from));
        assert_eq!(sum_by(&x.slice(ndarray::s![..;2]), |v| v), 1_001_000.0);
        assert_eq!(mean_by(&[1.0_f32, 2.0, 6.0], |v| v * v), 41.0 / 3.0);
        assert_eq!(variance_of(&[1.0, 2.0, 3.0, 4.0], 1.0), 5.0 / 3.0);
    }
}
