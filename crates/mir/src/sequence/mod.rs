//! Sequences: the likeliest states behind observations, and alignment.

mod transitions;
mod decode;
mod viterbi;
mod viterbi_binary;

pub(crate) use self::decode::{LOG_TINY, Transitions, decode};

pub use self::decode::StatePath;
pub use self::transitions::{
    transition_cycle, transition_local, transition_loop, transition_uniform,
};
pub use self::viterbi::{StatePriors, viterbi, viterbi_discriminative};
pub use self::viterbi_binary::{BinaryPaths, viterbi_binary};
