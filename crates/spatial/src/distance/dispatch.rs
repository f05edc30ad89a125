//! From a [`Metric`] to the code that computes it, compiled for each of them.

use std::borrow::Cow;

use ndarray::{Array2, ArrayRef1, ArrayRef2, Axis};
use onkai_core::{Error, Real, Result};

use super::estimates::{inverse_covariance, variances};
use super::metric::Metric;

/// What is to be done with a distance, whichever it is: all pairs of two matrices, of one, or one.
pub(super) trait Job<F: Real> {
    /// Runs a distance that folds over the components with a state; see [`Fold`](super::lanes::Fold).
    fn fold<S: Copy + Default>(
        &mut self,
        weights: Option<&[F]>,
        step: impl Fn(S, F, F, F) -> S + Sync,
        finish: impl Fn(S) -> F + Sync,
    );
    /// Runs a distance that wants both rows as a whole.
    fn rows(&mut self, distance: impl Fn(&[F], &[F]) -> F + Sync);
    /// Replaces the rows by what `prepare` makes of each.
    fn prepare(&mut self, prepare: impl Fn(&mut [F]));
    /// The matrices.
    fn matrices(&self) -> Vec<&Array2<F>>;
}

/// Runs `job` with `metric`.
pub(super) fn dispatch<F: Real>(
    metric: &Metric<F>,
    weights: Option<&ArrayRef1<F>>,
    job: &mut impl Job<F>,
) -> Result<()> {
    let n_columns = job.matrices()[0].ncols();
    let weights = weights.map(|w| checked_weights(metric, w, n_columns)).transpose()?;
    let weights = weights.as_deref();
    match metric {
        Metric::SEuclidean { .. } | Metric::Mahalanobis { .. } => return scaled(metric, job),
        Metric::Cosine | Metric::Correlation => {
            let centred = matches!(metric, Metric::Correlation);
            job.prepare(|row| to_unit_length(row, weights, centred));
            job.fold(None, |s: F, a, b, _| s + a * b, |s| F::one() - clamp_to_unit(s));
        }
        Metric::JensenShannon { base } => jensen_shannon(*base, job)?,
        Metric::Minkowski { p } => minkowski(*p, weights, job)?,
        Metric::Euclidean => {
            job.fold(weights, |s: F, a, b, w| s + w * (a - b) * (a - b), |s: F| s.sqrt());
        }
        Metric::SqEuclidean => job.fold(weights, |s: F, a, b, w| s + w * (a - b) * (a - b), |s| s),
        Metric::Cityblock => job.fold(weights, |s: F, a, b, w| s + w * distance(a, b), |s| s),
        Metric::Chebyshev => chebyshev(weights, job),
        Metric::Canberra => job.fold(weights, |s, a, b, w| s + w * canberra_term(a, b), |s| s),
        Metric::BrayCurtis => job.fold(
            weights,
            |[n, d]: [F; 2], a, b, w| [n + w * distance(a, b), d + w * (a + b).modulus()],
            |[n, d]| n / d,
        ),
        Metric::Hamming => {
            let total = total(weights, n_columns);
            job.fold(weights, |s: F, a, b, w| if a == b { s } else { s + w }, |s| s / total);
        }
        _ => boolean(metric, weights, total(weights, n_columns), job),
    }
    Ok(())
}

/// The metrics of what is zero and what is not, from the table of the four combinations.
fn boolean<F: Real>(metric: &Metric<F>, weights: Option<&[F]>, total: F, job: &mut impl Job<F>) {
    let finish = |[ff, ft, tf, tt]: [F; 4]| {
        let (unequal, two) = (ft + tf, F::of(2.0));
        match metric {
            Metric::Jaccard if tt + unequal == F::zero() => F::zero(),
            Metric::Jaccard => unequal / (tt + unequal),
            Metric::Dice => unequal / (two * tt + unequal),
            Metric::RogersTanimoto => two * unequal / (total + unequal),
            Metric::RussellRao => (total - tt) / total,
            Metric::SokalSneath => two * unequal / (tt + two * unequal),
            _ if tf * ft == F::zero() => F::zero(),
            _ => two * tf * ft / (tt * ff + tf * ft),
        }
    };
    let step = |mut counts: [F; 4], a: F, b: F, w| {
        counts[2 * usize::from(a != F::zero()) + usize::from(b != F::zero())] += w;
        counts
    };
    job.fold(weights, step, finish);
}

fn chebyshev<F: Real>(weights: Option<&[F]>, job: &mut impl Job<F>) {
    // A weight switches a component on or off; a NaN is larger than nothing and so passed over.
    let step = |s: F, a, b, w| {
        let d = distance(a, b);
        if s < d && F::zero() < w { d } else { s }
    };
    job.fold(weights, step, |s| s);
}

fn minkowski<F: Real>(p: F, weights: Option<&[F]>, job: &mut impl Job<F>) -> Result<()> {
    if p.is_nan() || p <= F::zero() {
        return Err(Error::parameter("p", p.as_f64(), "greater than 0"));
    }
    if p.is_infinite() {
        chebyshev(weights, job);
    } else if p == F::one() {
        job.fold(weights, |s: F, a, b, w| s + w * distance(a, b), |s| s);
    } else if p == F::of(2.0) {
        job.fold(weights, |s: F, a, b, w| s + w * (a - b) * (a - b), |s: F| s.sqrt());
    } else {
        let root = p.recip();
        job.fold(weights, |s: F, a, b, w| s + w * distance(a, b).powf(p), |s| s.powf(root));
    }
    Ok(())
}

fn jensen_shannon<F: Real>(base: Option<F>, job: &mut impl Job<F>) -> Result<()> {
    let mut scale = F::of(2.0);
    if let Some(base) = base {
        if !(F::zero() < base && base.is_finite() && base != F::one()) {
            return Err(Error::parameter("base", base.as_f64(), "positive, finite and not 1"));
        }
        scale *= base.ln();
    }
    job.prepare(to_distribution);
    let step = |[sum, bad]: [F; 2], p: F, q: F, _| {
        let mean = (p + q) / F::of(2.0);
        let term = |x: F| if F::zero() < x { x * (x / mean).ln() } else { F::zero() };
        let impossible = p < F::zero() || q < F::zero();
        [sum + term(p) + term(q), if impossible { F::one() } else { bad }]
    };
    let finish = |[sum, bad]: [F; 2]| match bad == F::zero() {
        // Rounding may leave a little less than nothing between equal distributions.
        true if sum < F::zero() => F::zero(),
        true => (sum / scale).sqrt(),
        false => F::infinity(),
    };
    job.fold(None, step, finish);
    Ok(())
}

/// The metrics whose scales may have to be estimated from the rows.
fn scaled<F: Real>(metric: &Metric<F>, job: &mut impl Job<F>) -> Result<()> {
    let n_columns = job.matrices()[0].ncols();
    match metric {
        Metric::SEuclidean { variances: given } => {
            let variances = match given {
                Some(given) => Cow::Borrowed(given),
                None => Cow::Owned(variances(&job.matrices())?),
            };
            check_shape("variances", &[n_columns], variances.shape())?;
            let weights = variances.mapv(F::recip).to_vec();
            let step = |s: F, a, b, w| s + w * (a - b) * (a - b);
            job.fold(Some(&weights), step, |s: F| s.sqrt());
        }
        Metric::Mahalanobis { inverse_covariance: given } => {
            let inverse = match given {
                Some(given) => Cow::Borrowed(given),
                None => Cow::Owned(inverse_covariance(&job.matrices())?),
            };
            check_shape("inverse_covariance", &[n_columns; 2], inverse.shape())?;
            job.rows(|u, v| quadratic_form(&inverse, u, v).sqrt());
        }
        _ => {}
    }
    Ok(())
}

fn quadratic_form<F: Real>(matrix: &ArrayRef2<F>, u: &[F], v: &[F]) -> F {
    let rows = matrix.rows().into_iter().zip(u.iter().zip(v));
    rows.map(|(row, (&a, &b))| {
        let pairs = row.into_iter().zip(u.iter().zip(v));
        (a - b) * pairs.map(|(&m, (&c, &d))| m * (c - d)).sum::<F>()
    })
    .sum()
}

/// `row` over its length, after its mean has been taken off if `centred`; scaled by the roots of the
/// weights, so that the product of two rows is their weighted one.
fn to_unit_length<F: Real>(row: &mut [F], weights: Option<&[F]>, centred: bool) {
    let total = total(weights, row.len());
    let weight = |k: usize| weights.map_or(F::one(), |w| w[k]);
    if centred {
        let sum: F = row.iter().enumerate().map(|(k, &x)| weight(k) * x).sum();
        let mean = sum / total;
        for x in row.iter_mut() {
            *x -= mean;
        }
    }
    for (k, x) in row.iter_mut().enumerate() {
        *x *= weight(k).sqrt();
    }
    let length = row.iter().map(|&x| x * x).sum::<F>().sqrt();
    for x in row {
        *x /= length;
    }
}

/// `row` over its sum; a row that is no distribution becomes negative, which is remembered as such.
fn to_distribution<F: Real>(row: &mut [F]) {
    let sum: F = row.iter().copied().sum();
    if sum == F::zero() || row.iter().any(|&x| x < F::zero()) {
        row.fill(-F::one());
    } else {
        for x in row {
            *x /= sum;
        }
    }
}

/// Rounding may take the product of two unit vectors a little beyond 1; a NaN stays.
fn clamp_to_unit<F: Real>(x: F) -> F {
    if x < -F::one() {
        -F::one()
    } else if F::one() < x {
        F::one()
    } else {
        x
    }
}

#[inline]
fn distance<F: Real>(a: F, b: F) -> F {
    (a - b).modulus()
}

#[inline]
fn canberra_term<F: Real>(a: F, b: F) -> F {
    let size = a.modulus() + b.modulus();
    if size == F::zero() { F::zero() } else { distance(a, b) / size }
}

fn total<F: Real>(weights: Option<&[F]>, n_columns: usize) -> F {
    weights.map_or(F::of_usize(n_columns), |w| w.iter().copied().sum())
}

fn checked_weights<F: Real>(
    metric: &Metric<F>,
    weights: &ArrayRef1<F>,
    n_columns: usize,
) -> Result<Vec<F>> {
    let unweighted = matches!(
        metric,
        Metric::SEuclidean { .. } | Metric::Mahalanobis { .. } | Metric::JensenShannon { .. }
    );
    if unweighted {
        let requirement = "not be given with a metric that takes none";
        return Err(Error::Values { name: "weights", requirement });
    }
    check_shape("weights", &[n_columns], weights.shape())?;
    if weights.iter().any(|w| w.is_nan() || *w < F::zero()) {
        return Err(Error::Values { name: "weights", requirement: "be all non-negative" });
    }
    Ok(weights.to_vec())
}

/// Refuses an array of another shape.
pub(crate) fn check_shape(name: &'static str, expected: &[usize], actual: &[usize]) -> Result<()> {
    if expected == actual {
        return Ok(());
    }
    Err(Error::Shape { name, expected: expected.to_vec(), actual: actual.to_vec() })
}

/// Replaces each row of `x`, which lies row by row.
pub(super) fn prepare_rows<F: Real>(x: &mut Array2<F>, prepare: impl Fn(&mut [F])) {
    for mut row in x.axis_iter_mut(Axis(0)) {
        prepare(row.as_slice_mut().expect("own matrices lie row by row"));
    }
}

/// A copy of `x` that lies row by row.
pub(super) fn row_major<F: Real>(x: &ArrayRef2<F>) -> Array2<F> {
    x.as_standard_layout().into_owned()
}

/// Row `i` of a matrix that lies row by row.
pub(super) fn row<F: Real>(x: &Array2<F>, i: usize) -> &[F] {
    let n = x.ncols();
    &x.as_slice().expect("own matrices lie row by row")[i * n..][..n]
}
