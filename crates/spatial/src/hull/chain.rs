//! The convex hull in the plane.

use super::points::{Points, orient};

/// The corners of the hull, counterclockwise; nothing on its edges, and of equal points the first.
///
/// The lower and the upper chain over the points from left to right: A. M. Andrew: Another efficient
/// algorithm for convex hulls in two dimensions. Information Processing Letters 9 (1979),
/// <https://doi.org/10.1016/0020-0190(79)90072-3>
pub(super) fn corners(points: &Points) -> Vec<u32> {
    let mut order: Vec<u32> = (0..points.len() as u32).collect();
    let key = |i: u32| points.at(i);
    order.sort_unstable_by(|&i, &j| {
        key(i).partial_cmp(&key(j)).expect("finite numbers have an order").then(i.cmp(&j))
    });
    order.dedup_by(|later, first| key(*later) == key(*first));
    let mut hull = chain(points, order.iter().copied());
    let upper = chain(points, order.iter().rev().copied());
    // Each chain ends where the other begins.
    hull.pop();
    hull.extend(&upper[..upper.len() - 1]);
    hull
}

fn chain(points: &Points, order: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut chain: Vec<u32> = Vec::new();
    for c in order {
        while let [.., a, b] = chain[..]
            && orient(&[a, b, c].map(|i| points.at(i))) <= 0.0
        {
            chain.pop();
        }
        chain.push(c);
    }
    chain
}
