//! What the cases work on: the recording, and what the Python originals made of it.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use ndarray::{Array1, Array2};
use ndarray_npy::{ReadNpyExt, ReadableElement};
use num_complex::Complex;

/// Files that `xtask/bench/rivals.py` wrote, so that both sides work on the same numbers.
#[derive(Clone, Debug)]
pub struct Inputs {
    recording: PathBuf,
    folder: PathBuf,
}

impl Inputs {
    /// Names the recording and the folder of arrays.
    pub fn new(recording: &Path, folder: &Path) -> Self {
        Self { recording: recording.to_owned(), folder: folder.to_owned() }
    }

    /// The recording, an Ogg Vorbis file.
    pub fn recording(&self) -> &Path {
        &self.recording
    }

    /// Its samples at 22 050 Hz, mono.
    ///
    /// # Errors
    ///
    /// When the file is missing or holds something else; so do the other arrays.
    pub fn samples(&self) -> Result<Array1<f32>> {
        self.array("samples")
    }

    /// Its samples at 44 100 Hz, mono.
    ///
    /// # Errors
    ///
    /// See [`Inputs::samples`].
    pub fn samples_44100(&self) -> Result<Array1<f32>> {
        self.array("samples_44100")
    }

    /// `librosa.stft` of the samples: `[n_bins, n_frames]`, column-major.
    ///
    /// # Errors
    ///
    /// See [`Inputs::samples`].
    pub fn stft(&self) -> Result<Array2<Complex<f32>>> {
        self.array("stft")
    }

    /// `librosa.onset.onset_strength` of the samples.
    ///
    /// # Errors
    ///
    /// See [`Inputs::samples`].
    pub fn onset_strength(&self) -> Result<Array1<f32>> {
        self.array("onset_strength")
    }

    /// The samples in overlapping frames, one a row.
    ///
    /// # Errors
    ///
    /// See [`Inputs::samples`].
    pub fn frames(&self, frame_length: usize, hop_length: usize) -> Result<Array2<f32>> {
        let samples = self.samples()?;
        let frames = samples.windows(frame_length);
        let rows: Vec<_> = frames.into_iter().step_by(hop_length).collect();
        Ok(ndarray::stack(ndarray::Axis(0), &rows)?)
    }

    /// Noise in [-1, 1), which the other side makes, too.
    pub fn noise(&self, n: usize, seed: u32) -> Array1<f64> {
        onkai_testing::noise(n, seed)
    }

    /// A square matrix of noise, row by row.
    pub fn noise_matrix(&self, n: usize, seed: u32) -> Array2<f64> {
        let noise = onkai_testing::noise(n * n, seed);
        noise.into_shape_with_order((n, n)).expect("n times n elements")
    }

    fn array<T, D>(&self, name: &str) -> Result<ndarray::Array<T, D>>
    where
        T: ReadableElement,
        D: ndarray::Dimension,
    {
        let path = self.folder.join(format!("{name}.npy"));
        let file = File::open(&path).with_context(|| path.display().to_string())?;
        ndarray::Array::read_npy(file).with_context(|| path.display().to_string())
    }
}
