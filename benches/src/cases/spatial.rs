//! Distances, trees and hulls, beside `scipy.spatial`.

use ndarray::Array2;
use onkai_spatial::distance::{Metric, cdist, pdist};
use onkai_spatial::{ConvexHull, Delaunay, KdTree, KdTreeOptions, QueryOptions};

use super::case::{Call, Case, call, must};
use crate::Inputs;

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[
    ("cdist_euclidean", |inputs| Ok(distances(inputs, Metric::Euclidean))),
    ("cdist_cosine", |inputs| Ok(distances(inputs, Metric::Cosine))),
    ("pdist", |inputs| {
        let x = rows(inputs, 2000, 16, 1);
        Ok(call(move || must(pdist(&x, &Metric::Euclidean))))
    }),
    ("kdtree_build", |inputs| {
        let points = rows(inputs, 1_000_000, 3, 1);
        Ok(call(move || must(KdTree::new(&points, &KdTreeOptions::default())).maxes().to_owned()))
    }),
    ("kdtree_query_1", |inputs| Ok(neighbors(inputs, 1))),
    ("kdtree_query_5", |inputs| Ok(neighbors(inputs, 5))),
    ("delaunay_2d", |inputs| {
        let points = rows(inputs, 100_000, 2, 1);
        Ok(call(move || vec![must(Delaunay::new(&points)).simplices.nrows()]))
    }),
    ("convex_hull_3d", |inputs| {
        let points = rows(inputs, 1_000_000, 3, 1);
        Ok(call(move || must(ConvexHull::new(&points)).vertices))
    }),
];

/// Rows of noise.
fn rows(inputs: &Inputs, n: usize, dim: usize, seed: u32) -> Array2<f64> {
    inputs.noise(n * dim, seed).into_shape_with_order((n, dim)).expect("n times dim elements")
}

fn distances(inputs: &Inputs, metric: Metric<f64>) -> Call {
    let (a, b) = (rows(inputs, 2000, 16, 1), rows(inputs, 2000, 16, 2));
    call(move || must(cdist(&a, &b, &metric)))
}

fn neighbors(inputs: &Inputs, k: usize) -> Call {
    let tree = must(KdTree::new(&rows(inputs, 1_000_000, 3, 1), &KdTreeOptions::default()));
    let x = rows(inputs, 100_000, 3, 2);
    let options = QueryOptions { k, ..Default::default() };
    call(move || must(tree.query(&x, &options)).distances)
}
