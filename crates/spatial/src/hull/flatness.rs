//! A first simplex, as large as is easily found; without one, points lie on a line or in a plane.

use onkai_core::{Error, Result};

use super::points::{Points, cross, dot, minus, norm, orient};

/// `N` points that span the plane or space, positively oriented.
///
/// Points that lie on a line or in a plane but for rounding are refused: what a hull or
/// triangulation of the rounding errors looks like is of no use to anyone.
pub(super) fn first_simplex<const N: usize>(points: &Points) -> Result<[u32; N]> {
    let mut simplex = [0; N];
    simplex[0] = farthest(points, |p| -p[0]).0;
    let a = points.at(simplex[0]);
    let (b_idx, _) = farthest(points, |p| norm(minus(p, a)));
    simplex[1] = b_idx;
    let along = minus(points.at(b_idx), a);
    let length = norm(along);
    if length == 0.0 {
        return Err(flat("have at least two different rows"));
    }
    let (c_idx, width) = farthest(points, |p| norm(cross(along, minus(p, a))) / length);
    simplex[2] = c_idx;
    if width <= points.noise {
        return Err(flat("not all lie on one line (collinear)"));
    }
    if N == 4 {
        let normal = cross(along, minus(points.at(c_idx), a));
        let size = norm(normal);
        let (d_idx, height) = farthest(points, |p| dot(normal, minus(p, a)).abs() / size);
        simplex[3] = d_idx;
        if height <= points.noise {
            return Err(flat("not all lie in one plane (coplanar)"));
        }
    }
    let orientation = orient(&simplex.map(|i| points.at(i)));
    if orientation == 0.0 {
        return Err(flat("not lie so close to one line or plane"));
    }
    if orientation < 0.0 {
        simplex.swap(0, 1);
    }
    Ok(simplex)
}

fn farthest(points: &Points, how_far: impl Fn([f64; 3]) -> f64) -> (u32, f64) {
    let mut best = (0, f64::NEG_INFINITY);
    for (i, &p) in points.coords.iter().enumerate() {
        let far = how_far(p);
        if best.1 < far {
            best = (i as u32, far);
        }
    }
    best
}

fn flat(requirement: &'static str) -> Error {
    Error::Values { name: "points", requirement }
}
