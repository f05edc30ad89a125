//! Quantiles, percentiles and scores.

mod select;
mod method;
mod quantiles;
mod score;

pub(crate) use self::select::{ascending, select_median};

pub use self::method::QuantileMethod;
pub use self::quantiles::{percentile, quantile};
pub use self::score::{
    PercentileKind, ScoreInterpolation, ScoreOptions, percentileofscore, scoreatpercentile,
};
