//! Rotations of space.
//!
//! Counterpart of `scipy.spatial.transform`.
//!
//! Reading order: [`Rotation`], one rotation and its forms: quaternion, matrix, rotation vector, Euler
//! angles ([`EulerSequence`]), modified Rodrigues parameters; [`Rotations`], many of them;
//! [`align_vectors`]; [`Slerp`].

mod quaternion;
mod rotation;
mod matrix;
mod vectors;
mod euler;
mod array;
mod mean;
mod align;
mod slerp;

pub use self::align::{Alignment, align_vectors};
pub use self::array::Rotations;
pub use self::euler::{AxisName, EulerFrame, EulerSequence};
pub use self::rotation::Rotation;
pub use self::slerp::Slerp;
