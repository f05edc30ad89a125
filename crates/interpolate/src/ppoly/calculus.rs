//! Derivatives and antiderivatives of piecewise polynomials, as such.
//!
//! Counterpart of `scipy.interpolate.PPoly.derivative` and `antiderivative`.

use ndarray::RemoveAxis;
use onkai_core::Real;

use super::piecewise::{PPoly, derivative_factors, value};
use crate::extrapolation::Extrapolation;

impl<T: Real, D: RemoveAxis> PPoly<T, D> {
    /// The `nu`-th derivative, piece by piece: jumps at breakpoints leave no trace.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::{Axis, array};
    /// use onkai_interpolate::PPoly;
    /// let p = PPoly::new(&array![[1.0], [2.0], [3.0]], &array![0.0, 1.0], Axis(0))?;
    /// assert_eq!(p.derivative(2).at(&array![0.5]), array![2.0]);
    /// # Ok::<(), onkai_interpolate::Error>(())
    /// ```
    #[must_use]
    pub fn derivative(&self, nu: usize) -> Self {
        let mut derived = self.clone();
        let factors = derivative_factors::<T>(self.order, nu);
        if factors.is_empty() {
            derived.order = 1;
            derived.coeffs = vec![T::zero(); self.coeffs.len() / self.order];
            return derived;
        }
        derived.order = factors.len();
        let pieces = self.coeffs.chunks_exact(self.order);
        derived.coeffs =
            pieces.flat_map(|c| c[nu..].iter().zip(&factors).map(|(c, f)| *c * *f)).collect();
        derived
    }

    /// The `nu`-th antiderivative: continuous, and zero at the first breakpoint.
    ///
    /// That of a periodic function is in general not periodic and has no values beyond the range.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::{Axis, array};
    /// use onkai_interpolate::PPoly;
    /// let step = PPoly::new(&array![[1.0, 3.0]], &array![0.0, 1.0, 2.0], Axis(0))?;
    /// assert_eq!(step.antiderivative(1).at(&array![1.0, 1.5]), array![1.0, 2.5]);
    /// # Ok::<(), onkai_interpolate::Error>(())
    /// ```
    #[must_use]
    pub fn antiderivative(&self, nu: usize) -> Self {
        let mut integrated = self.clone();
        for _ in 0..nu {
            integrated = integrated.integrated();
        }
        if 0 < nu && integrated.extrapolation == Extrapolation::Periodic {
            integrated.extrapolation = Extrapolation::None;
        }
        integrated
    }

    fn integrated(&self) -> Self {
        let (order, r) = (self.order, self.layout.n_lanes());
        let mut coeffs = Vec::with_capacity(self.coeffs.len() / order * (order + 1));
        // Where each lane has come to at the breakpoint.
        let mut height = vec![T::zero(); r];
        for (i, pieces) in self.coeffs.chunks(r.max(1) * order).enumerate() {
            let width = self.x[i + 1] - self.x[i];
            for (c, height) in pieces.chunks_exact(order).zip(&mut height) {
                let start = coeffs.len();
                coeffs.push(*height);
                coeffs.extend(c.iter().enumerate().map(|(j, c)| *c / T::of_usize(j + 1)));
                *height = value(&coeffs[start..], width);
            }
        }
        let mut integrated =
            Self::from_parts(self.x.clone(), coeffs, order + 1, self.layout.clone());
        integrated.extrapolation = self.extrapolation;
        integrated
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Axis, array};

    use super::*;

    #[test]
    fn a_derivative_beyond_the_degree_is_zero() {
        let p = PPoly::new(&array![[1.0], [2.0]], &array![0.0, 1.0], Axis(0)).unwrap();
        assert_eq!(p.derivative(2).at(&array![0.5]), array![0.0]);
        assert_eq!(p.derivative(7).degree(), 0);
        assert_eq!(p.derivative(0), p);
    }

    #[test]
    fn derivative_undoes_antiderivative() {
        let c = array![[1.0, -2.0], [0.5, 3.0], [2.0, 1.0]];
        let p = PPoly::new(&c, &array![0.0, 1.0, 3.0], Axis(0)).unwrap();
        let back = p.antiderivative(3).derivative(3);
        assert!((back.coeffs(2) - p.coeffs(2)).iter().all(|d: &f64| d.abs() < 1e-15));
        let periodic = p.with_extrapolation(Extrapolation::Periodic).antiderivative(1);
        assert_eq!(periodic.extrapolation(), Extrapolation::None);
    }
}
