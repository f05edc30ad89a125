//! Finite impulse responses of least maximal error.
//!
//! Counterpart of `scipy.signal.remez`.

use ndarray::Array1;
use onkai_core::{Error, Real, Result, check_positive};

use crate::fir::remez::exchange::exchange;
use crate::fir::remez::grid::{Grid, Symmetry};

/// Designs a filter of `n_taps` coefficients with linear phase whose largest weighted error in the
/// bands is as small as it can be (the algorithm of Parks and `McClellan`).
///
/// ```text
/// max over bands |weight · (desired - A(f))|  is least
/// ```
///
/// Between the bands the gain may be anything.
///
/// # Shapes
///
/// `bands`: `[2k]`, lower and upper edge of each band, in the unit of `sample_rate`; `desired`:
/// `[k]`, the gain in each band.
///
/// # Errors
///
/// [`Error::Parameter`] when `n_taps`, `max_iter` or `grid_density` is zero, `n_taps` is 1 for an
/// antisymmetric filter, the grid has too few points for so many coefficients, or `sample_rate` is
/// not positive; [`Error::TooShort`] and [`Error::Shape`] when there is no band, an edge without its
/// partner, or other than one gain and one weight a band; [`Error::Values`] when edges do not rise or
/// lie outside of 0 to half the sample rate, a gain is not finite, or a weight is not positive. Not
/// converging is no error: see [`Remez::converged`].
///
/// # Examples
///
/// ```
/// use onkai_signal::{RemezOptions, remez};
/// let options = RemezOptions { sample_rate: 22050.0, ..Default::default() };
/// let low_pass = remez::<f64>(201, &[0.0, 3000.0, 3200.0, 11025.0], &[1.0, 0.0], &options)?;
/// assert!(low_pass.converged && low_pass.deviation < 0.02);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// The result tells the deviation and whether the exchange converged, where SciPy raises.
/// Interpolation is barycentric in its stable form, so that long filters converge, too.
///
/// # References
///
/// T. W. Parks, J. H. `McClellan`, "Chebyshev approximation for nonrecursive digital filters with
/// linear phase", IEEE Trans. Circuit Theory 19(2), 1972. <https://doi.org/10.1109/TCT.1972.1083419>;
/// J.-P. Berrut, L. N. Trefethen, "Barycentric Lagrange interpolation", SIAM Rev. 46(3), 2004.
/// <https://doi.org/10.1137/S0036144502417715>
#[doc(alias = "numtaps")]
pub fn remez<F: Real>(
    n_taps: usize,
    bands: &[f64],
    desired: &[f64],
    options: &RemezOptions,
) -> Result<Remez<F>> {
    let symmetry = Symmetry::of(n_taps, options.kind != RemezKind::Bandpass);
    let n_cosines = symmetry.n_cosines(n_taps);
    if n_cosines == 0 {
        let least = if n_taps == 0 { "at least 1" } else { "at least 2 for this kind" };
        return Err(Error::parameter("n_taps", n_taps as f64, least));
    }
    for (name, count) in [("max_iter", options.max_iter), ("grid_density", options.grid_density)] {
        if count == 0 {
            return Err(Error::parameter(name, 0.0, "at least 1"));
        }
    }
    check_positive("sample_rate", options.sample_rate)?;
    let bands = checked_bands(bands, desired, options)?;
    let grid = Grid::new(&bands, options.kind, symmetry, n_cosines * options.grid_density);
    if grid.len() <= n_cosines {
        let requirement =
            "large enough for the grid to have more points than the filter has freedom";
        return Err(Error::parameter("grid_density", options.grid_density as f64, requirement));
    }
    let best = exchange(&grid, n_cosines, options.max_iter);
    Ok(Remez {
        taps: symmetry.taps(&best.cosines, n_taps).into_iter().map(F::of).collect(),
        deviation: F::of(best.deviation),
        n_iter: best.n_iter,
        converged: best.converged,
    })
}

/// Options of [`remez`]; the defaults are those of SciPy.
#[derive(Clone, Debug, PartialEq)]
pub struct RemezOptions {
    /// How much an error counts in each band. Default: `None`, all alike.
    pub weight: Option<Vec<f64>>,
    /// What the gains mean. Default: [`RemezKind::Bandpass`].
    #[doc(alias = "type")]
    pub kind: RemezKind,
    /// The most exchanges. Default: `25`.
    #[doc(alias = "maxiter")]
    pub max_iter: usize,
    /// How dense the grid is on which the error is looked at: points per cosine. Default: `16`.
    pub grid_density: usize,
    /// Samples per unit of time, which sets the unit of the frequencies. Default: `1.0`, by which
    /// the Nyquist frequency is ½.
    #[doc(alias = "fs")]
    pub sample_rate: f64,
}

impl Default for RemezOptions {
    fn default() -> Self {
        Self {
            weight: None,
            kind: RemezKind::Bandpass,
            max_iter: 25,
            grid_density: 16,
            sample_rate: 1.0,
        }
    }
}

/// What the gains of [`remez`] mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RemezKind {
    /// Gains of a symmetric filter.
    #[default]
    Bandpass,
    /// Slopes of an antisymmetric filter: the gain is `desired · f`, in units of the sample rate, and
    /// the error is relative to it where it is not zero.
    Differentiator,
    /// Gains of an antisymmetric filter, which turns phases by 90 degrees.
    Hilbert,
}

/// What [`remez`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct Remez<F> {
    /// The coefficients.
    pub taps: Array1<F>,
    /// The largest weighted error.
    pub deviation: F,
    /// How many exchanges it took.
    pub n_iter: usize,
    /// Whether the last exchange changed nothing; if not, the error is larger than it could be.
    pub converged: bool,
}

/// One band; frequencies in units of the sample rate.
pub(super) struct Band {
    pub(super) lower: f64,
    pub(super) upper: f64,
    pub(super) desired: f64,
    pub(super) weight: f64,
}

fn checked_bands(bands: &[f64], desired: &[f64], options: &RemezOptions) -> Result<Vec<Band>> {
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
    let n_bands = bands.len() / 2;
    if desired.len() != n_bands {
        return shape("desired", n_bands, desired.len());
    }
    let weight = options.weight.clone().unwrap_or_else(|| vec![1.0; n_bands]);
    if weight.len() != n_bands {
        return shape("weight", n_bands, weight.len());
    }
    let bands: Vec<f64> = bands.iter().map(|f| f / options.sample_rate).collect();
    if !bands.iter().all(|f| (0.0..=0.5).contains(f)) {
        return refuse("bands", "lie between 0 and half the sample rate");
    }
    if !bands.is_sorted_by(|a, b| a < b) {
        return refuse("bands", "be strictly increasing");
    }
    if !desired.iter().all(|d| d.is_finite()) {
        return refuse("desired", "be finite");
    }
    if !weight.iter().all(|&w| w.is_finite() && 0.0 < w) {
        return refuse("weight", "be positive and finite");
    }
    let pairs = bands.chunks_exact(2).zip(desired).zip(weight);
    Ok(pairs
        .map(|((edges, &desired), weight)| Band {
            lower: edges[0],
            upper: edges[1],
            desired,
            weight,
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(n_taps: usize, bands: &[f64], desired: &[f64], options: &RemezOptions) -> String {
        remez::<f64>(n_taps, bands, desired, options).unwrap_err().to_string()
    }

    #[test]
    fn lengths_must_fit() {
        let options = RemezOptions::default();
        let bands = [0.0, 0.1, 0.2, 0.5];
        let say = |n, bands: &[f64], desired: &[f64]| message(n, bands, desired, &options);
        assert_eq!(say(0, &bands, &[1.0, 0.0]), "`n_taps` is 0, but must be at least 1");
        assert_eq!(say(9, &[], &[]), "`bands` has length 0, but needs at least 2");
        assert!(say(9, &bands[..3], &[1.0]).starts_with("`bands` has shape [3]"));
        assert!(say(9, &bands, &[1.0]).starts_with("`desired` has shape [1]"));
        let odd = RemezOptions { weight: Some(vec![1.0]), ..options.clone() };
        assert!(message(9, &bands, &[1.0, 0.0], &odd).starts_with("`weight` has shape [1]"));
        let hilbert = RemezOptions { kind: RemezKind::Hilbert, ..options };
        assert!(message(1, &[0.1, 0.4], &[1.0], &hilbert).contains("at least 2 for this kind"));
    }

    #[test]
    fn values_must_make_sense() {
        let options = RemezOptions::default();
        let say = |bands: &[f64], desired: &[f64]| message(9, bands, desired, &options);
        let outside = "`bands` must lie between 0 and half the sample rate";
        assert_eq!(say(&[0.0, 0.6], &[1.0]), outside);
        assert_eq!(say(&[f64::NAN, 0.5], &[1.0]), outside);
        assert_eq!(say(&[0.2, 0.2], &[1.0]), "`bands` must be strictly increasing");
        assert_eq!(say(&[0.0, 0.5], &[f64::INFINITY]), "`desired` must be finite");
        for bad in [
            RemezOptions { weight: Some(vec![0.0]), ..options.clone() },
            RemezOptions { max_iter: 0, ..options.clone() },
            RemezOptions { grid_density: 0, ..options.clone() },
            RemezOptions { sample_rate: f64::NAN, ..options.clone() },
        ] {
            assert!(remez::<f64>(9, &[0.0, 0.5], &[1.0], &bad).is_err(), "{bad:?}");
        }
        let narrow =
            message(99, &[0.1, 0.101], &[1.0], &RemezOptions { grid_density: 1, ..options });
        assert!(narrow.starts_with("`grid_density` is 1, but must be large enough"), "{narrow}");
    }

    #[test]
    fn too_few_exchanges_are_told() {
        let options = RemezOptions { max_iter: 1, ..Default::default() };
        let h = remez::<f64>(61, &[0.0, 0.2, 0.22, 0.5], &[1.0, 0.0], &options).unwrap();
        assert!(!h.converged);
    }
}
