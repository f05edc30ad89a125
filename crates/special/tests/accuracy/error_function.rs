//! The error function and its relatives.

use onkai_special::{
    Complex, dawsn, erf, erfc, erfcinv, erfcx, erfinv, fresnel, log_ndtr, ndtr, ndtri, ndtri_exp,
    wofz,
};

use super::case::{Family, real};

pub(super) const FAMILIES: &[Family] = &[Family {
    golden: "error_function",
    title: "The error function and its relatives",
    cases: &[
        ("erf", |x| real(erf(x[0]))),
        ("erfc", |x| real(erfc(x[0]))),
        ("erfcx", |x| real(erfcx(x[0]))),
        ("erfinv", |x| real(erfinv(x[0]))),
        ("erfcinv", |x| real(erfcinv(x[0]))),
        ("ndtr", |x| real(ndtr(x[0]))),
        ("ndtri", |x| real(ndtri(x[0]))),
        ("log_ndtr", |x| real(log_ndtr(x[0]))),
        ("ndtri_exp", |x| real(ndtri_exp(x[0]))),
        ("wofz", |z| wofz(Complex::new(z[0], z[1]))),
        ("dawsn", |x| real(dawsn(x[0]))),
        ("fresnel s", |x| real(fresnel(x[0]).s)),
        ("fresnel c", |x| real(fresnel(x[0]).c)),
    ],
}];
