//! A linear program in a ball, as each step of COBYLA solves it.

use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2};
use onkai_core::Result;

use crate::minimize::slsqp::{LeastSquares, Outcome};

/// So often an interval is halved; what is left lies below rounding.
const N_HALVINGS: usize = 50;
/// How near to the ball's surface a step must come.
const NEAR: f64 = 1e-6;

/// The step of at most `radius` that leaves the least of the worst violation of `values + normals · d ≥ 0`,
/// and among those the one along which `gradient · d` falls most.
///
/// Both stages are projections onto a polyhedron: the shortest step that leaves a violation of `t` is the
/// projection of the origin, and the step that falls most within a ball that of a point far down the
/// gradient. In `t`, and in how far down, their length is monotone.
pub(super) fn step(
    gradient: &ArrayRef1<f64>,
    normals: &ArrayRef2<f64>,
    values: &ArrayRef1<f64>,
    radius: f64,
) -> Result<Array1<f64>> {
    let worst = values.iter().fold(0.0_f64, |worst, &c| worst.max(-c));
    let fits = |d: &Option<Array1<f64>>| d.as_ref().filter(|d| length(d) <= radius).cloned();
    let origin = Array1::zeros(gradient.len());
    let shortest = |left: f64| Ok(fits(&projected(&origin, normals, values, left)?));
    if worst > 0.0 && shortest(0.0)?.is_none() {
        // The violation cannot be mended within the ball: as much of it as possible.
        let (mut too_little, mut enough) = (0.0, worst);
        let mut best = Array1::zeros(gradient.len());
        for _ in 0..N_HALVINGS {
            let left = 0.5 * (too_little + enough);
            match shortest(left)? {
                Some(d) => {
                    let is_near = length(&d) >= (1.0 - NEAR) * radius;
                    (enough, best) = (left, d);
                    if is_near {
                        break;
                    }
                }
                None => too_little = left,
            }
        }
        return Ok(best);
    }
    let size = length(gradient);
    let start = if worst > 0.0 { shortest(0.0)? } else { None };
    let mut best = start.unwrap_or_else(|| Array1::zeros(gradient.len()));
    if size == 0.0 {
        return Ok(best);
    }
    let down = gradient.mapv(|g| -g / size);
    let descended = |far: f64| Ok(fits(&projected(&(&down * far), normals, values, 0.0)?));
    let (mut near, mut far) = (0.0, radius);
    while let Some(d) = descended(far)? {
        near = far;
        best = d;
        // Farther down nothing changes: a corner of the polyhedron.
        if far > 1e5 * radius {
            return Ok(best);
        }
        far *= 4.0;
    }
    for _ in 0..N_HALVINGS {
        if length(&best) >= (1.0 - NEAR) * radius {
            break;
        }
        let middle = 0.5 * (near + far);
        match descended(middle)? {
            Some(d) => (near, best) = (middle, d),
            None => far = middle,
        }
    }
    Ok(best)
}

/// The point nearest to `target` with `values + normals · d ≥ −left`, if there is one.
fn projected(
    target: &ArrayRef1<f64>,
    normals: &ArrayRef2<f64>,
    values: &ArrayRef1<f64>,
    left: f64,
) -> Result<Option<Array1<f64>>> {
    let n = target.len();
    let problem = LeastSquares {
        root: Array2::eye(n),
        right: target.to_owned(),
        equal: Array2::zeros((0, n)),
        equal_right: Array1::zeros(0),
        least: normals.to_owned(),
        least_right: values.mapv(|c| -c - left),
    };
    Ok(match problem.solve()? {
        Outcome::Solved(step) => Some(step.s),
        _ => None,
    })
}

fn length(d: &ArrayRef1<f64>) -> f64 {
    d.dot(d).sqrt()
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn without_constraints_it_goes_straight_down() {
        let d = step(&array![3.0, 4.0], &Array2::zeros((0, 2)), &array![], 2.0).unwrap();
        assert!((d - array![-1.2, -1.6]).iter().all(|e| e.abs() < 1e-5));
    }

    #[test]
    fn along_a_constraint_and_into_a_corner() {
        let wall = array![[1.0, 0.0]];
        let d = step(&array![1.0, 1.0], &wall, &array![0.5], 2.0).unwrap();
        assert!((&d - &array![-0.5, -3.75_f64.sqrt()]).iter().all(|e| e.abs() < 1e-4), "{d}");
        let corner = Array2::eye(2);
        let d = step(&array![1.0, 1.0], &corner, &array![0.5, 0.25], 2.0).unwrap();
        assert!((&d - &array![-0.5, -0.25]).iter().all(|e| e.abs() < 1e-9), "{d}");
    }

    #[test]
    fn a_violation_comes_first() {
        let wall = array![[1.0, 0.0]];
        let d = step(&array![1.0, 0.0], &wall, &array![-5.0], 2.0).unwrap();
        assert!((&d - &array![2.0, 0.0]).iter().all(|e| e.abs() < 1e-5), "{d}");
        let d = step(&array![0.0, 1.0], &wall, &array![-1.0], 2.0).unwrap();
        assert!((&d - &array![1.0, -3.0_f64.sqrt()]).iter().all(|e| e.abs() < 1e-4), "{d}");
    }
}
