//! Ranks of the values of a sample.

mod rankdata;

pub(crate) use self::rankdata::{Ranks, rank_average};

pub use self::rankdata::{RankMethod, rankdata, tiecorrect};
