//! Trust-region methods: one iteration, three ways to minimize a quadratic model in a ball.

mod iteration;
mod model;
mod dogleg;
mod steihaug;
mod exact;

pub use iteration::TrustRegionOptions;

pub(crate) use iteration::{dogleg, trust_exact, trust_ncg};
