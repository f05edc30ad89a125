//! Distances between vectors, and between all pairs of rows.
//!
//! Reading order: [`Metric`], the ways to measure; [`cdist`] and [`pdist`], all pairs; the functions of
//! two vectors, such as [`euclidean`]; [`squareform_to_matrix`] and [`squareform_to_vector`];
//! [`directed_hausdorff`].

mod metric;
mod lanes;
mod dispatch;
mod estimates;
mod cdist;
mod pdist;
mod vectors;
mod squareform;
mod hausdorff;

pub(crate) use self::dispatch::check_shape;

pub use self::cdist::{cdist, cdist_by, cdist_weighted};
pub use self::hausdorff::{Hausdorff, directed_hausdorff};
pub use self::metric::Metric;
pub use self::pdist::{pdist, pdist_by, pdist_weighted};
pub use self::squareform::{
    is_valid_dm, is_valid_y, num_obs_dm, num_obs_y, squareform_to_matrix, squareform_to_vector,
};
pub use self::vectors::{
    braycurtis, canberra, chebyshev, cityblock, correlation, cosine, dice, euclidean, hamming,
    jaccard, jensenshannon, mahalanobis, minkowski, rogerstanimoto, russellrao, seuclidean,
    sokalsneath, sqeuclidean, yule,
};
