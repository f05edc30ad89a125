//! Roots of functions of one variable: the frame (`scalar_root`), then one file a method.

mod scalar_root;
mod bisect;
mod brent;
mod ridder;
mod toms748;
mod newton;

pub use bisect::bisect;
pub use brent::{brenth, brentq};
pub use newton::{halley, newton, secant};
pub use ridder::ridder;
pub use scalar_root::{RootFlag, RootScalarMethod, RootScalarOptions, ScalarRoot, root_scalar};
pub use toms748::toms748;
