//! Powell's path of two legs within a trust region, for a triangular system.

use ndarray::{Array1, ArrayRef1, ArrayRef2};

use crate::vectors::norm;

/// The step `p` with `‖D p‖ ≤ Δ` that the path from steepest descent to Newton's step gives for
/// `min ‖R p − b‖`.
///
/// M. J. D. Powell, "A hybrid method for nonlinear equations", in *Numerical Methods for Nonlinear
/// Algebraic Equations*, ed. P. Rabinowitz, 1970.
pub(super) fn dogleg(
    r: &ArrayRef2<f64>,
    b: &ArrayRef1<f64>,
    diag: &ArrayRef1<f64>,
    delta: f64,
) -> Array1<f64> {
    let newton = newton_step(r, b);
    let newton_norm = norm(&(&*newton * diag));
    if newton_norm <= delta {
        return newton;
    }
    let scaled_gradient = r.t().dot(b) / diag;
    let gradient_norm = norm(&scaled_gradient);
    if gradient_norm == 0.0 {
        return newton * (delta / newton_norm);
    }
    let descent = scaled_gradient / gradient_norm / diag;
    let bend = norm(&r.dot(&descent));
    // Where the model is least along the gradient.
    let cauchy = gradient_norm / bend / bend;
    let alpha = if cauchy < delta {
        let (inner, outer) = ((cauchy / delta).powi(2), delta / newton_norm);
        let t = (norm(b) / gradient_norm) * (norm(b) / newton_norm) * (cauchy / delta);
        let root = ((t - outer).powi(2) + (1.0 - outer * outer) * (1.0 - inner)).sqrt();
        outer * (1.0 - inner) / (t - outer * inner + root)
    } else {
        0.0
    };
    descent * ((1.0 - alpha) * cauchy.min(delta)) + newton * alpha
}

/// Back substitution, where zeros on the diagonal are replaced by a trifle of their column.
fn newton_step(r: &ArrayRef2<f64>, b: &ArrayRef1<f64>) -> Array1<f64> {
    let n = b.len();
    let mut x = Array1::zeros(n);
    for j in (0..n).rev() {
        let known: f64 = (j + 1..n).map(|k| r[[j, k]] * x[k]).sum();
        let pivot = if r[[j, j]] == 0.0 {
            let largest = (0..=j).fold(0.0_f64, |max, i| max.max(r[[i, j]].abs()));
            if largest == 0.0 { f64::EPSILON } else { f64::EPSILON * largest }
        } else {
            r[[j, j]]
        };
        x[j] = (b[j] - known) / pivot;
    }
    x
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn the_path_ends_at_newtons_step_and_begins_along_the_gradient() {
        let r = array![[3.0, 1.0], [0.0, 0.5]];
        let (b, diag) = (array![1.0, 2.0], array![1.0, 1.0]);
        let newton = dogleg(&r, &b, &diag, 100.0);
        assert!((r.dot(&newton) - &b).iter().all(|e| e.abs() < 1e-14));
        for delta in [1e-3, 0.2, 1.0, 3.0] {
            let step = dogleg(&r, &b, &diag, delta);
            assert!((norm(&step) - delta).abs() < 1e-12 * delta, "{delta}");
        }
        let short = dogleg(&r, &b, &diag, 1e-3) / 1e-3;
        let gradient = r.t().dot(&b);
        assert!((&short - &(&gradient / norm(&gradient))).iter().all(|e| e.abs() < 1e-14));
    }
}
