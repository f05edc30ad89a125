//! The way back from a constant-Q transform.
//!
//! Counterpart of `librosa.icqt`.

use std::ops::Range;

use ndarray::{Array1, ArrayRef1, ArrayRef2, s};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, as_contiguous, check_finite, collect_columns};
use onkai_signal::Window;

use super::banks::Banks;
use super::options::{CqtOptions, VqtOptions};
use super::resampler::RateChange;
use crate::spectrum::{IstftOptions, istft};

/// A signal whose [`cqt`](crate::cqt) with the same options is near `c`.
///
/// Each octave's notes are spread over the bins of their filters, turned into samples at the octave's
/// own rate and brought to the full one; the octaves add up. What no filter reaches, above the highest
/// note and below the lowest, does not come back.
///
/// # Shapes
///
/// `c`: `[n_bins, n_frames]`, `n_frames ≥ 1`; the options' `n_bins` does not matter. Returns
/// `[(n_frames - 1) · hop_length]`, or the `length` that is asked for.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range or the filters reach beyond half the sample
/// rate, [`Error::Values`] when the tuning is to be estimated, [`Error::TooShort`] when `c` is empty,
/// [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{CqtOptions, IcqtOptions, cqt, icqt};
///
/// let y = Array1::from_shape_fn(22050, |i| (0.1 * i as f64).sin());
/// let options = CqtOptions { hop_length: 128, ..Default::default() };
/// let notes = cqt(&y, 22050.0, &options)?;
/// let back = icqt(&notes, 22050.0, &IcqtOptions { cqt: options, length: Some(y.len()) })?;
/// assert!((back[11025] - y[11025]).abs() < 0.05);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Those of [`cqt`](crate::cqt).
pub fn icqt<F: Real>(
    c: &ArrayRef2<Complex<F>>,
    sample_rate: f64,
    options: &IcqtOptions,
) -> Result<Array1<F>> {
    IcqtPlan::new(sample_rate, c.nrows(), options)?.run(c)
}

/// Options of [`icqt`]; the defaults are those of librosa.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IcqtOptions {
    /// Those of the transform; `n_bins` and `pad_mode` don't matter.
    pub cqt: CqtOptions,
    /// How many samples to return: cut, or continued with zeros. Default: `None`, meaning what the
    /// frames cover.
    pub length: Option<usize>,
}

/// Validated [`IcqtOptions`] with the filters precomputed, for repeated use.
#[derive(Clone, Debug)]
pub struct IcqtPlan<F: Real> {
    banks: Banks<F>,
    /// From the lowest to the highest.
    octaves: Vec<Octave<F>>,
    /// What each note is multiplied by.
    gains: Vec<F>,
    length: Option<usize>,
    /// Beyond that many frames nothing of `length` samples is heard.
    max_frames: usize,
}

#[derive(Clone, Debug)]
struct Octave<F: Real> {
    notes: Range<usize>,
    bank: usize,
    frames: IstftOptions,
    /// To the full rate, if this is not it.
    raise: Option<RateChange<F>>,
}

/// Frames that a thread takes in a row: about 50 µs of work.
const FRAMES_PER_TASK: usize = 32;

impl<F: Real> IcqtPlan<F> {
    /// Plans the way back from `n_bins` notes.
    ///
    /// # Errors
    ///
    /// Those of [`icqt`] that don't concern the notes.
    pub fn new(sample_rate: f64, n_bins: usize, options: &IcqtOptions) -> Result<Self> {
        if n_bins == 0 {
            return Err(Error::TooShort { name: "c", expected: 1, actual: 0 });
        }
        let vqt = VqtOptions::constant_q(&CqtOptions { n_bins, ..options.cqt.clone() });
        let tones = vqt.tones()?;
        let lengths = vqt.lengths(sample_rate, &tones)?;
        let hop = options.cqt.hop_length;
        let longest = lengths[0];
        let max_frames = match options.length {
            Some(length) => ((length as f64 + longest) / hop as f64).ceil() as usize,
            None => usize::MAX,
        };
        let (banks, gains) = (Banks::new(), Vec::with_capacity(n_bins));
        let mut plan = Self { banks, octaves: vec![], gains, length: options.length, max_frames };
        let n_octaves = n_bins.div_ceil(tones.bins_per_octave);
        let max_level = hop.trailing_zeros() as usize;
        for (i, first) in (0..n_bins).step_by(tones.bins_per_octave).enumerate() {
            let factor = 1 << (n_octaves - 1 - i).min(max_level);
            let notes = first..(first + tones.bins_per_octave).min(n_bins);
            let rate = sample_rate / factor as f64;
            let whole = lengths.slice(s![notes.clone()]);
            let lengths = whole.mapv(|length| length / factor as f64);
            let octave = tones.slice(notes.clone());
            let bank = plan.banks.find_or_make(rate, &octave, lengths, &vqt)?;
            plan.push_gains(bank, &whole, options.cqt.scale);
            let frames = IstftOptions {
                n_fft: plan.banks.n_fft(bank),
                hop_length: Some(hop / factor),
                win_length: None,
                window: Window::Boxcar,
                center: true,
                length: None,
            };
            let raise = match factor {
                1 => None,
                _ => Some(RateChange::new(options.cqt.resampler, factor, 1)?),
            };
            plan.octaves.push(Octave { notes, bank, frames, raise });
        }
        Ok(plan)
    }

    /// Notes are weighed so that each filter, there and back, has a gain of 1.
    fn push_gains(&mut self, bank: usize, lengths: &ArrayRef1<f64>, scale: bool) {
        let n_fft = self.banks.n_fft(bank) as f64;
        for (row, &length) in lengths.iter().enumerate() {
            let energy: f64 =
                self.banks.rows(bank).weights_of(row).map(|w| w.norm_sqr().as_f64()).sum();
            let scale = if scale { length.sqrt() } else { 1.0 };
            self.gains.push(F::of(scale / energy * n_fft / length));
        }
    }

    /// The signal of these notes; see [`icqt`].
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] when there are not as many notes as planned, [`Error::TooShort`],
    /// [`Error::NotFinite`].
    pub fn run(&self, c: &ArrayRef2<Complex<F>>) -> Result<Array1<F>> {
        let (n_bins, n_frames) = c.dim();
        if n_bins != self.gains.len() {
            let (expected, actual) = (vec![self.gains.len(), n_frames], vec![n_bins, n_frames]);
            return Err(Error::Shape { name: "c", expected, actual });
        }
        if n_frames == 0 {
            return Err(Error::TooShort { name: "c", expected: 1, actual: 0 });
        }
        check_finite("c", c)?;
        let n_frames = n_frames.min(self.max_frames);
        let mut sum: Option<Array1<F>> = None;
        for octave in &self.octaves {
            let part = self.synthesise(octave, c, n_frames)?;
            match &mut sum {
                Some(sum) => *sum += &part,
                None => sum = Some(part),
            }
        }
        let sum = sum.expect("there is at least one octave");
        let Some(length) = self.length else { return Ok(sum) };
        let mut y = Array1::zeros(length);
        y.iter_mut().zip(&sum).for_each(|(y, &v)| *y = v);
        Ok(y)
    }

    /// The part that an octave has in the signal.
    fn synthesise(
        &self,
        octave: &Octave<F>,
        c: &ArrayRef2<Complex<F>>,
        n_frames: usize,
    ) -> Result<Array1<F>> {
        let rows = self.banks.rows(octave.bank);
        let gains = &self.gains[octave.notes.clone()];
        let shape = (rows.n_columns(), n_frames);
        let spectra = collect_columns(
            shape,
            FRAMES_PER_TASK,
            || (),
            |(), t, out| {
                let notes = c.slice(s![octave.notes.clone(), t]);
                let notes = &*as_contiguous(&notes);
                rows.add_adjoint(notes.iter().zip(gains).map(|(&z, &gain)| z * gain), out);
            },
        );
        let y = istft(&spectra, &octave.frames)?;
        match &octave.raise {
            Some(raise) => raise.run(&y),
            None => Ok(y),
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;

    use super::*;
    use crate::tuning::Tuning;

    fn notes(shape: (usize, usize)) -> Array2<Complex<f64>> {
        Array2::from_elem(shape, Complex::new(1.0, -0.5))
    }

    #[test]
    fn lengths_are_those_asked_for() {
        let options = |length| IcqtOptions { length, ..Default::default() };
        assert_eq!(icqt(&notes((84, 5)), 22050.0, &options(None)).unwrap().len(), 2048);
        assert_eq!(icqt(&notes((84, 1)), 22050.0, &options(None)).unwrap().len(), 0);
        for length in [0, 1, 1000, 5000] {
            let y = icqt(&notes((84, 5)), 22050.0, &options(Some(length))).unwrap();
            assert_eq!(y.len(), length);
        }
    }

    #[test]
    fn bad_input_is_named() {
        let options = IcqtOptions::default();
        let run = |c: &Array2<Complex<f64>>| icqt(c, 22050.0, &options).unwrap_err();
        assert!(matches!(run(&notes((0, 3))), Error::TooShort { name: "c", .. }));
        assert!(matches!(run(&notes((84, 0))), Error::TooShort { name: "c", .. }));
        assert!(matches!(run(&notes((120, 3))), Error::Parameter { name: "n_bins", .. }));
        let mut bad = notes((84, 3));
        bad[[1, 1]].im = f64::NAN;
        assert!(matches!(run(&bad), Error::NotFinite { name: "c", .. }));
        let plan = IcqtPlan::<f64>::new(22050.0, 84, &options).unwrap();
        assert!(matches!(plan.run(&notes((83, 3))), Err(Error::Shape { name: "c", .. })));
        let tuning = Tuning::Estimated;
        let cqt = CqtOptions { tuning, ..Default::default() };
        let error = icqt(&notes((84, 3)), 22050.0, &IcqtOptions { cqt, ..options }).unwrap_err();
        assert!(matches!(error, Error::Values { name: "tuning", .. }));
    }
}
