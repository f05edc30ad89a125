//! Minima, roots, least squares and linear programs: `scipy.optimize`.
//!
//! Everything here computes in `f64`, as SciPy's optimizers do: in single precision, differences of
//! values and tests of convergence lose what they live on.
//!
//! Reading order: [`minimize()`] and [`Minimizer`], [`Method`] with the options of each method,
//! [`OptimizeResult`]; [`minimize_scalar`] and [`bracket`]; [`approx_fprime`]; [`rosen`], on which to try
//! them; [`linprog`], [`nnls`], [`lsq_linear`] and [`linear_sum_assignment`], where all is linear.

mod minimize;
mod scalar;
mod line_search;
mod differences;
mod rosenbrock;
mod linear;
mod isotonic;

pub use onkai_core::{Error, Result};

pub use crate::differences::{DifferenceStep, Differences, Scheme, approx_fprime, check_grad};
pub use crate::isotonic::{Isotonic, Trend, isotonic_regression};
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
pub use crate::rosenbrock::{rosen, rosen_der, rosen_hess, rosen_hess_prod};
pub use crate::scalar::{
    BoundedOptions, Bracket, BracketOptions, BrentOptions, GoldenOptions, MinimizeScalarOptions,
    ScalarMethod, ScalarMinimum, ScalarStart, bracket, minimize_scalar,
};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
