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
    /// The axis repeated.
    Wrap,
    /// One value, SciPy's `cval`.
    Constant(F),
}

impl<F: Real> From<Boundary<F>> for PadMode<F> {
    /// The same rule by NumPy's name.
    fn from(boundary: Boundary<F>) -> Self {
        match boundary {
            Boundary::Reflect => Self::Symmetric,
            Boundary::Mirror => Self::Reflect,
            Boundary::Nearest => Self::Edge,
            Boundary::Wrap => Self::Wrap,
            Boundary::Constant(value) => Self::Constant(value),
        }
    }
}

impl<F: Real> FromStr for Boundary<F> {
    type Err = Error;

    /// Reads SciPy's names; `"constant"` means zeros.
    fn from_str(name: &str) -> Result<Self> {
        match name {
            "reflect" | "grid-mirror" => Ok(Self::Reflect),
            "mirror" => Ok(Self::Mirror),
            "nearest" => Ok(Self::Nearest),
            "wrap" | "grid-wrap" => Ok(Self::Wrap),
            "constant" | "grid-constant" => Ok(Self::Constant(F::zero())),
            _ => Err(Error::UnknownName {
                name: "boundary",
                value: name.to_owned(),
                known: "reflect, mirror, nearest, wrap, constant",
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_scipys() {
        assert_eq!("mirror".parse(), Ok(Boundary::<f32>::Mirror));
        assert_eq!("constant".parse(), Ok(Boundary::Constant(0.0_f64)));
        assert_eq!(
            "edge".parse::<Boundary<f64>>().unwrap_err().to_string(),
            "`edge` is no boundary; known are reflect, mirror, nearest, wrap, constant"
        );
    }
}
