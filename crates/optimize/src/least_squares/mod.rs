//! Nonlinear least squares: the frame (`problem`), losses, then one file a method.

mod problem;
mod loss;
mod marquardt;
mod lm_parameter;
mod model;
mod region;
mod reflective;
mod dogbox;
mod curve_fit;

pub use curve_fit::{CurveFit, CurveFitOptions, CurveFitter, Sigma, curve_fit};
pub use loss::{Loss, Rho};
pub(crate) use marquardt::{LmEnd, LmSettings, levenberg_marquardt};
pub use problem::{
    LeastSquares, LeastSquaresMethod, LeastSquaresOptions, LeastSquaresResult, LeastSquaresStatus,
    XScale, least_squares,
};
