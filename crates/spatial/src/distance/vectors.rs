//! Distances of two vectors.
//!
//! Counterpart of the functions of two vectors in `scipy.spatial.distance`.

use ndarray::{Array2, ArrayRef1, ArrayRef2, Axis};
use onkai_core::{Real, Result};

use super::dispatch::{Job, check_shape, dispatch, prepare_rows, row};
use super::metric::Metric;

impl<F: Real> Metric<F> {
    /// The distance between two vectors.
    ///
    /// # Shapes
    ///
    /// `u` and `v`: `[d]`.
    ///
    /// # Errors
    ///
    /// Those of [`cdist`](super::cdist).
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::array;
    /// use onkai_spatial::distance::Metric;
    ///
    /// let metric: Metric<f64> = "cityblock".parse()?;
    /// assert_eq!(metric.distance(&array![1.0, 2.0], &array![3.0, 5.0])?, 5.0);
    /// # Ok::<(), onkai_spatial::Error>(())
    /// ```
    pub fn distance(&self, u: &ArrayRef1<F>, v: &ArrayRef1<F>) -> Result<F> {
        between(self, u, v, None)
    }

    /// The distance between two vectors, with a weight for each component.
    ///
    /// # Shapes
    ///
    /// `u`, `v` and `weights`: `[d]`.
    ///
    /// # Errors
    ///
    /// Those of [`cdist_weighted`](super::cdist_weighted).
    pub fn distance_weighted(
        &self,
        u: &ArrayRef1<F>,
        v: &ArrayRef1<F>,
        weights: &ArrayRef1<F>,
    ) -> Result<F> {
        between(self, u, v, Some(weights))
    }
}

fn between<F: Real>(
    metric: &Metric<F>,
    u: &ArrayRef1<F>,
    v: &ArrayRef1<F>,
    weights: Option<&ArrayRef1<F>>,
) -> Result<F> {
    check_shape("v", u.shape(), v.shape())?;
    let as_row = |x: &ArrayRef1<F>| x.to_owned().insert_axis(Axis(0));
    let mut job = Pair { u: as_row(u), v: as_row(v), out: F::zero() };
    dispatch(metric, weights, &mut job)?;
    Ok(job.out)
}

struct Pair<F> {
    u: Array2<F>,
    v: Array2<F>,
    out: F,
}

impl<F: Real> Job<F> for Pair<F> {
    fn fold<S: Copy + Default>(
        &mut self,
        weights: Option<&[F]>,
        step: impl Fn(S, F, F, F) -> S + Sync,
        finish: impl Fn(S) -> F + Sync,
    ) {
        let weight = |k: usize| weights.map_or(F::one(), |w| w[k]);
        let components = self.u.iter().zip(&self.v).enumerate();
        let state = components.fold(S::default(), |s, (k, (&a, &b))| step(s, a, b, weight(k)));
        self.out = finish(state);
    }

    fn rows(&mut self, distance: impl Fn(&[F], &[F]) -> F + Sync) {
        self.out = distance(row(&self.u, 0), row(&self.v, 0));
    }

    fn prepare(&mut self, prepare: impl Fn(&mut [F])) {
        prepare_rows(&mut self.u, &prepare);
        prepare_rows(&mut self.v, &prepare);
    }

    fn matrices(&self) -> Vec<&Array2<F>> {
        vec![&self.u, &self.v]
    }
}

/// Functions that take nothing but vectors and weights.
macro_rules! plain {
    ($($name:ident $metric:ident $title:literal)*) => {$(
        #[doc = concat!("The ", $title, " of two vectors; see [`Metric::", stringify!($metric), "`].")]
        ///
        /// # Shapes
        ///
        /// `u`, `v` and `weights`: `[d]`.
        ///
        /// # Errors
        ///
        /// When the lengths differ or a weight is negative.
        pub fn $name<F: Real>(
            u: &ArrayRef1<F>,
            v: &ArrayRef1<F>,
            weights: Option<&ArrayRef1<F>>,
        ) -> Result<F> {
            between(&Metric::$metric, u, v, weights)
        }
    )*};
}

plain! {
    euclidean Euclidean "Euclidean distance"
    sqeuclidean SqEuclidean "squared Euclidean distance"
    cityblock Cityblock "city block (Manhattan) distance"
    chebyshev Chebyshev "Chebyshev distance"
    canberra Canberra "Canberra distance"
    braycurtis BrayCurtis "Bray-Curtis distance"
    correlation Correlation "correlation distance"
    cosine Cosine "cosine distance"
    hamming Hamming "Hamming distance"
    jaccard Jaccard "Jaccard dissimilarity"
    dice Dice "Dice dissimilarity"
    rogerstanimoto RogersTanimoto "Rogers-Tanimoto dissimilarity"
    russellrao RussellRao "Russell-Rao dissimilarity"
    sokalsneath SokalSneath "Sokal-Sneath dissimilarity"
    yule Yule "Yule dissimilarity"
}

/// The Minkowski distance of two vectors; see [`Metric::Minkowski`].
///
/// # Errors
///
/// When the lengths differ, a weight is negative or `p` is not above 0.
pub fn minkowski<F: Real>(
    u: &ArrayRef1<F>,
    v: &ArrayRef1<F>,
    p: F,
    weights: Option<&ArrayRef1<F>>,
) -> Result<F> {
    between(&Metric::Minkowski { p }, u, v, weights)
}

/// The Euclidean distance of two vectors in units of standard deviations; see [`Metric::SEuclidean`].
///
/// # Errors
///
/// When the lengths differ.
pub fn seuclidean<F: Real>(
    u: &ArrayRef1<F>,
    v: &ArrayRef1<F>,
    variances: &ArrayRef1<F>,
) -> Result<F> {
    between(&Metric::SEuclidean { variances: Some(variances.to_owned()) }, u, v, None)
}

/// The Mahalanobis distance of two vectors; see [`Metric::Mahalanobis`].
///
/// # Errors
///
/// When the shapes do not fit.
pub fn mahalanobis<F: Real>(
    u: &ArrayRef1<F>,
    v: &ArrayRef1<F>,
    inverse_covariance: &ArrayRef2<F>,
) -> Result<F> {
    let inverse_covariance = Some(inverse_covariance.to_owned());
    between(&Metric::Mahalanobis { inverse_covariance }, u, v, None)
}

/// The Jensen-Shannon distance of two distributions; see [`Metric::JensenShannon`].
///
/// # Errors
///
/// When the lengths differ or the base is not positive, finite and other than 1.
///
/// # Differences from SciPy
///
/// A vector whose sum is zero is infinitely far from all, as in SciPy's `cdist`, where SciPy's
/// function of two vectors says NaN.
pub fn jensenshannon<F: Real>(u: &ArrayRef1<F>, v: &ArrayRef1<F>, base: Option<F>) -> Result<F> {
    between(&Metric::JensenShannon { base }, u, v, None)
}
