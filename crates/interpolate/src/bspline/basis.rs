//! The B-splines that are not zero at a point, and their derivatives.

use onkai_core::Real;

use crate::interval::Finder;

/// Computes the `nu`-th derivatives at `x` of the `k + 1` B-splines of degree `k` that are not zero on
/// the interval behind knot `ell`: those of index `ell - k` to `ell`.
///
/// Values come by the Cox-de Boor recursion, from degree 0 to `k - nu`; each further degree is reached
/// by differences instead, as `N'ᵢ,ₖ = k (Nᵢ,ₖ₋₁ / (tᵢ₊ₖ - tᵢ) - Nᵢ₊₁,ₖ₋₁ / (tᵢ₊ₖ₊₁ - tᵢ₊₁))`.
#[inline]
pub(crate) fn basis_derivatives<T: Real>(t: &[T], ell: usize, x: T, nu: usize, out: &mut [T]) {
    let k = out.len() - 1;
    if k < nu {
        out.fill(T::zero());
        return;
    }
    out[0] = T::one();
    for degree in 1..=k - nu {
        let mut saved = T::zero();
        for i in 0..degree {
            let (low, high) = (t[ell + 1 + i - degree], t[ell + 1 + i]);
            let share = ratio(out[i], high - low);
            out[i] = saved + (high - x) * share;
            saved = (x - low) * share;
        }
        out[degree] = saved;
    }
    for degree in k - nu + 1..=k {
        let factor = T::of_usize(degree);
        let mut saved = T::zero();
        for i in 0..degree {
            let (low, high) = (t[ell + 1 + i - degree], t[ell + 1 + i]);
            let share = factor * ratio(out[i], high - low);
            out[i] = saved - share;
            saved = share;
        }
        out[degree] = saved;
    }
}

/// A quotient, zero where the divisor is: a B-spline over an empty interval.
#[inline]
fn ratio<T: Real>(a: T, b: T) -> T {
    if b.is_zero() { T::zero() } else { a / b }
}

/// Finds the interval of a spline's range that a point lies in, never an empty one.
#[derive(Debug)]
pub(crate) struct KnotFinder<'a, T> {
    t: &'a [T],
    k: usize,
    finder: Finder<'a, T>,
}

impl<'a, T: Real> KnotFinder<'a, T> {
    /// For the knots of a spline of degree `k`, at least `2 k + 2`.
    pub(crate) fn new(t: &'a [T], k: usize) -> Self {
        Self { t, k, finder: Finder::new(&t[k..t.len() - k]) }
    }

    /// The knot at which the interval begins; beyond the range that of the first or the last interval.
    #[inline]
    pub(crate) fn find(&mut self, x: T) -> usize {
        let mut ell = self.k + self.finder.find(x);
        // Of degree 0, the last coefficient belongs to the last knot alone.
        while self.k < ell && 0 < self.k && self.t[ell] == self.t[ell + 1] {
            ell -= 1;
        }
        ell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const T: [f64; 9] = [0.0, 0.0, 0.0, 0.0, 1.0, 3.0, 3.0, 4.0, 6.0];

    #[test]
    fn values_sum_up_to_one_and_derivatives_to_zero() {
        for nu in 0..4 {
            let mut out = [0.0; 4];
            basis_derivatives(&T, 4, 1.75, nu, &mut out);
            let sum: f64 = out.iter().sum();
            assert!((sum - f64::from(u8::from(nu == 0))).abs() < 1e-14);
        }
        let mut out = [9.0; 4];
        basis_derivatives(&T, 4, 1.75, 4, &mut out);
        assert_eq!(out, [0.0; 4]);
    }

    #[test]
    fn derivatives_are_those_of_differences() {
        let h = 1e-5;
        let at = |x: f64, nu| {
            let mut out = [0.0; 4];
            basis_derivatives(&T, 4, x, nu, &mut out);
            out
        };
        for nu in 1..4 {
            let (low, high, exact) = (at(2.0 - h, nu - 1), at(2.0 + h, nu - 1), at(2.0, nu));
            for i in 0..4 {
                assert!(((high[i] - low[i]) / (2.0 * h) - exact[i]).abs() < 1e-8);
            }
        }
    }
}
