//! Minima, roots, least squares and linear programs: `scipy.optimize`.
//!
//! Everything here computes in `f64`, as SciPy's optimizers do: in single precision, differences of
//! values and tests of convergence lose what they live on.
//!
//! Reading order: [`minimize()`] and [`Minimizer`], [`Method`] with the options of each method,
//! [`OptimizeResult`]; [`minimize_scalar`] and [`bracket`]; [`root_scalar`] and [`root()`];
//! [`least_squares()`] and [`curve_fit`]; [`nnls`], [`lsq_linear`], [`linprog`],
//! [`linear_sum_assignment`]; [`basinhopping`], [`differential_evolution`],
//! [`dual_annealing`], [`brute`];
//! [`approx_fprime`], [`derivative`]; [`rosen`], on which to try them.

mod minimize;
mod scalar;
mod root_scalar;
mod vector_function;
mod root;
mod least_squares;
mod linear;
mod isotonic;
mod global;
mod line_search;
mod minpack;
mod vectors;
mod differences;
mod rosenbrock;

pub use onkai_core::{Error, Result};

pub use crate::differences::{
    DifferenceStep, Differences, Scheme, approx_derivative, approx_fprime, central_diff_weights,
    check_grad, derivative,
};
pub use crate::global::{
    Acceptance, AnnealingContext, AnnealingMinimum, AnnealingStatus, BasinHop, BasinHopper,
    BasinHoppingOptions, BasinHoppingResult, BruteOptions, BruteResult,
    DifferentialEvolutionOptions, DifferentialEvolutionResult, DualAnnealer, DualAnnealingOptions,
    DualAnnealingResult, Evolver, GridAxis, Init, Mutation, Strategy, Updating, basinhopping,
    brute, differential_evolution, dual_annealing,
};
pub use crate::isotonic::{Isotonic, Trend, isotonic_regression};
pub use crate::least_squares::{
    CurveFit, CurveFitOptions, CurveFitter, LeastSquares, LeastSquaresMethod, LeastSquaresOptions,
    LeastSquaresResult, LeastSquaresStatus, Loss, Rho, Sigma, XScale, curve_fit, least_squares,
};
pub use crate::linear::{
    Assignment, Goal, Integrality, LinearProgram, LinprogOptions, LinprogResult, LinprogStatus,
    LsqLinear, LsqLinearMethod, LsqLinearOptions, LsqLinearStatus, Marginals, MipProgress, Nnls,
    Pricing, linear_sum_assignment, linprog, lsq_linear, nnls,
};
pub use crate::minimize::{
    BfgsOptions, Bounds, CgOptions, CobylaOptions, Constraint, ConstraintKind, InverseHessian,
    LBfgsBOptions, LowRankInverse, Method, MinimizeOptions, Minimizer, NelderMeadOptions,
    NewtonCgOptions, OptimizeResult, PowellOptions, Progress, Simplex, SlsqpOptions, Status,
    TrustRegionOptions, minimize,
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
