//! Finite impulse responses by windowing.

mod design;
mod kaiser;

pub use crate::firwin::design::{BandType, FirwinOptions, firwin};
pub use crate::firwin::kaiser::{KaiserOrder, kaiser_atten, kaiser_beta, kaiserord};
