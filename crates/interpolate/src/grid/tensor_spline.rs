//! Products of splines, one for each variable.

use ndarray::{ArrayD, ArrayRef1, Axis};
use onkai_core::{Real, Result};
use onkai_linalg::LinalgScalar;

use crate::bspline::{
    InterpSplineOptions, KnotFinder, basis_derivatives, make_interp_spline, not_a_knot,
};

/// A sum of products of B-splines through values on a grid.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TensorSpline<T> {
    knots: Vec<Vec<T>>,
    /// Row by row, the shape of one value last.
    coeffs: Vec<T>,
    degree: usize,
}

impl<T: Real + LinalgScalar> TensorSpline<T> {
    /// Solves for the coefficients, along one axis after the other.
    pub(super) fn new(grid: &[Vec<T>], values: ArrayD<T>, degree: usize) -> Result<Self> {
        let options = InterpSplineOptions { degree, ..Default::default() };
        let mut coeffs = values;
        for (axis, line) in grid.iter().enumerate() {
            let line: &ArrayRef1<T> = &ndarray::ArrayView1::from(line);
            coeffs = make_interp_spline(line, &coeffs, Axis(axis), &options)?.coeffs();
        }
        let knots = grid.iter().map(|line| not_a_knot(line, degree)).collect();
        Ok(Self { knots, coeffs: coeffs.iter().copied().collect(), degree })
    }

    /// The value at a point, or a derivative, which is put in `out`.
    pub(super) fn value(&self, point: &[T], nu: &[usize], out: &mut [T]) {
        let n_basis = self.degree + 1;
        let mut basis = vec![T::zero(); point.len() * n_basis];
        let mut first = Vec::with_capacity(point.len());
        for (((t, &x), &nu), basis) in
            self.knots.iter().zip(point).zip(nu).zip(basis.chunks_exact_mut(n_basis))
        {
            let ell = KnotFinder::new(t, self.degree).find(x);
            basis_derivatives(t, ell, x, nu, basis);
            first.push(ell - self.degree);
        }
        out.fill(T::zero());
        self.add(&basis, &first, (0, T::one()), out);
    }

    /// Adds the products of the axes that are left; those before have led to a row and a weight.
    fn add(&self, basis: &[T], first: &[usize], (row, weight): (usize, T), out: &mut [T]) {
        let n_basis = self.degree + 1;
        let Some((&start, rest)) = first.split_first() else {
            let value = &self.coeffs[row * out.len()..(row + 1) * out.len()];
            out.iter_mut().zip(value).for_each(|(out, value)| *out += weight * *value);
            return;
        };
        let axis = self.knots.len() - first.len();
        let length = self.knots[axis].len() - n_basis;
        for (a, b) in basis[..n_basis].iter().enumerate() {
            let next = (row * length + start + a, weight * *b);
            self.add(&basis[n_basis..], rest, next, out);
        }
    }
}
