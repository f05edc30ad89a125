//! A density estimated from data: a normal bump about each point.
//!
//! Counterpart of `scipy.stats.gaussian_kde`.

use std::f64::consts::PI;

use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2, Axis};
use onkai_core::{Error, Result, check_finite, check_positive};
use onkai_linalg::{Side, cholesky};
use onkai_special::ndtr;
use rand::{RngExt, SeedableRng};
use rand_distr::StandardNormal;
use rand_pcg::Pcg64;

use super::normal::MultivariateNormal;

/// What fails where the points do not fill the space.
const SINGULAR: &str = "covariance of data";

/// How wide the bumps are, as a factor of the data's standard deviation.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Bandwidth {
    /// n^(-1 / (d + 4)), n the effective number of points.
    #[default]
    Scott,
    /// (n (d + 2) / 4)^(-1 / (d + 4)).
    Silverman,
    /// This factor.
    Factor(f64),
}

/// Options of [`GaussianKde`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KdeOptions {
    /// How wide the bumps are.
    pub bandwidth: Bandwidth,
    /// A weight for each point; equal ones for `None`. They need not add up to 1.
    pub weights: Option<Array1<f64>>,
}

/// A kernel density estimate with normal kernels of the data's covariance.
///
/// ```text
/// f(x) = Σ_i w_i N(x; x_i, h² Σ)
/// ```
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::distributions::multivariate::{GaussianKde, KdeOptions};
/// let kde = GaussianKde::new_1d(&array![-1.0, 0.0, 1.0], &KdeOptions::default())?;
/// assert!((kde.integrate_box_1d(-10.0, 0.0)? - 0.5).abs() < 1e-12);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// A point is a row, not a column.
///
/// # References
///
/// D. W. Scott, *Multivariate Density Estimation*, Wiley, 1992.
#[doc(alias = "gaussian_kde")]
#[derive(Clone, Debug)]
pub struct GaussianKde {
    points: Array2<f64>,
    weights: Array1<f64>,
    factor: f64,
    covariance: Array2<f64>,
    /// Lower triangular root of the covariance.
    root: Array2<f64>,
    /// The points in the root's coordinates.
    whitened: Array2<f64>,
    log_norm: f64,
}

impl GaussianKde {
    /// From points of d coordinates.
    ///
    /// # Shapes
    ///
    /// `data`: `[n, d]`, a point a row.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] for fewer than two points or no coordinate, [`Error::NotFinite`],
    /// [`Error::NotPositiveDefinite`] if the points lie in a plane, [`Error::Shape`] and
    /// [`Error::Values`] for unfit weights, [`Error::Parameter`] for an unfit factor.
    pub fn new(data: &ArrayRef2<f64>, options: &KdeOptions) -> Result<Self> {
        let (n, d) = data.dim();
        if n < 2 || d < 1 {
            return Err(Error::TooShort { name: "data", expected: 2, actual: n.min(n * d) });
        }
        check_finite("data", data)?;
        let weights = checked_weights(options.weights.as_ref(), n)?;
        let effective = 1.0 / weights.iter().map(|w| w * w).sum::<f64>();
        let power = -1.0 / (d as f64 + 4.0);
        let factor = match options.bandwidth {
            Bandwidth::Scott => effective.powf(power),
            Bandwidth::Silverman => (effective * (d as f64 + 2.0) / 4.0).powf(power),
            Bandwidth::Factor(factor) => {
                check_positive("factor", factor)?;
                factor
            }
        };
        let mean = weights.dot(data);
        let centered = &data.view() - &mean;
        let weighted = &centered * &weights.view().insert_axis(Axis(1));
        let unbiased = 1.0 - 1.0 / effective;
        let covariance = weighted.t().dot(&centered) * (factor * factor / unbiased);
        check_spread(data, &covariance)?;
        let root = cholesky(&covariance, Side::Lower).map_err(|error| match error {
            Error::NotPositiveDefinite { order, .. } => {
                Error::NotPositiveDefinite { name: SINGULAR, order }
            }
            other => other,
        })?;
        let log_determinant: f64 = root.diag().iter().map(|v| v.ln()).sum();
        let log_norm = -0.5 * d as f64 * (2.0 * PI).ln() - log_determinant;
        let points = data.to_owned();
        let whitened = whiten(&root, &points);
        Ok(Self { points, weights, factor, covariance, root, whitened, log_norm })
    }

    /// From numbers.
    ///
    /// # Errors
    ///
    /// See [`new`](Self::new).
    pub fn new_1d(data: &ArrayRef1<f64>, options: &KdeOptions) -> Result<Self> {
        Self::new(&data.view().insert_axis(Axis(1)), options)
    }

    /// The factor by which the data's standard deviation is multiplied.
    pub fn factor(&self) -> f64 {
        self.factor
    }

    /// The covariance matrix of a bump.
    pub fn covariance(&self) -> &Array2<f64> {
        &self.covariance
    }

    /// The effective number of points, 1 / Σ w².
    #[doc(alias = "neff")]
    pub fn effective_len(&self) -> f64 {
        1.0 / self.weights.iter().map(|w| w * w).sum::<f64>()
    }

    fn check_width(&self, name: &'static str, actual: &[usize], width: usize) -> Result<()> {
        let d = self.points.ncols();
        if width == d {
            return Ok(());
        }
        let mut expected = actual.to_vec();
        if let Some(last) = expected.last_mut() {
            *last = d;
        }
        Err(Error::Shape { name, expected, actual: actual.to_vec() })
    }

    /// The density at each row of `x`: `[m, d]` gives `[m]`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] for points of other dimension.
    #[doc(alias = "pdf")]
    pub fn evaluate(&self, x: &ArrayRef2<f64>) -> Result<Array1<f64>> {
        self.check_width("x", x.shape(), x.ncols())?;
        let norm = self.log_norm.exp();
        let at = whiten(&self.root, &x.to_owned());
        let (d, flat) = (self.points.ncols(), self.whitened.as_standard_layout());
        let flat = flat.as_slice().unwrap_or(&[]);
        let density = |row: &[f64]| -> f64 {
            let squares = flat.chunks_exact(d).zip(&self.weights).map(|(point, weight)| {
                let length: f64 = point.iter().zip(row).map(|(p, x)| (p - x) * (p - x)).sum();
                weight * (-0.5 * length).exp()
            });
            norm * squares.sum::<f64>()
        };
        Ok(at.rows().into_iter().map(|row| density(&row.to_vec())).collect())
    }

    /// The density at each number, for data of one coordinate.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the data have more coordinates.
    pub fn evaluate_1d(&self, x: &ArrayRef1<f64>) -> Result<Array1<f64>> {
        self.evaluate(&x.view().insert_axis(Axis(1)))
    }

    /// The logarithm of the density at each row of `x`, also where it underflows.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] for points of other dimension.
    pub fn logpdf(&self, x: &ArrayRef2<f64>) -> Result<Array1<f64>> {
        self.check_width("x", x.shape(), x.ncols())?;
        let at = whiten(&self.root, &x.to_owned());
        let log_density = |row: ndarray::ArrayView1<'_, f64>| {
            let terms: Array1<f64> = self
                .whitened
                .rows()
                .into_iter()
                .zip(&self.weights)
                .map(|(point, weight)| {
                    let pairs = point.into_iter().zip(row);
                    weight.ln() - 0.5 * pairs.map(|(p, x)| (p - x) * (p - x)).sum::<f64>()
                })
                .collect();
            let largest = terms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            if !largest.is_finite() {
                return if row.iter().any(|v| v.is_nan()) { f64::NAN } else { largest };
            }
            largest + terms.iter().map(|t| (t - largest).exp()).sum::<f64>().ln() + self.log_norm
        };
        Ok(at.rows().into_iter().map(log_density).collect())
    }

    /// The probability between two numbers, for data of one coordinate.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the data have more coordinates.
    pub fn integrate_box_1d(&self, low: f64, high: f64) -> Result<f64> {
        self.check_width("bounds", &[1], 1)?;
        let deviation = self.root[[0, 0]];
        let part = |(x, weight): (&f64, &f64)| {
            let (a, b) = ((low - x) / deviation, (high - x) / deviation);
            let share: f64 = if a > 0.0 { ndtr(-a) - ndtr(-b) } else { ndtr(b) - ndtr(a) };
            weight * share
        };
        Ok(self.points.iter().zip(&self.weights).map(part).sum())
    }

    /// The integral of the estimate times a normal density.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] for another dimension, and what [`MultivariateNormal::new`] says of the
    /// covariance.
    pub fn integrate_gaussian(
        &self,
        mean: &ArrayRef1<f64>,
        covariance: &ArrayRef2<f64>,
    ) -> Result<f64> {
        self.check_width("mean", &[mean.len()], mean.len())?;
        // The covariance must be one by itself before it is added.
        let own = MultivariateNormal::new_allow_singular(mean, covariance)?;
        let sum = MultivariateNormal::new(own.mean(), &(&covariance.view() + &self.covariance))?;
        Ok(self.weights.dot(&sum.pdf_of(&self.points)?))
    }

    /// The integral of the product of two estimates.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the other one has another dimension.
    pub fn integrate_kde(&self, other: &Self) -> Result<f64> {
        self.check_width("other", other.points.shape(), other.points.ncols())?;
        let sum = &self.covariance + &other.covariance;
        let mut total = 0.0;
        for (point, weight) in other.points.rows().into_iter().zip(&other.weights) {
            let normal = MultivariateNormal::new(&point, &sum)?;
            total += weight * self.weights.dot(&normal.pdf_of(&self.points)?);
        }
        Ok(total)
    }

    /// `n` random points, a row each, the same ones for the same seed.
    pub fn resample(&self, n: usize, seed: u64) -> Array2<f64> {
        let mut rng = Pcg64::seed_from_u64(seed);
        let mut sum = 0.0;
        let steps: Vec<f64> = { self.weights.iter() }
            .map(|w| {
                sum += w;
                sum
            })
            .collect();
        let d = self.points.ncols();
        let mut out = Array2::zeros((n, d));
        for mut row in out.rows_mut() {
            let u = rng.random::<f64>() * sum;
            let index = steps.partition_point(|s| *s <= u).min(steps.len() - 1);
            let z: Array1<f64> = (0..d).map(|_| rng.sample(StandardNormal)).collect();
            row.assign(&(&self.points.row(index) + &self.root.dot(&z)));
        }
        out
    }
}

/// Weights that add up to 1.
fn checked_weights(weights: Option<&Array1<f64>>, n: usize) -> Result<Array1<f64>> {
    let Some(weights) = weights else {
        return Ok(Array1::from_elem(n, 1.0 / n as f64));
    };
    if weights.len() != n {
        let (expected, actual) = (vec![n], vec![weights.len()]);
        return Err(Error::Shape { name: "weights", expected, actual });
    }
    check_finite("weights", weights)?;
    if weights.iter().filter(|w| **w > 0.0).count() < 2 || weights.iter().any(|w| *w < 0.0) {
        let requirement = "not be negative, and positive for two points at least";
        return Err(Error::Values { name: "weights", requirement });
    }
    Ok(weights / weights.sum())
}

/// Refuses coordinates that do not vary, before rounding makes them look as if they did.
fn check_spread(data: &ArrayRef2<f64>, covariance: &Array2<f64>) -> Result<()> {
    for (i, column) in data.columns().into_iter().enumerate() {
        let size = column.iter().fold(0.0_f64, |m, v| m.max(v.abs()));
        if covariance[[i, i]] <= (1e-14 * size).powi(2) {
            return Err(Error::NotPositiveDefinite { name: SINGULAR, order: i + 1 });
        }
    }
    Ok(())
}

/// The rows in the coordinates of a lower triangular root: L z = x.
fn whiten(root: &Array2<f64>, x: &Array2<f64>) -> Array2<f64> {
    let d = root.nrows();
    let mut z = x.clone();
    for mut row in z.rows_mut() {
        for i in 0..d {
            let known: f64 = (0..i).map(|k| root[[i, k]] * row[k]).sum();
            row[i] = (row[i] - known) / root[[i, i]];
        }
    }
    z
}
