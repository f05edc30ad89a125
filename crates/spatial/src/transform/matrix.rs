//! Rotations as matrices.

use nalgebra::Matrix3;
use ndarray::{Array2, ArrayRef2};
use onkai_core::{Error, Real, Result, check_finite};

use super::quaternion::unit;
use super::rotation::Rotation;
use crate::distance::check_shape;

impl<F: Real> Rotation<F> {
    /// The rotation of an orthogonal matrix; of another one the rotation that is nearest to it (in
    /// the Frobenius norm).
    ///
    /// # Shapes
    ///
    /// `matrix`: `[3, 3]`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`], [`Error::NotFinite`], and [`Error::Values`] when the determinant is not
    /// positive.
    ///
    /// # References
    ///
    /// F. L. Markley: Unit quaternion from rotation matrix. Journal of Guidance, Control, and Dynamics
    /// 31 (2008), <https://doi.org/10.2514/1.31730>
    pub fn from_matrix(matrix: &ArrayRef2<F>) -> Result<Self> {
        check_shape("matrix", &[3, 3], matrix.shape())?;
        check_finite("matrix", matrix)?;
        let given = Matrix3::from_fn(|i, j| matrix[[i, j]].as_f64());
        if given.determinant() <= 0.0 {
            let requirement = "have a positive determinant (a right-handed coordinate frame)";
            return Err(Error::Values { name: "matrix", requirement });
        }
        Ok(Self { quat: quat_of(&nearest_rotation(given, F::epsilon().as_f64())).map(F::of) })
    }

    /// The matrix that multiplies column vectors: `[3, 3]`.
    pub fn as_matrix(self) -> Array2<F> {
        let two = F::of(2.0);
        let [x, y, z, w] = self.quat;
        let (xx, yy, zz, ww) = (x * x, y * y, z * z, w * w);
        let rows = [
            [xx - yy - zz + ww, two * (x * y - z * w), two * (x * z + y * w)],
            [two * (x * y + z * w), yy - xx - zz + ww, two * (y * z - x * w)],
            [two * (x * z - y * w), two * (y * z + x * w), zz - xx - yy + ww],
        ];
        Array2::from_shape_fn((3, 3), |(i, j)| rows[i][j])
    }
}

/// The orthogonal matrix nearest to one, which is left as it is if that is within rounding.
fn nearest_rotation(matrix: Matrix3<f64>, epsilon: f64) -> Matrix3<f64> {
    let error = (matrix * matrix.transpose() - Matrix3::identity()).abs().max();
    if error <= 32.0 * epsilon {
        return matrix;
    }
    let svd = matrix.svd(true, true);
    match (svd.u, svd.v_t) {
        (Some(u), Some(vt)) => u * vt,
        _ => matrix,
    }
}

/// The quaternion of an orthogonal matrix: from the largest of its four components, which is at least
/// a half.
pub(super) fn quat_of(m: &Matrix3<f64>) -> [f64; 4] {
    let trace = m.trace();
    let choices = [m[(0, 0)], m[(1, 1)], m[(2, 2)], trace];
    let i = (1..4).fold(0, |best, k| if choices[best] < choices[k] { k } else { best });
    if i == 3 {
        let [x, y, z] = [(2, 1), (0, 2), (1, 0)].map(|(r, c)| m[(r, c)] - m[(c, r)]);
        return unit([x, y, z, 1.0 + trace]);
    }
    let (j, k) = ((i + 1) % 3, (i + 2) % 3);
    let mut quat = [0.0; 4];
    quat[i] = 1.0 - trace + 2.0 * m[(i, i)];
    quat[j] = m[(j, i)] + m[(i, j)];
    quat[k] = m[(k, i)] + m[(i, k)];
    quat[3] = m[(k, j)] - m[(j, k)];
    unit(quat)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn mirrors_and_projections_are_no_rotations() {
        let mirror = array![[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, -1.0]];
        let projection = array![[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 0.0]];
        for bad in [mirror, projection] {
            let error = Rotation::from_matrix(&bad).unwrap_err();
            assert!(error.to_string().contains("positive determinant"), "{error}");
        }
        assert!(Rotation::from_matrix(&Array2::<f64>::eye(2)).is_err());
        assert!(Rotation::from_matrix(&Array2::from_elem((3, 3), f32::NAN)).is_err());
    }

    #[test]
    fn half_turns_have_matrices_without_a_skew_part() {
        for quat in [[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0], [0.6, 0.0, 0.8, 0.0]] {
            let rotation = Rotation::from_quat(quat).unwrap();
            let back = Rotation::from_matrix(&rotation.as_matrix()).unwrap();
            assert!(back.approx_equal(rotation, 1e-14), "{quat:?}");
        }
    }
}
