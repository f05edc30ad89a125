//! Many rotations.

use std::ops::Deref;

use ndarray::{Array1, Array2, Array3, ArrayRef1, ArrayRef2, ArrayRef3, Axis};
use onkai_core::{Error, Real, Result};

use super::euler::EulerSequence;
use super::mean::mean;
use super::rotation::Rotation;
use crate::distance::check_shape;
use crate::shuffle::Random;

/// A list of rotations, with their forms as arrays; each row is one rotation.
///
/// It is a slice, so that single ones are indexed and iterated; it collects from iterators.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_spatial::transform::Rotations;
///
/// let angles = array![[0.0], [std::f64::consts::FRAC_PI_2]];
/// let rotations = Rotations::from_euler(&"z".parse()?, &angles)?;
/// let turned = rotations.apply(&array![[1.0, 0.0, 0.0]])?;
/// assert!((turned - array![[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]).iter().all(|d| d.abs() < 1e-15));
/// # Ok::<(), onkai_spatial::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rotations<F> {
    rotations: Vec<Rotation<F>>,
}

impl<F: Real> Rotations<F> {
    /// `n` times no rotation.
    pub fn identity(n: usize) -> Self {
        vec![Rotation::identity(); n].into()
    }

    /// `n` rotations, each as likely as any other.
    ///
    /// K. Shoemake: Uniform random rotations. Graphics Gems III (1992).
    pub fn random(n: usize, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let mut one = || {
            let (share, turn) = (random.uniform(), std::f64::consts::TAU * random.uniform());
            let other = std::f64::consts::TAU * random.uniform();
            let (a, b) = ((1.0 - share).sqrt(), share.sqrt());
            let quat = [a * turn.sin(), a * turn.cos(), b * other.sin(), b * other.cos()];
            Rotation { quat: super::quaternion::unit(quat).map(F::of) }
        };
        (0..n).map(|_| one()).collect()
    }

    /// [`Rotation::from_quat`] of each row of `[n, 4]`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`], and those of the single one.
    pub fn from_quat(quats: &ArrayRef2<F>) -> Result<Self> {
        check_shape("quats", &[quats.nrows(), 4], quats.shape())?;
        quats.rows().into_iter().map(|q| Rotation::from_quat([q[0], q[1], q[2], q[3]])).collect()
    }

    /// The quaternions: `[n, 4]`.
    pub fn as_quat(&self) -> Array2<F> {
        self.table(Rotation::as_quat)
    }

    /// [`Rotation::from_matrix`] of each matrix of `[n, 3, 3]`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`], and those of the single one.
    pub fn from_matrix(matrices: &ArrayRef3<F>) -> Result<Self> {
        matrices.axis_iter(Axis(0)).map(|m| Rotation::from_matrix(&m)).collect()
    }

    /// The matrices: `[n, 3, 3]`.
    pub fn as_matrix(&self) -> Array3<F> {
        let mut matrices = Array3::zeros((self.len(), 3, 3));
        for (mut matrix, rotation) in matrices.axis_iter_mut(Axis(0)).zip(&self.rotations) {
            matrix.assign(&rotation.as_matrix());
        }
        matrices
    }

    /// [`Rotation::from_rotvec`] of each row of `[n, 3]`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`], and those of the single one.
    pub fn from_rotvec(rotvecs: &ArrayRef2<F>) -> Result<Self> {
        Self::from_triples("rotvecs", rotvecs, Rotation::from_rotvec)
    }

    /// The rotation vectors: `[n, 3]`.
    pub fn as_rotvec(&self) -> Array2<F> {
        self.table(Rotation::as_rotvec)
    }

    /// [`Rotation::from_mrp`] of each row of `[n, 3]`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`], and those of the single one.
    pub fn from_mrp(mrps: &ArrayRef2<F>) -> Result<Self> {
        Self::from_triples("mrps", mrps, Rotation::from_mrp)
    }

    /// The modified Rodrigues parameters: `[n, 3]`.
    pub fn as_mrp(&self) -> Array2<F> {
        self.table(Rotation::as_mrp)
    }

    /// [`Rotation::from_euler`] of each row of angles in radians.
    ///
    /// # Errors
    ///
    /// Those of the single one.
    pub fn from_euler(sequence: &EulerSequence, angles: &ArrayRef2<F>) -> Result<Self> {
        angles.rows().into_iter().map(|row| Rotation::from_euler(sequence, &row.to_vec())).collect()
    }

    /// The angles in radians: `[n, 3]`.
    ///
    /// # Errors
    ///
    /// Those of [`Rotation::as_euler`].
    pub fn as_euler(&self, sequence: &EulerSequence) -> Result<Array2<F>> {
        let angles: Result<Vec<_>> = self.iter().map(|r| r.as_euler(sequence)).collect();
        Ok(angles?.into())
    }

    /// Turns vectors: each by its rotation, or one by all.
    ///
    /// # Shapes
    ///
    /// `vectors`: `[n, 3]` or `[1, 3]`. Returns `[n, 3]`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`].
    pub fn apply(&self, vectors: &ArrayRef2<F>) -> Result<Array2<F>> {
        if vectors.nrows() != 1 || vectors.ncols() != 3 {
            check_shape("vectors", &[self.len(), 3], vectors.shape())?;
        }
        let turned = self.iter().enumerate().map(|(i, rotation)| {
            let v = vectors.row(if vectors.nrows() == 1 { 0 } else { i });
            rotation.apply([v[0], v[1], v[2]])
        });
        Ok(turned.collect::<Vec<_>>().into())
    }

    /// The rotations by those of `other` followed by these, pair by pair.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] when they are not equally many.
    pub fn compose(&self, other: &[Rotation<F>]) -> Result<Self> {
        check_shape("other", &[self.len()], &[other.len()])?;
        Ok(self.iter().zip(other).map(|(&a, &b)| a * b).collect())
    }

    /// The rotations back.
    #[must_use]
    pub fn inv(&self) -> Self {
        self.iter().map(|r| r.inv()).collect()
    }

    /// The angles, from 0 to π.
    pub fn magnitude(&self) -> Array1<F> {
        self.iter().map(|r| r.magnitude()).collect()
    }

    /// The rotation in the middle: the one whose quaternion has the least squared distance to all,
    /// signs apart.
    ///
    /// # Shapes
    ///
    /// `weights`: `[n]`, not negative; `None` for equal ones.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] when there are no rotations, [`Error::Shape`] when there is not one weight
    /// for each, [`Error::Values`] when a weight is negative or NaN, or all are zero.
    ///
    /// # References
    ///
    /// F. L. Markley, Y. Cheng, J. L. Crassidis, Y. Oshman: Averaging quaternions. Journal of
    /// Guidance, Control, and Dynamics 30 (2007), <https://doi.org/10.2514/1.28949>
    pub fn mean(&self, weights: Option<&ArrayRef1<F>>) -> Result<Rotation<F>> {
        mean(self, weights)
    }

    fn from_triples(
        name: &'static str,
        rows: &ArrayRef2<F>,
        make: impl Fn([F; 3]) -> Result<Rotation<F>>,
    ) -> Result<Self> {
        check_shape(name, &[rows.nrows(), 3], rows.shape())?;
        rows.rows().into_iter().map(|v| make([v[0], v[1], v[2]])).collect()
    }

    fn table<const N: usize>(&self, row: impl Fn(Rotation<F>) -> [F; N]) -> Array2<F> {
        self.iter().map(|&r| row(r)).collect::<Vec<_>>().into()
    }
}

impl<F> Deref for Rotations<F> {
    type Target = [Rotation<F>];

    fn deref(&self) -> &[Rotation<F>] {
        &self.rotations
    }
}

impl<F> From<Vec<Rotation<F>>> for Rotations<F> {
    fn from(rotations: Vec<Rotation<F>>) -> Self {
        Self { rotations }
    }
}

impl<F> FromIterator<Rotation<F>> for Rotations<F> {
    fn from_iter<I: IntoIterator<Item = Rotation<F>>>(rotations: I) -> Self {
        Self { rotations: rotations.into_iter().collect() }
    }
}

/// Refuses weights that are no weights.
pub(super) fn check_weights<F: Real>(weights: &ArrayRef1<F>, n: usize) -> Result<()> {
    check_shape("weights", &[n], weights.shape())?;
    if weights.iter().any(|w| w.is_nan() || *w < F::zero()) {
        return Err(Error::Values { name: "weights", requirement: "be all non-negative" });
    }
    Ok(())
}
