//! Band-limited change of the sample rate, of a whole signal at once.
//!
//! Counterpart of `librosa.resample` and `scipy.signal.resample_poly`.

use std::sync::Arc;

use ndarray::{Array, ArrayRef, ArrayRef1, ArrayViewMut1, Axis, Dimension};
use onkai_core::{Real, Result, check_finite, map_lanes};

use super::blocks::Blocks;
use super::cascade::{Cascade, Sink, history};
use super::interpolator::{Interpolator, OVERSAMPLING};
use super::lowpass::Lowpass;
use super::ratio::Ratio;
use super::stage::Stage;
use super::stream::Resampler;
use super::whole::{run_blocks, run_interpolated};

/// Where the pass band ends, as a part of the lower Nyquist frequency.
const PASS_BAND: f64 = 0.91;

/// The largest term of a ratio that blocks are made for: their length is a multiple of both terms.
const MAX_BLOCK_TERM: u64 = 1024;

/// Rates that fall by more than this factor fall in two steps, as the sharp filter would otherwise
/// be thousands of samples long.
const MAX_STEEP: u64 = 32;

/// Changes the sample rate of `x` along its last axis.
///
/// The signal is taken as zero beyond its ends and limited to the lower of the two Nyquist
/// frequencies by a filter of linear phase; output sample `k` stands at time `k / target_rate`.
/// Frequencies up to 0.91 of the lower Nyquist frequency pass unchanged (within 1e-7), whatever
/// would alias or mirror into the result is 140 dB down in `f64` and at the level of rounding in
/// `f32`.
///
/// Rates are in hertz, or in any unit: only their ratio matters. `resample(&x, down, up)` has the
/// meaning of SciPy's `resample_poly(x, up, down)`. The ratio of whole numbers is kept exactly
/// (below 2³² in lowest terms); others become the nearest ratio that is.
///
/// # Shapes
///
/// `x`: `[…, n]`. Returns `[…, ⌈n · target_rate / orig_rate⌉]`. Equal rates return the input.
///
/// # Errors
///
/// [`Error::Parameter`] when a rate is not positive and finite, when the two are more than a factor
/// of 65 536 apart, or when `x` has no axis; [`Error::NotFinite`] when `x` has NaN or infinite
/// samples, since each would spoil thousands.
///
/// [`Error::Parameter`]: onkai_core::Error::Parameter
/// [`Error::NotFinite`]: onkai_core::Error::NotFinite
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_signal::resample;
///
/// let tone = |rate: f64, n| Array1::from_shape_fn(n, |k| (880.0 * k as f64 / rate).sin());
/// let y = resample(&tone(44100.0, 44100), 44100.0, 22050.0)?;
/// assert_eq!(y.len(), 22050);
/// assert!((y[11025] - tone(22050.0, 22050)[11025]).abs() < 1e-7);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// `scipy.signal.resample_poly` has by default a short filter (60 dB, half of the amplitude left at
/// the Nyquist frequency), whose aliases are audible; here its edge ends below it.
///
/// # Differences from librosa
///
/// `librosa.resample` calls soxr's "HQ" by default, which has the same pass band and 125 dB of
/// attenuation. Where a rate is halved or doubled the two agree to 1e-6 of a tone's level up to 0.9
/// of the lower Nyquist frequency; elsewhere soxr's gain rises by up to 1e-3 (0.01 dB) towards the
/// edge, and ours does not. The length is computed in whole numbers, so that rounding never adds a sample. `scale` is left to
/// the caller: multiply by `(orig_rate / target_rate).sqrt()`.
///
/// # References
///
/// J. F. Kaiser, "Nonrecursive digital filter design using the I₀-sinh window function", Proc. IEEE
/// Int. Symp. Circuits and Systems, 1974.
///
/// J. O. Smith, "Digital audio resampling home page", Stanford University, 2002.
/// <https://ccrma.stanford.edu/~jos/resample/>
pub fn resample<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    orig_rate: f64,
    target_rate: f64,
) -> Result<Array<F, D>> {
    ResamplePlan::new(orig_rate, target_rate)?.run(x)
}

/// The filters for one pair of rates, ready to [`resample`] many signals. Cheap to clone.
#[derive(Clone, Debug)]
pub struct ResamplePlan<F: Real> {
    ratio: Ratio,
    stages: Arc<[Stage<F>]>,
}

impl<F: Real> ResamplePlan<F> {
    /// Checks the rates and designs the filters.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`](crate::Error::Parameter) when a rate is not positive and finite, or the
    /// two are more than a factor of 65 536 apart.
    pub fn new(orig_rate: f64, target_rate: f64) -> Result<Self> {
        let ratio = Ratio::of_rates(orig_rate, target_rate)?;
        Ok(Self { ratio, stages: stages(ratio)?.into() })
    }

    /// How many samples become of `n`: `⌈n · target_rate / orig_rate⌉`.
    pub fn output_len(&self, n: usize) -> usize {
        self.ratio.scale(n as u64) as usize
    }

    /// Resamples along the last axis; see [`resample`].
    ///
    /// # Errors
    ///
    /// As [`resample`], but for the rates.
    pub fn run<D: Dimension>(&self, x: &ArrayRef<F, D>) -> Result<Array<F, D>> {
        check_finite("x", x)?;
        let time = Axis(x.ndim().saturating_sub(1));
        let n = x.shape().last().map_or(0, |&n| self.output_len(n));
        map_lanes(x, time, n, |x, out| {
            self.run_lane(&x, out);
            Ok(())
        })
    }

    /// A [`Resampler`] of `n_channels` that shares these filters.
    pub fn stream(&self, n_channels: usize) -> Resampler<F> {
        Resampler::with_plan(self.clone(), n_channels)
    }

    pub(super) fn stages(&self) -> &[Stage<F>] {
        &self.stages
    }

    fn run_lane(&self, x: &ArrayRef1<F>, mut out: ArrayViewMut1<'_, F>) {
        let stages = &*self.stages;
        match (stages, out.as_slice_mut()) {
            ([Stage::Blocks(blocks)], Some(out)) => return run_blocks(blocks, x, out),
            ([Stage::Blocks(blocks), Stage::Interpolator(interpolator)], Some(out)) => {
                return run_interpolated((blocks, interpolator), history(stages), x, out);
            }
            _ => {}
        }
        let mut cascade = Cascade::new(&self.stages);
        let mut sink = Sink::new(out);
        cascade.push(&self.stages, x, &mut sink);
        cascade.finish(&self.stages, &mut sink);
    }
}

/// What is to be done for a ratio, in order; nothing for 1.
fn stages<F: Real>(ratio: Ratio) -> Result<Vec<Stage<F>>> {
    let mut stages = Vec::new();
    // The two rates, in units in which all rates between are whole numbers.
    let Ratio { mut up, mut down } = ratio;
    if up == down {
        return Ok(stages);
    }
    if MAX_STEEP * up < down {
        // The rate left is 16 to 32 times the target, which gives this first filter a wide edge.
        let factor = (down / (MAX_STEEP / 2 * up)).ilog2();
        let factor = 1_u64 << factor;
        let pass_edge = 0.5 * up as f64 / down as f64;
        let filter = Lowpass::new(pass_edge, 0.5 / factor as f64);
        stages.push(Stage::Blocks(Blocks::new(1, factor as usize, &filter)?));
        Ratio { up, down } = Ratio::reduced(up * factor, down);
    }
    let stop_edge = 0.5 * (up as f64 / down as f64).min(1.0);
    let filter = Lowpass::new(PASS_BAND * stop_edge, stop_edge);
    let sharp = |up: u64, down: u64| -> Result<Stage<F>> {
        Ok(Stage::Blocks(Blocks::new(up as usize, down as usize, &filter)?))
    };
    if up.max(down) <= MAX_BLOCK_TERM {
        stages.push(sharp(up, down)?);
        return Ok(stages);
    }
    // The rate between is so much higher than the lower one as the interpolator wants it.
    let wanted = OVERSAMPLING * up.min(down);
    let (mid_up, mid_down) = if wanted <= down {
        (1, down / wanted)
    } else {
        (wanted.div_ceil(down).next_power_of_two(), 1)
    };
    stages.push(sharp(mid_up, mid_down)?);
    stages
        .push(Stage::Interpolator(Interpolator::new(Ratio::reduced(up * mid_down, down * mid_up))));
    Ok(stages)
}
