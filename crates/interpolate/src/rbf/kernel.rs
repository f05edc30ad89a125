//! Radial functions.

use std::str::FromStr;

use onkai_core::{Error, Real, Result};

/// The radial function of [`RBFInterpolator`](crate::RBFInterpolator), of `r`, the distance times `epsilon`.
///
/// # Examples
///
/// ```
/// use onkai_interpolate::RbfKernel;
/// assert_eq!("gaussian".parse(), Ok(RbfKernel::Gaussian));
/// assert_eq!(RbfKernel::Cubic.value(2.0), 8.0);
/// assert!("cone".parse::<RbfKernel>().is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RbfKernel {
    /// `-r`.
    Linear,
    /// `r² log r`.
    #[default]
    ThinPlateSpline,
    /// `r³`.
    Cubic,
    /// `-r⁵`.
    Quintic,
    /// `-√(1 + r²)`.
    Multiquadric,
    /// `1 / √(1 + r²)`.
    InverseMultiquadric,
    /// `1 / (1 + r²)`.
    InverseQuadratic,
    /// `exp(-r²)`.
    Gaussian,
}

/// The names that are known.
const NAMES: [(&str, RbfKernel); 8] = [
    ("linear", RbfKernel::Linear),
    ("thin_plate_spline", RbfKernel::ThinPlateSpline),
    ("cubic", RbfKernel::Cubic),
    ("quintic", RbfKernel::Quintic),
    ("multiquadric", RbfKernel::Multiquadric),
    ("inverse_multiquadric", RbfKernel::InverseMultiquadric),
    ("inverse_quadratic", RbfKernel::InverseQuadratic),
    ("gaussian", RbfKernel::Gaussian),
];

impl RbfKernel {
    /// The value at `r`, not negative.
    pub fn value<T: Real>(self, r: T) -> T {
        let one = T::one();
        match self {
            Self::Linear => -r,
            Self::ThinPlateSpline if r.is_zero() => r,
            Self::ThinPlateSpline => r * r * r.ln(),
            Self::Cubic => r * r * r,
            Self::Quintic => -r.powi(5),
            Self::Multiquadric => -(r * r + one).sqrt(),
            Self::InverseMultiquadric => (r * r + one).sqrt().recip(),
            Self::InverseQuadratic => (r * r + one).recip(),
            Self::Gaussian => (-(r * r)).exp(),
        }
    }

    /// Whether `epsilon` only scales the function, so that polynomials or coefficients make up for it.
    pub(super) fn is_scale_invariant(self) -> bool {
        matches!(self, Self::Linear | Self::ThinPlateSpline | Self::Cubic | Self::Quintic)
    }

    /// The least degree of polynomials that makes the system regular for any points that determine them;
    /// 0 where none are needed, as a constant does no harm.
    pub(super) fn least_degree(self) -> usize {
        match self {
            Self::ThinPlateSpline | Self::Cubic => 1,
            Self::Quintic => 2,
            _ => 0,
        }
    }
}

impl FromStr for RbfKernel {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, kernel)| *kernel).ok_or_else(|| {
            Error::UnknownName {
                name: "radial function",
                value: name.to_owned(),
                known: "linear, thin_plate_spline, cubic, quintic, multiquadric, \
                        inverse_multiquadric, inverse_quadratic, gaussian",
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_in_the_message() {
        let Err(Error::UnknownName { known, .. }) = "".parse::<RbfKernel>() else {
            panic!("an empty name is no kernel");
        };
        assert!(NAMES.iter().all(|(name, _)| known.contains(name)));
        assert_eq!(RbfKernel::ThinPlateSpline.value(0.0), 0.0);
    }
}
