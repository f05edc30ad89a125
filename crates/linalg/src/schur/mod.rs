//! The Schur form, and what is made of it.

mod real;
mod block;
mod complex;
mod vectors;
mod form;
mod to_complex;
mod hessenberg;

pub(crate) use self::complex::single_shift;
pub(crate) use self::real::francis;
pub(crate) use self::vectors::{eigenvalues_of_schur, vectors_of_schur};

pub use self::form::{Schur, schur, schur_complex};
pub use self::hessenberg::{Hessenberg, hessenberg};
pub use self::to_complex::rsf2csf;
