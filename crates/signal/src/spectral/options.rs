//! Choices that the estimates of spectra have in common.

use std::str::FromStr;

use onkai_core::{Error, Result};

/// What is taken off each segment before it is windowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SegmentTrend {
    /// Nothing.
    None,
    /// Its mean.
    #[default]
    Constant,
    /// The line that fits it best.
    Linear,
}

impl FromStr for SegmentTrend {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "none" => Ok(Self::None),
            "constant" => Ok(Self::Constant),
            "linear" => Ok(Self::Linear),
            _ => Err(unknown("trend", name, "none, constant, linear")),
        }
    }
}

/// Which frequencies a spectrum has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SpectrumSides {
    /// The non-negative ones, with the power of the negative ones added to them. A complex signal has
    /// all of them nevertheless.
    #[default]
    OneSided,
    /// All, in the order of [`fftfreq`](onkai_fft::fftfreq).
    TwoSided,
}

/// The unit of a spectrum of a signal in V at a sample rate in Hz.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SpectrumScaling {
    /// Power density, V²/Hz: noise keeps its level whatever the segment's length.
    #[default]
    Density,
    /// Power, V²: a sinusoid keeps its level whatever the segment's length.
    Spectrum,
}

impl FromStr for SpectrumScaling {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "density" => Ok(Self::Density),
            "spectrum" => Ok(Self::Spectrum),
            _ => Err(unknown("spectrum scaling", name, "density, spectrum")),
        }
    }
}

/// How the segments' spectra are joined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SpectrumAverage {
    /// By their mean.
    #[default]
    Mean,
    /// By their median, corrected for the bias that it has for noise; outliers count less.
    Median,
}

impl FromStr for SpectrumAverage {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "mean" => Ok(Self::Mean),
            "median" => Ok(Self::Median),
            _ => Err(unknown("average", name, "mean, median")),
        }
    }
}

fn unknown(name: &'static str, value: &str, known: &'static str) -> Error {
    Error::UnknownName { name, value: value.to_owned(), known }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_scipys() {
        assert_eq!("linear".parse(), Ok(SegmentTrend::Linear));
        assert_eq!("spectrum".parse(), Ok(SpectrumScaling::Spectrum));
        assert_eq!("median".parse(), Ok(SpectrumAverage::Median));
        assert_eq!(
            "mode".parse::<SpectrumAverage>().unwrap_err().to_string(),
            "`mode` is no average; known are mean, median"
        );
        assert!("cubic".parse::<SegmentTrend>().is_err());
        assert!("power".parse::<SpectrumScaling>().is_err());
    }
}
