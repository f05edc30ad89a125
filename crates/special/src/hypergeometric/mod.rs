//! Hypergeometric functions and Lambert's W.

mod sum;
mod gauss_function;
mod confluent;
mod lambert_w;

pub use confluent::{hyp0f1, hyp1f1};
pub use gauss_function::hyp2f1;
pub use lambert_w::lambertw;
