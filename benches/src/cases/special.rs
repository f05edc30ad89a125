//! Special functions, beside `scipy.special`.

use ndarray::{Array1, Array2};
use onkai_special::{Ellipj, ellipj, erf, expi, gamma, hyp2f1, i0, j0, jv, map, par_map};

use super::case::{Case, call};
use crate::Inputs;

/// Values in a case.
const N: usize = 1_000_000;

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[
    ("special_gamma", |inputs| {
        let x = gamma_arguments(inputs);
        Ok(call(move || map(&x, gamma)))
    }),
    ("special_gamma_par", |inputs| {
        let x = gamma_arguments(inputs);
        Ok(call(move || par_map(&x, gamma)))
    }),
    ("special_erf", |inputs| {
        let x = erf_arguments(inputs);
        Ok(call(move || map(&x, erf)))
    }),
    ("special_erf_par", |inputs| {
        let x = erf_arguments(inputs);
        Ok(call(move || par_map(&x, erf)))
    }),
    ("special_jv", |inputs| {
        let x = bessel_arguments(inputs);
        Ok(call(move || map(&x, |v| jv(2.5, v))))
    }),
    ("special_jv_par", |inputs| {
        let x = bessel_arguments(inputs);
        Ok(call(move || par_map(&x, |v| jv(2.5, v))))
    }),
    ("special_j0", |inputs| {
        let x = bessel_arguments(inputs);
        Ok(call(move || map(&x, j0)))
    }),
    ("special_i0", |inputs| {
        let x = bessel_arguments(inputs);
        Ok(call(move || map(&x, i0)))
    }),
    ("special_ellipj", |inputs| {
        let u = elliptic_arguments(inputs);
        Ok(call(move || parts(&map(&u, |u| ellipj(u, 0.7)))))
    }),
    ("special_ellipj_par", |inputs| {
        let u = elliptic_arguments(inputs);
        Ok(call(move || parts(&par_map(&u, |u| ellipj(u, 0.7)))))
    }),
    ("special_expi", |inputs| {
        let x = inputs.noise(N, 4) * 15.0 + 15.5;
        Ok(call(move || map(&x, expi)))
    }),
    ("special_hyp2f1", |inputs| {
        let x = inputs.noise(N / 10, 5) * 0.45;
        Ok(call(move || map(&x, |x| hyp2f1(0.5, 1.25, 2.5, x))))
    }),
];

/// Between -10 and 10.
fn elliptic_arguments(inputs: &Inputs) -> Array1<f64> {
    inputs.noise(N, 3) * 10.0
}

/// sn, cn, dn and the amplitude, one a row, as SciPy gives them.
fn parts(values: &Array1<Ellipj<f64>>) -> Array2<f64> {
    let mut rows = Array2::zeros((4, values.len()));
    for (value, mut column) in values.iter().zip(rows.columns_mut()) {
        for (slot, part) in column.iter_mut().zip([value.sn, value.cn, value.dn, value.ph]) {
            *slot = part;
        }
    }
    rows
}

/// Between 0.5 and 20.5.
fn gamma_arguments(inputs: &Inputs) -> Array1<f64> {
    inputs.noise(N, 1) * 10.0 + 10.5
}

/// Between -4 and 4.
fn erf_arguments(inputs: &Inputs) -> Array1<f64> {
    inputs.noise(N, 2) * 4.0
}

/// Between 0 and 50.
fn bessel_arguments(inputs: &Inputs) -> Array1<f64> {
    inputs.noise(N, 3) * 25.0 + 25.0
}
