//! How values on a grid are interpolated.

use std::str::FromStr;

use onkai_core::{Error, Real, Result};

/// How [`RegularGridInterpolator`](crate::RegularGridInterpolator) fills the gaps between grid points.
///
/// # Examples
///
/// ```
/// use onkai_interpolate::GridMethod;
/// assert_eq!("cubic".parse(), Ok(GridMethod::Cubic));
/// assert!("septic".parse::<GridMethod>().is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GridMethod {
    /// Linear along each axis.
    #[default]
    Linear,
    /// The value of the nearest grid point; half-way between two, of the lower one.
    Nearest,
    /// A product of splines of degree 1: the same as linear, but that derivatives are known.
    Slinear,
    /// A product of cubic splines.
    Cubic,
    /// A product of splines of degree 5.
    Quintic,
    /// Monotone cubics, along one axis after the other, from the last to the first.
    Pchip,
}

impl GridMethod {
    /// The degree of the splines.
    pub(super) fn spline_degree(self) -> Option<usize> {
        match self {
            Self::Slinear => Some(1),
            Self::Cubic => Some(3),
            Self::Quintic => Some(5),
            Self::Linear | Self::Nearest | Self::Pchip => None,
        }
    }
}

impl FromStr for GridMethod {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "linear" => Ok(Self::Linear),
            "nearest" => Ok(Self::Nearest),
            "slinear" => Ok(Self::Slinear),
            "cubic" => Ok(Self::Cubic),
            "quintic" => Ok(Self::Quintic),
            "pchip" => Ok(Self::Pchip),
            _ => Err(Error::UnknownName {
                name: "grid method",
                value: name.to_owned(),
                known: "linear, nearest, slinear, cubic, quintic, pchip",
            }),
        }
    }
}

/// What an interpolator does at a point beyond its grid.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum OutOfGrid<T> {
    /// It is an error.
    #[default]
    Error,
    /// The value is this one.
    Fill(T),
    /// The pieces at the border go on.
    Extrapolate,
}

/// Options of [`RegularGridInterpolator`](crate::RegularGridInterpolator) and
/// [`interpn`](crate::interpn); the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GridOptions<T> {
    /// How gaps are filled. Default: [`GridMethod::Linear`].
    pub method: GridMethod,
    /// What happens beyond the grid. Default: [`OutOfGrid::Error`].
    pub out_of_grid: OutOfGrid<T>,
}

impl<T: Real> Default for GridOptions<T> {
    fn default() -> Self {
        Self { method: GridMethod::default(), out_of_grid: OutOfGrid::default() }
    }
}
