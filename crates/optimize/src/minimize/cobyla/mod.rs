//! Constrained optimization by linear approximation: the steps (`method`), the simplex of points
//! (`simplex`), the linear program in a ball (`ball`).

mod method;
mod simplex;
mod ball;

pub use method::CobylaOptions;

pub(super) use method::cobyla;
