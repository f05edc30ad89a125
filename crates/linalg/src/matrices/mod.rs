//! Matrices with a name: built from a few numbers.

mod toeplitz;
mod convolution;
mod hilbert;
mod pascal;
mod hadamard;
mod companion;
mod fiedler;
mod leslie;
mod vander;
mod dft;
mod helmert;
mod block_diag;
mod kron;

pub use self::block_diag::block_diag;
pub use self::companion::companion;
pub use self::convolution::{ConvolutionMode, convolution_matrix};
pub use self::dft::{DftScale, dft};
pub use self::fiedler::{fiedler, fiedler_companion};
pub use self::hadamard::hadamard;
pub use self::helmert::helmert;
pub use self::hilbert::{hilbert, invhilbert};
pub use self::kron::{khatri_rao, kron};
pub use self::leslie::leslie;
pub use self::pascal::{PascalKind, invpascal, pascal};
pub use self::toeplitz::{circulant, hankel, toeplitz};
pub use self::vander::vander;
