//! Constant-Q and variable-Q transforms, planned.

use std::borrow::Cow;
use std::ops::Range;

use ndarray::{Array1, Array2, ArrayRef1, CowArray, Ix1, s};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, Scalar, as_contiguous, check_finite, collect_columns};
use onkai_signal::Window;

use super::banks::Banks;
use super::options::{CqtOptions, Tones, VqtOptions};
use super::resampler::RateChange;
use crate::spectrum::{StftOptions, StftPlan, StftScratch};

/// Validated [`CqtOptions`] or [`VqtOptions`] with the filters precomputed, for repeated use.
///
/// The notes of the highest octave are filtered at the signal's own rate, those of each octave below
/// at half the rate of the one above, as far as the hop can be halved: so all octaves cost the same.
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{CqtOptions, CqtPlan};
///
/// let plan = CqtPlan::<f32>::new(22050.0, &CqtOptions::default())?;
/// let y = Array1::from_shape_fn(22050, |i| (0.1 * i as f32).sin());
/// assert_eq!(plan.run(&y)?.dim(), (84, 44));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct CqtPlan<F: Real> {
    frequencies: Array1<f64>,
    hop_length: usize,
    /// What the rate is divided by before anything else, and the filter that does it.
    early: Option<(usize, RateChange<F>)>,
    halving: RateChange<F>,
    banks: Banks<F>,
    /// From the highest to the lowest.
    octaves: Vec<Octave<F>>,
    /// What the products with the filters are multiplied by, for each note.
    gains: Vec<F>,
}

#[derive(Clone, Debug)]
struct Octave<F: Real> {
    notes: Range<usize>,
    /// How often the rate has been halved.
    level: usize,
    bank: usize,
    frames: StftPlan<F>,
}

/// The buffers of one thread.
pub(super) struct Scratch<F: Real> {
    /// One for each bank, so that octaves that share a bank share what lies in the cache.
    frames: Vec<StftScratch<F>>,
    notes: Vec<Complex<F>>,
}

/// Frames that a thread takes in a row: about 100 µs of work at the default sizes.
const FRAMES_PER_TASK: usize = 16;

impl<F: Real> CqtPlan<F> {
    /// Plans a constant-Q transform; see [`cqt`](crate::cqt).
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] when an option is out of range or the filters would reach beyond half the
    /// sample rate, [`Error::Values`] when the tuning is to be estimated, for which there is no signal
    /// yet.
    pub fn new(sample_rate: f64, options: &CqtOptions) -> Result<Self> {
        Self::variable_q(sample_rate, &VqtOptions::constant_q(options))
    }

    /// Plans a variable-Q transform; see [`vqt`](crate::vqt).
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new); [`Error::Values`] when two intervals are the same.
    pub fn variable_q(sample_rate: f64, options: &VqtOptions) -> Result<Self> {
        Self::of_tones(sample_rate, &options.tones()?, options)
    }

    pub(super) fn of_tones(sample_rate: f64, tones: &Tones, options: &VqtOptions) -> Result<Self> {
        let cqt = &options.cqt;
        let whole = options.lengths_and_cutoff(sample_rate, tones)?;
        let n_octaves = tones.len().div_ceil(tones.bins_per_octave);
        let n_early =
            early_halvings(sample_rate / 2.0 / whole.cutoff_hz, cqt.hop_length, n_octaves);
        let factor = 1 << n_early;
        let early = match n_early {
            0 => None,
            _ => Some((factor, RateChange::new(cqt.resampler, 1, factor)?)),
        };
        let mut plan = Self {
            frequencies: tones.frequencies.iter().copied().collect(),
            hop_length: cqt.hop_length,
            early,
            halving: RateChange::new(cqt.resampler, 1, 2)?,
            banks: Banks::new(),
            octaves: Vec::with_capacity(n_octaves),
            gains: vec![F::zero(); tones.len()],
        };
        let lengths = whole.lengths / factor as f64;
        plan.push_octaves(sample_rate / factor as f64, tones, &lengths, options)?;
        plan.set_gains(options, &lengths);
        Ok(plan)
    }

    /// Plans the octaves from the highest one down, at a rate that is halved early enough.
    fn push_octaves(
        &mut self,
        mut rate: f64,
        tones: &Tones,
        lengths: &Array1<f64>,
        options: &VqtOptions,
    ) -> Result<()> {
        let cqt = &options.cqt;
        let (mut hop, mut level) = (cqt.hop_length / self.early_factor(), 0);
        let mut end = tones.len();
        while 0 < end {
            let notes = end.saturating_sub(tones.bins_per_octave)..end;
            end = notes.start;
            let lengths = lengths.slice(s![notes.clone()]).mapv(|n| n / (level as f64).exp2());
            let octave = tones.slice(notes.clone());
            let bank = self.banks.find_or_make(rate, &octave, lengths, options)?;
            let frames = StftPlan::new(&StftOptions {
                n_fft: self.banks.n_fft(bank),
                hop_length: Some(hop),
                win_length: None,
                window: Window::Boxcar,
                center: true,
                pad_mode: cqt.pad_mode,
            })?;
            self.octaves.push(Octave { notes, level, bank, frames });
            if hop.is_multiple_of(2) {
                (hop, rate, level) = (hop / 2, rate / 2.0, level + 1);
            }
        }
        Ok(())
    }

    /// Each halving keeps the energy of the samples, and so do the filters: √2 each.
    fn set_gains(&mut self, options: &VqtOptions, lengths: &Array1<f64>) {
        let early = self.early_factor() as f64;
        let early = if options.cqt.scale { early.sqrt() } else { early };
        for octave in &self.octaves {
            let gain = early * (octave.level as f64).exp2();
            for note in octave.notes.clone() {
                let scale = if options.cqt.scale { lengths[note].sqrt() } else { 1.0 };
                self.gains[note] = F::of(gain / scale);
            }
        }
    }

    fn early_factor(&self) -> usize {
        self.early.as_ref().map_or(1, |(factor, _)| *factor)
    }

    /// The centre of each bin, in hertz.
    pub fn frequencies_hz(&self) -> &Array1<f64> {
        &self.frequencies
    }

    /// How many bins there are.
    pub fn n_bins(&self) -> usize {
        self.frequencies.len()
    }

    /// Samples from one frame to the next.
    pub fn hop_length(&self) -> usize {
        self.hop_length
    }

    /// The transform of one signal; see [`cqt`](crate::cqt).
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`], [`Error::NotFinite`].
    pub fn run(&self, y: &ArrayRef1<F>) -> Result<Array2<Complex<F>>> {
        let copy = |(): &mut (), notes: &[Complex<F>], out: &mut [_]| out.copy_from_slice(notes);
        self.map_frames(y, self.n_bins(), || (), copy)
    }

    /// The absolute values of the transform.
    ///
    /// # Errors
    ///
    /// As [`run`](Self::run).
    pub fn run_magnitudes(&self, y: &ArrayRef1<F>) -> Result<Array2<F>> {
        self.map_frames(
            y,
            self.n_bins(),
            || (),
            |(), notes, out| {
                out.iter_mut().zip(notes).for_each(|(o, z)| *o = z.modulus());
            },
        )
    }

    /// The notes of each frame, turned by `kernel` into a column of `width` values, so that nothing
    /// larger than a frame is stored between the samples and the result.
    pub(crate) fn map_frames<U, S>(
        &self,
        y: &ArrayRef1<F>,
        width: usize,
        make_state: impl Fn() -> S + Send + Sync,
        kernel: impl Fn(&mut S, &[Complex<F>], &mut [U]) + Send + Sync,
    ) -> Result<Array2<U>>
    where
        U: Copy + Default + Send,
    {
        let levels = self.levels(y)?;
        let levels: Vec<_> = levels.iter().map(|level| as_contiguous(level)).collect();
        let n_frames = { self.octaves.iter() }
            .map(|octave| octave.frames.n_frames(levels[octave.level].len()))
            .min()
            .unwrap_or(0);
        let make = || (self.make_scratch(), make_state());
        let shape = (width, n_frames);
        Ok(collect_columns(shape, FRAMES_PER_TASK, make, |(scratch, state), t, out| {
            self.analyse_frame(&levels, t, scratch);
            kernel(state, &scratch.notes, out);
        }))
    }

    fn make_scratch(&self) -> Scratch<F> {
        let of_bank = |bank| {
            let octave = self.octaves.iter().find(|octave| octave.bank == bank);
            octave.expect("each bank is some octave's").frames.make_scratch()
        };
        Scratch {
            frames: (0..self.banks.len()).map(of_bank).collect(),
            notes: vec![Complex::default(); self.n_bins()],
        }
    }

    /// The signal at each rate that octaves are filtered at, the highest first.
    fn levels<'a>(&self, y: &'a ArrayRef1<F>) -> Result<Vec<CowArray<'a, F, Ix1>>> {
        let least = self.early_factor();
        if y.len() < least {
            return Err(Error::TooShort { name: "y", expected: least, actual: y.len() });
        }
        check_finite("y", y)?;
        let mut levels: Vec<CowArray<'a, F, Ix1>> = vec![match &self.early {
            Some((_, change)) => change.run(y)?.into(),
            None => y.view().into(),
        }];
        for level in 0..self.octaves.last().map_or(0, |octave| octave.level) {
            levels.push(self.halving.run(&levels[level])?.into());
        }
        Ok(levels)
    }

    /// The notes of frame `t`.
    fn analyse_frame(&self, levels: &[Cow<'_, [F]>], t: usize, scratch: &mut Scratch<F>) {
        let Scratch { frames, notes } = scratch;
        for octave in &self.octaves {
            let samples = &levels[octave.level];
            let spectrum = octave.frames.transform_frame(samples, t, &mut frames[octave.bank]);
            let products = self.banks.rows(octave.bank).complex_products(spectrum);
            let gains = &self.gains[octave.notes.clone()];
            for ((note, product), &gain) in
                notes[octave.notes.clone()].iter_mut().zip(products).zip(gains)
            {
                *note = product * gain;
            }
        }
    }
}

/// How often the rate can be halved at first because no filter reaches high, and so that the hop can
/// still be halved for every octave.
fn early_halvings(room: f64, hop_length: usize, n_octaves: usize) -> usize {
    let by_rate = (room.log2().ceil() - 2.0).max(0.0) as usize;
    let by_hop = (hop_length.trailing_zeros() as usize + 1).saturating_sub(n_octaves);
    by_rate.min(by_hop)
}

#[cfg(test)]
mod tests {
    use onkai_testing::{assert_close, noise};

    use super::*;

    #[test]
    fn octaves_of_equal_intervals_share_their_filters() {
        let plan = CqtPlan::<f32>::new(22050.0, &CqtOptions::default()).unwrap();
        assert_eq!((plan.octaves.len(), plan.banks.len()), (7, 1));
        let vqt = CqtPlan::<f32>::variable_q(22050.0, &VqtOptions::default()).unwrap();
        assert_eq!(vqt.banks.len(), 7);
    }

    #[test]
    fn an_octave_alone_is_the_same_as_among_others() {
        // The lower octaves have the rate halved once in either case.
        let y = noise(9000, 2);
        let options = |n_bins| CqtOptions { n_bins, hop_length: 64, ..Default::default() };
        let two = CqtPlan::new(800.0, &options(24)).unwrap().run(&y).unwrap();
        let one = CqtPlan::new(800.0, &options(12)).unwrap();
        assert_eq!(one.early_factor(), 2);
        let two = two.slice(s![..12, ..]).to_owned();
        assert_close!(one.run(&y).unwrap(), two, 0.0, 1e-12);
    }

    #[test]
    fn halvings_at_first_need_room_and_a_hop() {
        assert_eq!(early_halvings(2.0, 512, 1), 0);
        assert_eq!(early_halvings(16.1, 512, 1), 3);
        assert_eq!(early_halvings(16.1, 512, 9), 1);
        assert_eq!(early_halvings(16.1, 511, 1), 0);
    }
}
