//! Rosenbrock's function, the classical test of minimizers, and its derivatives.
//!
//! Counterpart of `scipy.optimize.rosen`, `rosen_der`, `rosen_hess` and `rosen_hess_prod`.

use ndarray::{Array1, Array2, ArrayRef1};

/// Rosenbrock's function; its minimum is 0, where every element is 1.
///
/// ```text
/// f(x) = Σ 100 (xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)²,   i = 0 … n − 2
/// ```
///
/// # Shapes
///
/// `x`: `[n]`; below two elements the sum is empty.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::rosen;
/// assert_eq!(rosen(&array![-1.0, 2.0]), 104.0);
/// ```
///
/// # References
///
/// H. H. Rosenbrock, *An automatic method for finding the greatest or least value of a function*,
/// Comput. J. 3 (1960) 175–184, doi:10.1093/comjnl/3.3.175.
pub fn rosen(x: &ArrayRef1<f64>) -> f64 {
    let next = x.iter().skip(1);
    x.iter()
        .zip(next)
        .map(|(a, b)| {
            let (valley, slope) = (b - a * a, 1.0 - a);
            100.0 * valley * valley + slope * slope
        })
        .sum()
}

/// The gradient of [`rosen`], `[n]`.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::rosen_der;
/// assert_eq!(rosen_der(&array![-1.0, 2.0]), array![396.0, 200.0]);
/// ```
pub fn rosen_der(x: &ArrayRef1<f64>) -> Array1<f64> {
    let mut gradient = Array1::zeros(x.len());
    for i in 1..x.len() {
        let valley = x[i] - x[i - 1] * x[i - 1];
        gradient[i - 1] += -400.0 * x[i - 1] * valley - 2.0 * (1.0 - x[i - 1]);
        gradient[i] += 200.0 * valley;
    }
    gradient
}

/// The matrix of second derivatives of [`rosen`], `[n, n]`.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::rosen_hess;
/// assert_eq!(rosen_hess(&array![-1.0, 2.0]), array![[402.0, 400.0], [400.0, 200.0]]);
/// ```
pub fn rosen_hess(x: &ArrayRef1<f64>) -> Array2<f64> {
    let mut hessian = Array2::zeros((x.len(), x.len()));
    for i in 1..x.len() {
        hessian[[i - 1, i - 1]] += 1200.0 * x[i - 1] * x[i - 1] - 400.0 * x[i] + 2.0;
        hessian[[i, i]] += 200.0;
        hessian[[i - 1, i]] = -400.0 * x[i - 1];
        hessian[[i, i - 1]] = -400.0 * x[i - 1];
    }
    hessian
}

/// The product of [`rosen_hess`] at `x` with `p`, `[n]`.
///
/// # Shapes
///
/// `x`, `p`: `[n]`; elements of `p` that are missing count as 0.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::rosen_hess_prod;
/// assert_eq!(rosen_hess_prod(&array![-1.0, 2.0], &array![1.0, 2.0]), array![1202.0, 800.0]);
/// ```
pub fn rosen_hess_prod(x: &ArrayRef1<f64>, p: &ArrayRef1<f64>) -> Array1<f64> {
    let p_at = |i: usize| p.get(i).copied().unwrap_or(0.0);
    let mut product = Array1::zeros(x.len());
    for i in 1..x.len() {
        let curvature = 1200.0 * x[i - 1] * x[i - 1] - 400.0 * x[i] + 2.0;
        let mixed = -400.0 * x[i - 1];
        product[i - 1] += curvature * p_at(i - 1) + mixed * p_at(i);
        product[i] += mixed * p_at(i - 1) + 200.0 * p_at(i);
    }
    product
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn products_are_those_of_the_matrix() {
        let (x, p) = (array![0.3, -1.2, 0.7, 2.0], array![1.0, -0.5, 2.0, 0.25]);
        let difference = rosen_hess(&x).dot(&p) - rosen_hess_prod(&x, &p);
        assert!(difference.iter().all(|e| e.abs() < 1e-10));
    }

    #[test]
    fn one_variable_has_no_valley() {
        let x = array![3.0];
        assert_eq!((rosen(&x), rosen_der(&x), rosen_hess(&x)), (0.0, array![0.0], array![[0.0]]));
        assert_eq!(rosen_hess_prod(&x, &array![1.0]), array![0.0]);
    }
}
