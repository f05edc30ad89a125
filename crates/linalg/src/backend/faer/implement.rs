//! The one place where faer's kernels are made for the four scalar types.

use ndarray::{Array2, ArrayView2};
use num_complex::Complex;

use super::super::traits::{
    Backend, EigParts, EighParts, NotConverged, SvdForm, SvdParts, Triangle,
};
use super::{factor, multiply, orthogonal, spectral};
use crate::col_major::ColMajor;

macro_rules! impl_backend {
    ($($t:ty, $eig:path, $re:expr;)*) => {$(
        impl Backend for $t {
            fn matmul(a: ArrayView2<'_, Self>, b: ArrayView2<'_, Self>) -> Array2<Self> {
                multiply::product(&a, &b)
            }
            fn lu_in_place(a: &mut ColMajor<Self>) -> Vec<usize> {
                factor::lu_in_place(a)
            }
            fn solve_triangle_in_place(
                a: &ColMajor<Self>,
                shape: Triangle,
                b: &mut ColMajor<Self>,
            ) {
                multiply::solve_triangle(a, shape, b);
            }
            fn cholesky_in_place(a: &mut ColMajor<Self>) -> Result<(), usize> {
                factor::cholesky_in_place(a)
            }
            fn qr(a: ColMajor<Self>, n_q: usize) -> (ColMajor<Self>, ColMajor<Self>) {
                orthogonal::qr(a, n_q)
            }
            fn svd(a: ColMajor<Self>, form: SvdForm) -> Result<SvdParts<Self>, NotConverged> {
                spectral::singular(&a, form)
            }
            fn eigh(a: ColMajor<Self>, vectors: bool) -> Result<EighParts<Self>, NotConverged> {
                spectral::hermitian(&a, vectors, $re)
            }
            fn eig(
                a: ColMajor<Self>,
                left: bool,
                right: bool,
            ) -> Result<EigParts<Self>, NotConverged> {
                $eig(&a, left, right)
            }
        }
    )*};
}
impl_backend! {
    f32, spectral::general_real, |x| x;
    f64, spectral::general_real, |x| x;
    Complex<f32>, spectral::general_complex, |z| z.re;
    Complex<f64>, spectral::general_complex, |z| z.re;
}
