//! Where a factorization starts.
//!
//! C. Boutsidis, E. Gallopoulos, "SVD based initialization: a head start for nonnegative matrix
//! factorization", Pattern Recognition 41(4), 2008. <https://doi.org/10.1016/j.patcog.2007.09.010>

use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2};
use onkai_core::{Error, Real, Result, Scalar};
use onkai_linalg::LinalgScalar;
use rand::{Rng, SeedableRng};
use rand_distr::{Distribution, StandardNormal};
use rand_pcg::Pcg64;

use super::options::{NmfInit, check_non_negative};
use crate::truncated_svd::truncated_svd;

/// Elements of the start from singular vectors that are as good as zero; scikit-learn's number.
const LEAST: f64 = 1e-6;

/// The first `w` and `h`.
pub(super) fn start<F: Real + LinalgScalar>(
    x: &ArrayRef2<F>,
    n_components: usize,
    init: &NmfInit<F>,
) -> Result<(Array2<F>, Array2<F>)> {
    let mean = x.mean().unwrap_or_default();
    match init {
        NmfInit::Auto if x.nrows().min(x.ncols()) < n_components => {
            Ok(random(x.dim(), n_components, mean, 0))
        }
        NmfInit::Auto | NmfInit::Nndsvda => {
            let (mut w, mut h) = nndsvd(x, n_components)?;
            fill_zeros(&mut w, || mean);
            fill_zeros(&mut h, || mean);
            Ok((w, h))
        }
        NmfInit::Nndsvd => nndsvd(x, n_components),
        NmfInit::Nndsvdar { seed } => {
            let (mut w, mut h) = nndsvd(x, n_components)?;
            let mut rng = Pcg64::seed_from_u64(*seed);
            let scale = mean / F::of(100.0);
            fill_zeros(&mut w, || scale * half_normal(&mut rng));
            fill_zeros(&mut h, || scale * half_normal(&mut rng));
            Ok((w, h))
        }
        NmfInit::Random { seed } => Ok(random(x.dim(), n_components, mean, *seed)),
        NmfInit::Custom { w, h } => {
            check_custom("w", w, (x.nrows(), n_components))?;
            check_custom("h", h, (n_components, x.ncols()))?;
            Ok((w.clone(), h.clone()))
        }
    }
}

fn check_custom<F: Real>(
    name: &'static str,
    factor: &ArrayRef2<F>,
    shape: (usize, usize),
) -> Result<()> {
    if factor.dim() != shape {
        let (expected, actual) = (vec![shape.0, shape.1], factor.shape().to_vec());
        return Err(Error::Shape { name, expected, actual });
    }
    check_non_negative(name, factor)?;
    if factor.iter().all(|&v| v == F::zero()) {
        return Err(Error::Values { name, requirement: "not be zero everywhere" });
    }
    Ok(())
}

fn random<F: Real>(
    (n_samples, n_features): (usize, usize),
    n_components: usize,
    mean: F,
    seed: u64,
) -> (Array2<F>, Array2<F>) {
    let mut rng = Pcg64::seed_from_u64(seed);
    let scale = (mean / F::of_usize(n_components)).sqrt();
    let mut fill = |shape| Array2::from_shape_simple_fn(shape, || scale * half_normal(&mut rng));
    let h = fill((n_components, n_features));
    (fill((n_samples, n_components)), h)
}

/// The magnitude of a normal random number.
fn half_normal<F: Real>(rng: &mut impl Rng) -> F {
    let value: f64 = StandardNormal.sample(rng);
    F::of(value.abs())
}

fn fill_zeros<F: Real>(factor: &mut ArrayRef2<F>, mut value: impl FnMut() -> F) {
    factor.mapv_inplace(|v| if v == F::zero() { value() } else { v });
}

/// The parts of singular vectors that are of one sign, the larger ones of each pair.
fn nndsvd<F: Real + LinalgScalar>(
    x: &ArrayRef2<F>,
    n_components: usize,
) -> Result<(Array2<F>, Array2<F>)> {
    if x.nrows().min(x.ncols()) < n_components {
        return Err(Error::parameter(
            "n_components",
            n_components as f64,
            "at most the number of rows and of columns of `x`, to start from singular vectors",
        ));
    }
    let svd = truncated_svd(x, n_components)?;
    let mut w = Array2::zeros((x.nrows(), n_components));
    let mut h = Array2::zeros((n_components, x.ncols()));
    for (j, &s) in svd.s.iter().enumerate() {
        let (u, v) = (svd.u.column(j), svd.vt.row(j));
        let (mut u, mut v) = if j == 0 {
            // The leading vectors of a non-negative matrix are of one sign.
            (u.mapv(Scalar::modulus), v.mapv(Scalar::modulus))
        } else {
            larger_part(&u, &v)
        };
        u *= s.sqrt();
        v *= s.sqrt();
        let significant = |v: F| if v < F::of(LEAST) { F::zero() } else { v };
        w.column_mut(j).assign(&u.mapv(significant));
        h.row_mut(j).assign(&v.mapv(significant));
    }
    Ok((w, h))
}

/// Of the positive and the negative part of a pair of vectors the larger one: both of unit norm, times
/// the root of the product of the norms that they had.
fn larger_part<F: Real>(u: &ArrayRef1<F>, v: &ArrayRef1<F>) -> (Array1<F>, Array1<F>) {
    let part = |x: &ArrayRef1<F>, sign: F| x.mapv(|v| F::max(sign * v, F::zero()));
    let norm = |x: &ArrayRef1<F>| x.dot(x).sqrt();
    let [plus, minus] = [F::one(), -F::one()].map(|sign| {
        let (u, v) = (part(u, sign), part(v, sign));
        let (norm_u, norm_v) = (norm(&u), norm(&v));
        (u, v, norm_u, norm_v)
    });
    let (u, v, norm_u, norm_v) = if minus.2 * minus.3 < plus.2 * plus.3 { plus } else { minus };
    if norm_u * norm_v == F::zero() {
        return (u * F::zero(), v * F::zero());
    }
    let scale = (norm_u * norm_v).sqrt();
    (u * (scale / norm_u), v * (scale / norm_v))
}
