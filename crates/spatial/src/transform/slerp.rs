//! Rotations between rotations.
//!
//! Counterpart of `scipy.spatial.transform.Slerp`.

use ndarray::ArrayRef1;
use onkai_core::{Error, Real, Result, check_finite};

use super::array::Rotations;
use super::rotation::Rotation;

/// Turns from one rotation to the next with constant speed, on the shortest way.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_spatial::transform::{Rotations, Slerp};
///
/// let keys = Rotations::from_euler(&"z".parse()?, &array![[0.0], [1.0]])?;
/// let slerp = Slerp::new(&array![0.0, 10.0], &keys)?;
/// assert!((slerp.at(&array![4.0])?[0].as_rotvec()[2] - 0.4_f64).abs() < 1e-15);
/// # Ok::<(), onkai_spatial::Error>(())
/// ```
///
/// # References
///
/// K. Shoemake: Animating rotation with quaternion curves. SIGGRAPH 1985,
/// <https://doi.org/10.1145/325334.325242>
#[derive(Clone, Debug, PartialEq)]
pub struct Slerp<F> {
    times: Vec<F>,
    rotations: Rotations<F>,
    /// From each rotation to the next, in its own axes.
    turns: Vec<[F; 3]>,
}

impl<F: Real> Slerp<F> {
    /// Lays a path through rotations.
    ///
    /// # Shapes
    ///
    /// `times`: one for each rotation, strictly ascending.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] for fewer than two rotations, [`Error::Shape`] when the times are not as
    /// many, [`Error::NotFinite`], [`Error::Values`] when they do not ascend.
    pub fn new(times: &ArrayRef1<F>, rotations: &[Rotation<F>]) -> Result<Self> {
        if rotations.len() < 2 {
            let actual = rotations.len();
            return Err(Error::TooShort { name: "rotations", expected: 2, actual });
        }
        crate::distance::check_shape("times", &[rotations.len()], times.shape())?;
        check_finite("times", times)?;
        let times = times.to_vec();
        if times.windows(2).any(|pair| pair[1] <= pair[0]) {
            return Err(Error::Values { name: "times", requirement: "be strictly ascending" });
        }
        let turns =
            rotations.windows(2).map(|pair| (pair[0].inv() * pair[1]).as_rotvec()).collect();
        Ok(Self { times, rotations: rotations.to_vec().into(), turns })
    }

    /// The rotations at some times.
    ///
    /// # Shapes
    ///
    /// `times`: `[m]`, in any order. Returns `m` rotations.
    ///
    /// # Errors
    ///
    /// [`Error::Values`] when a time is NaN or outside of those that the path was laid through.
    pub fn at(&self, times: &ArrayRef1<F>) -> Result<Rotations<F>> {
        times.iter().map(|&time| self.one(time)).collect()
    }

    fn one(&self, time: F) -> Result<Rotation<F>> {
        let last = self.times.len() - 1;
        if !(self.times[0] <= time && time <= self.times[last]) {
            let requirement = "be within the range of the path's own, both ends included";
            return Err(Error::Values { name: "times", requirement });
        }
        let i = self.times.partition_point(|&t| t <= time).clamp(1, last) - 1;
        let share = (time - self.times[i]) / (self.times[i + 1] - self.times[i]);
        Ok(self.rotations[i] * Rotation::from_finite_rotvec(self.turns[i].map(|x| x * share)))
    }
}
