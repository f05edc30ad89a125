//! Linear programs.
//!
//! Counterpart of `scipy.optimize.linprog`, and of `milp`.

use std::str::FromStr;

use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2};
use onkai_core::{Error, Result, check_finite};

use super::branch;
use super::result::{LinprogResult, LinprogStatus};
use super::scaled::Scaled;
use super::simplex::Simplex;
use crate::minimize::Bounds;

/// What values a variable may take within its bounds.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::{Integrality, LinearProgram, LinprogOptions, linprog};
/// let program = LinearProgram::new(array![-1.0])
///     .less_or_equal(array![[2.0]], array![5.0])
///     .integrality(vec![Integrality::Integer]);
/// assert_eq!(linprog(&program, &LinprogOptions::default())?.x, array![2.0]);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Integrality {
    /// All; SciPy's 0.
    #[default]
    Continuous,
    /// Whole numbers; SciPy's 1.
    Integer,
    /// All, and zero even if that lies outside the bounds; SciPy's 2.
    SemiContinuous,
    /// Whole numbers, and zero even if that lies outside the bounds; SciPy's 3.
    SemiInteger,
}

/// The linear program
///
/// ```text
/// minimize  c · x   subject to   a_ub · x ≤ b_ub,   a_eq · x = b_eq,   lower ≤ x ≤ upper
/// ```
///
/// # Shapes
///
/// `c`: `[n]`; `a_ub`: `[m_ub, n]`, `b_ub`: `[m_ub]`; `a_eq`: `[m_eq, n]`, `b_eq`: `[m_eq]`.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::LinearProgram;
/// let program = LinearProgram::new(array![-1.0, -2.0])
///     .less_or_equal(array![[1.0, 1.0]], array![4.0])
///     .equal(array![[1.0, -1.0]], array![0.0]);
/// assert_eq!(program.a_ub.dim(), (1, 2));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct LinearProgram {
    /// The cost of each variable.
    pub c: Array1<f64>,
    /// Rows of the inequalities.
    pub a_ub: Array2<f64>,
    /// What they must not exceed; infinities stand for no limit.
    pub b_ub: Array1<f64>,
    /// Rows of the equalities.
    pub a_eq: Array2<f64>,
    /// What they must be.
    pub b_eq: Array1<f64>,
    /// The limits of the variables; by default from 0 upwards.
    pub bounds: Bounds,
    /// What values each may take; empty if all are continuous.
    pub integrality: Vec<Integrality>,
}

impl LinearProgram {
    /// The program of variables `x ≥ 0` that costs `c · x` and is not limited otherwise.
    pub fn new(c: Array1<f64>) -> Self {
        let n = c.len();
        let (lower, upper) = (Array1::zeros(n), Array1::from_elem(n, f64::INFINITY));
        Self {
            c,
            a_ub: Array2::zeros((0, n)),
            b_ub: Array1::zeros(0),
            a_eq: Array2::zeros((0, n)),
            b_eq: Array1::zeros(0),
            bounds: Bounds { lower, upper },
            integrality: Vec::new(),
        }
    }

    /// With the inequalities `a · x ≤ b`.
    #[must_use]
    pub fn less_or_equal(self, a: Array2<f64>, b: Array1<f64>) -> Self {
        Self { a_ub: a, b_ub: b, ..self }
    }

    /// With the equalities `a · x = b`.
    #[must_use]
    pub fn equal(self, a: Array2<f64>, b: Array1<f64>) -> Self {
        Self { a_eq: a, b_eq: b, ..self }
    }

    /// With other bounds.
    #[must_use]
    pub fn bounds(self, bounds: Bounds) -> Self {
        Self { bounds, ..self }
    }

    /// With variables of other kinds.
    #[must_use]
    pub fn integrality(self, integrality: Vec<Integrality>) -> Self {
        Self { integrality, ..self }
    }

    /// Refuses what does not fit together.
    fn check(&self) -> Result<()> {
        let n = self.c.len();
        if n == 0 {
            return Err(Error::TooShort { name: "c", expected: 1, actual: 0 });
        }
        check_finite("c", &self.c)?;
        check_rows(("a_ub", &self.a_ub), ("b_ub", &self.b_ub), n)?;
        check_rows(("a_eq", &self.a_eq), ("b_eq", &self.b_eq), n)?;
        if self.b_ub.iter().any(|b| b.is_nan() || *b == f64::NEG_INFINITY) {
            return Err(Error::Values { name: "b_ub", requirement: "not hold NaN or -inf" });
        }
        check_finite("b_eq", &self.b_eq)?;
        self.bounds.check(n)?;
        if !self.integrality.is_empty() && self.integrality.len() != n {
            let (expected, actual) = (vec![n], vec![self.integrality.len()]);
            return Err(Error::Shape { name: "integrality", expected, actual });
        }
        Ok(())
    }
}

fn check_rows(
    (a_name, a): (&'static str, &ArrayRef2<f64>),
    (b_name, b): (&'static str, &ArrayRef1<f64>),
    n: usize,
) -> Result<()> {
    if a.ncols() != n {
        let (expected, actual) = (vec![a.nrows(), n], a.shape().to_vec());
        return Err(Error::Shape { name: a_name, expected, actual });
    }
    if b.len() != a.nrows() {
        let (expected, actual) = (vec![a.nrows()], vec![b.len()]);
        return Err(Error::Shape { name: b_name, expected, actual });
    }
    check_finite(a_name, a)
}

/// How the simplex method chooses the variable that shall change.
///
/// # Examples
///
/// ```
/// use onkai_optimize::Pricing;
/// assert_eq!("dantzig".parse(), Ok(Pricing::Dantzig));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pricing {
    /// The one with the steepest slope in a frame of reference (Harris' Devex weights); after many
    /// steps in place, Bland's rule until one gets ahead.
    #[default]
    Devex,
    /// The one with the greatest slope (Dantzig); after many steps in place, Bland's rule.
    Dantzig,
    /// The first that lowers the cost: slow, but never goes in circles.
    Bland,
}

impl FromStr for Pricing {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "devex" => Ok(Self::Devex),
            "dantzig" => Ok(Self::Dantzig),
            "bland" => Ok(Self::Bland),
            _ => {
                let known = "devex, dantzig, bland";
                Err(Error::UnknownName { name: "pricing", value: name.into(), known })
            }
        }
    }
}

/// Options of [`linprog`]; the tolerances are those of SciPy's `HiGHS`.
///
/// # Examples
///
/// ```
/// use onkai_optimize::{LinprogOptions, Pricing};
/// let options = LinprogOptions { pricing: Pricing::Bland, maxiter: Some(100), ..Default::default() };
/// assert_eq!(options.mip_rel_gap, 1e-4);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinprogOptions {
    /// How the next variable is chosen.
    pub pricing: Pricing,
    /// At most so many steps of the simplex method; by default 1000 and 50 for each row and column.
    /// With integer variables it holds for every node of the tree.
    pub maxiter: Option<usize>,
    /// By how much the rows and bounds of the scaled program may be violated where nothing better is
    /// to be had.
    pub primal_feasibility_tolerance: f64,
    /// Slopes of the scaled cost up to this are taken for zero.
    pub dual_feasibility_tolerance: f64,
    /// With integer variables: how far from the best possible a solution may be, relative to it.
    pub mip_rel_gap: f64,
    /// With integer variables: at most so many nodes of the tree.
    pub max_nodes: Option<usize>,
}

impl Default for LinprogOptions {
    fn default() -> Self {
        Self {
            pricing: Pricing::default(),
            maxiter: None,
            primal_feasibility_tolerance: 1e-7,
            dual_feasibility_tolerance: 1e-7,
            mip_rel_gap: 1e-4,
            max_nodes: None,
        }
    }
}

impl LinprogOptions {
    fn check(&self) -> Result<()> {
        for (name, value) in [
            ("primal_feasibility_tolerance", self.primal_feasibility_tolerance),
            ("dual_feasibility_tolerance", self.dual_feasibility_tolerance),
        ] {
            if !(1e-10..=1e-2).contains(&value) {
                return Err(Error::parameter(name, value, "between 1e-10 and 0.01"));
            }
        }
        if self.mip_rel_gap.is_nan() || self.mip_rel_gap < 0.0 {
            return Err(Error::parameter("mip_rel_gap", self.mip_rel_gap, "at least 0"));
        }
        Ok(())
    }
}

/// The solution of a [`LinearProgram`].
///
/// The simplex method for variables with two bounds: from the basis of all slack variables the sum of
/// violations is lowered to zero, then the cost. Redundant equalities do no harm: their slack
/// variables, which can only be zero, stay in the basis. Integer variables are branched on.
///
/// # Errors
///
/// [`Error::TooShort`] if there are no variables, [`Error::Shape`], [`Error::NotFinite`],
/// [`Error::Values`] for crossed bounds or limits that are NaN, [`Error::Parameter`] for an option out of
/// range. A program without a solution is no error: see [`LinprogResult::status`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::{Bounds, LinearProgram, LinprogOptions, linprog};
/// let inf = f64::INFINITY;
/// let program = LinearProgram::new(array![-1.0, 4.0])
///     .less_or_equal(array![[-3.0, 1.0], [1.0, 2.0]], array![6.0, 4.0])
///     .bounds(Bounds::new(array![-inf, -3.0], array![inf, inf])?);
/// let best = linprog(&program, &LinprogOptions::default())?;
/// assert!(best.success() && (best.fun + 22.0).abs() < 1e-12);
/// assert!((best.x - array![10.0, -3.0]).iter().all(|e| e.abs() < 1e-12));
/// let marginals = best.marginals.expect("it is optimal");
/// assert!((marginals.ineqlin - array![0.0, -1.0]).iter().all(|e| e.abs() < 1e-12));
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// There is one method, the primal simplex, where SciPy's `HiGHS` has a dual one and an interior point
/// method too. Where several solutions are as good it may find another. Crossed bounds are an error,
/// not an infeasible program. A program without a solution has an `x`, too: the last point.
///
/// # References
///
/// I. Maros, *Computational Techniques of the Simplex Method*, Kluwer 2003,
/// [doi:10.1007/978-1-4615-0257-9](https://doi.org/10.1007/978-1-4615-0257-9).
///
/// P. M. J. Harris, "Pivot selection methods of the Devex LP code", *Mathematical Programming* 5 (1973)
/// 1-28, [doi:10.1007/BF01580108](https://doi.org/10.1007/BF01580108).
///
/// R. G. Bland, "New finite pivoting rules for the simplex method", *Mathematics of Operations Research*
/// 2 (1977) 103-107, [doi:10.1287/moor.2.2.103](https://doi.org/10.1287/moor.2.2.103).
#[doc(alias = "milp")]
pub fn linprog(program: &LinearProgram, options: &LinprogOptions) -> Result<LinprogResult> {
    program.check()?;
    options.check()?;
    let scaled = Scaled::new(program);
    if program.integrality.iter().any(|&kind| kind != Integrality::Continuous) {
        return Ok(branch::solve(program, scaled, options));
    }
    let mut simplex = Simplex::new(scaled, options);
    let status = simplex.solve();
    let mut result = LinprogResult::at(program, simplex.point(), status);
    result.nit = simplex.n_steps();
    if status == LinprogStatus::Optimal {
        result.marginals = Some(simplex.marginals(program.b_ub.len()));
    }
    Ok(result)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn refused(program: &LinearProgram) -> Error {
        linprog(program, &LinprogOptions::default()).unwrap_err()
    }

    #[test]
    fn bad_programs_are_refused() {
        let good = LinearProgram::new(array![1.0, 2.0]);
        assert!(matches!(
            refused(&LinearProgram::new(array![])),
            Error::TooShort { name: "c", .. }
        ));
        let program = LinearProgram { c: array![1.0, f64::NAN], ..good.clone() };
        assert!(matches!(refused(&program), Error::NotFinite { name: "c", .. }));
        let program = good.clone().less_or_equal(array![[1.0]], array![1.0]);
        assert!(matches!(refused(&program), Error::Shape { name: "a_ub", .. }));
        let program = good.clone().less_or_equal(array![[1.0, 1.0]], array![1.0, 2.0]);
        assert!(matches!(refused(&program), Error::Shape { name: "b_ub", .. }));
        let program = good.clone().less_or_equal(array![[1.0, 1.0]], array![f64::NAN]);
        assert!(matches!(refused(&program), Error::Values { name: "b_ub", .. }));
        let program = good.clone().equal(array![[1.0, f64::INFINITY]], array![1.0]);
        assert!(matches!(refused(&program), Error::NotFinite { name: "a_eq", .. }));
        let program = good.clone().equal(array![[1.0, 1.0]], array![f64::INFINITY]);
        assert!(matches!(refused(&program), Error::NotFinite { name: "b_eq", .. }));
        let crossed = Bounds { lower: array![0.0, 1.0], upper: array![1.0, 0.0] };
        let program = good.clone().bounds(crossed);
        assert!(matches!(refused(&program), Error::Values { name: "bounds.lower", .. }));
        let program = good.integrality(vec![Integrality::Integer]);
        assert!(matches!(refused(&program), Error::Shape { name: "integrality", .. }));
    }

    #[test]
    fn bad_options_are_refused() {
        let program = LinearProgram::new(array![1.0]);
        let default = LinprogOptions::default();
        for options in [
            LinprogOptions { primal_feasibility_tolerance: 0.0, ..default },
            LinprogOptions { dual_feasibility_tolerance: f64::NAN, ..default },
            LinprogOptions { mip_rel_gap: -1.0, ..default },
        ] {
            let error = linprog(&program, &options).unwrap_err();
            assert!(matches!(error, Error::Parameter { .. }));
        }
        assert_eq!("bland".parse(), Ok(Pricing::Bland));
        assert!("steepest".parse::<Pricing>().is_err());
    }
}
