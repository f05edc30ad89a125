//! Sylvester equations with triangular matrices.

use ndarray::{ArrayRef2, s};

use crate::functions::dense::subtract;
use crate::scalar::LinalgScalar;

/// Orders up to which equations are solved element by element; larger ones are halved.
const BLOCK: usize = 48;

/// What is done about denominators that are zero or nearly so.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Division<R> {
    /// Denominators of this absolute value or less count as zero.
    pub(crate) small: R,
    /// Numerators of this absolute value or less over a zero denominator give zero; larger ones, or any
    /// if there is no bound, make the equation unsolvable.
    pub(crate) negligible: Option<R>,
}

impl<R: num_traits::Float> Division<R> {
    /// `a / b`; `None` if that has no value.
    pub(crate) fn divide<T: LinalgScalar<Real = R>>(&self, a: T, b: T) -> Option<T> {
        if self.small < b.modulus() {
            return Some(a / b);
        }
        self.negligible.filter(|&bound| a.modulus() <= bound).map(|_| T::zero())
    }
}

/// Solves `R X + X S = F` for upper triangular `R` and `S`; `f` becomes `X`. `None` if that has no
/// unique solution: if an eigenvalue of `R` is one of `-S`.
pub(crate) fn sylvester_triangular<T: LinalgScalar>(
    r: &ArrayRef2<T>,
    s: &ArrayRef2<T>,
    f: &mut ArrayRef2<T>,
    division: Division<T::Real>,
) -> Option<()> {
    let (m, n) = f.dim();
    if m.max(n) <= BLOCK {
        return solve_block(r, s, f, division);
    }
    if n <= m {
        let k = m / 2;
        let (mut top, mut bottom) = f.multi_slice_mut((s![..k, ..], s![k.., ..]));
        sylvester_triangular(&r.slice(s![k.., k..]), s, &mut bottom, division)?;
        top -= &T::matmul(r.slice(s![..k, k..]), bottom.view());
        sylvester_triangular(&r.slice(s![..k, ..k]), s, &mut top, division)
    } else {
        let k = n / 2;
        let (mut left, mut right) = f.multi_slice_mut((s![.., ..k], s![.., k..]));
        sylvester_triangular(r, &s.slice(s![..k, ..k]), &mut left, division)?;
        right -= &T::matmul(left.view(), s.slice(s![..k, k..]));
        sylvester_triangular(r, &s.slice(s![k.., k..]), &mut right, division)
    }
}

fn solve_block<T: LinalgScalar>(
    r: &ArrayRef2<T>,
    s: &ArrayRef2<T>,
    f: &mut ArrayRef2<T>,
    division: Division<T::Real>,
) -> Option<()> {
    let (m, n) = f.dim();
    let rows: Vec<Vec<T>> = s.rows().into_iter().map(|row| row.to_vec()).collect();
    let mut solved: Vec<Vec<T>> = f.rows().into_iter().map(|row| row.to_vec()).collect();
    for i in (0..m).rev() {
        let (above, below) = solved.split_at_mut(i + 1);
        let x = &mut above[i];
        for (k, known) in below.iter().enumerate() {
            let factor = r[[i, i + 1 + k]];
            if factor != T::zero() {
                subtract(x, factor, known);
            }
        }
        for j in 0..n {
            x[j] = division.divide(x[j], r[[i, i]] + rows[j][j])?;
            let factor = x[j];
            subtract(&mut x[j + 1..], factor, &rows[j][j + 1..]);
        }
    }
    for (mut row, x) in f.rows_mut().into_iter().zip(&solved) {
        row.assign(&ndarray::ArrayView1::from(x));
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;

    use super::*;

    fn triangle(n: usize, shift: f64) -> Array2<f64> {
        Array2::from_shape_fn((n, n), |(i, j)| match j.cmp(&i) {
            std::cmp::Ordering::Less => 0.0,
            std::cmp::Ordering::Equal => shift + (i as f64).sin(),
            std::cmp::Ordering::Greater => ((3 * i + j) as f64).cos() / n as f64,
        })
    }

    #[test]
    fn large_equations_are_halved_without_a_difference() {
        for (m, n) in [(1, 1), (120, 5), (7, 110), (101, 99)] {
            let (r, s) = (triangle(m, 3.0), triangle(n, 2.0));
            let f = Array2::from_shape_fn((m, n), |(i, j)| ((i + 2 * j) as f64).sin());
            let mut x = f.clone();
            let division = Division { small: 0.0, negligible: None };
            sylvester_triangular(&r, &s, &mut x, division).unwrap();
            let residual = r.dot(&x) + x.dot(&s) - f;
            assert!(residual.iter().all(|v: &f64| v.abs() < 1e-13), "{m} by {n}");
        }
    }

    #[test]
    fn zero_over_zero_is_zero_only_if_that_is_allowed() {
        let zero = Array2::<f64>::zeros((1, 1));
        let mut division = Division { small: 0.0, negligible: None };
        assert_eq!(sylvester_triangular(&zero, &zero, &mut zero.clone(), division), None);
        division.negligible = Some(0.0);
        assert_eq!(sylvester_triangular(&zero, &zero, &mut zero.clone(), division), Some(()));
    }
}
