//! The gamma function and its relatives.

use onkai_special::{Complex, beta, betaln, digamma, gamma, gammaln, loggamma, polygamma, rgamma};

use super::case::{Family, real};

pub(super) const FAMILIES: &[Family] = &[
    Family {
        golden: "gamma",
        title: "The gamma function and its relatives",
        cases: &[
            ("gamma", |x| real(gamma(x[0]))),
            ("rgamma", |x| real(rgamma(x[0]))),
            ("gammaln", |x| real(gammaln(x[0]))),
            ("digamma", |x| real(digamma(x[0]))),
            ("polygamma", |x| real(polygamma(x[0] as u32, x[1]))),
            ("polygamma, x < 0", |x| real(polygamma(x[0] as u32, x[1]))),
            ("beta", |x| real(beta(x[0], x[1]))),
            ("beta, negative", |x| real(beta(x[0], x[1]))),
            ("betaln", |x| real(betaln(x[0], x[1]))),
        ],
    },
    Family {
        golden: "gamma_complex",
        title: "The gamma function of complex arguments",
        cases: &[
            ("gamma, complex", |z| gamma(complex(z))),
            ("rgamma, complex", |z| rgamma(complex(z))),
            ("loggamma, complex", |z| loggamma(complex(z))),
            ("digamma, complex", |z| digamma(complex(z))),
        ],
    },
];

fn complex(parts: &[f64]) -> Complex<f64> {
    Complex::new(parts[0], parts[1])
}
