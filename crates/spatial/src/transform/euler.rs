//! Rotations as three turns about axes.

use std::str::FromStr;

use onkai_core::{Error, Real, Result};

use super::quaternion::product;
use super::rotation::{Rotation, check_components};

/// An axis of coordinates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AxisName {
    /// The first.
    X,
    /// The second.
    Y,
    /// The third.
    Z,
}

/// Whose axes the turns are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EulerFrame {
    /// Those of the body, which turn with it.
    Intrinsic,
    /// Those of space, which stay.
    Extrinsic,
}

/// The axes of up to three turns, in their order.
///
/// Read from SciPy's names: `"ZYX"` in capital letters is intrinsic, `"xyz"` in small ones extrinsic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EulerSequence {
    axes: Vec<AxisName>,
    frame: EulerFrame,
}

impl EulerSequence {
    /// A sequence of one to three axes, no two neighbours of which are the same.
    ///
    /// # Errors
    ///
    /// [`Error::Values`].
    pub fn new(axes: &[AxisName], frame: EulerFrame) -> Result<Self> {
        if axes.is_empty() || 3 < axes.len() || axes.windows(2).any(|pair| pair[0] == pair[1]) {
            let requirement = "be one to three axes, no two neighbours of which are the same";
            return Err(Error::Values { name: "axes", requirement });
        }
        Ok(Self { axes: axes.to_vec(), frame })
    }

    /// The axes, in the order of the turns.
    pub fn axes(&self) -> &[AxisName] {
        &self.axes
    }

    /// Whose axes they are.
    pub fn frame(&self) -> EulerFrame {
        self.frame
    }
}

impl FromStr for EulerSequence {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        let axis = |letter: char| match letter.to_ascii_uppercase() {
            'X' => Some(AxisName::X),
            'Y' => Some(AxisName::Y),
            'Z' => Some(AxisName::Z),
            _ => None,
        };
        let axes: Option<Vec<_>> = name.chars().map(axis).collect();
        let capital = name.chars().all(char::is_uppercase);
        let frame = if capital { EulerFrame::Intrinsic } else { EulerFrame::Extrinsic };
        let one_case = capital || name.chars().all(char::is_lowercase);
        axes.filter(|_| one_case).and_then(|axes| Self::new(&axes, frame).ok()).ok_or_else(|| {
            Error::UnknownName {
                name: "sequence of axes",
                value: name.to_owned(),
                known: "one to three of XYZ (intrinsic) or of xyz (extrinsic), neighbours different",
            }
        })
    }
}

impl<F: Real> Rotation<F> {
    /// The rotation of turns about axes, one after the other.
    ///
    /// # Shapes
    ///
    /// `angles`: one for each axis of the sequence, in radians.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] when there is not one angle for each axis, [`Error::NotFinite`] for NaN.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_spatial::transform::Rotation;
    ///
    /// let quarter = std::f64::consts::FRAC_PI_2;
    /// let rotation = Rotation::from_euler(&"zx".parse()?, &[quarter, quarter])?;
    /// let [x, y, z] = rotation.apply([1.0, 0.0, 0.0]);
    /// assert!(x.abs() < 1e-15 && y.abs() < 1e-15 && (z - 1.0).abs() < 1e-15);
    /// # Ok::<(), onkai_spatial::Error>(())
    /// ```
    pub fn from_euler(sequence: &EulerSequence, angles: &[F]) -> Result<Self> {
        if angles.len() != sequence.axes.len() {
            let (expected, actual) = (vec![sequence.axes.len()], vec![angles.len()]);
            return Err(Error::Shape { name: "angles", expected, actual });
        }
        check_components("angles", angles)?;
        let turns = sequence.axes.iter().zip(angles).map(|(&axis, &angle)| {
            let half = angle / F::of(2.0);
            let mut quat = [F::zero(), F::zero(), F::zero(), half.cos()];
            quat[axis as usize] = half.sin();
            quat
        });
        let quat = turns.reduce(|before, turn| match sequence.frame {
            EulerFrame::Intrinsic => product(before, turn),
            EulerFrame::Extrinsic => product(turn, before),
        });
        Ok(Self { quat: quat.unwrap_or(Self::identity().quat) })
    }

    /// The angles of the turns about three axes that make this rotation, in radians.
    ///
    /// The first and the third lie between -π and π. The second lies between 0 and π if the first and
    /// the third axis are the same, else between -π/2 and π/2. At these ends the first and the third
    /// are not unique (gimbal lock); then the third is 0.
    ///
    /// # Errors
    ///
    /// [`Error::Values`] when the sequence has other than three axes.
    ///
    /// # References
    ///
    /// E. Bernardes, S. Viollet: Quaternion to Euler angles conversion: a direct, general and
    /// computationally efficient method. `PLoS ONE` 17 (2022),
    /// <https://doi.org/10.1371/journal.pone.0276302>
    pub fn as_euler(self, sequence: &EulerSequence) -> Result<[F; 3]> {
        let &[first, second, third] = sequence.axes.as_slice() else {
            return Err(Error::Values { name: "sequence", requirement: "have three axes" });
        };
        let extrinsic = sequence.frame == EulerFrame::Extrinsic;
        // Turns about axes of the body are those about axes of space in the opposite order.
        let (i, j, k) = if extrinsic { (first, second, third) } else { (third, second, first) };
        let (i, j) = (i as usize, j as usize);
        let proper = i == k as usize;
        let k = 3 - i - j;
        let sign = if (i + 1) % 3 == j { F::one() } else { -F::one() };
        let q = self.quat;
        let [a, b, c, d] = if proper {
            [q[3], q[i], q[j], q[k] * sign]
        } else {
            [q[3] - q[j], q[i] + q[k] * sign, q[j] + q[3], q[k] * sign - q[i]]
        };
        let pi = F::PI();
        let two = F::of(2.0);
        let mut middle = two * c.hypot(d).atan2(a.hypot(b));
        let (half_sum, half_difference) = (b.atan2(a), d.atan2(c));
        // So near to its ends the second angle leaves the others undetermined: what they are made of
        // is about as small, and as large as its rounding errors when it is squared.
        let end = F::epsilon().sqrt() * F::of(8.0);
        let locked_at_0 = middle.modulus() <= end;
        let (mut inner, mut outer) = if locked_at_0 || (middle - pi).modulus() <= end {
            let side = if extrinsic { -F::one() } else { F::one() };
            let all = two * if locked_at_0 { half_sum } else { side * half_difference };
            // What is left of the two turns belongs to the one that is named first.
            if extrinsic { (all, F::zero()) } else { (F::zero(), all) }
        } else {
            (half_sum - half_difference, half_sum + half_difference)
        };
        if !proper {
            outer *= sign;
            middle -= pi / two;
        }
        let wrap = |x: &mut F| {
            if *x < -pi {
                *x += two * pi;
            } else if pi < *x {
                *x -= two * pi;
            }
        };
        wrap(&mut inner);
        wrap(&mut outer);
        Ok(if extrinsic { [inner, middle, outer] } else { [outer, middle, inner] })
    }
}
