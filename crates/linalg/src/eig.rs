//! Eigenvalues of general matrices.
//!
//! Counterpart of `scipy.linalg.eig` and `eigvals`.

use ndarray::{Array1, Array2, ArrayRef2};
use num_traits::{Float, One, Zero};
use onkai_core::{Result, Scalar, check_finite};

use crate::backend::{EigParts, GevdParts};
use crate::check::{check_shape, finite_order};
use crate::col_major::ColMajor;
use crate::conjugate;
use crate::kernels;
use crate::scalar::LinalgScalar;
use crate::small::norm2;

/// Eigenvalues and vectors of a square matrix.
///
/// ```text
/// a · vᵢ = wᵢ · vᵢ        uᵢ^H · a = wᵢ · uᵢ^H
/// ```
///
/// Of a real matrix, too, they are complex; conjugate pairs stand side by side, the one with the
/// positive imaginary part first.
///
/// # Shapes
///
/// `a`: `[n, n]`, `w`: `[n]`, vectors: `[n, n]`, one a column, of length one.
///
/// # Errors
///
/// [`Error::NotSquare`](crate::Error::NotSquare), [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{EigVectors, eig};
/// let eig = eig(&array![[0.0, -1.0_f64], [1.0, 0.0]], EigVectors::Right)?;
/// assert!((eig.w[0].im - 1.0).abs() < 1e-15 && eig.w[0].re.abs() < 1e-15);
/// assert!(eig.left.is_none());
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// The factor of modulus one that an eigenvector is free up to may be another.
///
/// # References
///
/// G. H. Golub, C. F. Van Loan, *Matrix Computations*, 4th ed., chapter 7.
pub fn eig<T: LinalgScalar>(a: &ArrayRef2<T>, vectors: EigVectors) -> Result<Eig<T>> {
    finite_order("a", a)?;
    let parts = kernels::eig(ColMajor::from_array(a), vectors.left(), vectors.right())?;
    Ok(assembled(parts, vectors))
}

/// Eigenvalues of a square matrix; see [`eig`].
///
/// # Errors
///
/// See [`eig`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let w = onkai_linalg::eigvals(&array![[2.0, 1.0_f64], [0.0, 3.0]])?;
/// assert_eq!(w.mapv(|z| z.re), array![2.0, 3.0]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn eigvals<T: LinalgScalar>(a: &ArrayRef2<T>) -> Result<Array1<T::Complex>> {
    Ok(eig(a, EigVectors::None)?.w)
}

/// Eigenvalues and vectors of a pair of square matrices.
///
/// ```text
/// a · vᵢ = wᵢ · b · vᵢ        uᵢ^H · a = wᵢ · uᵢ^H · b
/// ```
///
/// Where `b` is singular eigenvalues are infinite, or NaN if `a` is in the same direction.
///
/// # Shapes
///
/// `a`, `b`: `[n, n]`; the rest as in [`eig`].
///
/// # Errors
///
/// As [`eig`], and [`Error::Shape`](crate::Error::Shape) if `b` is shaped otherwise.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{EigVectors, eig_generalized};
/// let (a, b) = (array![[2.0, 0.0_f64], [0.0, 3.0]], array![[1.0, 0.0], [0.0, 0.0]]);
/// let w = eig_generalized(&a, &b, EigVectors::None)?.w;
/// assert!(w.iter().any(|z| z.re == 2.0) && w.iter().any(|z| z.re.is_infinite()));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # References
///
/// C. B. Moler, G. W. Stewart, *An algorithm for generalized matrix eigenvalue problems*, SIAM J.
/// Numer. Anal. 10 (1973), doi:10.1137/0710024.
pub fn eig_generalized<T: LinalgScalar>(
    a: &ArrayRef2<T>,
    b: &ArrayRef2<T>,
    vectors: EigVectors,
) -> Result<Eig<T>> {
    let n = finite_order("a", a)?;
    check_shape("b", b, &[n, n])?;
    check_finite("b", b)?;
    let lifted = |x: &ArrayRef2<T>| ColMajor::from_array(&x.mapv(T::embed));
    let GevdParts { alpha, beta, mut left, mut right } =
        kernels::gevd(lifted(a), lifted(b), vectors.left())?;
    let mut w: Vec<_> = alpha.into_iter().zip(beta).map(|(a, b)| fraction(a, b)).collect();
    for side in [&mut left, &mut right] {
        for j in 0..side.n_cols() {
            let column = side.col_mut(j);
            let factor = unit_factor(column, true);
            for v in column {
                *v *= factor;
            }
        }
    }
    if !T::IS_COMPLEX {
        conjugate::pair_up(&mut w, &mut left, &mut right);
    }
    Ok(Eig {
        w: w.into(),
        left: vectors.left().then(|| left.into_array()),
        right: vectors.right().then(|| right.into_array()),
    })
}

/// The eigenvalue that a fraction stands for; a real infinity if only the denominator is zero.
fn fraction<C: LinalgScalar>(alpha: C, beta: C) -> C {
    if beta != C::zero() {
        alpha / beta
    } else if alpha == C::zero() {
        C::from_parts(C::Real::nan(), C::Real::nan())
    } else {
        C::from_real(C::Real::infinity())
    }
}

/// Which eigenvectors are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EigVectors {
    /// None.
    None,
    /// Those that stand right of the matrix.
    #[default]
    Right,
    /// Those that stand left of the matrix, conjugated.
    Left,
    /// Both.
    Both,
}

impl EigVectors {
    fn left(self) -> bool {
        matches!(self, Self::Left | Self::Both)
    }

    fn right(self) -> bool {
        matches!(self, Self::Right | Self::Both)
    }
}

/// What [`eig`] and [`eig_generalized`] give.
#[derive(Clone, Debug, PartialEq)]
pub struct Eig<T: LinalgScalar> {
    /// Eigenvalues.
    pub w: Array1<T::Complex>,
    /// Left eigenvectors, one a column, if they were wanted.
    pub left: Option<Array2<T::Complex>>,
    /// Right eigenvectors, one a column, if they were wanted.
    pub right: Option<Array2<T::Complex>>,
}

fn assembled<T: LinalgScalar>(parts: EigParts<T>, vectors: EigVectors) -> Eig<T> {
    let EigParts { re, im, left, right } = parts;
    let left = vectors.left().then(|| complex_vectors(&left, &im).into_array());
    let right = vectors.right().then(|| complex_vectors(&right, &im).into_array());
    let w = re.into_iter().zip(im).map(|(re, im)| T::Complex::from_parts(re, im)).collect();
    Eig { w, left, right }
}

/// The vectors of length one. Of a pair the largest element is made real, as LAPACK does.
fn complex_vectors<T: LinalgScalar>(raw: &ColMajor<T>, im: &[T::Real]) -> ColMajor<T::Complex> {
    let n = raw.n_rows();
    let mut out = ColMajor::<T::Complex>::zeros(n, n);
    let mut k = 0;
    while k < n {
        let is_pair = !T::IS_COMPLEX && im[k] != T::Real::zero() && k + 1 < n;
        let column = out.col_mut(k);
        for (i, v) in column.iter_mut().enumerate() {
            let imaginary = if is_pair { raw[(i, k + 1)].re() } else { raw[(i, k)].im() };
            *v = T::Complex::from_parts(raw[(i, k)].re(), imaginary);
        }
        let factor = unit_factor(column, is_pair || T::IS_COMPLEX);
        for v in column {
            *v *= factor;
        }
        if is_pair {
            let [first, second] = out.two_cols_mut(k, k + 1);
            for (second, first) in second.iter_mut().zip(first) {
                *second = first.conj();
            }
            k += 1;
        }
        k += 1;
    }
    out
}

/// The number that makes `x` a vector of length one, with its largest element real if asked for.
fn unit_factor<C: LinalgScalar>(x: &[C], turn: bool) -> C {
    let length = norm2(x);
    if length == C::Real::zero() || !length.is_finite() {
        return C::one();
    }
    let scale = length.recip();
    if !turn {
        return C::from_real(scale);
    }
    let largest =
        x.iter().fold(
            C::zero(),
            |best, v| {
                if best.modulus_bound() < v.modulus_bound() { *v } else { best }
            },
        );
    let size = largest.modulus();
    if size == C::Real::zero() {
        return C::from_real(C::Real::one());
    }
    C::from_parts(largest.re() / size, -largest.im() / size).scale(scale)
}
