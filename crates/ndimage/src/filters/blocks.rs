//! Rows in which each output sees samples at the same distances, many outputs at a time.

use onkai_core::Real;

/// Outputs that are computed together: the compiler keeps them in vector registers.
pub(crate) const LANES: usize = 16;

/// Neighbouring samples.
pub(crate) type Lanes<F> = [F; LANES];

/// The samples from `at` on; zeros beyond the end.
#[inline]
pub(crate) fn load<F: Real>(data: &[F], at: usize) -> Lanes<F> {
    if let Some(lanes) = data.get(at..at + LANES).and_then(|lanes| lanes.try_into().ok()) {
        return lanes;
    }
    std::array::from_fn(|i| data.get(at + i).copied().unwrap_or(F::zero()))
}

/// Fills `out` block by block; `block` is told where in the row it begins.
#[inline]
pub(crate) fn fill_blocks<F: Real>(out: &mut [F], mut block: impl FnMut(usize) -> Lanes<F>) {
    for (i, out) in out.chunks_mut(LANES).enumerate() {
        let lanes = block(i * LANES);
        out.copy_from_slice(&lanes[..out.len()]);
    }
}

/// `out[i] = Σ weight · data[start + offset + i]`, the sum in double precision as in SciPy.
pub(crate) fn weighted_sums<F: Real>(
    out: &mut [F],
    data: &[F],
    start: usize,
    taps: &[(usize, f64)],
) {
    fill_blocks(out, |i| {
        let mut sums = [0.0; LANES];
        for &(offset, weight) in taps {
            let samples = load(data, start + offset + i);
            for (sum, sample) in sums.iter_mut().zip(samples) {
                *sum += weight * sample.as_f64();
            }
        }
        sums.map(F::of)
    });
}
