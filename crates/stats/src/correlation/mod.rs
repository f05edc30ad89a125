//! How two samples go together.

mod pearson;
mod rank_correlation;
mod regression;

pub use self::pearson::{PearsonResult, pearsonr, pointbiserialr};
pub use self::rank_correlation::{KendallOptions, KendallVariant, kendalltau, somersd, spearmanr};
pub use self::regression::{
    InterceptMethod, LinregressResult, SiegelSlopesResult, TheilSlopesResult, linregress,
    siegelslopes, theilslopes,
};
