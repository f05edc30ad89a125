//! The algebraic Riccati equations.
//!
//! Counterpart of `scipy.linalg.solve_continuous_are` and `solve_discrete_are`.

use ndarray::{Array2, ArrayRef2, ArrayView2, s};
use num_traits::{Float, One, Zero};
use onkai_core::{Error, Real, Result, check_finite};

use super::riccati_equation::Equation;
use super::stable_subspace::stable_graph;
use crate::check::{check_shape, finite_order};
use crate::col_major::ColMajor;
use crate::kernels::qr;
use crate::lu::{LuFactor, Transpose};
use crate::predicates::ishermitian;
use crate::product::{adjoint, matmul};
use crate::scalar::LinalgScalar;

/// The matrices of a Riccati equation that are mostly left out.
#[derive(Clone, Debug)]
pub struct RiccatiOptions<'a, T> {
    /// `E`, `[m, m]`, invertible; by default the identity.
    pub e: Option<ArrayView2<'a, T>>,
    /// `S`, `[m, n]`; by default zero.
    pub s: Option<ArrayView2<'a, T>>,
}

impl<T> Default for RiccatiOptions<'_, T> {
    fn default() -> Self {
        Self { e: None, s: None }
    }
}

/// The solution of a Riccati equation, and how well it solves it.
#[derive(Clone, Debug, PartialEq)]
pub struct Riccati<T: LinalgScalar> {
    /// The stabilising solution: Hermitian, `[m, m]`.
    pub x: Array2<T>,
    /// The norm of what is left of the equation over the sum of those of its terms, with `E` divided out;
    /// some `m ε` if all went well.
    pub residual: T::Real,
}

/// The stabilising solution of the continuous-time algebraic Riccati equation.
///
/// ```text
/// Eᴴ X A + Aᴴ X E - (Eᴴ X B + S) R⁻¹ (Bᴴ X E + Sᴴ) + Q = 0
/// ```
///
/// Of all solutions it is the one for which the eigenvalues of `E⁻¹ (A - B K)`, with
/// `K = R⁻¹ (Bᴴ X E + Sᴴ)`, lie left of the imaginary axis. By the invariant subspace of the Hamiltonian
/// matrix, followed by Newton's method.
///
/// # Shapes
///
/// `a`, `q`: `[m, m]`, `b`: `[m, n]`, `r`: `[n, n]`; `q` and `r` are Hermitian.
///
/// # Errors
///
/// [`Error::NotSquare`], [`Error::Shape`], [`Error::NotFinite`]; [`Error::Singular`] when `r` or `e` is;
/// [`Error::Values`] when `q` or `r` is not Hermitian, or when there is no stabilising solution (or none
/// that can be told from rounding errors).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{RiccatiOptions, solve_continuous_are};
/// let one = array![[1.0_f64]];
/// let solution = solve_continuous_are(&one, &one, &array![[3.0]], &one, &RiccatiOptions::default())?;
/// assert!((solution.x[[0, 0]] - 3.0_f64).abs() < 1e-14);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// There is no `balanced`: the equation is always scaled, and refined afterwards.
///
/// # References
///
/// A. J. Laub, "A Schur method for solving algebraic Riccati equations", IEEE Trans. Autom. Control 24
/// (1979), doi:10.1109/TAC.1979.1102178.
pub fn solve_continuous_are<T: LinalgScalar>(
    a: &ArrayRef2<T>,
    b: &ArrayRef2<T>,
    q: &ArrayRef2<T>,
    r: &ArrayRef2<T>,
    options: &RiccatiOptions<'_, T>,
) -> Result<Riccati<T>> {
    let (mut equation, e) = without_e([a, b, q, r], options)?;
    check_invertible("r", &LuFactor::of(&equation.r))?;
    let scale = scale_down(&mut equation);
    let w = hamiltonian(&equation)?;
    finish(&equation, &w, e.as_ref(), scale)
}

/// The stabilising solution of the discrete-time algebraic Riccati equation.
///
/// ```text
/// Aᴴ X A - Eᴴ X E - (Aᴴ X B + S) (R + Bᴴ X B)⁻¹ (Bᴴ X A + Sᴴ) + Q = 0
/// ```
///
/// Of all solutions it is the one for which the eigenvalues of `E⁻¹ (A - B K)`, with
/// `K = (R + Bᴴ X B)⁻¹ (Bᴴ X A + Sᴴ)`, lie within the unit circle. By the deflating subspace of the
/// symplectic pencil, which a Cayley transform turns into an invariant one, followed by Newton's method.
///
/// # Shapes
///
/// `a`, `q`: `[m, m]`, `b`: `[m, n]`, `r`: `[n, n]`; `q` and `r` are Hermitian, `r` may be singular.
///
/// # Errors
///
/// Those of [`solve_continuous_are`], but for a singular `r`.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{RiccatiOptions, solve_discrete_are};
/// let (zero, one) = (array![[0.0_f64]], array![[1.0]]);
/// let solution = solve_discrete_are(&zero, &one, &array![[3.0]], &one, &RiccatiOptions::default())?;
/// assert!((solution.x[[0, 0]] - 3.0_f64).abs() < 1e-14);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// There is no `balanced`: the equation is always scaled, and refined afterwards.
///
/// # References
///
/// P. Van Dooren, "A generalized eigenvalue approach for solving Riccati equations", SIAM J. Sci. Stat.
/// Comput. 2 (1981), doi:10.1137/0902010.
pub fn solve_discrete_are<T: LinalgScalar>(
    a: &ArrayRef2<T>,
    b: &ArrayRef2<T>,
    q: &ArrayRef2<T>,
    r: &ArrayRef2<T>,
    options: &RiccatiOptions<'_, T>,
) -> Result<Riccati<T>> {
    let (mut equation, e) = without_e([a, b, q, r], options)?;
    equation.discrete = true;
    let scale = scale_down(&mut equation);
    let w = symplectic(&equation)?;
    finish(&equation, &w, e.as_ref(), scale)
}

/// Checks the arguments and divides `E` out: with `A' = E⁻¹ A`, `B' = E⁻¹ B` and `X' = Eᴴ X E` the
/// equations are those without `E`.
fn without_e<T: LinalgScalar>(
    [a, b, q, r]: [&ArrayRef2<T>; 4],
    options: &RiccatiOptions<'_, T>,
) -> Result<(Equation<T>, Option<LuFactor<T>>)> {
    let (m, n) = (finite_order("a", a)?, finite_order("r", r)?);
    let cross = match &options.s {
        Some(s) => s.to_owned(),
        None => Array2::zeros((m, n)),
    };
    for (name, matrix, shape) in [("b", b, [m, n]), ("q", q, [m, m]), ("s", &*cross, [m, n])] {
        check_shape(name, matrix, &shape)?;
        check_finite(name, matrix)?;
    }
    for (name, matrix) in [("q", q), ("r", r)] {
        let size = matrix.iter().map(|v| v.modulus()).fold(T::Real::zero(), Float::max);
        let noise = T::Real::epsilon() * T::Real::of(100.0) * size;
        if !ishermitian(matrix, 0.0, noise.as_f64()) {
            return Err(Error::Values { name, requirement: "be symmetric or Hermitian" });
        }
    }
    let e = match &options.e {
        Some(e) => {
            check_shape("e", e, &[m, m])?;
            check_finite("e", e)?;
            let factors = LuFactor::of(e);
            check_invertible("e", &factors)?;
            Some(factors)
        }
        None => None,
    };
    let divided = |matrix: &ArrayRef2<T>| match &e {
        Some(e) => e.solve(matrix, Transpose::No),
        None => Ok(matrix.to_owned()),
    };
    let (a, b) = (divided(a)?, divided(b)?);
    let (q, r) = (q.to_owned(), r.to_owned());
    Ok((Equation { a, b, q, r, s: cross, discrete: false }, e))
}

/// Divides the equation, and so its solution, by a power of two that brings `Q` to the size of
/// `B R⁻¹ Bᴴ` (or nearer to it, if `R` is singular), and gives that.
fn scale_down<T: LinalgScalar>(equation: &mut Equation<T>) -> T::Real {
    let size = |m: &Array2<T>| m.iter().map(|v| v.modulus()).fold(T::Real::zero(), Float::max);
    let (b, q, r) = (size(&equation.b), size(&equation.q), size(&equation.r));
    let ratio = (q * r).sqrt() / b;
    if !ratio.is_normal() {
        return T::Real::one();
    }
    let scale = T::Real::of(2.0).powi(ratio.log2().round().as_f64() as i32);
    let inverse = scale.recip();
    for matrix in [&mut equation.q, &mut equation.r, &mut equation.s] {
        matrix.mapv_inplace(|v| v.scale(inverse));
    }
    scale
}

/// The Hamiltonian matrix, whose invariant subspaces are the continuous equation's solutions.
fn hamiltonian<T: LinalgScalar>(equation: &Equation<T>) -> Result<Array2<T>> {
    let Equation { a, b, q, r, s, .. } = equation;
    let m = a.nrows();
    let weight = LuFactor::of(r);
    let by_weight = |matrix| weight.solve(&adjoint(matrix), Transpose::No);
    let (by_cross, by_inputs) = (by_weight(s)?, by_weight(b)?);
    let a = a - &matmul(b, &by_cross);
    let mut h = Array2::zeros((2 * m, 2 * m));
    h.slice_mut(s![..m, ..m]).assign(&a);
    h.slice_mut(s![..m, m..]).assign(&-matmul(b, &by_inputs));
    h.slice_mut(s![m.., ..m]).assign(&(matmul(s, &by_cross) - q));
    h.slice_mut(s![m.., m..]).assign(&-adjoint(&a));
    Ok(h)
}

/// The Cayley transform of the symplectic pencil `H - λ J`, whose invariant subspaces are the discrete
/// equation's solutions: eigenvalues within the unit circle go left of the imaginary axis.
fn symplectic<T: LinalgScalar>(equation: &Equation<T>) -> Result<Array2<T>> {
    let Equation { a, b, q, r, s, .. } = equation;
    let (m, n) = b.dim();
    let (mut h, mut j) = (Array2::zeros((2 * m + n, 2 * m)), Array2::zeros((2 * m + n, 2 * m)));
    let mut inputs = Array2::zeros((2 * m + n, n));
    h.slice_mut(s![..m, ..m]).assign(a);
    h.slice_mut(s![m..2 * m, ..m]).assign(&q.mapv(|v| -v));
    h.slice_mut(s![2 * m.., ..m]).assign(&adjoint(s));
    j.slice_mut(s![m..2 * m, m..]).assign(&adjoint(a));
    j.slice_mut(s![2 * m.., m..]).assign(&adjoint(b).mapv(|v| -v));
    for i in 0..m {
        h[[m + i, m + i]] = T::one();
        j[[i, i]] = T::one();
    }
    inputs.slice_mut(s![..m, ..]).assign(b);
    inputs.slice_mut(s![m..2 * m, ..]).assign(&s.mapv(|v| -v));
    inputs.slice_mut(s![2 * m.., ..]).assign(r);
    // What is orthogonal to the columns of the inputs is free of them, and R need not be inverted.
    let free = if inputs.is_empty() {
        Array2::eye(2 * m)
    } else {
        let (q, _) = qr(ColMajor::from_array(&inputs), 2 * m + n);
        adjoint(&q.into_array().slice(s![.., n..]))
    };
    let (h, j) = (matmul(&free, &h), matmul(&free, &j));
    let (sum, difference) = (&h + &j, &h - &j);
    // Either does, unless -1 or 1 is an eigenvalue: the one farther from that is taken.
    let (by_sum, by_difference) = (LuFactor::of(&sum), LuFactor::of(&difference));
    let (sum_rcond, difference_rcond) = (by_sum.rcond(), by_difference.rcond());
    if sum_rcond.max(difference_rcond) <= T::Real::epsilon() {
        return Err(no_solution());
    }
    if difference_rcond <= sum_rcond {
        by_sum.solve(&difference, Transpose::No)
    } else {
        by_difference.solve(&sum, Transpose::No)
    }
}

/// From the invariant subspace to the solution of the equation as it was given.
fn finish<T: LinalgScalar>(
    equation: &Equation<T>,
    w: &ArrayRef2<T>,
    e: Option<&LuFactor<T>>,
    scale: T::Real,
) -> Result<Riccati<T>> {
    if w.is_empty() {
        return Ok(Riccati { x: Array2::zeros((0, 0)), residual: T::Real::zero() });
    }
    let x = stable_graph(w)?.ok_or_else(no_solution)?;
    let (x, residual) = equation.refine(x)?;
    if residual.is_nan() || T::Real::epsilon().sqrt() < residual {
        return Err(no_solution());
    }
    // X = E⁻ᴴ X' E⁻¹.
    let x = match e {
        None => x,
        Some(e) => {
            let inverse = e.solve(&Array2::eye(x.nrows()), Transpose::No)?;
            matmul(&adjoint(&inverse), &matmul(&x, &inverse))
        }
    };
    Ok(Riccati { x: x.mapv(|v| v.scale(scale)), residual })
}

/// Refuses a matrix that is singular as far as rounding can tell.
fn check_invertible<T: LinalgScalar>(name: &'static str, factors: &LuFactor<T>) -> Result<()> {
    factors.refuse_singular(name)?;
    if factors.rcond() <= T::Real::epsilon() {
        return Err(Error::Values { name, requirement: "be invertible in spite of rounding" });
    }
    Ok(())
}

fn no_solution() -> Error {
    Error::Values { name: "a", requirement: "have a stabilising solution with `b`, `q` and `r`" }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn equations_without_a_stabilising_solution_are_told() {
        // The unstable state cannot be controlled.
        let (a, b) = (array![[1.0, 0.0], [0.0, 2.0]], array![[1.0], [0.0]]);
        let (q, r) = (Array2::eye(2), array![[1.0]]);
        let options = RiccatiOptions::default();
        for error in [
            solve_continuous_are(&a, &b, &q, &r, &options).unwrap_err(),
            solve_discrete_are(&a, &b, &q, &r, &options).unwrap_err(),
        ] {
            assert!(error.to_string().contains("stabilising solution"), "{error}");
        }
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let (a, b) = (Array2::<f64>::eye(2), array![[1.0], [0.0]]);
        let (r, options) = (array![[1.0]], RiccatiOptions::default());
        let skew = array![[0.0, 1.0], [-1.0, 0.0]];
        let error = solve_continuous_are(&a, &b, &skew, &r, &options).unwrap_err();
        assert_eq!(error.to_string(), "`q` must be symmetric or Hermitian");
        let error = solve_continuous_are(&a, &b, &a, &array![[0.0]], &options).unwrap_err();
        assert_eq!(error, Error::Singular { name: "r", pivot: 0 });
        let error = solve_continuous_are(&a, &r, &a, &r, &options).unwrap_err();
        assert_eq!(error.to_string(), "`b` has shape [1, 1], but must have [2, 1]");
        let zero = Array2::zeros((2, 2));
        let options = RiccatiOptions { e: Some(zero.view()), s: None };
        let error = solve_discrete_are(&a, &b, &a, &r, &options).unwrap_err();
        assert_eq!(error, Error::Singular { name: "e", pivot: 0 });
    }
}
