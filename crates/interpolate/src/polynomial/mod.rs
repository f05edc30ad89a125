//! Single polynomials through given points.

mod barycentric;
mod krogh;
mod scaled;

pub use barycentric::BarycentricInterpolator;
pub use krogh::KroghInterpolator;
