//! Nodes and weights of Gauss quadrature from a recurrence.

use ndarray::Array1;
use onkai_core::{Error, Result};

use super::eigenvalues::tridiagonal_eigenvalues;
use super::recurrence::{LARGE, LARGE_EXPONENT, scale_by_power_of_two};
use crate::double_double::DoubleDouble;

/// Nodes and weights: `Σ weights[i] f(nodes[i])` is the weighted integral of every polynomial `f` of degree below `2n`.
#[derive(Clone, Debug, PartialEq)]
pub struct Quadrature {
    /// The zeros of the polynomial of degree `n`, in ascending order.
    pub nodes: Array1<f64>,
    /// Their weights, which are positive (or too small for a double).
    pub weights: Array1<f64>,
}

/// The recurrence of orthonormal polynomials under a weight:
/// `b[k + 1] p[k + 1] = (x - a[k]) p[k] - b[k] p[k - 1]`.
pub(super) struct Weight {
    /// The integral of the weight.
    pub(super) total: f64,
    /// True if all `a` are zero.
    pub(super) is_even: bool,
    /// `a[k]` for `k = 0, 1, …`
    pub(super) center: fn(&[f64; 2], f64) -> DoubleDouble,
    /// `b[k]²` for `k = 1, 2, …`
    pub(super) square: fn(&[f64; 2], f64) -> DoubleDouble,
    /// The weight's parameters, which both take.
    pub(super) parameters: [f64; 2],
}

/// Nodes and weights for a weight.
///
/// Eigenvalues of the Jacobi matrix are where Newton's method starts; its last step, and the weights, are in
/// double-double arithmetic.
pub(super) fn quadrature(n: usize, weight: &Weight) -> Result<Quadrature> {
    if n == 0 {
        return Err(Error::parameter("n", 0.0, "at least 1"));
    }
    if !weight.total.is_finite() {
        let requirement = "small enough for the weights to be finite";
        return Err(Error::parameter("alpha", weight.parameters[0], requirement));
    }
    let recurrence = Recurrence::new(n, weight);
    let diagonal: Vec<f64> = recurrence.center.iter().map(|a| a.hi).collect();
    let beside: Vec<f64> = recurrence.coupling[1..n].iter().map(|b| b.hi).collect();
    let mut nodes = tridiagonal_eigenvalues(diagonal, beside);
    let mut weights = vec![0.0; n];
    // An even weight has a mirror image for each node.
    let first = if weight.is_even { n / 2 } else { 0 };
    for i in first..n {
        let start = if weight.is_even && 2 * i + 1 == n { 0.0 } else { nodes[i] };
        (nodes[i], weights[i]) = recurrence.refined(start, weight.total);
        if weight.is_even {
            (nodes[n - 1 - i], weights[n - 1 - i]) = (-nodes[i], weights[i]);
        }
    }
    if weight.is_even && n % 2 == 1 {
        nodes[n / 2] = 0.0;
    }
    Ok(Quadrature { nodes: nodes.into(), weights: weights.into() })
}

/// The numbers of a [`Weight`]'s recurrence.
struct Recurrence {
    center: Vec<DoubleDouble>,
    /// `b[0]` is 0, and the last 1: it only scales the polynomial whose zeros are sought.
    coupling: Vec<DoubleDouble>,
    inverse: Vec<DoubleDouble>,
}

impl Recurrence {
    fn new(n: usize, weight: &Weight) -> Self {
        let [zero, one] = [0.0, 1.0].map(DoubleDouble::new);
        let center = (0..n).map(|k| (weight.center)(&weight.parameters, k as f64)).collect();
        let coupling: Vec<_> = (0..=n)
            .map(|k| match k {
                0 => zero,
                k if k == n => one,
                k => (weight.square)(&weight.parameters, k as f64).sqrt(),
            })
            .collect();
        let inverse = coupling.iter().map(|&b| if b == zero { zero } else { one / b }).collect();
        Self { center, coupling, inverse }
    }

    /// A zero near `start`, and its weight.
    fn refined(&self, start: f64, total: f64) -> (f64, f64) {
        let mut x = start;
        // Eigenvalues have an absolute error; a zero close to the origin may need a second step.
        for _ in 0..4 {
            let step = self.rough_step(x);
            x -= step;
            if step.abs() <= 1e-10 * x.abs() {
                break;
            }
        }
        let local = self.at(x);
        let step = local.value / local.slope;
        let sum = local.sum - local.sum_slope * step;
        (x - step, scale_by_power_of_two(total / sum, -2 * local.exponent))
    }

    /// Newton's step in doubles.
    fn rough_step(&self, x: f64) -> f64 {
        let (mut before, mut last) = ([0.0; 2], [1.0, 0.0]);
        for (k, center) in self.center.iter().enumerate() {
            let shifted = x - center.hi;
            let (back, inverse) = (self.coupling[k].hi, self.inverse[k + 1].hi);
            let next = [
                (shifted * last[0] - back * before[0]) * inverse,
                (last[0] + shifted * last[1] - back * before[1]) * inverse,
            ];
            (before, last) = (last, next);
            if LARGE < last[0].abs().max(last[1].abs()) {
                before = before.map(|v| v / LARGE);
                last = last.map(|v| v / LARGE);
            }
        }
        last[0] / last[1]
    }

    /// The polynomials at a point.
    fn at(&self, x: f64) -> Local {
        let point = DoubleDouble::new(x);
        let [mut before, mut last] = [0.0, 1.0].map(DoubleDouble::new);
        let [mut slope_before, mut slope] = [0.0; 2];
        let mut local = Local::default();
        for (k, &center) in self.center.iter().enumerate() {
            local.sum += last.hi * last.hi;
            local.sum_slope += 2.0 * last.hi * slope;
            let shifted = point - center;
            let next = (shifted * last - self.coupling[k] * before) * self.inverse[k + 1];
            let next_slope = (last.hi + shifted.hi * slope - self.coupling[k].hi * slope_before)
                * self.inverse[k + 1].hi;
            (before, last) = (last, next);
            (slope_before, slope) = (slope, next_slope);
            if LARGE < last.hi.abs().max(slope.abs()) {
                let down = 1.0 / LARGE;
                (before, last) = (before.scaled(down), last.scaled(down));
                (slope_before, slope) = (slope_before * down, slope * down);
                local.sum *= down * down;
                local.sum_slope *= down * down;
                local.exponent += LARGE_EXPONENT;
            }
        }
        (local.value, local.slope) = (last.value(), slope);
        local
    }
}

/// What the recurrence gives at a point, all but the exponent to be multiplied with `2^exponent` (sums with its square).
#[derive(Default)]
struct Local {
    /// The last polynomial.
    value: f64,
    /// Its derivative.
    slope: f64,
    /// The sum of the squares of those before: the inverse of a node's weight.
    sum: f64,
    /// Its derivative.
    sum_slope: f64,
    exponent: i32,
}
