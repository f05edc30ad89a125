//! The methods of minimization and their names.
//!
//! Counterpart of the argument `method` of `scipy.optimize.minimize`.

use std::str::FromStr;

use onkai_core::{Error, Result};

use super::bfgs::BfgsOptions;
use super::cg::CgOptions;
use super::cobyla::CobylaOptions;
use super::lbfgsb::LBfgsBOptions;
use super::nelder_mead::NelderMeadOptions;
use super::newton_cg::NewtonCgOptions;
use super::powell::PowellOptions;
use super::slsqp::SlsqpOptions;
use super::trust_region::TrustRegionOptions;
use crate::differences::{DifferenceStep, Differences};

/// A method of minimization with its options.
///
/// | method | takes | uses |
/// |---|---|---|
/// | [`NelderMead`](Self::NelderMead) | bounds | values |
/// | [`Powell`](Self::Powell) | bounds | values |
/// | [`Cg`](Self::Cg) | | gradients |
/// | [`Bfgs`](Self::Bfgs) | | gradients |
/// | [`LBfgsB`](Self::LBfgsB) | bounds | gradients |
/// | [`NewtonCg`](Self::NewtonCg) | | gradients, Hessian or products if given |
/// | [`Dogleg`](Self::Dogleg) | | gradients, Hessian (positive definite) |
/// | [`TrustNcg`](Self::TrustNcg) | | gradients, Hessian or products |
/// | [`TrustExact`](Self::TrustExact) | | gradients, Hessian |
/// | [`Slsqp`](Self::Slsqp) | bounds, constraints | gradients |
/// | [`Cobyla`](Self::Cobyla) | bounds, constraints | values |
///
/// Gradients that are not given come from [`Differences`](crate::Differences).
///
/// # Examples
///
/// ```
/// use onkai_optimize::{LBfgsBOptions, Method};
/// let method = Method::LBfgsB(LBfgsBOptions { max_correction: 5, ..Default::default() });
/// assert_ne!(method, "l-bfgs-b".parse()?);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Method {
    /// Nelder and Mead's simplex.
    NelderMead(NelderMeadOptions),
    /// Powell's conjugate directions.
    Powell(PowellOptions),
    /// Nonlinear conjugate gradients of Polak and Ribière.
    Cg(CgOptions),
    /// Broyden, Fletcher, Goldfarb and Shanno's variable metric.
    Bfgs(BfgsOptions),
    /// The same with limited memory and bounds, of Byrd, Lu, Nocedal and Zhu.
    LBfgsB(LBfgsBOptions),
    /// Newton's method, whose systems conjugate gradients solve up to what pays.
    NewtonCg(NewtonCgOptions),
    /// A trust region, crossed on a path of two legs.
    Dogleg(TrustRegionOptions),
    /// A trust region, crossed by Steihaug's conjugate gradients.
    TrustNcg(TrustRegionOptions),
    /// A trust region, in which the quadratic model is minimized nearly exactly.
    TrustExact(TrustRegionOptions),
    /// Kraft's sequential least squares programming.
    Slsqp(SlsqpOptions),
    /// Powell's constrained optimization by linear approximation.
    Cobyla(CobylaOptions),
}

impl Default for Method {
    fn default() -> Self {
        Self::Bfgs(BfgsOptions::default())
    }
}

impl Method {
    pub(crate) fn takes_bounds(&self) -> bool {
        matches!(
            self,
            Self::NelderMead(_)
                | Self::Powell(_)
                | Self::LBfgsB(_)
                | Self::Slsqp(_)
                | Self::Cobyla(_)
        )
    }

    pub(crate) fn takes_constraints(&self) -> bool {
        // A new method must say what it does.
        match self {
            Self::NelderMead(_)
            | Self::Powell(_)
            | Self::Cg(_)
            | Self::Bfgs(_)
            | Self::LBfgsB(_)
            | Self::NewtonCg(_)
            | Self::Dogleg(_)
            | Self::TrustNcg(_)
            | Self::TrustExact(_) => false,
            Self::Slsqp(_) | Self::Cobyla(_) => true,
        }
    }

    /// The differences that take a gradient's place if nothing else is said.
    pub(crate) fn differences(&self) -> Differences {
        match self {
            Self::LBfgsB(_) => {
                Differences { step: DifferenceStep::Absolute(1e-8), ..Differences::default() }
            }
            _ => Differences::default(),
        }
    }

    /// The method that is chosen where none is.
    pub(crate) fn automatic(has_bounds: bool, has_constraints: bool) -> Self {
        match (has_bounds, has_constraints) {
            (_, true) => Self::Slsqp(SlsqpOptions::default()),
            (true, false) => Self::LBfgsB(LBfgsBOptions::default()),
            _ => Self::default(),
        }
    }

    /// The method with `tol` for all its tolerances.
    pub(crate) fn with_tolerance(mut self, tol: f64) -> Self {
        match &mut self {
            Self::NelderMead(options) => (options.xatol, options.fatol) = (tol, tol),
            Self::Powell(options) => (options.xtol, options.ftol) = (tol, tol),
            Self::Cg(options) => options.gtol = tol,
            Self::Bfgs(options) => options.gtol = tol,
            Self::LBfgsB(options) => (options.ftol, options.gtol) = (tol, tol),
            Self::NewtonCg(options) => options.xtol = tol,
            Self::Slsqp(options) => options.ftol = tol,
            Self::Cobyla(options) => options.tol = tol,
            Self::Dogleg(options) | Self::TrustNcg(options) | Self::TrustExact(options) => {
                options.gtol = tol;
            }
        }
        self
    }
}

impl FromStr for Method {
    type Err = Error;

    /// Reads SciPy's names, in any case.
    fn from_str(name: &str) -> Result<Self> {
        Ok(match name.to_ascii_lowercase().as_str() {
            "nelder-mead" => Self::NelderMead(NelderMeadOptions::default()),
            "powell" => Self::Powell(PowellOptions::default()),
            "cg" => Self::Cg(CgOptions::default()),
            "bfgs" => Self::Bfgs(BfgsOptions::default()),
            "l-bfgs-b" => Self::LBfgsB(LBfgsBOptions::default()),
            "newton-cg" => Self::NewtonCg(NewtonCgOptions::default()),
            "dogleg" => Self::Dogleg(TrustRegionOptions::default()),
            "trust-ncg" => Self::TrustNcg(TrustRegionOptions::default()),
            "trust-exact" => Self::TrustExact(TrustRegionOptions::default()),
            "slsqp" => Self::Slsqp(SlsqpOptions::default()),
            "cobyla" => Self::Cobyla(CobylaOptions::default()),
            _ => {
                return Err(Error::UnknownName {
                    name: "method",
                    value: name.to_owned(),
                    known: "Nelder-Mead, Powell, CG, BFGS, L-BFGS-B, Newton-CG, dogleg, trust-ncg, \
                            trust-exact, SLSQP, COBYLA",
                });
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_scipys() {
        assert_eq!("BFGS".parse(), Ok(Method::default()));
        assert_eq!("nelder-mead".parse(), Ok(Method::NelderMead(NelderMeadOptions::default())));
        assert!(matches!("Trust-Exact".parse(), Ok(Method::TrustExact(_))));
        assert!(matches!("simplex".parse::<Method>(), Err(Error::UnknownName { .. })));
    }

    #[test]
    fn one_tolerance_stands_for_all() {
        let method = "L-BFGS-B".parse::<Method>().unwrap().with_tolerance(1e-3);
        let options = LBfgsBOptions { ftol: 1e-3, gtol: 1e-3, ..Default::default() };
        assert_eq!(method, Method::LBfgsB(options));
    }
}
