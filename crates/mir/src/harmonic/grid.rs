//! The frequencies of a spectrogram's bins, and reading between them.

use ndarray::{Array1, ArrayRef1, ArrayRef2, ArrayView1, Axis, aview1};
use onkai_core::{Error, Real, Result, check_finite};
use onkai_interpolate::{Interp1d, Interp1dKind, Interp1dOptions, OutOfRange};

/// The frequency of each bin of a spectrogram or tempogram, in any unit and order.
///
/// A bin whose frequency is infinite or NaN is left out, such as lag 0 of a tempogram.
#[derive(Clone, Copy, Debug)]
pub enum FrequencyGrid<'a> {
    /// One for each bin, `[n_bins]`.
    Fixed(&'a ArrayRef1<f64>),
    /// One for each bin of each frame, `[n_bins, n_frames]`.
    Moving(&'a ArrayRef2<f64>),
}

/// How a spectrogram is read between its bins; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HarmonicOptions {
    /// How gaps between bins are filled. Default: [`Interp1dKind::Linear`].
    pub kind: Interp1dKind,
    /// What stands below the first and above the last frequency. Default: `0.0`.
    pub fill_value: f64,
}

impl Default for HarmonicOptions {
    fn default() -> Self {
        Self { kind: Interp1dKind::Linear, fill_value: 0.0 }
    }
}

/// What reads the frames of a spectrogram at any frequency.
pub(super) struct Reader<'a> {
    grid: FrequencyGrid<'a>,
    /// The bins in order of their frequencies, if those do not move.
    order: Vec<usize>,
    options: Interp1dOptions<f64>,
    fill_value: f64,
}

/// The buffers of one thread.
#[derive(Default)]
pub(super) struct Scratch {
    order: Vec<usize>,
    frequencies: Vec<f64>,
    values: Vec<f64>,
}

impl<'a> Reader<'a> {
    /// Checks that `x` and its frequencies fit each other and suffice for the kind.
    pub(super) fn new<F: Real>(
        x: &ArrayRef2<F>,
        grid: FrequencyGrid<'a>,
        options: &HarmonicOptions,
    ) -> Result<Self> {
        let &HarmonicOptions { kind, fill_value } = options;
        check_finite("x", x)?;
        let (n_bins, n_frames) = x.dim();
        let (expected, actual) = match grid {
            FrequencyGrid::Fixed(freqs) => (vec![n_bins], freqs.shape()),
            FrequencyGrid::Moving(freqs) => (vec![n_bins, n_frames], freqs.shape()),
        };
        if expected != actual {
            return Err(Error::Shape { name: "freqs", expected, actual: actual.to_vec() });
        }
        let options = Interp1dOptions {
            kind,
            out_of_range: OutOfRange::fill(fill_value),
            assume_sorted: true,
        };
        let mut reader = Self { grid, order: vec![], options, fill_value };
        match grid {
            FrequencyGrid::Fixed(freqs) => {
                put_in_order(&freqs.view(), &mut reader.order);
                reader.check(&freqs.view(), &reader.order)?;
            }
            FrequencyGrid::Moving(freqs) => {
                let mut order = vec![];
                for column in freqs.columns() {
                    put_in_order(&column, &mut order);
                    reader.check(&column, &order)?;
                }
            }
        }
        Ok(reader)
    }

    /// Refuses frequencies that are too few, or not different from each other.
    fn check(&self, freqs: &ArrayView1<'_, f64>, order: &[usize]) -> Result<()> {
        if order.windows(2).any(|pair| freqs[pair[0]] == freqs[pair[1]]) {
            let requirement = "be different from each other";
            return Err(Error::Values { name: "freqs", requirement });
        }
        let needed = self.options.kind.degree().unwrap_or(0) + 1;
        if order.len() < needed {
            let actual = order.len();
            return Err(Error::TooShort { name: "freqs", expected: needed, actual });
        }
        Ok(())
    }

    /// The frequency of a bin of a frame.
    pub(super) fn frequency(&self, bin: usize, t: usize) -> f64 {
        match self.grid {
            FrequencyGrid::Fixed(freqs) => freqs[bin],
            FrequencyGrid::Moving(freqs) => freqs[[bin, t]],
        }
    }

    /// Reads frame `t` of `x` at some points; what is no number there becomes the fill value.
    pub(super) fn read<F: Real>(
        &self,
        scratch: &mut Scratch,
        (x, t): (&ArrayRef2<F>, usize),
        points: &[f64],
        out: &mut [F],
    ) {
        let Scratch { order, frequencies, values } = scratch;
        let order = match self.grid {
            FrequencyGrid::Fixed(_) => &self.order,
            FrequencyGrid::Moving(freqs) => {
                put_in_order(&freqs.column(t), order);
                &*order
            }
        };
        frequencies.clear();
        frequencies.extend(order.iter().map(|&bin| self.frequency(bin, t)));
        values.clear();
        values.extend(order.iter().map(|&bin| x[[bin, t]].as_f64()));
        let (frequencies, values) = (aview1(frequencies), aview1(values));
        let curve = Interp1d::new(&frequencies, &values, Axis(0), &self.options);
        let read: Result<Array1<f64>> = curve.and_then(|curve| curve.at(&aview1(points)));
        for (out, v) in out.iter_mut().zip(read.expect("checked when the reader was made")) {
            *out = F::of(if v.is_nan() { self.fill_value } else { v });
        }
    }
}

/// The indices of finite frequencies in ascending order.
fn put_in_order(freqs: &ArrayView1<'_, f64>, order: &mut Vec<usize>) {
    order.clear();
    order.extend((0..freqs.len()).filter(|&bin| freqs[bin].is_finite()));
    order.sort_by(|&a, &b| freqs[a].total_cmp(&freqs[b]));
}

/// Refuses harmonics that are negative or not finite.
pub(super) fn check_harmonics(harmonics: &[f64]) -> Result<()> {
    let bad = |h: &f64| !(h.is_finite() && 0.0 <= *h);
    match harmonics.iter().position(bad) {
        Some(index) => Err(Error::OutOfBounds {
            name: "harmonics",
            index,
            value: harmonics[index],
            low: 0.0,
            high: f64::MAX,
        }),
        None => Ok(()),
    }
}

/// Frames that a thread takes in a row: about 50 µs of work for a spectrum of 1025 bins.
pub(super) const FRAMES_PER_TASK: usize = 8;
