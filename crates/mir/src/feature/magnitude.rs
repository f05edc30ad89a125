//! What features of magnitude spectra have in common: where the frames come from.

use ndarray::{Array, Array1, Array2, ArrayRef, ArrayRef2, Axis, Dimension};
use num_complex::Complex;
use onkai_core::{
    Error, Real, Result, Scalar, as_contiguous, check_finite, collect_columns, map_lanes,
};

use crate::channels::time_axis;
use crate::spectrum::{StftOptions, StftPlan};

/// librosa's features take a hop of 512 samples, however long a frame is.
pub(super) fn default_frames() -> StftOptions {
    StftOptions { hop_length: Some(512), ..Default::default() }
}

/// One number for each frame of `y`, from the magnitudes of its spectrum.
pub(super) fn number_a_frame<F: Real, D: Dimension, S>(
    y: &ArrayRef<F, D>,
    plan: &StftPlan<F>,
    make_state: impl Fn() -> S + Send + Sync,
    kernel: impl Fn(&mut S, &[F]) -> F + Send + Sync,
) -> Result<Array<F, D>> {
    let time = time_axis("y", y)?;
    let n_frames = frames_of(y.len_of(time), plan)?;
    map_lanes(y, time, n_frames, |lane, mut out| {
        let make = || (vec![F::zero(); plan.n_bins()], make_state());
        let numbers = plan.map_frames(&lane, 1, make, |(magnitude, state), spectrum, out| {
            magnitudes(spectrum, magnitude);
            out[0] = kernel(state, magnitude);
        })?;
        out.assign(&numbers.row(0));
        Ok(())
    })
}

/// `width` numbers for each frame of `y`: `[..., width, n_frames]`, each channel frame by frame in
/// memory.
pub(super) fn column_a_frame<F: Real, D: Dimension, S>(
    y: &ArrayRef<F, D>,
    plan: &StftPlan<F>,
    width: usize,
    make_state: impl Fn() -> S + Send + Sync,
    kernel: impl Fn(&mut S, &[F], &mut [F]) + Send + Sync,
) -> Result<Array<F, D::Larger>> {
    let time = time_axis("y", y)?;
    let n_frames = frames_of(y.len_of(time), plan)?;
    let mut values = Vec::new();
    for lane in y.lanes(time) {
        let make = || (vec![F::zero(); plan.n_bins()], make_state());
        let columns =
            plan.map_frames(&lane, width, make, |(magnitude, state), spectrum, out| {
                magnitudes(spectrum, magnitude);
                kernel(state, magnitude, out);
            })?;
        let columns = columns.into_raw_vec_and_offset().0;
        // One channel, which is the usual case, is not copied.
        if values.is_empty() {
            values = columns;
        } else {
            values.extend(columns);
        }
    }
    let rows = time.index() + 1;
    let mut shape = y.view().insert_axis(Axis(rows)).raw_dim();
    (shape[time.index()], shape[rows]) = (n_frames, width);
    let mut frames = Array::from_shape_vec(shape, values).expect("as many as the shape says");
    frames.swap_axes(time.index(), rows);
    Ok(frames)
}

fn frames_of<F: Real>(len: usize, plan: &StftPlan<F>) -> Result<usize> {
    match plan.n_frames(len) {
        0 => Err(Error::TooShort { name: "y", expected: plan.n_fft(), actual: len }),
        n_frames => Ok(n_frames),
    }
}

/// `width` numbers for each column of `s`; `kernel(state, t, magnitudes, out)` makes those of frame `t`.
pub(super) fn column_a_column<F: Real, S>(
    s: &ArrayRef2<F>,
    width: usize,
    make_state: impl Fn() -> S + Send + Sync,
    kernel: impl Fn(&mut S, usize, &[F], &mut [F]) + Send + Sync,
) -> Result<Array2<F>> {
    let (n_bins, n_frames) = s.dim();
    if s.is_empty() {
        return Err(Error::TooShort { name: "s", expected: 1, actual: 0 });
    }
    check_finite("s", s)?;
    let min_columns = (BINS_PER_TASK / n_bins).max(1);
    Ok(collect_columns((width, n_frames), min_columns, make_state, |state, t, out| {
        kernel(state, t, &as_contiguous(&s.column(t)), out);
    }))
}

/// One number for each column of `s`.
pub(super) fn number_a_column<F: Real, S>(
    s: &ArrayRef2<F>,
    make_state: impl Fn() -> S + Send + Sync,
    kernel: impl Fn(&mut S, usize, &[F]) -> F + Send + Sync,
) -> Result<Array1<F>> {
    let numbers = column_a_column(s, 1, make_state, |state, t, magnitude, out| {
        out[0] = kernel(state, t, magnitude);
    })?;
    Ok(numbers.remove_axis(Axis(0)))
}

/// Bins that a thread takes in a row: about 20 µs of work.
const BINS_PER_TASK: usize = 1 << 14;

/// Refuses magnitudes below zero.
pub(super) fn check_not_negative<F: Real>(s: &ArrayRef2<F>) -> Result<()> {
    if s.fold(F::zero(), |least, &v| least.min(v)) < F::zero() {
        return Err(Error::Values { name: "s", requirement: "not be negative anywhere" });
    }
    Ok(())
}

/// The absolute values of a spectrum.
fn magnitudes<F: Real>(spectrum: &[Complex<F>], out: &mut [F]) {
    let mut largest = F::zero();
    for (out, z) in out.iter_mut().zip(spectrum) {
        let square = z.norm_sqr();
        largest = if largest < square { square } else { largest };
        *out = square.sqrt();
    }
    // Squares of very quiet or very loud frames vanish or overflow; what is small beside the rest of
    // its frame may.
    if largest < F::min_positive_value() / F::epsilon() || !largest.is_finite() {
        out.iter_mut().zip(spectrum).for_each(|(out, z)| *out = z.modulus());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squares_that_leave_the_range_do_not_matter() {
        for scale in [1e-30_f32, 1.0, 1e30] {
            let mut out = [0.0; 2];
            magnitudes(
                &[Complex::new(3.0 * scale, 4.0 * scale), Complex::new(0.0, scale)],
                &mut out,
            );
            assert!((out[0] / scale - 5.0).abs() < 1e-6 && (out[1] / scale - 1.0).abs() < 1e-6);
        }
    }
}
