//! The loops of the transposed direct form II, `z` being its state:
//!
//! ```text
//! y[n] = z[0] + b[0] x[n]
//! z[k] = z[k+1] + b[k+1] x[n] - a[k+1] y[n]
//! ```

use onkai_core::Scalar;

/// A recursive filter: `b` has one coefficient more than the state, `a` (without `a[0]`) as many.
pub(super) fn iir<T: Scalar>(b: &[T], a: &[T], x: &[T], out: &mut [T], state: &mut [T]) {
    // Short states live in registers.
    match state.len() {
        1 => iir_short::<T, 1>(b, a, x, out, state),
        2 => iir_short::<T, 2>(b, a, x, out, state),
        3 => iir_short::<T, 3>(b, a, x, out, state),
        4 => iir_short::<T, 4>(b, a, x, out, state),
        5 => iir_short::<T, 5>(b, a, x, out, state),
        6 => iir_short::<T, 6>(b, a, x, out, state),
        _ => iir_long(b, a, x, out, state),
    }
}

fn iir_short<T: Scalar, const N: usize>(b: &[T], a: &[T], x: &[T], out: &mut [T], state: &mut [T]) {
    const FITS: &str = "the caller dispatches on the length";
    let (b0, b) = (b[0], <[T; N]>::try_from(&b[1..]).expect(FITS));
    let a = <[T; N]>::try_from(a).expect(FITS);
    let z: &mut [T; N] = state.try_into().expect(FITS);
    let mut registers = *z;
    for (out, &x) in out.iter_mut().zip(x) {
        let y = registers[0] + b0 * x;
        for k in 0..N - 1 {
            registers[k] = registers[k + 1] + b[k] * x - a[k] * y;
        }
        registers[N - 1] = b[N - 1] * x - a[N - 1] * y;
        *out = y;
    }
    *z = registers;
}

fn iir_long<T: Scalar>(b: &[T], a: &[T], x: &[T], out: &mut [T], state: &mut [T]) {
    let last = state.len() - 1;
    for (out, &x) in out.iter_mut().zip(x) {
        let y = state[0] + b[0] * x;
        for k in 0..last {
            state[k] = state[k + 1] + b[k + 1] * x - a[k] * y;
        }
        state[last] = b[last + 1] * x - a[last] * y;
        *out = y;
    }
}

/// A filter without feedback: `b` has one coefficient more than the state.
///
/// The recurrence adds the products of one output oldest first, beginning with what the state
/// holds. The sums here do so too, so that where a block ends makes no difference.
pub(super) fn fir<T: Scalar>(b: &[T], x: &[T], out: &mut [T], state: &mut [T]) {
    let memory = state.len();
    if memory == 0 {
        out.iter_mut().zip(x).for_each(|(out, &x)| *out = b[0] * x);
        return;
    }
    if x.len() < 2 * memory {
        fir_step_by_step(b, x, out, state);
        return;
    }
    // The state has left after `memory` samples, and the last as many samples make the next one.
    let (head, tail) = out.split_at_mut(memory);
    fir_step_by_step(b, &x[..memory], head, state);
    convolve(b, x, 1, tail);
    for &x in &x[x.len() - memory..] {
        push(b, x, state);
    }
}

fn fir_step_by_step<T: Scalar>(b: &[T], x: &[T], out: &mut [T], state: &mut [T]) {
    for (out, &x) in out.iter_mut().zip(x) {
        *out = state[0] + b[0] * x;
        push(b, x, state);
    }
}

/// The state after one more sample, without feedback.
fn push<T: Scalar>(b: &[T], x: T, state: &mut [T]) {
    let last = state.len() - 1;
    for k in 0..last {
        state[k] = state[k + 1] + b[k + 1] * x;
    }
    state[last] = b[last + 1] * x;
}

/// Outputs computed side by side, which hides the latency of the additions.
const TILE: usize = 16;

/// Outputs per task: enough to make up for handing them to another thread.
#[cfg(feature = "rayon")]
const TASK: usize = 1 << 14;

/// `out[n] = Σₖ b[k] x[n + (memory - k) apart]`, that is all outputs that see `x` alone.
#[cfg(feature = "rayon")]
pub(crate) fn convolve<T: Scalar>(b: &[T], x: &[T], apart: usize, out: &mut [T]) {
    use rayon::prelude::*;
    if out.len() < 2 * TASK {
        return convolve_block(b, x, apart, out);
    }
    out.par_chunks_mut(TASK).enumerate().for_each(|(task, out)| {
        convolve_block(b, &x[task * TASK..], apart, out);
    });
}

#[cfg(not(feature = "rayon"))]
pub(crate) fn convolve<T: Scalar>(b: &[T], x: &[T], apart: usize, out: &mut [T]) {
    convolve_block(b, x, apart, out);
}

fn convolve_block<T: Scalar>(b: &[T], x: &[T], apart: usize, out: &mut [T]) {
    let memory = b.len() - 1;
    let mut tiles = out.chunks_exact_mut(TILE);
    let mut start = 0;
    for tile in tiles.by_ref() {
        let x = &x[start..start + memory * apart + TILE];
        let mut sums = [T::zero(); TILE];
        for (sum, &x) in sums.iter_mut().zip(x) {
            *sum = b[memory] * x;
        }
        for (k, &b) in (1..).zip(b[..memory].iter().rev()) {
            for (sum, &x) in sums.iter_mut().zip(&x[k * apart..][..TILE]) {
                *sum += b * x;
            }
        }
        tile.copy_from_slice(&sums);
        start += TILE;
    }
    for (i, out) in (start..).zip(tiles.into_remainder()) {
        let mut sum = b[memory] * x[i];
        for (k, &b) in (1..).zip(b[..memory].iter().rev()) {
            sum += b * x[i + k * apart];
        }
        *out = sum;
    }
}

#[cfg(test)]
mod tests {
    use onkai_testing::noise;

    use super::*;

    #[test]
    fn sums_by_tiles_are_the_recurrence_to_the_last_bit() {
        for (taps, n) in [(2, 2), (2, 31), (7, 12), (7, 100), (40, 77), (40, 40_000)] {
            let (b, x) = (noise(taps, 1).to_vec(), noise(n, 2).to_vec());
            let mut states = [noise(taps - 1, 3).to_vec(), noise(taps - 1, 3).to_vec()];
            let mut outs = [vec![0.0; n], vec![0.0; n]];
            fir(&b, &x, &mut outs[0], &mut states[0]);
            fir_step_by_step(&b, &x, &mut outs[1], &mut states[1]);
            assert_eq!(outs[0], outs[1], "{taps} taps, {n} samples");
            assert_eq!(states[0], states[1], "{taps} taps, {n} samples");
        }
    }

    #[test]
    fn short_and_long_states_follow_one_formula() {
        let x = noise(50, 1).to_vec();
        for order in 1..=6 {
            let (b, a) = (noise(order + 1, 2).to_vec(), noise(order, 3).to_vec());
            let mut states = [vec![0.25; order], vec![0.25; order]];
            let mut outs = [vec![0.0; 50], vec![0.0; 50]];
            iir(&b, &a, &x, &mut outs[0], &mut states[0]);
            iir_long(&b, &a, &x, &mut outs[1], &mut states[1]);
            assert_eq!((&outs[0], &states[0]), (&outs[1], &states[1]), "order {order}");
        }
    }
}
