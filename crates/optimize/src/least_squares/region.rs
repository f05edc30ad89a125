//! Bounds seen from a point within them.

use ndarray::{Array1, ArrayRef1, Zip};

use crate::minimize::Bounds;

/// How far along `direction` the first bound is, and which variables reach theirs there
/// (−1 the lower, 1 the upper, 0 none).
pub(super) fn way_to_bounds(
    x: &ArrayRef1<f64>,
    direction: &ArrayRef1<f64>,
    bounds: &Bounds,
) -> (f64, Array1<i8>) {
    let ways = Zip::from(x).and(direction).and(&bounds.lower).and(&bounds.upper).map_collect(
        |&x, &d, &lower, &upper| {
            if d == 0.0 { f64::INFINITY } else { ((lower - x) / d).max((upper - x) / d) }
        },
    );
    let first = ways.iter().fold(f64::INFINITY, |min, &way| min.min(way));
    let hits = Zip::from(&ways).and(direction).map_collect(|&way, &d| match d {
        _ if way != first => 0,
        d if d > 0.0 => 1,
        d if d < 0.0 => -1,
        _ => 0,
    });
    (first, hits)
}

/// Which bounds hold `x`, within `rtol` of their modulus: −1 the lower, 1 the upper, 0 none.
pub(super) fn active(x: &ArrayRef1<f64>, bounds: &Bounds, rtol: f64) -> Array1<i8> {
    Zip::from(x).and(&bounds.lower).and(&bounds.upper).map_collect(|&x, &lower, &upper| {
        let (below, above) = (x - lower, upper - x);
        let near = |bound: f64| rtol * bound.abs().max(1.0);
        if lower.is_finite() && below <= above.min(near(lower)) {
            -1
        } else {
            i8::from(upper.is_finite() && above <= below.min(near(upper)))
        }
    })
}

/// Moves what lies on a bound into the interior, by `rstep` of the bound's modulus or, where that is
/// 0, to the next number.
pub(super) fn into_interior(x: &ArrayRef1<f64>, bounds: &Bounds, rstep: f64) -> Array1<f64> {
    let active = active(x, bounds, rstep);
    Zip::from(x).and(&active).and(&bounds.lower).and(&bounds.upper).map_collect(
        |&x, &side, &lower, &upper| {
            let inside = match (side, rstep == 0.0) {
                (-1, true) => lower.next_up(),
                (1, true) => upper.next_down(),
                (-1, false) => lower + rstep * lower.abs().max(1.0),
                (1, false) => upper - rstep * upper.abs().max(1.0),
                _ => x,
            };
            if (lower..=upper).contains(&inside) { inside } else { 0.5 * (lower + upper) }
        },
    )
}

/// Coleman and Li's scaling: the distance of each variable from the bound that its gradient points
/// to, and the sign of that distance's derivative.
pub(super) fn coleman_li(
    x: &ArrayRef1<f64>,
    gradient: &ArrayRef1<f64>,
    bounds: &Bounds,
) -> (Array1<f64>, Array1<f64>) {
    let mut distance = Array1::ones(x.len());
    let mut sign = Array1::zeros(x.len());
    for i in 0..x.len() {
        if gradient[i] < 0.0 && bounds.upper[i].is_finite() {
            (distance[i], sign[i]) = (bounds.upper[i] - x[i], -1.0);
        } else if gradient[i] > 0.0 && bounds.lower[i].is_finite() {
            (distance[i], sign[i]) = (x[i] - bounds.lower[i], 1.0);
        }
    }
    (distance, sign)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn the_first_bound_is_found() {
        let bounds = Bounds::uniform(3, 0.0, 1.0).unwrap();
        let (way, hits) = way_to_bounds(&array![0.5, 0.5, 0.5], &array![1.0, -2.0, 0.0], &bounds);
        assert_eq!((way, hits), (0.25, array![0, -1, 0]));
    }

    #[test]
    fn points_move_off_their_bounds() {
        let bounds = Bounds::uniform(3, 0.0, 1.0).unwrap();
        let x = array![0.0, 1.0, 0.5];
        assert_eq!(active(&x, &bounds, 1e-10), array![-1, 1, 0]);
        assert_eq!(into_interior(&x, &bounds, 1e-10), array![1e-10, 1.0 - 1e-10, 0.5]);
        let next = into_interior(&x, &bounds, 0.0);
        assert!(next[0] > 0.0 && next[1] < 1.0 && next[2] == 0.5);
    }
}
