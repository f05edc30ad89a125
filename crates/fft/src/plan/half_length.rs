//! Real transforms of even length by complex ones of half the length.
//!
//! Two neighbouring samples are taken as one complex number. The spectrum `Z` of these numbers holds
//! those of the even and the odd samples, which a last step takes apart and joins:
//!
//! ```text
//! X[k] = E[k] + W[k] O[k]     E[k] = (Z[k] + conj Z[h - k]) / 2     O[k] = (Z[k] - conj Z[h - k]) / 2i
//! W[k] = exp(-2πi k / 2h)
//! ```
//!
//! H. V. Sorensen, D. L. Jones, M. T. Heideman, C. S. Burrus, "Real-valued fast Fourier transform
//! algorithms", IEEE Trans. Acoust. Speech Signal Process. 35 (1987), doi:10.1109/TASSP.1987.1165220.

use std::{array, f64::consts::PI, sync::Arc};

use num_complex::Complex;
use onkai_core::Real;
use rustfft::{Fft, FftPlanner};

/// Pairs of bins that the last step takes at a time: what one vector register holds.
const BLOCK: usize = 4;

/// Both directions.
pub(super) struct HalfLength<F: Real> {
    forward: Arc<dyn Fft<F>>,
    inverse: Arc<dyn Fft<F>>,
    /// `cos(2π k / n)` and `sin(2π k / n)` for `0 < k < n / 4`.
    cosines: Vec<F>,
    sines: Vec<F>,
}

impl<F: Real> HalfLength<F> {
    /// Plans transforms of `n` samples, an even number and not zero.
    pub(super) fn new(n: usize) -> Self {
        let mut planner = FftPlanner::new();
        let angle = |k: usize| 2.0 * PI * k as f64 / n as f64;
        let n_pairs = (n / 2 - 1) / 2;
        Self {
            forward: planner.plan_fft_forward(n / 2),
            inverse: planner.plan_fft_inverse(n / 2),
            cosines: (1..=n_pairs).map(|k| F::of(angle(k).cos())).collect(),
            sines: (1..=n_pairs).map(|k| F::of(angle(k).sin())).collect(),
        }
    }

    pub(super) fn scratch_len(&self) -> usize {
        self.forward.get_inplace_scratch_len().max(self.inverse.get_inplace_scratch_len())
    }

    /// The `n / 2 + 1` bins of `n` samples.
    pub(super) fn forward(&self, x: &[F], spectrum: &mut [Complex<F>], scratch: &mut [Complex<F>]) {
        let h = spectrum.len() - 1;
        for (z, &[re, im]) in spectrum.iter_mut().zip(x.as_chunks::<2>().0) {
            *z = Complex::new(re, im);
        }
        self.forward.process_with_scratch(&mut spectrum[..h], scratch);
        let first = spectrum[0];
        spectrum[0] = Complex::from(first.re + first.im);
        spectrum[h] = Complex::from(first.re - first.im);
        if h.is_multiple_of(2) {
            spectrum[h / 2] = spectrum[h / 2].conj();
        }
        self.for_each_pair::<Forward>(&mut spectrum[1..h]);
    }

    /// `n` times the samples that have these bins; leaves scrap in `spectrum`.
    pub(super) fn inverse(
        &self,
        spectrum: &mut [Complex<F>],
        x: &mut [F],
        scratch: &mut [Complex<F>],
    ) {
        let h = spectrum.len() - 1;
        let (first, last) = (spectrum[0].re, spectrum[h].re);
        spectrum[0] = Complex::new(first + last, first - last);
        if h.is_multiple_of(2) {
            let middle = spectrum[h / 2].conj();
            spectrum[h / 2] = middle + middle;
        }
        self.for_each_pair::<Inverse>(&mut spectrum[1..h]);
        self.inverse.process_with_scratch(&mut spectrum[..h], scratch);
        for (pair, z) in x.as_chunks_mut::<2>().0.iter_mut().zip(&*spectrum) {
            *pair = [z.re, z.im];
        }
    }

    /// Takes the bins `k` and `h - k` through a step; `bins` are those from 1 to `h - 1`.
    fn for_each_pair<S: Step>(&self, bins: &mut [Complex<F>]) {
        let n_pairs = self.cosines.len();
        let (low, rest) = bins.split_at_mut(n_pairs);
        let n_rest = rest.len();
        let (low, low_rest) = low.as_chunks_mut();
        let (high_rest, high) = rest[n_rest - n_pairs..].as_rchunks_mut();
        let (cosines, cosines_rest) = self.cosines.as_chunks::<BLOCK>();
        let (sines, sines_rest) = self.sines.as_chunks();
        let blocks = low.iter_mut().zip(high.iter_mut().rev());
        for ((low, high), (c, s)) in blocks.zip(cosines.iter().zip(sines)) {
            join::<S, F, BLOCK>(low, high, c, s);
        }
        let pairs = low_rest.iter_mut().zip(high_rest.iter_mut().rev());
        for ((low, high), (c, s)) in pairs.zip(cosines_rest.iter().zip(sines_rest)) {
            join::<S, F, 1>(array::from_mut(low), array::from_mut(high), &[*c], &[*s]);
        }
    }
}

/// What is done to the bins `a = Z[k]` and `b = Z[h - k]`.
trait Step {
    /// The real parts of `a` and `b`, then the imaginary ones; `turn` is the cosine and the sine.
    fn pair<F: Real>(re: (F, F), im: (F, F), turn: (F, F)) -> ((F, F), (F, F));
}

/// From the spectrum of the complex numbers to that of the signal.
struct Forward;

impl Step for Forward {
    #[inline]
    fn pair<F: Real>((ar, br): (F, F), (ai, bi): (F, F), (c, s): (F, F)) -> ((F, F), (F, F)) {
        let half = F::of(0.5);
        let (even_re, even_im) = (half * (ar + br), half * (ai - bi));
        let (odd_re, odd_im) = (half * (ai + bi), half * (br - ar));
        let (re, im) = (odd_re * c + odd_im * s, odd_im * c - odd_re * s);
        ((even_re + re, even_re - re), (even_im + im, im - even_im))
    }
}

/// The way back, twice as large.
struct Inverse;

impl Step for Inverse {
    #[inline]
    fn pair<F: Real>((ar, br): (F, F), (ai, bi): (F, F), (c, s): (F, F)) -> ((F, F), (F, F)) {
        let (even_re, even_im) = (ar + br, ai - bi);
        let (diff_re, diff_im) = (ar - br, ai + bi);
        let (re, im) = (diff_re * c - diff_im * s, diff_re * s + diff_im * c);
        ((even_re - im, even_re + im), (even_im + re, re - even_im))
    }
}

/// One step for `N` rising bins and the `N` falling ones that they meet. Parts are sorted into arrays
/// of their own, which the compiler keeps in vector registers.
#[inline]
fn join<S: Step, F: Real, const N: usize>(
    low: &mut [Complex<F>; N],
    high: &mut [Complex<F>; N],
    cosines: &[F; N],
    sines: &[F; N],
) {
    let [mut low_re, mut low_im, mut high_re, mut high_im] = [[F::zero(); N]; 4];
    for i in 0..N {
        (low_re[i], low_im[i]) = (low[i].re, low[i].im);
        (high_re[i], high_im[i]) = (high[N - 1 - i].re, high[N - 1 - i].im);
    }
    for i in 0..N {
        let (re, im) = ((low_re[i], high_re[i]), (low_im[i], high_im[i]));
        ((low_re[i], high_re[i]), (low_im[i], high_im[i])) =
            S::pair(re, im, (cosines[i], sines[i]));
    }
    for i in 0..N {
        low[i] = Complex::new(low_re[i], low_im[i]);
        high[N - 1 - i] = Complex::new(high_re[i], high_im[i]);
    }
}
