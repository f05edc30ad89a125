//! Linear algebra, beside `scipy.linalg`.

use ndarray::{Array2, ArrayRef2};
use onkai_linalg as linalg;

use super::case::{Call, Case, call, must};
use crate::Inputs;

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[
    ("linalg_solve_4", |inputs| Ok(solve(inputs, 4))),
    ("linalg_solve_50", |inputs| Ok(solve(inputs, 50))),
    ("linalg_solve_500", |inputs| Ok(solve(inputs, 500))),
    ("linalg_solve_1000", |inputs| Ok(solve(inputs, 1000))),
    ("linalg_lu_4", |inputs| Ok(lu(inputs, 4))),
    ("linalg_lu_50", |inputs| Ok(lu(inputs, 50))),
    ("linalg_lu_500", |inputs| Ok(lu(inputs, 500))),
    ("linalg_lu_1000", |inputs| Ok(lu(inputs, 1000))),
    ("linalg_cholesky_4", |inputs| Ok(cholesky(inputs, 4))),
    ("linalg_cholesky_50", |inputs| Ok(cholesky(inputs, 50))),
    ("linalg_cholesky_500", |inputs| Ok(cholesky(inputs, 500))),
    ("linalg_cholesky_1000", |inputs| Ok(cholesky(inputs, 1000))),
    ("linalg_qr_4", |inputs| Ok(qr(inputs, 4))),
    ("linalg_qr_50", |inputs| Ok(qr(inputs, 50))),
    ("linalg_qr_500", |inputs| Ok(qr(inputs, 500))),
    ("linalg_qr_1000", |inputs| Ok(qr(inputs, 1000))),
    ("linalg_svd_4", |inputs| Ok(svd(inputs, 4))),
    ("linalg_svd_50", |inputs| Ok(svd(inputs, 50))),
    ("linalg_svd_500", |inputs| Ok(svd(inputs, 500))),
    ("linalg_svd_1000", |inputs| Ok(svd(inputs, 1000))),
    ("linalg_eigh_4", |inputs| Ok(eigh(inputs, 4))),
    ("linalg_eigh_50", |inputs| Ok(eigh(inputs, 50))),
    ("linalg_eigh_500", |inputs| Ok(eigh(inputs, 500))),
    ("linalg_eigh_1000", |inputs| Ok(eigh(inputs, 1000))),
    ("linalg_eig_4", |inputs| Ok(eig(inputs, 4))),
    ("linalg_eig_50", |inputs| Ok(eig(inputs, 50))),
    ("linalg_eig_500", |inputs| Ok(eig(inputs, 500))),
    ("linalg_eig_1000", |inputs| Ok(eig(inputs, 1000))),
    ("linalg_expm_4", |inputs| Ok(expm(inputs, 4))),
    ("linalg_expm_50", |inputs| Ok(expm(inputs, 50))),
    ("linalg_expm_500", |inputs| Ok(expm(inputs, 500))),
    ("linalg_expm_1000", |inputs| Ok(expm(inputs, 1000))),
];

fn solve(inputs: &Inputs, n: usize) -> Call {
    let (a, b) = (inputs.noise_matrix(n, 1), inputs.noise(n, 2));
    let options = linalg::SolveOptions::default();
    call(move || must(linalg::solve(&a, &b, &options)).x)
}

fn lu(inputs: &Inputs, n: usize) -> Call {
    let a = inputs.noise_matrix(n, 1);
    call(move || must(linalg::lu(&a)).u)
}

fn cholesky(inputs: &Inputs, n: usize) -> Call {
    let a = definite(&inputs.noise_matrix(n, 1));
    call(move || must(linalg::cholesky(&a, linalg::Side::Lower)))
}

fn qr(inputs: &Inputs, n: usize) -> Call {
    let a = inputs.noise_matrix(n, 1);
    call(move || must(linalg::qr(&a, linalg::QrForm::Full)).r)
}

fn svd(inputs: &Inputs, n: usize) -> Call {
    let a = inputs.noise_matrix(n, 1);
    call(move || must(linalg::svd(&a, linalg::SvdVectors::Full)).s)
}

fn eigh(inputs: &Inputs, n: usize) -> Call {
    let a = inputs.noise_matrix(n, 1);
    let a = &a + &a.t();
    call(move || must(linalg::eigh(&a, &linalg::EighOptions::default())).w)
}

fn eig(inputs: &Inputs, n: usize) -> Call {
    let a = inputs.noise_matrix(n, 1);
    call(move || must(linalg::eig(&a, linalg::EigVectors::Right)).w)
}

/// Of noise that is scaled to have its eigenvalues within the unit circle.
fn expm(inputs: &Inputs, n: usize) -> Call {
    let a = inputs.noise_matrix(n, 41) / (n as f64).sqrt();
    call(move || must(linalg::expm(&a)))
}

/// A matrix that both sides know to be positive definite.
fn definite(a: &ArrayRef2<f64>) -> Array2<f64> {
    a.dot(&a.t()) + Array2::<f64>::eye(a.nrows())
}
