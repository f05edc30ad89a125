//! Lyapunov's equations.
//!
//! Counterpart of `scipy.linalg.solve_continuous_lyapunov` and `solve_discrete_lyapunov`.

use ndarray::{Array2, ArrayRef2, s};
use num_traits::Float;
use onkai_core::{Error, Real, Result, Scalar, check_finite};

use super::sylvester::{adjoint, between, solve_by_schur};
use crate::check::{check_shape, finite_order};
use crate::functions::{Triangularised, complex_schur, from_complex, to_complex};
use crate::scalar::LinalgScalar;

/// Solves `A X + X Aᴴ = Q`.
///
/// # Shapes
///
/// `a`, `q`: `[n, n]`. Returns the same.
///
/// # Errors
///
/// [`Error::NotSquare`], [`Error::Shape`], [`Error::NotFinite`]; [`Error::Values`] when two eigenvalues of
/// `A`, the one conjugated, add up to zero as far as rounding can tell.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let a = array![[-3.0_f64, -2.0], [0.0, -1.0]];
/// let q = array![[-6.0, -4.0], [-4.0, -2.0]];
/// let x = onkai_linalg::solve_continuous_lyapunov(&a, &q)?;
/// assert!((a.dot(&x) + x.dot(&a.t()) - q).iter().all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Where the solution is not unique SciPy disturbs the matrix and warns.
///
/// # References
///
/// R. H. Bartels, G. W. Stewart, "Algorithm 432: solution of the matrix equation AX + XB = C", Commun.
/// ACM 15 (1972), doi:10.1145/361573.361582.
#[doc(alias = "solve_lyapunov")]
pub fn solve_continuous_lyapunov<T: LinalgScalar>(
    a: &ArrayRef2<T>,
    q: &ArrayRef2<T>,
) -> Result<Array2<T>> {
    let n = checked_order(a, q)?;
    if n == 0 {
        return Ok(Array2::zeros((0, 0)));
    }
    let form = complex_schur(a)?;
    // Turned upside down and left to right, the conjugate transpose of a triangle is one again.
    let flipped = Triangularised {
        t: form.t.slice(s![..;-1, ..;-1]).t().mapv(Scalar::conj),
        z: Some(match &form.z {
            Some(z) => z.slice(s![.., ..;-1]).to_owned(),
            None => Array2::eye(n).slice_move(s![.., ..;-1]),
        }),
    };
    solve_by_schur(&form, &flipped, q).ok_or(Error::Values {
        name: "a",
        requirement: "have no two eigenvalues that add up to zero when one is conjugated",
    })
}

/// Solves `A X Aᴴ - X + Q = 0`.
///
/// By back substitution on the Schur form of `A`, in `O(n³)` steps for all `n`.
///
/// # Shapes
///
/// `a`, `q`: `[n, n]`. Returns the same.
///
/// # Errors
///
/// [`Error::NotSquare`], [`Error::Shape`], [`Error::NotFinite`]; [`Error::Values`] when the product of two
/// eigenvalues of `A`, the one conjugated, is one as far as rounding can tell.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let x = onkai_linalg::solve_discrete_lyapunov(&array![[0.5]], &array![[3.0]])?;
/// assert_eq!(x, array![[4.0]]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// There is one method, as exact as SciPy's `direct` and faster than its `bilinear`, which moreover
/// fails for an eigenvalue -1.
///
/// # References
///
/// G. Kitagawa, "An algorithm for solving the matrix equation X = FXF' + S", Int. J. Control 25 (1977),
/// doi:10.1080/00207177708922266.
pub fn solve_discrete_lyapunov<T: LinalgScalar>(
    a: &ArrayRef2<T>,
    q: &ArrayRef2<T>,
) -> Result<Array2<T>> {
    let n = checked_order(a, q)?;
    if n == 0 {
        return Ok(Array2::zeros((0, 0)));
    }
    let form = complex_schur(a)?;
    let z_adjoint = adjoint(form.z.as_ref());
    let f = between(z_adjoint.as_ref(), to_complex(q), form.z.as_ref());
    let y = solve_triangle(&form.t, f).ok_or(Error::Values {
        name: "a",
        requirement: "have no two eigenvalues whose product is one when one is conjugated",
    })?;
    Ok(from_complex(&between(form.z.as_ref(), y, z_adjoint.as_ref())))
}

fn checked_order<T: LinalgScalar>(a: &ArrayRef2<T>, q: &ArrayRef2<T>) -> Result<usize> {
    let n = finite_order("a", a)?;
    check_shape("q", q, &[n, n])?;
    check_finite("q", q)?;
    Ok(n)
}

/// Solves `Y - T Y Tᴴ = F`, column by column from the last.
fn solve_triangle<C: LinalgScalar>(t: &ArrayRef2<C>, f: Array2<C>) -> Option<Array2<C>> {
    let n = t.nrows();
    let mut y = f;
    for j in (0..n).rev() {
        // What the columns behind contribute: T Σ yₖ conj(tⱼₖ).
        let mut sum = vec![C::zero(); n];
        for k in j + 1..n {
            let factor = t[[j, k]].conj();
            for (s, &v) in sum.iter_mut().zip(y.column(k)) {
                *s += factor * v;
            }
        }
        let pivot = t[[j, j]].conj();
        // Element by element from the last; `total` is what T is applied to in the whole column.
        for i in (0..n).rev() {
            let row = t.row(i);
            let behind = (i + 1..n).fold(t[[i, i]] * sum[i], |b, k| b + row[k] * sum[k]);
            let gap = C::one() - t[[i, i]] * pivot;
            if gap.modulus() <= C::Real::epsilon() * C::Real::of(4.0) {
                return None;
            }
            let value = (y[[i, j]] + behind) / gap;
            y[[i, j]] = value;
            sum[i] += pivot * value;
        }
    }
    Some(y)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn equations_without_a_unique_solution_are_told() {
        let q = array![[1.0, 0.0], [0.0, 1.0]];
        let error = solve_continuous_lyapunov(&array![[1.0, 0.0], [0.0, -1.0]], &q).unwrap_err();
        assert!(error.to_string().contains("add up to zero"), "{error}");
        let error = solve_discrete_lyapunov(&array![[2.0, 0.0], [0.0, 0.5]], &q).unwrap_err();
        assert!(error.to_string().contains("product is one"), "{error}");
        let error = solve_discrete_lyapunov(&q, &array![[1.0]]).unwrap_err();
        assert_eq!(error.to_string(), "`q` has shape [1, 1], but must have [2, 2]");
        let none = Array2::<f64>::zeros((0, 0));
        assert_eq!(solve_continuous_lyapunov(&none, &none).unwrap(), none);
        assert_eq!(solve_discrete_lyapunov(&none, &none).unwrap(), none);
    }

    #[test]
    fn an_eigenvalue_minus_one_of_few_is_no_obstacle() {
        let a = array![[-1.0, 0.3], [0.0, 0.5]];
        let q = array![[1.0, 2.0], [3.0, 4.0]];
        assert!(solve_discrete_lyapunov(&a, &q).is_err());
        let a = array![[-0.999, 0.3], [0.0, 0.5]];
        let x = solve_discrete_lyapunov(&a, &q).unwrap();
        let residual = a.dot(&x).dot(&a.t()) - &x + &q;
        assert!(residual.iter().all(|v: &f64| v.abs() < 1e-10));
    }
}
