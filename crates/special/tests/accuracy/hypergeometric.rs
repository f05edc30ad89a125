//! Hypergeometric functions and Lambert's W.

use onkai_special as special;
use onkai_special::Complex;

use super::case::{Family, real};

pub(super) const FAMILIES: &[Family] = &[Family {
    golden: "special_hypergeometric",
    title: "Hypergeometric functions and Lambert's W",
    cases: &[
        ("hyp2f1", |v| real(special::hyp2f1(v[0], v[1], v[2], v[3]))),
        ("hyp2f1_one", |v| real(special::hyp2f1(v[0], v[1], v[2], v[3]))),
        ("hyp1f1", |v| real(special::hyp1f1(v[0], v[1], v[2]))),
        ("hyp0f1", |v| real(special::hyp0f1(v[0], v[1]))),
        ("lambertw", |v| real(special::lambertw(v[0], 0))),
        ("lambertw_minus", |v| real(special::lambertw(v[0], -1))),
        ("lambertw_plane", |v| special::lambertw(Complex::new(v[0], v[1]), v[2] as i32)),
    ],
}];
