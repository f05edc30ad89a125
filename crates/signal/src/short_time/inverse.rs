//! From slices' spectra back to a signal.

use ndarray::{Array1, ArrayRef2};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, Scalar};

use super::plan::{FftMode, ShortTimeFft, Transform};

impl<F: Real> ShortTimeFft<F> {
    /// The signal of which `s` is the [`stft`](Self::stft): slices are transformed back, weighted by the
    /// dual window, and added up.
    ///
    /// # Shapes
    ///
    /// `s`: `[n_bins, n_slices]`, from slice [`p_min`](Self::p_min) on. Returns the samples `k0` to `k1`
    /// (`None`: as far as slices reach), real or complex as asked for; of a complex signal asked for as a
    /// real one the imaginary part is dropped.
    ///
    /// # Errors
    ///
    /// [`Error::Values`] when the window cannot be inverted, [`Error::Shape`] for another number of bins,
    /// [`Error::TooShort`] for fewer slices than half a window needs, [`Error::Parameter`] when `k0` and
    /// `k1` are not in order, beyond what the slices see, or too near each other.
    pub fn istft<T: Scalar<Real = F>>(
        &self,
        s: &ArrayRef2<Complex<F>>,
        k0: isize,
        k1: Option<isize>,
    ) -> Result<Array1<T>> {
        let dual = self.dual_window()?;
        let (n_bins, n_slices) = s.dim();
        if n_bins != self.n_bins() {
            let (expected, actual) = (vec![self.n_bins(), n_slices], vec![n_bins, n_slices]);
            return Err(Error::Shape { name: "s", expected, actual });
        }
        let (m, mid, hop) = (self.window.len(), self.window_mid(), self.hop.cast_signed());
        let needed = self.p_num(m - mid)?;
        if n_slices < needed {
            return Err(Error::TooShort { name: "s", expected: needed, actual: n_slices });
        }
        let last = n_slices.cast_signed() + self.p_min() - 1;
        let k_max = last * hop + (m - mid).cast_signed();
        let k1 = k1.unwrap_or(k_max);
        if k0 < self.k_min() || k1 <= k0 {
            let requirement = "at least `k_min()` and less than `k1`";
            return Err(Error::parameter("k0", k0 as f64, requirement));
        }
        if k_max < k1 || k1 - k0 < (m - mid).cast_signed() {
            let requirement = "within the slices, and half a window after `k0`";
            return Err(Error::parameter("k1", k1 as f64, requirement));
        }
        let mut out = vec![T::zero(); (k1 - k0).cast_unsigned()];
        let mut slice = vec![T::zero(); m];
        for (index, column) in s.columns().into_iter().enumerate() {
            let first = (index.cast_signed() + self.p_min()) * hop - mid.cast_signed();
            if k1 <= first || first + m.cast_signed() <= k0 {
                continue;
            }
            self.transform_back(&mut column.to_vec(), &mut slice);
            for (i, (&v, &d)) in slice.iter().zip(&dual).enumerate() {
                let k = first + i.cast_signed() - k0;
                if let Some(sum) = usize::try_from(k).ok().and_then(|k| out.get_mut(k)) {
                    *sum += v.scale(d);
                }
            }
        }
        Ok(Array1::from(out))
    }

    fn transform_back<T: Scalar<Real = F>>(&self, bins: &mut [Complex<F>], slice: &mut [T]) {
        let rotation = self.rotation();
        let place = |i: usize| (i + rotation) % self.n_fft;
        match &self.transform {
            Transform::Real(plan) => {
                let doubling = self.doubling();
                let paired = (self.n_fft - 1) / 2;
                bins[1..=paired].iter_mut().for_each(|z| *z = z.unscale(doubling));
                let mut frame = vec![F::zero(); self.n_fft];
                plan.inverse_into(bins, &mut frame, &mut plan.make_scratch());
                for (i, out) in slice.iter_mut().enumerate() {
                    *out = T::from_real(frame[place(i)]);
                }
            }
            Transform::Complex(plan) => {
                if self.mode == FftMode::Centered {
                    bins.rotate_left(self.n_fft / 2);
                }
                plan.inverse(bins);
                for (i, out) in slice.iter_mut().enumerate() {
                    *out = T::from_complex(bins[place(i)]);
                }
            }
        }
    }
}
