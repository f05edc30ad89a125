//! Functions of probabilities, entropies and counts.

mod entropy;
mod logistic;
mod steps;
mod elementary;
mod box_cox;
mod counting;
mod exact_counting;
mod log_sum_exp;

pub use box_cox::{boxcox, boxcox1p, inv_boxcox, inv_boxcox1p};
pub use counting::{binom, factorial, factorial2, perm};
pub use elementary::{cosm1, diric, exprel, sinc};
pub use entropy::{binary_entropy, entr, kl_div, rel_entr, xlog1py, xlogy};
pub use exact_counting::{comb_exact, factorial_exact, factorial2_exact, perm_exact};
pub use log_sum_exp::{
    log_softmax, log_softmax_axis, logsumexp, logsumexp_axis, softmax, softmax_axis,
};
pub use logistic::{expit, log_expit, logit};
pub use steps::{heaviside, ramp, step};
