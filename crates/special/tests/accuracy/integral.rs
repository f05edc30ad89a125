//! Exponential, sine and cosine integrals, dilogarithm and zeta functions.

use onkai_special as special;

use super::case::{Family, real};

pub(super) const FAMILIES: &[Family] = &[Family {
    golden: "special_integral",
    title: "Exponential, sine and cosine integrals, dilogarithm and zeta functions",
    cases: &[
        ("expi", |v| real(special::expi(v[0]))),
        ("exp1", |v| real(special::exp1(v[0]))),
        ("expn", |v| real(special::expn(v[0] as u32, v[1]))),
        ("sici_si", |v| real(special::sici(v[0]).si)),
        ("sici_ci", |v| real(special::sici(v[0]).ci)),
        ("shichi_shi", |v| real(special::shichi(v[0]).shi)),
        ("shichi_chi", |v| real(special::shichi(v[0]).chi)),
        ("spence", |v| real(special::spence(v[0]))),
        ("zeta", |v| real(special::zeta(v[0]))),
        ("zetac", |v| real(special::zetac(v[0]))),
        ("hurwitz", |v| real(special::hurwitz_zeta(v[0], v[1]))),
    ],
}];
