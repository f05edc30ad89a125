//! Probabilities, entropies and counts.

use onkai_special::{
    binary_entropy, binom, boxcox, boxcox1p, cosm1, diric, entr, expit, exprel, factorial,
    factorial2, inv_boxcox, inv_boxcox1p, kl_div, log_expit, logit, perm, rel_entr, sinc, xlog1py,
    xlogy,
};

use super::case::{Family, real};

pub(super) const FAMILIES: &[Family] = &[Family {
    golden: "statistics",
    title: "Probabilities, entropies and counts",
    cases: &[
        ("entr", |x| real(entr(x[0]))),
        ("xlogy", |x| real(xlogy(x[0], x[1]))),
        ("xlog1py", |x| real(xlog1py(x[0], x[1]))),
        ("rel_entr", |x| real(rel_entr(x[0], x[1]))),
        ("kl_div", |x| real(kl_div(x[0], x[1]))),
        ("binary_entropy", |x| real(binary_entropy(x[0]))),
        ("logit", |x| real(logit(x[0]))),
        ("expit", |x| real(expit(x[0]))),
        ("log_expit", |x| real(log_expit(x[0]))),
        ("cosm1", |x| real(cosm1(x[0]))),
        ("sinc", |x| real(sinc(x[0]))),
        ("exprel", |x| real(exprel(x[0]))),
        ("diric", |x| real(diric(x[0], x[1] as u32))),
        ("boxcox", |x| real(boxcox(x[0], x[1]))),
        ("boxcox1p", |x| real(boxcox1p(x[0], x[1]))),
        ("inv_boxcox", |x| real(inv_boxcox(x[0], x[1]))),
        ("inv_boxcox1p", |x| real(inv_boxcox1p(x[0], x[1]))),
        ("binom", |x| real(binom(x[0], x[1]))),
        ("perm", |x| real(perm(x[0], x[1]))),
        ("factorial", |x| real(factorial(x[0]))),
        ("factorial2", |x| real(factorial2(x[0] as u32))),
    ],
}];
