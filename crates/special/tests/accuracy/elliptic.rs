//! Elliptic integrals and functions.

use onkai_special as special;

use super::case::{Family, real};

pub(super) const FAMILIES: &[Family] = &[Family {
    golden: "special_elliptic",
    title: "Elliptic integrals and functions",
    cases: &[
        ("ellipj_sn", |v| real(special::ellipj(v[0], v[1]).sn)),
        ("ellipj_cn", |v| real(special::ellipj(v[0], v[1]).cn)),
        ("ellipj_dn", |v| real(special::ellipj(v[0], v[1]).dn)),
        ("ellipj_ph", |v| real(special::ellipj(v[0], v[1]).ph)),
        ("ellipk", |v| real(special::ellipk(v[0]))),
        ("ellipkm1", |v| real(special::ellipkm1(v[0]))),
        ("ellipe", |v| real(special::ellipe(v[0]))),
        ("ellipkinc", |v| real(special::ellipkinc(v[0], v[1]))),
        ("ellipeinc", |v| real(special::ellipeinc(v[0], v[1]))),
        ("elliprf", |v| real(special::elliprf(v[0], v[1], v[2]))),
        ("elliprc", |v| real(special::elliprc(v[0], v[1]))),
        ("elliprd", |v| real(special::elliprd(v[0], v[1], v[2]))),
        ("elliprg", |v| real(special::elliprg(v[0], v[1], v[2]))),
        ("elliprj", |v| real(special::elliprj(v[0], v[1], v[2], v[3]))),
        ("elliprj_negative", |v| real(special::elliprj(v[0], v[1], v[2], v[3]))),
    ],
}];
