//! The normal distribution of several variables.
//!
//! Counterpart of `scipy.stats.multivariate_normal`.

use std::f64::consts::PI;

use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2, Axis};
use onkai_core::{Error, Result, check_finite};
use rand::{RngExt, SeedableRng};
use rand_distr::StandardNormal;
use rand_pcg::Pcg64;

use super::rectangle::{CdfOptions, Probability, rectangle};
use super::semidefinite::Semidefinite;

/// The normal distribution of d variables.
///
/// ```text
/// f(x) = exp(-(x - μ)ᵀ Σ⁻¹ (x - μ) / 2) / √((2π)^d |Σ|)
/// ```
///
/// Where Σ is singular and that is allowed, its pseudo-inverse and pseudo-determinant take the
/// place, and the density is 0 off the plane on which the distribution lies.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::distributions::multivariate::MultivariateNormal;
/// let normal = MultivariateNormal::new(&array![0.0, 0.0], &array![[1.0, 0.5], [0.5, 1.0]])?;
/// let expected = 1.0 / (2.0 * std::f64::consts::PI * 0.75_f64.sqrt());
/// assert!((normal.pdf(&array![0.0, 0.0])? - expected).abs() < 1e-15);
/// // A third for a correlation of one half.
/// let quadrant = normal.cdf(&array![0.0, 0.0], &Default::default())?;
/// assert!((quadrant.value - 1.0 / 3.0).abs() < 1e-13);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
#[doc(alias = "multivariate_normal")]
#[derive(Clone, Debug)]
pub struct MultivariateNormal {
    mean: Array1<f64>,
    covariance: Array2<f64>,
    decomposition: Semidefinite,
}

impl MultivariateNormal {
    /// With this mean and covariance matrix, which must not be singular.
    ///
    /// # Shapes
    ///
    /// `mean`: `[d]`; `covariance`: `[d, d]`.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] for no variables, [`Error::NotFinite`], [`Error::NotSquare`],
    /// [`Error::Shape`], [`Error::Values`] for a covariance that is not symmetric and positive
    /// definite.
    pub fn new(mean: &ArrayRef1<f64>, covariance: &ArrayRef2<f64>) -> Result<Self> {
        Self::build(mean, covariance, false)
    }

    /// With a covariance that may be singular; SciPy's `allow_singular=True`.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new), but for a singular covariance.
    pub fn new_allow_singular(mean: &ArrayRef1<f64>, covariance: &ArrayRef2<f64>) -> Result<Self> {
        Self::build(mean, covariance, true)
    }

    fn build(mean: &ArrayRef1<f64>, covariance: &ArrayRef2<f64>, singular: bool) -> Result<Self> {
        if mean.is_empty() {
            return Err(Error::TooShort { name: "mean", expected: 1, actual: 0 });
        }
        check_finite("mean", mean)?;
        let decomposition = Semidefinite::new("covariance", covariance, singular)?;
        if covariance.nrows() != mean.len() {
            return Err(Error::Shape {
                name: "covariance",
                expected: vec![mean.len(), mean.len()],
                actual: covariance.shape().to_vec(),
            });
        }
        Ok(Self { mean: mean.to_owned(), covariance: covariance.to_owned(), decomposition })
    }

    /// The most likely one, given observations: their mean and covariance (divided by n).
    ///
    /// # Shapes
    ///
    /// `data`: `[n, d]`, an observation a row.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] for no rows, [`Error::NotFinite`], and [`Error::Values`] if the data
    /// lie in a plane.
    pub fn fit(data: &ArrayRef2<f64>) -> Result<Self> {
        let Some(mean) = data.mean_axis(Axis(0)) else {
            return Err(Error::TooShort { name: "data", expected: 1, actual: 0 });
        };
        check_finite("data", data)?;
        let centered = &data.view() - &mean;
        let covariance = centered.t().dot(&centered) / data.nrows() as f64;
        Self::new(&mean, &covariance)
    }

    /// The mean.
    pub fn mean(&self) -> &Array1<f64> {
        &self.mean
    }

    /// The covariance matrix.
    pub fn covariance(&self) -> &Array2<f64> {
        &self.covariance
    }

    fn check_point(&self, x: &ArrayRef1<f64>) -> Result<()> {
        if x.len() == self.mean.len() {
            return Ok(());
        }
        let (expected, actual) = (vec![self.mean.len()], vec![x.len()]);
        Err(Error::Shape { name: "x", expected, actual })
    }

    /// The logarithm of the density at a point; NaN gives NaN.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] for a point of other length.
    pub fn logpdf(&self, x: &ArrayRef1<f64>) -> Result<f64> {
        self.check_point(x)?;
        let length = self.decomposition.squared_length(&(&x.view() - &self.mean));
        Ok(self.decomposition.log_normalization() - 0.5 * length)
    }

    /// The density at a point; NaN gives NaN.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] for a point of other length.
    pub fn pdf(&self, x: &ArrayRef1<f64>) -> Result<f64> {
        Ok(self.logpdf(x)?.exp())
    }

    /// The logarithm of the density at each row of `x`: `[n, d]` gives `[n]`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] for rows of other length.
    pub fn logpdf_of(&self, x: &ArrayRef2<f64>) -> Result<Array1<f64>> {
        x.rows().into_iter().map(|row| self.logpdf(&row)).collect()
    }

    /// The density at each row of `x`: `[n, d]` gives `[n]`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] for rows of other length.
    pub fn pdf_of(&self, x: &ArrayRef2<f64>) -> Result<Array1<f64>> {
        Ok(self.logpdf_of(x)?.mapv_into(f64::exp))
    }

    /// The probability that no variable exceeds its bound in `x`, which may be infinite.
    ///
    /// To 13 digits for one or two variables; by Genz' randomized lattices for more, with their
    /// error stated.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] for bounds of other length, [`Error::Values`] for NaN,
    /// [`Error::Parameter`] for unfit options.
    ///
    /// # References
    ///
    /// A. Genz, "Numerical computation of multivariate normal probabilities", J. Comput. Graph.
    /// Statist. 1(2), 1992. <https://doi.org/10.1080/10618600.1992.10477010>
    pub fn cdf(&self, x: &ArrayRef1<f64>, options: &CdfOptions) -> Result<Probability> {
        self.check_point(x)?;
        let low = match &options.lower_limit {
            Some(limit) => {
                self.check_point(limit)?;
                limit.clone()
            }
            None => Array1::from_elem(x.len(), f64::NEG_INFINITY),
        };
        if x.iter().chain(&low).any(|v| v.is_nan()) {
            return Err(Error::Values { name: "x", requirement: "not hold NaN" });
        }
        rectangle(&self.covariance, &(&low - &self.mean), &(&x.view() - &self.mean), options)
    }

    /// The differential entropy.
    pub fn entropy(&self) -> f64 {
        let rank = self.decomposition.rank as f64;
        0.5 * (rank * ((2.0 * PI).ln() + 1.0) + self.decomposition.log_pseudo_determinant)
    }

    /// `n` random points, a row each, the same ones for the same seed.
    pub fn rvs(&self, n: usize, seed: u64) -> Array2<f64> {
        let mut rng = Pcg64::seed_from_u64(seed);
        let mut points = Array2::zeros((n, self.mean.len()));
        for mut row in points.rows_mut() {
            let z: Array1<f64> =
                (0..self.decomposition.rank).map(|_| rng.sample(StandardNormal)).collect();
            row.assign(&(&self.mean + &self.decomposition.color(&z)));
        }
        points
    }
}
