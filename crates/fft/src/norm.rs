//! How transforms are scaled.

use std::str::FromStr;

use onkai_core::{Error, Real, Result};

/// Which of the two directions divides by the length of the period.
///
/// # Examples
///
/// ```
/// use onkai_fft::Norm;
/// assert_eq!("ortho".parse(), Ok(Norm::Ortho));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Norm {
    /// The inverse one, by `1 / N`.
    #[default]
    Backward,
    /// Both, by `1 / √N`.
    Ortho,
    /// The forward one, by `1 / N`.
    Forward,
}

impl Norm {
    /// The norm by which a forward transform is scaled as this one scales the inverse.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Backward => Self::Forward,
            Self::Ortho => Self::Ortho,
            Self::Forward => Self::Backward,
        }
    }

    /// The factor of a forward transform whose period has `n` samples.
    pub(crate) fn factor<F: Real>(self, n: usize) -> F {
        match self {
            Self::Backward => F::one(),
            // The rounding error of a square root in `F` would be that of every element.
            Self::Ortho => F::of((n as f64).sqrt().recip()),
            Self::Forward => F::of_usize(n).recip(),
        }
    }
}

impl FromStr for Norm {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "backward" => Ok(Self::Backward),
            "ortho" => Ok(Self::Ortho),
            "forward" => Ok(Self::Forward),
            _ => Err(Error::UnknownName {
                name: "normalization",
                value: name.to_owned(),
                known: "backward, ortho, forward",
            }),
        }
    }
}

/// To the spectrum, or back from it: the sign in the exponent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Forward,
    Inverse,
}

impl Direction {
    /// The factor of a transform of `n` samples in this direction.
    pub(crate) fn factor<F: Real>(self, norm: Norm, n: usize) -> F {
        match self {
            Self::Forward => norm.factor(n),
            Self::Inverse => norm.inverse().factor(n),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_name_is_told_with_the_known_ones() {
        assert_eq!(
            "orthogonal".parse::<Norm>().unwrap_err().to_string(),
            "`orthogonal` is no normalization; known are backward, ortho, forward"
        );
    }

    #[test]
    fn there_and_back_divide_by_the_length_once() {
        for norm in [Norm::Backward, Norm::Ortho, Norm::Forward] {
            let both: f64 = Direction::Forward.factor::<f64>(norm, 9)
                * Direction::Inverse.factor::<f64>(norm, 9);
            assert!((both - 1.0 / 9.0).abs() < 1e-16);
        }
    }
}
