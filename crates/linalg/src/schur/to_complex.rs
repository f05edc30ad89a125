//! From the real to the complex Schur form.
//!
//! Counterpart of `scipy.linalg.rsf2csf`.

use ndarray::s;
use num_traits::{Float, Zero};
use onkai_core::{Real, Result, Scalar};

use super::form::Schur;
use crate::check::{check_shape, finite_order};
use crate::scalar::LinalgScalar;

/// Makes the blocks of order two of a real Schur form triangular, in complex numbers.
///
/// A complex form comes back as it is.
///
/// # Errors
///
/// [`Error::NotSquare`](crate::Error::NotSquare), [`Error::Shape`](crate::Error::Shape),
/// [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{rsf2csf, schur};
/// let complex = rsf2csf(&schur(&array![[0.0, 1.0_f64], [-4.0, 0.0]])?)?;
/// assert!((complex.t[(0, 0)].im - 2.0).abs() < 1e-15);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn rsf2csf<T: LinalgScalar>(form: &Schur<T>) -> Result<Schur<T::Complex>> {
    let n = finite_order("t", &form.t)?;
    check_shape("z", &form.z, &[n, n])?;
    finite_order("z", &form.z)?;
    let mut t = form.t.mapv(T::embed);
    let mut z = form.z.mapv(T::embed);
    for k in (1..n).rev() {
        let below = t[(k, k - 1)];
        let size = t[(k - 1, k - 1)].modulus() + t[(k, k)].modulus();
        if below.modulus() <= T::Real::epsilon() * size {
            t[(k, k - 1)] = T::Complex::zero();
            continue;
        }
        let along = upper_eigenvalue(&t.slice(s![k - 1..=k, k - 1..=k])) - t[(k, k)];
        let length = along.modulus().hypot(below.modulus());
        let (c, sine) = (along.scale(length.recip()), below.scale(length.recip()));
        for j in k - 1..n {
            let (x, y) = (t[(k - 1, j)], t[(k, j)]);
            t[(k - 1, j)] = c.conj() * x + sine.conj() * y;
            t[(k, j)] = c * y - sine * x;
        }
        for (a, n_rows) in [(&mut t, k + 1), (&mut z, n)] {
            for i in 0..n_rows {
                let (x, y) = (a[(i, k - 1)], a[(i, k)]);
                a[(i, k - 1)] = x * c + y * sine;
                a[(i, k)] = y * c.conj() - x * sine.conj();
            }
        }
        t[(k, k - 1)] = T::Complex::zero();
    }
    Ok(Schur { t, z })
}

/// The eigenvalue of a block of order two, made of real numbers, whose imaginary part is positive,
/// or the one farther from the last element.
fn upper_eigenvalue<C: LinalgScalar>(block: &ndarray::ArrayRef2<C>) -> C {
    let [a, b, c, d] = [(0, 0), (0, 1), (1, 0), (1, 1)].map(|at| block[at].re());
    let p = (a - d) * C::Real::of(0.5);
    let size = p.abs().max(b.abs()).max(c.abs());
    let discriminant = (p / size) * (p / size) + (b / size) * (c / size);
    let root = discriminant.abs().sqrt() * size;
    if discriminant < C::Real::zero() {
        C::from_parts(d + p, root)
    } else {
        C::from_real(d + if p < C::Real::zero() { p - root } else { p + root })
    }
}
