//! The filters of a constant-Q transform, as weights of a frame's spectrum.
//!
//! Counterpart of librosa's private filter basis.

use ndarray::{Array1, Array2, ArrayRef1};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, for_each_chunk};
use onkai_fft::FftPlan;

use super::wavelet::{WaveletOptions, one_wavelet, padded_size, wavelet_lengths};
use crate::sparse_rows::SparseRows;

/// Filters as they meet the spectrum of a frame: each takes a few bins, and only those are stored.
///
/// The product of a row with the spectrum of a frame of `n_fft` samples is the correlation of the
/// frame with the filter of [`wavelet`](crate::wavelet), times the filter's length. The smallest
/// weights of a row, which together make up less than `sparsity` of the sum of all, are left out.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::{WaveletBasis, WaveletOptions};
///
/// let hz = array![440.0, 660.0, 880.0];
/// let basis = WaveletBasis::<f32>::new(&hz, 22050.0, 0.01, &WaveletOptions::default())?;
/// assert_eq!(basis.to_dense().dim(), (3, basis.n_fft() / 2 + 1));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Weights are computed in double precision and rounded once; librosa's are single-precision, also
/// for a double-precision signal.
#[derive(Clone, Debug)]
pub struct WaveletBasis<F: Real> {
    n_fft: usize,
    lengths: Array1<f64>,
    rows: SparseRows<Complex<F>>,
}

/// Filters that a thread makes in a row.
const FILTERS_PER_TASK: usize = 4;

impl<F: Real> WaveletBasis<F> {
    /// Makes the filters of ascending frequencies.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] when `sparsity` is not at least 0 and below 1, else those of
    /// [`wavelet`](crate::wavelet).
    pub fn new(
        frequencies_hz: &ArrayRef1<f64>,
        sample_rate: f64,
        sparsity: f64,
        options: &WaveletOptions,
    ) -> Result<Self> {
        let lengths = wavelet_lengths(frequencies_hz, sample_rate, options)?.lengths;
        let n_fft = padded_size(&lengths, options.pad_fft);
        let frequencies = frequencies_hz.mapv(|hz| hz / sample_rate);
        Self::with_frame(&frequencies, lengths, n_fft, (sparsity, options))
    }

    /// The filters of frequencies in cycles per sample for a frame that holds the longest of them.
    pub(super) fn with_frame(
        frequencies: &ArrayRef1<f64>,
        lengths: Array1<f64>,
        n_fft: usize,
        (sparsity, options): (f64, &WaveletOptions),
    ) -> Result<Self> {
        if !(0.0..1.0).contains(&sparsity) {
            return Err(Error::parameter("sparsity", sparsity, "at least 0 and below 1"));
        }
        let size = padded_size(&lengths, options.pad_fft);
        let plan = FftPlan::<f64>::new(n_fft)?;
        let make = || (vec![Complex::default(); n_fft], plan.make_scratch(), vec![]);
        let mut made: Vec<Result<Vec<Complex<F>>>> = vec![Ok(vec![]); lengths.len()];
        for_each_chunk(&mut made, 1, FILTERS_PER_TASK, make, |(frame, fft, sorted), k, out| {
            let length = lengths[k];
            out[0] = one_wavelet(frequencies[k], length, options).map(|filter| {
                let scale = length / n_fft as f64;
                let before = (size - filter.len()) / 2;
                frame.fill(Complex::default());
                frame.iter_mut().skip(before).zip(filter).for_each(|(o, z)| *o = z * scale);
                plan.forward_into(frame, fft);
                let row = &mut frame[..=n_fft / 2];
                leave_out(row, sparsity, sorted);
                row.iter().map(|z| Complex::new(F::of(z.re), F::of(z.im))).collect()
            });
        });
        let mut rows = SparseRows::new(n_fft / 2 + 1);
        for row in made {
            rows.push(&row?);
        }
        Ok(Self { n_fft, lengths, rows })
    }

    /// Samples of the frames that the filters are for.
    pub fn n_fft(&self) -> usize {
        self.n_fft
    }

    /// How long each filter is, in samples, before rounding.
    pub fn lengths(&self) -> &Array1<f64> {
        &self.lengths
    }

    /// All weights, zeros included, `[n_filters, n_fft / 2 + 1]`.
    pub fn to_dense(&self) -> Array2<Complex<F>> {
        self.rows.to_dense()
    }

    pub(super) fn rows(&self) -> &SparseRows<Complex<F>> {
        &self.rows
    }
}

/// Sets the smallest weights to zero, as many as make up less than `share` of the sum of all.
fn leave_out(row: &mut [Complex<f64>], share: f64, sorted: &mut Vec<f64>) {
    sorted.clear();
    sorted.extend(row.iter().map(|z| z.norm()));
    let total: f64 = sorted.iter().sum();
    sorted.sort_unstable_by(f64::total_cmp);
    let mut sum = 0.0;
    let kept = sorted.iter().find(|&&size| {
        sum += size / total;
        share <= sum
    });
    let Some(&least) = kept else { return };
    row.iter_mut().filter(|z| z.norm() < least).for_each(|z| *z = Complex::default());
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn the_smallest_weights_go() {
        let complex = |x: [f64; 4]| x.map(|v| Complex::new(0.0, v));
        let mut row = complex([0.5, -0.01, 0.3, 0.04]);
        leave_out(&mut row, 0.06, &mut vec![]);
        assert_eq!(row, complex([0.5, 0.0, 0.3, 0.0]));
        leave_out(&mut row, 0.0, &mut vec![]);
        assert_eq!(row, complex([0.5, 0.0, 0.3, 0.0]));
    }

    #[test]
    fn a_sparsity_out_of_range_is_named() {
        for sparsity in [-0.1, 1.0, f64::NAN] {
            let options = WaveletOptions::default();
            let made = WaveletBasis::<f32>::new(&array![1e2, 2e2], 8e3, sparsity, &options);
            assert!(matches!(made.unwrap_err(), Error::Parameter { name: "sparsity", .. }));
        }
    }
}
