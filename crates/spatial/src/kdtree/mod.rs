//! A k-d tree: nearest neighbours and all neighbours within a radius.
//!
//! Reading order: [`KdTree`], how it is made; its queries for the nearest (`query`), for balls
//! (`query_ball_point`, `query_ball_tree`, `query_pairs`), for counts (`count_neighbors`) and for
//! distances (`sparse_distance_matrix`).

mod tree;
mod build;
mod norm;
mod nearest;
mod query;
mod ball;
mod pairs;
mod count;

pub use self::ball::BallOptions;
pub use self::count::{CountOptions, PairWeights};
pub use self::pairs::SparseDistances;
pub use self::query::{Neighbors, QueryOptions};
pub use self::tree::{KdTree, KdTreeOptions};
