//! From a matrix to a triangle and back.

use ndarray::{Array2, ArrayRef2};
use num_traits::{Float, Zero};
use onkai_core::{Result, Scalar};

use super::value::{RealOrComplex, to_complex};
use crate::product::{adjoint, matmul};
use crate::scalar::LinalgScalar;
use crate::schur::{rsf2csf, schur};

/// `A = Z T Zᴴ` with an upper triangle `T` and a unitary `Z`, which is left out if it is the identity.
pub(crate) struct Triangularised<T> {
    pub(crate) t: Array2<T>,
    pub(crate) z: Option<Array2<T>>,
}

impl<T: LinalgScalar> Triangularised<T> {
    /// `Z F Zᴴ`.
    pub(crate) fn transform_back(&self, f: Array2<T>) -> Array2<T> {
        match &self.z {
            None => f,
            Some(z) => matmul(&matmul(z, &f), &adjoint(z)),
        }
    }
}

/// The complex Schur form.
pub(crate) fn complex_schur<T: LinalgScalar>(
    a: &ArrayRef2<T>,
) -> Result<Triangularised<T::Complex>> {
    match triangularise(a)? {
        Form::Same(form) => {
            Ok(Triangularised { t: to_complex(&form.t), z: form.z.map(|z| to_complex(&z)) })
        }
        Form::Complex { form, .. } => Ok(form),
    }
}

/// A function that leads from triangles to triangles.
pub(crate) trait TriangularFunction {
    /// The function of an upper triangle, if it exists.
    fn apply<S: LinalgScalar>(&self, t: &ArrayRef2<S>) -> Option<Array2<S>>;
}

/// What came out of [`evaluate`], and the eigenvalues that were met on the way.
pub(crate) struct Evaluated<T: LinalgScalar> {
    pub(crate) value: Option<RealOrComplex<T>>,
    /// Index of an eigenvalue that is zero.
    pub(crate) zero_eigenvalue: Option<usize>,
}

/// Evaluates a function by the Schur form: a real one for a real matrix with real eigenvalues, a complex
/// one else.
pub(crate) fn evaluate<T: LinalgScalar>(
    a: &ArrayRef2<T>,
    function: &impl TriangularFunction,
) -> Result<Evaluated<T>> {
    match triangularise(a)? {
        Form::Same(form) => {
            let zero_eigenvalue = form.t.diag().iter().position(|&v| v == T::zero());
            let negative = form.t.diag().iter().any(|v| v.re() < T::Real::zero());
            let value = if T::IS_COMPLEX || !negative {
                function.apply(&form.t).map(|f| RealOrComplex::from_same(&form.transform_back(f)))
            } else {
                let t = to_complex(&form.t);
                let form = Triangularised { t, z: form.z.map(|z| to_complex(&z)) };
                function.apply(&form.t).map(|f| RealOrComplex::Complex(form.transform_back(f)))
            };
            Ok(Evaluated { value, zero_eigenvalue })
        }
        Form::Complex { form, has_negative } => {
            let zero_eigenvalue = form.t.diag().iter().position(|&v| v == T::Complex::zero());
            let value = function.apply(&form.t).map(|f| {
                let value = form.transform_back(f);
                if has_negative {
                    RealOrComplex::Complex(value)
                } else {
                    // Eigenvalues come in conjugate pairs, on which the function is conjugate, too:
                    // the imaginary part is rounding.
                    RealOrComplex::Real(value.mapv(T::Complex::re))
                }
            });
            Ok(Evaluated { value, zero_eigenvalue })
        }
    }
}

enum Form<T: LinalgScalar> {
    /// Of the type of the matrix.
    Same(Triangularised<T>),
    /// Of a real matrix with complex eigenvalues.
    Complex {
        form: Triangularised<T::Complex>,
        /// Whether there are negative eigenvalues among them.
        has_negative: bool,
    },
}

fn triangularise<T: LinalgScalar>(a: &ArrayRef2<T>) -> Result<Form<T>> {
    if is_upper(a) {
        return Ok(Form::Same(Triangularised { t: a.to_owned(), z: None }));
    }
    let form = schur(a)?;
    if T::IS_COMPLEX || is_upper(&form.t) {
        return Ok(Form::Same(Triangularised { t: form.t, z: Some(form.z) }));
    }
    let n = a.nrows();
    let coupled = |i: usize| form.t[[i, i - 1]] != T::zero();
    let is_single = |i: usize| (i == 0 || !coupled(i)) && (i + 1 == n || !coupled(i + 1));
    let has_negative = (0..n).any(|i| is_single(i) && form.t[[i, i]].re() < T::Real::zero());
    let form = rsf2csf(&form)?;
    Ok(Form::Complex { form: Triangularised { t: form.t, z: Some(form.z) }, has_negative })
}

fn is_upper<T: LinalgScalar>(a: &ArrayRef2<T>) -> bool {
    a.rows().into_iter().enumerate().all(|(i, row)| row.iter().take(i).all(|&v| v == T::zero()))
}

/// Back to the type of the argument, if nothing but rounding is lost by it.
pub(crate) fn real_if_close<T: LinalgScalar>(value: Array2<T::Complex>) -> RealOrComplex<T> {
    if T::IS_COMPLEX {
        return RealOrComplex::Complex(value);
    }
    let largest = |part: fn(T::Complex) -> T::Real| {
        value
            .iter()
            .map(|&v| part(v).abs())
            .fold(T::Real::zero(), |a, b| if b.is_nan() { b } else { a.max(b) })
    };
    let tol = T::Real::epsilon().sqrt();
    if largest(T::Complex::im) <= tol * largest(T::Complex::re) {
        RealOrComplex::Real(value.mapv(T::Complex::re))
    } else {
        RealOrComplex::Complex(value)
    }
}
