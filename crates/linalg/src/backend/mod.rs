//! What everything public stands on: a dozen operations, by faer or by LAPACK.
//!
//! [`Backend`] has two implementations, of which one is compiled; [`Shared`] holds what LAPACK's
//! Rust interface does not offer, and is faer's in both.

mod traits;
mod faer;
#[cfg(feature = "lapack")]
mod lapack;

pub(crate) use self::traits::{Backend, Pencil, Shared};
pub(crate) use self::traits::{
    EigParts, EighParts, GevdParts, NotConverged, SvdForm, SvdParts, Triangle,
};
