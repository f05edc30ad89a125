//! The dogleg: a path of two legs through the trust region.

use onkai_core::{Error, Result};
use onkai_linalg::{Side, cho_factor, cho_solve};

use super::model::{Model, Step, Walls, crossings};
use crate::minimize::Problem;

/// Newton's step if it is short enough, else where the path to it by way of the minimum along the
/// gradient leaves the ball; none if the Hessian is not positive definite.
///
/// # References
///
/// M. J. D. Powell, *A hybrid method for nonlinear equations*, in *Numerical Methods for Nonlinear
/// Algebraic Equations*, Gordon and Breach 1970, 87–114.
pub(super) fn solve(
    model: &mut Model,
    problem: &mut Problem<'_>,
    radius: f64,
) -> Result<Option<Step>> {
    let Some(hessian) = &model.hessian else { return Ok(None) };
    let factor = match cho_factor(hessian, Side::Lower) {
        Err(Error::NotPositiveDefinite { .. }) => return Ok(None),
        other => other?,
    };
    let newton = -cho_solve(&factor, &model.gradient)?;
    if newton.dot(&newton).sqrt() < radius {
        return Ok(Some(Step { p: newton, walls: Walls::Free }));
    }
    let gradient = &model.gradient;
    let curvature = gradient.dot(&model.product(problem, gradient)?);
    let steepest = gradient * (-gradient.dot(gradient) / curvature);
    let length = steepest.dot(&steepest).sqrt();
    if length >= radius {
        return Ok(Some(Step { p: steepest * (radius / length), walls: Walls::Hit }));
    }
    let leg = newton - &steepest;
    let (_, part) = crossings(&steepest, &leg, radius);
    Ok(Some(Step { p: steepest + leg * part, walls: Walls::Hit }))
}
