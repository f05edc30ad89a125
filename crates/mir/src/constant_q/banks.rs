//! Filters that several octaves share.

use ndarray::Array1;
use num_complex::Complex;
use onkai_core::{Real, Result};

use super::basis::WaveletBasis;
use super::options::{Tones, VqtOptions};
use super::wavelet::{padded_size, samples_beside_zero};
use crate::sparse_rows::SparseRows;

/// The different filter banks of a transform.
///
/// Where the rate falls by half with each octave, all octaves of equal intervals have the same filters,
/// in samples. Making them takes longer than anything else that is done before a signal is known.
#[derive(Clone, Debug)]
pub(super) struct Banks<F: Real> {
    banks: Vec<Bank<F>>,
}

#[derive(Clone, Debug)]
struct Bank<F: Real> {
    /// In cycles per sample.
    frequencies: Array1<f64>,
    basis: WaveletBasis<F>,
}

impl<F: Real> Banks<F> {
    pub(super) fn new() -> Self {
        Self { banks: vec![] }
    }

    /// The number of the bank for these notes at this rate, at which their filters have these lengths.
    /// It is made if there is none.
    pub(super) fn find_or_make(
        &mut self,
        sample_rate: f64,
        tones: &Tones,
        lengths: Array1<f64>,
        options: &VqtOptions,
    ) -> Result<usize> {
        let frequencies: Array1<f64> =
            tones.frequencies.iter().map(|hz| hz / sample_rate).collect();
        let fits = |bank: &Bank<F>| {
            are_same(&bank.frequencies, &frequencies)
                && same_lengths(bank.basis.lengths(), &lengths)
        };
        if let Some(number) = self.banks.iter().position(fits) {
            return Ok(number);
        }
        let n_fft = padded_size(&lengths, true);
        let wavelets = options.wavelets(&tones.bandwidths);
        let details = (options.cqt.sparsity, &wavelets);
        let basis = WaveletBasis::with_frame(&frequencies, lengths, n_fft, details)?;
        self.banks.push(Bank { frequencies, basis });
        Ok(self.banks.len() - 1)
    }

    pub(super) fn len(&self) -> usize {
        self.banks.len()
    }

    pub(super) fn n_fft(&self, number: usize) -> usize {
        self.banks[number].basis.n_fft()
    }

    pub(super) fn rows(&self, number: usize) -> &SparseRows<Complex<F>> {
        self.banks[number].basis.rows()
    }
}

/// Equal but for the rounding of the logarithms that they were made from.
fn are_same(a: &Array1<f64>, b: &Array1<f64>) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() <= 1e-12 * b)
}

/// Equal, and of equally many samples.
fn same_lengths(a: &Array1<f64>, b: &Array1<f64>) -> bool {
    let samples = |length: &f64| samples_beside_zero(*length);
    are_same(a, b) && a.iter().zip(b).all(|(a, b)| samples(a) == samples(b))
}
