//! Kernels for small matrices, where the cost of a call is what counts, and building blocks.

mod norms;
mod reflector;
mod lu;
mod cholesky;
mod qr;
mod columns;
mod eigh;
mod svd;
mod balance;
mod hessenberg;
mod eig;

pub(crate) use self::balance::balance;
pub(crate) use self::cholesky::cholesky_in_place;
pub(crate) use self::eig::eig;
pub(crate) use self::eigh::eigh;
pub(crate) use self::hessenberg::hessenberg;
pub(crate) use self::lu::{lu_in_place, solve_triangle};
pub(crate) use self::norms::{norm_1, norm2};
pub(crate) use self::qr::qr;
pub(crate) use self::reflector::Reflector;
pub(crate) use self::svd::svd;
