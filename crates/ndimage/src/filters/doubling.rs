//! Windows of contiguous lines, put together from shorter windows.

use onkai_core::Real;

/// Outputs that are computed at a time, so that all steps stay in the cache.
const CHUNK: usize = 1024;

/// Windows above this size cost less by folding; their overlap of chunks would be too large.
pub(crate) const LARGEST: usize = 512;

/// Folds the `size` samples from each on by an operation for which it does not matter when a sample
/// is taken twice: two windows of a power of two that overlap.
pub(crate) fn extrema<F: Real>(
    line: &[F],
    size: usize,
    out: &mut [F],
    pick: impl Fn(F, F) -> F + Copy,
) {
    let [mut powers, mut next] = [vec![F::zero(); CHUNK + size], vec![F::zero(); CHUNK + size]];
    for (i, out) in out.chunks_mut(CHUNK).enumerate() {
        let samples = &line[i * CHUNK..i * CHUNK + out.len() + size - 1];
        let mut len = samples.len();
        powers[..len].copy_from_slice(samples);
        let mut power = 1;
        while 2 * power <= size {
            len -= power;
            combine(&mut next[..len], &powers[..len + power], power, pick);
            std::mem::swap(&mut powers, &mut next);
            power *= 2;
        }
        combine(out, &powers[..len], size - power, pick);
    }
}

/// `out[i] = operation(x[i], x[i + distance])`.
#[inline]
fn combine<T: Copy>(out: &mut [T], x: &[T], distance: usize, operation: impl Fn(T, T) -> T) {
    for ((out, &a), &b) in out.iter_mut().zip(x).zip(&x[distance..]) {
        *out = operation(a, b);
    }
}
