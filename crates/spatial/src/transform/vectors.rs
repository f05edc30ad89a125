//! Rotations as vectors along their axis: rotation vectors and modified Rodrigues parameters.

use onkai_core::{Real, Result};

use super::quaternion::length;
use super::rotation::{Rotation, check_components};

impl<F: Real> Rotation<F> {
    /// The rotation about a vector, by its length in radians.
    ///
    /// # Errors
    ///
    /// [`Error::NotFinite`](onkai_core::Error::NotFinite).
    pub fn from_rotvec(rotvec: [F; 3]) -> Result<Self> {
        check_components("rotvec", &rotvec)?;
        Ok(Self::from_finite_rotvec(rotvec))
    }

    pub(super) fn from_finite_rotvec(rotvec: [F; 3]) -> Self {
        let angle = length(rotvec);
        let half = angle / F::of(2.0);
        let square = angle * angle;
        let scale = if angle <= F::of(1e-3) {
            // sin(a / 2) / a = 1/2 - a²/48 + a⁴/3840 - ...
            F::of(0.5) - square / F::of(48.0) + square * square / F::of(3840.0)
        } else {
            half.sin() / angle
        };
        let [x, y, z] = rotvec.map(|x| x * scale);
        Self { quat: [x, y, z, half.cos()] }
    }

    /// The vector along the axis whose length is the angle, at most π.
    pub fn as_rotvec(self) -> [F; 3] {
        let [x, y, z, w] = self.as_canonical_quat();
        let sine = length([x, y, z]);
        let angle = F::of(2.0) * sine.atan2(w);
        let square = angle * angle;
        let scale = if angle <= F::of(1e-3) {
            // a / sin(a / 2) = 2 + a²/12 + 7 a⁴/2880 + ...
            F::of(2.0) + square / F::of(12.0) + F::of(7.0) * square * square / F::of(2880.0)
        } else {
            angle / sine
        };
        [x, y, z].map(|x| x * scale)
    }

    /// The rotation of modified Rodrigues parameters: `n tan(a / 4)` for the angle `a` about `n`.
    ///
    /// # Errors
    ///
    /// [`Error::NotFinite`](onkai_core::Error::NotFinite).
    pub fn from_mrp(mrp: [F; 3]) -> Result<Self> {
        check_components("mrp", &mrp)?;
        let size = length(mrp);
        // Written with the reciprocal beyond 1, so that nothing overflows.
        let (scale, cosine) = if size <= F::one() {
            let square = size * size;
            (F::of(2.0) / (F::one() + square), (F::one() - square) / (F::one() + square))
        } else {
            let inverse = size.recip();
            let square = inverse * inverse;
            let scale = F::of(2.0) * inverse / (F::one() + square) * inverse;
            (scale, (square - F::one()) / (F::one() + square))
        };
        let [x, y, z] = mrp.map(|x| x * scale);
        Ok(Self { quat: [x, y, z, cosine] })
    }

    /// The modified Rodrigues parameters, whose length is at most 1.
    pub fn as_mrp(self) -> [F; 3] {
        let [x, y, z, w] = self.quat;
        let sign = if w < F::zero() { -F::one() } else { F::one() };
        [x, y, z].map(|x| sign * x / (F::one() + sign * w))
    }
}
