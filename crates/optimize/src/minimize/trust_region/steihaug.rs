//! Conjugate gradients that stop at the wall of the trust region.

use ndarray::Array1;
use onkai_core::Result;

use super::model::{Model, Step, Walls, crossings};
use crate::minimize::Problem;

/// Steps of conjugate gradients up to `‖r‖ < min(½, √‖g‖) ‖g‖`, to the wall, or along a direction in
/// which the model does not curve upwards to the better of the two walls.
///
/// # References
///
/// T. Steihaug, *The conjugate gradient method and trust regions in large scale optimization*, SIAM J.
/// Numer. Anal. 20 (1983) 626–637, doi:10.1137/0720042.
pub(super) fn solve(
    model: &mut Model,
    problem: &mut Problem<'_>,
    radius: f64,
) -> Result<Option<Step>> {
    let enough = model.gradient_norm.sqrt().min(0.5) * model.gradient_norm;
    let mut p = Array1::<f64>::zeros(model.x.len());
    let mut residual = model.gradient.clone();
    let mut direction = -&residual;
    let mut square = residual.dot(&residual);
    // In exact arithmetic as many steps as variables are enough; rounding may ask for some more.
    for _ in 0..20 * p.len() {
        let image = model.product(problem, &direction)?;
        let curvature = direction.dot(&image);
        if curvature.is_nan() {
            return Ok(None);
        }
        let (back, ahead) = crossings(&p, &direction, radius);
        if curvature <= 0.0 {
            let ends = [back, ahead].map(|t| &p + &(&direction * t));
            let [behind, before] = &ends;
            let is_behind = model.change(problem, behind)? < model.change(problem, before)?;
            let [behind, before] = ends;
            let p = if is_behind { behind } else { before };
            return Ok(Some(Step { p, walls: Walls::Hit }));
        }
        let step = square / curvature;
        let next = &p + &(&direction * step);
        if next.dot(&next).sqrt() >= radius {
            p.scaled_add(ahead, &direction);
            return Ok(Some(Step { p, walls: Walls::Hit }));
        }
        p = next;
        residual.scaled_add(step, &image);
        let next_square = residual.dot(&residual);
        if next_square.sqrt() < enough {
            break;
        }
        direction *= next_square / square;
        direction -= &residual;
        square = next_square;
    }
    Ok(Some(Step { p, walls: Walls::Free }))
}
