//! One rotation.
//!
//! Counterpart of `scipy.spatial.transform.Rotation`.

use std::ops::Mul;

use nalgebra::{Quaternion, Unit, UnitQuaternion};
use onkai_core::{Error, Real, Result};

use super::quaternion::{conjugate, cross, length, product, unit};

/// A rotation of space.
///
/// It is kept as a quaternion of length 1, so composing, inverting and applying are cheap and forms
/// convert without loss. `p * q` turns by `q` first, then by `p`. A [`UnitQuaternion`] of nalgebra
/// converts both ways with `into`.
///
/// # Examples
///
/// ```
/// use onkai_spatial::transform::Rotation;
///
/// let quarter = Rotation::from_rotvec([0.0, 0.0, std::f64::consts::FRAC_PI_2])?;
/// let [x, y, z] = quarter.apply([1.0, 0.0, 0.0]);
/// assert!(x.abs() < 1e-15 && (y - 1.0).abs() < 1e-15 && z == 0.0);
/// assert!(((quarter * quarter).magnitude() - std::f64::consts::PI).abs() < 1e-15);
/// # Ok::<(), onkai_spatial::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rotation<F> {
    pub(super) quat: [F; 4],
}

impl<F: Real> Rotation<F> {
    /// No rotation.
    pub fn identity() -> Self {
        Self { quat: [F::zero(), F::zero(), F::zero(), F::one()] }
    }

    /// The rotation of a quaternion `[x, y, z, w]` of any length but zero.
    ///
    /// # Errors
    ///
    /// [`Error::Values`] when the length is zero, [`Error::NotFinite`] for NaN.
    pub fn from_quat(quat: [F; 4]) -> Result<Self> {
        check_components("quat", &quat)?;
        if length(quat) == F::zero() {
            return Err(Error::Values { name: "quat", requirement: "have a norm other than zero" });
        }
        Ok(Self { quat: unit(quat) })
    }

    /// The quaternion `[x, y, z, w]`, of length 1. Its negative stands for the same rotation.
    pub fn as_quat(self) -> [F; 4] {
        self.quat
    }

    /// The one of the two quaternions whose first component that is not zero, in the order `w`, `x`,
    /// `y`, `z`, is positive.
    pub fn as_canonical_quat(self) -> [F; 4] {
        let [x, y, z, w] = self.quat;
        let first = [w, x, y, z].into_iter().find(|&c| c != F::zero());
        if first.is_some_and(|c| c < F::zero()) { self.quat.map(|c| -c) } else { self.quat }
    }

    /// The rotation back.
    #[must_use]
    pub fn inv(self) -> Self {
        Self { quat: conjugate(self.quat) }
    }

    /// The angle, from 0 to π.
    pub fn magnitude(self) -> F {
        let [x, y, z, w] = self.quat;
        F::of(2.0) * length([x, y, z]).atan2(w.modulus())
    }

    /// The rotated vector.
    pub fn apply(self, v: [F; 3]) -> [F; 3] {
        let [x, y, z, w] = self.quat;
        // v + 2 w (q × v) + 2 q × (q × v)
        let once = cross([x, y, z], v);
        let twice = cross([x, y, z], once);
        let two = F::of(2.0);
        [0, 1, 2].map(|k| v[k] + two * (w * once[k] + twice[k]))
    }

    /// The rotation by `n` times the angle, about the same axis; the inverse for `n = -1`.
    #[must_use]
    pub fn pow(self, n: F) -> Self {
        if n == F::one() {
            return self;
        }
        Self::from_finite_rotvec(self.as_rotvec().map(|x| x * n))
    }

    /// Whether another rotation differs by an angle of less than `tolerance`.
    pub fn approx_equal(self, other: Self, tolerance: F) -> bool {
        (other * self.inv()).magnitude() < tolerance
    }
}

/// Refuses NaN and infinities.
pub(super) fn check_components<F: Real>(name: &'static str, x: &[F]) -> Result<()> {
    match x.iter().enumerate().find(|(_, v)| !v.is_finite()) {
        Some((index, v)) => Err(Error::NotFinite { name, index, value: v.as_f64() }),
        None => Ok(()),
    }
}

impl<F: Real> Default for Rotation<F> {
    fn default() -> Self {
        Self::identity()
    }
}

impl<F: Real> Mul for Rotation<F> {
    type Output = Self;

    /// The rotation by `other` followed by `self`.
    fn mul(self, other: Self) -> Self {
        Self { quat: unit(product(self.quat, other.quat)) }
    }
}

impl<F: Real> From<UnitQuaternion<F>> for Rotation<F> {
    fn from(quaternion: UnitQuaternion<F>) -> Self {
        Self { quat: quaternion.into_inner().coords.into() }
    }
}

impl<F: Real> From<Rotation<F>> for UnitQuaternion<F> {
    fn from(rotation: Rotation<F>) -> Self {
        Unit::new_unchecked(Quaternion { coords: rotation.quat.into() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quaternions_without_direction_are_refused() {
        let error = Rotation::from_quat([0.0_f64; 4]).unwrap_err();
        assert_eq!(error.to_string(), "`quat` must have a norm other than zero");
        let error = Rotation::from_quat([0.0, f32::NAN, 0.0, 1.0]).unwrap_err();
        assert!(matches!(error, Error::NotFinite { name: "quat", index: 1, .. }));
    }

    #[test]
    fn lengths_beyond_the_range_of_squares_do_not_matter() {
        for size in [1e-300_f64, 1.0, 1e300] {
            let rotation = Rotation::from_quat([0.0, 3.0 * size, 0.0, 4.0 * size]).unwrap();
            let [_, y, _, w] = rotation.as_quat();
            assert!((y - 0.6).abs() < 1e-15 && (w - 0.8).abs() < 1e-15, "{size}");
        }
    }

    #[test]
    fn nalgebra_turns_vectors_the_same_way() {
        let rotation = Rotation::from_quat([0.3, -0.2, 0.5, 0.7]).unwrap();
        let quaternion: UnitQuaternion<f64> = rotation.into();
        let turned = quaternion * nalgebra::Vector3::new(1.0, 2.0, 3.0);
        for (a, b) in rotation.apply([1.0, 2.0, 3.0]).iter().zip(turned.iter()) {
            assert!((a - b).abs() < 1e-15);
        }
        assert_eq!(Rotation::from(quaternion), rotation);
    }
}
