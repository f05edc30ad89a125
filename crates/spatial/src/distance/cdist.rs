//! Distances between the rows of two matrices.
//!
//! Counterpart of `scipy.spatial.distance.cdist`.

use ndarray::{Array2, ArrayRef1, ArrayRef2, ArrayView1};
use onkai_core::{Real, Result, for_each_chunk};

use super::dispatch::{Job, check_shape, dispatch, prepare_rows, row, row_major};
use super::lanes::{Fold, Grouped};
use super::metric::Metric;

/// The distance between each row of `a` and each row of `b`.
///
/// # Shapes
///
/// `a`: `[m, d]`, `b`: `[n, d]`. Returns `[m, n]`.
///
/// # Errors
///
/// [`Error::Shape`](onkai_core::Error::Shape) when the columns are not equally many, or data of the
/// metric do not fit them; [`Error::Parameter`](onkai_core::Error::Parameter) for a power or base out
/// of range; what estimating variances or a covariance says of too few rows.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_spatial::distance::{Metric, cdist};
///
/// let a = array![[0.0, 0.0], [3.0, 0.0]];
/// let b = array![[3.0, 4.0]];
/// assert_eq!(cdist(&a, &b, &Metric::Euclidean)?, array![[5.0], [4.0]]);
/// # Ok::<(), onkai_spatial::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// The boolean metrics take every number other than zero as true, where SciPy multiplies by numbers
/// that are neither 0 nor 1.
pub fn cdist<F: Real>(a: &ArrayRef2<F>, b: &ArrayRef2<F>, metric: &Metric<F>) -> Result<Array2<F>> {
    run(a, b, metric, None)
}

/// [`cdist`] with a weight for each column.
///
/// # Shapes
///
/// `a`: `[m, d]`, `b`: `[n, d]`, `weights`: `[d]`. Returns `[m, n]`.
///
/// # Errors
///
/// Those of [`cdist`]; [`Error::Values`](onkai_core::Error::Values) when a weight is negative or the
/// metric takes none.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_spatial::distance::{Metric, cdist_weighted};
///
/// let (a, b) = (array![[0.0, 0.0]], array![[3.0, 4.0]]);
/// let distances = cdist_weighted(&a, &b, &Metric::Cityblock, &array![1.0, 0.5])?;
/// assert_eq!(distances, array![[5.0]]);
/// # Ok::<(), onkai_spatial::Error>(())
/// ```
pub fn cdist_weighted<F: Real>(
    a: &ArrayRef2<F>,
    b: &ArrayRef2<F>,
    metric: &Metric<F>,
    weights: &ArrayRef1<F>,
) -> Result<Array2<F>> {
    run(a, b, metric, Some(weights))
}

/// [`cdist`] with a distance of one's own.
///
/// # Shapes
///
/// `a`: `[m, d]`, `b`: `[n, d]`. Returns `[m, n]`.
///
/// # Errors
///
/// [`Error::Shape`](onkai_core::Error::Shape) when the columns are not equally many.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_spatial::distance::cdist_by;
///
/// let (a, b) = (array![[0.0, 1.0]], array![[3.0, 4.0], [2.0, 2.0]]);
/// assert_eq!(cdist_by(&a, &b, |u, v| u.dot(&v))?, array![[4.0, 2.0]]);
/// # Ok::<(), onkai_spatial::Error>(())
/// ```
pub fn cdist_by<F: Real>(
    a: &ArrayRef2<F>,
    b: &ArrayRef2<F>,
    distance: impl Fn(ArrayView1<'_, F>, ArrayView1<'_, F>) -> F + Sync,
) -> Result<Array2<F>> {
    let mut job = Cdist::new(a, b)?;
    job.rows(|u, v| distance(u.into(), v.into()));
    Ok(job.out)
}

fn run<F: Real>(
    a: &ArrayRef2<F>,
    b: &ArrayRef2<F>,
    metric: &Metric<F>,
    weights: Option<&ArrayRef1<F>>,
) -> Result<Array2<F>> {
    let mut job = Cdist::new(a, b)?;
    dispatch(metric, weights, &mut job)?;
    Ok(job.out)
}

/// About this many components are compared before another thread is worth waking.
const COMPONENTS_PER_TASK: usize = 1 << 14;

struct Cdist<F> {
    a: Array2<F>,
    b: Array2<F>,
    out: Array2<F>,
}

impl<F: Real> Cdist<F> {
    fn new(a: &ArrayRef2<F>, b: &ArrayRef2<F>) -> Result<Self> {
        check_shape("b", &[b.nrows(), a.ncols()], b.shape())?;
        let out = Array2::zeros((a.nrows(), b.nrows()));
        Ok(Self { a: row_major(a), b: row_major(b), out })
    }

    /// Calls `fill(row of a, b, row of out)`.
    fn for_each_row(&mut self, fill: impl Fn(&[F], &Array2<F>, &mut [F]) + Sync + Send) {
        let min_rows = 1 + COMPONENTS_PER_TASK / (1 + self.b.len());
        let n = self.b.nrows();
        let (a, b) = (&self.a, &self.b);
        let out = self.out.as_slice_mut().expect("fresh arrays are contiguous");
        for_each_chunk(out, n, min_rows, || (), |(), i, out| fill(row(a, i), b, out));
    }
}

impl<F: Real> Job<F> for Cdist<F> {
    fn fold<S: Copy + Default>(
        &mut self,
        weights: Option<&[F]>,
        step: impl Fn(S, F, F, F) -> S + Sync,
        finish: impl Fn(S) -> F + Sync,
    ) {
        let grouped = Grouped::new(&self.b);
        match weights {
            None => {
                let fold = Fold { weight: |_| F::one(), step, finish };
                self.for_each_row(|a, _, out| grouped.compare(a, 0, out, &fold));
            }
            Some(w) => {
                let fold = Fold { weight: |k: usize| w[k], step, finish };
                self.for_each_row(|a, _, out| grouped.compare(a, 0, out, &fold));
            }
        }
    }

    fn rows(&mut self, distance: impl Fn(&[F], &[F]) -> F + Sync) {
        self.for_each_row(|u, b, out| {
            for (j, out) in out.iter_mut().enumerate() {
                *out = distance(u, row(b, j));
            }
        });
    }

    fn prepare(&mut self, prepare: impl Fn(&mut [F])) {
        prepare_rows(&mut self.a, &prepare);
        prepare_rows(&mut self.b, &prepare);
    }

    fn matrices(&self) -> Vec<&Array2<F>> {
        vec![&self.a, &self.b]
    }
}
