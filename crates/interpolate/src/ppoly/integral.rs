//! Definite integrals of piecewise polynomials.
//!
//! Counterpart of `scipy.interpolate.PPoly.integrate`.

use ndarray::{Array, RemoveAxis};
use onkai_core::Real;

use super::piecewise::PPoly;
use crate::extrapolation::{Extrapolation, Periods};
use crate::interval::Finder;

impl<T: Real, D: RemoveAxis> PPoly<T, D> {
    /// The integral from `a` to `b`; the other way round it has the other sign.
    ///
    /// # Shapes
    ///
    /// Returns the values' shape without the axis; for values that are numbers, an array of no axes
    /// (`into_scalar` opens it). NaN where the function has no values beyond its range.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::{Axis, array};
    /// use onkai_interpolate::PPoly;
    /// let step = PPoly::new(&array![[1.0, 3.0]], &array![0.0, 1.0, 2.0], Axis(0))?;
    /// assert_eq!(step.integrate(0.5, 2.0).into_scalar(), 3.5);
    /// # Ok::<(), onkai_interpolate::Error>(())
    /// ```
    pub fn integrate(&self, a: T, b: T) -> Array<T, D::Smaller> {
        let (low, high) = self.range();
        let (sign, a, b) = if b < a { (-T::one(), b, a) } else { (T::one(), a, b) };
        let outside = self.extrapolation == Extrapolation::None && !(low <= a && b <= high);
        let mut sums = vec![T::zero(); self.layout.n_lanes()];
        if outside || (a + b).is_nan() {
            sums.fill(T::nan());
        } else if self.extrapolation == Extrapolation::Periodic {
            let periods = Periods::new((a, b), (low, high));
            self.add_integral(low, high, &mut sums);
            for sum in &mut sums {
                *sum *= periods.n_whole;
            }
            for (a, b) in periods.rest {
                self.add_integral(a, b, &mut sums);
            }
        } else {
            self.add_integral(a, b, &mut sums);
        }
        for sum in &mut sums {
            *sum *= sign;
        }
        self.layout.outer_array(sums)
    }

    /// Adds the integral of each lane, the first and the last piece going on.
    fn add_integral(&self, a: T, b: T, sums: &mut [T]) {
        let (order, r) = (self.order, sums.len());
        let mut finder = Finder::new(&self.x);
        let (first, last) = (finder.find(a), finder.find(b));
        for i in first..=last {
            let from = if i == first { a } else { self.x[i] } - self.x[i];
            let to = if i == last { b } else { self.x[i + 1] } - self.x[i];
            let pieces = &self.coeffs[i * r * order..(i + 1) * r * order];
            for (c, sum) in pieces.chunks_exact(order).zip(&mut *sums) {
                *sum += primitive(c, to) - primitive(c, from);
            }
        }
    }
}

/// The integral of a polynomial from 0 to `h`.
fn primitive<T: Real>(c: &[T], h: T) -> T {
    let mut value = T::zero();
    for (j, c) in c.iter().enumerate().rev() {
        value = (value + *c / T::of_usize(j + 1)) * h;
    }
    value
}

#[cfg(test)]
mod tests {
    use ndarray::{Axis, array};

    use super::*;

    #[test]
    fn what_lies_beyond_depends_on_the_extrapolation() {
        let p = PPoly::new(&array![[1.0, 3.0]], &array![0.0, 1.0, 2.0], Axis(0)).unwrap();
        let integral = |p: &PPoly<f64, _>, a, b| p.integrate(a, b).into_scalar();
        assert_eq!(integral(&p, -1.0, 3.0), 1.0 + 4.0 + 3.0);
        assert_eq!(integral(&p, 3.0, -1.0), -8.0);
        let periodic = p.clone().with_extrapolation(Extrapolation::Periodic);
        assert_eq!(integral(&periodic, -0.5, 4.5), 1.5 + 8.0 + 0.5);
        let bounded = p.with_extrapolation(Extrapolation::None);
        assert!(integral(&bounded, -0.1, 1.0).is_nan());
        assert_eq!(integral(&bounded, 0.0, 2.0), 4.0);
    }
}
