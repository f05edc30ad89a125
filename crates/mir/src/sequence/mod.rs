//! Sequences: the likeliest states behind observations, and alignment.

mod transitions;
mod decode;
mod viterbi;
mod viterbi_binary;
mod dtw;
mod rqa;

pub(crate) use self::decode::{LOG_TINY, Transitions, decode};

pub use self::decode::StatePath;
pub use self::dtw::{Alignment, DtwOptions, DtwStep, dtw, dtw_of_costs};
pub use self::rqa::{Rqa, RqaOptions, rqa};
pub use self::transitions::{
    transition_cycle, transition_local, transition_loop, transition_uniform,
};
pub use self::viterbi::{StatePriors, viterbi, viterbi_discriminative};
pub use self::viterbi_binary::{BinaryPaths, viterbi_binary};
