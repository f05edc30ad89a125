//! What a fit is told and what it tells.

use crate::distributions::continuous::LocScale;

/// How parameters are chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FitMethod {
    /// Those under which the data are most likely; SciPy's "MLE".
    #[default]
    MaximumLikelihood,
    /// Those whose first moments, as many as there are free parameters, are the data's; SciPy's
    /// "MM".
    Moments,
}

/// Options of [`Fit::fit`](super::Fit::fit): what is held fixed, how the rest is found.
///
/// # Examples
///
/// ```
/// use onkai_stats::distributions::fit::FitOptions;
/// // As `floc=0, f1=2.5` in SciPy.
/// let options =
///     FitOptions { loc: Some(0.0), shapes: vec![None, Some(2.5)], ..Default::default() };
/// assert_eq!(options.scale, None);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FitOptions {
    /// The location, where it is fixed; SciPy's `floc`.
    pub loc: Option<f64>,
    /// The scale, where it is fixed; SciPy's `fscale`.
    pub scale: Option<f64>,
    /// The shape parameters that are fixed; SciPy's `f0`, `f1`, … Empty if none is.
    pub shapes: Vec<Option<f64>>,
    /// Shape parameters, loc and scale from which a search starts; found by themselves if empty.
    pub start: Vec<f64>,
    /// What makes parameters good.
    pub method: FitMethod,
}

/// What [`Fit::fit`](super::Fit::fit) found.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted<D> {
    /// The distribution.
    pub distribution: LocScale<D>,
    /// Its shape parameters.
    pub shapes: Vec<f64>,
    /// Its location.
    pub loc: f64,
    /// Its scale.
    pub scale: f64,
    /// The logarithm of the data's likelihood.
    pub log_likelihood: f64,
    /// False if a search ended before it settled.
    pub converged: bool,
    /// Steps of the search; 0 where there is a closed form.
    pub n_iter: usize,
}
