//! Roots of systems of equations: the frame (`system`), then one file a method.

mod system;
mod hybrid;
mod dogleg;
mod factors;
mod marquardt;
mod nonlin;
mod broyden;
mod anderson;
mod krylov;
mod df_sane;

pub use anderson::AndersonOptions;
pub use broyden::BroydenOptions;
pub use df_sane::DfSaneOptions;
pub use factors::QrFactors;
pub(crate) use factors::Rotation;
pub use hybrid::HybrOptions;
pub use krylov::KrylovOptions;
pub use marquardt::RootLmOptions;
pub use nonlin::{LineSearch, NonlinOptions};
pub use system::{RootFinder, RootMethod, RootOptions, RootResult, RootStatus, root};
