//! The leading singular values and vectors of a large matrix.
//!
//! Counterpart of `sklearn.utils.extmath.randomized_svd`.

use ndarray::{Array1, Array2, ArrayRef2, Axis, Slice, s};
use onkai_core::{Real, Result};
use onkai_linalg::{LinalgScalar, QrForm, SvdVectors, matmul, qr, svd};
use rand::SeedableRng;
use rand_distr::{Distribution, StandardNormal};
use rand_pcg::Pcg64;

/// Directions looked at beyond those that are asked for.
const OVERSAMPLES: usize = 10;
/// How often the directions go through the matrix and back; each time the ratio of neighbouring
/// singular values counts twice more. scikit-learn's number where few components are wanted.
const ROUNDS: usize = 7;
/// From this many times as many rows or columns as directions on, looking at a few directions is
/// cheaper than the whole decomposition.
const WORTH: usize = 4;

/// `u · diag(s) · vt`, the nearest matrix of rank `s.len()`.
pub(crate) struct TruncatedSvd<F> {
    pub(crate) u: Array2<F>,
    pub(crate) s: Array1<F>,
    pub(crate) vt: Array2<F>,
}

/// The `k` leading singular triplets of `x`, by a random start whose seed is fixed.
///
/// N. Halko, P.-G. Martinsson, J. A. Tropp, "Finding structure with randomness", SIAM Review 53(2),
/// 2011. <https://doi.org/10.1137/090771806>
pub(crate) fn truncated_svd<F: Real + LinalgScalar>(
    x: &ArrayRef2<F>,
    k: usize,
) -> Result<TruncatedSvd<F>> {
    let n_directions = k + OVERSAMPLES;
    if x.nrows().min(x.ncols()) < WORTH * n_directions {
        let whole = svd(x, SvdVectors::Thin)?;
        return Ok(leading(&whole.u, &whole.s, &whole.vt, k));
    }
    let mut rng = Pcg64::seed_from_u64(0);
    let mut normal = || {
        let value: f64 = StandardNormal.sample(&mut rng);
        F::of(value)
    };
    let mut basis = Array2::from_shape_simple_fn((x.ncols(), n_directions), &mut normal);
    for _ in 0..ROUNDS {
        basis = qr(&matmul(x, &basis)?, QrForm::Economic)?.q;
        basis = qr(&matmul(&x.t(), &basis)?, QrForm::Economic)?.q;
    }
    basis = qr(&matmul(x, &basis)?, QrForm::Economic)?.q;
    let small = svd(&matmul(&basis.t(), x)?, SvdVectors::Thin)?;
    Ok(leading(&basis.dot(&small.u), &small.s, &small.vt, k))
}

/// The first `k` triplets.
fn leading<F: Real>(
    u: &ArrayRef2<F>,
    s: &Array1<F>,
    vt: &ArrayRef2<F>,
    k: usize,
) -> TruncatedSvd<F> {
    let first = Slice::from(..k);
    TruncatedSvd {
        u: u.slice_axis(Axis(1), first).to_owned(),
        s: s.slice(s![..k]).to_owned(),
        vt: vt.slice_axis(Axis(0), first).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use onkai_testing::{assert_close, noise};

    use super::*;

    #[test]
    fn a_few_directions_find_what_all_find() {
        // Singular values that fall slowly: noise on top of a product of rank 3.
        let part = |shape: (usize, usize), seed| {
            noise(shape.0 * shape.1, seed).into_shape_with_order(shape).unwrap()
        };
        let x = part((90, 3), 1).dot(&part((3, 70), 2)) + 0.01 * part((90, 70), 3);
        let few = truncated_svd(&x, 3).unwrap();
        let all = svd(&x, SvdVectors::Thin).unwrap();
        assert_close!(few.s, all.s.slice(s![..3]).to_owned(), 1e-12, 0.0);
        let product = |u: &Array2<f64>, s: &Array1<f64>, vt: &Array2<f64>| (u * s).dot(vt);
        let nearest = leading(&all.u, &all.s, &all.vt, 3);
        assert_close!(
            product(&few.u, &few.s, &few.vt),
            product(&nearest.u, &nearest.s, &nearest.vt),
            0.0,
            1e-9
        );
    }
}
