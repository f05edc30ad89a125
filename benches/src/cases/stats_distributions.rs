//! Distributions, fits and kernel densities, beside `scipy.stats`.

use ndarray::arr1;
use onkai_stats::distributions::continuous::{Continuous, Gamma, Normal, StudentT};
use onkai_stats::distributions::fit::{Fit, FitOptions};
use onkai_stats::distributions::multivariate::{GaussianKde, KdeOptions};

use super::case::{Case, call, must};

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[
    ("norm_pdf_one", |_| Ok(call(|| arr1(&[Normal.pdf(std::hint::black_box(0.7))])))),
    ("norm_pdf", |inputs| {
        let x = inputs.noise(1_000_000, 1);
        Ok(call(move || Normal.pdf_of(&x)))
    }),
    ("gamma_cdf", |inputs| {
        let x = inputs.noise(100_000, 1) * 4.0 + 4.0;
        let gamma = must(Gamma::new(2.5));
        Ok(call(move || gamma.cdf_of(&x)))
    }),
    ("t_ppf", |inputs| {
        let p = inputs.noise(100_000, 1) * 0.499 + 0.5;
        let t = must(StudentT::new(7.0));
        Ok(call(move || t.ppf_of(&p)))
    }),
    ("norm_fit", |inputs| {
        let x = inputs.noise(1_000_000, 1);
        Ok(call(move || {
            let fitted = must(Normal::fit(&x, &FitOptions::default()));
            arr1(&[fitted.loc, fitted.scale])
        }))
    }),
    ("gaussian_kde", |inputs| {
        let data = inputs.noise(1000, 1);
        let at = inputs.noise(1000, 2);
        Ok(call(move || {
            must(must(GaussianKde::new_1d(&data, &KdeOptions::default())).evaluate_1d(&at))
        }))
    }),
];
