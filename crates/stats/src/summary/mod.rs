//! What is told of a sample in a number or a few.
//!
//! Reading order: [`NanPolicy`], [`over_axis`]; means; spread; shape; samples without extremes;
//! scores; entropy.

mod check;
mod sums;
mod nan_policy;
mod axis;
mod location;
mod spread;
mod shape;
mod trimmed;
mod scores;
mod entropy;

pub(crate) use self::check::{
    LARGEST_TABLE, check_between, check_len, check_level, check_same_len, check_table,
    check_weights, doubles, has_nan, sorted,
};
pub(crate) use self::shape::Moments;
pub(crate) use self::sums::{mean_by, mean_of, slice_sum_by, squares_of, sum, variance_of};

pub use self::axis::{map_axis, over_axis};
pub use self::entropy::{DifferentialEntropyOptions, EntropyMethod, differential_entropy, entropy};
pub use self::location::{Mode, gmean, hmean, mean, median, mode, pmean};
pub use self::nan_policy::{NanPolicy, Pairs};
pub use self::scores::{gzscore, zmap, zscore};
pub use self::shape::{
    DescribeOptions, Description, KurtosisOptions, describe, kurtosis, moment, skew,
};
pub use self::spread::{
    Center, IqrOptions, NORMAL_IQR, NORMAL_MAD, gstd, iqr, median_abs_deviation, sem, std,
    variance, variation,
};
pub use self::trimmed::{
    Limits, SigmaClip, Tail, sigmaclip, tmax, tmean, tmin, trim_mean, trim1, trimboth, tsem, tstd,
    tvar,
};
