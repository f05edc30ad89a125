//! Band-limited change of the sample rate of a signal that comes bit by bit.

use ndarray::{Array2, ArrayRef2, Axis, s};
use onkai_core::{Error, Real, Result, check_finite};

use super::cascade::{self, Cascade, Sink};
use super::plan::ResamplePlan;

/// [`resample`](crate::resample) for a stream of blocks of any length, in bounded memory.
///
/// All that [`push`](Self::push) and [`finish`](Self::finish) return, one after the other, is what
/// `resample` makes of the whole, bit by bit: however the stream was cut. A block's samples come
/// out some thousands of samples later (about 0.4 s at 44.1 kHz), since the filter works on blocks
/// of that length.
///
/// # Examples
///
/// ```
/// use ndarray::{Array2, Axis, concatenate, s};
/// use onkai_signal::{Resampler, resample};
///
/// let stereo = Array2::from_shape_fn((2, 50000), |(c, k)| ((c + 1) as f32 * 0.01 * k as f32).sin());
/// let mut resampler = Resampler::new(44100.0, 48000.0, 2)?;
/// let first = resampler.push(&stereo.slice(s![.., ..30000]))?;
/// let second = resampler.push(&stereo.slice(s![.., 30000..]))?;
/// let rest = resampler.finish();
/// let whole = concatenate![Axis(1), first, second, rest];
/// assert_eq!(whole, resample(&stereo, 44100.0, 48000.0)?);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Resampler<F: Real> {
    plan: ResamplePlan<F>,
    channels: Vec<Cascade<F>>,
    n_in: usize,
    n_out: usize,
}

impl<F: Real> Resampler<F> {
    /// Checks the rates and designs the filters. To share them among streams, use
    /// [`ResamplePlan::stream`].
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] as for [`ResamplePlan::new`].
    pub fn new(orig_rate: f64, target_rate: f64, n_channels: usize) -> Result<Self> {
        Ok(ResamplePlan::new(orig_rate, target_rate)?.stream(n_channels))
    }

    pub(super) fn with_plan(plan: ResamplePlan<F>, n_channels: usize) -> Self {
        let channels = vec![Cascade::new(plan.stages()); n_channels];
        Self { plan, channels, n_in: 0, n_out: 0 }
    }

    /// How many samples a channel the next [`push`](Self::push) of `n` samples a channel returns.
    pub fn output_len(&self, n: usize) -> usize {
        cascade::n_out(self.plan.stages(), (self.n_in + n) as u64) as usize - self.n_out
    }

    /// Takes the next samples, returns those that are ready.
    ///
    /// # Shapes
    ///
    /// `x`: `[n_channels, n]`, any `n`. Returns `[n_channels, output_len(n)]`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] when `x` has another number of channels, [`Error::NotFinite`] when it has
    /// NaN or infinite samples. The stream may go on after an error as if the call had not been.
    pub fn push(&mut self, x: &ArrayRef2<F>) -> Result<Array2<F>> {
        let mut out = Array2::zeros((self.channels.len(), self.output_len(x.ncols())));
        self.push_into(x, &mut out)?;
        Ok(out)
    }

    /// [`push`](Self::push) that allocates nothing: writes into the first columns of `out` and
    /// returns how many they are.
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push), and [`Error::Shape`] when `out` has another number of channels or
    /// less than [`output_len`](Self::output_len) columns.
    pub fn push_into(&mut self, x: &ArrayRef2<F>, out: &mut ArrayRef2<F>) -> Result<usize> {
        let n_channels = self.channels.len();
        if x.nrows() != n_channels {
            let (expected, actual) = (vec![n_channels, x.ncols()], x.shape().to_vec());
            return Err(Error::Shape { name: "x", expected, actual });
        }
        let n = self.output_len(x.ncols());
        if out.nrows() != n_channels || out.ncols() < n {
            let (expected, actual) = (vec![n_channels, n], out.shape().to_vec());
            return Err(Error::Shape { name: "out", expected, actual });
        }
        check_finite("x", x)?;
        let mut out = out.slice_mut(s![.., ..n]);
        for ((channel, x), out) in
            self.channels.iter_mut().zip(x.rows()).zip(out.axis_iter_mut(Axis(0)))
        {
            channel.push(self.plan.stages(), &x, &mut Sink::new(out));
        }
        self.n_in += x.ncols();
        self.n_out += n;
        Ok(n)
    }

    /// Ends the stream: returns what is left of it, and makes ready for another.
    ///
    /// # Shapes
    ///
    /// Returns `[n_channels, n]`, with `n` such that all that came out is
    /// `⌈n_in · target_rate / orig_rate⌉` samples a channel.
    pub fn finish(&mut self) -> Array2<F> {
        let n = self.plan.output_len(self.n_in) - self.n_out;
        let mut out = Array2::zeros((self.channels.len(), n));
        for (channel, out) in self.channels.iter_mut().zip(out.axis_iter_mut(Axis(0))) {
            channel.finish(self.plan.stages(), &mut Sink::new(out));
        }
        self.reset();
        out
    }

    /// Forgets the stream so far and makes ready for another.
    pub fn reset(&mut self) {
        for channel in &mut self.channels {
            channel.reset(self.plan.stages());
        }
        (self.n_in, self.n_out) = (0, 0);
    }
}
