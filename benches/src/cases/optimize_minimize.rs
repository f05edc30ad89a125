//! Rosenbrock's function of ten variables, beside `scipy.optimize.minimize`.

use ndarray::Array1;
use onkai_optimize::{MinimizeOptions, Minimizer, minimize, rosen, rosen_der};

use super::case::{Call, Case, call, must};

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[
    ("minimize_bfgs_rosen10", |_| Ok(by_values("BFGS"))),
    ("minimize_lbfgsb_rosen10", |_| Ok(by_values("L-BFGS-B"))),
    ("minimize_bfgs_rosen10_gradient", |_| Ok(by_gradients("BFGS"))),
    ("minimize_lbfgsb_rosen10_gradient", |_| Ok(by_gradients("L-BFGS-B"))),
    ("minimize_nelder_mead_rosen2", |_| {
        let (x0, options) = (start(2), with("Nelder-Mead"));
        Ok(call(move || must(minimize(rosen, &x0, &options)).x))
    }),
];

fn start(n: usize) -> Array1<f64> {
    [1.3, 0.7, 0.8, 1.9, 1.2].into_iter().cycle().take(n).collect()
}

fn with(method: &str) -> MinimizeOptions {
    MinimizeOptions { method: Some(must(method.parse())), ..Default::default() }
}

fn by_values(method: &str) -> Call {
    let (x0, options) = (start(10), with(method));
    call(move || must(minimize(rosen, &x0, &options)).x)
}

fn by_gradients(method: &str) -> Call {
    let (x0, options) = (start(10), with(method));
    call(move || must(Minimizer::new(rosen).gradient(rosen_der).run(&x0, &options)).x)
}
