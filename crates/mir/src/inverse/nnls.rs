//! Least squares whose unknowns must not be negative, for many right sides.
//!
//! Counterpart of `librosa.util.nnls`.

use ndarray::{Array1, Array2, ArrayRef2, Axis};
use onkai_core::{Error, Real, Result, check_finite, collect_columns};

/// The `x ≥ 0` that makes `‖a · x − b‖` least, column by column.
///
/// # Shapes
///
/// `a`: `[m, n]`, `b`: `[m, n_columns]`. Returns `x`: `[n, n_columns]`.
///
/// # Errors
///
/// [`Error::Shape`] when `b` has other rows than `a`, [`Error::TooShort`] when `a` is empty,
/// [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let a = array![[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]];
/// let fit = onkai_mir::nnls(&a, &array![[2.0, 0.0], [1.0, 0.0], [1.0, -1.0]])?;
/// assert!((fit.x - array![[1.5, 0.0], [1.0, 0.0]]).iter().all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Each column is solved exactly by [`onkai_optimize::nnls`], in double precision; librosa takes steps
/// towards a solution until they are small. To go back from mel bands to bins,
/// [`mel_to_stft`](crate::mel_to_stft) knows their structure and is faster.
pub fn nnls<F: Real>(a: &ArrayRef2<F>, b: &ArrayRef2<F>) -> Result<NonNegativeFit<F>> {
    let ((m, n), n_columns) = (a.dim(), b.ncols());
    if a.is_empty() {
        return Err(Error::TooShort { name: "a", expected: 1, actual: 0 });
    }
    if b.nrows() != m {
        let (expected, actual) = (vec![m, n_columns], b.shape().to_vec());
        return Err(Error::Shape { name: "b", expected, actual });
    }
    check_finite("a", a)?;
    check_finite("b", b)?;
    let a = a.mapv(Real::as_f64);
    // The solution, the residual, and whether it is one.
    let columns = collect_columns(
        (n + 2, n_columns),
        1,
        || (),
        |(), t, column: &mut [F]| {
            let right = b.column(t).mapv(Real::as_f64);
            let fit = onkai_optimize::nnls(&a, &right, Some(TURNS * n)).expect("checked above");
            column.iter_mut().zip(&fit.x).for_each(|(out, &x)| *out = F::of(x));
            column[n] = F::of(fit.rnorm);
            column[n + 1] = if fit.converged { F::one() } else { F::zero() };
        },
    );
    let (x, rest) = columns.view().split_at(Axis(0), n);
    Ok(NonNegativeFit {
        x: x.to_owned(),
        rnorm: rest.row(0).to_owned(),
        converged: rest.row(1).iter().all(|&v| v == F::one()),
    })
}

/// Systems of equations for each unknown before the search is given up; usually less than one.
const TURNS: usize = 30;

/// What [`nnls`] gives.
#[derive(Clone, Debug, PartialEq)]
pub struct NonNegativeFit<F> {
    /// The solutions, `[n, n_columns]`.
    pub x: Array2<F>,
    /// `‖a · x − b‖` of each column.
    pub rnorm: Array1<F>,
    /// Whether each column is its solution; `false` if iterations ran out before.
    pub converged: bool,
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    #[test]
    fn bad_input_is_named() {
        let a = array![[1.0, 2.0]];
        let error = nnls(&a, &array![[1.0], [2.0]]).unwrap_err();
        assert_eq!(error, Error::Shape { name: "b", expected: vec![1, 1], actual: vec![2, 1] });
        let error = nnls(&a, &array![[f64::NAN]]).unwrap_err();
        assert!(matches!(error, Error::NotFinite { name: "b", .. }));
        let error = nnls(&(a / 0.0), &array![[1.0]]).unwrap_err();
        assert!(matches!(error, Error::NotFinite { name: "a", .. }));
        let error = nnls(&Array2::<f32>::zeros((0, 2)), &Array2::zeros((0, 1))).unwrap_err();
        assert!(matches!(error, Error::TooShort { name: "a", .. }));
        let none = nnls(&array![[1.0_f32]], &Array2::zeros((1, 0))).unwrap();
        assert_eq!((none.x.dim(), none.converged), ((1, 0), true));
    }
}
