//! Square roots of triangular matrices.

use ndarray::{Array2, ArrayRef2, s};
use num_complex::Complex;
use num_traits::{Float, Zero};
use onkai_core::Real;

use super::sylvester::{Division, sylvester_triangular};
use crate::functions::dense::subtract;
use crate::scalar::LinalgScalar;

/// Orders up to which roots are computed row by row; larger matrices are halved.
const BLOCK: usize = 64;

/// The principal square root of an upper triangular matrix, upper triangular, too. `None` if there is
/// none among the polynomials in the matrix, which only a defective eigenvalue zero causes.
///
/// Å. Björck, S. Hammarling, "A Schur method for the square root of a matrix", Linear Algebra Appl.
/// 52 (1983), doi:10.1016/0024-3795(83)80010-X; by halves after E. Deadman, N. J. Higham, R. Ralha,
/// "Blocked Schur algorithms for computing the matrix square root", PARA 2012,
/// doi:10.1007/978-3-642-36803-5_12.
pub(crate) fn sqrt_triangular<T: LinalgScalar>(t: &ArrayRef2<T>) -> Option<Array2<T>> {
    let largest = t.iter().map(|v| v.modulus()).fold(T::Real::zero(), Float::max);
    // Eigenvalues zero leave elements of the root undetermined; zero is what they may be, if the matrix
    // is zero there as far as rounding can tell.
    let noise = T::Real::of_usize(t.nrows()) * T::Real::epsilon() * largest;
    let division = Division { small: T::Real::zero(), negligible: Some(noise) };
    let mut root = t.to_owned();
    sqrt_in_place(&mut root, division)?;
    Some(root)
}

fn sqrt_in_place<T: LinalgScalar>(t: &mut ArrayRef2<T>, division: Division<T::Real>) -> Option<()> {
    let n = t.nrows();
    if n <= BLOCK {
        return sqrt_block(t, division);
    }
    let k = n / 2;
    sqrt_in_place(&mut t.slice_mut(s![..k, ..k]), division)?;
    sqrt_in_place(&mut t.slice_mut(s![k.., k..]), division)?;
    let (first, second) = (t.slice(s![..k, ..k]).to_owned(), t.slice(s![k.., k..]).to_owned());
    sylvester_triangular(&first, &second, &mut t.slice_mut(s![..k, k..]), division)
}

fn sqrt_block<T: LinalgScalar>(t: &mut ArrayRef2<T>, division: Division<T::Real>) -> Option<()> {
    let n = t.nrows();
    let mut rows: Vec<Vec<T>> = t.rows().into_iter().map(|row| row.to_vec()).collect();
    for (i, row) in rows.iter_mut().enumerate() {
        row[i] = sqrt(row[i]);
    }
    for i in (0..n).rev() {
        let (above, below) = rows.split_at_mut(i + 1);
        let row = &mut above[i];
        for (j, other) in (i + 1..n).zip(&*below) {
            row[j] = division.divide(row[j], row[i] + other[j])?;
            let factor = row[j];
            subtract(&mut row[j + 1..], factor, &other[j + 1..]);
        }
    }
    for (mut row, values) in t.rows_mut().into_iter().zip(&rows) {
        row.assign(&ndarray::ArrayView1::from(values));
    }
    Some(())
}

/// The principal square root; of a negative number the one above the real axis, whatever the sign of
/// its imaginary zero. A real type holds no negative numbers here.
pub(super) fn sqrt<T: LinalgScalar>(z: T) -> T {
    if z.im() == T::Real::zero() {
        let size = z.re().abs().sqrt();
        return if z.re() < T::Real::zero() {
            T::from_parts(T::Real::zero(), size)
        } else {
            T::from_real(size)
        };
    }
    let root = Complex::new(z.re(), z.im()).sqrt();
    T::from_parts(root.re, root.im)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_of_large_triangles_square_back() {
        let t = Array2::from_shape_fn((150, 150), |(i, j)| {
            let size = if i == j { 2.0 } else { 0.05 };
            if j < i { 0.0 } else { size + ((i + 3 * j) as f64).sin() * size / 2.0 }
        });
        let root = sqrt_triangular(&t).unwrap();
        assert!((root.dot(&root) - t).iter().all(|d: &f64| d.abs() < 1e-12));
    }

    #[test]
    fn roots_of_negative_numbers_lie_above_the_axis() {
        assert_eq!(sqrt(Complex::new(-4.0, -0.0)), Complex::new(0.0, 2.0));
        assert_eq!(sqrt(9.0_f32), 3.0);
    }
}
