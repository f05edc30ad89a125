//! Derivatives of functions of one variable by central differences.
//!
//! Counterpart of `scipy.misc.derivative` and `central_diff_weights`, which newer SciPy no longer has.

use ndarray::Array1;
use onkai_core::{Error, Result};

/// The `n`-th derivative of `f` at `x0` from `order` values that lie `dx` apart.
///
/// ```text
/// f⁽ⁿ⁾(x₀) ≈ Σₖ wₖ f(x₀ + k dx) / dxⁿ,   −order/2 ≤ k ≤ order/2
/// ```
///
/// # Errors
///
/// [`Error::Parameter`] if `dx` is not finite or 0, `x0` is not finite, or as
/// [`central_diff_weights`].
///
/// # Examples
///
/// ```
/// use onkai_optimize::derivative;
/// let f = |x: f64| x.powf(3.0) + x.powf(2.0);
/// assert_eq!(derivative(f, 1.0, 1e-6, 1, 3)?, 4.999999999921734);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
pub fn derivative<F: FnMut(f64) -> f64>(
    mut f: F,
    x0: f64,
    dx: f64,
    n: usize,
    order: usize,
) -> Result<f64> {
    if !x0.is_finite() {
        return Err(Error::parameter("x0", x0, "finite"));
    }
    if !dx.is_finite() || dx == 0.0 {
        return Err(Error::parameter("dx", dx, "finite and not 0"));
    }
    let weights = central_diff_weights(order, n)?;
    let half = (order / 2) as f64;
    let sum: f64 =
        weights.iter().enumerate().map(|(k, w)| w * f(x0 + (k as f64 - half) * dx)).sum();
    Ok(sum / (0..n).fold(1.0, |power, _| power * dx))
}

/// The weights of `n_points` equidistant values, one apart, in the derivative of order `n` at the
/// middle one.
///
/// # Shapes
///
/// The result: `[n_points]`.
///
/// # Errors
///
/// [`Error::Parameter`] if `n_points` is even or not above `n`, or if `n` is 0.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::central_diff_weights;
/// assert_eq!(central_diff_weights(3, 2)?, array![1.0, -2.0, 1.0]);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
///
/// # References
///
/// B. Fornberg, "Generation of finite difference formulas on arbitrarily spaced grids", Math. Comp.
/// 51, 1988. <https://doi.org/10.1090/S0025-5718-1988-0935077-0>
pub fn central_diff_weights(n_points: usize, n: usize) -> Result<Array1<f64>> {
    if n == 0 {
        return Err(Error::parameter("n", 0.0, "at least 1"));
    }
    if n_points <= n {
        return Err(Error::parameter("n_points", n_points as f64, "above the derivative's order"));
    }
    if n_points.is_multiple_of(2) {
        return Err(Error::parameter("n_points", n_points as f64, "odd"));
    }
    let half = (n_points / 2) as f64;
    let node = |k: usize| k as f64 - half;
    // weights[k][m]: of value k in the derivative of order m, for the nodes taken so far.
    let mut weights = vec![vec![0.0; n + 1]; n_points];
    weights[0][0] = 1.0;
    let mut product = 1.0;
    for i in 1..n_points {
        let mut new_product = 1.0;
        for j in 0..i {
            let distance = node(i) - node(j);
            new_product *= distance;
            if j == i - 1 {
                for m in (0..=n.min(i)).rev() {
                    let lower = if m == 0 { 0.0 } else { m as f64 * weights[j][m - 1] };
                    weights[i][m] = product * (lower - node(j) * weights[j][m]) / new_product;
                }
            }
            for m in (0..=n.min(i)).rev() {
                let lower = if m == 0 { 0.0 } else { m as f64 * weights[j][m - 1] };
                weights[j][m] = (node(i) * weights[j][m] - lower) / distance;
            }
        }
        product = new_product;
    }
    Ok(weights.iter().map(|w| w[n]).collect())
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn weights_are_those_of_the_textbooks() {
        let close = |a: Array1<f64>, b: Array1<f64>| {
            assert!((&a - &b).iter().all(|e| e.abs() < 1e-13), "{a} {b}");
        };
        close(central_diff_weights(3, 1).unwrap(), array![-0.5, 0.0, 0.5]);
        close(central_diff_weights(5, 1).unwrap(), array![1.0, -8.0, 0.0, 8.0, -1.0] / 12.0);
        let seven = array![2.0, -27.0, 270.0, -490.0, 270.0, -27.0, 2.0] / 180.0;
        close(central_diff_weights(7, 2).unwrap(), seven);
        close(central_diff_weights(5, 4).unwrap(), array![1.0, -4.0, 6.0, -4.0, 1.0]);
    }

    #[test]
    fn polynomials_of_the_order_are_exact() {
        for order in [5, 7, 9, 11] {
            let d3 = derivative(|x| x.powi(4), 0.5, 0.25, 3, order).unwrap();
            assert!((d3 - 12.0).abs() < 1e-9, "{d3}");
        }
    }

    #[test]
    fn bad_input_is_refused() {
        let name = |result: Result<f64>| match result.unwrap_err() {
            Error::Parameter { name, .. } => name,
            error => panic!("{error}"),
        };
        assert_eq!(name(derivative(|x| x, 1.0, 1.0, 1, 4)), "n_points");
        assert_eq!(name(derivative(|x| x, 1.0, 1.0, 3, 3)), "n_points");
        assert_eq!(name(derivative(|x| x, 1.0, 1.0, 0, 3)), "n");
        assert_eq!(name(derivative(|x| x, 1.0, 0.0, 1, 3)), "dx");
        assert_eq!(name(derivative(|x| x, f64::NAN, 1.0, 1, 3)), "x0");
    }
}
