//! Finite impulse responses of least squared error.
//!
//! Counterpart of `scipy.signal.firls`.

use std::f64::consts::PI;

use ndarray::{Array1, Array2};
use onkai_core::{Error, Real, Result, check_positive};
use onkai_linalg::{LstsqOptions, SolveOptions, Structure, lstsq, solve};

/// Designs a symmetric filter of an odd number of coefficients whose gain `A` is nearest to a
/// desired one `D`, which is a straight line in each band:
///
/// ```text
/// Σ over bands: weight · ∫ (A(f) - D(f))² df  is least;   A(f) = h[M] + 2 Σ h[M+n] cos(πnf)
/// ```
///
/// Between the bands the gain may be anything.
///
/// # Shapes
///
/// `bands`: `[2k]`, lower and upper edge of each band, in the unit of `sample_rate`; `desired`:
/// `[2k]`, the gain at each edge. Returns `[n_taps]`.
///
/// # Errors
///
/// [`Error::Parameter`] when `n_taps` is even or `sample_rate` is not positive; [`Error::TooShort`]
/// and [`Error::Shape`] when there is no band, an edge without its partner, or other than one gain an
/// edge or one weight a band; [`Error::Values`] when edges do not rise, lie outside of 0 to half the
/// sample rate, or gains or weights are negative or not finite, or all weights are zero.
///
/// # Examples
///
/// ```
/// use onkai_signal::{FirlsOptions, firls};
/// let h = firls::<f64>(73, &[0.0, 0.4, 0.6, 1.0], &[1.0, 1.0, 0.0, 0.0], &FirlsOptions::default())?;
/// assert!((h.sum() - 1.0).abs() < 1e-3);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # References
///
/// I. Selesnick, "Linear-phase FIR filter design by least squares", Connexions, 2005.
#[doc(alias = "numtaps")]
pub fn firls<F: Real>(
    n_taps: usize,
    bands: &[f64],
    desired: &[f64],
    options: &FirlsOptions,
) -> Result<Array1<F>> {
    if n_taps.is_multiple_of(2) {
        return Err(Error::parameter("n_taps", n_taps as f64, "odd"));
    }
    check_positive("sample_rate", options.sample_rate)?;
    let lines = lines(bands, desired, options)?;
    let half = n_taps / 2;
    // The normal equations: a Toeplitz and a Hankel matrix of the bands' moments.
    let moments: Vec<f64> =
        (0..n_taps).map(|n| lines.iter().map(|l| l.weight * l.moment(n)).sum()).collect();
    let size = half + 1;
    let matrix =
        Array2::from_shape_fn((size, size), |(i, j)| moments[i.abs_diff(j)] + moments[i + j]);
    let right = Array1::from_shape_fn(size, |n| {
        lines
            .iter()
            .map(|l| l.weight * (l.product(n, l.upper) - l.product(n, l.lower)))
            .sum::<f64>()
    });
    let a = solution(&matrix, &right)?;
    Ok(Array1::from_shape_fn(n_taps, |i| match i.abs_diff(half) {
        0 => F::of(2.0 * a[0]),
        n => F::of(a[n]),
    }))
}

/// Options of [`firls`]; the defaults are those of SciPy.
#[derive(Clone, Debug, PartialEq)]
pub struct FirlsOptions {
    /// How much each band counts. Default: `None`, all alike.
    pub weight: Option<Vec<f64>>,
    /// Samples per unit of time, which sets the unit of the frequencies. Default: `2.0`, by which
    /// the Nyquist frequency is 1.
    #[doc(alias = "fs")]
    pub sample_rate: f64,
}

impl Default for FirlsOptions {
    fn default() -> Self {
        Self { weight: None, sample_rate: 2.0 }
    }
}

/// The desired gain `slope f + offset` of one band, frequencies in units of the Nyquist frequency.
struct Line {
    lower: f64,
    upper: f64,
    slope: f64,
    offset: f64,
    weight: f64,
}

impl Line {
    /// The integral of `cos(πnf)`.
    fn moment(&self, n: usize) -> f64 {
        let n = PI * n as f64;
        let at = |f: f64| if n == 0.0 { f } else { (n * f).sin() / n };
        at(self.upper) - at(self.lower)
    }

    /// An antiderivative of the gain times `cos(πnf)`.
    fn product(&self, n: usize, f: f64) -> f64 {
        let gain = self.slope * f + self.offset;
        let n = PI * n as f64;
        if n == 0.0 {
            f * (gain - self.slope * f / 2.0)
        } else {
            gain * (n * f).sin() / n + self.slope * (n * f).cos() / (n * n)
        }
    }
}

fn lines(bands: &[f64], desired: &[f64], options: &FirlsOptions) -> Result<Vec<Line>> {
    let shape = |name, expected: usize, actual: usize| {
        Err(Error::Shape { name, expected: vec![expected], actual: vec![actual] })
    };
    let refuse = |name, requirement| Err(Error::Values { name, requirement });
    if bands.len() < 2 {
        return Err(Error::TooShort { name: "bands", expected: 2, actual: bands.len() });
    }
    if !bands.len().is_multiple_of(2) {
        return shape("bands", bands.len() + 1, bands.len());
    }
    if desired.len() != bands.len() {
        return shape("desired", bands.len(), desired.len());
    }
    let n_bands = bands.len() / 2;
    let weight = options.weight.clone().unwrap_or_else(|| vec![1.0; n_bands]);
    if weight.len() != n_bands {
        return shape("weight", n_bands, weight.len());
    }
    let nyquist = options.sample_rate / 2.0;
    let bands: Vec<f64> = bands.iter().map(|f| f / nyquist).collect();
    if !bands.iter().all(|f| (0.0..=1.0).contains(f)) {
        return refuse("bands", "lie between 0 and half the sample rate");
    }
    if !bands.chunks_exact(2).all(|band| band[0] < band[1]) || !bands.is_sorted() {
        return refuse("bands", "rise, each having a width and none overlapping the next");
    }
    let is_fit = |v: &f64| v.is_finite() && 0.0 <= *v;
    if !desired.iter().all(is_fit) {
        return refuse("desired", "be finite and not negative");
    }
    if !weight.iter().all(is_fit) || weight.iter().all(|&w| w == 0.0) {
        return refuse("weight", "be finite and not negative, and not zero for all bands");
    }
    let pairs = bands.chunks_exact(2).zip(desired.chunks_exact(2)).zip(weight);
    Ok(pairs
        .map(|((edges, gains), weight)| {
            let slope = (gains[1] - gains[0]) / (edges[1] - edges[0]);
            let offset = gains[0] - edges[0] * slope;
            Line { lower: edges[0], upper: edges[1], slope, offset, weight }
        })
        .collect())
}

/// By Cholesky where the matrix allows, else the shortest of the solutions of least error.
fn solution(matrix: &Array2<f64>, right: &Array1<f64>) -> Result<Array1<f64>> {
    let options =
        SolveOptions { structure: Some(Structure::PositiveDefinite), ..Default::default() };
    match solve(matrix, right, &options) {
        Ok(solution) if f64::EPSILON <= solution.rcond => Ok(solution.x),
        _ => Ok(lstsq(matrix, right, &LstsqOptions::default())?.x),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(n_taps: usize, bands: &[f64], desired: &[f64], weight: Option<&[f64]>) -> String {
        let options = FirlsOptions { weight: weight.map(<[f64]>::to_vec), ..Default::default() };
        firls::<f64>(n_taps, bands, desired, &options).unwrap_err().to_string()
    }

    #[test]
    fn lengths_must_fit() {
        assert_eq!(message(4, &[0.0, 1.0], &[1.0, 1.0], None), "`n_taps` is 4, but must be odd");
        assert_eq!(message(0, &[0.0, 1.0], &[1.0, 1.0], None), "`n_taps` is 0, but must be odd");
        assert_eq!(message(5, &[], &[], None), "`bands` has length 0, but needs at least 2");
        assert!(message(5, &[0.0, 0.5, 1.0], &[1.0; 3], None).starts_with("`bands` has shape [3]"));
        assert!(message(5, &[0.0, 1.0], &[1.0], None).starts_with("`desired` has shape [1]"));
        assert!(message(5, &[0.0, 1.0], &[1.0; 2], Some(&[1.0, 2.0])).starts_with("`weight` has"));
    }

    #[test]
    fn values_must_make_sense() {
        let outside = "`bands` must lie between 0 and half the sample rate";
        assert_eq!(message(5, &[0.0, 1.1], &[1.0; 2], None), outside);
        assert_eq!(message(5, &[f64::NAN, 1.0], &[1.0; 2], None), outside);
        let order = "`bands` must rise, each having a width and none overlapping the next";
        assert_eq!(message(5, &[0.5, 0.5], &[1.0; 2], None), order);
        assert_eq!(message(5, &[0.0, 0.6, 0.5, 1.0], &[1.0; 4], None), order);
        let gains = "`desired` must be finite and not negative";
        assert_eq!(message(5, &[0.0, 1.0], &[1.0, -1.0], None), gains);
        assert!(message(5, &[0.0, 1.0], &[1.0; 2], Some(&[-1.0])).starts_with("`weight` must be"));
        assert!(message(5, &[0.0, 1.0], &[1.0; 2], Some(&[0.0])).starts_with("`weight` must be"));
        let options = FirlsOptions { sample_rate: 0.0, ..Default::default() };
        assert!(firls::<f64>(5, &[0.0, 1.0], &[1.0; 2], &options).is_err());
    }

    #[test]
    fn one_tap_is_the_mean_gain() {
        let options = FirlsOptions::default();
        let h = firls::<f64>(1, &[0.0, 1.0], &[0.0, 1.0], &options).unwrap();
        assert!((h[0] - 0.5).abs() < 1e-15);
    }
}
