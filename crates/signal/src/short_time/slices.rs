//! Which slices there are, and at which times and frequencies.

use ndarray::Array1;
use onkai_core::{Error, Real, Result};
use onkai_fft::{fftfreq, fftshift, rfftfreq};

use super::plan::{FftMode, ShortTimeFft};

/// A sample and a slice at a border of the signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BorderSlice {
    /// Index of the sample.
    pub k: isize,
    /// Index of the slice.
    pub p: isize,
}

/// The ranges of a picture of a short-time Fourier transform.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StftExtent {
    /// Time of the left edge.
    pub t0: f64,
    /// Time of the right edge.
    pub t1: f64,
    /// Frequency of the lower edge.
    pub f0: f64,
    /// Frequency of the upper edge.
    pub f1: f64,
}

impl<F: Real> ShortTimeFft<F> {
    /// Samples of the window.
    #[doc(alias = "m_num")]
    pub fn window_len(&self) -> usize {
        self.window.len()
    }

    /// Index of the window's middle.
    #[doc(alias = "m_num_mid")]
    pub fn window_mid(&self) -> usize {
        self.window.len() / 2
    }

    /// Frequencies of a slice.
    #[doc(alias = "f_pts")]
    pub fn n_bins(&self) -> usize {
        if self.is_one_sided() { self.n_fft / 2 + 1 } else { self.n_fft }
    }

    /// The time between slices.
    pub fn delta_t(&self) -> f64 {
        self.hop as f64 / self.sample_rate
    }

    /// The distance of frequencies.
    pub fn delta_f(&self) -> f64 {
        self.sample_rate / self.n_fft as f64
    }

    /// The frequency of each row, in the unit of the sample rate.
    ///
    /// # Errors
    ///
    /// None for a transform that was made.
    #[doc(alias = "f")]
    pub fn frequencies(&self) -> Result<Array1<f64>> {
        let spacing = self.sample_rate.recip();
        match self.mode {
            FftMode::OneSided | FftMode::OneSidedDoubled => rfftfreq(self.n_fft, spacing),
            FftMode::TwoSided => fftfreq(self.n_fft, spacing),
            FftMode::Centered => Ok(fftshift(&fftfreq(self.n_fft, spacing)?)),
        }
    }

    /// The time of each slice's middle, for a signal of `n` samples; the arguments are those of
    /// [`StftRange`](crate::StftRange).
    ///
    /// # Errors
    ///
    /// As [`p_range`](Self::p_range).
    #[doc(alias = "t")]
    pub fn times(
        &self,
        n: usize,
        p0: Option<isize>,
        p1: Option<isize>,
        k_offset: isize,
    ) -> Result<Array1<f64>> {
        let (p0, p1) = self.p_range(n, p0, p1)?;
        let offset = k_offset as f64 / self.sample_rate;
        Ok((p0..p1).map(|p| p as f64 * self.delta_t() + offset).collect())
    }

    /// The first slice that sees a part of the signal; never above 0.
    pub fn p_min(&self) -> isize {
        self.first_border().p
    }

    /// The first sample of that slice.
    pub fn k_min(&self) -> isize {
        self.first_border().k
    }

    /// The first slice after those that see a part of a signal of `n` samples.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] when `n` is less than half the window.
    pub fn p_max(&self, n: usize) -> Result<isize> {
        Ok(self.last_border(n)?.p)
    }

    /// The first sample after the last of those slices.
    ///
    /// # Errors
    ///
    /// As [`p_max`](Self::p_max).
    pub fn k_max(&self, n: usize) -> Result<isize> {
        Ok(self.last_border(n)?.k)
    }

    /// How many slices see a part of a signal of `n` samples.
    ///
    /// # Errors
    ///
    /// As [`p_max`](Self::p_max).
    pub fn p_num(&self, n: usize) -> Result<usize> {
        Ok((self.p_max(n)? - self.p_min()).cast_unsigned())
    }

    /// The first slice asked for, and the one after the last: all that see the signal where `None`.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] when `n` is less than half the window, [`Error::Parameter`] when the range is
    /// empty or reaches beyond the slices that see the signal.
    pub fn p_range(
        &self,
        n: usize,
        p0: Option<isize>,
        p1: Option<isize>,
    ) -> Result<(isize, isize)> {
        let half = self.window_len() - self.window_mid();
        if n < half {
            return Err(Error::TooShort { name: "x", expected: half, actual: n });
        }
        let (p_min, p_max) = (self.p_min(), self.p_max(n)?);
        let (p0, p1) = (p0.unwrap_or(p_min), p1.unwrap_or(p_max));
        if p0 < p_min || p1 <= p0 {
            let requirement = "at least `p_min()` and less than `p1`";
            return Err(Error::parameter("p0", p0 as f64, requirement));
        }
        if p_max < p1 {
            return Err(Error::parameter("p1", p1 as f64, "at most `p_max(n)`"));
        }
        Ok((p0, p1))
    }

    /// The first sample and slice that the signal's beginning does not touch.
    pub fn lower_border_end(&self) -> BorderSlice {
        let (m, mid, hop) = self.signed();
        let zeros = self.window.iter().take_while(|w| **w == F::zero()).count().cast_signed();
        let mut border = BorderSlice { k: zeros - mid, p: 0 };
        while border.k <= hop {
            if 0 <= border.k + hop {
                return BorderSlice { k: border.k + m, p: border.p + 1 };
            }
            border = BorderSlice { k: border.k + hop, p: border.p + 1 };
        }
        BorderSlice { k: 0, p: 0 }
    }

    /// The first sample and slice that the end of a signal of `n` samples touches.
    ///
    /// # Errors
    ///
    /// As [`p_max`](Self::p_max).
    pub fn upper_border_begin(&self, n: usize) -> Result<BorderSlice> {
        self.check_len(n)?;
        let (m, mid, hop) = self.signed();
        let n = n.cast_signed();
        let mut p = n / hop + 1;
        // To the left until nothing but zeros sticks out.
        while n < p * hop + m - mid && !self.is_silent_from(m - (p * hop + m - mid - n)) {
            p -= 1;
        }
        Ok(BorderSlice { k: (p + 1) * hop - mid, p: p + 1 })
    }

    /// The sample nearest `k`, to the left or else to the right, that is a slice's middle.
    pub fn nearest_k_p(&self, k: isize, left: bool) -> isize {
        let hop = self.hop.cast_signed();
        let below = k.div_euclid(hop) * hop;
        if left || below == k { below } else { below + hop }
    }

    /// The ranges of times and frequencies of a picture; with `center_bins` the middles of its cells lie
    /// at these, else their edges.
    ///
    /// # Errors
    ///
    /// As [`p_max`](Self::p_max); [`Error::Values`] for [`FftMode::TwoSided`], whose frequencies are not in
    /// order.
    pub fn extent(&self, n: usize, center_bins: bool) -> Result<StftExtent> {
        let (q0, q1) = match self.mode {
            FftMode::OneSided | FftMode::OneSidedDoubled => (0.0, self.n_bins() as f64),
            FftMode::Centered => {
                let below = (self.n_fft / 2) as f64;
                (-below, self.n_fft as f64 - below)
            }
            FftMode::TwoSided => {
                let requirement = "be one-sided or centered";
                return Err(Error::Values { name: "fft_mode", requirement });
            }
        };
        let (p0, p1) = (self.p_min() as f64, self.p_max(n)? as f64);
        let shift = if center_bins { 0.5 } else { 0.0 };
        let (dt, df) = (self.delta_t(), self.delta_f());
        Ok(StftExtent {
            t0: dt * (p0 - shift),
            t1: dt * (p1 - shift),
            f0: df * (q0 - shift),
            f1: df * (q1 - shift),
        })
    }

    /// Length, middle and hop.
    fn signed(&self) -> (isize, isize, isize) {
        let signed = usize::cast_signed;
        (signed(self.window_len()), signed(self.window_mid()), signed(self.hop))
    }

    /// Whether the window is zero from sample `from` on.
    fn is_silent_from(&self, from: isize) -> bool {
        let from = from.clamp(0, self.window.len().cast_signed()).cast_unsigned();
        self.window[from..].iter().all(|w| *w == F::zero())
    }

    /// Whether the window is zero before sample `to`.
    fn is_silent_before(&self, to: isize) -> bool {
        let to = to.clamp(0, self.window.len().cast_signed()).cast_unsigned();
        self.window[..to].iter().all(|w| *w == F::zero())
    }

    /// To the left until the next slice sees nothing of the signal.
    fn first_border(&self) -> BorderSlice {
        let (m, mid, hop) = self.signed();
        let mut border = BorderSlice { k: -mid, p: 0 };
        while 0 < border.k - hop + m && !self.is_silent_from(hop - border.k) {
            border = BorderSlice { k: border.k - hop, p: border.p - 1 };
        }
        border
    }

    /// To the right until the next slice sees nothing of the signal.
    fn last_border(&self, n: usize) -> Result<BorderSlice> {
        self.check_len(n)?;
        let (m, mid, hop) = self.signed();
        let n = n.cast_signed();
        let mut p = n / hop;
        let mut k = p * hop - mid;
        while k + hop < n && !self.is_silent_before(n - k - hop) {
            (p, k) = (p + 1, k + hop);
        }
        Ok(BorderSlice { k: k + m, p: p + 1 })
    }

    fn check_len(&self, n: usize) -> Result<()> {
        if n < self.window_len() - self.window_mid() {
            let requirement = "at least half the window's length, rounded up";
            return Err(Error::parameter("n", n as f64, requirement));
        }
        Ok(())
    }
}
