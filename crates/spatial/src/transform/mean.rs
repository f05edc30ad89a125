//! The middle of rotations.

use nalgebra::{Matrix4, Vector4};
use ndarray::ArrayRef1;
use onkai_core::{Error, Real, Result};

use super::array::check_weights;
use super::quaternion::unit;
use super::rotation::Rotation;

/// See [`Rotations::mean`](super::Rotations::mean).
pub(super) fn mean<F: Real>(
    rotations: &[Rotation<F>],
    weights: Option<&ArrayRef1<F>>,
) -> Result<Rotation<F>> {
    if rotations.is_empty() {
        return Err(Error::TooShort { name: "rotations", expected: 1, actual: 0 });
    }
    if let Some(weights) = weights {
        check_weights(weights, rotations.len())?;
        let sum = weights.sum();
        if sum == F::zero() || !sum.is_finite() {
            return Err(Error::Values {
                name: "weights",
                requirement: "have a positive finite sum",
            });
        }
    }
    let mut products = Matrix4::zeros();
    for (i, rotation) in rotations.iter().enumerate() {
        let quat = Vector4::from(rotation.quat.map(F::as_f64));
        products += quat * quat.transpose() * weights.map_or(1.0, |w| w[i].as_f64());
    }
    // The mean maximizes the sum of squared products with all quaternions: it is the eigenvector of
    // the largest eigenvalue.
    let eigen = products.symmetric_eigen();
    let quat: [f64; 4] = eigen.eigenvectors.column(eigen.eigenvalues.imax()).into_owned().into();
    Ok(Rotation { quat: unit(quat).map(F::of) })
}
