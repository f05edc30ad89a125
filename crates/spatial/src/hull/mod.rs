//! Convex hulls, Delaunay triangulations and Voronoi diagrams, in the plane and in space.
//!
//! Reading order: [`ConvexHull`], [`Delaunay`], [`Voronoi`]. All decisions are made by exact
//! predicates, so that points on a line, a plane, a circle or a grid lead to no contradictions.

mod points;
mod flatness;
mod curve;
mod convex_hull;
mod chain;
mod quickhull;
mod triangulation;
mod delaunay;
mod voronoi;

pub use self::convex_hull::ConvexHull;
pub use self::delaunay::Delaunay;
pub use self::voronoi::Voronoi;
