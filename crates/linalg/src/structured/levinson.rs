//! Levinson's recursion.

use onkai_core::{Error, Result, Scalar, dot};

/// Solves `T x = b` for each `b` of `columns`, in place, where `T[i, j] = c[i - j]` or `r[j - i]`.
///
/// Step `k` extends, by one element each, the solution of the leading system of order `k` and the
/// first and last column of its inverse, in `O(k)` steps. `hermitian` says that `r = conj(c)`: then
/// the last column is the first one, turned round and conjugated.
pub(super) fn levinson<T: Scalar>(
    c: &[T],
    r: &[T],
    hermitian: bool,
    columns: &mut [Vec<T>],
) -> Result<()> {
    let singular = |pivot| Error::Singular { name: "c", pivot };
    let n = c.len();
    if n == 0 {
        return Ok(());
    }
    if c[0] == T::zero() {
        return Err(singular(0));
    }
    let inverse = T::one() / c[0];
    // T[..k, ..k] · first = e₀ and T[..k, ..k] · last = e₍ₖ₋₁₎.
    let (mut first, mut last) = (vec![inverse; 1], vec![inverse; 1]);
    first.reserve(n);
    last.reserve(n);
    for x in columns.iter_mut() {
        x[0] *= inverse;
    }
    for k in 1..n {
        // What the extended vectors give in the row that they were not made for.
        let below = dot_reversed(&c[1..=k], &first);
        let above = if hermitian { below.conj() } else { dot(&r[1..=k], &last) };
        let pivot = T::one() - below * above;
        if pivot == T::zero() || !pivot.is_all_finite() {
            return Err(singular(k));
        }
        let scale = T::one() / pivot;
        extend(&mut first, &mut last, [scale, -(scale * below), -(scale * above)], hermitian);
        for x in columns.iter_mut() {
            let missing = x[k] - dot_reversed(&c[1..=k], &x[..k]);
            x[k] = T::zero();
            for (v, &w) in x.iter_mut().zip(&last) {
                *v += missing * w;
            }
        }
    }
    Ok(())
}

/// From the first and last columns of the inverse of order `k` to those of order `k + 1`.
fn extend<T: Scalar>(
    first: &mut Vec<T>,
    last: &mut Vec<T>,
    [scale, below, above]: [T; 3],
    hermitian: bool,
) {
    let k = first.len();
    first.push(T::zero());
    last.insert(0, T::zero());
    if hermitian {
        for i in 0..=k {
            first[i] = scale * first[i] + below * last[i];
        }
        for i in 0..=k {
            last[i] = first[k - i].conj();
        }
        return;
    }
    for (f, l) in first.iter_mut().zip(last) {
        (*f, *l) = (scale * *f + below * *l, scale * *l + above * *f);
    }
}

/// `Σ a[k - 1 - i] b[i]`.
fn dot_reversed<T: Scalar>(a: &[T], b: &[T]) -> T {
    a.iter().rev().zip(b).fold(T::zero(), |sum, (&a, &b)| sum + a * b)
}
