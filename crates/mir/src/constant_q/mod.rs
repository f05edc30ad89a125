//! Spectra whose bins are as far apart as notes: the constant-Q transform and its kin.
//!
//! Reading order: the frequencies, the filters, the options, [`CqtPlan`] with [`cqt`] and [`vqt`],
//! [`pseudo_cqt`] and [`hybrid_cqt`], then the way back: [`icqt`], [`griffinlim_cqt`].

mod intervals;
mod frequencies;
mod bandwidth;
mod wavelet;
mod basis;
mod options;
mod resampler;
mod banks;
mod plan;
mod transform;
mod pseudo;
mod hybrid;
mod inverse;
mod griffinlim;

pub use self::basis::WaveletBasis;
pub use self::frequencies::{IntervalOptions, cqt_frequencies, interval_frequencies};
pub use self::griffinlim::{CqtPhase, GriffinLimCqtOptions, griffinlim_cqt};
pub use self::hybrid::hybrid_cqt;
pub use self::intervals::{Intervals, plimit_intervals, pythagorean_intervals};
pub use self::inverse::{IcqtOptions, IcqtPlan, icqt};
pub(crate) use self::options::c1_hz;
pub use self::options::{CqtOptions, VqtOptions};
pub use self::plan::CqtPlan;
pub use self::pseudo::pseudo_cqt;
pub use self::resampler::CqtResampler;
pub use self::transform::{cqt, vqt};
pub use self::wavelet::{WaveletLengths, WaveletOptions, Wavelets, wavelet, wavelet_lengths};
