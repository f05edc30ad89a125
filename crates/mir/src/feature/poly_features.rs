//! Polynomials through the spectrum of each frame.
//!
//! Counterpart of `librosa.feature.poly_features`.

use ndarray::{Array, Array2, ArrayRef, ArrayRef2, Dimension};
use onkai_core::{Error, Real, Result, dot};

use super::frequencies::{BinFrequencies, Bins};
use super::magnitude::{column_a_column, column_a_frame, default_frames};
use crate::convert::bin_frequencies;
use crate::spectrum::{StftOptions, StftPlan};

/// The coefficients of the polynomial of degree `order` in frequency that fits each frame's magnitudes
/// best (least squares).
///
/// ```text
/// |X[k, t]| ≈ Σᵢ p[i, t] f[k]^(order - i)        X = stft(y)
/// ```
///
/// The first row is that of the highest power: with `order` 1, the slope and the value at 0 Hz.
///
/// # Shapes
///
/// `y`: `[..., n]`, `n ≥ 1`, at `sample_rate` hertz. Returns `[..., order + 1, n_frames]`, row `i` in
/// units of the magnitude per Hz to the power `order - i`.
///
/// # Errors
///
/// [`Error::Parameter`] when `order` is not less than the number of bins, else those of
/// [`stft`](crate::stft).
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{PolyFeaturesOptions, poly_features};
///
/// let y = Array1::from_shape_fn(22050, |i| (0.2 * i as f32).sin());
/// let p = poly_features(&y, 22050.0, &PolyFeaturesOptions { order: 2, ..Default::default() })?;
/// assert_eq!(p.dim(), (3, 44));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// The fit is a sum over polynomials that are orthogonal on the bins, which no system of powers need be
/// solved for, so that high orders stay accurate; librosa's leaves directions out that are weak beside
/// rounding errors. Fewer different frequencies than coefficients are an error. Single precision stays
/// what it is.
///
/// # References
///
/// G. E. Forsythe, "Generation and use of orthogonal polynomials for data-fitting with a digital
/// computer", J. SIAM 5(2), 1957. <https://doi.org/10.1137/0105007>
pub fn poly_features<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    sample_rate: f64,
    options: &PolyFeaturesOptions,
) -> Result<Array<F, D::Larger>> {
    let plan = StftPlan::new(&options.stft)?;
    let basis = Basis::new(&bin_frequencies::<F>(sample_rate, plan.n_fft())?, options.order)?;
    column_a_frame(y, &plan, options.order + 1, || (), |(), s, out| basis.fit(s, out))
}

/// [`poly_features`] of a spectrogram that exists already.
///
/// # Shapes
///
/// `s`: `[n_bins, n_frames]`. Returns `[order + 1, n_frames]`.
///
/// # Errors
///
/// [`Error::Parameter`] when `order` is not less than the number of different frequencies of a frame,
/// [`Error::Shape`] when `frequencies` do not fit `s`, [`Error::NotFinite`], [`Error::TooShort`] when
/// `s` is empty.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::{BinFrequencies, PolyFeaturesOptions, poly_features_of_spectrogram};
///
/// let (s, f) = (array![[1.0], [3.0], [5.0]], array![0.0, 1.0, 2.0]);
/// let line = PolyFeaturesOptions::default();
/// let p = poly_features_of_spectrogram(&s, BinFrequencies::Fixed(&f), &line)?;
/// assert!((p - array![[2.0], [1.0]]).iter().all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn poly_features_of_spectrogram<F: Real>(
    s: &ArrayRef2<F>,
    frequencies: BinFrequencies<'_, F>,
    options: &PolyFeaturesOptions,
) -> Result<Array2<F>> {
    let (order, bins) = (options.order, frequencies.bins_of(s)?);
    let width = order.checked_add(1).ok_or_else(|| too_high(order))?;
    if let Bins::Fixed(frequencies) = &bins {
        let basis = Basis::new(frequencies, order)?;
        return column_a_column(s, width, || (), |(), _, s, out| basis.fit(s, out));
    }
    if s.nrows() <= order {
        return Err(too_high(order));
    }
    let fits = column_a_column(
        s,
        width,
        || (),
        |(), t, s, out| {
            match Basis::new(&bins.of_frame(t), order) {
                Ok(basis) => basis.fit(s, out),
                // Told below: threads have no way to give up.
                Err(_) => out.fill(F::nan()),
            }
        },
    )?;
    if fits.iter().any(|p| p.is_nan()) {
        return Err(too_high(order));
    }
    Ok(fits)
}

/// Options of [`poly_features`]; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct PolyFeaturesOptions {
    /// The frames; [`poly_features_of_spectrogram`] has no use for them. Default: those of
    /// [`StftOptions`] with a `hop_length` of 512.
    pub stft: StftOptions,
    /// The degree; less than the number of different frequencies. Default: `1`.
    pub order: usize,
}

impl Default for PolyFeaturesOptions {
    fn default() -> Self {
        Self { stft: default_frames(), order: 1 }
    }
}

fn too_high(order: usize) -> Error {
    Error::parameter("order", order as f64, "less than the number of different frequencies")
}

/// Polynomials of degrees 0 to `order`, orthonormal on the frequencies.
struct Basis<F> {
    /// Their values at the frequencies.
    values: Vec<Vec<F>>,
    /// The coefficients of each, that of the highest power last.
    powers: Vec<Vec<f64>>,
}

impl<F: Real> Basis<F> {
    /// By their recurrence `β[k+1] q[k+1] = (x - α[k]) q[k] - β[k] q[k-1]`, with `x` between -1 and 1.
    fn new(frequencies: &[F], order: usize) -> Result<Self> {
        let n = frequencies.len();
        if n <= order {
            return Err(too_high(order));
        }
        let hz = frequencies.iter().map(|f| f.as_f64());
        let low = hz.clone().fold(f64::INFINITY, f64::min);
        let high = hz.clone().fold(f64::NEG_INFINITY, f64::max);
        let (middle, half) = (low + (high - low) / 2.0, (high - low) / 2.0);
        let x: Vec<f64> = hz.map(|f| if half == 0.0 { 0.0 } else { (f - middle) / half }).collect();
        let first = (n as f64).sqrt().recip();
        let (mut q, mut before) = (vec![first; n], vec![0.0; n]);
        let (mut p, mut p_before, mut beta) = (vec![first], vec![], 0.0);
        let mut basis = Self { values: vec![], powers: vec![] };
        for k in 0..=order {
            basis.values.push(q.iter().map(|&v| F::of(v)).collect());
            basis.powers.push(in_hertz(&p, middle, half));
            if k == order {
                break;
            }
            let alpha: f64 = x.iter().zip(&q).map(|(x, q)| x * q * q).sum();
            for ((before, q), x) in before.iter_mut().zip(&q).zip(&x) {
                *before = (x - alpha) * q - beta * *before;
            }
            std::mem::swap(&mut q, &mut before);
            let next = raised(&p, alpha, &p_before, beta);
            beta = dot(&q, &q).sqrt();
            // Nothing but rounding is left of a polynomial that vanishes at all frequencies.
            if beta < 1e-12 {
                return Err(too_high(order));
            }
            for v in &mut q {
                *v /= beta;
            }
            p_before = std::mem::replace(&mut p, next.iter().map(|c| c / beta).collect());
        }
        Ok(basis)
    }

    fn fit(&self, s: &[F], out: &mut [F]) {
        let order = self.values.len() - 1;
        let mut coefficients = vec![0.0; order + 1];
        for (values, powers) in self.values.iter().zip(&self.powers) {
            let share = dot(values, s).as_f64();
            for (coefficient, power) in coefficients.iter_mut().zip(powers) {
                *coefficient += share * power;
            }
        }
        for (out, coefficient) in out.iter_mut().zip(coefficients.iter().rev()) {
            *out = F::of(*coefficient);
        }
    }
}

/// `(x - α) p - β p_before`, lowest power first.
fn raised(p: &[f64], alpha: f64, p_before: &[f64], beta: f64) -> Vec<f64> {
    let at = |p: &[f64], i: usize| p.get(i).copied().unwrap_or(0.0);
    let shifted = |i: usize| if i == 0 { 0.0 } else { p[i - 1] };
    (0..=p.len()).map(|i| shifted(i) - alpha * at(p, i) - beta * at(p_before, i)).collect()
}

/// The polynomial `p((f - middle) / half)` in powers of `f`, by Horner's rule.
fn in_hertz(p: &[f64], middle: f64, half: f64) -> Vec<f64> {
    let mut powers = vec![0.0; p.len()];
    // A polynomial of degree 0 has no use for a scale, which may be 0.
    let half = if half == 0.0 { 1.0 } else { half };
    for &coefficient in p.iter().rev() {
        for i in (0..powers.len()).rev() {
            let below = if i == 0 { 0.0 } else { powers[i - 1] };
            powers[i] = (below - middle * powers[i]) / half;
        }
        powers[0] += coefficient;
    }
    powers
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};
    use onkai_testing::{assert_close, noise};

    use super::*;

    fn order(order: usize) -> PolyFeaturesOptions {
        PolyFeaturesOptions { order, ..Default::default() }
    }

    #[test]
    fn a_polynomial_comes_back() {
        let f = Array1::from_shape_fn(40, |k| 100.0 * k as f64 + 30.0);
        let expected = [2e-9, -3e-6, 4e-3, -5.0];
        let s = f.mapv(|f| expected.iter().fold(0.0, |sum, c| sum * f + c));
        let s = s.insert_axis(ndarray::Axis(1));
        let fixed = BinFrequencies::Fixed(&f);
        let p = poly_features_of_spectrogram(&s, fixed, &order(3)).unwrap();
        assert_close!(p.column(0), Array1::from(expected.to_vec()), 1e-9, 0.0);
        let f = f.clone().insert_axis(ndarray::Axis(1));
        let again = poly_features_of_spectrogram(&s, BinFrequencies::PerFrame(&f), &order(3));
        assert_eq!(again.unwrap(), p);
    }

    #[test]
    fn as_many_coefficients_as_bins_meet_each_bin() {
        let (f, s) = (noise(6, 3), noise(6, 4).insert_axis(ndarray::Axis(1)));
        let p = poly_features_of_spectrogram(&s, BinFrequencies::Fixed(&f), &order(5)).unwrap();
        for (&f, &s) in f.iter().zip(&s) {
            let value = p.iter().fold(0.0, |sum, c| sum * f + c);
            assert!((value - s).abs() < 1e-10, "{value} for {s}");
        }
    }

    #[test]
    fn bad_input_is_named() {
        let s = array![[1.0, 2.0], [3.0, 4.0]];
        let is_order = |result: Result<Array2<f64>>| {
            matches!(result, Err(Error::Parameter { name: "order", .. }))
        };
        let (rising, level) = (array![0.0, 1.0], array![5.0, 5.0]);
        let fixed = |f, order| poly_features_of_spectrogram(&s, BinFrequencies::Fixed(f), &order);
        assert!(is_order(fixed(&rising, order(2))));
        assert!(is_order(fixed(&rising, order(usize::MAX))));
        assert!(is_order(fixed(&level, order(1))));
        let means = fixed(&level, order(0)).unwrap();
        assert!((means - array![[2.0, 3.0]]).iter().all(|error| error.abs() < 1e-14));
        let mixed = array![[0.0, 5.0], [1.0, 5.0]];
        let per_frame =
            |order| poly_features_of_spectrogram(&s, BinFrequencies::PerFrame(&mixed), &order);
        assert!(is_order(per_frame(order(1))));
        assert!(is_order(per_frame(order(9))));
        assert!(per_frame(order(0)).is_ok());
        assert!(is_order(poly_features(&Array1::ones(9), 8000.0, &order(2000))));
        let nan = array![[f64::NAN], [1.0]];
        let error = poly_features_of_spectrogram(&nan, BinFrequencies::Fixed(&rising), &order(1));
        assert!(matches!(error, Err(Error::NotFinite { name: "s", .. })));
        let none = Array2::<f64>::zeros((2, 0));
        let error = poly_features_of_spectrogram(&none, BinFrequencies::Fixed(&rising), &order(1));
        assert!(matches!(error, Err(Error::TooShort { name: "s", .. })));
    }
}
