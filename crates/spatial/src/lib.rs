//! Distances, nearest neighbours, hulls, triangulations and rotations: `scipy.spatial`.
//!
//! Reading order: [`distance`], how far vectors lie apart.

pub mod distance;
mod kdtree;
mod hull;
mod shuffle;

pub use onkai_core::{Error, Result};

pub use crate::hull::{ConvexHull, Delaunay, Voronoi};
pub use crate::kdtree::{
    BallOptions, CountOptions, KdTree, KdTreeOptions, Neighbors, QueryOptions, SparseDistances,
};
