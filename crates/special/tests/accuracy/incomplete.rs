//! Incomplete gamma and beta functions and their inverses.

use onkai_special::{
    betainc, betaincc, betainccinv, betaincinv, gammainc, gammaincc, gammainccinv, gammaincinv,
};

use super::case::{Family, real};

pub(super) const FAMILIES: &[Family] = &[Family {
    golden: "incomplete",
    title: "Incomplete gamma and beta functions",
    cases: &[
        ("gammainc", |x| real(gammainc(x[0], x[1]))),
        ("gammaincc", |x| real(gammaincc(x[0], x[1]))),
        ("gammaincinv", |x| real(gammaincinv(x[0], x[1]))),
        ("gammainccinv", |x| real(gammainccinv(x[0], x[1]))),
        ("betainc", |x| real(betainc(x[0], x[1], x[2]))),
        ("betaincc", |x| real(betaincc(x[0], x[1], x[2]))),
        ("betaincinv", |x| real(betaincinv(x[0], x[1], x[2]))),
        ("betainccinv", |x| real(betainccinv(x[0], x[1], x[2]))),
    ],
}];
