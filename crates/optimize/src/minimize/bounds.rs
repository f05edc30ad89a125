//! Limits of the variables of a minimization.
//!
//! Counterpart of `scipy.optimize.Bounds`.

use ndarray::{Array1, ArrayRef1, Zip};
use onkai_core::{Error, Result};

/// The box `lower ≤ x ≤ upper`; infinities stand for no limit, equal limits fix a variable.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::Bounds;
/// let bounds = Bounds::new(array![0.0, 0.0], array![1.0, f64::INFINITY])?;
/// assert!(bounds.contains(&array![0.5, 99.0]));
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Bounds {
    /// The least admissible value of each variable.
    pub lower: Array1<f64>,
    /// The greatest admissible value of each variable.
    pub upper: Array1<f64>,
}

impl Bounds {
    /// Bounds from their two sides.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the sides differ in length, [`Error::Values`] if a bound is NaN, a lower
    /// bound is above its upper bound, or both are the same infinity.
    pub fn new(lower: Array1<f64>, upper: Array1<f64>) -> Result<Self> {
        let bounds = Self { lower, upper };
        bounds.check(bounds.lower.len())?;
        Ok(bounds)
    }

    /// The same limits for each of `n` variables.
    ///
    /// # Errors
    ///
    /// As [`Bounds::new`].
    pub fn uniform(n: usize, lower: f64, upper: f64) -> Result<Self> {
        Self::new(Array1::from_elem(n, lower), Array1::from_elem(n, upper))
    }

    /// Whether no element of `x` lies outside.
    pub fn contains(&self, x: &ArrayRef1<f64>) -> bool {
        x.len() == self.lower.len()
            && x.iter()
                .zip(&self.lower)
                .zip(&self.upper)
                .all(|((x, lower), upper)| (lower..=upper).contains(&x))
    }

    /// Moves every element of `x` that lies outside to the nearest bound.
    pub(crate) fn clip(&self, x: &mut ArrayRef1<f64>) {
        // `clamp` would panic for crossed bounds; `check` has refused them.
        Zip::from(x).and(&self.lower).and(&self.upper).for_each(|x, &lower, &upper| {
            *x = x.max(lower).min(upper);
        });
    }

    /// Refuses bounds that are not of `n` variables, are NaN or leave no room.
    pub(crate) fn check(&self, n: usize) -> Result<()> {
        for (name, side) in [("bounds.lower", &self.lower), ("bounds.upper", &self.upper)] {
            if side.len() != n {
                return Err(Error::Shape { name, expected: vec![n], actual: vec![side.len()] });
            }
            if side.iter().any(|b| b.is_nan()) {
                return Err(Error::Values { name, requirement: "not be NaN" });
            }
        }
        let both = || self.lower.iter().zip(&self.upper);
        if both().any(|(lower, upper)| lower > upper) {
            let requirement = "not be above `bounds.upper`";
            return Err(Error::Values { name: "bounds.lower", requirement });
        }
        if both().any(|(lower, upper)| lower == upper && lower.is_infinite()) {
            let requirement = "leave room for a finite number";
            return Err(Error::Values { name: "bounds", requirement });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn a_point_outside_moves_to_the_nearest_bound() {
        let bounds = Bounds::uniform(3, -1.0, 2.0).unwrap();
        let mut x = array![-5.0, 0.5, 7.0];
        assert!(!bounds.contains(&x));
        bounds.clip(&mut x);
        assert_eq!(x, array![-1.0, 0.5, 2.0]);
        assert!(bounds.contains(&x) && !bounds.contains(&array![0.0]));
    }

    #[test]
    fn bounds_without_room_are_refused() {
        let error = Bounds::uniform(2, 1.0, 0.0).unwrap_err();
        assert_eq!(error.to_string(), "`bounds.lower` must not be above `bounds.upper`");
        let error = Bounds::new(array![0.0], array![1.0, 2.0]).unwrap_err();
        assert!(matches!(error, Error::Shape { name: "bounds.upper", .. }));
        let error = Bounds::uniform(1, 0.0, f64::NAN).unwrap_err();
        assert!(matches!(error, Error::Values { name: "bounds.upper", .. }));
        let error = Bounds::uniform(1, f64::INFINITY, f64::INFINITY).unwrap_err();
        assert!(matches!(error, Error::Values { name: "bounds", .. }));
    }
}
