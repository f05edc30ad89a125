//! Counts and other statistics of what falls into bins.

mod edges;
mod rules;
mod histogram_1d;
mod histogram_nd;
mod cumulative;
mod binned;

pub use self::binned::{
    BinStatistic, BinnedOptions, BinnedStatistic, BinnedStatistic2d, binned_statistic,
    binned_statistic_2d, binned_statistic_by,
};
pub use self::cumulative::{CumulativeFrequency, FrequencyOptions, cumfreq, relfreq};
pub use self::edges::Bins;
pub use self::histogram_1d::{
    Histogram, HistogramOptions, histogram, histogram_bin_edges, histogram_weighted,
};
pub use self::histogram_nd::{
    Histogram2d, HistogramDd, HistogramDdOptions, histogram2d, histogramdd,
};
