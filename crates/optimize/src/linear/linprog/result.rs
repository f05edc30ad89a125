//! What a linear program gives.
//!
//! Counterpart of the result of `scipy.optimize.linprog`.

use std::fmt;

use ndarray::Array1;

use super::program::LinearProgram;

/// Why [`linprog`](crate::linprog) ended.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::{LinearProgram, LinprogOptions, LinprogStatus, linprog};
/// let endless = linprog(&LinearProgram::new(array![-1.0]), &LinprogOptions::default())?;
/// assert_eq!(endless.status, LinprogStatus::Unbounded);
/// assert_eq!(endless.message(), "the problem is unbounded");
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinprogStatus {
    /// The solution was found; SciPy's status 0.
    Optimal,
    /// The steps (or nodes) ran out; status 1.
    IterationLimit,
    /// No point fulfils all conditions; status 2.
    Infeasible,
    /// The cost falls without end; status 3.
    Unbounded,
    /// Rounding made it impossible to go on; status 4.
    NumericalDifficulties,
}

impl fmt::Display for LinprogStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Optimal => "optimization terminated successfully",
            Self::IterationLimit => "the maximum number of iterations has been reached",
            Self::Infeasible => "the problem is infeasible",
            Self::Unbounded => "the problem is unbounded",
            Self::NumericalDifficulties => "numerical difficulties were encountered",
        })
    }
}

/// By how much the least cost changes when a limit is moved: `∂fun/∂limit`.
#[derive(Clone, Debug, PartialEq)]
pub struct Marginals {
    /// For each `b_ub`; none is positive.
    pub ineqlin: Array1<f64>,
    /// For each `b_eq`.
    pub eqlin: Array1<f64>,
    /// For each lower bound; none is negative.
    pub lower: Array1<f64>,
    /// For each upper bound; none is positive.
    pub upper: Array1<f64>,
}

/// How far the search among whole numbers came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MipProgress {
    /// Programs solved on the way.
    pub node_count: usize,
    /// No solution costs less than this.
    pub dual_bound: f64,
    /// How far the solution's cost may be from the least, relative to it.
    pub gap: f64,
}

/// What [`linprog`](crate::linprog) gives.
#[derive(Clone, Debug, PartialEq)]
pub struct LinprogResult {
    /// The solution, `[n]`; the last point (which need not be feasible) unless it is optimal.
    pub x: Array1<f64>,
    /// Its cost `c · x`.
    pub fun: f64,
    /// `b_ub − a_ub · x`.
    pub slack: Array1<f64>,
    /// `b_eq − a_eq · x`.
    pub con: Array1<f64>,
    /// What the limits cost, if `x` is optimal and no variable is restricted to whole numbers.
    pub marginals: Option<Marginals>,
    /// How far the search among whole numbers came, if there was one.
    pub mip: Option<MipProgress>,
    /// Steps of the simplex method.
    pub nit: usize,
    /// Why it ended.
    pub status: LinprogStatus,
}

impl LinprogResult {
    /// Whether `x` is the solution.
    pub fn success(&self) -> bool {
        self.status == LinprogStatus::Optimal
    }

    /// Why it ended, in words.
    pub fn message(&self) -> String {
        self.status.to_string()
    }

    pub(super) fn at(program: &LinearProgram, x: Array1<f64>, status: LinprogStatus) -> Self {
        Self {
            fun: program.c.dot(&x),
            slack: &program.b_ub - &program.a_ub.dot(&x),
            con: &program.b_eq - &program.a_eq.dot(&x),
            x,
            marginals: None,
            mip: None,
            nit: 0,
            status,
        }
    }
}
