//! Test signals: sweeps, periodic waves, pulses, impulses, pseudo-random bits.

mod chirp;
mod periodic;
mod gausspulse;
mod unit_impulse;
mod max_len_seq;
mod number;

pub use self::chirp::{ChirpMethod, ChirpOptions, chirp, chirp_complex, sweep_poly};
pub use self::gausspulse::{GaussPulse, GaussPulseOptions, gausspulse, gausspulse_cutoff};
pub use self::max_len_seq::{MaxLenSeq, MaxLenSeqOptions, max_len_seq};
pub use self::periodic::{sawtooth, sawtooth_modulated, square, square_modulated};
pub use self::unit_impulse::{ImpulsePosition, unit_impulse};
