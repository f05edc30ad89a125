//! Matrices small enough for the stack and the registers.

use num_traits::{Float, Zero};
use onkai_core::Real;

use super::square::Square;
use crate::functions::dense::subtract;
use crate::scalar::LinalgScalar;

/// A matrix of order `N`, row by row.
#[derive(Clone, Copy)]
pub(super) struct Small<T, const N: usize>([[T; N]; N]);

impl<T: LinalgScalar, const N: usize> Small<T, N> {
    pub(super) fn from_slice(a: &[T]) -> Self {
        Self(std::array::from_fn(|i| std::array::from_fn(|j| a[i * N + j])))
    }

    pub(super) fn write_to(&self, out: &mut [T]) {
        for (row, out) in self.0.iter().zip(out.chunks_exact_mut(N)) {
            out.copy_from_slice(row);
        }
    }
}

impl<T: LinalgScalar, const N: usize> Square<T> for Small<T, N> {
    #[inline]
    fn product(&self, other: &Self) -> Self {
        let mut out = [[T::zero(); N]; N];
        for (row, a) in out.iter_mut().zip(&self.0) {
            for (&a, other) in a.iter().zip(&other.0) {
                for (v, &b) in row.iter_mut().zip(other) {
                    *v += a * b;
                }
            }
        }
        Self(out)
    }

    #[inline]
    fn combination(terms: &[(T::Real, &Self)], diagonal: T::Real) -> Self {
        let mut out = [[T::zero(); N]; N];
        for (i, row) in out.iter_mut().enumerate() {
            row[i] = T::from_real(diagonal);
        }
        for (c, m) in terms {
            for (v, x) in out.iter_mut().flatten().zip(m.0.iter().flatten()) {
                *v += x.scale(*c);
            }
        }
        Self(out)
    }

    fn scaled(mut self, factor: T::Real) -> Self {
        for v in self.0.iter_mut().flatten() {
            *v = v.scale(factor);
        }
        self
    }

    fn solve(mut self, mut other: Self) -> Self {
        let (a, b) = (&mut self.0, &mut other.0);
        for k in 0..N {
            let mut pivot = k;
            for i in k + 1..N {
                if a[pivot][k].modulus_bound() < a[i][k].modulus_bound() {
                    pivot = i;
                }
            }
            a.swap(k, pivot);
            b.swap(k, pivot);
            let (pivot_a, pivot_b) = (a[k], b[k]);
            let inverse = T::one() / pivot_a[k];
            for i in k + 1..N {
                let factor = a[i][k] * inverse;
                subtract(&mut a[i], factor, &pivot_a);
                subtract(&mut b[i], factor, &pivot_b);
            }
        }
        for k in (0..N).rev() {
            let inverse = T::one() / a[k][k];
            for v in &mut b[k] {
                *v *= inverse;
            }
            let solved = b[k];
            for i in 0..k {
                subtract(&mut b[i], a[i][k], &solved);
            }
        }
        other
    }

    fn norm(&self) -> T::Real {
        let sums = self.0.iter().map(|row| row.iter().map(|v| v.modulus()).sum());
        sums.fold(T::Real::zero(), Float::max)
    }

    fn norm_of_product(&self, other: &Self) -> T::Real {
        self.product(other).norm()
    }

    fn norm_of_absolute_power(&self, p: usize) -> T::Real {
        let absolute = self.0.map(|row| row.map(T::modulus));
        let mut sums = [T::Real::of(1.0); N];
        for _ in 0..p {
            sums = std::array::from_fn(|i| (0..N).map(|j| absolute[i][j] * sums[j]).sum());
        }
        sums.into_iter().fold(T::Real::zero(), Float::max)
    }
}
