//! Bessel and Airy functions.
//!
//! What oscillates is measured by its envelope: `√(J² + Y²)` beyond the turning point, `√(Ai² + Bi²)`
//! on the left; what is a sum of two functions (negative orders, derivatives) by its terms.

use onkai_special::{
    ai_zeros, airy, airye, bi_zeros, i0, i0e, i1, i1e, iv, ive, ivp, j0, j1, jn_zeros, jnp_zeros,
    jv, jvp, k0, k0e, k1, k1e, kv, kve, kvp, spherical_in, spherical_in_derivative, spherical_jn,
    spherical_jn_derivative, spherical_kn, spherical_kn_derivative, spherical_yn,
    spherical_yn_derivative, y0, y1, yn_zeros, ynp_zeros, yv, yvp,
};

use super::case::{Family, real};

pub(super) const FAMILIES: &[Family] = &[
    Family {
        golden: "bessel",
        title: "Bessel functions",
        cases: &[
            ("jv", |a| real(jv(a[0], a[1]))),
            ("jv, v < 0 or x < 0", |a| real(jv(a[0], a[1]))),
            ("yv", |a| real(yv(a[0], a[1]))),
            ("yv, v < 0", |a| real(yv(a[0], a[1]))),
            ("iv", |a| real(iv(a[0], a[1]))),
            ("iv, v < 0", |a| real(iv(a[0], a[1]))),
            ("ive", |a| real(ive(a[0], a[1]))),
            ("kv", |a| real(kv(a[0], a[1]))),
            ("kve", |a| real(kve(a[0], a[1]))),
            ("j0", |a| real(j0(a[0]))),
            ("j1", |a| real(j1(a[0]))),
            ("y0", |a| real(y0(a[0]))),
            ("y1", |a| real(y1(a[0]))),
            ("i0", |a| real(i0(a[0]))),
            ("i0e", |a| real(i0e(a[0]))),
            ("i1", |a| real(i1(a[0]))),
            ("i1e", |a| real(i1e(a[0]))),
            ("k0", |a| real(k0(a[0]))),
            ("k0e", |a| real(k0e(a[0]))),
            ("k1", |a| real(k1(a[0]))),
            ("k1e", |a| real(k1e(a[0]))),
            ("jvp", |a| real(jvp(a[0], a[1], a[2] as u32))),
            ("yvp", |a| real(yvp(a[0], a[1], a[2] as u32))),
            ("ivp", |a| real(ivp(a[0], a[1], a[2] as u32))),
            ("kvp", |a| real(kvp(a[0], a[1], a[2] as u32))),
            ("spherical_jn", |a| real(spherical_jn(a[0] as u32, a[1]))),
            ("spherical_jn'", |a| real(spherical_jn_derivative(a[0] as u32, a[1]))),
            ("spherical_yn", |a| real(spherical_yn(a[0] as u32, a[1]))),
            ("spherical_yn'", |a| real(spherical_yn_derivative(a[0] as u32, a[1]))),
            ("spherical_in", |a| real(spherical_in(a[0] as u32, a[1]))),
            ("spherical_in'", |a| real(spherical_in_derivative(a[0] as u32, a[1]))),
            ("spherical_kn", |a| real(spherical_kn(a[0] as u32, a[1]))),
            ("spherical_kn'", |a| real(spherical_kn_derivative(a[0] as u32, a[1]))),
            ("jn_zeros", |a| real(last(&jn_zeros(a[0] as u32, a[1] as usize)))),
            ("jnp_zeros", |a| real(last(&jnp_zeros(a[0] as u32, a[1] as usize)))),
            ("yn_zeros", |a| real(last(&yn_zeros(a[0] as u32, a[1] as usize)))),
            ("ynp_zeros", |a| real(last(&ynp_zeros(a[0] as u32, a[1] as usize)))),
        ],
    },
    Family {
        golden: "airy",
        title: "Airy functions",
        cases: &[
            ("airy.ai", |x| real(airy(x[0]).ai)),
            ("airy.aip", |x| real(airy(x[0]).aip)),
            ("airy.bi", |x| real(airy(x[0]).bi)),
            ("airy.bip", |x| real(airy(x[0]).bip)),
            ("airye.ai", |x| real(airye(x[0]).ai)),
            ("airye.aip", |x| real(airye(x[0]).aip)),
            ("airye.bi", |x| real(airye(x[0]).bi)),
            ("airye.bip", |x| real(airye(x[0]).bip)),
            ("ai_zeros", |k| real(last(&ai_zeros(k[0] as usize)))),
            ("bi_zeros", |k| real(last(&bi_zeros(k[0] as usize)))),
        ],
    },
];

fn last(zeros: &ndarray::Array1<f64>) -> f64 {
    zeros[zeros.len() - 1]
}
