//! Trust-region methods: one iteration, three ways to minimize a quadratic model in a ball.

mod iteration;

pub use iteration::TrustRegionOptions;
