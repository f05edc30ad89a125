//! Taking away what is not wanted: trends, outliers, noise, negative frequencies.

mod detrend;
mod hilbert;
mod medfilt;
mod wiener;

pub use self::detrend::{Trend, detrend};
pub(crate) use self::detrend::{remove_line, remove_mean};
pub use self::hilbert::{hilbert, hilbert2};
pub use self::medfilt::{medfilt, order_filter};
pub use self::wiener::wiener;
