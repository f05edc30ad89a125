//! Orthogonal polynomials. (For the nodes and weights of quadrature see `tests/quadrature.rs`.)

use onkai_special as special;

use super::case::{Family, real};

pub(super) const FAMILIES: &[Family] = &[Family {
    golden: "special_polynomial",
    title: "Orthogonal polynomials",
    cases: &[
        ("eval_legendre", |v| real(special::eval_legendre(v[0] as u32, v[1]))),
        ("eval_chebyt", |v| real(special::eval_chebyt(v[0] as u32, v[1]))),
        ("eval_chebyt_large", |v| real(special::eval_chebyt(v[0] as u32, v[1]))),
        ("eval_chebyu", |v| real(special::eval_chebyu(v[0] as u32, v[1]))),
        ("eval_hermite", |v| real(special::eval_hermite(v[0] as u32, v[1]))),
        ("eval_hermitenorm", |v| real(special::eval_hermitenorm(v[0] as u32, v[1]))),
        ("eval_laguerre", |v| real(special::eval_laguerre(v[0] as u32, v[1]))),
        ("eval_genlaguerre", |v| real(special::eval_genlaguerre(v[0] as u32, v[1], v[2]))),
        ("eval_gegenbauer", |v| real(special::eval_gegenbauer(v[0] as u32, v[1], v[2]))),
        ("eval_jacobi", |v| real(special::eval_jacobi(v[0] as u32, v[1], v[2], v[3]))),
    ],
}];
