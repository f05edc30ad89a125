//! The operations, and the shapes of what they give.

use ndarray::{Array2, ArrayView2};
use onkai_core::Scalar;

use crate::col_major::ColMajor;

/// An iteration that met its limit: with finite numbers hardly ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotConverged;

/// Which singular vectors are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SvdForm {
    /// None.
    Values,
    /// As many as there are singular values.
    Thin,
    /// All.
    Full,
}

/// `a = u · diag(s) · v^H`, singular values falling.
#[derive(Clone, Debug)]
pub struct SvdParts<T: Scalar> {
    /// Left singular vectors, one a column; no columns if not wanted.
    pub u: ColMajor<T>,
    /// Singular values.
    pub s: Vec<T::Real>,
    /// Right singular vectors, one a column; no columns if not wanted.
    pub v: ColMajor<T>,
}

/// `a · v = v · diag(w)`, eigenvalues rising.
#[derive(Clone, Debug)]
pub struct EighParts<T: Scalar> {
    /// Eigenvalues.
    pub w: Vec<T::Real>,
    /// Eigenvectors, one a column; no columns if not wanted.
    pub v: ColMajor<T>,
}

/// Eigenvalues in two parts. Of a real matrix the pair `j`, `j + 1` of conjugates shares the
/// columns `j` (real part) and `j + 1` (imaginary part) of the vectors.
#[derive(Clone, Debug)]
pub struct EigParts<T: Scalar> {
    /// Real parts of the eigenvalues.
    pub re: Vec<T::Real>,
    /// Imaginary parts of the eigenvalues, the positive one of a pair first.
    pub im: Vec<T::Real>,
    /// Left eigenvectors, one a column; no columns if not wanted.
    pub left: ColMajor<T>,
    /// Right eigenvectors, one a column; no columns if not wanted.
    pub right: ColMajor<T>,
}

/// Eigenvalues as fractions `alpha / beta`, and their vectors.
#[derive(Clone, Debug)]
pub struct GevdParts<T: Scalar> {
    /// Numerators.
    pub alpha: Vec<T>,
    /// Denominators.
    pub beta: Vec<T>,
    /// Left eigenvectors, one a column; no columns if not wanted.
    pub left: ColMajor<T>,
    /// Right eigenvectors, one a column.
    pub right: ColMajor<T>,
}

/// The operations that faer and LAPACK both have. Sizes fit and numbers are finite when they are
/// called; no dimension is zero.
pub trait Backend: Scalar {
    /// The product, row by row.
    fn matmul(a: ArrayView2<'_, Self>, b: ArrayView2<'_, Self>) -> Array2<Self>;
    /// Overwrites `a` with its factors: `L` below the diagonal (ones on it), `U` above. Row `i` of
    /// `L·U` is row `rows[i]` of `a`.
    fn lu_in_place(a: &mut ColMajor<Self>) -> Vec<usize>;
    /// Solves `t · x = b` in place, `t` being a triangle of `a`.
    fn solve_triangle_in_place(a: &ColMajor<Self>, shape: Triangle, b: &mut ColMajor<Self>);
    /// Overwrites the lower triangle of `a` by `L` of `a = L·L^H`, which it alone is read for.
    ///
    /// # Errors
    ///
    /// The order of the first leading minor that is not positive.
    fn cholesky_in_place(a: &mut ColMajor<Self>) -> Result<(), usize>;
    /// `a = q · r` with `n_q` columns of `q`: 0, the smaller or the larger dimension of `a`. What
    /// stands below the diagonal of the second is zero; it has `min(m, n)` rows if `n_q` is 0.
    fn qr(a: ColMajor<Self>, n_q: usize) -> (ColMajor<Self>, ColMajor<Self>);
    /// Singular value decomposition.
    ///
    /// # Errors
    ///
    /// [`NotConverged`].
    fn svd(a: ColMajor<Self>, form: SvdForm) -> Result<SvdParts<Self>, NotConverged>;
    /// Eigenvalues and, if wanted, vectors of the Hermitian matrix whose lower triangle `a` holds.
    ///
    /// # Errors
    ///
    /// [`NotConverged`].
    fn eigh(a: ColMajor<Self>, vectors: bool) -> Result<EighParts<Self>, NotConverged>;
    /// Eigenvalues and, if wanted, vectors.
    ///
    /// # Errors
    ///
    /// [`NotConverged`].
    fn eig(a: ColMajor<Self>, left: bool, right: bool) -> Result<EigParts<Self>, NotConverged>;
}

/// A triangle of a matrix, and what is done to it before it is solved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is an independent yes or no, as in BLAS")]
pub struct Triangle {
    /// The lower one.
    pub lower: bool,
    /// The diagonal is taken as ones.
    pub unit: bool,
    /// It is transposed,
    pub transposed: bool,
    /// and conjugated.
    pub conjugated: bool,
}

/// The operations that are the same under both backends.
pub trait Shared: Scalar {
    /// `a = q · h · q^H`; `q` has no columns if it is not wanted.
    fn hessenberg(a: ColMajor<Self>, want_q: bool) -> (ColMajor<Self>, ColMajor<Self>);
    /// Eigenvalues and, if wanted, vectors of the Hermitian matrix with the diagonal `d` and `e`
    /// below it.
    ///
    /// # Errors
    ///
    /// [`NotConverged`].
    fn eigh_tridiagonal(
        d: &[Self],
        e: &[Self],
        vectors: bool,
    ) -> Result<EighParts<Self>, NotConverged>;
    /// `a[:, p] = q · r` with `n_q` columns of `q`, as in [`Backend::qr`].
    fn qr_pivoted(a: ColMajor<Self>, n_q: usize) -> (ColMajor<Self>, ColMajor<Self>, Vec<usize>);
    /// Overwrites a Hessenberg `h` by its (quasi-)triangular Schur form `t`, `h = u · t · u^H`, and
    /// `z` by `z · u`.
    ///
    /// # Errors
    ///
    /// [`NotConverged`].
    fn schur_of_hessenberg(
        h: &mut ColMajor<Self>,
        z: &mut ColMajor<Self>,
    ) -> Result<(), NotConverged>;
}

/// What is done in complex numbers only.
pub trait Pencil: Scalar {
    /// Eigenvalues of `a · x = λ · b · x`, right vectors and, if wanted, left ones.
    ///
    /// # Errors
    ///
    /// [`NotConverged`].
    fn gevd(
        a: ColMajor<Self>,
        b: ColMajor<Self>,
        left: bool,
    ) -> Result<GevdParts<Self>, NotConverged>;
}
