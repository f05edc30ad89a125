//! Recurrences in order, taken downwards (Miller's algorithm).
//!
//! # References
//!
//! W. Gautschi, "Computational aspects of three-term recurrence relations", SIAM Review 9, 1967.
//! <https://doi.org/10.1137/1009002>

use super::temme::reciprocal_gamma_1p;

/// Three values of J from one way down.
#[derive(Clone, Copy, Debug)]
pub(super) struct Descent {
    /// Of order `mu + n`.
    pub(super) at_order: f64,
    /// Of order `mu`.
    pub(super) base: f64,
    /// Of order `mu + 1`.
    pub(super) base_next: f64,
}

/// J of orders `mu + n`, `mu` and `mu + 1`, for `|mu| <= 1/2`, where `x` is moderate (1 to 25) and
/// the order at most about twice `x`.
///
/// The size comes from Neumann's `(x/2)^μ = Σ (μ + 2k) Γ(μ + k) / k! J(μ + 2k)`.
pub(super) fn descend(mu: f64, n: usize, x: f64) -> Descent {
    // J(2x + 18) is below 1e-17 for these x, and 14 orders above a given one, beyond the turning
    // point, the two solutions have parted by as much.
    let top = (2.0 * x + 18.0).max(n as f64 + 14.0) as usize;
    let scale = 2.0 / x;
    let (mut above, mut current) = (0.0, 1e-200);
    let mut sum = 0.0;
    let mut at_order = 0.0;
    for k in (1..=top / 2).rev() {
        let half = k as f64;
        let order = mu + 2.0 * half;
        // `current` belongs to the even order 2k.
        sum = order * current + (mu + half) / (half + 1.0) * sum;
        let below = order * scale * current - above;
        let next = (order - 1.0) * scale * below - current;
        if n.div_ceil(2) == k {
            at_order = if n.is_multiple_of(2) { current } else { below };
        }
        (above, current) = (below, next);
    }
    let size = (0.5 * x).powf(mu) * reciprocal_gamma_1p(mu) / (current + sum);
    let at_order = if n == 0 { current } else { at_order };
    Descent { at_order: at_order * size, base: current * size, base_next: above * size }
}

/// `J(order + 1) / J(order)` from the turning point `order = x` upwards.
pub(super) fn ratio_j(order: f64, x: f64) -> f64 {
    // The solutions part by 2 acosh(k / x) a step, that is e^40 after these from the turning point.
    let steps = 8.0 * x.cbrt() + 24.0;
    ratio(order, x, steps as usize, -1.0)
}

/// `I(order + 1) / I(order)`.
pub(super) fn ratio_i(order: f64, x: f64) -> f64 {
    // The solutions part by 2 asinh(k / x) a step, hence by e^40 after these.
    let steps = (order * order + 46.0 * x).sqrt() - order + 24.0;
    ratio(order, x, steps as usize, 1.0)
}

/// Goes down by `f(k - 1) = (2 k / x) f(k) + sign · f(k + 1)` from `steps` orders above.
fn ratio(order: f64, x: f64, steps: usize, sign: f64) -> f64 {
    let (mut above, mut current) = (0.0, 1e-250);
    for step in (1..=steps).rev() {
        let below = 2.0 * (order + step as f64) / x * current + sign * above;
        (above, current) = (current, below);
    }
    above / current
}
