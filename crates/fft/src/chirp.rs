//! The z-transform on a spiral, and the spectrum on a part of the circle.
//!
//! Counterpart of `scipy.signal.czt`, `scipy.signal.CZT`, `scipy.signal.czt_points` and
//! `scipy.signal.zoom_fft`.

use std::f64::consts::TAU;

use ndarray::{Array, Array1, ArrayRef, Axis, Dimension};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, Scalar};

use crate::axis::map_axis;
use crate::fast_len::next_fast_len;
use crate::norm::{Direction, Norm};
use crate::options::resolve_axis;
use crate::plan::FftPlan;

/// The chirp z-transform: the z-transform at `m` points of a spiral that starts at `a`.
///
/// ```text
/// X[k] = Σₙ x[n] · z[k]^-n,        z[k] = a · w^-k
/// ```
///
/// # Shapes
///
/// `x`: any, real or complex. Returns the same shape with `m` along the axis.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, [`Error::TooShort`] when the axis is empty.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::{Complex, CztOptions, czt};
/// let options = CztOptions { m: Some(1), a: Complex::new(2.0, 0.0), ..Default::default() };
/// let y = czt(&array![1.0_f64, 4.0], &options)?; // 1 + 4 / 2
/// assert!((y[0].re - 3.0).abs() < 1e-15);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
///
/// # References
///
/// L. R. Rabiner, R. W. Schafer, C. M. Rader, "The chirp z-transform algorithm and its application",
/// Bell Syst. Tech. J. 48(5), 1969. <https://doi.org/10.1002/j.1538-7305.1969.tb04268.x>
pub fn czt<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    options: &CztOptions,
) -> Result<Array<Complex<T::Real>, D>> {
    let axis = resolve_axis(options.axis, x.ndim())?;
    CztPlan::new(x.len_of(axis), options)?.run_along(x, axis)
}

/// The spectrum at `m` frequencies from `band[0]` to `band[1]`: a part of [`fft`](crate::fft) as if
/// of a far longer, padded signal.
///
/// # Shapes
///
/// `x`: any, real or complex. Returns the same shape with `m` along the axis: the frequency of bin
/// `k` is `band[0] + k (band[1] - band[0]) / m` (divided by `m - 1` with `endpoint`).
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range or a frequency not finite,
/// [`Error::TooShort`] when the axis is empty.
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_fft::{ZoomOptions, zoom_fft};
/// use std::f64::consts::TAU;
/// let tone = Array1::from_shape_fn(441, |i| (TAU * 443.0 * i as f64 / 44100.0).cos());
/// let options = ZoomOptions { m: Some(20), sample_rate: 44100.0, ..Default::default() };
/// let band = zoom_fft(&tone, [433.0, 453.0], &options)?;
/// assert!(band.iter().all(|z| z.norm() <= band[10].norm() * 1.01));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn zoom_fft<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    band: [f64; 2],
    options: &ZoomOptions,
) -> Result<Array<Complex<T::Real>, D>> {
    let axis = resolve_axis(options.axis, x.ndim())?;
    CztPlan::zoom(x.len_of(axis), band, options)?.run_along(x, axis)
}

/// The points `a · w^-k`, `k < m`, at which [`czt`] computes the z-transform.
///
/// # Errors
///
/// [`Error::Parameter`] when `options.m` is `None` or an option is out of range.
///
/// # Examples
///
/// ```
/// use onkai_fft::{Complex, CztOptions, czt_points};
/// let points = czt_points(&CztOptions { m: Some(4), ..Default::default() })?;
/// assert!((points[1] - Complex::i()).norm() < 1e-15);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn czt_points(options: &CztOptions) -> Result<Array1<Complex<f64>>> {
    let m = options.m.unwrap_or(0);
    let spiral = Spiral::new(m, options)?;
    Ok(Array1::from_shape_fn(m, |k| spiral.a * spiral.power(-(k as f64))))
}

/// Options of [`czt`]; the defaults are those of SciPy.
#[derive(Clone, Debug, PartialEq)]
pub struct CztOptions {
    /// How many points. Default: `None`, as many as there are samples.
    pub m: Option<usize>,
    /// The ratio between points, inverted. Default: `None`, meaning `exp(-2πi / m)`, once around the
    /// unit circle.
    pub w: Option<Complex<f64>>,
    /// The first point. Default: `1`.
    pub a: Complex<f64>,
    /// The axis to transform. Default: `None`, the last one.
    pub axis: Option<Axis>,
}

impl Default for CztOptions {
    fn default() -> Self {
        Self { m: None, w: None, a: Complex::new(1.0, 0.0), axis: None }
    }
}

/// Options of [`zoom_fft`]; the defaults are those of SciPy.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoomOptions {
    /// How many frequencies. Default: `None`, as many as there are samples.
    pub m: Option<usize>,
    /// Samples per unit of time, in the unit of the frequencies. Default: `2`, so that frequencies
    /// are fractions of the Nyquist frequency.
    pub sample_rate: f64,
    /// Whether the upper end of the band is the last frequency, rather than the one after it.
    /// Default: `false`.
    pub endpoint: bool,
    /// The axis to transform. Default: `None`, the last one.
    pub axis: Option<Axis>,
}

impl Default for ZoomOptions {
    fn default() -> Self {
        Self { m: None, sample_rate: 2.0, endpoint: false, axis: None }
    }
}

/// A chirp z-transform of one length with its chirps precomputed, for repeated use.
#[derive(Clone, Debug)]
pub struct CztPlan<F: Real> {
    /// What the samples are multiplied by: `a^-n · w^(n²/2)`.
    before: Vec<Complex<F>>,
    /// What the points are multiplied by: `w^(k²/2)`.
    after: Vec<Complex<F>>,
    /// The spectrum of `w^(-n²/2)`, by which the convolution in between is done.
    filter: Vec<Complex<F>>,
    fft: FftPlan<F>,
}

impl<F: Real> CztPlan<F> {
    /// Checks `options` and computes the chirps for `n` samples. The axis is not used.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] when an option is out of range, [`Error::TooShort`] when `n` is zero.
    pub fn new(n: usize, options: &CztOptions) -> Result<Self> {
        let m = options.m.unwrap_or(n.max(1));
        Self::on_spiral(n, m, &Spiral::new(m, options)?)
    }

    /// The plan of [`zoom_fft`] for `n` samples. The axis is not used.
    ///
    /// # Errors
    ///
    /// As [`zoom_fft`].
    pub fn zoom(n: usize, band: [f64; 2], options: &ZoomOptions) -> Result<Self> {
        let m = options.m.unwrap_or(n.max(1));
        Self::on_spiral(n, m, &Spiral::zoom(m, band, options)?)
    }

    fn on_spiral(n: usize, m: usize, spiral: &Spiral) -> Result<Self> {
        if n == 0 {
            return Err(Error::TooShort { name: "x", expected: 1, actual: 0 });
        }
        let Some(sum) = n.checked_add(m).filter(|&sum| sum <= isize::MAX as usize / 64) else {
            return Err(Error::parameter("m", m as f64, "small enough for the memory"));
        };
        let len = next_fast_len(sum - 1);
        // The chirps are long and their products cancel: computed in double precision throughout.
        let chirp: Vec<_> = (0..n.max(m)).map(|k| spiral.chirp(k)).collect();
        let mut filter = vec![Complex::default(); len];
        for (k, z) in chirp.iter().enumerate() {
            let inverse = z.inv();
            if k < m {
                filter[k] = inverse;
            }
            if 0 < k && k < n {
                filter[len - k] = inverse;
            }
        }
        // Neither direction of the plan's own transforms is scaled; once here is cheaper.
        FftPlan::<f64>::new(len)?.with_norm(Norm::Forward).forward(&mut filter);
        let before = (0..n).map(|k| chirp[k] * spiral.start(k));
        Ok(Self {
            before: before.map(narrow).collect(),
            after: chirp[..m].iter().copied().map(narrow).collect(),
            filter: filter.into_iter().map(narrow).collect(),
            fft: FftPlan::new(len)?,
        })
    }

    /// How many samples are transformed.
    #[allow(clippy::len_without_is_empty, reason = "a plan is never empty")]
    pub fn len(&self) -> usize {
        self.before.len()
    }

    /// How many points they are transformed to.
    pub fn n_points(&self) -> usize {
        self.after.len()
    }

    /// The transform along the last axis.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] when that has not the planned length.
    pub fn run<T: Scalar<Real = F>, D: Dimension>(
        &self,
        x: &ArrayRef<T, D>,
    ) -> Result<Array<Complex<F>, D>> {
        self.run_along(x, resolve_axis(None, x.ndim())?)
    }

    /// The transform along any axis.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] when `x` has no such axis, [`Error::Shape`] when that has not the planned
    /// length.
    pub fn run_along<T: Scalar<Real = F>, D: Dimension>(
        &self,
        x: &ArrayRef<T, D>,
        axis: Axis,
    ) -> Result<Array<Complex<F>, D>> {
        let axis = resolve_axis(Some(axis), x.ndim())?;
        if x.len_of(axis) != self.len() {
            let mut expected = x.shape().to_vec();
            expected[axis.index()] = self.len();
            return Err(Error::Shape { name: "x", expected, actual: x.shape().to_vec() });
        }
        let make = || (vec![Complex::default(); self.fft.len()], self.fft.borrow_scratch());
        map_axis(x, (axis, self.n_points()), make, |(buffer, scratch), lane, out| {
            for ((z, &v), &chirp) in buffer.iter_mut().zip(lane).zip(&self.before) {
                *z = v.to_complex() * chirp;
            }
            buffer[self.len()..].fill(Complex::default());
            self.fft.run(Direction::Forward, buffer, scratch);
            // The inverse transform of a product is the conjugate of the transform of its conjugate.
            for (z, &gain) in buffer.iter_mut().zip(&self.filter) {
                *z = (*z * gain).conj();
            }
            self.fft.run(Direction::Forward, buffer, scratch);
            for ((y, z), &chirp) in out.iter_mut().zip(&*buffer).zip(&self.after) {
                *y = z.conj() * chirp;
            }
        })
    }
}

fn narrow<F: Real>(z: Complex<f64>) -> Complex<F> {
    Complex::new(F::of(z.re), F::of(z.im))
}

/// The points `a · w^-k`, in polar coordinates.
///
/// Angles are counted in turns, as a whole number of turns can be taken off without rounding: phases
/// grow like the square of the length, and digits of the fraction are all that count.
struct Spiral {
    a: Complex<f64>,
    /// Angle of `a`.
    start_turns: f64,
    /// Angle of `w`: `turns / divisor`.
    turns: f64,
    divisor: f64,
    /// Logarithm of the absolute value of `w`.
    log_radius: f64,
}

impl Spiral {
    fn new(m: usize, options: &CztOptions) -> Result<Self> {
        if m == 0 {
            return Err(Error::parameter("m", 0.0, "at least 1"));
        }
        let usable = |z: Complex<f64>| z.norm().is_normal();
        if !usable(options.a) {
            return Err(Error::parameter("a", options.a.norm(), "finite and not zero"));
        }
        let (turns, divisor, log_radius) = match options.w {
            None => (-1.0, m as f64, 0.0),
            Some(w) if usable(w) => (w.arg() / TAU, 1.0, w.norm().ln()),
            Some(w) => return Err(Error::parameter("w", w.norm(), "finite and not zero")),
        };
        let start_turns = options.a.arg() / TAU;
        Ok(Self { a: options.a, start_turns, turns, divisor, log_radius })
    }

    fn zoom(m: usize, band: [f64; 2], options: &ZoomOptions) -> Result<Self> {
        let rate = options.sample_rate;
        if m == 0 {
            return Err(Error::parameter("m", 0.0, "at least 1"));
        }
        if rate == 0.0 || !rate.is_finite() {
            return Err(Error::parameter("sample_rate", rate, "finite and not zero"));
        }
        if let Some(&bad) = band.iter().find(|f| !f.is_finite()) {
            return Err(Error::parameter("band", bad, "finite"));
        }
        let n_steps = match (options.endpoint, m) {
            (false, _) => m,
            (true, 1) => return Err(Error::parameter("m", 1.0, "at least 2 with `endpoint`")),
            (true, _) => m - 1,
        };
        let start_turns = band[0] / rate;
        let (sin, cos) = (TAU * start_turns.fract()).sin_cos();
        Ok(Self {
            a: Complex::new(cos, sin),
            start_turns,
            turns: band[0] - band[1],
            divisor: rate * n_steps as f64,
            log_radius: 0.0,
        })
    }

    /// `w^exponent`.
    fn power(&self, exponent: f64) -> Complex<f64> {
        let turns = product_fraction(self.turns, exponent, self.divisor);
        Complex::from_polar((self.log_radius * exponent).exp(), TAU * turns)
    }

    /// `w^(k²/2)`. The exponent is exact up to `k = 2²⁶`.
    fn chirp(&self, k: usize) -> Complex<f64> {
        self.power(k as f64 * k as f64 / 2.0)
    }

    /// `a^-k`.
    fn start(&self, k: usize) -> Complex<f64> {
        let turns = product_fraction(self.start_turns, -(k as f64), 1.0);
        Complex::from_polar(self.a.norm().powf(-(k as f64)), TAU * turns)
    }
}

/// `a · b / divisor`, less a whole number, with errors of the size of the fraction's.
fn product_fraction(a: f64, b: f64, divisor: f64) -> f64 {
    let high = a * b;
    let low = a.mul_add(b, -high);
    // The remainder of a division of floats is exact.
    ((high % divisor + low) / divisor).fract()
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn options_out_of_range_are_named() {
        let x = array![1.0, 2.0];
        let name = |options: CztOptions| match czt(&x, &options).unwrap_err() {
            Error::Parameter { name, .. } => name,
            error => panic!("{error}"),
        };
        assert_eq!(name(CztOptions { m: Some(0), ..Default::default() }), "m");
        assert_eq!(name(CztOptions { m: Some(usize::MAX), ..Default::default() }), "m");
        let zero = Complex::new(0.0, 0.0);
        assert_eq!(name(CztOptions { w: Some(zero), ..Default::default() }), "w");
        assert_eq!(name(CztOptions { a: zero, ..Default::default() }), "a");
        assert_eq!(name(CztOptions { axis: Some(Axis(1)), ..Default::default() }), "axis");
        assert!(czt_points(&CztOptions::default()).is_err());
        assert!(czt(&Array1::<f32>::zeros(0), &CztOptions::default()).is_err());
    }

    #[test]
    fn bands_and_rates_out_of_range_are_named() {
        let x = array![1.0, 2.0];
        let message =
            |band, options: ZoomOptions| zoom_fft(&x, band, &options).unwrap_err().to_string();
        let rate = ZoomOptions { sample_rate: 0.0, ..Default::default() };
        assert!(message([0.0, 1.0], rate).starts_with("`sample_rate` is 0"));
        assert!(message([0.0, f64::NAN], ZoomOptions::default()).starts_with("`band` is NaN"));
        let end = ZoomOptions { m: Some(1), endpoint: true, ..Default::default() };
        assert!(message([0.0, 1.0], end).starts_with("`m` is 1"));
    }

    #[test]
    fn a_plan_refuses_other_lengths() {
        let plan = CztPlan::<f64>::new(3, &CztOptions::default()).unwrap();
        assert_eq!(
            plan.run(&array![1.0, 2.0]).unwrap_err().to_string(),
            "`x` has shape [2], but must have [3]"
        );
    }

    #[test]
    fn whole_turns_are_taken_off_without_rounding() {
        let exact = product_fraction(0.1, 1e12 + 1.0, 1.0);
        // 0.1 as a double is 0.1 + 5.55e-18.
        assert!((exact - (0.1 + 5.551115123125783e-6)).abs() < 1e-15, "{exact}");
    }
}
