//! Multiplicative updates: each element times the ratio of the gradient's two positive parts.
//!
//! C. Févotte, J. Idier, "Algorithms for nonnegative matrix factorization with the β-divergence",
//! Neural Computation 23(9), 2011. <https://doi.org/10.1162/NECO_a_00168>

use ndarray::{Array2, ArrayRef2, Axis, Zip};
use onkai_core::Real;
use onkai_linalg::LinalgScalar;

use super::block::{Block, for_each_block, product};
use super::factorize::Progress;
use super::loss::{BetaLoss, TINY, distance};
use super::options::{NmfOptions, Penalty};

/// Steps between two looks at the loss, which cost as much as a step.
const STEPS_PER_LOOK: usize = 10;

/// Improves the activations in `blocks`, and `h` if `update_h`, until the options say stop.
pub(super) fn update<F: Real + LinalgScalar>(
    blocks: &mut [Block<'_, F>],
    h: &mut Array2<F>,
    options: &NmfOptions<F>,
    penalties: [Penalty<F>; 2],
    (update_h, loss): (bool, BetaLoss),
) -> Progress {
    let beta = loss.beta();
    let first = distance(blocks, h, loss);
    let mut before = first;
    for n_iter in 1..=options.max_iter {
        let gram = product(h, &h.t());
        let sums = for_each_block(blocks, |block| {
            let ratio = activation_ratio(block, h, &gram, beta);
            apply(&mut block.wt, &ratio, penalties[0], beta);
            // Below 1 the updates lose their footing among the smallest numbers.
            if beta < 1.0 {
                flush(&mut block.wt);
            }
            if update_h {
                let ratio = component_ratio(block, h, beta);
                (block.sums.cross, block.sums.weight) = (ratio.upper, ratio.lower);
            }
        });
        if update_h {
            let mut ratio = Ratio { upper: sums.cross, lower: sums.weight };
            if beta == 2.0 {
                ratio.lower = product(&ratio.lower, h);
            } else if beta == 1.0 {
                // A component without any activation keeps its shape.
                ratio.lower.mapv_inplace(|v| if v == F::zero() { F::one() } else { v });
            }
            apply(h, &ratio, penalties[1], beta);
            if beta <= 1.0 {
                flush(h);
            }
        }
        if 0.0 < options.tolerance && n_iter % STEPS_PER_LOOK == 0 {
            let now = distance(blocks, h, loss);
            if before - now < options.tolerance * first {
                return Progress { n_iter, converged: true };
            }
            before = now;
        }
    }
    Progress { n_iter: options.max_iter, converged: false }
}

/// What an element of a factor is multiplied by: the gradient's negative part over its positive
/// one, which may be one column for all.
struct Ratio<F> {
    upper: Array2<F>,
    lower: Array2<F>,
}

/// The ratio for the activations of a block.
fn activation_ratio<F: Real + LinalgScalar>(
    block: &Block<'_, F>,
    h: &ArrayRef2<F>,
    gram: &ArrayRef2<F>,
    beta: f64,
) -> Ratio<F> {
    if beta == 2.0 {
        return Ratio { upper: product(h, &block.x.t()), lower: product(gram, &block.wt) };
    }
    let (upper, lower) = weighted(block, h, beta);
    let lower = match lower {
        Some(lower) => product(h, &lower.t()),
        None => h.sum_axis(Axis(1)).insert_axis(Axis(1)),
    };
    Ratio { upper: product(h, &upper.t()), lower }
}

/// A block's part of the ratio for the components; of the Frobenius loss, the lower part lacks the
/// product with `h`.
fn component_ratio<F: Real + LinalgScalar>(
    block: &Block<'_, F>,
    h: &ArrayRef2<F>,
    beta: f64,
) -> Ratio<F> {
    if beta == 2.0 {
        return Ratio {
            upper: product(&block.wt, &block.x),
            lower: product(&block.wt, &block.wt.t()),
        };
    }
    let (upper, lower) = weighted(block, h, beta);
    let lower = match lower {
        Some(lower) => product(&block.wt, &lower),
        None => block.wt.sum_axis(Axis(1)).insert_axis(Axis(1)),
    };
    Ratio { upper: product(&block.wt, &upper), lower }
}

/// `x y^(β-2)` and, unless it is 1, `y^(β-1)` of the product `y`.
fn weighted<F: Real + LinalgScalar>(
    block: &Block<'_, F>,
    h: &ArrayRef2<F>,
    beta: f64,
) -> (Array2<F>, Option<Array2<F>>) {
    let tiny = F::of(TINY);
    let mut upper = product(&block.wt.t(), h);
    let lower = (beta != 1.0).then(|| {
        upper.mapv(|y| {
            let y = if beta < 1.0 { y.max(tiny) } else { y };
            if beta == 0.0 { y.recip() } else { y.powf(F::of(beta - 1.0)) }
        })
    });
    Zip::from(&mut upper).and(&block.x).for_each(|y, &x| {
        let safe = if beta < 2.0 { y.max(tiny) } else { *y };
        *y = if beta == 1.0 {
            x / safe
        } else if beta == 0.0 {
            x / (safe * safe)
        } else {
            x * safe.powf(F::of(beta - 2.0))
        };
    });
    (upper, lower)
}

/// Multiplies the factor by the ratio, penalties in it.
fn apply<F: Real>(factor: &mut ArrayRef2<F>, ratio: &Ratio<F>, penalty: Penalty<F>, beta: f64) {
    // The exponent that makes the loss fall at every step.
    let exponent = if beta < 1.0 {
        Some(F::of(1.0 / (2.0 - beta)))
    } else if 2.0 < beta {
        Some(F::of(1.0 / (beta - 1.0)))
    } else {
        None
    };
    let lower = ratio.lower.broadcast(ratio.upper.raw_dim()).expect("a column or all of it");
    Zip::from(factor).and(&ratio.upper).and(&lower).for_each(|v, &upper, &lower| {
        let lower = lower + penalty.l1 + penalty.l2 * *v;
        let ratio = upper / if lower == F::zero() { F::of(TINY) } else { lower };
        *v *= exponent.map_or(ratio, |exponent| ratio.powf(exponent));
    });
}

/// Sets what is below double precision's unit roundoff to zero.
fn flush<F: Real>(factor: &mut ArrayRef2<F>) {
    let least = F::of(f64::EPSILON);
    factor.mapv_inplace(|v| if v < least { F::zero() } else { v });
}
