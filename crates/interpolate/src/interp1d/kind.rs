//! The ways in which `Interp1d` fills the gaps between points.

use std::str::FromStr;

use onkai_core::{Error, Result};

/// How [`Interp1d`](crate::Interp1d) fills the gaps between points.
///
/// # Examples
///
/// ```
/// use onkai_interpolate::Interp1dKind;
/// assert_eq!("cubic".parse(), Ok(Interp1dKind::Cubic));
/// assert_eq!(Interp1dKind::Cubic.degree(), Some(3));
/// assert!("cubicle".parse::<Interp1dKind>().is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Interp1dKind {
    /// Straight lines.
    #[default]
    Linear,
    /// The value of the nearest point; half-way between two, of the lower one.
    Nearest,
    /// The value of the nearest point; half-way between two, of the upper one.
    NearestUp,
    /// The value of the last point that is not above.
    Previous,
    /// The value of the next point that is not below.
    Next,
    /// A spline of degree 0.
    Zero,
    /// A spline of degree 1.
    Slinear,
    /// A spline of degree 2, its knots half-way between points.
    Quadratic,
    /// A spline of degree 3, whose third derivative is continuous at the second and last but one point.
    Cubic,
    /// A spline of any degree.
    Spline(usize),
}

/// The names that are known.
const NAMES: [(&str, Interp1dKind); 9] = [
    ("linear", Interp1dKind::Linear),
    ("nearest", Interp1dKind::Nearest),
    ("nearest-up", Interp1dKind::NearestUp),
    ("previous", Interp1dKind::Previous),
    ("next", Interp1dKind::Next),
    ("zero", Interp1dKind::Zero),
    ("slinear", Interp1dKind::Slinear),
    ("quadratic", Interp1dKind::Quadratic),
    ("cubic", Interp1dKind::Cubic),
];

impl Interp1dKind {
    /// The degree of the spline, if it is one.
    pub fn degree(self) -> Option<usize> {
        match self {
            Self::Zero => Some(0),
            Self::Slinear => Some(1),
            Self::Quadratic => Some(2),
            Self::Cubic => Some(3),
            Self::Spline(degree) => Some(degree),
            Self::Linear | Self::Nearest | Self::NearestUp | Self::Previous | Self::Next => None,
        }
    }
}

impl FromStr for Interp1dKind {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind).ok_or_else(|| {
            Error::UnknownName {
                name: "interpolation kind",
                value: name.to_owned(),
                known: "linear, nearest, nearest-up, previous, next, zero, slinear, quadratic, cubic",
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_in_the_message() {
        let Err(Error::UnknownName { known, .. }) = "".parse::<Interp1dKind>() else {
            panic!("an empty name is no kind");
        };
        assert!(NAMES.iter().all(|(name, _)| known.contains(name)));
        assert_eq!(known.split(", ").count(), NAMES.len());
    }
}
