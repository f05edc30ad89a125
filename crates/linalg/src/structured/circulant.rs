//! Systems with a circulant matrix.
//!
//! Counterpart of `scipy.linalg.solve_circulant`.

use ndarray::{Array, ArrayRef, ArrayRef1, Axis, Dimension};
use num_complex::Complex;
use num_traits::{Float, Zero};
use onkai_core::{Error, Real, Result, check_finite};
use rustfft::FftDirection;

use super::band::check_rows;
use super::fourier::{convolve, transform};
use crate::scalar::LinalgScalar;

/// What [`solve_circulant`] does about matrices that are nearly singular.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SolveCirculantOptions {
    /// Solve singular systems, too: for the shortest vector that comes as near as possible.
    pub least_squares: bool,
    /// Eigenvalues of this absolute value or less count as zero; by default `n ε` times the largest.
    pub tol: Option<f64>,
}

/// Solves `C x = b` for a circulant matrix, in `O(n log n)` steps.
///
/// The Fourier transform makes the matrix diagonal: `x = F⁻¹ (F b / F c)`.
///
/// # Shapes
///
/// `c`: `[n]`, the first column of `C`. `b`: `[n]` or `[n, …]`, a right-hand side a column. Returns the
/// shape of `b`.
///
/// # Errors
///
/// [`Error::Shape`] when `b` does not fit, [`Error::NotFinite`], [`Error::Parameter`] when `tol` is
/// negative or NaN; [`Error::Singular`] with the index of an eigenvalue that counts as zero, unless
/// least squares are wanted.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{SolveCirculantOptions, solve_circulant};
/// let (c, b) = (array![2.0_f64, 1.0, 0.0], array![3.0, 3.0, 3.0]);
/// let x = solve_circulant(&c, &b, &SolveCirculantOptions::default())?;
/// assert!((x - 1.0).iter().all(|d: &f64| d.abs() < 1e-15));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// There are no axes to choose and no stacks of matrices: `c` is one column, and `b` is solved for along
/// its first axis. Matrices that are merely near to singular are refused as in SciPy.
pub fn solve_circulant<T: LinalgScalar, D: Dimension>(
    c: &ArrayRef1<T>,
    b: &ArrayRef<T, D>,
    options: &SolveCirculantOptions,
) -> Result<Array<T, D>> {
    let n = c.len();
    check_rows("b", b, n)?;
    check_finite("c", c)?;
    check_finite("b", b)?;
    let inverse = inverse_spectrum(c, options)?;
    let mut x = b.to_owned();
    let mut buffer = vec![Complex::zero(); n];
    for mut lane in x.lanes_mut(Axis(0)) {
        for (z, &v) in buffer.iter_mut().zip(&lane) {
            *z = Complex::new(v.re(), v.im());
        }
        convolve(&inverse, &mut buffer);
        for (v, &z) in lane.iter_mut().zip(&buffer) {
            *v = T::from_parts(z.re, z.im);
        }
    }
    Ok(x)
}

/// The reciprocal eigenvalues, zero for those that count as zero.
fn inverse_spectrum<T: LinalgScalar>(
    c: &ArrayRef1<T>,
    options: &SolveCirculantOptions,
) -> Result<Vec<Complex<T::Real>>> {
    let mut spectrum: Vec<_> = c.iter().map(|v| Complex::new(v.re(), v.im())).collect();
    transform(&mut spectrum, FftDirection::Forward);
    let largest = spectrum.iter().map(|z| z.norm()).fold(T::Real::zero(), Float::max);
    let tol = match options.tol {
        None => largest * T::Real::epsilon() * T::Real::of_usize(c.len()),
        Some(tol) if 0.0 <= tol => T::Real::of(tol),
        Some(tol) => return Err(Error::parameter("tol", tol, "not negative")),
    };
    for (pivot, z) in spectrum.iter_mut().enumerate() {
        if tol < z.norm() {
            *z = z.inv();
        } else if options.least_squares {
            *z = Complex::zero();
        } else {
            return Err(Error::Singular { name: "c", pivot });
        }
    }
    Ok(spectrum)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn singular_systems_are_refused_or_solved_as_well_as_can_be() {
        let (c, b) = (array![1.0, 1.0, 1.0, 1.0], array![1.0, 2.0, 3.0, 6.0]);
        let mut options = SolveCirculantOptions::default();
        let error = solve_circulant(&c, &b, &options).unwrap_err();
        assert_eq!(error.to_string(), "singular matrix: pivot 1 of `c` is zero");
        options.least_squares = true;
        let x = solve_circulant(&c, &b, &options).unwrap();
        assert!(x.iter().all(|v: &f64| (v - 0.75).abs() < 1e-15));
        options.tol = Some(-1.0);
        assert!(matches!(
            solve_circulant(&c, &b, &options),
            Err(Error::Parameter { name: "tol", .. })
        ));
    }
}
