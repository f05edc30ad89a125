//! Distances, nearest neighbours, hulls, triangulations and rotations: `scipy.spatial`.
//!
//! Reading order: [`distance`], how far vectors lie apart; [`KdTree`], which finds neighbours;
//! [`ConvexHull`], [`Delaunay`] and [`Voronoi`]; [`procrustes()`]; [`transform`], rotations.

pub mod distance;
mod kdtree;
mod hull;
mod procrustes;
pub mod transform;
mod shuffle;

pub use onkai_core::{Error, Result};

pub use crate::hull::{ConvexHull, Delaunay, Voronoi};
pub use crate::kdtree::{
    BallOptions, CountOptions, KdTree, KdTreeOptions, Neighbors, PairWeights, QueryOptions,
    SparseDistances,
};
pub use crate::procrustes::{Procrustes, procrustes};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
