//! SciPy's numerics and librosa's music analysis in Rust.
//!
//! This crate has nothing of its own: it gathers the crates of the house under one name, from the
//! ground up. Depend on it for everything, or on one of them for one thing.
//!
//! | module | counterpart | what it has |
//! |---|---|---|
//! | [`core`] | NumPy | scalar traits, the error type, frames, padding |
//! | [`special`] | `scipy.special` | special functions of numbers and arrays |
//! | [`linalg`] | `scipy.linalg` | systems, factorizations, eigenvalues, functions of matrices |
//! | [`fft`] | `scipy.fft` | Fourier, cosine and sine transforms on plans |
//! | [`interpolate`] | `scipy.interpolate` | splines and other functions through points, grids and scattered points |
//! | [`optimize`] | `scipy.optimize` | minima, roots, least squares, curve fitting, linear programs |
//! | [`stats`] | `scipy.stats` | distributions, summaries, tests, correlation, resampling |
//! | [`ndimage`] | `scipy.ndimage` | filters, interpolation, morphology |
//! | [`spatial`] | `scipy.spatial` | distances, neighbours, hulls, rotations |
//! | [`decomposition`] | `sklearn.decomposition` | non-negative matrix factorization |
//! | [`signal`] | `scipy.signal` | windows, filters and their design, convolution, spectra, peaks, resampling |
//! | `io` (feature `audio`) | soundfile | sound files, read and written |
//! | [`mir`] | librosa | spectrograms, mel features, onsets, tempo, beats |
//! | [`plot`] | matplotlib, `librosa.display` | waveforms and spectrograms as SVG and PNG |
//!
//! # Examples
//!
//! ```
//! use ndarray::Array1;
//! use onkai::mir::{BeatTrackOptions, OnsetStrengthOptions, beat_track, onset_strength};
//!
//! // Ten seconds of silence with a click every half second.
//! let mut y = Array1::<f32>::zeros(220_500);
//! for click in 0..20 {
//!     y[5000 + click * 11_025] = 1.0;
//! }
//! let options = OnsetStrengthOptions::default();
//! let envelope = onset_strength(&y, 22050.0, &options)?;
//! let clock = options.mel.stft.clock(22050.0)?;
//! let track = beat_track(&envelope, clock, &BeatTrackOptions::default())?;
//! assert!((track.tempo_bpm - 120.0).abs() < 4.0);
//! # Ok::<(), onkai::Error>(())
//! ```

pub use onkai_core as core;
pub use onkai_decomposition as decomposition;
pub use onkai_fft as fft;
pub use onkai_interpolate as interpolate;
#[cfg(feature = "audio")]
pub use onkai_io as io;
pub use onkai_linalg as linalg;
pub use onkai_mir as mir;
pub use onkai_ndimage as ndimage;
pub use onkai_optimize as optimize;
pub use onkai_plot as plot;
pub use onkai_signal as signal;
pub use onkai_spatial as spatial;
pub use onkai_special as special;
pub use onkai_stats as stats;

pub use onkai_core::{Error, Result};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

// The repository's front page is not part of the package; its example wants files.
#[cfg(all(doctest, feature = "audio"))]
#[doc = include_str!("../../../README.md")]
mod front_page {}

#[cfg(doctest)]
mod book;
