//! Special functions of numbers.

use num_complex::Complex;
use onkai::special::{ellipj, erf, gamma, gammaln, jv, sici};
use serde_json::{Value, json};

use crate::tour::{Chapter, complex, row};

pub(crate) fn chapter() -> Chapter {
    let at = |points: &[f64], f: fn(f64) -> f64| -> Value {
        points.iter().map(|&x| json!([x, f(x)])).collect()
    };
    let orders = [0, 1, 2, 5];
    let pairs = orders.iter().flat_map(|&n| [0.1, 1.0, 10.0, 50.0].map(|x| (n, x)));
    let jn: Value = pairs.map(|(n, x)| json!([n, x, jv(f64::from(n), x)])).collect();
    let jacobi = ellipj(0.5, 0.3);
    let integrals: Value = [0.1, 1.0, 10.0, 100.0]
        .iter()
        .map(|&x| {
            let value = sici(x);
            json!([x, value.si, value.ci])
        })
        .collect();
    let rows = vec![
        row("jn", "jv(n, x)", jn),
        row(
            "ellpj(0.5,0.3)",
            "ellipj(0.5, 0.3)",
            json!([jacobi.sn, jacobi.cn, jacobi.dn, jacobi.ph]),
        ),
        row("gamma", "gamma(x)", at(&[0.5, 1.0, 5.0, -1.5, 20.0], gamma)),
        row("gamma(1+1j)", "gamma(1 + i)", complex(gamma(Complex::new(1.0, 1.0)))),
        row("gammaln", "gammaln(x)", at(&[0.5, 10.0, 1e3, 1e10], gammaln)),
        row("erf", "erf(x)", at(&[-2.0, -0.1, 0.0, 0.5, 3.0], erf)),
        row("sici", "sici(x)", integrals),
    ];
    Chapter { key: "special", title: "Special functions", rows }
}
