//! Distances between the rows of one matrix.
//!
//! Counterpart of `scipy.spatial.distance.pdist`.

use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2, ArrayView1};
use onkai_core::{Real, Result, for_each_chunk};

use super::dispatch::{Job, dispatch, prepare_rows, row, row_major};
use super::lanes::{Fold, Grouped};
use super::metric::Metric;

/// The distance between each two rows of `x`, each pair once: a condensed distance matrix.
///
/// # Shapes
///
/// `x`: `[m, d]`. Returns `[m (m - 1) / 2]`: rows 0 and 1, 0 and 2, ..., 1 and 2, ...
/// [`squareform_to_matrix`](super::squareform_to_matrix) makes the square of it.
///
/// # Errors
///
/// Those of [`cdist`](super::cdist) with respect to the metric.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_spatial::distance::{Metric, pdist};
///
/// let x = array![[0.0, 0.0], [3.0, 0.0], [3.0, 4.0]];
/// assert_eq!(pdist(&x, &Metric::Euclidean)?, array![3.0, 5.0, 4.0]);
/// # Ok::<(), onkai_spatial::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Those of [`cdist`](super::cdist).
pub fn pdist<F: Real>(x: &ArrayRef2<F>, metric: &Metric<F>) -> Result<Array1<F>> {
    run(x, metric, None)
}

/// [`pdist`] with a weight for each column.
///
/// # Shapes
///
/// `x`: `[m, d]`, `weights`: `[d]`. Returns `[m (m - 1) / 2]`.
///
/// # Errors
///
/// Those of [`cdist_weighted`](super::cdist_weighted).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_spatial::distance::{Metric, pdist_weighted};
///
/// let x = array![[0.0, 0.0], [3.0, 4.0]];
/// assert_eq!(pdist_weighted(&x, &Metric::Cityblock, &array![1.0, 0.5])?, array![5.0]);
/// # Ok::<(), onkai_spatial::Error>(())
/// ```
pub fn pdist_weighted<F: Real>(
    x: &ArrayRef2<F>,
    metric: &Metric<F>,
    weights: &ArrayRef1<F>,
) -> Result<Array1<F>> {
    run(x, metric, Some(weights))
}

/// [`pdist`] with a distance of one's own; it gets the row with the lower index first.
///
/// # Shapes
///
/// `x`: `[m, d]`. Returns `[m (m - 1) / 2]`.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_spatial::distance::pdist_by;
///
/// let x = array![[0.0, 1.0], [3.0, 4.0], [2.0, 2.0]];
/// assert_eq!(pdist_by(&x, |u, v| u.dot(&v)), array![4.0, 2.0, 14.0]);
/// ```
pub fn pdist_by<F: Real>(
    x: &ArrayRef2<F>,
    distance: impl Fn(ArrayView1<'_, F>, ArrayView1<'_, F>) -> F + Sync,
) -> Array1<F> {
    let mut job = Pdist::new(x);
    job.rows(|u, v| distance(u.into(), v.into()));
    job.out.into()
}

fn run<F: Real>(
    x: &ArrayRef2<F>,
    metric: &Metric<F>,
    weights: Option<&ArrayRef1<F>>,
) -> Result<Array1<F>> {
    let mut job = Pdist::new(x);
    dispatch(metric, weights, &mut job)?;
    Ok(job.out.into())
}

struct Pdist<F> {
    x: Array2<F>,
    out: Vec<F>,
}

impl<F: Real> Pdist<F> {
    fn new(x: &ArrayRef2<F>) -> Self {
        let m = x.nrows();
        Self { x: row_major(x), out: vec![F::zero(); m * m.saturating_sub(1) / 2] }
    }

    /// Calls `fill(index of a row, distances to the rows after it)`.
    fn for_each_row(&mut self, fill: impl Fn(&Array2<F>, usize, &mut [F]) + Sync + Send) {
        let m = self.x.nrows();
        let mut rest = self.out.as_mut_slice();
        let mut rows = Vec::with_capacity(m);
        for i in 1..m {
            let (now, later) = rest.split_at_mut(m - i);
            rows.push(now);
            rest = later;
        }
        // A task has at least so many rows that short ones do not cost more to hand out than to do.
        let min_rows = 1 + (1 << 14) / (1 + self.x.len());
        let x = &self.x;
        for_each_chunk(&mut rows, 1, min_rows, || (), |(), i, out| fill(x, i, out[0]));
    }
}

impl<F: Real> Job<F> for Pdist<F> {
    fn fold<S: Copy + Default>(
        &mut self,
        weights: Option<&[F]>,
        step: impl Fn(S, F, F, F) -> S + Sync,
        finish: impl Fn(S) -> F + Sync,
    ) {
        let grouped = Grouped::new(&self.x);
        match weights {
            None => {
                let fold = Fold { weight: |_| F::one(), step, finish };
                self.for_each_row(|x, i, out| grouped.compare(row(x, i), i + 1, out, &fold));
            }
            Some(w) => {
                let fold = Fold { weight: |k: usize| w[k], step, finish };
                self.for_each_row(|x, i, out| grouped.compare(row(x, i), i + 1, out, &fold));
            }
        }
    }

    fn rows(&mut self, distance: impl Fn(&[F], &[F]) -> F + Sync) {
        self.for_each_row(|x, i, out| {
            for (j, out) in out.iter_mut().enumerate() {
                *out = distance(row(x, i), row(x, i + 1 + j));
            }
        });
    }

    fn prepare(&mut self, prepare: impl Fn(&mut [F])) {
        prepare_rows(&mut self.x, prepare);
    }

    fn matrices(&self) -> Vec<&Array2<F>> {
        vec![&self.x]
    }
}
