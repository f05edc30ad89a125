//! The one place where the kernels that both backends share are made for the four scalar types.

use num_complex::Complex;

use super::super::traits::{EighParts, GevdParts, NotConverged, Pencil, Shared};
use super::{orthogonal, pencil, spectral};
use crate::col_major::ColMajor;
use crate::schur::{francis, single_shift};

macro_rules! impl_shared {
    ($($t:ty, $schur:path, $re:expr;)*) => {$(
        impl Shared for $t {
            fn hessenberg(a: ColMajor<Self>, want_q: bool) -> (ColMajor<Self>, ColMajor<Self>) {
                orthogonal::hessenberg_form(a, want_q)
            }
            fn eigh_tridiagonal(
                d: &[Self],
                e: &[Self],
                vectors: bool,
            ) -> Result<EighParts<Self>, NotConverged> {
                spectral::tridiagonal(d, e, vectors, $re)
            }
            fn qr_pivoted(
                a: ColMajor<Self>,
                n_q: usize,
            ) -> (ColMajor<Self>, ColMajor<Self>, Vec<usize>) {
                orthogonal::qr_pivoted(a, n_q)
            }
            fn schur_of_hessenberg(
                h: &mut ColMajor<Self>,
                z: &mut ColMajor<Self>,
            ) -> Result<(), NotConverged> {
                $schur(h, z)
            }
        }
    )*};
}
impl_shared! {
    f32, francis, |x| x;
    f64, francis, |x| x;
    Complex<f32>, single_shift, |z| z.re;
    Complex<f64>, single_shift, |z| z.re;
}

macro_rules! impl_pencil {
    ($($t:ty),*) => {$(
        impl Pencil for $t {
            fn gevd(
                a: ColMajor<Self>,
                b: ColMajor<Self>,
                left: bool,
            ) -> Result<GevdParts<Self>, NotConverged> {
                pencil::gevd(a, b, left)
            }
        }
    )*};
}
impl_pencil!(Complex<f32>, Complex<f64>);
