//! Cyclic coordinate descent on the Frobenius loss.
//!
//! Both factors take the same step: with the other fixed, the loss is a quadratic in every element,
//! and each is set to the minimum that is not negative. The two matrix products that this needs use
//! the same sample twice, so a step goes over the data once.
//!
//! A. Cichocki, A.-H. Phan, "Fast local algorithms for large scale nonnegative matrix and tensor
//! factorizations", IEICE Trans. Fundamentals E92-A(3), 2009.
//! <https://doi.org/10.1587/transfun.E92.A.708>

use ndarray::{Array2, ArrayRef2, Zip};
use onkai_core::Real;
use onkai_linalg::LinalgScalar;
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_pcg::Pcg64;

use super::block::{Block, Sums, for_each_block, product};
use super::factorize::Progress;
use super::options::{NmfOptions, Penalty};

/// Improves the activations in `blocks`, and `h` if `update_h`, until the options say stop.
pub(super) fn descend<F: Real + LinalgScalar>(
    blocks: &mut [Block<'_, F>],
    h: &mut Array2<F>,
    options: &NmfOptions<F>,
    penalties: [Penalty<F>; 2],
    (update_h, shuffle): (bool, Option<u64>),
) -> Progress {
    let mut order: Vec<usize> = (0..h.nrows()).collect();
    let mut rng = shuffle.map(Pcg64::seed_from_u64);
    let mut next_order = || {
        if let Some(rng) = &mut rng {
            order.shuffle(rng);
        }
        order.clone()
    };
    let mut first = 0.0;
    for n_iter in 1..=options.max_iter {
        let mut violation = 0.0;
        let gram = ridge(product(h, &h.t()), penalties[0].l2);
        let order = next_order();
        let Sums { mut cross, weight, violation: moved } = for_each_block(blocks, |block| {
            let mut cross = product(h, &block.x.t());
            block.sums.violation = sweep(&mut block.wt, &gram, &mut cross, penalties[0].l1, &order);
            if update_h {
                block.sums.cross = product(&block.wt, &block.x);
                block.sums.weight = product(&block.wt, &block.wt.t());
            }
        });
        violation += moved;
        if update_h {
            let gram = ridge(weight, penalties[1].l2);
            violation += sweep(h, &gram, &mut cross, penalties[1].l1, &next_order());
        }
        if n_iter == 1 {
            first = violation;
        }
        if violation <= options.tolerance * first {
            return Progress { n_iter, converged: true };
        }
    }
    Progress { n_iter: options.max_iter, converged: false }
}

/// Adds the quadratic penalty to the diagonal of the Gram matrix.
fn ridge<F: Real>(mut gram: Array2<F>, l2: F) -> Array2<F> {
    gram.diag_mut().mapv_inplace(|v| v + l2);
    gram
}

/// Sets every row of `factor` in turn to its minimum with the others fixed; gives the sum of the
/// gradients' magnitudes before, as far as they point to where the factor may go.
fn sweep<F: Real>(
    factor: &mut ArrayRef2<F>,
    gram: &ArrayRef2<F>,
    cross: &mut Array2<F>,
    l1: F,
    order: &[usize],
) -> f64 {
    let mut violation = F::zero();
    let mut total = 0.0;
    for &row in order {
        // The row of `cross` becomes the negative gradient.
        let mut downhill = cross.row_mut(row);
        downhill.mapv_inplace(|v| v - l1);
        for (&weight, other) in gram.row(row).iter().zip(factor.rows()) {
            downhill.scaled_add(-weight, &other);
        }
        let curvature = gram[[row, row]];
        Zip::from(factor.row_mut(row)).and(&downhill).for_each(|v, &down| {
            let blocked = *v == F::zero() && down < F::zero();
            violation += if blocked { F::zero() } else { down.modulus() };
            if curvature != F::zero() {
                *v = F::max(*v + down / curvature, F::zero());
            }
        });
        total += std::mem::take(&mut violation).as_f64();
    }
    total
}
