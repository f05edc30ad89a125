//! Minima, roots, least squares and linear programs: `scipy.optimize`.
//!
//! Everything here computes in `f64`, as SciPy's optimizers do: in single precision, differences of
//! values and tests of convergence lose what they live on.
//!
//! Reading order: [`minimize()`] and [`Minimizer`], [`Method`] with the options of each method,
//! [`OptimizeResult`]; [`minimize_scalar`] and [`bracket`]; [`approx_fprime`]; [`rosen`], on which to try them;
//! [`root_scalar`] and [`root()`]; [`least_squares()`] and [`curve_fit`]; [`basinhopping`],
//! [`differential_evolution`], [`brute`]; [`derivative`].

mod minimize;
mod scalar;
mod line_search;
mod differences;
mod rosenbrock;
mod root_scalar;
mod vector_function;
mod root;
mod least_squares;
mod global;

pub use onkai_core::{Error, Result};

pub use crate::differences::{
    DifferenceStep, Differences, Scheme, approx_derivative, approx_fprime, central_diff_weights,
    check_grad, derivative,
};
pub use crate::global::{
    Acceptance, BasinHop, BasinHopper, BasinHoppingOptions, BasinHoppingResult, BruteOptions,
    BruteResult, DifferentialEvolutionOptions, DifferentialEvolutionResult, Evolver, GridAxis,
    Init, Mutation, Strategy, Updating, basinhopping, brute, differential_evolution,
};
pub use crate::least_squares::{
    CurveFit, CurveFitOptions, CurveFitter, LeastSquares, LeastSquaresMethod, LeastSquaresOptions,
    LeastSquaresResult, LeastSquaresStatus, Loss, Rho, Sigma, XScale, curve_fit, least_squares,
};
pub use crate::minimize::{
    BfgsOptions, Bounds, CgOptions, Constraint, ConstraintKind, InverseHessian, LBfgsBOptions,
    LowRankInverse, Method, MinimizeOptions, Minimizer, NelderMeadOptions, NewtonCgOptions,
    OptimizeResult, PowellOptions, Progress, Simplex, Status, TrustRegionOptions, minimize,
};
pub use crate::root::{
    AndersonOptions, BroydenOptions, DfSaneOptions, HybrOptions, KrylovOptions, LineSearch,
    NonlinOptions, QrFactors, RootFinder, RootLmOptions, RootMethod, RootOptions, RootResult,
    RootStatus, root,
};
pub use crate::root_scalar::{
    RootFlag, RootScalarMethod, RootScalarOptions, ScalarRoot, bisect, brenth, brentq, halley,
    newton, ridder, root_scalar, secant, toms748,
};
pub use crate::rosenbrock::{rosen, rosen_der, rosen_hess, rosen_hess_prod};
pub use crate::scalar::{
    BoundedOptions, Bracket, BracketOptions, BrentOptions, GoldenOptions, MinimizeScalarOptions,
    ScalarMethod, ScalarMinimum, ScalarStart, bracket, minimize_scalar,
};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
