//! Windows of contiguous lines, put together from shorter windows.

use onkai_core::Real;

use super::blocks::{LANES, fill_blocks, load};

/// Outputs that are computed at a time, so that all steps stay in the cache.
const CHUNK: usize = 1024;

/// Windows above this size cost less by folding; their overlap of chunks would be too large.
pub(crate) const LARGEST: usize = 512;

/// The mean of the `size` samples from each on: sums of 1, 4, 16 … samples, of which those that make
/// up `size` are added. Nothing is subtracted, so that nothing drifts.
pub(crate) fn means<F: Real>(line: &[F], size: usize, out: &mut [F]) {
    let powers: Vec<usize> = std::iter::successors(Some(1), |power| Some(4 * power))
        .take_while(|&p| p <= size)
        .collect();
    let mut sums = vec![vec![0.0; CHUNK + size + LANES]; powers.len()];
    // Which sums make up a window, and from where on.
    let (mut terms, mut offset) = (Vec::new(), 0);
    for (level, power) in powers.iter().enumerate().rev() {
        while offset + power <= size {
            terms.push((level, offset));
            offset += power;
        }
    }
    let n_samples = size as f64;
    for (i, out) in out.chunks_mut(CHUNK).enumerate() {
        let samples = &line[i * CHUNK..i * CHUNK + out.len() + size - 1];
        sums[0].iter_mut().zip(samples).for_each(|(slot, v)| *slot = v.as_f64());
        for level in 1..powers.len() {
            let (below, sums) = sums.split_at_mut(level);
            let len = samples.len() + 1 - powers[level];
            four(&mut sums[0][..len], &below[level - 1], powers[level - 1]);
        }
        fill_blocks(out, |i| {
            let mut total = [0.0; LANES];
            for &(level, offset) in &terms {
                let sums = load(&sums[level], offset + i);
                total.iter_mut().zip(sums).for_each(|(total, sum)| *total += sum);
            }
            total.map(|total| F::of(total / n_samples))
        });
    }
}

/// `out[i]` is the sum of four terms of `x`, from `i` on, `distance` apart.
fn four(out: &mut [f64], x: &[f64], distance: usize) {
    let terms = [0, 1, 2, 3].map(|k| &x[k * distance..][..out.len()]);
    for (i, out) in out.iter_mut().enumerate() {
        *out = (terms[0][i] + terms[1][i]) + (terms[2][i] + terms[3][i]);
    }
}

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
