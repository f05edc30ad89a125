//! Functions of matrices: not of their elements, but of the matrix as a whole.

mod value;
mod dense;
mod expm;
mod triangular;
mod schur_form;
mod reorder;
mod sqrtm;
mod logm;
mod power;
mod signm;
mod trigonometric;
mod funm;

pub use self::expm::{ExpmFrechet, expm, expm_cond, expm_frechet};
pub use self::funm::{Funm, funm};
pub use self::logm::{Logm, logm};
pub use self::power::fractional_matrix_power;
pub(crate) use self::reorder::reorder;
pub(crate) use self::schur_form::{Triangularised, complex_schur};
pub use self::signm::signm;
pub use self::sqrtm::{Sqrtm, sqrtm};
pub(crate) use self::triangular::{Division, sylvester_triangular};
pub use self::trigonometric::{coshm, cosm, sinhm, sinm, tanhm, tanm};
pub use self::value::RealOrComplex;
pub(crate) use self::value::{from_complex, to_complex};
