//! Minima, roots and fitted curves of `x² + 10 sin x` and the like.

use ndarray::{Array1, ArrayRef1, array};
use onkai::Result;
use onkai::optimize::{
    BasinHoppingOptions, Bounds, CurveFitOptions, LBfgsBOptions, Method, MinimizeOptions,
    OptimizeResult, RootOptions, basinhopping, central_diff_weights, curve_fit, derivative,
    minimize, root,
};
use onkai::stats::{Continuous, Normal};
use serde_json::{Value, json};

use crate::tour::{Chapter, Row, demo, matrix, row};

pub(crate) fn chapter(seed: u64) -> Result<Chapter> {
    let f = |x: &ArrayRef1<f64>| x[0] * x[0] + 10.0 * x[0].sin();
    let from = |x0: f64, options: MinimizeOptions| minimize(f, &array![x0], &options);
    let lbfgsb = || MinimizeOptions {
        method: Some(Method::LBfgsB(LBfgsBOptions::default())),
        ..Default::default()
    };
    let bounds = Some(Bounds::uniform(1, 0.0, 10.0)?);
    let bounded = MinimizeOptions { bounds, ..Default::default() };
    let hopping =
        basinhopping(f, &array![1.0], &BasinHoppingOptions { seed, ..Default::default() })?;
    let mut rows = vec![
        row(
            "bfgs",
            "minimize(x² + 10 sin x) from 0",
            told(&from(0.0, MinimizeOptions::default())?),
        ),
        row("lbfgsb", "by L-BFGS-B", told(&from(0.0, lbfgsb())?)),
        row("lbfgsb_from_3", "from 3: another valley", told(&from(3.0, lbfgsb())?)),
        row("bounded", "from 1, between 0 and 10", told(&from(1.0, bounded)?)),
        row("root_1", "root from 1", zero_from(1.0)?),
        row("root_-3", "root from -3", zero_from(-3.0)?),
        row("basinhopping_x", "basinhopping from 1", hopping.best.x.to_vec()),
        row(
            "curve_fit(2.9*sin(1.5x)+0.3*cos(17x), p0=[2,2])",
            "curve_fit(a sin(b x)) to 2.9 sin(1.5 x) + 0.3 cos(17 x)",
            fitted(|x| 0.3 * (17.0 * x).cos())?,
        ),
    ];
    rows.extend(noisy(seed)?);
    Ok(Chapter { key: "optimize", title: "Minima and roots", rows })
}

fn told(result: &OptimizeResult) -> Value {
    json!({
        "x": result.x.to_vec(),
        "fun": result.fun,
        "nfev": result.nfev,
        "nit": result.nit,
        "success": result.success(),
    })
}

fn zero_from(x0: f64) -> Result<Value> {
    let f = |x: &ArrayRef1<f64>| x.mapv(|x| x * x + 10.0 * x.sin());
    let result = root(f, &array![x0], &RootOptions::default())?;
    Ok(json!({
        "x": result.x.to_vec(),
        "fun": result.fun[0],
        "nfev": result.nfev,
        "success": result.success(),
    }))
}

/// The parameters of `a sin(b x)`, and their covariance, for a sine that something is added to.
fn fitted(mut added: impl FnMut(f64) -> f64) -> Result<Value> {
    let x = Array1::linspace(-5.0, 5.0, 50);
    let y = x.mapv(|x: f64| 2.9 * (1.5 * x).sin() + added(x));
    let model = |x: &ArrayRef1<f64>, p: &ArrayRef1<f64>| x.mapv(|x| p[0] * (p[1] * x).sin());
    let fit = curve_fit(model, &x, &y, &array![2.0, 2.0], &CurveFitOptions::default())?;
    Ok(json!({ "p": fit.parameters.to_vec(), "cov": matrix(&fit.covariance) }))
}

fn noisy(seed: u64) -> Result<[Row; 3]> {
    let mut noise = Normal.at(0.0, 0.5)?.rvs(50, seed).into_iter();
    let fit = fitted(|_| noise.next().unwrap_or(0.0))?;
    let weights: Vec<f64> = central_diff_weights(3, 1)?.to_vec();
    let slope = derivative(|x| x * x * x + x * x, 1.0, 1e-6, 1, 3)?;
    Ok([
        demo("curve_fit(a sin(b x)) to 2.9 sin(1.5 x) in noise", fit),
        demo("derivative of x³ + x² at 1", slope),
        demo("central_diff_weights(3)", weights),
    ])
}
