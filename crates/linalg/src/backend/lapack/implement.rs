//! The one place where LAPACK's operations are made for the four scalar types. What its interface
//! keeps to itself (the pivots of a singular matrix, left eigenvectors) faer does.

use ndarray::{Array2, ArrayView2};
use num_complex::Complex;

use super::super::faer as by_faer;
use super::super::traits::{
    Backend, EigParts, EighParts, NotConverged, SvdForm, SvdParts, Triangle,
};
use super::{factor, orthogonal, spectral};
use crate::col_major::ColMajor;

macro_rules! impl_backend {
    ($($t:ty, $eig:path, $eig_of_faer:path;)*) => {$(
        impl Backend for $t {
            fn matmul(a: ArrayView2<'_, Self>, b: ArrayView2<'_, Self>) -> Array2<Self> {
                let product = a.dot(&b);
                if product.is_standard_layout() {
                    return product;
                }
                product.as_standard_layout().into_owned()
            }
            fn lu_in_place(a: &mut ColMajor<Self>) -> Vec<usize> {
                let before = a.clone();
                factor::lu_in_place(a).unwrap_or_else(|| {
                    *a = before;
                    by_faer::lu_in_place(a)
                })
            }
            fn solve_triangle_in_place(
                a: &ColMajor<Self>,
                shape: Triangle,
                b: &mut ColMajor<Self>,
            ) {
                factor::solve_triangle(a, shape, b);
            }
            fn cholesky_in_place(a: &mut ColMajor<Self>) -> Result<(), usize> {
                let mut before = a.clone();
                factor::cholesky_in_place(a)
                    .map_or_else(|| by_faer::cholesky_in_place(&mut before), Ok)
            }
            fn qr(a: ColMajor<Self>, n_q: usize) -> (ColMajor<Self>, ColMajor<Self>) {
                orthogonal::qr(a, n_q).expect("the sizes fit: this cannot fail")
            }
            fn svd(a: ColMajor<Self>, form: SvdForm) -> Result<SvdParts<Self>, NotConverged> {
                spectral::singular(a, form)
            }
            fn eigh(a: ColMajor<Self>, vectors: bool) -> Result<EighParts<Self>, NotConverged> {
                spectral::hermitian(a, vectors)
            }
            fn eig(
                a: ColMajor<Self>,
                left: bool,
                right: bool,
            ) -> Result<EigParts<Self>, NotConverged> {
                if left { $eig_of_faer(&a, left, right) } else { $eig(a, right) }
            }
        }
    )*};
}
impl_backend! {
    f32, spectral::general_real, by_faer::general_real;
    f64, spectral::general_real, by_faer::general_real;
    Complex<f32>, spectral::general_complex, by_faer::general_complex;
    Complex<f64>, spectral::general_complex, by_faer::general_complex;
}
