//! Orthogonal polynomials and Gauss quadrature.

mod recurrence;
mod values;
mod eigenvalues;
mod gauss;
mod roots;

pub use gauss::Quadrature;
pub use roots::{
    roots_chebyt, roots_chebyu, roots_gegenbauer, roots_genlaguerre, roots_hermite,
    roots_hermitenorm, roots_jacobi, roots_laguerre, roots_legendre,
};
pub use values::{
    eval_chebyt, eval_chebyu, eval_gegenbauer, eval_genlaguerre, eval_hermite, eval_hermitenorm,
    eval_jacobi, eval_laguerre, eval_legendre,
};
