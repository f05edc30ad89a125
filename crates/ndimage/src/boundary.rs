//! What stands beyond the ends of an axis, by SciPy's names.

use std::str::FromStr;

use onkai_core::{Error, PadMode, Real, Result};

/// What a window sees beyond the ends of an axis.
///
/// ```text
/// reflect  b a | a b c d | d c        wrap      c d | a b c d | a b
/// mirror   c b | a b c d | c b        nearest   a a | a b c d | d d
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Boundary<F> {
    /// The axis mirrored about its ends; the first and last sample are repeated.
    #[default]
    Reflect,
    /// The axis mirrored about its first and last sample, which are not repeated.
    Mirror,
    /// The first or last sample.
    Nearest,
    /// The axis repeated. Interpolation joins it so that the last sample falls on the first of the next
    /// repeat: the period is one sample short of the axis.
    Wrap,
    /// The axis repeated, with the period of its length. To filters the same as [`Wrap`](Self::Wrap).
    GridWrap,
    /// One value, SciPy's `cval`. Interpolation gives it for every point beyond the ends.
    Constant(F),
    /// One value at all samples beyond the ends; interpolation passes smoothly into it. To filters the
    /// same as [`Constant`](Self::Constant).
    GridConstant(F),
}

impl<F: Real> From<Boundary<F>> for PadMode<F> {
    /// The same rule by NumPy's name.
    fn from(boundary: Boundary<F>) -> Self {
        match boundary {
            Boundary::Reflect => Self::Symmetric,
            Boundary::Mirror => Self::Reflect,
            Boundary::Nearest => Self::Edge,
            Boundary::Wrap | Boundary::GridWrap => Self::Wrap,
            Boundary::Constant(value) | Boundary::GridConstant(value) => Self::Constant(value),
        }
    }
}

/// SciPy's names.
const KNOWN: &str =
    "reflect, grid-mirror, mirror, nearest, wrap, grid-wrap, constant, grid-constant";

impl<F: Real> Boundary<F> {
    /// The value beyond the ends, zero where there are samples.
    pub(crate) fn fill(self) -> F {
        match self {
            Self::Constant(value) | Self::GridConstant(value) => value,
            _ => F::zero(),
        }
    }

    /// The same with another value, if it has one.
    #[must_use]
    pub fn with_value(self, value: F) -> Self {
        match self {
            Self::Constant(_) => Self::Constant(value),
            Self::GridConstant(_) => Self::GridConstant(value),
            other => other,
        }
    }
}

impl<F: Real> FromStr for Boundary<F> {
    type Err = Error;

    /// Reads SciPy's names; `"constant"` and `"grid-constant"` mean zeros.
    fn from_str(name: &str) -> Result<Self> {
        match name {
            "reflect" | "grid-mirror" => Ok(Self::Reflect),
            "mirror" => Ok(Self::Mirror),
            "nearest" => Ok(Self::Nearest),
            "wrap" => Ok(Self::Wrap),
            "grid-wrap" => Ok(Self::GridWrap),
            "constant" => Ok(Self::Constant(F::zero())),
            "grid-constant" => Ok(Self::GridConstant(F::zero())),
            _ => Err(Error::UnknownName { name: "boundary", value: name.to_owned(), known: KNOWN }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_scipys() {
        assert_eq!("mirror".parse(), Ok(Boundary::<f32>::Mirror));
        assert_eq!("grid-mirror".parse(), Ok(Boundary::<f32>::Reflect));
        assert_eq!("constant".parse(), Ok(Boundary::Constant(0.0_f64)));
        let boundary: Boundary<f64> = "grid-constant".parse().unwrap();
        assert_eq!(boundary.with_value(2.0), Boundary::GridConstant(2.0));
        assert_eq!(Boundary::Wrap.with_value(2.0), Boundary::Wrap);
        assert_eq!(
            "edge".parse::<Boundary<f64>>().unwrap_err().to_string(),
            "`edge` is no boundary; known are reflect, grid-mirror, mirror, nearest, wrap, grid-wrap, \
             constant, grid-constant"
        );
    }
}
