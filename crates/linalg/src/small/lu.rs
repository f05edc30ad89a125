//! Elimination without blocks.

use num_traits::{Float, Zero};
use onkai_core::{dot, sum_of_pairs};

use crate::backend::Triangle;
use crate::col_major::ColMajor;
use crate::scalar::LinalgScalar;

/// LU with partial pivoting; see `Backend::lu_in_place`.
pub(crate) fn lu_in_place<T: LinalgScalar>(a: &mut ColMajor<T>) -> Vec<usize> {
    let (m, n) = (a.n_rows(), a.n_cols());
    let mut rows: Vec<usize> = (0..m).collect();
    for k in 0..m.min(n) {
        let column = &a.col(k)[k..];
        let (mut pivot, mut largest) = (k, T::Real::zero());
        for (i, v) in column.iter().enumerate() {
            let size = v.modulus_bound();
            if largest < size {
                (pivot, largest) = (k + i, size);
            }
        }
        if largest == T::Real::zero() {
            continue;
        }
        if pivot != k {
            rows.swap(pivot, k);
            for j in 0..n {
                a.col_mut(j).swap(pivot, k);
            }
        }
        let head = a[(k, k)];
        let inverse = T::one() / head;
        let below = &mut a.col_mut(k)[k + 1..];
        if inverse.is_all_finite() && T::Real::min_positive_value() <= largest {
            for v in below {
                *v *= inverse;
            }
        } else {
            for v in below {
                *v = *v / head;
            }
        }
        for j in k + 1..n {
            let [factors, column] = a.two_cols_mut(k, j);
            let top = column[k];
            for (v, factor) in column[k + 1..].iter_mut().zip(&factors[k + 1..]) {
                *v -= *factor * top;
            }
        }
    }
    rows
}

/// Solves one triangular system in place.
pub(crate) fn solve_triangle<T: LinalgScalar>(a: &ColMajor<T>, shape: Triangle, x: &mut [T]) {
    let n = x.len();
    let forward = shape.lower != shape.transposed;
    for step in 0..n {
        let j = if forward { step } else { n - 1 - step };
        let column = a.col(j);
        if shape.transposed {
            let done = if forward { 0..j } else { j + 1..n };
            let (column, solved) = (&column[done.clone()], &x[done]);
            x[j] -= if shape.conjugated {
                sum_of_pairs(column, solved, |a, x| a.conj() * x)
            } else {
                dot(column, solved)
            };
        }
        if !shape.unit {
            let head = if shape.conjugated { column[j].conj() } else { column[j] };
            x[j] = x[j] / head;
        }
        if !shape.transposed {
            let left = if forward { j + 1..n } else { 0..j };
            let factor = x[j];
            for (x, a) in x[left.clone()].iter_mut().zip(&column[left]) {
                *x -= if shape.conjugated { a.conj() } else { *a } * factor;
            }
        }
    }
}
