//! What the scaled metrics estimate from the rows themselves.

use nalgebra::DMatrix;
use ndarray::{Array1, Array2};
use onkai_core::{Error, Real, Result};

/// The unbiased variances of the columns over the rows of all `matrices`.
pub(super) fn variances<F: Real>(matrices: &[&Array2<F>]) -> Result<Array1<F>> {
    let (means, n) = means(matrices)?;
    let mut sums = Array1::<f64>::zeros(means.len());
    for row in matrices.iter().flat_map(|x| x.rows()) {
        for ((sum, &x), &mean) in sums.iter_mut().zip(row).zip(&means) {
            *sum += (x.as_f64() - mean).powi(2);
        }
    }
    Ok(sums.mapv(|sum| F::of(sum / (n - 1) as f64)))
}

/// The inverse of the unbiased covariance of the columns over the rows of all `matrices`.
pub(super) fn inverse_covariance<F: Real>(matrices: &[&Array2<F>]) -> Result<Array2<F>> {
    let (means, n) = means(matrices)?;
    let d = means.len();
    let singular = Error::Values {
        name: "inverse_covariance",
        requirement: "be given, as the covariance of these rows is singular",
    };
    if n <= d {
        return Err(singular);
    }
    let mut covariance = DMatrix::<f64>::zeros(d, d);
    for row in matrices.iter().flat_map(|x| x.rows()) {
        for i in 0..d {
            for j in 0..d {
                covariance[(i, j)] += (row[i].as_f64() - means[i]) * (row[j].as_f64() - means[j]);
            }
        }
    }
    covariance /= (n - 1) as f64;
    let inverse = covariance.try_inverse().ok_or(singular)?;
    Ok(Array2::from_shape_fn((d, d), |(i, j)| F::of(inverse[(i, j)])))
}

/// The means of the columns, and over how many rows.
fn means<F: Real>(matrices: &[&Array2<F>]) -> Result<(Array1<f64>, usize)> {
    let n: usize = matrices.iter().map(|x| x.nrows()).sum();
    if n < 2 {
        return Err(Error::TooShort { name: "a", expected: 2, actual: n });
    }
    let mut sums = Array1::<f64>::zeros(matrices[0].ncols());
    for row in matrices.iter().flat_map(|x| x.rows()) {
        sums.iter_mut().zip(row).for_each(|(sum, &x)| *sum += x.as_f64());
    }
    Ok((sums / n as f64, n))
}
