//! The system that radial functions through scattered points must meet.

use ndarray::{Array2, ArrayView1, ArrayView2, s};
use onkai_core::{Error, Real, Result};
use onkai_linalg::{LinalgScalar, SolveOptions, solve};

use super::kernel::RbfKernel;

/// What the functions are made of.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Functions<T> {
    pub(super) kernel: RbfKernel,
    pub(super) epsilon: T,
    /// The power of each coordinate in each monomial.
    pub(super) powers: Vec<Vec<usize>>,
}

/// Coefficients of the functions about some points.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fitted<T> {
    points: Array2<T>,
    /// Coordinates of monomials are shifted and scaled to [-1, 1], which keeps the system in shape.
    shift: Vec<T>,
    scale: Vec<T>,
    /// `[n_points + n_monomials, n_lanes]`.
    coeffs: Array2<T>,
}

impl<T: Real + LinalgScalar> Functions<T> {
    /// Solves for the coefficients.
    ///
    /// ```text
    /// | K + λ  P | | a |   | d |
    /// | Pᵀ     0 | | b | = | 0 |
    /// ```
    pub(super) fn fit(
        &self,
        points: Array2<T>,
        values: &ArrayView2<'_, T>,
        smoothing: &[T],
    ) -> Result<Fitted<T>> {
        let (n, r) = values.dim();
        let size = n + self.powers.len();
        let (shift, scale) = frame(&points);
        let mut fitted = Fitted { points, shift, scale, coeffs: Array2::zeros((size, r)) };
        let mut lhs = Array2::zeros((size, size));
        let mut row = vec![T::zero(); size];
        for i in 0..n {
            self.row(&fitted, &fitted.points.row(i), &mut row);
            for (j, v) in row.iter().enumerate() {
                lhs[[i, j]] = *v;
                if n <= j {
                    lhs[[j, i]] = *v;
                }
            }
            lhs[[i, i]] += smoothing[i];
        }
        let mut rhs = Array2::zeros((size, r));
        rhs.slice_mut(s![..n, ..]).assign(values);
        let solution =
            solve(&lhs, &rhs, &SolveOptions::default()).map_err(|error| match error {
                Error::Singular { pivot, .. } => {
                    Error::Singular { name: "interpolation matrix", pivot }
                }
                other => other,
            })?;
        fitted.coeffs = solution.x;
        Ok(fitted)
    }

    /// The values of all functions at a point.
    fn row(&self, fitted: &Fitted<T>, x: &ArrayView1<'_, T>, out: &mut [T]) {
        let (radial, monomials) = out.split_at_mut(fitted.points.nrows());
        for (out, center) in radial.iter_mut().zip(fitted.points.rows()) {
            let differences = x.iter().zip(center).map(|(x, c)| (*x - *c) * self.epsilon);
            let square: T = differences.map(|d| d * d).sum();
            *out = self.kernel.value(square.sqrt());
        }
        for (out, powers) in monomials.iter_mut().zip(&self.powers) {
            let coordinates = x.iter().zip(&fitted.shift).zip(&fitted.scale);
            *out =
                coordinates.zip(powers).fold(T::one(), |product, (((x, shift), scale), power)| {
                    product
                        * ((*x - *shift) / *scale).powi(i32::try_from(*power).unwrap_or(i32::MAX))
                });
        }
    }

    /// The values of the fitted function at a point; `row` is scratch.
    pub(super) fn value(
        &self,
        fitted: &Fitted<T>,
        x: &ArrayView1<'_, T>,
        row: &mut Vec<T>,
        out: &mut [T],
    ) {
        row.resize(fitted.coeffs.nrows(), T::zero());
        self.row(fitted, x, row);
        out.fill(T::zero());
        for (v, coeffs) in row.iter().zip(fitted.coeffs.rows()) {
            out.iter_mut().zip(coeffs).for_each(|(out, c)| *out += *v * *c);
        }
    }
}

/// The middle of the points' box, and half its sides; 1 for a side of no length.
fn frame<T: Real>(points: &Array2<T>) -> (Vec<T>, Vec<T>) {
    let half = T::of(0.5);
    let bounds = |column: ArrayView1<'_, T>| {
        let low = column.iter().fold(T::infinity(), |m, x| m.min(*x));
        let high = column.iter().fold(T::neg_infinity(), |m, x| m.max(*x));
        let scale = (high - low) * half;
        ((high + low) * half, if scale.is_zero() { T::one() } else { scale })
    };
    points.columns().into_iter().map(bounds).unzip()
}
