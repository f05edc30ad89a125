//! A signal beside itself, later.
//!
//! Counterpart of `librosa.autocorrelate`.

use ndarray::{Array, ArrayRef, ArrayRef1, Axis, Dimension};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, Scalar, check_finite, map_lanes};
use onkai_fft::{FftPlan, RealFftPlan, next_fast_len};

/// The sums of products of samples that are `k` samples apart, for `k` from 0 up.
///
/// ```text
/// r[k] = Σ_n y[n + k] y*[n]
/// ```
///
/// By Fourier transforms: of the whole signal, or of its pieces where only short lags are asked for.
///
/// # Shapes
///
/// `y`: any with at least one sample along `axis`; real or complex. Returns the same shape with the
/// `max_size` lags (at most, and by default, as many as there are samples) along `axis`.
///
/// # Errors
///
/// [`Error::Parameter`] when `y` has no such axis or `max_size` is zero, [`Error::TooShort`] when it is
/// empty, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// let r = onkai_mir::autocorrelate(&array![1.0, 2.0, 3.0], Some(2), Axis(0))?;
/// assert!((r - array![14.0, 8.0]).iter().all(|d: &f64| d.abs() < 1e-12));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn autocorrelate<T: Scalar, D: Dimension>(
    y: &ArrayRef<T, D>,
    max_size: Option<usize>,
    axis: Axis,
) -> Result<Array<T, D>> {
    if y.ndim() <= axis.index() {
        return Err(Error::parameter("axis", axis.index() as f64, "an axis of the array"));
    }
    if y.is_empty() {
        return Err(Error::TooShort { name: "y", expected: 1, actual: 0 });
    }
    if max_size == Some(0) {
        return Err(Error::parameter("max_size", 0.0, "at least 1"));
    }
    check_finite("y", y)?;
    let n = y.len_of(axis);
    let n_lags = max_size.unwrap_or(n).min(n);
    let correlator = Correlator::<T::Real>::new(n, n_lags, T::IS_COMPLEX)?;
    map_lanes(y, axis, n_lags, |y, out| {
        let lags = correlator.run(&y);
        for (out, lag) in out.into_iter().zip(lags) {
            *out = T::from_complex(lag);
        }
        Ok(())
    })
}

/// Pieces have this many times as many samples as there are lags: longer ones spend less on what
/// overlaps, shorter ones stay in the cache.
const PIECE: usize = 7;

/// Correlates pieces of `step` samples with those samples and the `n_lags - 1` that follow.
struct Correlator<F: Real> {
    n_lags: usize,
    step: usize,
    transform: Transform<F>,
}

enum Transform<F: Real> {
    Real(RealFftPlan<F>),
    Complex(FftPlan<F>),
}

impl<F: Real> Correlator<F> {
    fn new(n: usize, n_lags: usize, is_complex: bool) -> Result<Self> {
        // The transform must hold a piece and the lags, or late products would come round to early lags.
        let (len, step) = if n / n_lags <= PIECE {
            (next_fast_len(n + n_lags - 1), n)
        } else {
            let len = next_fast_len((PIECE + 1) * n_lags);
            (len, len + 1 - n_lags)
        };
        let transform = if is_complex {
            Transform::Complex(FftPlan::new(len)?)
        } else {
            Transform::Real(RealFftPlan::new(len)?)
        };
        Ok(Self { n_lags, step, transform })
    }

    fn run<T: Scalar<Real = F>>(&self, y: &ArrayRef1<T>) -> Vec<Complex<F>> {
        match &self.transform {
            Transform::Real(plan) => self.real(plan, &y.iter().map(|v| v.re()).collect::<Vec<_>>()),
            Transform::Complex(plan) => {
                self.complex(plan, &y.iter().map(|v| v.to_complex()).collect::<Vec<_>>())
            }
        }
    }

    fn real(&self, plan: &RealFftPlan<F>, y: &[F]) -> Vec<Complex<F>> {
        let mut buffer = vec![F::zero(); plan.len()];
        let mut scratch = plan.make_scratch();
        let mut spectrum = vec![Complex::default(); plan.spectrum_len()];
        let mut sum = self.summed(y, plan.spectrum_len(), |piece, out| {
            let (filled, rest) = buffer.split_at_mut(piece.len());
            filled.copy_from_slice(piece);
            rest.fill(F::zero());
            plan.forward_into(&buffer, &mut spectrum, &mut scratch);
            out.copy_from_slice(&spectrum);
        });
        plan.inverse_into(&mut sum, &mut buffer, &mut scratch);
        buffer[..self.n_lags].iter().map(|&lag| Complex::from(lag)).collect()
    }

    fn complex(&self, plan: &FftPlan<F>, y: &[Complex<F>]) -> Vec<Complex<F>> {
        let mut scratch = plan.make_scratch();
        let mut sum = self.summed(y, plan.len(), |piece, out| {
            let (filled, rest) = out.split_at_mut(piece.len());
            filled.copy_from_slice(piece);
            rest.fill(Complex::default());
            plan.forward_into(out, &mut scratch);
        });
        plan.inverse_into(&mut sum, &mut scratch);
        sum.truncate(self.n_lags);
        sum
    }

    /// The cross spectra of all pieces and what they are compared with, added up.
    fn summed<U>(
        &self,
        y: &[U],
        n_bins: usize,
        mut forward: impl FnMut(&[U], &mut [Complex<F>]),
    ) -> Vec<Complex<F>> {
        let mut sum = vec![Complex::default(); n_bins];
        let (mut early, mut late) = (sum.clone(), sum.clone());
        for start in (0..y.len()).step_by(self.step) {
            let end = y.len().min(start + self.step);
            forward(&y[start..end], &mut early);
            if end == y.len() {
                // Nothing follows: the piece is compared with itself.
                sum.iter_mut().zip(&early).for_each(|(sum, z)| *sum += Complex::from(z.norm_sqr()));
                break;
            }
            forward(&y[start..y.len().min(end + self.n_lags - 1)], &mut late);
            for ((sum, early), late) in sum.iter_mut().zip(&early).zip(&late) {
                *sum += early.conj() * late;
            }
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array0, Array1, Array2, array};
    use onkai_testing::{assert_close, noise};

    use super::*;

    fn direct(y: &[f64], n_lags: usize) -> Array1<f64> {
        let lag = |k: usize| y[k..].iter().zip(y).map(|(late, early)| late * early).sum();
        Array1::from_shape_fn(n_lags, lag)
    }

    #[test]
    fn pieces_and_the_whole_agree_with_sums() {
        for n in [1, 2, 7, 100, 1000, 1537] {
            let y = noise(n, 8);
            for n_lags in [1, 2, 5, 64, 500, n] {
                let n_lags = n_lags.min(n);
                let actual = autocorrelate(&y, Some(n_lags), Axis(0)).unwrap();
                let expected = direct(y.as_slice().unwrap(), n_lags);
                assert_close!(actual, expected, 0.0, 1e-11 * n as f64, "{n} {n_lags}");
            }
        }
    }

    #[test]
    fn complex_pieces_agree_with_the_whole() {
        let y = noise(900, 1).mapv(|v| Complex::from_polar(1.0, 3.0 * v));
        let whole = autocorrelate(&y, None, Axis(0)).unwrap();
        let pieces = autocorrelate(&y, Some(20), Axis(0)).unwrap();
        assert_close!(pieces, whole.slice(ndarray::s![..20]).to_owned(), 0.0, 1e-10);
        let lag_1: Complex<f64> = (1..900).map(|n| y[n] * y[n - 1].conj()).sum();
        assert!((whole[1] - lag_1).norm() < 1e-10);
    }

    #[test]
    fn bad_arguments_are_named() {
        let y = array![1.0, 2.0];
        let no_axis = autocorrelate(&y, None, Axis(1));
        assert!(matches!(no_axis, Err(Error::Parameter { name: "axis", .. })));
        let none = autocorrelate(&y, Some(0), Axis(0));
        assert!(matches!(none, Err(Error::Parameter { name: "max_size", .. })));
        let empty = autocorrelate(&Array2::<f32>::zeros((3, 0)), None, Axis(1));
        assert!(matches!(empty, Err(Error::TooShort { name: "y", .. })));
        assert!(autocorrelate(&Array0::<f32>::zeros(()), None, Axis(0)).is_err());
        let nan = autocorrelate(&array![1.0, f64::NAN], None, Axis(0));
        assert!(matches!(nan, Err(Error::NotFinite { name: "y", .. })));
        assert_eq!(autocorrelate(&y, Some(99), Axis(0)).unwrap().len(), 2);
    }
}
